"""Says that answers are gone, and which command brings them back where there is a backup of them."""

from aiquiz.cli.output import say
from aiquiz.store.backup_list import list_backups
from aiquiz.store.history import History
from aiquiz.store.paths import Places


def tell_lost(places: Places, history: History) -> None:
    """Tells of log files that are missing, and of a log that is not there at all though there are backups of it."""
    for name in history.missing:
        back = _find_command(places, f"reviews/{name}")
        said = f"Note: the answers in {places.reviews / name} are gone: the file is missing."
        say(f"{said} Put it back and they count again{f', or take the backup{back}' if back else '.'}")
    if not history.missing and not history.snapshot.marks and (back := _find_command(places, "reviews/")):
        say(f"Note: there are no answers in {places.reviews}, but there is a backup{back}")


def _find_command(places: Places, beginning: str) -> str:
    """Gives the end of a sentence: of which day the newest backup with a file is, and how it is put back."""
    if not list_backups(places.backups):
        return ""
    from aiquiz.store.backups import find_with

    found = find_with(places.backups, beginning)
    return f" of {found.made.astimezone():%Y-%m-%d}: aiquiz backup restore {found.path.stem}" if found else ""
