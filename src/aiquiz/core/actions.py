"""What can be done in a sitting, and what the outside world gives to it."""

from enum import Enum
from typing import NamedTuple

from aiquiz.core.days import Moment
from aiquiz.core.events import EventId
from aiquiz.core.schedulers import Grade


class Move(Enum):
    """What can be done with a card besides grading it."""

    REVEAL = "show the answer"
    SKIP = "leave this card out for the rest of the session; nothing is stored"
    UNDO = "take back what was done last in this session"
    SUSPEND = "leave this card out until it is resumed"
    BURY = "leave this card out until tomorrow"
    FLAG = "flag this card, or take its flag away"


class Note(NamedTuple):
    """A note is written on the card; an empty one takes the note away."""

    text: str


Action = Grade | Move | Note


class Stamp(NamedTuple):
    """What the outside world gives to a step: the moment, an id for a new event, the time since the question."""

    moment: Moment
    event_id: EventId
    taken_ms: int = 0
