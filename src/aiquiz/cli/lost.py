"""Says that answers are gone, and which command brings them back where there is a backup."""

from aiquiz.cli.output import say
from aiquiz.store.backup_list import list_backups
from aiquiz.store.history import History
from aiquiz.store.paths import Places


def tell_lost(places: Places, history: History) -> None:
    """Tells of log files that are missing, and of a log that is not there at all though there are backups of it."""
    newest = next(iter(list_backups(places.backups)), None)
    day = f"{newest.made.astimezone():%Y-%m-%d}" if newest else ""
    for name in history.missing:
        back = f", or take the backup of {day}: aiquiz backup restore" if day else ""
        said = f"Note: the answers in {places.reviews / name} are gone: the file is missing."
        say(f"{said} Put it back and they count again{back or '.'}")
    if day and not history.missing and not history.snapshot.marks:
        say(f"Note: there are no answers in {places.reviews}, but a backup of {day} is there: aiquiz backup restore")
