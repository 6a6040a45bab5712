"""`aiquiz progress`: takes in what another device has, and gives what there is to other programs."""

from pathlib import Path
from typing import Annotated

import typer

from aiquiz.cli.group import PLAIN
from aiquiz.cli.options import AsJson
from aiquiz.cli.output import Result
from aiquiz.errors import UsageError

progress = typer.Typer(add_completion=False, **PLAIN)

Source = Annotated[
    Path, typer.Argument(metavar="FOLDER|FILE", help="A log, a folder of logs, a data folder, or a backup.")
]
Target = Annotated[Path, typer.Argument(metavar="FILE", help="A file that ends in .json or .csv.")]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


@progress.callback(invoke_without_command=True)
def choose(context: typer.Context) -> None:
    """Take in the answers of another copy, or write yours to a file.

    Example: aiquiz progress merge ~/old-laptop/aiquiz
    """
    if context.invoked_subcommand is None:
        raise UsageError("Say what to do", "`aiquiz progress merge FOLDER` or `aiquiz progress export FILE.json`.")


@progress.command()
def merge(source: Source, *, json: AsJson = False) -> Result:
    """Take in another copy of the log: every answer that is not here yet. Twice does no more than once.

    Nothing that is here is changed: what is new goes into a file of its own.

    Example: aiquiz progress merge /media/stick/reviews
    """
    from aiquiz.cli.merging import merge_progress

    return merge_progress(source, json=json)


@progress.command()
def export(target: Target, *, force: Force = False) -> Result:
    """Write every answer and what it comes to as JSON, or one answer a row as CSV.

    Example: aiquiz progress export answers.csv
    """
    from aiquiz.cli.exporting import export_progress

    return export_progress(target, force=force)
