"""One line of the log: an event as JSON with a checksum of itself. docs/log-format.md is the page of the format."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple
from zlib import crc32

import msgspec

from aiquiz.core.events import (
    Answered,
    Concluded,
    Convened,
    Crammed,
    Event,
    Forgotten,
    Judged,
    Marked,
    Planned,
    Replied,
    Reviewed,
    Undone,
)

VERSION = 1
_MOST_OFFSET_MINUTES = 24 * 60
_DAY_MINUTES = 24 * 60
_LONGEST_TEXT = 5_000
_MOST_NAMED = 1000
"""No one names so many topics, tags, levels, roles or decks: every card is held against each of them.

Nor has a round so many questions, or a card so many key points.
"""

_SUM_LENGTH = len(',"sum":"01234567"}')
_REVIEWED = b'{"v":1,"kind":"reviewed",'
_KINDS: dict[str, type[Event]] = {
    "reviewed": Reviewed,
    "crammed": Crammed,
    "planned": Planned,
    "marked": Marked,
    "forgotten": Forgotten,
    "answered": Answered,
    "convened": Convened,
    "replied": Replied,
    "judged": Judged,
    "concluded": Concluded,
    "undone": Undone,
}
_HEADS = {type_: b'{"v":1,"kind":"%s",' % kind.encode() for kind, type_ in _KINDS.items()}
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
    body = _HEADS[type(event)] + _encoder.encode(event if isinstance(event, Reviewed) else event._asdict())[1:-1]
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
    except (msgspec.MsgspecError, ValueError):
        return OddLine(Oddity.DAMAGED)


def salvage(line: bytes) -> Iterator[Event | OddLine]:
    """Reads the records that stand whole within a damaged line, as when the newline between two was lost."""
    for match in re.finditer(_RECORD, line):
        if match.group() != line:
            yield decode_line(match.group())


def _checked(event: Event) -> Event | OddLine:
    """Refuses what another program may have written with a checksum of its own and no sense."""
    is_sane = event.at.tzinfo is not None and abs(event.offset_minutes) <= _MOST_OFFSET_MINUTES
    if isinstance(event, Reviewed | Crammed):
        is_sane = is_sane and event.taken_ms >= 0
    elif isinstance(event, Planned):
        is_sane = is_sane and _is_sane_goal(event)
    elif isinstance(event, Marked):
        is_sane = is_sane and len(event.text) <= _LONGEST_TEXT
    elif isinstance(event, Answered):
        is_sane = is_sane and min(event.hints, event.seed or 0) >= 0 and len(event.text) <= _LONGEST_TEXT
    elif isinstance(event, Convened | Replied | Judged):
        is_sane = is_sane and _is_sane_in_round(event)
    return event if is_sane else OddLine(Oddity.DAMAGED)


def _is_sane_goal(event: Planned) -> bool:
    least_minutes = 0 if event.on is None else 1
    return (
        least_minutes <= event.minutes <= _DAY_MINUTES
        and (event.most_asked is None or event.most_asked >= 1)
        and max(map(len, (event.levels, event.topics, event.tags, event.roles, event.decks))) <= _MOST_NAMED
    )


def _is_sane_in_round(event: Convened | Replied | Judged) -> bool:
    if isinstance(event, Convened):
        named = (event.cards, event.levels, event.topics, event.roles)
        return event.seed >= 0 and 1 <= event.minutes <= _DAY_MINUTES and max(map(len, named)) <= _MOST_NAMED
    if isinstance(event, Replied):
        return event.taken_ms >= 0 and max(len(event.text), len(event.follow_up)) <= _LONGEST_TEXT
    places = tuple(sorted(set(event.ticked)))
    return (
        places == event.ticked
        and (not places or 0 <= places[0] <= places[-1] < event.points)
        and 0 <= event.points <= _MOST_NAMED
    )


def _explain(line: bytes) -> Event | OddLine:
    """Reads a line of a rarer kind, or says why it gives no event."""
    head = _head.decode(line)
    if head.v > VERSION:
        return OddLine(Oddity.NEWER)
    if head.kind not in _KINDS:
        return OddLine(Oddity.UNKNOWN_KIND)
    try:
        return _checked(_decode(line, _KINDS[head.kind]))
    except msgspec.ValidationError:
        # Marks may be added without a new version: who does not know one leaves it out.
        return OddLine(Oddity.UNKNOWN_KIND if head.kind == "marked" else Oddity.DAMAGED)


def _decode(line: bytes, kind: Any) -> Event:
    """Reads an object as a named tuple, which to msgspec would be a list."""
    if kind is Reviewed:
        return _reviewed.decode(line)
    from aiquiz.store.as_object import object_type  # noqa: PLC0415 - most logs hold answers only

    event: Event = kind(*msgspec.structs.astuple(msgspec.json.decode(line, type=object_type(kind))))
    return event
