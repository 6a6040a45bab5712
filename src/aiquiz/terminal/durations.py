"""Says spans of time and numbers of things the way people do."""

_MONTH_DAYS = 30.44
_YEAR_DAYS = 365.25
_LONGEST_IN_DAYS = 30
_LONGEST_IN_MONTHS = 730
_MINUTE_MS = 60_000


def say_days(days: int) -> str:
    """Gives an interval as `1 day`, `12 days`, `3.1 months` or `2.5 years`."""
    if days <= _LONGEST_IN_DAYS:
        return count(days, "day")
    if days <= _LONGEST_IN_MONTHS:
        return f"{days / _MONTH_DAYS:.1f} months"
    return f"{days / _YEAR_DAYS:.1f} years"


def say_when(days: int) -> str:
    """Gives a day seen from today: `today`, `tomorrow`, `in 12 days`."""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {say_days(days)}")


def say_time(taken_ms: int) -> str:
    """Gives a time taken as `40 s` or `12 min`, or `3.5 h`."""
    if taken_ms < _MINUTE_MS:
        return f"{taken_ms / 1000:.0f} s"
    if taken_ms < 120 * _MINUTE_MS:
        return f"{taken_ms / _MINUTE_MS:.0f} min"
    return f"{taken_ms / _MINUTE_MS / 60:.1f} h"


def say_days_left(days: int) -> str:
    """Gives `3 days to go`, or what the day itself is called."""
    return "today is the day" if days <= 0 else f"{count(days, 'day')} to go"


def count(number: int, thing: str) -> str:
    """Gives `1 card`, `12 cards`, `1,200 cards`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
