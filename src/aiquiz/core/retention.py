"""Which backups are kept: all of the last two days, then one a day, a week and a month, as Anki keeps them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

ALL_FOR = timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9


def choose_kept(made: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Gives those of the moments that are kept, the newest of each span; what lies in the future is kept too.

    Days, weeks and months are those of UTC: the moments must be aware and in it.
    """
    kept: list[datetime] = []
    left = {_day: DAILY, _week: WEEKLY, _month: MONTHLY}
    for moment in sorted(set(made), reverse=True):
        if now - moment <= ALL_FOR:
            kept.append(moment)
            continue
        span = next((span for span, number in left.items() if number), None)
        if span is None:
            break
        if not kept or span(moment) < span(kept[-1]):
            kept.append(moment)
            left[span] -= 1
    return frozenset(kept)


def _day(moment: datetime) -> date:
    return moment.date()


def _week(moment: datetime) -> date:
    """Gives the Monday of the week."""
    return moment.date() - timedelta(days=moment.weekday())


def _month(moment: datetime) -> date:
    """Gives the first of the month."""
    return moment.date().replace(day=1)
