"""Lines of the rarer kinds: which there are, how each is read, and what makes no sense in one."""

from typing import Any, assert_never

import msgspec

from aiquiz.core.events import Answered, Crammed, Event, Forgotten, Marked, Planned, Reviewed, Undone
from aiquiz.core.interview.round_events import Concluded, Convened, Judged, Replied
from aiquiz.store.as_object import object_type

KINDS: dict[str, type[Any]] = {
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
_NAMES = {type_: kind for kind, type_ in KINDS.items()}
GROWING = frozenset({"marked"})
"""Words may be added to these without a new version: who does not know one leaves the line out."""

_DAY_MINUTES = 24 * 60
_LONGEST_TEXT = 5_000
_MOST_NAMED = 1000
"""No one names so many topics, tags, levels, roles or decks: every card is held against each of them."""


def name_kind(event: Event) -> str:
    """Gives the kind of an event."""
    return _NAMES[type(event)]


def decode_rare(line: bytes, kind: str) -> Event:
    """Reads an object as a named tuple, which to msgspec would be a list; raises what msgspec raises."""
    type_: Any = KINDS[kind]
    if type_ is Reviewed:
        return msgspec.json.decode(line, type=Reviewed)
    event: Event = type_(*msgspec.structs.astuple(msgspec.json.decode(line, type=object_type(type_))))
    return event


def is_sane(event: Event) -> bool:
    """Says whether an event makes sense, whatever its time is."""
    match event:
        case Reviewed() | Crammed():
            return event.taken_ms >= 0
        case Planned():
            return _is_sane_goal(event)
        case Marked():
            return len(event.text) <= _LONGEST_TEXT
        case Answered():
            return min(event.hints, event.seed or 0) >= 0 and len(event.text) <= _LONGEST_TEXT
        case Convened() | Replied() | Judged():
            return _is_sane_in_round(event)
        case _:
            return True


def _is_sane_in_round(event: Convened | Replied | Judged) -> bool:
    match event:
        case Convened():
            named = (event.cards, event.levels, event.topics, event.roles, event.decks)
            return event.seed >= 0 and 1 <= event.minutes <= _DAY_MINUTES and max(map(len, named)) <= _MOST_NAMED
        case Replied():
            return event.taken_ms >= 0 and max(len(event.text), len(event.follow_up)) <= _LONGEST_TEXT
        case Judged():
            places = tuple(sorted(set(event.ticked)))
            is_within = not places or 0 <= places[0] <= places[-1] < event.points
            return places == event.ticked and is_within and 0 <= event.points <= _MOST_NAMED
        case _:
            assert_never(event)


def _is_sane_goal(event: Planned) -> bool:
    least_minutes = 0 if event.on is None else 1
    return (
        least_minutes <= event.minutes <= _DAY_MINUTES
        and (event.most_asked is None or event.most_asked >= 1)
        and max(map(len, (event.levels, event.topics, event.tags, event.roles, event.decks))) <= _MOST_NAMED
    )
