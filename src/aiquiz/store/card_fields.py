"""How each field of a card is read from YAML: the checks, and the sentence for each that fails."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from aiquiz.core.cards import Source
from aiquiz.core.headings import CardId
from aiquiz.store.yaml_events import Mapping, Node, Scalar, Sequence

LONGEST_TEXT = 5_000
LONGEST_NUMBER = 9
MOST_TEXTS = 100
"""How many key points, and how many follow-up questions, a card may have."""

KEBAB_CASE = r"[a-z0-9]+(-[a-z0-9]+)*"
_KEBAB_CASE = re.compile(KEBAB_CASE)
PLACE = rf"{KEBAB_CASE}(/{KEBAB_CASE})?"
_PLACE = re.compile(PLACE)
_YES = {"true": True, "false": False}
_SOURCE_FIELDS = ("title", "authors", "year")

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class FieldProblem(Exception):  # noqa: N818 - found in somebody's text, so no error of the program
    """What is wrong with a value, at which line, and what to do about it."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def read_text(node: Node) -> str:
    """Reads a text that must not be empty, of at most 5,000 characters."""
    text = _scalar(node, "a text").strip()
    if not text:
        raise FieldProblem(node.line, "is empty: write a text")
    if len(text) > LONGEST_TEXT:
        raise FieldProblem(node.line, f"has {len(text):,} characters: the most is {LONGEST_TEXT:,}, so split the card")
    return text


def read_kebab(node: Node) -> str:
    """Reads a name in kebab-case."""
    text = read_text(node)
    if not _KEBAB_CASE.fullmatch(text):
        raise FieldProblem(node.line, f"{_short(text)} is not kebab-case: use small letters, digits and single hyphens")
    return text


def read_id(node: Node) -> CardId:
    """Reads a card's id."""
    return CardId(read_kebab(node))


def read_place(node: Node) -> str:
    """Reads where a card belongs: `topic`, or `topic/subtopic`."""
    text = read_text(node)
    if not _PLACE.fullmatch(text):
        raise FieldProblem(node.line, f"{_short(text)} is no place: write a topic, or topic/subtopic, in kebab-case")
    return text


def read_yes(node: Node) -> bool:
    """Reads `true` or `false`."""
    text = _scalar(node, "true or false")
    if text not in _YES:
        raise FieldProblem(node.line, f"{_short(text)} is neither true nor false")
    return _YES[text]


def read_count(node: Node) -> int:
    """Reads a whole number from 0 up."""
    text = _scalar(node, "a number")
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise FieldProblem(node.line, f"{_short(text)} is not a whole number from 0 up")
    return int(text)


def read_day(node: Node) -> date:
    """Reads a calendar date as YYYY-MM-DD."""
    text = _scalar(node, "a date")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FieldProblem(node.line, f"{_short(text)} is not a date: write it as 2026-11-22") from None


def choice(kind: type[E]) -> Callable[[Node], E]:
    """Gives the reader of one of an enum's words."""

    def read(node: Node) -> E:
        text = _scalar(node, "a word")
        try:
            return kind(text)
        except ValueError:
            known = [member.value for member in kind]
            raise FieldProblem(
                node.line, f"{_short(text)} is none of {', '.join(known)}{nearest(text, known)}"
            ) from None

    return read


def listing(read_item: Callable[[Node], T], most: int | None = None) -> Callable[[Node], tuple[T, ...]]:
    """Gives the reader of a list of such values, at most so many."""

    def read(node: Node) -> tuple[T, ...]:
        if not isinstance(node, Sequence):
            raise FieldProblem(node.line, "takes a list: begin each item on a line of its own with a dash")
        if most is not None and len(node.items) > most:
            raise FieldProblem(node.line, f"are {len(node.items):,}: the most is {most}, so split the card")
        return tuple(read_item(item) for item in node.items)

    return read


def read_source(node: Node) -> Source:
    """Reads a source: title, authors and year."""
    if not isinstance(node, Mapping):
        raise FieldProblem(node.line, "a source takes the form {title: …, authors: …, year: …}")
    for name, key in node.keys.items():
        if name not in _SOURCE_FIELDS:
            raise FieldProblem(key.line, f"a source has no field {_short(name)}{nearest(name, _SOURCE_FIELDS)}")
    missing = [name for name in _SOURCE_FIELDS if name not in node.entries]
    if missing:
        raise FieldProblem(node.line, f"a source needs {' and '.join(missing)}")
    title, authors, year = (node.entries[name] for name in _SOURCE_FIELDS)
    return Source(read_text(title), read_text(authors), read_count(year))


def nearest(word: str, known: "list[str] | tuple[str, ...]") -> str:
    """Gives `: did you mean …?` where a known word is near, else nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is misspelt

    found = get_close_matches(word, known, n=1, cutoff=0.6)
    return f": did you mean {found[0]!r}?" if found else ""


def _scalar(node: Node, what: str) -> str:
    if isinstance(node, Scalar):
        return node.text
    form = "a list" if isinstance(node, Sequence) else "a group of fields"
    raise FieldProblem(node.line, f"is {form} where {what} is meant: quote it if it holds [ or {{, or a colon")


def _short(text: str, length: int = 40) -> str:
    return repr(text if len(text) <= length else text[: length - 1] + "…")
