"""Reads one file of cards: the good cards, and every problem of the others with its line."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from aiquiz.core.cards import Card
from aiquiz.core.headings import BUNDLED, CardId, Level, Role
from aiquiz.store import yaml_events
from aiquiz.store.card_fields import (
    MOST_TEXTS,
    FieldProblem,
    choice,
    listing,
    nearest,
    read_count,
    read_day,
    read_id,
    read_kebab,
    read_place,
    read_source,
    read_text,
    read_yes,
)
from aiquiz.store.practice_fields import (
    LONGEST_EXPRESSION,
    LONGEST_UNIT,
    find_fault,
    read_parameters,
    read_point,
    read_tolerance,
    short_text,
)
from aiquiz.store.problem import Problem
from aiquiz.store.yaml_events import YamlProblem, parse_yaml
from aiquiz.store.yaml_text import decode_text

READERS: Mapping[str, Callable[[yaml_events.Node], Any]] = {
    "id": read_id,
    "question": read_text,
    "level": choice(Level),
    "parameters": read_parameters,
    "expression": short_text(LONGEST_EXPRESSION),
    "unit": short_text(LONGEST_UNIT),
    "tolerance": read_tolerance,
    "answer": read_text,
    "tip": read_text,
    "key_points": listing(read_point, MOST_TEXTS),
    "follow_ups": listing(read_text, MOST_TEXTS),
    "tags": listing(read_kebab),
    "roles": listing(choice(Role)),
    "asked_by": read_count,
    "refs": listing(read_text),
    "sources": listing(read_source),
    "checked": read_day,
    "topic": read_place,
    "overrides": read_yes,
}
REQUIRED = ("id", "question", "level", "answer")
OWN_FIELDS = ("topic", "overrides")
"""What only the cards of one's own decks can say: a bundled card's topic is its folder, and it overrides nothing."""

_KNOWN = tuple(READERS)
_BUNDLED_FIELDS = tuple(name for name in _KNOWN if name not in OWN_FIELDS)
_LINE = re.compile("\r\n?|\n")


class PlacedCard(NamedTuple):
    """A card, the line it begins on, and the line of each of its fields."""

    card: Card
    line: int
    field_lines: Mapping[str, int]


class Home(NamedTuple):
    """Where the cards of a file belong when they do not say it themselves."""

    topic: str
    subtopic: str
    deck: str = BUNDLED


def read_card_file(
    path: Path, topic: str, subtopic: str, deck: str = BUNDLED
) -> tuple[list[PlacedCard], list[Problem]]:
    """Reads the cards of a file; a file that cannot be read at all is one problem."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return [], [Problem(str(path), 0, f"cannot be read: {error.strerror or error}")]
    return read_cards(data, str(path), Home(topic, subtopic, deck))


def read_cards(data: bytes, name: str, home: Home) -> tuple[list[PlacedCard], list[Problem]]:
    """Reads the cards of a file's bytes; a deck in which nothing but comments stands is one without cards."""
    root, problems = read_list(data, name, home)
    placed: list[PlacedCard] = []
    for node in root.items if root else ():
        card, found = _read_card(node, home, REQUIRED)
        problems += [Problem(name, problem.line, problem.message) for problem in found]
        if card is not None:
            placed.append(PlacedCard(card, node.line, _field_lines(node)))
    return placed, problems


def read_list(data: bytes, name: str, home: Home) -> tuple[yaml_events.Sequence | None, list[Problem]]:
    """Reads the list that a file of cards is; None where it holds none."""
    try:
        root = parse_yaml(data)
    except YamlProblem as problem:
        if home.deck != BUNDLED and _is_all_comment(data):
            return None, []
        return None, [Problem(name, problem.line, f"column {problem.column}: {problem.message}")]
    if not isinstance(root, yaml_events.Sequence):
        return None, [Problem(name, root.line, "a list of cards is meant here: begin each card with '- id:'")]
    return root, []


def read_draft(data: bytes, name: str, home: Home) -> tuple[Card | None, list[Problem]]:
    """Reads the one card of a draft, which needs no id yet; None where nothing but comments stands there."""
    root, problems = read_list(data, name, home)
    if root is None:
        return None, problems
    if len(root.items) != 1:
        return None, [Problem(name, root.line, f"one card is meant here, and there are {len(root.items)}")]
    card, found = _read_card(root.items[0], home, REQUIRED[1:])
    return card, [Problem(name, problem.line, problem.message) for problem in found]


def _is_all_comment(data: bytes) -> bool:
    """Says whether there are comments and nothing else; a file of no bytes at all may have lost them."""
    try:
        lines = [line.strip() for line in _LINE.split(decode_text(data))]
    except YamlProblem:
        return False
    return any(lines) and all(line.startswith("#") for line in lines if line)


def _field_lines(node: yaml_events.Node) -> Mapping[str, int]:
    return {name: key.line for name, key in node.keys.items()} if isinstance(node, yaml_events.Mapping) else {}


def _read_card(node: yaml_events.Node, home: Home, required: tuple[str, ...]) -> tuple[Card | None, list[FieldProblem]]:
    if not isinstance(node, yaml_events.Mapping):
        return None, [FieldProblem(node.line, "a card is a group of fields: begin it with 'id:'")]
    entries = node.entries
    given = entries.get("id")
    who = f"card {given.text!r}" if isinstance(given, yaml_events.Scalar) and given.text else "this card"
    known = _BUNDLED_FIELDS if home.deck == BUNDLED else _KNOWN
    problems = [
        FieldProblem(key.line, f"{who}: there is no field {name!r}{nearest(name, known)}")
        for name, key in node.keys.items()
        if name not in known
    ]
    problems += [
        FieldProblem(node.line, f"{who}: the field {name!r} is missing: add it")
        for name in required
        if name not in entries
    ]
    values: dict[str, Any] = {}
    for name, reader in READERS.items():
        if name in entries:
            try:
                values[name] = reader(entries[name])
            except FieldProblem as problem:
                problems.append(FieldProblem(problem.line, f"{who}: {name}: {problem.message}"))
    if problems:
        return None, problems
    card = _make_card(values, home)
    fault = find_fault(card, node)
    return (None, [FieldProblem(fault.line, f"{who}: {fault.message}")]) if fault else (card, [])


def _make_card(values: dict[str, Any], home: Home) -> Card:
    """Puts the card where it says, or where its file belongs."""
    topic, _, subtopic = values.pop("topic", f"{home.topic}/{home.subtopic}").partition("/")
    values.setdefault("id", CardId(""))
    return Card(topic=topic, subtopic=subtopic or home.subtopic, deck=home.deck, **values)
