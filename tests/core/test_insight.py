import pytest

from aiquiz.core.calibration import Guess, calibrate
from aiquiz.core.insight import FEWEST_TRIALS, chance_when_late, take_insight
from aiquiz.core.schedulers.fsrs import AVERAGE, Person

GUESSES = [Guess(0.8, number % 5 > 0) for number in range(FEWEST_TRIALS)]


def test_a_hundred_reviews_are_enough_and_one_less_is_not() -> None:
    assert take_insight(GUESSES[1:], AVERAGE) == (99, None, AVERAGE)
    assert take_insight(GUESSES, AVERAGE) == (100, calibrate(GUESSES), AVERAGE)


def test_a_learner_is_fitted_when_the_numbers_are_not_those_of_the_average() -> None:
    assert not take_insight([], AVERAGE).is_fitted
    assert take_insight([], Person(1.1, 0.2)).is_fitted


@pytest.mark.parametrize("k", [0.1, 1, 7])
def test_how_much_is_left_when_late_says_how_the_curve_bends_and_not_how_long_memory_lasts(k: float) -> None:
    assert chance_when_late(Person(k)) == pytest.approx(chance_when_late(AVERAGE))
    assert chance_when_late(AVERAGE) == pytest.approx(0.693, abs=0.001)
    assert chance_when_late(Person(k, 0.5)) < chance_when_late(AVERAGE) < chance_when_late(Person(k, 0.05))
