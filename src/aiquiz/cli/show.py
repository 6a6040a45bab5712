"""`aiquiz show`: a whole card, what is remembered of it, and every answer to it."""

from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.cli.options import AsJson, complete_cards
from aiquiz.cli.output import Result
from aiquiz.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console, RenderableType

    from aiquiz.cli.wiring import Desk
    from aiquiz.core.card_story import CardStory
    from aiquiz.core.headings import Heading

_NEAREST = 3

Id = Annotated[str, typer.Argument(metavar="ID", help="Which card.", autocompletion=complete_cards)]


def show(card: Id, *, json: AsJson = False) -> Result:
    """Show a card with its answer, what you remember of it, when it comes next and why, and all your answers to it.

    `aiquiz search` finds the id.

    Example: aiquiz show bias-variance-tradeoff
    """
    from aiquiz.cli.show_data import show_data
    from aiquiz.cli.wiring import open_desk

    desk = open_desk()
    story = _take_story(desk, _find(card, desk.cards))

    def view(console: "Console") -> "RenderableType":
        from aiquiz.terminal.show_view import render_show

        return render_show(story, console.width)

    return Result(view, "card", (lambda: show_data(story)) if json else None)


def _find(name: str, cards: "Sequence[Heading]") -> "Heading":
    """Gives the card of that id; UsageError names the nearest ids."""
    wanted = name.strip().lower()
    for card in cards:
        if card.id == wanted:
            return card
    from difflib import get_close_matches

    ids = [str(card.id) for card in cards]
    begun = sorted((found for found in ids if wanted and wanted in found), key=len)
    near = list(dict.fromkeys([*begun, *get_close_matches(wanted, ids, _NEAREST)]))[:_NEAREST]
    hint = f"Did you mean {' or '.join(near)}?" if near else "`aiquiz search` finds cards by their words."
    raise UsageError(f"There is no card called {name!r}", hint)


def _take_story(desk: "Desk", heading: "Heading") -> "CardStory":
    from aiquiz.core.card_history import take_history
    from aiquiz.core.card_story import take_story
    from aiquiz.core.why import stand_here
    from aiquiz.store.excerpts import read_card_events

    world, progress = desk.world, desk.history.progress
    found = read_card_events(world.places.reviews, heading.id)
    history = take_history(found.events, found.undone, heading.id, world.rules.rollover_hour)
    here = stand_here(heading, desk.cards, progress, world.today, world.rules)
    return take_story(desk.find(heading.id), here, history)
