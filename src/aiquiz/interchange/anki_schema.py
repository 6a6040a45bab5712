"""What an Anki collection says of itself: its note types and decks, in the old tables and in the new."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from aiquiz.interchange.protobuf import first_number, first_text


class Template(NamedTuple):
    """A kind of card that a note gives: its two sides, in Anki's language of templates."""

    question: str
    answer: str


class NoteType(NamedTuple):
    """What the notes of a kind have: fields by name, and the cards they give; a cloze has one for any number."""

    name: str
    fields: tuple[str, ...]
    templates: tuple[Template, ...]
    is_cloze: bool


class Schema(NamedTuple):
    """The note types and the names of the decks, by id."""

    types: Mapping[int, NoteType]
    decks: Mapping[int, str]


def read_schema(database: sqlite3.Connection) -> Schema:
    """Reads note types and decks; ValueError, KeyError and the like where they are damaged."""
    is_new = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'notetypes' AND type = 'table'").fetchone()
    return _read_new(database) if is_new else _read_old(database)


def _read_old(database: sqlite3.Connection) -> Schema:
    models, decks = database.execute("SELECT models, decks FROM col").fetchone()
    types = {int(key): _old_type(value) for key, value in json.loads(models).items()}
    return Schema(types, {int(key): str(value["name"]) for key, value in json.loads(decks).items()})


def _old_type(value: Mapping[str, Any]) -> NoteType:
    fields = tuple(str(field["name"]) for field in sorted(value["flds"], key=lambda field: int(field["ord"])))
    templates = sorted(value["tmpls"], key=lambda template: int(template["ord"]))
    sides = tuple(Template(str(template["qfmt"]), str(template["afmt"])) for template in templates)
    return NoteType(str(value["name"]), fields, sides, is_cloze=int(value.get("type", 0)) == 1)


def _read_new(database: sqlite3.Connection) -> Schema:
    types = {}
    for number, name, config in database.execute("SELECT id, name, config FROM notetypes").fetchall():
        fields = database.execute("SELECT name FROM fields WHERE ntid = ? ORDER BY ord", (number,)).fetchall()
        rows = database.execute("SELECT config FROM templates WHERE ntid = ? ORDER BY ord", (number,)).fetchall()
        sides = tuple(Template(first_text(row[0], 1), first_text(row[0], 2)) for row in rows)
        types[number] = NoteType(name, tuple(row[0] for row in fields), sides, is_cloze=first_number(config, 1) == 1)
    decks = database.execute("SELECT id, name FROM decks").fetchall()
    return Schema(types, {number: name.replace("\x1f", "::") for number, name in decks})
