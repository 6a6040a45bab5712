"""A card's text, laid out: paragraphs where it has no marks, Markdown where it has."""

import re

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from aiquiz.terminal import formulas
from aiquiz.terminal.layout import measure
from aiquiz.terminal.text import clean

# Whatever CommonMark might take for a mark. A false alarm costs a tenth of a second, a miss shows stray asterisks.
_MARKS = re.compile(
    r"""
      ` | \*\S | (?<![^\W_])_\S | ~~ | \]\(           # code, emphasis, links
    | <[^<>\s]+[:@][^<>\s]*> | &\#?\w+; | \\[!-/:-@\[-`{-~\n] | [ ]{2}\n
    | ^[ ]{4}                                         # code by indentation
    | ^[ ]*(?: \#{1,6}(?=\s|$) | > | [-+*](?=\s|$) | \d{1,9}[.)](?=\s|$) | _[ ]*_ )
    | ^[ ]*[-=|:][-=|: ]*$                            # what stands under a heading or a table's head
    """,
    re.VERBOSE | re.MULTILINE,
)


def needs_markdown(text: str) -> bool:
    """Tells whether a cleaned text has marks; if not, Markdown would show the same as paragraphs do."""
    return _MARKS.search(text) is not None


def render_body(text: str, width: int, *, plain: bool = False) -> RenderableType:
    """Gives the text cleaned, its formulas in Unicode, its Markdown laid out, at most `width` and 88 columns wide.

    A single newline is a space, as in Markdown. Lists too deep for the width are shown as they were written. `plain`
    leaves out what is drawn: tables are read row by row.
    """
    cleaned = clean(text)
    body = formulas.convert(cleaned)
    room = measure(width)
    if not needs_markdown(body):
        return _Trimmed(Text(_paragraphs(body)), room)
    from aiquiz.terminal import document  # noqa: PLC0415 - it takes 100 ms

    return _Trimmed(document.lay_out(body, room, plain=plain) or Text(cleaned), room)


def _paragraphs(text: str) -> str:
    paragraphs = re.split(r"\n(?: *\n)+", text.strip(" \n"))
    return "\n\n".join(" ".join(line.strip(" ") for line in part.split("\n")) for part in paragraphs)


class _Trimmed:
    """A body whose lines end with their text: padding is copied along, and wraps when the window gets narrower."""

    def __init__(self, body: RenderableType, measure: int) -> None:
        self._body = body
        self._measure = measure

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Leaves out blank lines before the first."""
        narrowed = options.update(width=min(self._measure, options.max_width), height=None)
        begun = False
        for line in Segment.split_lines(console.render(self._body, narrowed)):
            while line and not line[-1].text.strip(" "):
                line.pop()
            begun = begun or bool(line)
            if begun:
                yield from line[:-1]
                yield from (Segment(part.text.rstrip(" "), part.style) for part in line[-1:])
                yield Segment.line()
