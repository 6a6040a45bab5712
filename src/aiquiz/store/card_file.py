"""Reads one file of cards: the good cards, and every problem of the others with its line."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from aiquiz.core.cards import Card, Level, Role
from aiquiz.store import yaml_events
from aiquiz.store.card_fields import (
    FieldProblem,
    choice,
    listing,
    nearest,
    read_count,
    read_day,
    read_id,
    read_kebab,
    read_source,
    read_text,
)
from aiquiz.store.problem import Problem
from aiquiz.store.yaml_events import YamlProblem, parse_yaml

READERS: Mapping[str, Callable[[yaml_events.Node], Any]] = {
    "id": read_id,
    "question": read_text,
    "level": choice(Level),
    "answer": read_text,
    "tip": read_text,
    "key_points": listing(read_text),
    "follow_ups": listing(read_text),
    "tags": listing(read_kebab),
    "roles": listing(choice(Role)),
    "asked_by": read_count,
    "refs": listing(read_text),
    "sources": listing(read_source),
    "checked": read_day,
}
REQUIRED = ("id", "question", "level", "answer")
_KNOWN = tuple(READERS)


class PlacedCard(NamedTuple):
    """A card, the line it begins on, and the line of each of its fields."""

    card: Card
    line: int
    field_lines: Mapping[str, int]


def read_card_file(path: Path, topic: str, subtopic: str) -> tuple[list[PlacedCard], list[Problem]]:
    """Reads the cards of a file; a file that cannot be read at all is one problem."""
    name = str(path)
    try:
        root = parse_yaml(path.read_bytes())
    except YamlProblem as problem:
        return [], [Problem(name, problem.line, f"column {problem.column}: {problem.message}")]
    except OSError as error:
        return [], [Problem(name, 0, f"cannot be read: {error.strerror or error}")]
    if not isinstance(root, yaml_events.Sequence):
        return [], [Problem(name, root.line, "a list of cards is meant here: begin each card with '- id:'")]
    placed: list[PlacedCard] = []
    problems: list[Problem] = []
    for node in root.items:
        card, found = _read_card(node, topic, subtopic)
        problems += [Problem(name, problem.line, problem.message) for problem in found]
        if card is not None:
            placed.append(PlacedCard(card, node.line, _field_lines(node)))
    return placed, problems


def _field_lines(node: yaml_events.Node) -> Mapping[str, int]:
    return {name: key.line for name, key in node.keys.items()} if isinstance(node, yaml_events.Mapping) else {}


def _read_card(node: yaml_events.Node, topic: str, subtopic: str) -> tuple[Card | None, list[FieldProblem]]:
    if not isinstance(node, yaml_events.Mapping):
        return None, [FieldProblem(node.line, "a card is a group of fields: begin it with 'id:'")]
    entries = node.entries
    given = entries.get("id")
    who = f"card {given.text!r}" if isinstance(given, yaml_events.Scalar) and given.text else "this card"
    problems = [
        FieldProblem(key.line, f"{who}: there is no field {name!r}{nearest(name, _KNOWN)}")
        for name, key in node.keys.items()
        if name not in READERS
    ]
    problems += [
        FieldProblem(node.line, f"{who}: the field {name!r} is missing: add it")
        for name in REQUIRED
        if name not in entries
    ]
    values: dict[str, Any] = {}
    for name, reader in READERS.items():
        if name in entries:
            try:
                values[name] = reader(entries[name])
            except FieldProblem as problem:
                problems.append(FieldProblem(problem.line, f"{who}: {name}: {problem.message}"))
    return (None if problems else Card(topic=topic, subtopic=subtopic, **values)), problems
