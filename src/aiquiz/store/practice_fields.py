"""How the fields are read that a card is practised with: what counts as saying a key point, and numbers to draw."""

import re
from collections.abc import Callable
from math import isfinite

from aiquiz.core.cards import Card, KeyPoint, Parameter
from aiquiz.store.card_fields import FieldProblem, listing, nearest, read_text
from aiquiz.store.yaml_events import Mapping, Node, Scalar, Sequence

PARAMETER_NAME = r"[a-z][a-z0-9_]{0,29}"
LONGEST_ENTRY, LONGEST_UNIT, LONGEST_EXPRESSION = 200, 20, 300
_LONGEST_NUMBER = 24
"""As many letters as Python writes any float with."""

_NAME = re.compile(PARAMETER_NAME)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_NUMERIC_FIELDS = ("expression", "parameters", "unit", "tolerance")
_POINT_FIELDS = ("text", "match")
RANGE_FIELDS = ("from", "to", "step")
MOST_PARAMETERS, MOST_CHOICES, MOST_ENTRIES, _MOST_STEPS = 20, 100, 50, 100_000


def read_point(node: Node) -> KeyPoint:
    """Reads a key point: a text, or a text with entries that say it as well."""
    if not isinstance(node, Mapping):
        return KeyPoint(read_text(node))
    _refuse_unknown(node, _POINT_FIELDS, "a key point")
    if "text" not in node.entries:
        raise FieldProblem(node.line, "a key point needs text: what an interviewer listens for")
    entries = listing(_read_entry)(node.entries["match"]) if "match" in node.entries else ()
    if len(entries) > MOST_ENTRIES:
        raise FieldProblem(node.keys["match"].line, f"match: has {len(entries)} entries: the most is {MOST_ENTRIES}")
    return KeyPoint(read_text(node.entries["text"]), entries)


def _read_entry(node: Node) -> str:
    from aiquiz.core.matching.match_syntax import check_form  # noqa: PLC0415 - a cached bank needs it not

    entry = _within(read_text(node), node, LONGEST_ENTRY)
    if problem := check_form(entry):
        raise FieldProblem(node.line, f"match: {entry!r} {problem}")
    return entry


def read_parameters(node: Node) -> tuple[Parameter, ...]:
    """Reads what is drawn for a card: under each name a range, a list of choices, or a formula."""
    if not isinstance(node, Mapping):
        raise FieldProblem(node.line, "takes names with what is drawn for each: n: {from: 10, to: 50} or n: [16, 32]")
    if not 0 < len(node.entries) <= MOST_PARAMETERS:
        raise FieldProblem(node.line, f"are {len(node.entries)}: from 1 to {MOST_PARAMETERS} are allowed")
    for name, key in node.keys.items():
        if not _NAME.fullmatch(name):
            raise FieldProblem(key.line, f"{name[:40]!r} is no name: use small letters, digits and _, at most 30")
        if name == "result":
            raise FieldProblem(key.line, "'result' is what the expression gives: choose another name")
    return tuple(_read_parameter(name, value) for name, value in node.entries.items())


def _read_parameter(name: str, node: Node) -> Parameter:
    if isinstance(node, Scalar):
        return Parameter(name, formula=read_text(node))
    if isinstance(node, Sequence):
        choices = listing(read_number)(node)
        if not 0 < len(choices) <= MOST_CHOICES:
            raise FieldProblem(node.line, f"{name} has {len(choices)} choices: from 1 to {MOST_CHOICES} are allowed")
        return Parameter(name, choices=choices)
    return _read_range(name, node)


def _read_range(name: str, node: Mapping) -> Parameter:
    _refuse_unknown(node, RANGE_FIELDS, f"the range of {name}")
    if missing := [field for field in RANGE_FIELDS[:2] if field not in node.entries]:
        raise FieldProblem(node.line, f"the range of {name} needs {' and '.join(missing)}")
    numbers = {field: read_number(value) for field, value in node.entries.items()}
    low, high, step = numbers["from"], numbers["to"], numbers.get("step", 1.0)
    if not (low < high and step > 0 and (high - low) / step <= _MOST_STEPS):
        raise FieldProblem(node.line, f"the range of {name} goes from less to more in at most {_MOST_STEPS:,} steps")
    return Parameter(name, low=low, high=high, step=step)


def read_number(node: Node) -> float:
    """Reads a number as it is written in a file: with a point, and without commas."""
    text = read_text(node)
    if not (_NUMBER.fullmatch(text) and len(text) <= _LONGEST_NUMBER and isfinite(float(text))):
        raise FieldProblem(node.line, f"{text[:40]!r} is not a number: write it as 12, 0.5 or 1e-3")
    return float(text)


def read_tolerance(node: Node) -> float:
    """Reads a relative tolerance."""
    from aiquiz.core.numeric.exercise import LARGEST_TOLERANCE  # noqa: PLC0415 - few cards have numbers to draw

    number = read_number(node)
    if not 0 < number <= LARGEST_TOLERANCE:
        raise FieldProblem(node.line, f"{number:g} is no share above 0 and up to {LARGEST_TOLERANCE}: write it as 0.01")
    return number


def short_text(longest: int) -> Callable[[Node], str]:
    """Gives the reader of a text of at most so many characters."""
    return lambda node: _within(read_text(node), node, longest)


def find_fault(card: Card, node: Mapping) -> FieldProblem | None:
    """Gives what is wrong with a card's numbers as a whole; None where it has none, or all is well."""
    there = [name for name in _NUMERIC_FIELDS if name in node.keys]
    said = _say_fault(card) if there else ""
    return FieldProblem(node.keys[there[0]].line, said) if said else None


def _say_fault(card: Card) -> str:
    """Says what is wrong over many draws; the one that stands for the card wherever it is not asked is among them."""
    from aiquiz.core.numeric.exercise import check_exercise  # noqa: PLC0415 - few cards have numbers to draw

    if not (card.parameters or card.expression or card.unit):
        return "has a tolerance, but nothing to be worked out: add parameters and an expression"
    return check_exercise(card)


def _within(text: str, node: Node, longest: int) -> str:
    if len(text) > longest:
        raise FieldProblem(node.line, f"has {len(text):,} characters: the most is {longest}")
    return text


def _refuse_unknown(node: Mapping, known: tuple[str, ...], whose: str) -> None:
    for name, key in node.keys.items():
        if name not in known:
            raise FieldProblem(key.line, f"{whose} has no field {name[:40]!r}{nearest(name, known)}")
