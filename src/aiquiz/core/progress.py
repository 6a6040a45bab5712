"""Where the learner stands: a fold over the events, the only way in for live answers and for the log alike."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from aiquiz.core.cards import CardId
from aiquiz.core.days import ROLLOVER_HOUR, StudyDay, study_day
from aiquiz.core.events import Event, EventId, Undone
from aiquiz.core.schedulers import Grade, Memory, Scheduler


class Standing(NamedTuple):
    """What is known of a card that was answered at least once.

    `tested` counts the reviews on a later study day than the one before, `retained` those of them answered hard or
    better: they are what retention is made of.
    """

    memory: Memory
    reviewed_on: StudyDay
    last_grade: Grade
    reviews: int
    tested: int
    retained: int

    @property
    def lapses(self) -> int:
        """How often the card was forgotten."""
        return self.tested - self.retained


class DayTally(NamedTuple):
    """What was done on one study day; `new` cards are those answered for the first time."""

    reviews: int
    new: int
    tested: int
    retained: int
    taken_ms: int


FOLD_VERSION = 1
"""Goes up whenever the same history folds to another progress: it makes a snapshot of the old one stale."""

LONGEST_COUNTED_MS = 300_000
"""Whoever takes longer over a card has gone for coffee: the log keeps the time, the sums count five minutes."""

NOTHING_DONE = DayTally(0, 0, 0, 0, 0)


class Rules(NamedTuple):
    """What turns facts into due dates: the scheduler and the hour at which the day turns."""

    scheduler: Scheduler[Memory]
    rollover_hour: int = ROLLOVER_HOUR


class Progress(NamedTuple):
    """Every card's standing and every day's tally; a card without a standing is new."""

    standings: Mapping[CardId, Standing] = MappingProxyType({})
    days: Mapping[StudyDay, DayTally] = MappingProxyType({})


def evolve(standing: Standing | None, grade: Grade, day: StudyDay, scheduler: Scheduler[Memory]) -> Standing:
    """Gives a card's standing after an answer on a study day; None is a card never seen.

    A clock that was set back gives 0 days since the last review, never a negative interval.
    """
    if standing is None:
        return Standing(scheduler.review(None, grade, 0), day, grade, 1, 0, 0)
    memory, reviewed_on, _, reviews, tested, retained = standing
    days = max(0, day - reviewed_on)
    if days:
        tested += 1
        retained += grade is not Grade.AGAIN
    return Standing(scheduler.review(memory, grade, days), day, grade, reviews + 1, tested, retained)


def count_ms(taken_ms: int) -> int:
    """Gives the time of an answer that counts as study."""
    return min(taken_ms, LONGEST_COUNTED_MS)


def tally(so_far: DayTally, before: Standing | None, after: Standing, taken_ms: int) -> DayTally:
    """Adds one answer to its day."""
    counted_ms = so_far.taken_ms + count_ms(taken_ms)
    if before is None:
        return DayTally(so_far.reviews + 1, so_far.new + 1, so_far.tested, so_far.retained, counted_ms)
    return DayTally(
        so_far.reviews + 1,
        so_far.new,
        so_far.tested + after.tested - before.tested,
        so_far.retained + after.retained - before.retained,
        counted_ms,
    )


def replay(
    events: Iterable[Event],
    rules: Rules,
    undone: Collection[EventId] = frozenset(),
    start: Progress | None = None,
) -> Progress:
    """Folds events, in order, into progress, leaving out those whose ids are in `undone`.

    What `start` holds is taken as it is: an event that was undone must not be part of it.
    """
    standings = dict(start.standings) if start else {}
    days = dict(start.days) if start else {}
    scheduler, rollover_hour = rules.scheduler, rules.rollover_hour
    for event in events:
        if isinstance(event, Undone) or event.id in undone:
            continue
        day = study_day(event.at, event.offset_minutes, rollover_hour)
        before = standings.get(event.card)
        after = standings[event.card] = evolve(before, event.grade, day, scheduler)
        days[day] = tally(days.get(day, NOTHING_DONE), before, after, event.taken_ms)
    return Progress(standings, days)


def undone_ids(events: Iterable[Event]) -> frozenset[EventId]:
    """Gives the ids of the events that were taken back."""
    return frozenset(event.undoes for event in events if isinstance(event, Undone))


def due_on(standing: Standing, scheduler: Scheduler[Memory]) -> StudyDay:
    """Gives the study day on which a card is due."""
    return StudyDay(standing.reviewed_on + scheduler.interval_days(standing.memory))


def is_unfinished(standing: Standing, today: StudyDay) -> bool:
    """Says whether a card was left today before it was answered good or better, as SM-2 asks for."""
    return standing.reviewed_on == today and standing.last_grade in {Grade.AGAIN, Grade.HARD}


def is_due(standing: Standing, today: StudyDay, scheduler: Scheduler[Memory]) -> bool:
    """Says whether a card is to be asked today."""
    return due_on(standing, scheduler) <= today or is_unfinished(standing, today)
