"""What a goal comes to: how much of its scope will be known on the date, and what does not fit."""

from collections.abc import Iterable, Sequence
from math import exp, sqrt
from typing import NamedTuple

from aiquiz.core.agenda import deadline_of
from aiquiz.core.course import Course, DayLoad, play_out
from aiquiz.core.days import StudyDay
from aiquiz.core.events import Planned
from aiquiz.core.gain import Trace, trace_of
from aiquiz.core.goal import rank_by_asking
from aiquiz.core.headings import Headed
from aiquiz.core.planner import Deadline
from aiquiz.core.progress import Progress
from aiquiz.core.readiness import Chance, mean_chance, places_by_topic, take_chances
from aiquiz.core.schedulers.fsrs import Person

ENOUGH_PASSES = 1.5
"""With less time than so many first passes nothing gets everything learnt; cutting the deck does more."""

_FIT_SPREAD, _SPREAD_REVIEWS = 1.2, 100
"""How far a learner's k may lie from the one in use, as a standard deviation of its logarithm; reviews narrow it."""

_LEAST_SPREAD = 0.9
_TEN_PERCENT = 1.28
"""Standard deviations: a tenth lies beyond them on either side."""


class Readiness(NamedTuple):
    """A topic, or all: now; on the date without another review; and with the plan, from low to high (80 %)."""

    name: str
    cards: int
    unseen: int
    now: Chance
    without: Chance
    planned: Chance
    low: Chance
    high: Chance


class Cut(NamedTuple):
    """Too little time: how many first passes it would hold, and the most asked cards that fit, the first one first."""

    passes: float
    cards: tuple[Headed, ...]


class Plan(NamedTuple):
    """What a goal comes to; `never` are the cards that no day until the date has time for."""

    goal: Planned
    today: StudyDay
    date: StudyDay
    total: Readiness
    topics: tuple[Readiness, ...]
    loads: tuple[DayLoad, ...]
    spent_s: float
    never: int
    cut: Cut | None


class _Views(NamedTuple):
    """The chance of each card, in the same order, seen in every way."""

    now: Sequence[float]
    without: Sequence[float]
    planned: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


def take_plan(scope: Iterable[Headed], progress: Progress, goal: Planned, today: StudyDay) -> Plan:
    """Gives what a goal comes to, seen from today; the scope has a card at least."""
    cards = rank_by_asking(scope)
    traces = [trace_of(progress.standings.get(card.id)) for card in cards]
    deadline = deadline_of(goal, progress, today)
    spent_s = progress.days[today].taken_ms / 1000 if today in progress.days else 0.0
    course = play_out(traces, deadline, deadline.person, spent_s)
    views = _view(traces, deadline, course, spent_s, progress.fit.reviews)
    topics = places_by_topic(cards, range(len(cards)))
    return Plan(
        goal=goal,
        today=today,
        date=deadline.date,
        total=_readiness("all", range(len(cards)), cards, traces, views),
        topics=tuple(_readiness(name, places, cards, traces, views) for name, places in topics.items()),
        loads=course.loads,
        spent_s=spent_s,
        never=sum(trace is None for trace in course.traces),
        cut=find_cut(cards, traces, deadline, spent_s),
    )


def _view(traces: Sequence[Trace | None], deadline: Deadline, course: Course, spent_s: float, reviews: int) -> _Views:
    person, today, date = deadline.person, deadline.today, deadline.date
    known = deadline.pace.new_known
    spread = exp(_TEN_PERCENT * max(_LEAST_SPREAD, _FIT_SPREAD / sqrt(1 + reviews / _SPREAD_REVIEWS)))
    sides = []
    for k in (person.k / spread, person.k * spread):
        truth = Person(k, person.decay)
        sides.append(take_chances(play_out(traces, deadline, truth, spent_s).traces, date, truth, known))
    return _Views(
        now=take_chances(traces, today, person, known),
        without=take_chances(traces, date, person, known),
        planned=take_chances(course.traces, date, person, known),
        low=sides[0],
        high=sides[1],
    )


def _readiness(
    name: str,
    places: Sequence[int],
    cards: Sequence[Headed],
    traces: Sequence[Trace | None],
    views: _Views,
) -> Readiness:
    found = [mean_chance(cards, chances, places) for chances in views]
    return Readiness(name, len(places), sum(traces[place] is None for place in places), *found)


def find_cut(
    cards: Sequence[Headed], traces: Sequence[Trace | None], deadline: Deadline, spent_s: float = 0.0
) -> Cut | None:
    """Gives the most asked cards that the time is enough for, today's spent time left out; None when it is for all."""
    seen = {card.id for card, trace in zip(cards, traces, strict=True) if trace is not None}
    days = max(1, deadline.date - deadline.today)
    first_passes = max(0.0, days * deadline.seconds_a_day - spent_s) / deadline.pace.new_s
    unseen = len(cards) - len(seen)
    if not unseen or first_passes >= ENOUGH_PASSES * unseen:
        return None
    room = min(unseen - 1, int(first_passes / ENOUGH_PASSES))
    ranked = rank_by_asking(cards)
    first_left_out = [place for place, card in enumerate(ranked) if card.id not in seen][room]
    return Cut(first_passes / unseen, tuple(ranked[:first_left_out]))
