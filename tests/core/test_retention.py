from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.core.retention import ALL_FOR, DAILY, MONTHLY, WEEKLY, choose_kept

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday
moments = st.lists(st.integers(-5_000, 60_000).map(lambda hours: NOW - timedelta(hours=hours)), max_size=120)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


@pytest.mark.parametrize(
    ("made", "gone"),
    [
        ([], []),
        ([ago(days=900)], []),
        ([ago(hours=hours) for hours in range(49)], []),
        ([ago(days=3, hours=1), ago(days=3, hours=2)], [ago(days=3, hours=2)]),
        ([ago(days=2), ago(days=2, minutes=1)], [ago(days=2, minutes=1)]),
        ([ago(days=3), ago(days=4)], []),
        ([ago(days=-30_000), ago(days=1)], []),
    ],
    ids=["none", "one", "two days of hours", "twice a day", "the end of two days", "two days", "from the future"],
)
def test_which_backups_go(made: list[datetime], gone: list[datetime]) -> None:
    assert set(made) - choose_kept(made, NOW) == set(gone)


def test_of_years_of_hourly_backups_days_then_weeks_then_months_are_kept() -> None:
    made = [ago(hours=hours) for hours in range(3 * 365 * 24)]
    kept = sorted(choose_kept(made, NOW), reverse=True)
    old = [moment for moment in kept if NOW - moment > ALL_FOR]
    assert len(kept) - len(old) == 49
    assert len(old) == DAILY + WEEKLY + MONTHLY
    apart = [later.date() - earlier.date() for later, earlier in pairwise(old)]
    assert set(apart[: DAILY - 1]) == {timedelta(days=1)}
    assert set(apart[DAILY : DAILY + WEEKLY - 1]) == {timedelta(days=7)}
    assert all(timedelta(days=28) <= gap <= timedelta(days=31) for gap in apart[-MONTHLY + 1 :])


@given(moments)
def test_choosing_again_from_what_was_kept_keeps_all_of_it(made: list[datetime]) -> None:
    kept = choose_kept(made, NOW)
    assert kept <= set(made)
    assert choose_kept(kept, NOW) == kept
    assert len([moment for moment in kept if NOW - moment > ALL_FOR]) <= DAILY + WEEKLY + MONTHLY


@given(moments)
def test_the_newest_is_never_let_go_of(made: list[datetime]) -> None:
    if made:
        assert max(made) in choose_kept(made, NOW)
