"""Which backups there are, and whether it is time for another: quickly, because every sitting asks."""

import re
import zlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from aiquiz.store.paths import Places

APART = timedelta(hours=1)
"""Between two backups that are made by themselves lies at least this much."""
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)Z-([0-9a-f]{8})\.zip")
STAMP = "%Y-%m-%dT%H-%M-%S"
KEPT = {"reviews": ".jsonl", "decks": ".yaml"}
"""What is backed up: of each folder within the data folder the files of that suffix."""


class Backup(NamedTuple):
    """A backup: when it was made (UTC), and the mark of the data that it holds."""

    path: Path
    made: datetime
    mark: str


def list_backups(folder: Path) -> list[Backup]:
    """Gives the backups there are, the newest first; none when the folder is not there or cannot be read."""
    found = []
    with suppress(OSError):
        for path in folder.iterdir():
            if match := _NAME.fullmatch(path.name):
                with suppress(ValueError):
                    found.append(Backup(path, datetime.strptime(match[1], STAMP).replace(tzinfo=UTC), match[2]))
    return sorted(found, key=lambda backup: (backup.made, backup.mark), reverse=True)


def list_kept(data: Path) -> list[Path]:
    """Gives the files of a data folder that are worth a backup: a log that is empty yet is not."""
    found = []
    for name, suffix in KEPT.items():
        with suppress(FileNotFoundError):
            found += sorted(path for path in (data / name).iterdir() if path.suffix == suffix and _has_content(path))
    return found


def _has_content(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def is_wanted(places: Places, now: datetime) -> bool:
    """Says whether it is time for a backup: an hour after the last one, where the data has changed since."""
    newest = next(iter(list_backups(places.backups)), None)
    if newest is not None and timedelta() <= now - newest.made < APART:
        return False
    files = list_kept(places.data)
    return bool(files) and (newest is None or newest.mark != mark_files(files))


def mark_files(files: list[Path]) -> str:
    """Gives what tells the data of one moment from that of another: logs only grow, decks are written anew."""
    said = ((path.name, path.stat()) for path in files)
    return f"{zlib.crc32(repr([(name, stat.st_size, stat.st_mtime_ns) for name, stat in said]).encode()):08x}"
