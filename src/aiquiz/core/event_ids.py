"""How events are named: by an id that says when each came to be."""

from typing import NewType

EventId = NewType("EventId", str)
"""A UUID of version 7 (RFC 9562): unique, and sorted as text it is sorted by time."""

_CHANCE_BITS = 74


def make_event_id(now_ms: int, chance: int, after: EventId | None = None) -> EventId:
    """Gives a new id, later than `after` even when the clock was set back; `chance` is a random number of 74 bits."""
    if after is not None:
        now_ms = max(now_ms, read_event_ms(after) + 1)
    high, low = divmod(chance % (1 << _CHANCE_BITS), 1 << 62)
    number = (now_ms << 80) | (7 << 76) | (high << 64) | (2 << 62) | low
    text = f"{number:032x}"
    return EventId(f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}")


def read_event_ms(event_id: EventId) -> int:
    """Gives the milliseconds since 1970 that an id begins with; 0 for an id that another program made otherwise."""
    try:
        return int(event_id[:8] + event_id[9:13], 16)
    except ValueError:
        return 0
