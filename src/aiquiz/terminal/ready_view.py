"""How readiness looks: a line a topic, the weakest first."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.days import to_date
from aiquiz.core.readiness import Ready, ReadyRow
from aiquiz.terminal.layout import Hanging, measure
from aiquiz.terminal.plan_view import say_date, say_percent
from aiquiz.terminal.text import clean


def render_ready(ready: Ready, width: int) -> RenderableType:
    """Gives the chance of knowing a card of each topic, now and on the day."""
    return Group(*_lines(ready, measure(width)))


def _lines(ready: Ready, room: int) -> Iterator[RenderableType]:
    day = to_date(ready.on)
    how = f"on {say_date(day)}, with the plan" if ready.is_planned else f"on {say_date(day)}, without study until then"
    yield Hanging("", Text("How likely you know a card", style="bold").append(f"  now, and {how}", style="aside"))
    rows = sorted(ready.topics, key=lambda row: row.then.weighted)
    label = max(len(row.name) for row in (ready.total, *rows)) + 2
    yield Text()
    for row in (*rows, ready.total) if len(rows) > 1 else rows:
        yield _row(row, label, room)
    if ready.total.unseen:
        said = f"A card never seen counts as {say_percent(ready.new_known)}: so many new cards are known at sight."
        yield Text()
        yield Hanging("", Text(said, style="aside"))


def _row(row: ReadyRow, label: int, room: int) -> RenderableType:
    figures = f"{say_percent(row.now.weighted):>5}  {say_percent(row.then.weighted):>5}"
    tail = f"  {row.cards - row.unseen:,} of {row.cards:,} seen"
    style = "bold" if row.name == "all" else ""
    if label + len(figures) + len(tail) > room:
        return Hanging("", Text(f"{clean(row.name)}\n{figures}", style=style).append(tail, style="aside"))
    line = Text(f"{clean(row.name):<{label}}{figures}", style=style)
    return Hanging("", line.append(tail, style="aside"))
