"""The zip file that an Anki package is: looked at with suspicion, and only its collection taken out."""

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, BinaryIO, NamedTuple

from aiquiz.errors import DataError
from aiquiz.interchange.protobuf import MessageError, first_number
from aiquiz.interchange.zstd import open_zstd

MOST_COLLECTION_BYTES = 400_000_000
MOST_ENTRIES = 200_000
_LATEST, _NEWEST_KNOWN = "collection.anki21b", 3
_LAYOUTS = (_LATEST, "collection.anki21", "collection.anki2")
_CHUNK = 1 << 20
_ENCRYPTED = 1
_MOST_META_BYTES = 1000
_HINT = "In Anki: File, Export, Anki Deck Package."


class Collection(NamedTuple):
    """The database of a package, on the disk as long as the package is open."""

    path: Path
    name: str


def no_package(name: str, why: str) -> DataError:
    """Gives the error for a file that is no Anki package."""
    return DataError(f"{name} is not an Anki package: {why}", _HINT)


@contextmanager
def open_package(path: Path) -> Iterator[Collection]:
    """Gives the collection of a package, copied into a folder that goes away again; DataError says what is wrong."""
    try:
        with zipfile.ZipFile(path) as package, TemporaryDirectory(prefix="aiquiz-") as folder:
            _refuse_hostile(path.name, package)
            entry = _choose_collection(path.name, package)
            target = Path(folder) / "collection.sqlite"
            with package.open(entry) as packed, target.open("wb") as file:
                _copy(path.name, open_zstd(packed) if entry.filename == _LATEST else packed, file)
            yield Collection(target, path.name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise no_package(path.name, str(error).rstrip(".") or "the file is cut off") from None
    except OSError as error:
        raise DataError(f"Cannot read {path}: {error.strerror or error}", "Is it whole?") from error


def _refuse_hostile(name: str, package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if len(entries) > MOST_ENTRIES:
        raise no_package(name, f"it has {len(entries):,} entries, and the most is {MOST_ENTRIES:,}")
    for entry in entries:
        told = entry.orig_filename.replace("\\", "/")
        is_outside = told.startswith("/") or ".." in PurePosixPath(told).parts or ":" in told or "\0" in told
        if is_outside or "\\" in entry.orig_filename:
            raise no_package(name, f"its entry {entry.orig_filename[:80]!r} would lie outside of it")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise no_package(name, f"its entry {entry.orig_filename[:80]!r} is a link")
        if entry.flag_bits & _ENCRYPTED:
            raise no_package(name, "it is encrypted")


def _choose_collection(name: str, package: zipfile.ZipFile) -> zipfile.ZipInfo:
    entries = {entry.filename: entry for entry in package.infolist()}
    if len(entries) != len(package.infolist()):
        raise no_package(name, "two of its entries have one name")
    if "meta" in entries and entries["meta"].file_size <= _MOST_META_BYTES:
        try:
            version = first_number(package.read("meta"), 1)
        except MessageError:
            raise no_package(name, "its meta entry is damaged") from None
        if version > _NEWEST_KNOWN:
            raise DataError(f"{name} was written by a newer Anki", 'Export it with "Support older Anki versions".')
    for layout in _LAYOUTS:
        if layout in entries:
            if entries[layout].file_size > MOST_COLLECTION_BYTES:
                raise _too_large(name)
            return entries[layout]
    raise no_package(name, "there is no collection in it")


def _copy(name: str, source: IO[bytes] | BufferedIOBase, target: BinaryIO) -> None:
    """Copies and counts: what the header declares may be a lie, and what is packed inside is not declared at all."""
    written = 0
    while chunk := source.read(_CHUNK):
        written += len(chunk)
        if written > MOST_COLLECTION_BYTES:
            raise _too_large(name)
        target.write(chunk)


def _too_large(name: str) -> DataError:
    most = MOST_COLLECTION_BYTES // 1_000_000
    return DataError(f"The collection in {name} unpacks to more than {most} MB", "Export it deck by deck.")
