"""Writes an Anki package: each card with a name that stays, so that a second export updates what the first brought."""

import re
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from hashlib import sha1
from html import unescape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from aiquiz.core.cards import Card
from aiquiz.core.days import DAY_SECONDS
from aiquiz.core.schedulers.protocol import GRADES
from aiquiz.interchange import anki_model
from aiquiz.interchange.anki_fields import deck_of, field_values, tags_of
from aiquiz.interchange.ids import guid_of, number_of
from aiquiz.interchange.note import Departure, Leaving, PastAnswer, Scheduled, Watch, Writing

_META = b"\x08\x02"
"""A protocol buffer that says: the second layout, which every Anki since 2.1 reads."""

_TAG = re.compile(r"<[^>]*>")
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_LEARNT, _REVIEWED, _DRILLED = 0, 1, 3
_FLAG_RED = 1
_PLACES = {11: "?,?,?,?,?,?,?,?,?,?,?", 18: "?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?", 9: "?,?,?,?,?,?,?,?,?"}


class _Numbers(NamedTuple):
    """What a card is numbered with in the tables."""

    note: int
    deck: int
    place: int


def write_package(leaving: Sequence[Leaving], departure: Departure, watch: Watch = iter) -> Writing:
    """Gives the bytes of a package that holds the cards."""
    with TemporaryDirectory(prefix="aiquiz-") as folder:
        path = Path(folder) / "collection.anki21"
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            _fill(database, leaving, departure, watch)
            database.commit()
        target = BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as package:
            package.writestr("meta", _META)
            package.write(path, path.name)
            package.writestr("media", b"{}")
    return Writing(target.getvalue())


def _fill(database: sqlite3.Connection, leaving: Sequence[Leaving], departure: Departure, watch: Watch) -> None:
    first_day = _first_day(leaving, departure)
    now_s = int(departure.at.timestamp())
    begun_s = (first_day - _EPOCH_DAY) * DAY_SECONDS + departure.rollover_hour * 3600 - departure.offset_minutes * 60
    database.executescript(anki_model.SCHEMA)
    names = {deck_of(each.card) for each in leaving}
    database.execute(
        "INSERT INTO col VALUES (1,?,?,?,11,0,-1,0,?,?,?,?,'{}')",
        (
            begun_s,
            now_s * 1000,
            now_s * 1000,
            anki_model.settings(departure.offset_minutes, departure.rollover_hour),
            anki_model.models(),
            anki_model.decks(names, now_s),
            anki_model.options(),
        ),
    )
    answered: set[int] = set()
    for each, numbers in zip(watch(leaving), _number(leaving), strict=True):
        _insert(database, 11, "notes", _note_row(each.card, numbers, now_s))
        _insert(database, 18, "cards", _card_row(each, numbers, now_s, first_day))
        for row in _answer_rows(each.answers, numbers.note, answered):
            _insert(database, 9, "revlog", row)
    database.executescript(anki_model.INDEXES)


def _insert(database: sqlite3.Connection, width: int, table: str, row: tuple[object, ...]) -> None:
    database.execute(f"INSERT INTO {table} VALUES ({_PLACES[width]})", row)  # noqa: S608 - names of our own


def _first_day(leaving: Sequence[Leaving], departure: Departure) -> int:
    """Gives the day from which due days are counted: that of the first answer, or of the export."""
    first = min((answer.at for each in leaving for answer in each.answers), default=departure.at)
    return min(first, departure.at).toordinal() - 1


def _number(leaving: Sequence[Leaving]) -> Iterator[_Numbers]:
    taken: set[int] = set()
    for place, each in enumerate(leaving, 1):
        number = number_of(each.card.id)
        while number in taken:
            number += 1
        taken.add(number)
        yield _Numbers(number, anki_model.deck_id(deck_of(each.card)), place)


def _note_row(card: Card, numbers: _Numbers, now_s: int) -> tuple[object, ...]:
    values = [value.replace("\x1f", " ") for value in field_values(card)]
    shown = unescape(_TAG.sub("", values[0])).strip()
    checksum = int(sha1(shown.encode(), usedforsecurity=False).hexdigest()[:8], 16)
    tags = f" {' '.join(tags)} " if (tags := tags_of(card)) else ""
    type_id = anki_model.TYPE_ID
    return (
        numbers.note, guid_of(card.id), type_id, now_s, -1, tags, "\x1f".join(values), shown, checksum, 0, "",
    )  # fmt: skip


def _card_row(each: Leaving, numbers: _Numbers, now_s: int, first_day: int) -> tuple[object, ...]:
    standing: Scheduled | None = each.scheduled
    kind = 2 if standing else 0
    queue = -1 if each.is_suspended else kind
    due = standing.due.toordinal() - first_day if standing else numbers.place
    known = (
        (standing.interval_days, standing.easiness_x1000, standing.reviews, standing.lapses) if standing else (0,) * 4
    )
    flag = _FLAG_RED if each.is_flagged else 0
    return (numbers.note, numbers.note, numbers.deck, 0, now_s, -1, kind, queue, due, *known, 0, 0, 0, flag, "{}")


def _answer_rows(answers: Sequence[PastAnswer], card: int, taken: set[int]) -> Iterator[tuple[object, ...]]:
    before = 0
    for place, answer in enumerate(answers):
        number = round(answer.at.timestamp() * 1000)
        while number in taken:
            number += 1
        taken.add(number)
        kind = _DRILLED if answer.is_drill else _REVIEWED if place else _LEARNT
        factor = 0 if answer.is_drill else 2500
        ease = GRADES.index(answer.grade) + 1
        yield number, card, -1, ease, answer.interval_days, before, factor, min(answer.taken_ms, 60_000), kind
        before = answer.interval_days
