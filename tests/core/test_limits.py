from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cards import AGAIN, GOOD, NOON, RULES, TODAY, make_cards, progress_of, reviewed

from aiquiz.core.cards import Headed
from aiquiz.core.days import StudyDay
from aiquiz.core.events import EventId, Planned
from aiquiz.core.limits import DayLimits, Held, Tomorrow, count_held, rest_of_day, take_tomorrow
from aiquiz.core.progress import DayTally, Progress
from aiquiz.core.selection import Limits, cap_reviews, choose_due, choose_session

OLD = [f"old{number}" for number in range(5)]
FRESH = [f"new{number}" for number in range(4)]
CARDS = make_cards([*OLD, *FRESH])


def past(*more: object) -> Progress:
    """Gives the progress of somebody who answered the old cards two days ago, and what comes after that."""
    return progress_of(*(reviewed(name, GOOD, day=-2) for name in OLD), *more)  # type: ignore[arg-type]


def ids(cards: Iterable[Headed]) -> list[str]:
    return [card.id for card in cards]


@pytest.mark.parametrize(
    ("limits", "tally", "rest"),
    [
        (DayLimits(), DayTally(), Limits(10, None, None)),
        (DayLimits(), DayTally(new=4, tested=9), Limits(6, None, None)),
        (DayLimits(3, 20), DayTally(new=3, tested=5), Limits(0, None, 15)),
        (DayLimits(3, 20), DayTally(new=9, tested=50), Limits(0, None, 0)),
        (DayLimits(0, 1), DayTally(), Limits(0, None, 1)),
    ],
)
def test_what_is_left_of_a_day_is_shared_by_its_sessions(limits: DayLimits, tally: DayTally, rest: Limits) -> None:
    assert rest_of_day(limits, {TODAY: tally, StudyDay(TODAY - 1): DayTally(new=99, tested=99)}, TODAY) == rest


def test_a_day_without_answers_has_all_of_its_limits() -> None:
    assert rest_of_day(DayLimits(7, 8), {}, TODAY) == Limits(7, None, 8)


@pytest.mark.parametrize(
    ("limits", "held"),
    [
        (Limits(10), Held(0, 0)),
        (Limits(3), Held(0, 1)),
        (Limits(0, None, 2), Held(3, 4)),
        (Limits(-1, None, 0), Held(5, 4)),
        (Limits(4, 1, 5), Held(0, 0)),
    ],
)
def test_what_limits_hold_back_is_counted(limits: Limits, held: Held) -> None:
    assert count_held(CARDS, past(), TODAY, RULES, limits) == held


def test_a_card_left_unfinished_today_comes_whatever_the_limit_is() -> None:
    progress = past(reviewed("old0", AGAIN), reviewed("new0", AGAIN))
    due = choose_due(CARDS, progress, TODAY, RULES)
    assert set(ids(cap_reviews(due, progress, TODAY, 0))) == {"old0", "new0"}
    assert len(cap_reviews(due, progress, TODAY, 2)) == 4
    assert cap_reviews(due, progress, TODAY, None) == due
    assert count_held(CARDS, progress, TODAY, RULES, Limits(0, None, 0)) == Held(4, 3)


@given(st.integers(-1, 6), st.integers(0, 6) | st.none())
def test_what_is_chosen_and_what_is_held_back_is_all_there_is(new: int, reviews: int | None) -> None:
    limits = Limits(new, None, reviews)
    chosen = choose_session(CARDS, past(), TODAY, RULES, limits)
    held = count_held(CARDS, past(), TODAY, RULES, limits)
    assert len(chosen) + sum(held) == len(CARDS)
    assert sum(card.id in OLD for card in chosen) + held.due == len(OLD)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_two_sessions_of_a_day_take_on_no_more_than_one_would(limit: int, first: int, second: int) -> None:
    limits = DayLimits(limit)
    before = min(first, rest_of_day(limits, {}, TODAY).new)
    after = min(second, rest_of_day(limits, {TODAY: DayTally(new=before)}, TODAY).new)
    assert before + after <= limit


def test_tomorrow_holds_what_falls_due_and_the_new_cards_of_a_day() -> None:
    progress = past(reviewed("new0", GOOD))
    found = take_tomorrow(CARDS, progress, TODAY, RULES, DayLimits(2))
    assert (found.due, found.new, found.days_left) == (6, 2, None)
    assert found.seconds > 2 * 40
    assert take_tomorrow(CARDS, progress, TODAY, RULES, DayLimits(0, 4))[:2] == (4, 0)
    assert take_tomorrow((), progress, TODAY, RULES, DayLimits()) == Tomorrow(0, 0, 0)


@pytest.mark.parametrize(("days", "left"), [(9, 8), (1, 0), (0, None)])
def test_with_a_goal_its_minutes_decide_until_its_date(days: int, left: int | None) -> None:
    goal = Planned(EventId("0" * 26), NOON, 0, date.fromordinal(TODAY + days), 20)
    found = take_tomorrow(CARDS, past()._replace(goal=goal), TODAY, RULES, DayLimits())
    assert found.days_left == left
    assert (found.seconds == 1200) == (left is not None)
