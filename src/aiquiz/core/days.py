"""The study day: a calendar day of the learner's own clock that turns at a set hour, 4:00 unless told otherwise.

Days are counted as whole numbers (`date.toordinal`), because the fold over the log does arithmetic on them by the
million. An event keeps the offset of its own moment, so travel and summer time never move a day that is past.
"""

from datetime import UTC, date, datetime
from typing import NamedTuple, NewType

StudyDay = NewType("StudyDay", int)
"""A study day, as the proleptic ordinal of its date."""

ROLLOVER_HOUR = 4
"""The local hour at which a study day ends: late evenings belong to the day before."""

DAY_SECONDS = 86_400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.toordinal()


class Moment(NamedTuple):
    """An instant as a person lives it: when it is, in UTC, and how many minutes the local clock is ahead of that."""

    at: datetime
    offset_minutes: int


def study_day(at: datetime, offset_minutes: int, rollover_hour: int = ROLLOVER_HOUR) -> StudyDay:
    """Gives the study day of an aware instant: the local wall clock minus the rollover."""
    since = at - _EPOCH
    local_seconds = since.seconds + offset_minutes * 60 - rollover_hour * 3600
    return StudyDay(since.days + local_seconds // DAY_SECONDS + _EPOCH_DAY)


def to_date(day: StudyDay) -> date:
    """Gives the calendar date of a study day."""
    return date.fromordinal(day)
