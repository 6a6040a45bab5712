"""How the statistics look: numbers, bars, a calendar and a forecast, each picture beside its figures."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.events import Confidence
from aiquiz.core.stats import FEWEST_REVIEWS, Mastery, Share, Stats, Streak
from aiquiz.terminal.bars import Glyphs, glyphs, spark_line, stacked_bar
from aiquiz.terminal.calendar_view import draw_calendar, heat_legend
from aiquiz.terminal.durations import count, say_time
from aiquiz.terminal.layout import Hanging, measure
from aiquiz.terminal.text import clean

_BAR_WIDTH = 24
_LEAST_BAR = 6
_WEEK = 7
_SAID = {Confidence.SURE: "said sure", Confidence.UNSURE: "not sure"}


def render_stats(stats: Stats, width: int, *, ascii_only: bool = False) -> RenderableType:
    """Gives all of the statistics; an empty history is an invitation."""
    if not stats.reviews:
        return invite(stats)
    room, set_ = measure(width), glyphs(ascii_only=ascii_only)
    parts = [*_figures(stats), *_mastery("Levels", stats.by_level, room, set_)]
    parts += [
        *_mastery("Topics", stats.by_topic, room, set_),
        *_heading("Calendar", heat_legend(set_) + "  (all cards)" * stats.is_part),
        *draw_calendar(stats.calendar, stats.today, room, set_),
    ]
    parts += [*_forecast(stats, room, set_), *_weakest(stats)]
    return Group(*parts)


def invite(stats: Stats) -> RenderableType:
    """Says that there are no answers yet, and how they begin."""
    whose = " to these cards" if stats.is_part else ""
    invitation = Text(f"No answers{whose} yet: the figures begin with your first card.", style="bold")
    command = "aiquiz study" if stats.is_part else "aiquiz study --level beginner"
    return Group(Hanging("", invitation), Hanging("", Text(command)))


def say_share(share: Share) -> str:
    """Gives a share with its sample size: `91 % of 48 reviews`."""
    if share.ratio is None:
        return "no review of a later day yet"
    return f"{100 * share.ratio:.0f} % of {count(share.whole, 'review')}"


def say_right(share: Share) -> str:
    """Gives how often somebody was right who said something of it: `right 71 % of 48 times`; of a few the number."""
    part = f"{100 * (share.ratio or 0):.0f} %" if share.whole >= FEWEST_REVIEWS else f"{share.part}"
    return f"right {part} of {count(share.whole, 'time')}"


def say_mastery(row: Mastery) -> str:
    """Gives `3 known, 2 learning, 9 new`, and how many are suspended where any is."""
    return f"{row.known} known, {row.learning} learning, {row.new} new{_say_suspended(row)}"


def say_mastery_briefly(row: Mastery) -> str:
    """Gives the same for a narrow terminal: `3 / 2 / 9`."""
    return f"{row.known} / {row.learning} / {row.new}{_say_suspended(row)}"


def _say_suspended(row: Mastery) -> str:
    return f", {row.suspended} suspended" if row.suspended else ""


def say_streak(streak: Streak) -> str:
    """Gives `3 days, the longest 12`, and what keeps it while today is open."""
    keeps = "; one card today keeps it" if streak.is_open and streak.days else ""
    return f"{count(streak.days, 'day')}, the longest {streak.longest_days}{keeps}"


def _figures(stats: Stats) -> Iterator[RenderableType]:
    """Says the numbers; of a part of the bank only those that are known by card."""
    retention, recent = say_share(stats.retention), say_share(stats.retention_recent)
    yield from _figure(
        "retention", retention if stats.is_part or recent == retention else f"{retention}; last 30 days {recent}"
    )
    if not stats.is_part:
        yield from _figure("streak", say_streak(stats.streak))
    spent = "" if stats.is_part else f" in {say_time(stats.taken_ms)}"
    yield from _figure("answers", f"{stats.reviews:,}{spent}")
    yield from _figure("due now", count(stats.due, "card"))
    for confidence, right in stats.confidences:
        yield from _figure(_SAID[confidence], say_right(right))


def _figure(label: str, said: str) -> Iterator[RenderableType]:
    yield Hanging(f"{label:<11}", Text(said))


def _heading(title: str, note: str = "") -> Iterator[RenderableType]:
    yield Text()
    text = Text(title, style="bold")
    yield Hanging("", text.append(f"  {note}", style="aside") if note else text)


def _mastery(title: str, rows: tuple[Mastery, ...], room: int, set_: Glyphs) -> Iterator[RenderableType]:
    """Draws a bar a row beside its figures, or below the name where the terminal is too narrow for both."""
    yield from _heading(title, f"{set_.known} known  {set_.learning} learning  {set_.new} new")
    label_width = max(len(row.name) for row in rows) + 2
    figures = [say_mastery(row) for row in rows]
    bar_width = min(_BAR_WIDTH, room - label_width - max(map(len, figures)) - 2)
    is_narrow = bar_width < _LEAST_BAR
    if is_narrow:
        figures = [say_mastery_briefly(row) for row in rows]
        bar_width = max(1, min(_BAR_WIDTH, room - max(map(len, figures)) - 4))
    for row, figure in zip(rows, figures, strict=True):
        bar = stacked_bar(((set_.known, row.known), (set_.learning, row.learning), (set_.new, row.new)), bar_width)
        line = Text(f"{clean(row.name)}\n  " if is_narrow else f"{clean(row.name):<{label_width}}")
        yield Hanging("", line.append(bar, style="bar").append("  ").append(figure, style="hint"))


def _forecast(stats: Stats, room: int, set_: Glyphs) -> Iterator[RenderableType]:
    numbers = [number for _, number in stats.forecast]
    week, most = sum(numbers[:_WEEK]), max(numbers)
    yield from _heading("Forecast", f"{count(len(numbers), 'day')} from today, at most {count(most, 'card')} a day")
    yield Text(spark_line(numbers, set_)[:room].rstrip(), style="bar")
    said = f"today {numbers[0]}, tomorrow {numbers[1]}, the next 7 days {week}, 30 days {sum(numbers)}"
    yield Hanging("", Text(said, style="hint"))


def _weakest(stats: Stats) -> Iterator[RenderableType]:
    yield from _heading("Weakest", f"of the subtopics with {FEWEST_REVIEWS} reviews or more")
    if not stats.weakest:
        yield Hanging("", Text("nothing forgotten there yet", style="hint"))
    for place in stats.weakest:
        line = Text(f"{clean(place.name)}  ")
        yield Hanging("", line.append(say_share(place.retention), style="hint"))
