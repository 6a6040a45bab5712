"""Looks at what is around the log: the folders, the free space, the derived files, the backups."""

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from aiquiz.core.progress import Rules
from aiquiz.errors import AiquizError
from aiquiz.store.backup_list import is_wanted, list_backups, list_kept
from aiquiz.store.backups import is_sound
from aiquiz.store.examine import Finding, Remedy
from aiquiz.store.history import catch_up
from aiquiz.store.paths import Places
from aiquiz.store.snapshot import Snapshot, load_snapshot

LEAST_FREE_BYTES = 50_000_000
_STALE = timedelta(days=7)


def examine_folders(places: Places) -> Iterator[Finding]:
    """Says where nothing can be written, and where the disk is nearly full."""
    for folder in dict.fromkeys((places.data, places.reviews, places.cache, places.state)):
        if folder.exists() and not folder.is_dir():
            yield Finding(folder, 0, "is a file, and should be a folder")
        elif folder.is_dir() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            yield Finding(folder, 0, "cannot be written: no permission")
    there = next(folder for folder in (places.data, *places.data.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    if free < LEAST_FREE_BYTES:
        yield Finding(there, 0, f"the disk is nearly full: {free / 1e6:,.0f} MB are left")


def examine_snapshot(places: Places, rules: Rules) -> Iterator[Finding]:
    """Says where the folded log is not what the log says, and which files of the log are gone."""
    if not places.snapshot.is_file():
        return
    snapshot = load_snapshot(places.snapshot, rules)
    if snapshot is None:
        said = "is damaged, or of other settings or another version"
        yield Finding(places.snapshot, 0, said, is_note=True, remedy=Remedy.REBUILD)
        return
    try:
        history = catch_up(places.reviews, snapshot, rules)
        is_same = history.progress == catch_up(places.reviews, Snapshot(), rules).progress
    except (AiquizError, OSError) as error:
        yield Finding(places.reviews, 0, str(error))
        return
    is_copy = history.progress == snapshot.progress
    for name in history.missing:
        yield _say_missing(places.reviews / name, is_copy=is_copy)
    if not is_same:
        yield Finding(places.snapshot, 0, "is not what the log comes to", remedy=Remedy.REBUILD)


def _say_missing(path: Path, *, is_copy: bool) -> Finding:
    if is_copy:
        return Finding(path, 0, "is gone; all that it held is in other files", is_note=True, remedy=Remedy.REBUILD)
    return Finding(path, 0, "is gone, and answers with it: put it back, or take `aiquiz backup restore`")


def examine_backups(places: Places, now: datetime) -> Iterator[Finding]:
    """Says where the newest backup cannot be read, or is old though there is more to keep."""
    newest = next(iter(list_backups(places.backups)), None)
    if newest is None:
        if list_kept(places.data):
            yield Finding(places.backups, 0, "there is no backup yet: `aiquiz backup now` makes one", is_note=True)
    elif not is_sound(newest.path):
        yield Finding(newest.path, 0, "the newest backup cannot be read: `aiquiz backup now` makes another")
    elif now - newest.made > _STALE and is_wanted(places, now):
        said = f"the newest backup is of {newest.made:%Y-%m-%d}: `aiquiz backup now` makes another"
        yield Finding(places.backups, 0, said, is_note=True)
