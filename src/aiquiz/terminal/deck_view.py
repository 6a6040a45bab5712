"""How the learner's own decks are listed, and what is said of a card that was added to one."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.terminal.durations import count
from aiquiz.terminal.layout import Hanging
from aiquiz.terminal.text import clean


class DeckRow(NamedTuple):
    """A deck: how many cards it has, how many of them are new and due, what is wrong in it, and its file."""

    name: str
    cards: int
    new: int
    due: int
    problems: int
    path: str


def render_decks(rows: Sequence[DeckRow]) -> RenderableType:
    """Gives the decks, each with its figures and its file."""
    if not rows:
        said = Text("You have no deck of your own.", style="bold")
        return Hanging("", said.append(" `aiquiz deck new NAME` makes one.", style="not bold"))
    return Group(*(line for row in rows for line in _row(row)), _what_next(rows))


def _row(row: DeckRow) -> Iterator[RenderableType]:
    figures = [
        count(row.cards, "card"),
        *([f"{row.new:,} new"] * bool(row.cards)),
        *([f"{row.due:,} due"] * bool(row.due)),
    ]
    wrong = f" · {count(row.problems, 'problem')}" if row.problems else ""
    yield Hanging("", Text(clean(row.name), style="bold").append(f"  {', '.join(figures)}{wrong}", style="not bold"))
    yield Hanging("  ", Text(clean(row.path), style="hint"))


def _what_next(rows: Sequence[DeckRow]) -> RenderableType:
    wrong = next((row.name for row in rows if row.problems), None)
    if wrong is not None:
        return Hanging("", Text(f"`aiquiz deck check {clean(wrong)}` says what is wrong.", style="hint"))
    learnt = next((row.name for row in rows if row.cards), None)
    if learnt is None:
        return Hanging("", Text(f"`aiquiz add --deck {clean(rows[0].name)}` writes a card.", style="hint"))
    return Hanging("", Text(f"`aiquiz study --deck {clean(learnt)}` asks its cards.", style="hint"))


def render_added(card_id: str, deck: str, place: str) -> RenderableType:
    """Says which card was written where."""
    return Group(
        Hanging("", Text(f"Added {clean(card_id)} to {clean(deck)}.", style="bold")),
        Hanging("", Text(clean(place), style="hint")),
    )
