"""`aiquiz import`: cards of other programs into a deck of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from aiquiz.cli.options import complete_decks
from aiquiz.cli.output import Result
from aiquiz.core.headings import Level

File = Annotated[Path, typer.Argument(metavar="FILE", help="An .apkg, .csv, .tsv, .txt, .md or .jsonl file.")]
Into = Annotated[
    str | None,
    typer.Option(
        "--deck", metavar="NAME", help="The deck to add to; called as the file if none.", autocompletion=complete_decks
    ),
]
Unknown = Annotated[Level, typer.Option("--level", "-l", help="The level of cards that name none.")]
Dry = Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")]
History = Annotated[bool, typer.Option("--with-history", help="Take the answers over too, as if given here.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print data, with everything that was lost.")]


def import_(
    file: File,
    deck: Into = None,
    level: Unknown = Level.INTERMEDIATE,
    *,
    dry_run: Dry = False,
    with_history: History = False,
    json: AsJson = False,
) -> Result:
    """Take cards from Anki, a table, Markdown or JSON Lines into a deck.

    What was imported before is known again and left as it is. Whatever cannot be taken over
    (pictures, sounds, scripts) is listed card by card, and the exit code is 1; it is 1 as well
    where nothing comes in. All cards come in or none.

    Example: aiquiz import cards.apkg --deck statistics --dry-run
    """
    from aiquiz.cli.importing import Order, import_result

    return import_result(Order(file, deck, level, dry_run, with_history), json=json)
