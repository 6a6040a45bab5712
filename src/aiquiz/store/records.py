"""One line of the log: an event as JSON with a checksum of itself. docs/log-format.md is the page of the format."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple
from zlib import crc32

import msgspec

from aiquiz.core.events import Event, Reviewed

VERSION = 1
_MOST_OFFSET_MINUTES = 24 * 60
_YEARS = range(2, 9999)
"""In the first and the last year of the calendar a local time may be outside of it."""


_SUM_LENGTH = len(',"sum":"01234567"}')
_REVIEWED = b'{"v":1,"kind":"reviewed",'
# No record holds the beginning of another: JSON writes a quotation mark within a text with a backslash.
# Compiled only when a damaged line comes.
_RECORD = rb'\{"v":(?:(?!\{"v":).)*?,"sum":"[0-9a-f]{8}"\}'

_encoder = msgspec.json.Encoder()
_reviewed = msgspec.json.Decoder(Reviewed)


class _Head(msgspec.Struct):
    v: int
    kind: str = ""


_head = msgspec.json.Decoder(_Head)


class Oddity(Enum):
    """What a line can be that is not an event of this version."""

    DAMAGED = "damaged"
    UNKNOWN_KIND = "of a kind that this version does not know"
    NEWER = "written by a newer aiquiz"


class OddLine(NamedTuple):
    """A line that gave no event, and why."""

    oddity: Oddity


def encode_event(event: Event) -> bytes:
    """Gives the line of an event, with its newline."""
    if isinstance(event, Reviewed):
        body = _REVIEWED + _encoder.encode(event)[1:-1]
    else:
        from aiquiz.store.rare_records import name_kind  # noqa: PLC0415 - most events are answers

        body = b'{"v":1,"kind":"%s",' % name_kind(event).encode() + _encoder.encode(event._asdict())[1:-1]
    return body + b',"sum":"%08x"}\n' % crc32(body)


def decode_line(line: bytes) -> Event | OddLine:
    """Reads a line without its newline.

    The checksum is looked at before anything else, so that a flipped byte never reads as another answer or version.
    """
    body = line[:-_SUM_LENGTH]
    if line[-_SUM_LENGTH:] != b',"sum":"%08x"}' % crc32(body):
        return OddLine(Oddity.DAMAGED)
    try:
        if line.startswith(_REVIEWED):
            return _checked(_reviewed.decode(line))
        return _explain(line)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return OddLine(Oddity.DAMAGED)


def salvage(line: bytes) -> Iterator[Event | OddLine]:
    """Reads the records that stand whole within a damaged line, as when the newline between two was lost."""
    for match in re.finditer(_RECORD, line):
        if match.group() != line:
            yield decode_line(match.group())


def _checked(event: Event) -> Event | OddLine:
    """Refuses what another program may have written with a checksum of its own and no sense."""
    at = event.at
    if at.tzinfo is None or at.year not in _YEARS or abs(event.offset_minutes) > _MOST_OFFSET_MINUTES:
        return OddLine(Oddity.DAMAGED)
    if isinstance(event, Reviewed):
        return event if event.taken_ms >= 0 else OddLine(Oddity.DAMAGED)
    from aiquiz.store.rare_records import is_sane  # noqa: PLC0415 - most lines are answers

    return event if is_sane(event) else OddLine(Oddity.DAMAGED)


def _explain(line: bytes) -> Event | OddLine:
    """Reads a line of a rarer kind, or says why it gives no event."""
    from aiquiz.store.rare_records import GROWING, KINDS, decode_rare  # noqa: PLC0415 - most lines are answers

    head = _head.decode(line)
    if head.v > VERSION:
        return OddLine(Oddity.NEWER)
    if head.kind not in KINDS:
        return OddLine(Oddity.UNKNOWN_KIND)
    try:
        return _checked(decode_rare(line, head.kind))
    except msgspec.ValidationError:
        return OddLine(Oddity.UNKNOWN_KIND if head.kind in GROWING else Oddity.DAMAGED)
