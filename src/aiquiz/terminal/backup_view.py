"""How backups are listed, and what is said when one was put back."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.terminal.durations import count
from aiquiz.terminal.layout import Hanging
from aiquiz.terminal.text import clean

_KILO = 1000


class Row(NamedTuple):
    """A backup: its name, when it was made (local, ISO 8601), and its size."""

    name: str
    made: str
    bytes: int


def render_backups(rows: Sequence[Row], folder: str) -> RenderableType:
    """Gives the backups, a line each, and how one is put back."""
    if not rows:
        return Hanging("", Text("No backup yet. One is made when a session ends, or now: aiquiz backup now"))
    what_next = f"{count(len(rows), 'backup')} in {clean(folder)}; `aiquiz backup restore NAME` puts one back."
    return Group(*map(_row, rows), Hanging("", Text(what_next, style="hint")))


def _row(row: Row) -> RenderableType:
    when = row.made[:16].replace("T", " ")
    said = Text(when, style="bold").append(f"  {say_size(row.bytes):>8}", style="not bold")
    return Hanging("  ", said.append(f"  {clean(row.name)}", style="place"))


def say_size(size: int) -> str:
    """Gives a size as `812 B`, `48 kB` or `3.1 MB`."""
    if size < _KILO:
        return f"{size} B"
    return f"{size / _KILO:.0f} kB" if size < _KILO**2 else f"{size / _KILO**2:,.1f} MB"
