"""Small layouts that Rich does not load at once: hanging indents, things side by side, the measure."""

import re
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from aiquiz.terminal import formulas
from aiquiz.terminal.text import clean

WIDEST = 88
"""The measure: longer lines are hard to read."""

_CODE = re.compile(r"(`+)(.+?)\1")


def measure(width: int) -> int:
    """Gives the width that text may take on a terminal of that width."""
    return max(1, min(width, WIDEST))


def styled(raw: str, style: str = "") -> Text:
    """Gives one line of a card's text, cleaned, its formulas in Unicode, its `code` set apart."""
    text = Text(style=style)
    position, source = 0, formulas.convert(clean(raw), for_markdown=False)
    for match in _CODE.finditer(source):
        text.append(source[position : match.start()])
        text.append(match.group(2), style="snippet")
        position = match.end()
    return text.append(source[position:])


class Hanging:
    """Text behind a mark; the lines after the first stand under its beginning."""

    def __init__(self, mark: str, text: Text) -> None:
        self.mark = mark
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Wraps to the measure, whatever the terminal is wide now."""
        room = max(1, measure(options.max_width) - len(self.mark))
        before = self.mark
        for line in self.text.wrap(console, room):
            line.rstrip()
            yield Text(before, style=self.text.style).append_text(line)
            before = " " * len(self.mark)


class Flow:
    """Short pieces side by side, on as many lines as they need."""

    def __init__(self, pieces: Iterable[Text], gap: int = 3) -> None:
        self.pieces = tuple(pieces)
        self.gap = gap

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Breaks between the pieces, never within one that fits."""
        room = measure(options.max_width)
        line = Text()
        for piece in self.pieces:
            if line and line.cell_len + self.gap + piece.cell_len > room:
                yield line
                line = Text()
            line.append(" " * self.gap if line else "").append_text(piece)
        yield line
