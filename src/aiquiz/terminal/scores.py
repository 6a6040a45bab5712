"""How a score looks: a bar, a question cut to a line, and pieces side by side on as few lines as they fit."""

from collections.abc import Iterable, Iterator

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from aiquiz.terminal.bars import Glyphs, stacked_bar
from aiquiz.terminal.layout import Hanging, styled
from aiquiz.terminal.text import clean

_FULL = 100
_LEAST_QUESTION = 70
_GAP = "  "


def score_bar(share: float | None, width: int, set_: Glyphs) -> str:
    """Gives a bar for a share from 0 to 1; that of nothing is empty."""
    made = 0 if share is None else round(_FULL * share)
    return stacked_bar(((set_.known, made), (set_.new, _FULL - made)), width)


def cut_question(question: str, room: int, *, ascii_only: bool, style: str = "") -> Text:
    """Gives the beginning of a question, up to the end of a word.

    It is as long as the room, and no shorter than a person needs to know it again: that is folded where it is narrow.
    """
    text = styled(" ".join(question.split()), style)
    most = max(room, _LEAST_QUESTION)
    if text.cell_len <= most:
        return text
    end = "..." if ascii_only else "…"
    text.truncate(most - cell_len(end))
    words = text.plain.rpartition(" ")[0] or text.plain
    return text[: len(words.rstrip(" .,;:("))].append(end)


def longest(texts: Iterable[str]) -> int:
    """Gives the columns of the longest of some texts; 0 where there is none."""
    return max(map(cell_len, texts), default=0)


def pad(text: str, columns: int) -> str:
    """Gives a text with blanks behind it up to so many columns, of which a character may take two."""
    return set_cell_size(text, max(columns, cell_len(text)))


def lay_side_by_side(pieces: Iterable[Text], mark: str, room: int) -> Iterator[Hanging]:
    """Gives lines of pieces behind a mark, broken between two of them where the room ends; empty ones are left out."""
    line = Text()
    for piece in filter(None, pieces):
        if line and len(mark) + line.cell_len + len(_GAP) + piece.cell_len > room:
            yield Hanging(mark, line)
            line, mark = Text(), " " * len(mark)
        line.append(_GAP if line else "").append_text(piece)
    if line:
        yield Hanging(mark, line)


class Unbroken:
    """A command on one line however narrow the window is, where it is printed with `soft_wrap`; else it is folded."""

    def __init__(self, command: str, style: str = "command") -> None:
        self._text = Text(clean(command), style=style)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Leaves the line to the terminal, which takes it for one when it is copied."""
        yield self._text if options.no_wrap else Hanging("", self._text)
