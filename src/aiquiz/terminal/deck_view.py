"""How the learner's own decks are listed."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.terminal.durations import count
from aiquiz.terminal.layout import Hanging
from aiquiz.terminal.text import clean

_WIDEST_NAME = 24


class DeckRow(NamedTuple):
    """A deck: how many cards it has, how many of them are new and due, what is wrong in it."""

    name: str
    cards: int
    new: int
    due: int
    problems: int


def render_decks(rows: Sequence[DeckRow]) -> RenderableType:
    """Gives the decks, each with its figures."""
    if not rows:
        said = Text("You have no deck of your own.", style="bold")
        return Hanging("", said.append(" `aiquiz deck new NAME` makes one.", style="not bold"))
    names = [clean(row.name) for row in rows]
    widest = max(map(cell_len, names))
    label = widest if widest <= _WIDEST_NAME else 0
    return Group(*(_row(row, name, label) for row, name in zip(rows, names, strict=True)), _what_next(rows))


def _row(row: DeckRow, name: str, label: int) -> RenderableType:
    new, due = [f"{row.new:,} new"] * bool(row.cards), [f"{row.due:,} due"] * bool(row.due)
    wrong = [count(row.problems, "problem")] * bool(row.problems)
    space = " " * max(0, label - cell_len(name))
    figures = ", ".join([count(row.cards, "card"), *new, *due, *wrong])
    return Hanging("", Text(name, style="bold").append(f"{space}  {figures}", style="not bold"))


def _what_next(rows: Sequence[DeckRow]) -> RenderableType:
    wrong = next((row.name for row in rows if row.problems), None)
    if wrong is not None:
        return Hanging("", Text(f"`aiquiz deck check {clean(wrong)}` says what is wrong.", style="hint"))
    learnt = next((row.name for row in rows if row.cards), None)
    if learnt is None:
        return Hanging("", Text(f"`aiquiz add --deck {clean(rows[0].name)}` writes a card.", style="hint"))
    return Hanging("", Text(f"`aiquiz study --deck {clean(learnt)}` asks its cards.", style="hint"))
