import pytest
from support.cards import AGAIN, GOOD, HARD, TODAY, progress_of, reviewed

from aiquiz.core.days import StudyDay
from aiquiz.core.pace import RECENT_DAYS, USUAL, Pace, take_pace
from aiquiz.core.progress import DayTally


def test_without_answers_it_is_the_usual_pace() -> None:
    assert take_pace({}, TODAY) == USUAL == Pace(15, 35, 45, 0.3)


def test_many_answers_make_it_the_learners_own() -> None:
    day = DayTally(
        4000,
        new=1000,
        tested=2000,
        retained=1500,
        taken_ms=70_000_000,
        new_known=900,
        new_ms=20_000_000,
        retained_ms=15_000_000,
    )
    pace = take_pace({TODAY: day}, TODAY)
    assert pace == pytest.approx((10, 70, 20, 0.9), rel=0.02)


def test_ten_answers_weigh_as_much_as_the_usual() -> None:
    assert take_pace({TODAY: DayTally(10, new=10, taken_ms=250_000, new_ms=250_000)}, TODAY).new_s == 35


def test_what_is_long_ago_does_not_count() -> None:
    day = DayTally(10, new=10, taken_ms=250_000, new_ms=250_000)
    assert take_pace({StudyDay(TODAY - RECENT_DAYS): day}, TODAY) == USUAL
    assert take_pace({StudyDay(TODAY - RECENT_DAYS + 1): day}, TODAY) != USUAL


def test_learning_again_on_the_same_day_is_part_of_what_made_it_necessary() -> None:
    day = progress_of(
        reviewed("a", AGAIN, day=-2, taken_ms=20_000),
        reviewed("a", GOOD, day=-2, taken_ms=10_000),
        reviewed("a", HARD, day=-1, taken_ms=8_000),
        reviewed("a", AGAIN, day=0, taken_ms=9_000),
        reviewed("a", GOOD, day=0, taken_ms=7_000),
    ).days
    assert day[StudyDay(TODAY - 2)] == DayTally(2, new=1, taken_ms=30_000, new_ms=30_000)
    assert day[StudyDay(TODAY - 1)] == DayTally(1, tested=1, retained=1, taken_ms=8_000, retained_ms=8_000)
    assert day[TODAY] == DayTally(2, tested=1, taken_ms=16_000)
    assert take_pace(day, TODAY) == pytest.approx(((150 + 8) / 11, (350 + 16) / 11, (450 + 30) / 11, 3 / 11))
