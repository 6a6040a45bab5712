"""How an import or an export is told: what went over, and card by card what did not."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.terminal.durations import count
from aiquiz.terminal.layout import Hanging
from aiquiz.terminal.text import clean

_MOST_SHOWN = 20
_ANKI = (".apkg", ".colpkg")


class Lost(Protocol):
    """Something that could not be carried over."""

    @property
    def card(self) -> str:
        """The card, by its first words."""

    @property
    def what(self) -> str:
        """What of it."""


class Carried(NamedTuple):
    """The file it is about, the files that were written, and what was lost."""

    name: str
    paths: Sequence[str]
    losses: Sequence[Lost]


class Imported(Protocol):
    """What an import came to."""

    @property
    def deck(self) -> str:
        """The deck's name."""

    @property
    def known(self) -> int:
        """How many cards were there before."""

    @property
    def answers(self) -> int:
        """How many answers came in."""

    @property
    def is_dry(self) -> bool:
        """Whether nothing was written."""


def render_imported(carried: Carried, done: Imported, cards: int) -> RenderableType:
    """Gives what came in, what was there already, and what was lost."""
    would = "Would take" if done.is_dry else "Took"
    lines = [Text(f"{would} {count(cards, 'card')} from {clean(carried.name)} into the deck {done.deck}.")]
    if not cards and not done.answers:
        why = "everything in it is there already" if done.known else "there is no card in it that can be taken"
        lines = [Text(f"Nothing was imported from {clean(carried.name)}: {why}.", style="bold")]
    elif done.known:
        verb = "was" if done.known == 1 else "were"
        lines.append(Text(f"{count(done.known, 'card')} {verb} there already and stayed as before."))
    if done.answers:
        lines.append(Text(f"{would} {count(done.answers, 'answer')} into the log."))
    if cards and carried.name.lower().endswith(_ANKI):
        how = "dates follow from the answers" if done.answers else "--with-history brings the answers, and dates follow"
        lines.append(Text(f"Anki's own due dates, intervals and flags stay behind: {how}.", style="hint"))
    lines += [Text(clean(path), style="hint") for path in carried.paths]
    return Group(*(Hanging("", line) for line in lines), *_losses(carried.losses))


def render_exported(carried: Carried, cards: int, answers: int, *, unmatched: int = 0) -> RenderableType:
    """Gives what went out, of how many cards the words that say a key point (`match`) did not, and what was lost."""
    more = f" and {count(answers, 'answer')}" if answers else ""
    lines = [Text(f"Wrote {count(cards, 'card')}{more} to {clean(carried.name)}.")]
    if unmatched:
        said = f"The words that say a key point (match) stay behind, of {count(unmatched, 'card')}; .jsonl keeps them."
        lines.append(Text(said, style="hint"))
    return Group(*(Hanging("", line) for line in lines), *_losses(carried.losses))


def _losses(losses: Sequence[Lost]) -> Iterator[RenderableType]:
    if not losses:
        return
    cards = len({loss.card for loss in losses})
    yield Hanging("", Text(f"Lost from {count(cards, 'card')}:", style="bold"))
    for loss in losses[:_MOST_SHOWN]:
        yield Hanging("  ", Text(clean(f"{loss.card}: ")).append(clean(loss.what), style="hint"))
    if len(losses) > _MOST_SHOWN:
        yield Hanging("", Text(f"and {len(losses) - _MOST_SHOWN:,} more; --json lists them all.", style="hint"))
