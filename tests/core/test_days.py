from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiquiz.core.days import ROLLOVER_HOUR, StudyDay, study_day, to_date

MINUTES_EAST = st.integers(-12 * 60, 14 * 60)
INSTANTS = st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis wants naive bounds


def day_of(wall_clock: str, offset_minutes: int = 0, rollover_hour: int = ROLLOVER_HOUR) -> date:
    """Gives the study day of what a clock on the wall shows at an offset."""
    local = datetime.fromisoformat(wall_clock).replace(tzinfo=timezone(timedelta(minutes=offset_minutes)))
    return to_date(study_day(local.astimezone(UTC), offset_minutes, rollover_hour))


@pytest.mark.parametrize("offset_minutes", [-720, -570, -300, 0, 60, 120, 330, 345, 540, 765, 840])
def test_the_day_turns_at_four_in_the_morning_of_the_local_clock_everywhere(offset_minutes: int) -> None:
    assert day_of("2026-03-02 03:59:59.999999", offset_minutes) == date(2026, 3, 1)
    assert day_of("2026-03-02 04:00", offset_minutes) == date(2026, 3, 2)
    assert day_of("2026-03-02 23:59", offset_minutes) == date(2026, 3, 2)
    assert day_of("2026-03-03 00:00", offset_minutes) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("wall_clock", "day"),
    [
        ("2026-03-02 03:59", date(2026, 3, 1)),
        ("2026-03-02 04:01", date(2026, 3, 2)),
        ("2028-02-29 03:59", date(2028, 2, 28)),
        ("2028-02-29 04:01", date(2028, 2, 29)),
        ("2028-03-01 03:59", date(2028, 2, 29)),
        ("2027-03-01 03:59", date(2027, 2, 28)),
        ("2026-12-31 04:01", date(2026, 12, 31)),
        ("2027-01-01 03:59", date(2026, 12, 31)),
        ("2027-01-01 04:01", date(2027, 1, 1)),
        ("1969-12-31 12:00", date(1969, 12, 31)),
    ],
)
def test_a_late_evening_belongs_to_the_day_before(wall_clock: str, day: date) -> None:
    assert day_of(wall_clock) == day


@pytest.mark.parametrize(("rollover_hour", "day"), [(0, 2), (3, 2), (4, 1), (23, 1)])
def test_the_rollover_hour_can_be_another(rollover_hour: int, day: int) -> None:
    assert day_of("2026-03-02 03:30", rollover_hour=rollover_hour) == date(2026, 3, day)


def test_the_same_instant_is_another_day_at_the_two_ends_of_the_world() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert to_date(study_day(noon, -12 * 60)) == date(2026, 3, 1)
    assert to_date(study_day(noon, 14 * 60)) == date(2026, 3, 2)
    assert study_day(noon, 14 * 60) - study_day(noon, -12 * 60) == 1


def test_a_day_is_the_same_whatever_zone_the_instant_is_written_in() -> None:
    tokyo = timezone(timedelta(hours=9))
    at = datetime(2026, 3, 2, 3, 30, tzinfo=tokyo)
    assert study_day(at, 540) == study_day(at.astimezone(UTC), 540) == date(2026, 3, 1).toordinal()


def test_the_night_the_clock_goes_forward_neither_skips_nor_doubles_a_day() -> None:
    # Berlin, 29 March 2026: 01:59 (+1 h) is followed by 03:00 (+2 h), so the study day before has 23 hours.
    assert day_of("2026-03-28 04:00", 60) == date(2026, 3, 28)
    assert day_of("2026-03-29 01:59", 60) == date(2026, 3, 28)
    assert day_of("2026-03-29 03:00", 120) == date(2026, 3, 28)
    assert day_of("2026-03-29 03:59", 120) == date(2026, 3, 28)
    assert day_of("2026-03-29 04:01", 120) == date(2026, 3, 29)


def test_the_hour_that_comes_twice_belongs_to_one_day() -> None:
    # Berlin, 25 October 2026: 02:59 (+2 h) is followed by 02:00 (+1 h).
    assert day_of("2026-10-25 02:30", 120) == day_of("2026-10-25 02:30", 60) == date(2026, 10, 24)
    assert day_of("2026-10-25 03:59", 60) == date(2026, 10, 24)
    assert day_of("2026-10-25 04:01", 60) == date(2026, 10, 25)


def test_travel_does_not_move_a_day_that_is_past() -> None:
    # Answered in Tokyo in the morning; looked at again from San Francisco, where it was still the day before.
    at = datetime(2026, 3, 1, 22, tzinfo=UTC)
    assert to_date(study_day(at, 540)) == date(2026, 3, 2)
    assert to_date(study_day(at, -480)) == date(2026, 3, 1)


@given(at=INSTANTS, offset_minutes=MINUTES_EAST, rollover_hour=st.integers(0, 23))
@settings(deadline=None)
def test_a_study_day_is_the_date_of_the_wall_clock_less_the_rollover(
    at: datetime, offset_minutes: int, rollover_hour: int
) -> None:
    wall_clock = at.astimezone(timezone(timedelta(minutes=offset_minutes)))
    assert to_date(study_day(at, offset_minutes, rollover_hour)) == (wall_clock - timedelta(hours=rollover_hour)).date()


@given(at=INSTANTS, offset_minutes=MINUTES_EAST, later=st.timedeltas(timedelta(0), timedelta(days=3)))
@settings(deadline=None)
def test_time_never_runs_back(at: datetime, offset_minutes: int, later: timedelta) -> None:
    gone = study_day(at + later, offset_minutes) - study_day(at, offset_minutes)
    assert later.days <= gone <= later.days + 1


@given(st.dates())
@settings(deadline=None)
def test_a_day_is_the_ordinal_of_its_date(day: date) -> None:
    assert to_date(StudyDay(day.toordinal())) == day
