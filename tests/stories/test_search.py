import json
from pathlib import Path

import pytest
from support.program import Inside, World, make_world
from support.shown import widest


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(world, monkeypatch, capsys)


def ids(inside: Inside, *arguments: str) -> list[str]:
    done = inside.run("search", *arguments, "--json")
    assert done.err == ""
    assert done.code == (0 if json.loads(done.out)["cards"] else 1)
    return [card["id"] for card in json.loads(done.out)["cards"]]


def test_a_card_is_found_in_every_part_of_it(inside: Inside) -> None:
    for word, card in {
        "confusion": "confusion-matrix",
        "Backpropagation": "backpropagation",
        "registries": "model-registry",
        "validation": "cross-validation",
        "accuracy": "confusion-matrix",
        "python": "model-registry",
    }.items():
        assert ids(inside, word) == [card]
    assert ids(inside, "serving") == ["canary-release", "model-registry"]
    assert ids(inside, "evaluation") == ["confusion-matrix"]


def test_all_words_must_be_there_however_they_are_given(inside: Inside) -> None:
    assert ids(inside, "model", "traffic") == ids(inside, "model traffic") == ["canary-release"]
    assert ids(inside, "model", "loss") == []


def test_filters_leave_cards_out(inside: Inside) -> None:
    assert ids(inside, "what", "--level", "advanced") == ["model-registry"]
    assert ids(inside, "a", "--topic", "mlops", "--tag", "serving", "--role", "mlops-engineer", "-n", "1") == [
        "canary-release"
    ]
    done = inside.run("search", "a", "--topic", "mlops", "--level", "intermediate")
    assert done == (2, "", "aiquiz: No card fits all of these filters. Leave one out.\n")


def test_the_place_of_a_hit_and_what_was_found_there_are_shown(inside: Inside) -> None:
    assert inside.run("search", "accuracy").out.splitlines() == [
        "What does a confusion matrix show?",
        "  confusion-matrix · machine-learning/evaluation · beginner",
        "  key points: … other way round, so say which · Accuracy hides the rare class:",
        "  98.5 % here",
        "1 card. `aiquiz show ID` shows one.",
    ]


def test_more_than_the_limit_is_said(inside: Inside) -> None:
    assert inside.run("search", "model", "-n", "1").out.endswith("1 of 2 cards; --limit 2 shows all.\n")
    assert inside.run("search", "model").out.endswith("2 cards. `aiquiz show ID` shows one.\n")


def test_a_mistyped_word_is_said_and_forgiven(inside: Inside) -> None:
    done = inside.run("search", "confusoin")
    assert done.code == 0
    assert done.out.startswith("No card has confusoin; looked for confusion instead.\nWhat does a confusion matrix")
    assert json.loads(inside.run("search", "confusoin", "--json").out)["meant"] == {"confusoin": "confusion"}


def test_where_nothing_is_found_it_says_what_to_try_and_exits_with_one(inside: Inside) -> None:
    done = inside.run("search", "zebra")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        "Nothing found.",
        "No card has zebra, nor a word written much like it.",
        "Try a shorter or another word; `aiquiz topics` lists what there is.",
    ]
    assert inside.run("search", "confusion", "backpropagation", columns=88).out.splitlines() == [
        "Nothing found.",
        "By themselves: confusion (1 card), backpropagation (1 card). No card has all of them:",
        "leave one out.",
    ]
    assert inside.run("search", "zebra", "model").out.splitlines()[1:] == [
        "No card has zebra, nor a word written much like it.",
        "By themselves: model (2 cards). No card has all of them: leave one out.",
    ]
    data = json.loads(inside.run("search", "zebra", "model", "--json").out)
    assert (data["found"], data["cards"], data["counts"]) == (0, [], {"zebra": 0, "model": 2})


def test_no_word_at_all_is_a_usage_error(inside: Inside) -> None:
    done = inside.run("search", "?!")
    assert done == (2, "", "aiquiz: There is no word to look for. Give one, as in `aiquiz search overfitting`.\n")
    assert inside.run("search").code == 2


def test_what_a_card_hides_reaches_no_terminal(inside: Inside) -> None:
    question, answer = "Red \\e[31m or \\u202Enot?", "A needle \\e]0;title\\a here."
    card = f'- id: evil\n  question: "{question}"\n  level: beginner\n  answer: "{answer}"\n'
    inside.world.write_bank({"mlops/evil": card})
    done = inside.run("search", "needle")
    assert "needle" in done.out
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out
    assert "\x1b" not in inside.run("search", "\x1b[31mneedl\u202e").out


@pytest.mark.parametrize("columns", [24, 40, 80, 200])
def test_hits_fit_the_window(inside: Inside, columns: int) -> None:
    assert widest(inside.run("search", "a", columns=columns).out) <= min(columns, 88)


def test_found_words_stand_out_on_a_terminal_and_nothing_is_styled_in_a_pipe(world: World) -> None:
    with world.terminal("search", "confusion", "accuracy") as terminal:
        terminal.see("What does a confusion matrix show?", "key points: ", "1 card.")
        assert terminal.end() == 0
    assert b"\x1b[1;4mconfusion\x1b[0m" in terminal.raw
    assert b"\x1b[1;4mAccuracy\x1b[0m" in terminal.raw
    assert "\x1b" not in world.run("search", "confusion").out
    assert (
        world.run("search", "confusion", encoding="ascii", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0").code == 0
    )
