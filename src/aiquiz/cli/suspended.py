"""`aiquiz suspended`: the cards that are left out, and how they come back."""

from typing import Annotated

import typer

from aiquiz.cli.options import AsJson
from aiquiz.cli.output import Result


def complete_suspended(incomplete: str) -> list[str]:
    """Gives the suspended cards that begin so, for the shell."""
    from aiquiz.cli.marked import SUSPENDED, complete_carriers

    return complete_carriers(SUSPENDED, incomplete)


Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Cards.", autocompletion=complete_suspended)]
Resume = Annotated[bool, typer.Option("--resume", help="Let these cards come up again.")]
Everything = Annotated[bool, typer.Option("--all", help="With --resume: all of them.")]


def suspended(
    cards: Ids = None, *, resume: Resume = False, everything: Everything = False, json: AsJson = False
) -> Result:
    """List the cards that you suspended, the last one first, or let some of them come up again.

    Example: aiquiz suspended --resume bias-variance-tradeoff
    """
    from aiquiz.cli.marked import SUSPENDED, list_or_end

    return list_or_end(SUSPENDED, cards, is_end=resume, is_all=everything, json=json)
