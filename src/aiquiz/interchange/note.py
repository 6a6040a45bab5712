"""What travels between programs: a question with its answer, where it comes from, and what was lost on the way."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from aiquiz.core.cards import TOLERANCE, Card, KeyPoint, Parameter, Source
from aiquiz.core.headings import CardId, Level, Role
from aiquiz.core.schedulers.protocol import Grade

_LONGEST_NAME = 60

Watch = Callable[[Sequence[Any]], Iterable[Any]]
"""Hands things through one by one: a progress bar is one, `iter` another."""


class PastAnswer(NamedTuple):
    """An answer, with the interval in days that it led to where that is known; a drill leaves the schedule alone."""

    at: datetime
    grade: Grade
    taken_ms: int
    is_drill: bool = False
    interval_days: int = 0


class Scheduled(NamedTuple):
    """How a card stands here, for a program that schedules too; the easiness is in thousandths."""

    due: date
    interval_days: int
    easiness_x1000: int
    reviews: int
    lapses: int


@dataclass(frozen=True, slots=True)
class Leaving:
    """A card that is exported, with what is known of it where that was asked for."""

    card: Card
    scheduled: Scheduled | None = None
    answers: tuple[PastAnswer, ...] = ()
    is_suspended: bool = False
    is_flagged: bool = False


class Departure(NamedTuple):
    """When an export is made: the moment, in UTC, how far the local clock is ahead, and the hour the day turns."""

    at: datetime
    offset_minutes: int
    rollover_hour: int


@dataclass(frozen=True, slots=True)
class Note:
    """A card as another program has it; what is empty was not said.

    `key` is what stays the same when the text is edited there; `card_id` is set where the card is one of ours.
    """

    question: str
    answer: str
    key: str
    card_id: CardId | None = None
    deck: str = ""
    topic: str = ""
    level: Level | None = None
    tip: str = ""
    key_points: tuple[KeyPoint, ...] = ()
    follow_ups: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    asked_by: int = 0
    refs: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    checked: date | None = None
    is_suspended: bool = False
    reviews: tuple[PastAnswer, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    expression: str = ""
    unit: str = ""
    tolerance: float = TOLERANCE


class Loss(NamedTuple):
    """What could not be taken over, and of which card."""

    card: str
    what: str


class Reading(NamedTuple):
    """What a file held."""

    notes: tuple[Note, ...]
    losses: tuple[Loss, ...] = ()


class Writing(NamedTuple):
    """The bytes of a file, what they could not hold, and of how many cards the entries of key points stayed behind."""

    data: bytes
    losses: tuple[Loss, ...] = ()
    unmatched: int = 0


def name_of(text: str) -> str:
    """Gives the beginning of a text, to name a card by."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"
