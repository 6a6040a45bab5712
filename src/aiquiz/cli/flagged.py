"""`aiquiz flagged`: the cards with a flag, and how they lose it."""

from typing import Annotated

import typer

from aiquiz.cli.options import AsJson
from aiquiz.cli.output import Result


def complete_flagged(incomplete: str) -> list[str]:
    """Gives the flagged cards that begin so, for the shell."""
    from aiquiz.cli.marked import FLAGGED, complete_carriers

    return complete_carriers(FLAGGED, incomplete)


Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Cards.", autocompletion=complete_flagged)]
Unflag = Annotated[bool, typer.Option("--unflag", help="Take the flag off these cards.")]
Everything = Annotated[bool, typer.Option("--all", help="With --unflag: all of them.")]


def flagged(
    cards: Ids = None, *, unflag: Unflag = False, everything: Everything = False, json: AsJson = False
) -> Result:
    """List the cards that you flagged, the last one first, or take the flag off some of them.

    Example: aiquiz flagged --unflag bias-variance-tradeoff
    """
    from aiquiz.cli.marked import FLAGGED, list_or_end

    return list_or_end(FLAGGED, cards, is_end=unflag, is_all=everything, json=json)
