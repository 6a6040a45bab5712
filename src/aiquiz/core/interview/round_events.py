"""The facts of a mock interview; none of them changes memory or schedule, and none can be undone."""

from datetime import datetime
from typing import NamedTuple

from aiquiz.core.event_ids import EventId
from aiquiz.core.headings import CardId, Level, Role


class Convened(NamedTuple):
    """A mock interview began: its questions in order, its minutes (1 or more), the seed of the draw, the scope."""

    id: EventId
    at: datetime
    offset_minutes: int
    cards: tuple[CardId, ...]
    minutes: int
    seed: int
    levels: tuple[Level, ...] = ()
    topics: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    decks: tuple[str, ...] = ()


class Replied(NamedTuple):
    """A question of a round was answered, or the follow-up question to it.

    Without a text it was said aloud, or passed, or typed and its text `is_withheld` as the learner keeps none.
    """

    id: EventId
    at: datetime
    offset_minutes: int
    round: EventId
    card: CardId
    text: str
    taken_ms: int
    follow_up: str = ""
    is_passed: bool = False
    is_withheld: bool = False


class Judged(NamedTuple):
    """An answer of a round was held against its key points: `ticked` are the places, from 0, of those made."""

    id: EventId
    at: datetime
    offset_minutes: int
    round: EventId
    card: CardId
    ticked: tuple[int, ...]
    points: int
    is_follow_up_held: bool | None = None


class Concluded(NamedTuple):
    """A round was gone through to its end; `is_counted` says whether its answers went into the schedule."""

    id: EventId
    at: datetime
    offset_minutes: int
    round: EventId
    is_counted: bool


OfRound = Convened | Replied | Judged | Concluded
"""What happens in a mock interview."""
