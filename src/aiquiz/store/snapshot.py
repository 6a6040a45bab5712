"""The folded log, kept so that a start stays quick as the log grows; deleting it changes nothing.

It is keyed by the length and the CRC of what was read of each file, and by the rules it was folded under. A file whose
size and times did not change is taken as unchanged; one that grew is trusted for the part whose CRC still fits.
"""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from zlib import crc32

import msgspec

from aiquiz.core.confidence import Confidences
from aiquiz.core.days import StudyDay
from aiquiz.core.events import EventId, Planned
from aiquiz.core.fit import Fit
from aiquiz.core.headings import CardId
from aiquiz.core.marks import CardMarks
from aiquiz.core.progress import FOLD_VERSION, DayTally, Progress, Rules, Standing
from aiquiz.errors import DataError
from aiquiz.store.replace import write_replacing

NO_EVENT = EventId("")
_CHUNK_BYTES = 1 << 20


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """How far a file was read: bytes and lines, their CRC, and what `stat` said of the file then."""

    length: int
    lines: int
    crc: int
    stat: tuple[int, int, int, int]


class _Stored(msgspec.Struct, array_like=True):
    key: str
    marks: dict[str, Mark]
    last_id: EventId
    standings: dict[CardId, Standing]
    days: dict[StudyDay, DayTally]
    fit: Fit
    goal: Planned | None
    card_marks: dict[CardId, CardMarks]
    confidences: Confidences


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(_Stored)


class Snapshot(NamedTuple):
    """Progress up to the marks; `last_id` is that of the last event folded in, empty when there was none."""

    progress: Progress = Progress()
    marks: Mapping[str, Mark] = MappingProxyType({})
    last_id: EventId = NO_EVENT


def load_snapshot(path: Path, rules: Rules) -> Snapshot | None:
    """Reads the snapshot; None when it is missing, damaged, or made under other rules."""
    try:
        data = path.read_bytes()
        check, body = data[:8], data[8:]
        if check != b"%08x" % crc32(body):
            return None
        stored = _decoder.decode(body)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
    if stored.key != _key(rules):
        return None
    return Snapshot(
        Progress(stored.standings, stored.days, stored.fit, stored.goal, stored.card_marks, stored.confidences),
        stored.marks,
        stored.last_id,
    )


def save_snapshot(path: Path, snapshot: Snapshot, rules: Rules) -> None:
    """Writes the snapshot in one piece, or leaves the old one: it is derived, so failing to write it is no matter."""
    standings, days, fit, goal, marks, confidences = snapshot.progress
    plain_fit = fit._replace(closed=dict(fit.closed), since=dict(fit.since))
    stored = _Stored(
        _key(rules),
        dict(snapshot.marks),
        snapshot.last_id,
        dict(standings),
        dict(days),
        plain_fit,
        goal,
        dict(marks),
        Confidences(dict(confidences.counts), dict(confidences.waiting)),
    )
    body = _encoder.encode(stored)
    with suppress(OSError, DataError):
        write_replacing(path, b"%08x" % crc32(body) + body)


def _key(rules: Rules) -> str:
    return f"{FOLD_VERSION}/{rules.scheduler.version}/{rules.rollover_hour}"


def mark_file(path: Path, after: Mark | None = None) -> Mark:
    """Marks a file up to its last newline, going on from a mark whose bytes are known to be unchanged."""
    length, lines, crc = (after.length, after.lines, after.crc) if after else (0, 0, 0)
    stat = path.stat()
    rest = b""
    with path.open("rb") as file:
        file.seek(length)
        while chunk := file.read(_CHUNK_BYTES):
            whole, newline, rest = (rest + chunk).rpartition(b"\n")
            crc = crc32(whole + newline, crc)
            length += len(whole) + len(newline)
            lines += whole.count(b"\n") + len(newline)
    return Mark(length, lines, crc, _stat_key(stat))


def still_fits(path: Path, mark: Mark) -> bool:
    """Says whether the bytes up to a mark are what they were."""
    try:
        stat = path.stat()
        if _stat_key(stat) == mark.stat:
            return True
        if stat.st_size < mark.length:
            return False
        return _crc_of(path, mark.length) == mark.crc
    except OSError:
        return False


def _stat_key(stat: os.stat_result) -> tuple[int, int, int, int]:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _crc_of(path: Path, length: int) -> int:
    crc = 0
    with path.open("rb") as file:
        while length and (chunk := file.read(min(length, _CHUNK_BYTES))):
            crc = crc32(chunk, crc)
            length -= len(chunk)
    return crc
