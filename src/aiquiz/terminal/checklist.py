"""The key points as a checklist: what was found in the answer is ticked, and the words that did it stand beside it."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Console, Group, RenderableType
from rich.control import Control
from rich.segment import ControlType
from rich.text import Text

from aiquiz.terminal.layout import Hanging, styled
from aiquiz.terminal.text import clean


class Checklist(NamedTuple):
    """What is shown of a checklist: the points, their ticks, the words that were found for each, and the cursor.

    So many of the last points are `uncounted`: they can be ticked, and are no part of the score.
    """

    points: Sequence[str]
    ticks: Sequence[bool]
    words: Sequence[Sequence[str]]
    cursor: int | None = None
    uncounted: int = 0

    @property
    def made(self) -> str:
        """How many of the points that count are ticked."""
        counted = self.ticks[: len(self.ticks) - self.uncounted]
        return f"{sum(counted)} of {len(counted)}"


def render_checklist(checklist: Checklist) -> RenderableType:
    """Gives the points with their ticks, the cursor before one of them; Rich keeps to the width at each print."""
    head = Text("They listen for", style="bold").append(f"  {checklist.made}", style="hint")
    return Group(head, *(_row(checklist, place) for place in range(len(checklist.points))))


def _row(checklist: Checklist, place: int) -> RenderableType:
    pointer = "›" if place == checklist.cursor else " "
    text = styled(checklist.points[place], "" if checklist.ticks[place] else "aside")
    if words := checklist.words[place]:
        text.append(f"  ({', '.join(map(clean, words))})", style="good" if checklist.ticks[place] else "aside")
    return Hanging(f"{pointer}[{'x' if checklist.ticks[place] else ' '}] ", text)


def read_checklist(checklist: Checklist) -> RenderableType:
    """Gives the points as sentences."""
    return Group(
        Text(f"They listen for, {checklist.made} ticked:"),
        *(Hanging("", Text(say_point(checklist, place))) for place in range(len(checklist.points))),
    )


def say_point(checklist: Checklist, place: int) -> str:
    """Gives one point with its place and its tick."""
    found = f" Found: {', '.join(map(clean, checklist.words[place]))}." if checklist.words[place] else ""
    state = "ticked" if checklist.ticks[place] else "not ticked"
    point = styled(checklist.points[place]).plain.rstrip(".")
    end = "" if point.endswith(("?", "!")) else "."
    return f"{place + 1}, {state}: {point}{end}{found}"


class Rewriter:
    """Prints something that changes in the place where it stood, as long as nothing was printed below it."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._height = self._width = 0

    def print(self, view: RenderableType, *, in_place: bool) -> None:
        """Prints a view, over the last one where it may and where that is on the screen whole, as it was printed."""
        size = self._console.size
        if in_place and 0 < self._height < size.height and self._width == size.width:
            up = (ControlType.CURSOR_UP, 1)
            line = (ControlType.ERASE_IN_LINE, 2)
            self._console.control(Control(ControlType.CARRIAGE_RETURN, *[up, line] * self._height))
        self._console.print(view)
        self._height = len(self._console.render_lines(view, pad=False)) if in_place else 0
        self._width = size.width
