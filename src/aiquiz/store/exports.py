"""Writes the log for other programs: JSON with everything in it, or CSV with one answer a row."""

import csv
import io
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec

from aiquiz.core.days import study_day, to_date
from aiquiz.core.events import Answer, Crammed, Event, EventId
from aiquiz.errors import DataError
from aiquiz.store.log import OutOfOrderError, list_logs, read_events, read_events_at_once, read_undone
from aiquiz.store.records import encode_event

COLUMNS = ("id", "at", "day", "offset_minutes", "card", "kind", "grade", "taken_ms", "undone")
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def write_json(target: Path, reviews: Path, head: dict[str, Any]) -> int:
    """Writes an object of `head` with the events in `events`, those taken back marked; gives how many they are."""

    def lines(events: Iterator[Event], undone: frozenset[EventId]) -> Iterator[bytes]:
        begun = False
        yield msgspec.json.encode(head)[:-1] + b',"events":['
        for event in events:
            body, _, _ = encode_event(event).rpartition(b',"sum":')
            yield b"%s\n%s%s}" % (b"," if begun else b"", body, b',"undone":true' if event.id in undone else b"")
            begun = True
        yield b"\n]}\n"

    return _write(target, reviews, lines) - 2


def write_csv(target: Path, reviews: Path, rollover_hour: int) -> int:
    """Writes the answers, one a row, those taken back marked; gives how many they are.

    A name that a spreadsheet would take for a formula gets a quote before it (OWASP, "CSV Injection").
    """

    def lines(events: Iterator[Event], undone: frozenset[EventId]) -> Iterator[bytes]:
        yield _row(*COLUMNS)
        for event in events:
            if isinstance(event, Answer):
                yield _row(*_values(event, rollover_hour), str(event.id in undone).lower())

    return _write(target, reviews, lines) - 1


def _values(event: Answer, rollover_hour: int) -> tuple[str, ...]:
    day = to_date(study_day(event.at, event.offset_minutes, rollover_hour))
    kind = "crammed" if isinstance(event, Crammed) else "reviewed"
    card = f"'{event.card}" if event.card.startswith(_ACTIVE) else event.card
    at = event.at.isoformat().replace("+00:00", "Z")
    return event.id, at, day.isoformat(), str(event.offset_minutes), card, kind, event.grade.value, str(event.taken_ms)


def _row(*values: str) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(values)
    return text.getvalue().encode("utf-8", "replace")


def _write(target: Path, reviews: Path, lines: Callable[[Iterator[Event], frozenset[EventId]], Iterator[bytes]]) -> int:
    """Writes beside the target and puts it in place at the end; gives the number of lines."""
    target = Path(os.path.realpath(target))
    paths = list_logs(reviews)
    undone = read_undone(paths)
    temporary = target.with_name(f".{target.name}.part")
    try:
        try:
            number = _write_lines(temporary, lines(read_events(paths, lambda _: None), undone))
        except OutOfOrderError:
            number = _write_lines(temporary, lines(read_events_at_once(paths, lambda _: None), undone))
        temporary.replace(target)
    except OSError as error:
        raise DataError(f"Cannot write {target}: {error.strerror or error}", "Nothing was written there.") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return number


def _write_lines(path: Path, lines: Iterator[bytes]) -> int:
    number = 0
    with path.open("wb") as file:
        for line in lines:
            file.write(line)
            number += 1
    return number
