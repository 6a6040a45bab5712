"""The result of a question with numbers: the point that it is, and whether an answer has it."""

import re
from typing import NamedTuple

from aiquiz.core.cards import Card, KeyPoint
from aiquiz.core.numeric.exercise import expected, fill, say_expected
from aiquiz.core.numeric.parameters import RESULT
from aiquiz.core.numeric.placeholders import Placeholder, parse_template
from aiquiz.core.numeric.quantities import judge, read_quantity

# What stands before a result in a sentence, and what ends it.
_BEFORE = re.compile(
    r"[=≈≃→:~]|\b(?:is|be|it's|that's|equals?|gives?|gets?|makes?|costs?|needs?|say|so|to|about|around|roughly|reach(?:es)?)\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[,;!?*`](?!\d)|\.(?!\d)|\s(?:and|or|so|because|which|of)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,])[$€£]?[-−+]?\d")
_DENIED = re.compile(r"(?:\b(?:not|never|cannot|nor|neither)\b|n't\b)[^,;\n]{0,30}$", re.IGNORECASE)
_GUESSED = re.compile(r"\d\S*(?:\s+\S+)?\s+or\s+$", re.IGNORECASE)
_MARKS = re.compile(r"^[-*•·–—→\s]+(?=\s)|[*`_]+")
_NUMBERED = re.compile(r"\s*\d+[.)]\s+\D")
_LONGEST, _MOST_WORDS = 60, 3
"""The most characters of a sentence that are read for a number, and the most words of what may be its unit."""


class Wanted(NamedTuple):
    """The result with the numbers that were drawn: its key point's place, its value in the unit, and how it is said."""

    place: int
    value: float
    said: str
    unit: str
    tolerance: float


class Held(NamedTuple):
    """A number of an answer held against the result: the learner's own words, and a sentence on what went wrong."""

    is_right: bool
    words: str
    more: str = ""


def draw_numbers(card: Card, seed: int) -> tuple[Card, Wanted]:
    """Gives a card that has numbers as it is asked in a round, and its result.

    Where no key point of its own names the result one more does. It is the last: the places of the others stay.
    """
    listening = card
    if (place := _place_of_result(card)) is None:
        place = len(card.key_points)
        text = f"The result: {f'{card.unit}{{{RESULT}}}' if card.unit == '$' else f'{{{RESULT}}} {card.unit}'}".rstrip()
        listening = card._replace(key_points=(*card.key_points, KeyPoint(text)))
    wanted = Wanted(place, expected(card, seed), say_expected(card, seed), card.unit, card.tolerance)
    return fill(listening, seed), wanted


def hold_result(text: str, wanted: Wanted) -> Held | None:
    """Holds the number that an answer comes to against the result; None where there is none to be read.

    A number that has the last line to itself, or else the first, is what the answer comes to, right or wrong. In a
    sentence it is the last that is said of the result; where that is another it may stand for anything.
    """
    lines = [line.strip() for line in (_MARKS.sub("", raw) for raw in text.split("\n")) if line.strip()]
    for line in filter(_is_alone, (lines[-1], lines[0]) if lines else ()):
        found = judge(line, wanted.value, wanted.unit, wanted.tolerance)
        return Held(found.is_right, line, "" if found.is_right else found.said)
    said = _last_said(text)
    if said and judge(said, wanted.value, wanted.unit, wanted.tolerance).is_right:
        return Held(is_right=True, words=said)
    return None


def say_result(text: str, wanted: Wanted) -> str:
    """Gives the result, and whether the number that an answer comes to is it, as a sitting says it."""
    held = hold_result(text, wanted)
    if held is None:
        return f"It is {wanted.said}."
    return f"Right: {wanted.said}." if held.is_right else f"Not right: it is {wanted.said}. {held.more}".rstrip()


def _place_of_result(card: Card) -> int | None:
    return next((place for place, point in enumerate(card.key_points) if _names_result(point.text)), None)


def _names_result(text: str) -> bool:
    pieces = parse_template(text)
    return any(isinstance(piece, Placeholder) and piece.expression.text == RESULT for piece in pieces)


def _is_alone(line: str) -> bool:
    """Says whether a line is a number with its unit: it is no point of a list, and no sentence."""
    quantity = None if _NUMBERED.match(line) else read_quantity(line)
    return quantity is not None and len(quantity.unit.split()) <= _MOST_WORDS


def _last_said(text: str) -> str:
    """Gives the last number of a text that something is said to be, or else its last; not one that is denied."""
    for places in (
        [found.end() for found in _BEFORE.finditer(text)],
        [found.start() for found in _NUMBER.finditer(text)],
    ):
        for place in reversed(places):
            piece = _piece(text, place)
            if read_quantity(piece) is not None:
                before = text[max(0, place - _LONGEST) : place]
                start = before + text[place : text.index(piece, place)]
                return "" if _DENIED.search(before) or _GUESSED.search(start) else piece
    return ""


def _piece(text: str, place: int) -> str:
    """Gives what stands from a place on up to the end of its clause."""
    rest = text[place:].partition("\n")[0][:_LONGEST].lstrip(" *`_")
    end = _AFTER.search(rest, 1) if rest else None
    return (rest[: end.start()] if end else rest).strip()
