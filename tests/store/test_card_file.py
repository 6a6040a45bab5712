"""A file of cards gives the good cards, and a sentence with the line for each of the others."""

from pathlib import Path

import pytest

from aiquiz.core.cards import Level, Role, Source
from aiquiz.store.card_file import read_card_file

GOOD = """\
- id: kv-cache
  question: What is the KV cache?
  level: intermediate
  answer: |
    Keys and values of past tokens,
    kept.
"""
FULL = """\
- id: full
  question: "Why: really?"
  level: advanced
  answer: Because.
  tip: Smile.
  key_points: [One, Two]
  follow_ups:
    - And then?
  tags: [llm, serving]
  roles: [ml-engineer]
  asked_by: 12
  refs: [top30-1]
  sources:
    - {title: "A paper", authors: Somebody et al., year: 2017}
  checked: 2026-11-22
"""


def read(tmp_path: Path, text: str | bytes) -> tuple[list[str], list[str]]:
    path = tmp_path / "file.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    cards, problems = read_card_file(path, "topic", "file")
    return [placed.card.id for placed in cards], [str(problem).removeprefix(f"{path}:") for problem in problems]


def test_the_four_needed_fields_make_a_card(tmp_path: Path) -> None:
    path = tmp_path / "llm.yaml"
    path.write_text(GOOD)
    ((card, line, _),), problems = read_card_file(path, "generative-ai", "llm")
    assert problems == []
    assert (card.id, card.topic, card.subtopic, card.level) == ("kv-cache", "generative-ai", "llm", Level.INTERMEDIATE)
    assert card.answer == "Keys and values of past tokens,\nkept."
    assert line == 1


def test_every_field_is_read(tmp_path: Path) -> None:
    path = tmp_path / "llm.yaml"
    path.write_text(FULL)
    ((card, *_),), problems = read_card_file(path, "a", "b")
    assert problems == []
    assert card.question == "Why: really?"
    assert card.roles == (Role.ML_ENGINEER,)
    assert card.sources == (Source("A paper", "Somebody et al.", 2017),)
    assert (card.asked_by, card.refs, str(card.checked)) == (12, ("top30-1",), "2026-11-22")


@pytest.mark.parametrize(
    "text", ["no", "yes", "null", "12:30:45", "012", "1_000", "3.10", "2024-01-02", ".nan", "7" * 99]
)
def test_text_stays_the_text_that_was_written(tmp_path: Path, text: str) -> None:
    path = tmp_path / "llm.yaml"
    path.write_text(GOOD.replace("What is the KV cache?", text) + f"  tip: {text}\n  key_points: [{text}]\n")
    ((card, *_),), problems = read_card_file(path, "a", "b")
    assert problems == []
    assert (card.question, card.tip, card.point_texts) == (text, text, (text,))


