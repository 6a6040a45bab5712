"""`aiquiz backup`: the copies that are kept of the data folder, and how one of them is put back."""

import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aiquiz.cli.group import PLAIN
from aiquiz.cli.options import AsJson, Yes
from aiquiz.cli.output import Result

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.store.backup_list import Backup

backup = typer.Typer(add_completion=False, **PLAIN)


def complete_backups(incomplete: str) -> list[str]:
    """Gives the names of the backups that begin so, for the shell."""
    from aiquiz.store.backup_list import list_backups
    from aiquiz.store.paths import find_places

    names = [found.path.stem for found in list_backups(find_places(os.environ).backups)]
    return [name for name in names if name.startswith(incomplete)]


Name = Annotated[
    str | None,
    typer.Argument(metavar="[NAME]", help="Which one; the newest if none.", autocompletion=complete_backups),
]


@backup.callback(invoke_without_command=True)
def show(context: typer.Context, *, json: AsJson = False) -> Result | None:
    """List the backups of your answers and decks, make one, or put one back.

    One is made by itself when a session ends, at most one an hour and only where something has changed. Kept are all of
    the last two days, then 12 daily, 10 weekly and 9 monthly ones. AIQUIZ_BACKUPS=off switches this off.

    Example: aiquiz backup list
    """
    return None if context.invoked_subcommand is not None else _list(json=json)


@backup.command("list")
def list_(*, json: AsJson = False) -> Result:
    """List the backups, the newest first.

    Example: aiquiz backup list --json
    """
    return _list(json=json)


@backup.command("now")
def now_() -> Result:
    """Make a backup now; where nothing has changed since the last one, that one is it.

    Example: aiquiz backup now
    """
    from aiquiz.cli.clock import now
    from aiquiz.store.backups import make_backup
    from aiquiz.store.paths import find_places

    made = make_backup(find_places(os.environ), now().at)
    said = f"Backed up: {made.path}" if made else "There is nothing to back up yet."

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.text import plain

        return plain(said)

    return Result(view, is_unwrapped=True)


@backup.command()
def restore(name: Name = None, *, yes: Yes = False) -> Result:
    """Make your answers and decks what they were when a backup was made.

    It is read and checked first, what would change is shown, and what is there now becomes a backup before: so this can
    be undone too.

    Example: aiquiz backup restore
    """
    from aiquiz.cli.restore import restore_backup

    return restore_backup(name, yes=yes)


def _list(*, json: bool) -> Result:
    from aiquiz.store.backup_list import list_backups
    from aiquiz.store.paths import find_places

    folder = find_places(os.environ).backups
    rows = [_row(found) for found in list_backups(folder)]

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.backup_view import Row, render_backups

        return render_backups([Row(**row) for row in rows], str(folder))

    return Result(view, "backups", (lambda: {"folder": str(folder), "backups": rows}) if json else None)


def _row(found: "Backup") -> dict[str, Any]:
    return {
        "name": found.path.stem,
        "made": found.made.astimezone().isoformat(timespec="seconds"),
        "bytes": found.path.stat().st_size,
    }
