"""`aiquiz export`: cards for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from aiquiz.cli.options import Decks, Levels, Roles, Tags, Topics
from aiquiz.cli.output import Result

File = Annotated[Path, typer.Argument(metavar="FILE", help="Ends in .apkg, .csv, .tsv, .md or .jsonl.")]
Schedule = Annotated[
    bool, typer.Option("--with-schedule", help="With due dates and answers (.apkg), or the answers (.jsonl).")
]
Raw = Annotated[bool, typer.Option("--raw", help="Leave alone what a spreadsheet takes for a formula.")]
Force = Annotated[bool, typer.Option("--force", "-f", help="Write over a file that is there.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print data, with everything that was lost.")]


def export(
    file: File,
    level: Levels = None,
    topic: Topics = None,
    tag: Tags = None,
    role: Roles = None,
    deck: Decks = None,
    *,
    with_schedule: Schedule = False,
    raw: Raw = False,
    force: Force = False,
    json: AsJson = False,
) -> Result:
    """Write cards for Anki, a spreadsheet, hashcards or another program; the ending says which.

    A second export updates in Anki what the first one brought. What a format cannot hold is listed,
    and the exit code is 1 then.

    Example: aiquiz export mlops.apkg --topic mlops --with-schedule
    """
    from aiquiz.cli.filtered import open_filtered
    from aiquiz.cli.leaving import Request, check_target, export_result

    request = check_target(Request(file, with_schedule, raw, force))
    desk, cards = open_filtered(level, topic, tag, role, deck)
    return export_result(request, desk, cards, json=json)
