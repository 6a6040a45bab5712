"""Reads an Anki package: each of its cards as a note of ours, with the answers that were given to it."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from aiquiz.core.cards import as_points
from aiquiz.core.schedulers.protocol import GRADES
from aiquiz.interchange.anki_fields import OUR_FIELDS, read_values, split_roles
from aiquiz.interchange.anki_schema import NoteType, Schema, read_schema
from aiquiz.interchange.anki_template import answer_side, question_side
from aiquiz.interchange.html_text import LONGEST_HTML, to_markdown
from aiquiz.interchange.ids import id_of_guid
from aiquiz.interchange.note import Loss, Note, PastAnswer, Reading, Watch, name_of
from aiquiz.interchange.package import no_package, open_package

_MOST_CARDS = 1_000_000
_LONGEST_VALUE = 20_000_000
_CARDS = """
    SELECT c.id, c.ord, CASE WHEN c.odid > 0 THEN c.odid ELSE c.did END, c.queue, n.guid, n.mid, n.tags, n.flds
    FROM cards c JOIN notes n ON n.id = c.nid ORDER BY n.id, c.ord LIMIT ?
"""
_ANSWERS = "SELECT cid, id, ease, time, type, factor FROM revlog WHERE ease BETWEEN 1 AND 4 ORDER BY id"
_DRILL, _SUSPENDED, _NEVER = 3, -1, 4_102_444_800_000
_MOST_TAKEN_MS = 3_600_000
_TABLES = frozenset({"col", "notes", "cards", "revlog"})


class _Row(NamedTuple):
    card: int
    place: int
    deck: int
    queue: int
    guid: str
    type: int
    tags: str
    fields: str


def read_package(path: Path, watch: Watch = iter, *, with_history: bool = True) -> Reading:
    """Gives the cards of a package; DataError where it is none."""
    with open_package(path) as collection, _open(collection.path, path.name) as database:
        schema = read_schema(database)
        rows = [_Row(*row) for row in database.execute(_CARDS, (_MOST_CARDS,))]
        answers = _read_answers(database) if with_history else {}
    notes: list[Note] = []
    losses: list[Loss] = []
    for row in watch(rows):
        note = _read_card(row, schema, losses, answers.get(row.card, ()))
        if note is not None:
            notes.append(note)
    return Reading(tuple(notes), tuple(losses))


@contextmanager
def _open(path: Path, name: str) -> Iterator[sqlite3.Connection]:
    """Opens a database that nobody vouches for: read only, without the views and functions that it may bring."""
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
            database.text_factory = lambda data: data.decode("utf-8", "replace")
            database.create_collation("unicase", _compare)
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("PRAGMA cell_size_check = ON")
            tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables >= _TABLES:
                raise no_package(name, "its collection has other tables")
            yield database
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise no_package(name, f"its collection cannot be read ({type(error).__name__})") from error


def _compare(one: str, other: str) -> int:
    one, other = one.casefold(), other.casefold()
    return (one > other) - (one < other)


def _read_answers(database: sqlite3.Connection) -> Mapping[int, tuple[PastAnswer, ...]]:
    found: dict[int, list[PastAnswer]] = {}
    for card, at_ms, ease, taken_ms, kind, factor in database.execute(_ANSWERS):
        if 0 < at_ms < _NEVER:
            at = datetime.fromtimestamp(at_ms / 1000, UTC)
            taken = min(max(0, taken_ms), _MOST_TAKEN_MS)
            is_drill = kind == _DRILL and not factor
            found.setdefault(card, []).append(PastAnswer(at, GRADES[ease - 1], taken, is_drill))
    return {card: tuple(answers) for card, answers in found.items()}


def _read_card(row: _Row, schema: Schema, losses: list[Loss], answers: tuple[PastAnswer, ...]) -> Note | None:
    values = row.fields.split("\x1f")
    type_ = schema.types.get(row.type)
    if type_ is None or len(row.fields) > LONGEST_HTML:
        why = f"it has {len(row.fields):,} characters" if type_ else "its note type is missing"
        losses.append(Loss(_name(values[0], row), f"the card: {why}"))
        return None
    given = dict(zip(type_.fields, values, strict=False))
    is_ours = type_.fields[: len(OUR_FIELDS)] == OUR_FIELDS
    note, lost = _our_card(row, given) if is_ours else _other_card(row, type_, given)
    if not note.question or not note.answer:
        lost = (*lost, f"the card: its {'answer' if note.question else 'question'} is empty")
    if lost:
        name = name_of(note.question) or _name(values[0], row)
        losses += [Loss(name, what) for what in lost]
    if not note.question or not note.answer:
        return None
    tags, roles = split_roles(row.tags.split())
    return replace(
        note,
        deck=schema.decks.get(row.deck, ""),
        tags=tags,
        roles=roles,
        is_suspended=row.queue == _SUSPENDED,
        reviews=answers,
    )


def _name(first: str, row: _Row) -> str:
    return name_of(to_markdown(first[:2000], plain=True).text) or f"note {row.guid}"


def _our_card(row: _Row, given: Mapping[str, str]) -> tuple[Note, tuple[str, ...]]:
    parts = read_values(given)
    note = Note(
        parts.question,
        parts.answer,
        row.guid,
        id_of_guid(row.guid),
        topic=parts.topic,
        level=parts.level,
        tip=parts.tip,
        key_points=as_points(parts.key_points),
        follow_ups=parts.follow_ups,
        sources=parts.sources,
    )
    return note, parts.losses


def _other_card(row: _Row, type_: NoteType, given: Mapping[str, str]) -> tuple[Note, tuple[str, ...]]:
    place = 0 if type_.is_cloze else row.place
    if place >= len(type_.templates):
        return Note("", "", row.guid), ()
    template, cloze = type_.templates[place], row.place + 1
    question = to_markdown(question_side(template.question, given, cloze)[:LONGEST_HTML], plain=True)
    answer = to_markdown(answer_side(template.answer, given, cloze)[:LONGEST_HTML])
    losses = tuple(dict.fromkeys((*question.losses, *answer.losses)))
    return Note(question.text, answer.text, f"{row.guid}/{row.place}"), losses
