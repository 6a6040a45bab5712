"""How the settings look, and what is said when one was changed."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.reschedule import Rescheduled
from aiquiz.terminal.durations import count
from aiquiz.terminal.layout import Flow, Hanging
from aiquiz.terminal.text import clean, plain


class Row(NamedTuple):
    """A setting as text: its key, its value and the origin of that, what it means, what is allowed, and its group.

    One that `is_short` stands on one line.
    """

    key: str
    value: str
    origin: str
    meaning: str
    allowed: str
    group: str = ""
    is_short: bool = False


def render_config(rows: Sequence[Row], path: str, *, has_file: bool) -> RenderableType:
    """Gives every setting by group, with its meaning below, the keys one a line; and the place of the file."""
    width, value_width = max(len(row.key) for row in rows) + 2, max(len(row.value) for row in rows) + 2
    parts: list[RenderableType] = []
    for group, members in groupby(rows, key=lambda row: row.group):
        parts += [*([Text()] if parts else []), Hanging("", Text(group, style="bold"))]
        for row in members:
            line = Text(f"{row.key:<{width}}", style="key").append(f"{clean(row.value):<{value_width}}", style="value")
            line.append(row.origin, style="aside")
            if row.is_short:
                parts.append(Flow([line, Text(row.meaning, style="hint")], gap=2))
                continue
            parts.append(Hanging("", line))
            parts.append(Hanging("  ", Text(f"{row.meaning} Allowed: {row.allowed}.", style="hint")))
    parts.append(Text())
    said = "The file: " if has_file else "No file yet. `aiquiz config set` makes it: "
    return Group(*parts, Hanging("", Text(said).append_text(plain(path))))


def render_change(label: str, value: str, effect: Rescheduled | None, *, is_new: bool) -> RenderableType:
    """Says what a change came to, in one sentence."""
    if not is_new:
        return Hanging("", Text(f"The {label} is {value}, as before: nothing changes."))
    return Hanging("", Text(f"The {label} is now {value}{_say_effect(effect) if effect else ''}."))


def _say_effect(effect: Rescheduled) -> str:
    cards, moved, before, after = effect
    if not cards:
        return "; no card has a date yet"
    if not moved and before == after:
        return ": no card has another date"
    have = "has" if moved == 1 else "have"
    are = "is" if after == 1 else "are"
    today = f"{after} {are} due today" + (", as before" if before == after else f" instead of {before}")
    return f": {moved:,} of {count(cards, 'card')} {have} another date; {today}"
