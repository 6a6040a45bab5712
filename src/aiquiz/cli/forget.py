"""`aiquiz forget`: cards become new again, and the history stays in the log."""

from typing import Annotated

import typer

from aiquiz.cli.options import Yes, complete_cards
from aiquiz.cli.output import Result

Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Which cards.", autocompletion=complete_cards)]
Undo = Annotated[bool, typer.Option("--undo", help="Take it back: the history counts again.")]


def forget(cards: Ids, *, undo: Undo = False, yes: Yes = False) -> Result:
    """Make cards new again, as if you had never answered them. Notes and flags stay, and so does the log.

    Example: aiquiz forget bias-variance-tradeoff
    """
    from aiquiz.cli.forgetting import forget_cards, remember_cards
    from aiquiz.cli.wiring import open_desk

    desk = open_desk()
    return remember_cards(desk, cards) if undo else forget_cards(desk, cards, yes=yes)
