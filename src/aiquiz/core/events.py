"""The facts that are stored: what the learner did, one event each. docs/log-format.md is the page of the format.

| kind | says | undoing it means |
|---|---|---|
| reviewed | a card was asked, and how it was graded | the card stands as before that answer |
| crammed | the same, in a drill that leaves the schedule alone | the line stays; it counted for nothing before |
| planned | the learner set a goal (a date, minutes a day, a scope), or ended it | the goal before it holds again |
| marked | a card was suspended, resumed, buried, flagged, unflagged or noted | the marks before it hold again |
| answered | what was given before the answer was shown: text, confidence, hints | the line stays, for nothing |
| convened | a mock interview began: its questions and its time | not possible: a round changes no memory |
| replied | a question of a round was answered, typed or aloud | the same |
| judged | an answer of a round was held against its key points | the same |
| concluded | a round was gone through to its end | the same |
| forgotten | a card is as if never answered, from then on | the history before it counts again |
| undone | an earlier event no longer counts | not possible: answer again instead |
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Union

from aiquiz.core.event_ids import EventId, make_event_id, read_event_ms
from aiquiz.core.headings import CardId, Level, Role
from aiquiz.core.schedulers.protocol import Grade

if TYPE_CHECKING:
    from aiquiz.core.interview.round_events import OfRound

__all__ = [
    "Answer",
    "Answered",
    "Confidence",
    "Crammed",
    "Event",
    "EventId",
    "Forgotten",
    "Mark",
    "Marked",
    "Planned",
    "Reviewed",
    "Undone",
    "make_event_id",
    "read_event_ms",
]


# Every start pays for what is made here. A dataclass takes eight times as long to make as a named tuple, and is decoded
# several times as quickly: hence the one kind of which there are many is one, and the others are not.
@dataclass(frozen=True, slots=True)
class Reviewed:
    """A card was answered; `taken_ms` (0 or more) is the time from the question to the grade."""

    id: EventId
    at: datetime
    offset_minutes: int
    card: CardId
    grade: Grade
    taken_ms: int


class Crammed(NamedTuple):
    """A card was answered in a drill before an exam or for its own sake: kept, and left out of the fold."""

    id: EventId
    at: datetime
    offset_minutes: int
    card: CardId
    grade: Grade
    taken_ms: int


class Planned(NamedTuple):
    """A goal: to know the cards of a scope on the date `on`, with so many minutes (1 or more) a day until then.

    Without a date it ends the goal before it. An empty part of the scope lets everything through.
    """

    id: EventId
    at: datetime
    offset_minutes: int
    on: date | None
    minutes: int = 0
    levels: tuple[Level, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    most_asked: int | None = None
    decks: tuple[str, ...] = ()


class Mark(StrEnum):
    """What a learner says of a card besides grading it; being buried ends by itself on the next study day."""

    SUSPENDED = "suspended"
    RESUMED = "resumed"
    BURIED = "buried"
    FLAGGED = "flagged"
    UNFLAGGED = "unflagged"
    NOTED = "noted"


class Marked(NamedTuple):
    """A card was marked; `text` is that of a note, empty where the note is taken away."""

    id: EventId
    at: datetime
    offset_minutes: int
    card: CardId
    mark: Mark
    text: str = ""


class Confidence(StrEnum):
    """What a learner says of an answer before seeing whether it is right."""

    SURE = "sure"
    UNSURE = "unsure"


class Answered(NamedTuple):
    """What was given before an answer was shown; the next review of the card says what came of it.

    `text` is what was typed, empty where nothing was or it is not kept; `hints` are the key points that were shown
    before, `seed` is that of the numbers of a card with parameters.
    """

    id: EventId
    at: datetime
    offset_minutes: int
    card: CardId
    text: str = ""
    confidence: Confidence | None = None
    hints: int = 0
    seed: int | None = None


class Forgotten(NamedTuple):
    """What was remembered of a card no longer counts: from here on it is new. Its marks and the days' sums stay."""

    id: EventId
    at: datetime
    offset_minutes: int
    card: CardId


class Undone(NamedTuple):
    """The event `undoes` was taken back."""

    id: EventId
    at: datetime
    offset_minutes: int
    undoes: EventId


Answer = Reviewed | Crammed
"""A card was answered, to learn or in a drill."""

Event = Union[Answer, Answered, "OfRound", Planned, Marked, Forgotten, Undone]
"""Any event; those of a round are made only where a round is."""
