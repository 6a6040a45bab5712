"""What a view looks like on a console of a width, as plain text."""

import io
import os
import re
from pathlib import Path

from rich.cells import cell_len
from rich.console import RenderableType

from aiquiz.terminal.console import make_console

KEPT = Path(__file__).parents[1] / "stories" / "screens"
"""AIQUIZ_RENEW_SCREENS=1 writes the files anew: look at the difference before it is kept."""


def shown(view: RenderableType, width: int = 80) -> str:
    """Gives the lines as they are printed."""
    file = io.StringIO()
    make_console(file, width=width, interactive=False, environ={}).print(view)
    return file.getvalue()


def shown_in_colour(view: RenderableType, width: int = 80) -> str:
    """Gives the same with the styles."""
    file = io.StringIO()
    make_console(file, width=width, interactive=False, environ={}, colour=True).print(view)
    return file.getvalue()


def compare_with_kept(name: str, text: str) -> None:
    """Compares a screen with the file that is kept of it; the seconds that a session took are left out."""
    path = KEPT / f"{name}.txt"
    text = re.sub(r" in \d+ s$", " in 0 s", text, flags=re.MULTILINE).rstrip("\n") + "\n"
    if os.environ.get("AIQUIZ_RENEW_SCREENS"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def widest(text: str) -> int:
    """Gives the columns of the longest line."""
    return max(map(cell_len, text.splitlines()), default=0)
