"""Writes a whole file so that a reader sees the old one or the new one, never half of either."""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from aiquiz.store.paths import make_folder

_TEMPORARY = ".aiquiz-tmp-"
_ABANDONED_SECONDS = 3600
# On Windows another program that has the file open makes replacing fail for a moment.
_RETRY_SECONDS = (0.0, 0.001, 0.01, 0.02, 0.04, 0.1, 0.2) if sys.platform == "win32" else (0.0,)


def write_replacing(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Puts `data` in place of a file; OSError leaves the old one standing.

    A link stays a link: its target is replaced. Temporary files that a crash left over an hour ago are removed.
    """
    target = Path(os.path.realpath(path))
    make_folder(target.parent)
    _remove_abandoned(target.parent)
    temporary = target.parent / f"{_TEMPORARY}{os.getpid()}-{target.name}"
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        _replace(temporary, target)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Makes a new file's name durable, where the platform can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _replace(temporary: Path, target: Path) -> None:
    for pause in _RETRY_SECONDS[1:]:
        try:
            os.replace(temporary, target)  # noqa: PTH105 - the tests make this very call fail
        except PermissionError:
            time.sleep(pause)
        else:
            return
    os.replace(temporary, target)  # noqa: PTH105 - the same


def _remove_abandoned(folder: Path) -> None:
    now = time.time()
    for path in folder.glob(f"{_TEMPORARY}*"):
        with suppress(OSError):
            if now - path.stat().st_mtime > _ABANDONED_SECONDS:
                path.unlink()
