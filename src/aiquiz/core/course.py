"""Plays the days until a date through: what would be asked, what it would take, and what would be known at the end.

The draws are not random: the n-th answer takes the n-th place of a golden-ratio sequence, which fills the range from 0
to 1 evenly, so the same facts give the same course.
"""

from collections.abc import Sequence
from typing import NamedTuple

from aiquiz.core.days import StudyDay
from aiquiz.core.gain import Trace, after_forgetting, after_recalling, recall
from aiquiz.core.pace import Pace
from aiquiz.core.planner import Deadline, choose_for_date
from aiquiz.core.schedulers.fsrs import Person

_DAILY, _FAR_STEPS = 30, 30
_GOLDEN = 0.6180339887498949


class DayLoad(NamedTuple):
    """What some days from `day` on would take together: reviews, new cards, seconds."""

    day: StudyDay
    days: int
    reviews: int
    new: int
    seconds: float


class Course(NamedTuple):
    """The days from today to the one before the date, and the traces they would leave."""

    loads: tuple[DayLoad, ...]
    traces: tuple[Trace | None, ...]


class _Draws:
    def __init__(self) -> None:
        self._number = 0

    def happens(self, chance: float) -> bool:
        self._number += 1
        return self._number * _GOLDEN % 1 < chance


def play_out(traces: Sequence[Trace | None], deadline: Deadline, truth: Person, spent_s: float = 0.0) -> Course:
    """Plays the time until the date; the learner answers as `truth` has it, and the planner believes its own person.

    Of today's time `spent_s` is gone already. A date that is today gives today alone. The last month goes day by day,
    what is before it in at most thirty steps, each with the minutes of its days at once.
    """
    now, loads, draws = list(traces), [], _Draws()
    for day, days in _steps(deadline.today, max(deadline.date, deadline.today + 1)):
        room_s = days * deadline.seconds_a_day - (spent_s if day == deadline.today else 0.0)
        order = choose_for_date(now, deadline._replace(today=day))
        loads.append(DayLoad(day, days, *_study(now, order, _Day(day, deadline.pace, truth, room_s), draws)))
    return Course(tuple(loads), tuple(now))


def _steps(today: int, date: int) -> list[tuple[StudyDay, int]]:
    far = max(0, date - today - _DAILY)
    width = max(1, -(-far // _FAR_STEPS))
    steps = [(StudyDay(day), min(width, today + far - day)) for day in range(today, today + far, width)]
    return steps + [(StudyDay(day), 1) for day in range(today + far, date)]


class _Day(NamedTuple):
    today: StudyDay
    pace: Pace
    truth: Person
    room_s: float


def _study(now: list[Trace | None], order: Sequence[int], here: _Day, draws: _Draws) -> tuple[int, int, float]:
    """Asks cards until the time is used, and changes their traces in place; gives reviews, new cards and seconds."""
    reviews = new = 0
    total = 0.0
    for place in order:
        trace = now[place]
        chance = here.pace.new_known if trace is None else recall(trace, here.today, here.truth)
        is_known = draws.happens(chance)
        seconds = here.pace.recalled_s if is_known else here.pace.forgotten_s
        seconds = here.pace.new_s if trace is None else seconds
        if total + seconds > here.room_s:
            break
        total += seconds
        reviews, new = reviews + (trace is not None), new + (trace is None)
        now[place] = after_recalling(trace, here.today) if is_known else after_forgetting(trace, here.today)
    return reviews, new, total
