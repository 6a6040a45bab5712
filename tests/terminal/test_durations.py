import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.terminal.durations import count, say_days, say_time, say_when


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "1 day"),
        (2, "2 days"),
        (30, "30 days"),
        (31, "1.0 months"),
        (46, "1.5 months"),
        (365, "12.0 months"),
        (730, "24.0 months"),
        (731, "2.0 years"),
        (36_500, "99.9 years"),
    ],
)
def test_intervals_are_said_in_the_unit_that_people_use(days: int, said: str) -> None:
    assert say_days(days) == said


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "tomorrow"), (2, "in 2 days"), (40, "in 1.3 months"), (800, "in 2.2 years")]
)
def test_days_are_said_as_seen_from_today(days: int, said: str) -> None:
    assert say_when(days) == said


@pytest.mark.parametrize(
    ("taken_ms", "said"),
    [
        (0, "0 s"),
        (499, "0 s"),
        (40_400, "40 s"),
        (60_000, "1 min"),
        (7_140_000, "119 min"),
        (7_200_000, "2.0 h"),
        (360_000_000, "100.0 h"),
    ],
)
def test_times_are_said_roughly(taken_ms: int, said: str) -> None:
    assert say_time(taken_ms) == said


@pytest.mark.parametrize(("number", "said"), [(0, "0 cards"), (1, "1 card"), (2, "2 cards"), (12_345, "12,345 cards")])
def test_one_is_singular_and_thousands_are_set_apart(number: int, said: str) -> None:
    assert count(number, "card") == said


@given(st.integers(1, 36_500))
def test_an_interval_that_is_said_is_the_one_meant_to_a_twentieth(days: int) -> None:
    number, unit = say_days(days).split()
    length = {"day": 1, "days": 1, "months": 30.44, "years": 365.25}[unit]
    assert float(number) * length == pytest.approx(days, rel=0.05)
