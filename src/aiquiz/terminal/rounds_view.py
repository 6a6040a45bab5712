"""How past rounds look: a row each, the newest last, and how the scores went."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.interview.report import Trend
from aiquiz.core.interview.report_words import (
    local_time,
    say_moment,
    say_percent,
    say_questions,
    say_scope,
    say_spent,
    say_trend,
)
from aiquiz.core.interview.rounds_list import RoundRow
from aiquiz.terminal.bars import Glyphs, glyphs
from aiquiz.terminal.layout import Hanging, measure
from aiquiz.terminal.plain_stats import read_lines
from aiquiz.terminal.scores import Unbroken, lay_side_by_side, longest, score_bar
from aiquiz.terminal.text import clean

_BAR, _NARROW_BAR = 10, 5
_NARROW = 60
_MOST_DRAWN = 40
_NO_ROUND = "No mock interview yet. One takes half an hour:"
_BEGIN = "aiquiz interview"
_ONE = "One of them: aiquiz interview --report N"


class _Form(NamedTuple):
    """How every row is drawn: the room in columns, the characters, and the columns of its parts."""

    room: int
    set_: Glyphs
    bar: int
    number: int
    asked: int
    time: int


def render_rounds(rows: Sequence[RoundRow], trend: Trend, width: int, *, ascii_only: bool = False) -> RenderableType:
    """Gives the rounds with their scores, and the trend below them; without any, how to begin."""
    if not rows:
        return Group(Hanging("", Text(_NO_ROUND, style="bold")), Unbroken(_BEGIN))
    room, set_ = measure(width), glyphs(ascii_only=ascii_only)
    form = _make_form(rows, room, set_)
    parts = [line for row in rows for line in _row(row, form)]
    return Group(*parts, *_trend(trend, room, set_), Text(), Hanging("", Text(_ONE, style="hint")))


def read_rounds(rows: Sequence[RoundRow], trend: Trend) -> RenderableType:
    """Gives the same in sentences."""
    if not rows:
        return read_lines([f"{_NO_ROUND} {_BEGIN}"])
    said = say_trend(trend)
    return read_lines([*map(_say_row, rows), *(["", said] if said else []), "", f"{_ONE}."])


def _make_form(rows: Sequence[RoundRow], room: int, set_: Glyphs) -> _Form:
    is_wide = room >= _NARROW
    return _Form(
        room,
        set_,
        bar=_BAR if is_wide else _NARROW_BAR,
        number=longest(str(row.number) for row in rows),
        asked=longest(map(_say_asked, rows)),
        time=longest(map(_say_time, rows)) if is_wide else 0,
    )


def _row(row: RoundRow, form: _Form) -> Iterator[RenderableType]:
    is_scored = row.score is not None
    pieces = [
        Text(local_time(row.begun).date().isoformat()),
        Text(score_bar(row.score, form.bar, form.set_) if is_scored else " " * form.bar, style="bar"),
        Text(f"{say_percent(row.score or 0) if is_scored else '-':>5}"),
        Text(f"{_say_asked(row):<{form.asked}}{' asked' * (form.room >= _NARROW)}"),
        Text(f"{_say_time(row):>{form.time}}", style="hint"),
        Text("" if row.is_whole else "left half-way", style="caution"),
        Text("counted" if row.is_counted else "", style="hint"),
        Text(clean(say_scope(row.begun)), style="hint"),
    ]
    yield from lay_side_by_side(pieces, f"{row.number:>{form.number}}  ", form.room)


def _say_asked(row: RoundRow) -> str:
    return f"{row.asked} of {row.questions}"


def _say_time(row: RoundRow) -> str:
    return say_spent(row.taken_ms, row.begun.minutes)


def _say_row(row: RoundRow) -> str:
    score = say_percent(row.score) if row.score is not None else "no score"
    asked = f"{row.asked} of {say_questions(row.questions)}"
    came = ", left half-way" * (not row.is_whole) + ", counted in your schedule" * row.is_counted
    about = say_scope(row.begun)
    return f"Round {row.number}, {say_moment(row.begun)}: {score}, {asked}, {_say_time(row)}{came}, about {about}."


def _trend(trend: Trend, room: int, set_: Glyphs) -> Iterator[RenderableType]:
    if not (said := say_trend(trend)):
        return
    yield Text()
    scores = [score for _, score in trend.scores][-min(_MOST_DRAWN, room) :]
    steps = len(set_.spark) - 1
    yield Text("".join(set_.spark[max(1, round(score * steps))] for score in scores), style="bar")
    yield Hanging("", Text(said))
