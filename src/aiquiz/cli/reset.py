"""`aiquiz reset`: everything, a topic or a card begins anew, and the history stays in the log."""

from typing import Annotated

import typer

from aiquiz.cli.options import Topics, Yes, complete_cards
from aiquiz.cli.output import Result

Cards = Annotated[
    list[str] | None,
    typer.Option("--card", metavar="ID", help="Only this card.", autocompletion=complete_cards),
]
Undo = Annotated[bool, typer.Option("--undo", help="Take the last reset back: the history counts again.")]


def reset(card: Cards = None, topic: Topics = None, *, undo: Undo = False, yes: Yes = False) -> Result:
    """Begin anew, with all cards or with some. Nothing is deleted: goals, notes and flags stay, and so does the log.

    Example: aiquiz reset --topic mlops
    """
    from aiquiz.cli.forgetting import forget_cards, remember_cards, remember_last
    from aiquiz.cli.options import make_filter
    from aiquiz.cli.wiring import open_desk
    from aiquiz.errors import UsageError

    if card and topic:
        raise UsageError("--card and --topic do not go together", "Give one of them.")
    desk = open_desk()
    names = card
    if topic:
        chosen = make_filter(desk.cards, None, topic, None, None)
        names = [found.id for found in desk.cards if chosen.admits(found)]
    if undo:
        return remember_last(desk) if names is None else remember_cards(desk, names)
    everything = [*desk.history.progress.standings]
    return forget_cards(desk, everything if names is None else names, is_named=bool(card), yes=yes)
