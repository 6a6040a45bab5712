"""Backups of the data folder: one small zip file each, verified before anything is put back out of it."""

import shutil
import zipfile
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from aiquiz.core.retention import choose_kept
from aiquiz.errors import DataError
from aiquiz.store.backup_list import KEPT, STAMP, Backup, list_backups, list_kept, mark_files
from aiquiz.store.paths import Places, make_folder, unusable
from aiquiz.store.replace import write_replacing

_CHUNK_BYTES = 1 << 20
_ABANDONED_SECONDS = 3600


def make_backup(places: Places, now: datetime) -> Backup | None:
    """Makes a backup, lets go of those that are too many, and gives it; None where there is nothing to keep.

    Where the newest holds the same already it is that one. DataError when the disk does not take it: no half of a
    backup is left then, and none of the old ones is gone.
    """
    try:
        files = list_kept(places.data)
        mark = mark_files(files)
    except OSError as error:
        raise unusable(Path(error.filename or places.data), error) from error
    if not files:
        return None
    newest = next(iter(list_backups(places.backups)), None)
    if newest is not None and newest.mark == mark and is_sound(newest.path):
        return newest
    path = places.backups / f"{now.astimezone(UTC):{STAMP}}Z-{mark}.zip"
    temporary = path.with_suffix(".part")
    try:
        make_folder(places.backups)
        _pack(files, places.data, temporary)
        temporary.replace(path)
    except OSError as error:
        raise unusable(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    _let_go(places.backups, now)
    return Backup(path, now.astimezone(UTC).replace(microsecond=0), mark)


def _pack(files: list[Path], data: Path, target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1, strict_timestamps=False) as archive:
        target.chmod(0o600)
        for path in files:
            archive.write(path, path.relative_to(data).as_posix())


def _let_go(folder: Path, now: datetime) -> None:
    backups = list_backups(folder)
    kept = choose_kept((backup.made for backup in backups), now)
    for backup in backups:
        if backup.made not in kept:
            with suppress(OSError):
                backup.path.unlink()
    for left in (*folder.glob("unpacked-*"), *folder.glob("*.part")):  # by a process that was killed
        with suppress(OSError):
            if now.timestamp() - left.stat().st_mtime > _ABANDONED_SECONDS:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def find_with(folder: Path, beginning: str) -> Backup | None:
    """Gives the newest backup with a file of that beginning that is not empty; what is broken holds nothing."""
    for backup in list_backups(folder):
        with suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(backup.path) as archive:
            if any(info.filename.startswith(beginning) and info.file_size for info in archive.infolist()):
                return backup
    return None


def is_sound(path: Path) -> bool:
    """Says whether everything in a backup can be read and is what was packed."""
    try:
        verify(path)
    except DataError:
        return False
    return True


def verify(path: Path) -> list[str]:
    """Gives the names of the files in a backup, having read all of them; DataError says what is wrong with it."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if strange := next((name for name in names if not _is_ours(name)), None):
                raise _damaged(path, f"{strange!r} does not belong into a backup")
            if damaged := archive.testzip():
                raise _damaged(path, f"{damaged} is damaged")
    except FileNotFoundError as error:
        raise unusable(path, error) from error
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise _damaged(path, str(error)) from error
    return names


def _is_ours(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return len(parts) == 2 and "\\" not in name and Path(name).suffix == KEPT.get(parts[0])  # noqa: PLR2004 - folder/file


def _damaged(path: Path, reason: str) -> DataError:
    return DataError(f"{path} is no sound backup: {reason}", "Nothing was changed; `aiquiz backup list` has others.")


def unpack(path: Path, folder: Path) -> list[str]:
    """Writes what a backup holds below a folder, once it is verified; gives the names."""
    names = verify(path)
    with zipfile.ZipFile(path) as archive:
        for name in names:
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, target.open("wb") as file:
                shutil.copyfileobj(source, file, _CHUNK_BYTES)
    return names


def put_back(unpacked: Path, names: list[str], places: Places) -> None:
    """Makes the data folder what a backup holds; what is not in it goes. The caller has backed up what was there."""
    try:
        for name in names:
            write_replacing(places.data / name, (unpacked / name).read_bytes(), durable=True)
        for path in list_kept(places.data):
            if path.relative_to(places.data).as_posix() not in names:
                path.unlink()
        places.snapshot.unlink(missing_ok=True)
    except OSError as error:
        raise unusable(Path(error.filename or places.data), error) from error
