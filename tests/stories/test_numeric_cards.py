"""A card with numbers to draw, wherever it is shown without being asked: it reads as one example of itself."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from support.dates import bank_of, write_goal
from support.marks import add_to_log, marked
from support.program import CARDS, Inside, make_world
from support.shown import widest

from aiquiz.cli.options import complete_cards
from aiquiz.core.events import Mark

CARD = """\
- id: f1-worked
  question: >-
    A classifier finds {tp} of {positives} fraudulent payments and raises {fp} false alarms. What is its F1 score, in
    per cent?
  level: beginner
  parameters:
    tp: {from: 40, to: 90, step: 5}
    fp: [10, 20, 30, 50]
    positives: 100
    fn: positives - tp
  expression: 2 * tp / (2 * tp + fp + fn) * 100
  unit: "%"
  tolerance: 0.02
  answer: |
    Precision is {tp / (tp + fp):.2f} and recall {tp / positives:.2f}, so F1 is {result:.1f} %.
  tip: Say that {fn} were missed.
  key_points:
    - {text: "Names {fp} false alarms as what costs precision", match: [hashtag false-alarm]}
  follow_ups:
    - And with {2 * fp} false alarms?
  tags: [metrics]
  asked_by: 9
"""
BRACE = re.compile(r"[{}]")


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(make_world(tmp_path, {**CARDS, "machine-learning/numbers": CARD}), monkeypatch, capsys)


def data(inside: Inside, *arguments: str) -> dict[str, Any]:
    done = inside.run(*arguments, "--json")
    assert done.err == ""
    found: dict[str, Any] = json.loads(done.out)
    return found


def example(inside: Inside) -> str:
    """Gives the question as it is shown."""
    question: str = data(inside, "show", "f1-worked")["question"]
    assert re.fullmatch(r"A classifier finds \d\d of 100 fraudulent .+", question)
    return question


def flat(text: str) -> str:
    """Gives a text on one line, as it was before it was made to fit the window."""
    return " ".join(text.split())


def test_it_is_shown_filled_in_and_said_to_be_an_example(inside: Inside) -> None:
    done = inside.run("show", "f1-worked")
    assert (done.code, done.err) == (0, "")
    assert BRACE.search(done.out) is None
    assert "Numbers are drawn anew each time; this is one example.\n" in done.out
    assert example(inside) in flat(done.out)
    assert "hashtag" not in done.out
    assert done == inside.run("show", "f1-worked")


def test_any_other_card_is_not_said_to_be_one(inside: Inside) -> None:
    assert "drawn anew" not in inside.run("show", "confusion-matrix").out
    assert data(inside, "show", "confusion-matrix")["template"] is None


def test_the_data_has_the_example_and_what_it_was_drawn_from(inside: Inside) -> None:
    found = data(inside, "show", "f1-worked")
    assert found["template"] == {
        "parameters": {
            "tp": {"from": 40, "to": 90, "step": 5},
            "fp": [10, 20, 30, 50],
            "positives": "100",
            "fn": "positives - tp",
        },
        "expression": "2 * tp / (2 * tp + fp + fn) * 100",
        "unit": "%",
        "tolerance": 0.02,
    }
    texts = [found["question"], found["answer"], found["tip"], *found["key_points"], *found["follow_ups"]]
    assert [text for text in texts if BRACE.search(text)] == []
    assert re.fullmatch(r"Names \d\d false alarms as what costs precision", found["key_points"][0])


@pytest.mark.parametrize("columns", [24, 40, 200])
def test_it_fits_the_window(inside: Inside, columns: int) -> None:
    assert widest(inside.run("show", "f1-worked", columns=columns).out) <= min(columns, 88)


@pytest.mark.parametrize("words", [["fraudulent", "payments"], ["precision"]])
def test_a_search_shows_it_filled_in(inside: Inside, words: list[str]) -> None:
    out = inside.run("search", *words).out
    assert example(inside) in flat(out)
    assert BRACE.search(out) is None
    (hit,) = [hit for hit in data(inside, "search", *words)["cards"] if hit["id"] == "f1-worked"]
    assert hit["question"] == example(inside)
    assert BRACE.search(hit["excerpt"]) is None


def test_what_a_key_point_may_be_called_besides_is_not_searched(inside: Inside) -> None:
    assert data(inside, "search", "hashtag")["found"] == 0


def test_marked_cards_are_listed_filled_in(inside: Inside) -> None:
    inside.run("stats")
    add_to_log(inside.world.home, marked("f1-worked", Mark.SUSPENDED), marked("f1-worked", Mark.FLAGGED))
    question = example(inside)
    for command in ("suspended", "flagged"):
        assert data(inside, command)["cards"][0]["question"] == question
        assert question in flat(inside.run(command).out)


def test_the_questions_that_a_short_time_is_enough_for_are_filled_in(inside: Inside) -> None:
    asked_most = CARD.replace("asked_by: 9", "asked_by: 99999")
    inside.world.write_bank({**bank_of(200), "machine-learning/numbers": asked_most})
    write_goal(inside.world, 5, minutes=2)
    out = inside.run("plan", columns=200).out
    assert example(inside) in flat(out)
    assert BRACE.search(out) is None


def test_a_shell_is_told_the_example(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in inside.world.environment().items():
        monkeypatch.setenv(name, value)
    ((name, told),) = complete_cards("f1")
    assert name == "f1-worked"
    assert re.match(r"A classifier finds \d\d of 100 fraudulent payments", told)


def test_a_copy_of_it_in_a_deck_of_ones_own_draws_numbers_too(inside: Inside) -> None:
    before = data(inside, "show", "f1-worked")
    assert inside.run("add", "--override", "f1-worked").code == 0
    text = (inside.world.home / "decks" / "my-cards.yaml").read_text(encoding="utf-8")
    assert "    tp: {from: 40, to: 90, step: 5}\n" in text
    assert "finds {tp} of {positives}" in text
    after = data(inside, "show", "f1-worked")
    assert after["deck"] == "my-cards"
    assert {**after, "deck": "bundled"} == before


def test_it_goes_out_whole_and_comes_back_whole(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(inside.world.folder)
    assert inside.run("export", "all.jsonl").code == 0
    row = next(row for row in map(json.loads, Path("all.jsonl").read_text().splitlines()) if row["id"] == "f1-worked")
    assert "{tp} of {positives}" in row["question"]
    Path("one.jsonl").write_text(json.dumps({**row, "id": "again"}) + "\n")
    done = inside.run("import", "one.jsonl")
    assert (done.code, done.err) == (0, "")
    before, after = (data(inside, "show", name) for name in ("f1-worked", "again"))
    assert after["template"] == before["template"]
    assert after["question"] == before["question"]
    assert "hashtag false-alarm" in (inside.world.home / "decks" / "one.yaml").read_text()


def test_a_numeric_card_that_would_not_be_drawn_is_not_imported_and_told(inside: Inside) -> None:
    row = {"question": "{a}?", "answer": "{result}", "parameters": {"a": [1, 2]}, "expression": "1 / (a - a)"}
    path = inside.world.folder / "bad.jsonl"
    path.write_text(json.dumps(row) + '\n{"question": "good", "answer": "a"}\n')
    done = inside.run("import", str(path), columns=200)
    assert done.code == 1
    assert "Took 1 card from bad.jsonl" in done.out
    assert re.search(r"\{a\}\?: the card: card '.+': ", done.out)


def test_in_another_format_it_is_an_example_and_that_is_told_once(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(inside.world.folder)
    done = inside.run("export", "a.csv", "--topic", "numbers", columns=200)
    assert done.code == 1
    lines = done.out.splitlines()
    said = lines.index("The words that say a key point (match) stay behind, of 1 card; .jsonl keeps them.")
    assert lines[said + 1] == "Lost from 1 card:"
    assert flat(done.out).endswith(": its numbers, which are those of one example now")
    assert BRACE.search(Path("a.csv").read_text()) is None
    found = data(inside, "export", "a.csv", "--topic", "numbers", "--force")
    assert (found["unmatched"], len(found["losses"])) == (1, 1)


def test_the_words_that_say_a_key_point_are_told_and_no_loss(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(inside.world.folder)
    deck = inside.world.home / "decks"
    deck.mkdir(parents=True)
    said = "- {text: T, match: [cost]}"
    card = f"- id: x\n  question: Q?\n  level: beginner\n  answer: A.\n  key_points:\n    {said}\n    {said}\n"
    (deck / "mine.yaml").write_text(card)
    done = inside.run("export", "a.csv", "--deck", "mine")
    assert (done.code, done.err) == (0, "")
    assert "stay behind, of 1 card; .jsonl keeps" in flat(done.out)


def test_a_check_judges_it_filled_in(inside: Inside) -> None:
    path = inside.world.bank / "machine-learning" / "numbers.yaml"
    out = inside.run("check", str(path), columns=200).out
    assert "words to say" in out  # its answer is short when its numbers stand there
    assert BRACE.search(out) is None


@pytest.mark.parametrize("arguments", [("study",), ("show", "f1-worked")])
def test_numbers_that_cannot_be_worked_out_end_in_a_line_that_names_the_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr("aiquiz.core.numeric.exercise.check_exercise", lambda _: "")  # what no draw tried has shown
    world = make_world(tmp_path, {"machine-learning/numbers": CARD.replace("{result:.1f}", "{1 / (tp - tp)}")})
    done = Inside(world, monkeypatch, capsys).run(*arguments)
    assert done.code == 3
    assert "The card 'f1-worked' cannot be asked with the numbers drawn: '1 / (tp - tp)' divides by zero." in done.err
