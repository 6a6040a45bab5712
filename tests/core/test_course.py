import pytest
from support.cards import TODAY
from support.goals import make_deadline

from aiquiz.core.course import DayLoad, play_out
from aiquiz.core.days import StudyDay
from aiquiz.core.gain import Trace
from aiquiz.core.pace import Pace
from aiquiz.core.schedulers.fsrs import AVERAGE, Person

ALWAYS_NEW = Pace(10, 30, 60, 0.0)


def days_covered(loads: tuple[DayLoad, ...]) -> list[int]:
    return [day for load in loads for day in range(load.day, load.day + load.days)]


def test_a_course_by_hand() -> None:
    course = play_out([None, None, None], make_deadline(2, 130, ALWAYS_NEW), AVERAGE)
    assert course.loads[0] == DayLoad(TODAY, 1, 0, 2, 120.0)
    tomorrow = course.loads[1]
    assert (tomorrow.day, tomorrow.days, tomorrow.new) == (TODAY + 1, 1, 1)
    assert tomorrow.seconds - 60 in {10, 20, 30, 40, 50, 60, 70}
    assert course.traces[2] is not None
    assert course.traces[2].reviewed_on == TODAY + 1


@pytest.mark.parametrize("days", [0, -3])
def test_a_date_that_is_today_is_one_day(days: int) -> None:
    loads = play_out([None], make_deadline(days), AVERAGE).loads
    assert [(load.day, load.days) for load in loads] == [(TODAY, 1)]


@pytest.mark.parametrize("days", [1, 2, 29, 30, 31, 45, 59, 60, 61, 89, 90, 91, 100, 365, 730, 3650, 100_000])
def test_every_day_until_the_date_is_covered_once_in_at_most_sixty_steps(days: int) -> None:
    loads = play_out([], make_deadline(days), AVERAGE).loads
    assert days_covered(loads) == list(range(TODAY, TODAY + days))
    assert len(loads) <= 60
    assert [load.days for load in loads[-30:]] == [1] * min(days, 30)


def test_steps_of_several_days_have_the_minutes_of_all_of_them() -> None:
    loads = play_out([None] * 40, make_deadline(90, 100), AVERAGE).loads
    assert (loads[0].days, loads[0].new, loads[0].seconds) == (2, 4, 180.0)


def test_the_same_facts_give_the_same_course() -> None:
    traces = [None, Trace(3, 5, StudyDay(TODAY - 4)), None]
    assert play_out(traces, make_deadline(9), AVERAGE) == play_out(traces, make_deadline(9), AVERAGE)
    assert traces == [None, Trace(3, 5, StudyDay(TODAY - 4)), None]


def test_what_was_spent_today_is_missing_today_only() -> None:
    spent = play_out([None] * 60, make_deadline(3, 450), AVERAGE, 300).loads
    assert [load.seconds > 400 for load in spent] == [False, True, True]
    assert spent[0] == DayLoad(TODAY, 1, 0, 3, 135.0)
    far = play_out([None] * 60, make_deadline(90, 90), AVERAGE, 90).loads
    assert (far[0].days, far[0].new, far[0].seconds) == (2, 2, 90.0)
    assert far[1].seconds > 90


@pytest.mark.parametrize("spent", [450.0, 10_000.0])
def test_a_day_whose_time_is_gone_takes_nothing_more(spent: float) -> None:
    loads = play_out([None] * 60, make_deadline(2, 450), AVERAGE, spent).loads
    assert loads[0][2:] == (0, 0, 0.0)
    assert loads[1].new == 10


def test_a_day_too_short_for_a_card_takes_none() -> None:
    course = play_out([None], make_deadline(3, 44), AVERAGE)
    assert all(load[2:] == (0, 0, 0.0) for load in course.loads)
    assert course.traces == (None,)


def test_a_learner_who_remembers_less_than_believed_needs_more_time_for_fewer_cards() -> None:
    traces = [Trace(5, 5, StudyDay(TODAY - 5))] * 60
    deadline = make_deadline(1, 600)
    well, badly = (play_out(traces, deadline, Person(k)).loads[0].reviews for k in (10.0, 0.01))
    assert well == 40
    assert badly == pytest.approx(22, abs=3)


def test_as_many_new_cards_are_known_as_the_learner_usually_knows() -> None:
    known = Trace(2.3065, 2.1181, TODAY)
    traces = play_out([None] * 100, make_deadline(1, 100_000), AVERAGE).traces
    assert sum(trace is not None and trace.difficulty < known.difficulty + 0.01 for trace in traces) == 30
