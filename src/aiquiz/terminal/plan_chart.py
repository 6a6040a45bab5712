"""How the days until a date look: a bar for each, or for longer stretches where the days are many."""

from collections.abc import Iterator
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from aiquiz.core.course import DayLoad
from aiquiz.core.days import to_date
from aiquiz.terminal.bars import Glyphs
from aiquiz.terminal.layout import Hanging

_MOST_ROWS = 14
_WEEK = 7
_NEEDS_YEAR_DAYS = 300
_WIDEST_BAR = 30
_SMALL = 0.95


def render_days(loads: tuple[DayLoad, ...], room: int, set_: Glyphs) -> Iterator[RenderableType]:
    """Gives the minutes a day, with the reviews and new cards of a day; all the time until the date is there."""
    rows = gather_days(loads)
    note = f"minutes a day; of the cards {set_.known} reviews {set_.learning} new"
    yield Hanging("", Text(_name(rows), style="bold").append(f"  {note}", style="aside"))
    most = max(load.seconds / load.days for load in rows) or 1.0
    has_year = sum(load.days for load in rows) > _NEEDS_YEAR_DAYS
    for load in rows:
        yield _bar(load, _label(to_date(load.day), has_year=has_year), most, room, set_)


def _label(day: date, *, has_year: bool) -> str:
    return f"{day.day:>2} {day:%b %Y}  " if has_year else f"{day:%a} {day.day:>2} {day:%b}  "


def _name(rows: list[DayLoad]) -> str:
    if all(load.days == 1 for load in rows):
        return "Days"
    return "Weeks" if all(load.days == _WEEK for load in rows[:-1]) else "Until then"


def gather_days(loads: tuple[DayLoad, ...]) -> list[DayLoad]:
    """Gives the days put together into weeks, or into several weeks, until the rows are few enough."""
    rows, days = list(loads), 0
    if sum(load.days for load in loads) <= _MOST_ROWS:
        return rows
    while not days or len(rows) > _MOST_ROWS:
        days += _WEEK
        rows = _join(loads, days)
    return rows


def _join(loads: tuple[DayLoad, ...], days: int) -> list[DayLoad]:
    rows: list[DayLoad] = []
    for load in loads:
        if rows and rows[-1].days + load.days <= days:
            last = rows[-1]
            sums = (last.days + load.days, last.reviews + load.reviews, last.new + load.new)
            rows[-1] = DayLoad(last.day, *sums, last.seconds + load.seconds)
        else:
            rows.append(load)
    return rows


def say_a_day(number: float, load: DayLoad) -> str:
    """Gives the number for one of the days; below 1 with a decimal."""
    mean = number / load.days
    return f"{mean:.1f}" if 0 < mean < _SMALL else str(round(mean))


def _bar(load: DayLoad, label: str, most: float, room: int, set_: Glyphs) -> RenderableType:
    minutes, reviews, new = (say_a_day(number, load) for number in (load.seconds / 60, load.reviews, load.new))
    figures = f"  {minutes:>3} min  {reviews} + {new} new"
    width = max(1, min(_WIDEST_BAR, room - len(label) - len(figures)))
    cells = round(width * load.seconds / load.days / most)
    fresh = round(cells * load.new / (load.new + load.reviews)) if load.new + load.reviews else 0
    bar = set_.known * (cells - fresh) + set_.learning * fresh
    line = Text(label, style="default").append(f"{bar:<{width}}", style="bar")
    return Hanging("", line.append(figures, style="hint"))
