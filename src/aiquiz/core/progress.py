"""Where the learner stands: a fold over the events, the only way in for live answers and for the log alike."""

from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from aiquiz.core.confidence import ConfidenceCounter, Confidences
from aiquiz.core.days import ROLLOVER_HOUR, StudyDay, study_day
from aiquiz.core.events import Event, EventId, Forgotten, Marked, Planned, Reviewed, Undone
from aiquiz.core.fit import Fit, Fitter
from aiquiz.core.headings import CardId
from aiquiz.core.marks import UNMARKED, CardMarks, apply_mark
from aiquiz.core.schedulers import Memory, Scheduler
from aiquiz.core.schedulers.fsrs import Person
from aiquiz.core.standing import Standing, due_on, evolve, is_due, is_unfinished
from aiquiz.core.tallies import LONGEST_COUNTED_MS, NOTHING_DONE, DayCounter, DayTally, count_ms

__all__ = [
    "FOLD_VERSION",
    "LONGEST_COUNTED_MS",
    "NOTHING_DONE",
    "NO_PROGRESS",
    "DayTally",
    "Progress",
    "Rules",
    "Standing",
    "Trial",
    "count_ms",
    "due_on",
    "evolve",
    "is_due",
    "is_unfinished",
    "replay",
    "undone_ids",
]


FOLD_VERSION = 5
"""Goes up whenever the same history folds to another progress: it makes a snapshot of the old one stale."""


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
    """Every card's standing and every day's tally, the fit of the learner's memory, the goal that was set last, marks.

    Last how right the learner was when sure, and when not. A card without a standing is new.
    """

    standings: Mapping[CardId, Standing] = MappingProxyType({})
    days: Mapping[StudyDay, DayTally] = MappingProxyType({})
    fit: Fit = Fit()
    goal: Planned | None = None
    marks: Mapping[CardId, CardMarks] = MappingProxyType({})
    confidences: Confidences = Confidences()


NO_PROGRESS = Progress()


def replay(
    events: Iterable[Event],
    rules: Rules,
    undone: Collection[EventId] = frozenset(),
    start: Progress = NO_PROGRESS,
    watch: Callable[[Trial], None] | None = None,
) -> Progress:
    """Folds events, in order, into progress, leaving out those whose ids are in `undone`.

    None of `start` may be undone. `watch` is told of every review that tests memory, before it is learnt from.
    """
    standings, days, rest = dict(start.standings), DayCounter(start.days), _Rest(start, rules.rollover_hour)
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
                _test(before, after, fitter, watch)
            rest.confidences.grade(event)
        elif isinstance(event, Forgotten):
            standings.pop(event.card, None)
        else:
            rest.see(event)
    return Progress(standings, days.result(), fitter.result(), rest.goal, rest.marks, rest.confidences.result())


class _Rest:
    """What the rarer events come to: goal, marks and confidences, changed in place."""

    def __init__(self, start: Progress, rollover_hour: int) -> None:
        self.goal, self.marks = start.goal, dict(start.marks)
        self.confidences = ConfidenceCounter(start.confidences)
        self._rollover_hour = rollover_hour

    def see(self, event: Event) -> None:
        if isinstance(event, Planned):
            self.goal = event
        elif isinstance(event, Marked):
            day = study_day(event.at, event.offset_minutes, self._rollover_hour)
            self.marks[event.card] = apply_mark(self.marks.get(event.card, UNMARKED), event, day)
        else:
            self.confidences.see(event)


def _test(before: Standing, after: Standing, fitter: Fitter, watch: Callable[[Trial], None] | None) -> None:
    days, is_recalled = after.reviewed_on - before.reviewed_on, after.retained > before.retained
    if watch is not None:
        watch(Trial(before, days, is_recalled, fitter.person))
    fitter.add(days, before.memory.fsrs.stability, is_recalled=is_recalled)


def undone_ids(events: Iterable[Event]) -> frozenset[EventId]:
    """Gives the ids of the events that were taken back."""
    return frozenset(event.undoes for event in events if isinstance(event, Undone))
