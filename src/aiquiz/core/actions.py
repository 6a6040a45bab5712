"""What can be done in a sitting, and what the outside world gives to it."""

from datetime import datetime
from enum import Enum
from typing import NamedTuple

from aiquiz.core.days import Moment
from aiquiz.core.events import Confidence, EventId
from aiquiz.core.schedulers import Grade


class Move(Enum):
    """What can be done with a card besides grading it."""

    REVEAL = "show the answer"
    HINT = "show one key point more before the answer"
    SKIP = "leave this card out for the rest of the session; nothing is stored"
    UNDO = "take back what was done last in this session"
    SUSPEND = "leave this card out until it is resumed"
    BURY = "leave this card out until tomorrow"
    FLAG = "flag this card, or take its flag away"


class Note(NamedTuple):
    """A note is written on the card; an empty one takes the note away."""

    text: str


class Given(NamedTuple):
    """The answer is given and then shown: what was typed, and how sure the learner is.

    `seed` is that of the numbers of the card, where it has some. `ticks` are the key points that were made, or whether
    the number is right; none where there is nothing to hold the answer against. One that is given up may have begun.
    """

    text: str = ""
    confidence: Confidence | None = None
    seed: int | None = None
    ticks: tuple[bool, ...] = ()
    is_given_up: bool = False


class Tick(NamedTuple):
    """A key point is ticked, or its tick is taken away; the first is 0."""

    point: int


Action = Grade | Move | Note | Given | Tick


class Stamp(NamedTuple):
    """What the outside world gives to a step: the moment, an id for a new event, the time since the question."""

    moment: Moment
    event_id: EventId
    taken_ms: int = 0

    @property
    def head(self) -> tuple[EventId, datetime, int]:
        """What every event begins with: its id, the instant in UTC, and the offset in minutes."""
        return self.event_id, self.moment.at, self.moment.offset_minutes
