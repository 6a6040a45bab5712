from fractions import Fraction
from math import ceil
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import GRADES_DRAWN

from aiquiz.core.schedulers import Grade, outcomes
from aiquiz.core.schedulers.sm2 import LONGEST_INTERVAL_DAYS, Sm2, Sm2Memory

QUALITY = {Grade.AGAIN: 2, Grade.HARD: 3, Grade.GOOD: 4, Grade.EASY: 5}
ANSWERS = st.lists(st.tuples(GRADES_DRAWN, st.integers(0, 500)), min_size=1, max_size=40)


class Exact(NamedTuple):
    """What the published formulas give, in exact fractions."""

    repetitions: int = 0
    interval: int = 0
    easiness: Fraction = Fraction(5, 2)


def review_exactly(item: Exact, quality: int) -> Exact:
    """Follows the text of 1990.

    EF' = EF + (0.1 - (5 - q)(0.08 + (5 - q) 0.02)), I(1) = 1, I(2) = 6, I(n) = I(n - 1) EF'.
    """
    if quality < 3:
        return Exact(0, 1, item.easiness)
    missing = 5 - quality
    raised = item.easiness + Fraction(1, 10) - missing * (Fraction(8, 100) + missing * Fraction(2, 100))
    easiness = max(Fraction(13, 10), raised)
    repetitions = item.repetitions + 1
    interval = {1: 1, 2: 6}.get(repetitions) or min(LONGEST_INTERVAL_DAYS, ceil(item.interval * easiness))
    return Exact(repetitions, interval, easiness)


def replay_all(answers: list[tuple[Grade, int]]) -> list[Sm2Memory]:
    memory: Sm2Memory | None = None
    found = []
    for grade, days in answers:
        memory = Sm2().review(memory, grade, days)
        found.append(memory)
    return found


@given(ANSWERS)
@settings(deadline=None, max_examples=300)
def test_whole_hundredths_give_what_exact_arithmetic_gives(answers: list[tuple[Grade, int]]) -> None:
    item: Exact | None = None
    for (grade, days), memory in zip(answers, replay_all(answers), strict=True):
        if item is None or days:
            item = review_exactly(item or Exact(), QUALITY[grade])
        assert (memory.repetitions, memory.interval_days) == (item.repetitions, item.interval)
        assert Fraction(memory.easiness_x100, 100) == item.easiness


@given(ANSWERS)
@settings(deadline=None)
def test_easiness_and_interval_stay_within_their_bounds(answers: list[tuple[Grade, int]]) -> None:
    for number, memory in enumerate(replay_all(answers), 1):
        assert 130 <= memory.easiness_x100 <= 250 + 10 * number
        assert 1 <= Sm2().interval_days(memory) == memory.interval_days <= LONGEST_INTERVAL_DAYS
        assert 0 <= memory.repetitions <= number


@given(ANSWERS, GRADES_DRAWN)
@settings(deadline=None)
def test_answers_of_the_same_day_change_nothing_wherever_they_stand(
    answers: list[tuple[Grade, int]], grade: Grade
) -> None:
    counted = [answers[0], *((grade_then, days) for grade_then, days in answers[1:] if days)]
    assert replay_all(answers)[-1] == replay_all(counted)[-1]
    assert Sm2().review(replay_all(answers)[-1], grade, 0) == replay_all(answers)[-1]


@given(ANSWERS, GRADES_DRAWN, st.integers(0, 500))
@settings(deadline=None)
def test_the_interval_that_is_shown_is_the_interval_that_is_committed(
    answers: list[tuple[Grade, int]], grade: Grade, days: int
) -> None:
    memory = replay_all(answers)[-1]
    shown = {outcome.grade: outcome.interval_days for outcome in outcomes(Sm2(), memory, days)}
    assert list(shown) == list(Grade)
    assert shown[grade] == Sm2().interval_days(Sm2().review(memory, grade, days))


@given(ANSWERS, st.integers(1, 500))
@settings(deadline=None)
def test_a_better_grade_never_brings_the_card_back_sooner(answers: list[tuple[Grade, int]], days: int) -> None:
    intervals = [outcome.interval_days for outcome in outcomes(Sm2(), replay_all(answers)[-1], days)]
    assert intervals == sorted(intervals)
