"""Where the learner stands: a fold over the events, the only way in for live answers and for the log alike."""

from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from aiquiz.core.cards import CardId
from aiquiz.core.days import ROLLOVER_HOUR, StudyDay, study_day
from aiquiz.core.events import Event, EventId, Planned, Reviewed, Undone
from aiquiz.core.fit import Fit, Fitter
from aiquiz.core.schedulers import Grade, Memory, Scheduler
from aiquiz.core.schedulers.fsrs import Person


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
    """What was done on one study day; `new` cards are those answered for the first time.

    `new_known` are the new cards that were answered hard or better. `new_ms` is the time of new cards with their
    repetitions on the same day, `retained_ms` that of the reviews of cards that were retained.
    """

    reviews: int = 0
    new: int = 0
    tested: int = 0
    retained: int = 0
    taken_ms: int = 0
    new_known: int = 0
    new_ms: int = 0
    retained_ms: int = 0


FOLD_VERSION = 2
"""Goes up whenever the same history folds to another progress: it makes a snapshot of the old one stale."""

LONGEST_COUNTED_MS = 300_000
"""Whoever takes longer over a card has gone for coffee: the log keeps the time, the sums count five minutes."""

NOTHING_DONE = DayTally()
_AGAIN = Grade.AGAIN  # looking a member up in its class is slow in Python 3.11, and this is done a million times


class Rules(NamedTuple):
    """What turns facts into due dates: the scheduler and the hour at which the day turns."""

    scheduler: Scheduler[Memory]
    rollover_hour: int = ROLLOVER_HOUR


class Trial(NamedTuple):
    """A test of memory: a card as it stood, asked again `days` (1 or more) later, and the learner's fit until then."""

    before: Standing
    days: int
    is_recalled: bool
    person: Person


class Progress(NamedTuple):
    """Every card's standing and every day's tally, the fit of the learner's memory, and the goal that was set last.

    A card without a standing is new.
    """

    standings: Mapping[CardId, Standing] = MappingProxyType({})
    days: Mapping[StudyDay, DayTally] = MappingProxyType({})
    fit: Fit = Fit()
    goal: Planned | None = None


NO_PROGRESS = Progress()


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
        retained += grade is not _AGAIN
    return Standing(scheduler.review(memory, grade, days), day, grade, reviews + 1, tested, retained)


def count_ms(taken_ms: int) -> int:
    """Gives the time of an answer that counts as study."""
    return min(taken_ms, LONGEST_COUNTED_MS)


class _Days:
    """Counts answers by day; like the fitter it changes in place, because there are many."""

    def __init__(self, start: Mapping[StudyDay, DayTally]) -> None:
        self._start = start
        self._rows: dict[StudyDay, list[int]] = {}

    def add(self, day: StudyDay, before: Standing | None, after: Standing, taken_ms: int) -> None:
        """Adds one answer to its day: to a row with the fields of a DayTally, in their order."""
        row = self._rows.get(day)
        if row is None:
            row = self._rows[day] = list(self._start.get(day, NOTHING_DONE))
        counted_ms = count_ms(taken_ms)
        row[0] += 1
        row[4] += counted_ms
        if before is None:
            row[1] += 1
            row[5] += after.last_grade is not _AGAIN
            row[6] += counted_ms
        elif after.tested > before.tested:
            row[2] += 1
            if after.retained > before.retained:
                row[3] += 1
                row[7] += counted_ms
        elif not after.tested:
            row[6] += counted_ms

    def result(self) -> dict[StudyDay, DayTally]:
        """Gives the days up to here."""
        return {**self._start, **{day: DayTally(*row) for day, row in self._rows.items()}}


def replay(
    events: Iterable[Event],
    rules: Rules,
    undone: Collection[EventId] = frozenset(),
    start: Progress = NO_PROGRESS,
    watch: Callable[[Trial], None] | None = None,
) -> Progress:
    """Folds events, in order, into progress, leaving out those whose ids are in `undone`.

    What `start` holds is taken as it is: an event that was undone must not be part of it. `watch` is told of every
    review that tests memory, before it is learnt from.
    """
    standings, days, goal = dict(start.standings), _Days(start.days), start.goal
    scheduler, rollover_hour, fitter = rules.scheduler, rules.rollover_hour, Fitter(start.fit)
    for event in events:
        if event.id in undone:
            continue
        if isinstance(event, Reviewed):
            day = study_day(event.at, event.offset_minutes, rollover_hour)
            before = standings.get(event.card)
            after = standings[event.card] = evolve(before, event.grade, day, scheduler)
            days.add(day, before, after, event.taken_ms)
            if before is not None and after.tested > before.tested:
                elapsed, is_recalled = day - before.reviewed_on, after.retained > before.retained
                if watch is not None:
                    watch(Trial(before, elapsed, is_recalled, fitter.person))
                fitter.add(elapsed, before.memory.fsrs.stability, is_recalled=is_recalled)
        elif isinstance(event, Planned):
            goal = event
    return Progress(standings, days.result(), fitter.result(), goal)


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
