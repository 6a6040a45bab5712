"""Anki packages made by hand, so that each can be wrong in its own way."""

import json
import sqlite3
import zipfile
from pathlib import Path

from aiquiz.interchange.anki_model import SCHEMA

ANKI2 = [("Which day?", "**Monday**", "Top::Sub"), ("Sky is […]", "Sky is **blue**", "Top::Sub")]
"""The question, answer and deck of each card of the database."""

_TYPES = {
    "1": {
        "name": "Basic",
        "type": 0,
        "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}],
        "tmpls": [{"ord": 0, "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
    },
    "2": {
        "name": "Cloze",
        "type": 1,
        "flds": [{"name": "Text", "ord": 0}],
        "tmpls": [{"ord": 0, "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}"}],
    },
}


def make_database(folder: Path) -> bytes:
    """Gives the bytes of a small collection in the oldest layout."""
    path = folder / "made.sqlite"
    database = sqlite3.connect(path)
    database.executescript(SCHEMA)
    decks = json.dumps({"5": {"name": "Top::Sub"}})
    database.execute("INSERT INTO col VALUES (1,0,0,0,11,0,0,0,'{}',?,?,'{}','{}')", (json.dumps(_TYPES), decks))
    rows = [(10, 1, "one", "Which day?\x1f<b>Monday</b>"), (11, 2, "two", "Sky is {{c1::blue}}")]
    for number, kind, guid, fields in rows:
        note = (number, guid, kind, 0, 0, " a b::c ", fields, "", 0, 0, "")
        database.execute("INSERT INTO notes VALUES (?,?,?,?,?,?,?,?,?,?,?)", note)
        card = (number, number, 5, 0, *[0] * 13, "{}")
        database.execute("INSERT INTO cards VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", card)
    database.commit()
    database.close()
    data = path.read_bytes()
    path.unlink()
    return data


def pack(path: Path, entries: dict[str, bytes]) -> Path:
    """Writes a package with these entries, whatever they are called."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo()
            info.filename = info.orig_filename = name
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return path
