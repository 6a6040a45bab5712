"""Puts a backup back, once it is checked, shown and agreed to."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from aiquiz.cli.clock import now
from aiquiz.cli.confirm import confirm
from aiquiz.cli.output import Result
from aiquiz.cli.wiring import World, find_world
from aiquiz.core.days import to_date
from aiquiz.core.progress import Progress
from aiquiz.errors import UsageError
from aiquiz.store.backup_list import Backup, list_backups
from aiquiz.store.backups import make_backup, put_back, unpack
from aiquiz.store.history import catch_up
from aiquiz.store.paths import unusable
from aiquiz.store.session_lock import session_lock
from aiquiz.store.snapshot import Snapshot

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def restore_backup(name: str | None, *, yes: bool) -> Result:
    """Makes the data folder what a backup holds, or says why not; then nothing has changed."""
    world = find_world()
    chosen = _find(world, name)
    with session_lock(world.places.state) as is_alone:
        if not is_alone:
            raise UsageError("A session is open, and its answers would be lost", "Leave it first.")
        said = _restore(world, chosen, yes=yes)

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.said import render_said

        return render_said(said)

    return Result(view)


def _find(world: World, name: str | None) -> Backup:
    backups = list_backups(world.places.backups)
    if not backups:
        raise UsageError(f"There is no backup in {world.places.backups}", "`aiquiz backup now` makes one.")
    if name is None:
        return backups[0]
    for found in backups:
        if found.path.stem == name.removesuffix(".zip"):
            return found
    raise UsageError(f"There is no backup called {name!r}", "`aiquiz backup list` has them all.")


def _restore(world: World, chosen: Backup, *, yes: bool) -> list[str]:
    places = world.places
    try:
        with TemporaryDirectory(prefix="unpacked-", dir=places.backups) as folder:
            names = unpack(chosen.path, Path(folder))
            if not confirm(_compare(world, chosen, Path(folder)), "Restore it?", yes=yes):
                return ["Nothing was changed."]
            before = make_backup(places, now().at)
            put_back(Path(folder), names, places)
    except OSError as error:
        raise unusable(Path(error.filename or places.backups), error) from error
    undo = f"To undo this: aiquiz backup restore {before.path.stem}" if before else ""
    return [f"Restored: {chosen.path.stem}.", *([undo] if undo else [])]


def _compare(world: World, chosen: Backup, folder: Path) -> list[str]:
    here = catch_up(world.places.reviews, Snapshot(), world.rules).progress
    there = catch_up(folder / "reviews", Snapshot(), world.rules).progress
    answers, answers_there = _answers(here), _answers(there)
    apart = answers_there - answers
    change = f"{abs(apart):,} {'more' if apart > 0 else 'fewer'}" if apart else "as many"
    return [
        f"The backup was made on {chosen.made.astimezone():%Y-%m-%d at %H:%M}.",
        f"Now: {_count(answers)}, {_last_day(here)}.",
        f"Then: {_count(answers_there)} ({change}), {_last_day(there)}.",
    ]


def _count(answers: int) -> str:
    return f"{answers:,} answer{'' if answers == 1 else 's'}"


def _answers(progress: Progress) -> int:
    return sum(day.reviews for day in progress.days.values())


def _last_day(progress: Progress) -> str:
    return f"the last on {to_date(max(progress.days))}" if progress.days else "none on any day"
