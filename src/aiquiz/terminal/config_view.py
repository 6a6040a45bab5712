"""How the settings look, and what is said when one was changed."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.reschedule import Rescheduled
from aiquiz.terminal.durations import count
from aiquiz.terminal.layout import Hanging
from aiquiz.terminal.text import clean, plain


class Row(NamedTuple):
    """A setting as text: its key, its value and the origin of that, what it means, what is allowed."""

    key: str
    value: str
    origin: str
    meaning: str
    allowed: str


def render_config(rows: Sequence[Row], path: str, *, has_file: bool) -> RenderableType:
    """Gives every setting with its meaning below, and the place of the file."""
    width, value_width = max(len(row.key) for row in rows) + 2, max(len(row.value) for row in rows) + 2
    parts: list[RenderableType] = []
    for row in rows:
        line = Text(f"{row.key:<{width}}", style="bold").append(
            f"{clean(row.value):<{value_width}}", style="not bold cyan"
        )
        parts.append(Hanging("", line.append(row.origin, style="not bold dim")))
        parts.append(Hanging("  ", Text(f"{row.meaning} Allowed: {row.allowed}.", style="dim")))
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
