"""Asks the time of day; nothing else does, but for the stamps of a sitting."""

from datetime import UTC, datetime

from aiquiz.core.days import Moment


def now() -> Moment:
    """Asks the time: the instant, and how far the local clock is from UTC."""
    at = datetime.now(UTC)
    offset = at.astimezone().utcoffset()
    return Moment(at, round(offset.total_seconds() / 60) if offset else 0)
