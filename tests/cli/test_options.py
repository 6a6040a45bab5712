import re
from pathlib import Path

import pytest
from support.program import CARD_IDS, CARDS, NOON, Ended, Inside, Past, World, make_world

QUESTIONS = {
    question: card
    for text in CARDS.values()
    for card, question in re.findall(r"^- id: (\S+)\n  question: (.+)$", text, re.MULTILINE)
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(world, monkeypatch, capsys)


def asked(done: Ended) -> list[str]:
    """Gives the ids of the cards that were shown, in order."""
    return [QUESTIONS[line] for line in done.out.splitlines() if line in QUESTIONS]


FILTERS = {
    "": ["confusion-matrix", "canary-release", "backpropagation", "cross-validation", "model-registry"],
    "--level beginner": ["confusion-matrix", "canary-release", "backpropagation"],
    "-l beginner -l advanced": ["confusion-matrix", "canary-release", "backpropagation", "model-registry"],
    "--topic mlops": ["canary-release", "model-registry"],
    "-t evaluation": ["confusion-matrix"],
    "-t machine-learning/validation": ["cross-validation"],
    "-t training -t validation": ["backpropagation", "cross-validation"],
    "--tag metrics": ["confusion-matrix", "cross-validation"],
    "--role data-scientist": ["confusion-matrix", "backpropagation"],
    "-r ml-engineer --tag metrics": ["cross-validation"],
    "--topic mlops --level advanced": ["model-registry"],
    "--new 2": ["confusion-matrix", "canary-release"],
    "--limit 1": ["confusion-matrix"],
    "-n 3 --new 9": ["confusion-matrix", "canary-release", "backpropagation"],
    "--topic mlops --new 1": ["canary-release"],
}


@pytest.mark.parametrize("options", FILTERS)
def test_filters_combine_and_values_of_one_are_alternatives(inside: Inside, options: str) -> None:
    done = inside.run("study", *options.split(), keys="\n3\n" * 9)
    assert (done.code, done.err) == (0, "")
    assert asked(done) == FILTERS[options]


def test_no_new_cards_leaves_those_that_are_due(inside: Inside) -> None:
    inside.world.write_past(Past("cross-validation", 1), now=NOON)
    assert asked(inside.run("study", "--new", "0", keys="\n3\n")) == ["cross-validation"]
    assert inside.run("study", "--new", "0").out.startswith("Nothing is due. The next card is due in 6 days.")


def test_ten_new_cards_are_learnt_in_a_session_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    card = CARDS["deep-learning/training"]
    many = "".join(card.replace("backpropagation", f"card-{number}") for number in range(12))
    inside = Inside(make_world(tmp_path / "world", {"deep-learning/training": many}), monkeypatch, capsys)
    assert inside.run("study", keys="\n3\n" * 20).out.count(" · new ") == 10
    again = inside.run("study", keys="\n3\n" * 20)
    assert again == (
        0,
        "Enough for today. The limits of the day hold back 2 new cards.\nTo go on: aiquiz study --new 2\n",
        "",
    )
    assert inside.run("study", "--new", "1", keys="\n3\n" * 20).out.count(" · new ") == 1


WRONG_FILTERS = {
    "study --topic mlop": "There is no topic called 'mlop'. Did you mean mlops?",
    "review --topic validatoin": "There is no topic called 'validatoin'. Did you mean validation?",
    "stats -t deep-lerning/training": (
        "There is no topic called 'deep-lerning/training'. Did you mean deep-learning/training?"
    ),
    "study --tag metric": "There is no tag called 'metric'. Did you mean metrics?",
    "study --tag xyzzy": "There is no tag called 'xyzzy'. Known: classification, metrics, serving, training.",
    "study --topic mlops --level intermediate": "No card fits all of these filters. Leave one out.",
    "review --role prompt-engineer": "No card fits all of these filters. Leave one out.",
}


@pytest.mark.parametrize("command", WRONG_FILTERS)
def test_filters_that_cannot_work_are_a_sentence_with_the_nearest_name(inside: Inside, command: str) -> None:
    assert inside.run(*command.split(), keys="\n3\n") == (2, "", f"aiquiz: {WRONG_FILTERS[command]}\n")
    assert inside.world.answers() == []


def test_a_name_near_nothing_is_answered_with_the_names_there_are(inside: Inside) -> None:
    said = inside.run("study", "--topic", "42").err
    assert said.startswith("aiquiz: There is no topic called '42'. Known: deep-learning, deep-learning/training, ")
    assert said.count("\n") == 1


def test_where_not_all_names_are_told_it_is_said_how_many_more_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    card = "- {{id: card-{0}, question: Q?, level: beginner, answer: A., tags: [tag-{0}]}}\n"
    world = make_world(tmp_path, {f"topic-{number}/part": card.format(number) for number in range(45)})
    inside = Inside(world, monkeypatch, capsys)
    assert inside.run("study", "--topic", "42").err.endswith(" and 51 more (`aiquiz topics` lists all).\n")
    assert inside.run("study", "--tag", "xyzzy").err.endswith(" and 5 more.\n")


def test_control_characters_in_a_name_are_shown_and_not_obeyed(inside: Inside) -> None:
    done = inside.run("study", "--topic", "\x1b]0;pwned\x07\u202e\n")
    assert done.code == 2
    assert all(character.isprintable() for character in done.err.removesuffix("\n"))


@pytest.mark.parametrize(
    "command", ["", "study", "review", "stats", "check", "config", "config set", "config unset", "config path"]
)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help_with_an_example(inside: Inside, command: str, option: str) -> None:
    done = inside.run(*command.split(), option)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: aiquiz {command}".rstrip())
    assert f"Example: aiquiz {command}".rstrip() in done.out
    assert "\x1b" not in done.out


def test_the_help_lists_every_command_and_the_version_is_one_line(inside: Inside) -> None:
    commands = inside.run("--help").out.partition("Commands:\n")[2]
    assert re.findall(r"^  (\w+)", commands, re.MULTILINE)[:3] == ["study", "review", "plan"]
    assert re.fullmatch(r"aiquiz \d+\.\d+\.\d+\n", inside.run("--version").out)


def test_the_cards_of_the_tests_are_all_asked() -> None:
    assert set(QUESTIONS.values()) == set(CARD_IDS)