PROBLEMS = {
    "misspelt field": (
        GOOD + "  tipp: Smile.\n",
        "7: card 'kv-cache': there is no field 'tipp': did you mean 'tip'?",
    ),
    "unknown field": (GOOD + "  colour: red\n", "7: card 'kv-cache': there is no field 'colour'"),
    "missing field": (
        GOOD.replace("  level: intermediate\n", ""),
        "1: card 'kv-cache': the field 'level' is missing: add it",
    ),
    "missing id": (GOOD.replace("- id: kv-cache\n  ", "- "), "1: this card: the field 'id' is missing: add it"),
    "bad level": (
        GOOD.replace("intermediate", "advancd"),
        "3: card 'kv-cache': level: 'advancd' is none of beginner, intermediate, advanced: did you mean 'advanced'?",
    ),
    "empty answer": (
        "- id: a\n  question: Q?\n  level: beginner\n  answer:\n",
        "4: card 'a': answer: is empty: write a text",
    ),
    "empty question": (
        GOOD.replace("What is the KV cache?", '""'),
        "2: card 'kv-cache': question: is empty: write a text",
    ),
    "id with spaces": (
        GOOD.replace("kv-cache", "kv cache"),
        "1: card 'kv cache': id: 'kv cache' is not kebab-case: use small letters, digits and single hyphens",
    ),
    "list where text is meant": (
        GOOD.replace("What is the KV cache?", "[a, b]"),
        "2: card 'kv-cache': question: is a list where a text is meant: quote it if it holds [ or {, or a colon",
    ),
    "text where a list is meant": (
        GOOD + "  key_points: One\n",
        "7: card 'kv-cache': key_points: takes a list: begin each item on a line of its own with a dash",
    ),
    "group where text is meant": (
        GOOD + "  tip: {a: b}\n",
        "7: card 'kv-cache': tip: is a group of fields where a text is meant: quote it if it holds [ or {, or a colon",
    ),
    "bad count": (
        GOOD + "  asked_by: many\n",
        "7: card 'kv-cache': asked_by: 'many' is not a whole number from 0 up",
    ),
    "huge count": (
        GOOD + f"  asked_by: {'9' * 5000}\n",
        f"7: card 'kv-cache': asked_by: '{'9' * 39}…' is not a whole number from 0 up",
    ),
    "bad date": (
        GOOD + "  checked: yesterday\n",
        "7: card 'kv-cache': checked: 'yesterday' is not a date: write it as 2026-11-22",
    ),
    "bad role": (
        GOOD + "  roles: [ml-enginer]\n",
        "7: card 'kv-cache': roles: 'ml-enginer' is none of " + ", ".join(Role) + ": did you mean 'ml-engineer'?",
    ),
    "source without a year": (
        GOOD + "  sources:\n    - {title: T, authors: A}\n",
        "8: card 'kv-cache': sources: a source needs year",
    ),
    "source with an odd field": (
        GOOD + "  sources:\n    - {title: T, author: A, year: 2017}\n",
        "8: card 'kv-cache': sources: a source has no field 'author': did you mean 'authors'?",
    ),
    "source that is text": (
        GOOD + "  sources: [Attention]\n",
        "7: card 'kv-cache': sources: a source takes the form {title: …, authors: …, year: …}",
    ),
    "answer too long": (
        GOOD.replace("kept.", "x" * 5_001),
        "4: card 'kv-cache': answer: has 5,033 characters: the most is 5,000, so split the card",
    ),
    "card that is text": ("- kv-cache\n", "1: a card is a group of fields: begin it with 'id:'"),
    "file that is a mapping": ("id: a\n", "1: a list of cards is meant here: begin each card with '- id:'"),
}


@pytest.mark.parametrize(("text", "problem"), PROBLEMS.values(), ids=PROBLEMS)
def test_a_problem_says_where_what_and_what_to_do(tmp_path: Path, text: str, problem: str) -> None:
    assert read(tmp_path, text) == ([], [problem])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- id: a\n  id: b\n", 2),
        ("- id: a\n  question: C # is a language\n", 2),
        ("- id: a\n  question: What is x: y?\n", 2),
        ("- id: a\n\tquestion: tab\n", 2),
        ("- id: a\n  question: [open\n", 2),
        ("- id: a\n  question: @x\n", 2),
        ("- id: a\n  question: *args\n", 2),
        ("- id: a\n  question: !!python/object/apply:os.system [ls]\n", 2),
        ("- id: a\n" * 3 + "- &x [*x]\n", 4),
        ("[" * 100_000, 1),
        ("- " * 100_000, 1),
        ("{a: " * 100_000, 1),
        ("", 1),
        ("just text", 1),
        ("- id: a\n---\n- id: b\n", 2),
        ("- id: a\n".encode("utf-16"), 1),
        (b"- id: a\n  question: caf\xe9\n", 2),
        (b"- id: a\n  question: a\x00b\n", 2),
        (b"- id: x\n" * 700_000, 1),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem_with_its_line(tmp_path: Path, text: str | bytes, line: int) -> None:
    ids, problems = read(tmp_path, text)
    assert ids == []
    assert [problem.split(":")[0] for problem in problems] == [str(line)]


def test_all_problems_are_told_and_good_cards_stay_usable(tmp_path: Path) -> None:
    ids, problems = read(tmp_path, GOOD + GOOD.replace("kv-cache", "Bad Id").replace("level", "levl") + FULL)
    assert ids == ["kv-cache", "full"]
    assert [problem.split(":")[0] for problem in problems] == ["9", "7", "7"]


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()) == (["kv-cache"], [])


def test_a_file_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    cards, (problem,) = read_card_file(tmp_path / "none.yaml", "a", "b")
    assert cards == []
    assert str(problem) == f"{tmp_path / 'none.yaml'}: cannot be read: No such file or directory"
