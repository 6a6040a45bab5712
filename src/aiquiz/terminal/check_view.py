"""How the findings of a check look: a line each, as editors and compilers write them."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.terminal.durations import count
from aiquiz.terminal.text import plain


def render_check(problems: Sequence[str], cards: int, files: int) -> RenderableType:
    """Gives the findings, a line each however long, and how much was read."""
    lines = [plain(problem) for problem in problems]
    read = f"{count(cards, 'card')} in {count(files, 'file')}"
    total = f"{count(len(problems), 'problem')} in {read}." if problems else f"Nothing to find fault with in {read}."
    return Group(*lines, Text(total, style="bold"))
