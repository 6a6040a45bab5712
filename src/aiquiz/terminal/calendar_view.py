"""How the days of study look: a column a week, a row a day of the week, darker where more was answered."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from aiquiz.core.days import StudyDay, to_date
from aiquiz.terminal.bars import Glyphs, heat
from aiquiz.terminal.durations import count

_WEEK = 7
_CELL = 2
_DAY_LABELS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_LABEL_WIDTH = 4


def heat_legend(set_: Glyphs) -> str:
    """Says how many answers each character stands for."""
    steps = zip(set_.heat, ("none", "1+", "5+", "15+", "30+"), strict=True)
    return " ".join(f"{glyph} {least}" for glyph, least in steps)


def draw_calendar(answers: Sequence[tuple[StudyDay, int]], today: StudyDay, room: int, set_: Glyphs) -> Iterator[Text]:
    """Draws whole weeks, as many as there is room for, the last one up to today."""
    by_day = dict(answers)
    weeks = max(1, min(len(answers) // _WEEK, (room - _LABEL_WIDTH) // _CELL))
    first = StudyDay(today - to_date(today).weekday() - _WEEK * (weeks - 1))
    mondays = [StudyDay(first + _WEEK * week) for week in range(weeks)]
    yield Text(" " * _LABEL_WIDTH + _months(mondays), style="hint")
    for row, label in enumerate(_DAY_LABELS):
        days = (StudyDay(monday + row) for monday in mondays)
        cells = (heat(by_day.get(day, 0), set_) if day <= today else " " for day in days)
        yield Text(f"{label:<{_LABEL_WIDTH}}" + " ".join(cells).rstrip())
    studied = sum(1 for day, number in answers if number and day >= first)
    yield Text(" " * _LABEL_WIDTH + f"{count(studied, 'day')} of study shown", style="hint")


def _months(mondays: Sequence[StudyDay]) -> str:
    """Names each month above the first week that begins in it, where the name does not touch the next."""
    line = ""
    last = to_date(mondays[0]).month if mondays else 0
    for week, monday in enumerate(mondays):
        begins = to_date(monday)
        if begins.month != last and len(line) < week * _CELL + 1:
            line = line.ljust(week * _CELL) + f"{begins:%b}"
        last = begins.month
    return line[: len(mondays) * _CELL]
