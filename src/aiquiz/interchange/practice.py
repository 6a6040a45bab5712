"""What a card is practised with, as JSON and back: the entries of its key points, and the numbers that are drawn."""

from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from typing import Any, NamedTuple

from aiquiz.core.cards import TOLERANCE, Card, KeyPoint, Parameter
from aiquiz.interchange.plain_text import tidy


class Numbers(NamedTuple):
    """What a numeric card has beside its texts."""

    parameters: tuple[Parameter, ...] = ()
    expression: str = ""
    unit: str = ""
    tolerance: float = TOLERANCE


def point_object(point: KeyPoint) -> str | dict[str, Any]:
    """Gives a key point as JSON: a text where it has no entries."""
    return {"text": point.text, "match": list(point.match)} if point.match else point.text


def read_point(value: object) -> tuple[KeyPoint, list[object]]:
    """Gives a key point, and those of its entries that are none; ValueError where it has no text."""
    if isinstance(value, str):
        return KeyPoint(_line(value)), []
    if not isinstance(value, Mapping):
        raise TypeError
    entries = value.get("match") or []
    given = entries if isinstance(entries, list) else [entries]
    good = [entry for entry in given if _is_entry(entry)]
    lost = [entry for entry in given if not _is_entry(entry)]
    return KeyPoint(_line(value["text"]), tuple(_line(entry) for entry in good)), lost


def _is_entry(value: object) -> bool:
    from aiquiz.core.matching.match_syntax import check_entry  # noqa: PLC0415 - few files have entries

    return isinstance(value, str) and bool(text := tidy(value).strip()) and not check_entry(text)


def numbers_object(card: Card) -> dict[str, Any]:
    """Gives the numbers of a card as fields of a JSON object; nothing for a card without."""
    if not (card.parameters or card.expression):
        return {}
    return {
        "parameters": {parameter.name: parameter.written for parameter in card.parameters},
        "expression": card.expression,
        "unit": card.unit,
        "tolerance": card.tolerance,
    }


def read_numbers(given: Mapping[str, Any]) -> Numbers:
    """Reads the numbers of a card; ValueError names the field that makes no sense.

    Only the form is looked at. Whether the numbers can be drawn is found where the deck is read back.
    """
    numbers = Numbers()
    readers: Mapping[str, Callable[[Any], Any]] = {
        "parameters": _parameters,
        "expression": _line,
        "unit": _line,
        "tolerance": _number,
    }
    for name, read in readers.items():
        if (value := given.get(name)) is not None:
            try:
                numbers = numbers._replace(**{name: read(value)})
            except (ValueError, TypeError, KeyError, OverflowError):
                raise ValueError(name) from None
    return numbers


def _parameters(value: object) -> tuple[Parameter, ...]:
    if not isinstance(value, Mapping):
        raise TypeError
    return tuple(_parameter(name, each) for name, each in value.items())


def _parameter(name: str, value: object) -> Parameter:
    if not (name.isascii() and name.isidentifier()):
        raise ValueError
    if isinstance(value, str):
        return Parameter(name, formula=_line(value))
    if isinstance(value, Sequence):
        return Parameter(name, choices=tuple(map(_number, value)))
    if isinstance(value, Mapping):
        return Parameter(name, (), _number(value["from"]), _number(value["to"]), _number(value.get("step", 1)))
    return Parameter(name, choices=(_number(value),))


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise TypeError
    return float(value)


def _line(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return tidy(value).strip()
