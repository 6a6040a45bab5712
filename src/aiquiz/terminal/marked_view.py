"""How the cards with a mark are listed, and what is said when some lost it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.terminal.durations import count
from aiquiz.terminal.layout import Hanging, styled
from aiquiz.terminal.text import clean

_KEYS = {"suspended": "!", "flagged": "f"}


class Row(NamedTuple):
    """A card with a mark; the question is None where the bank has the card no more, the day where nobody knows it."""

    id: str
    question: str | None
    since: str | None
    note: str


def render_marked(word: str, option: str, rows: Sequence[Row]) -> RenderableType:
    """Gives the cards, each with its question, the day and the note."""
    if not rows:
        said = f"No card is {word}."
        return Hanging("", Text(said, style="bold").append(f" In a session {_KEYS[word]} does it.", style="not bold"))
    return Group(*(line for row in rows for line in _row(row)), _what_next(word, option, len(rows)))


def _row(row: Row) -> Iterator[RenderableType]:
    yield Hanging("", styled(row.question, "bold") if row.question else Text("(no longer in the bank)", style="hint"))
    since = f" · since {row.since}" if row.since else ""
    yield Hanging("  ", Text(clean(row.id), style="place").append(since, style="hint"))
    if row.note:
        yield Hanging("  ", Text(f"Your note: {clean(row.note)}"))


def _what_next(word: str, option: str, number: int) -> RenderableType:
    return Hanging("", Text(f"{count(number, 'card')} {word}; `aiquiz {word} {option} ID` ends it.", style="hint"))


def render_ended(ended: str, ids: Sequence[str]) -> RenderableType:
    """Says which cards lost their mark."""
    said = f"{ended.capitalize()}: {', '.join(map(clean, ids))}." if ids else "There was none; nothing has changed."
    return Hanging("", Text(said))
