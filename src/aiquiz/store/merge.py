"""Takes another copy of the log in: a union by event id, into a new file beside those of the devices."""

import os
from collections.abc import Iterator
from heapq import merge
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from aiquiz.errors import DataError, NewerFormatError, NotSavedError
from aiquiz.store.log import LogProblem, OutOfOrderError, Report, in_order, list_logs, read_lines, unique
from aiquiz.store.paths import make_folder
from aiquiz.store.records import Oddity, OddLine, decode_line, encode_event, salvage
from aiquiz.store.replace import sync_folder

_by_id = attrgetter("id")
_SUM_LENGTH = len(',"sum":"01234567"}')
_CHUNK_LINES = 4096


class Entry(NamedTuple):
    """A line whose checksum fits, of a known kind or not, with the id that stands in it; it ends with its newline."""

    id: str
    line: bytes


class Merged(NamedTuple):
    """How many events came in, into which file, from how many files, and what was stepped over there."""

    added: int
    target: Path | None
    sources: int
    problems: tuple[LogProblem, ...]


class _Found(NamedTuple):
    temporary: Path
    added: int
    problems: list[LogProblem]


def find_sources(path: Path) -> list[Path]:
    """Gives the logs of a file, of a folder of logs, or of a data folder; DataError where there are none."""
    if path.is_file():
        return [path]
    found = list_logs(path / "reviews") or list_logs(path)
    if not found:
        reason = "holds no log" if path.is_dir() else "is not there"
        raise DataError(f"{path} {reason}", "Name a .jsonl file, or the folder that holds them (reviews).")
    return found


def merge_logs(sources: list[Path], folder: Path, name: str) -> Merged:
    """Writes the events that a folder lacks into a new file in it, all or none; other files stay as they are.

    Both sides are read as streams, so memory stays flat. NewerFormatError when a line was written by a newer version,
    NotSavedError when the disk takes no more; then nothing has changed.
    """
    make_folder(folder)
    target = _free_name(folder, name)
    try:
        try:
            found = _write_missing(sources, folder, target, is_sorted=True)
        except OutOfOrderError:
            found = _write_missing(sources, folder, target, is_sorted=False)
        if not found.added:
            found.temporary.unlink()
            return Merged(0, None, len(sources), tuple(found.problems))
        found.temporary.rename(target)
        sync_folder(folder)
    except OSError as error:
        raise NotSavedError(f"Nothing was merged: {target}: {error.strerror or error}", "Is the disk full?") from error
    return Merged(found.added, target, len(sources), tuple(found.problems))


def _free_name(folder: Path, name: str) -> Path:
    number = 1
    while (path := folder / f"{name}{f'-{number}' if number > 1 else ''}.jsonl").exists():
        number += 1
    return path


def _write_missing(sources: list[Path], folder: Path, target: Path, *, is_sorted: bool) -> _Found:
    """Writes what is missing into a temporary file, which is gone again where that fails."""
    problems: list[LogProblem] = []
    theirs = _read(sources, problems.append, is_sorted=is_sorted)
    ours = _read(list_logs(folder), None, is_sorted=is_sorted)
    temporary = target.with_suffix(".aiquiz-merging")
    added = 0
    try:
        with temporary.open("wb") as file:
            temporary.chmod(0o600)
            for chunk in _chunks(_missing(theirs, ours)):
                file.write(b"".join(chunk))
                added += len(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return _Found(temporary, added, problems)


def _chunks(entries: Iterator[Entry]) -> Iterator[list[bytes]]:
    chunk: list[bytes] = []
    for entry in entries:
        chunk.append(entry.line)
        if len(chunk) == _CHUNK_LINES:
            yield chunk
            chunk = []
    yield chunk


def _missing(theirs: Iterator[Entry], ours: Iterator[Entry]) -> Iterator[Entry]:
    here = next(ours, None)
    for entry in theirs:
        while here is not None and here.id < entry.id:
            here = next(ours, None)
        if here is None or here.id != entry.id:
            yield entry


def _read(paths: list[Path], report: Report | None, *, is_sorted: bool) -> Iterator[Entry]:
    """Reads files in the order of the ids, each id once; without a report only the checksum is looked at."""
    streams = [_entries(path, report) if report else _sealed(path) for path in paths]
    if not is_sorted:
        return unique(iter(sorted((entry for stream in streams for entry in stream), key=_by_id)))
    ordered = [in_order(stream) for stream in streams]
    return unique(ordered[0] if len(ordered) == 1 else merge(*ordered, key=_by_id))


def _sealed(path: Path) -> Iterator[Entry]:
    """Reads what a folder has: a damaged line is not there, so that a sound copy of it comes in."""
    for line in read_lines(path):
        text = line.text
        if text[-_SUM_LENGTH:] == b',"sum":"%08x"}' % crc32(text[:-_SUM_LENGTH]):
            yield _entry(text)
        else:
            yield from (_entry(encode_event(found)[:-1]) for found in salvage(text) if not isinstance(found, OddLine))


def _entries(path: Path, report: Report) -> Iterator[Entry]:
    """Reads what is to come in: all that makes sense, and what a version to come may make sense of."""
    for line in read_lines(path):
        found = decode_line(line.text)
        if not isinstance(found, OddLine) or found.oddity is Oddity.UNKNOWN_KIND:
            yield _entry(line.text)
            continue
        rescued = list(salvage(line.text))
        if OddLine(Oddity.NEWER) in (found, *rescued):
            raise NewerFormatError(
                f"{path}:{line.number} was written by a newer aiquiz, please update", "Nothing came in."
            )
        report(LogProblem(path, line.number, "the last line is torn" if line.is_torn else "the line is damaged"))
        yield from (_entry(encode_event(each)[:-1]) for each in rescued if not isinstance(each, OddLine))


def _entry(line: bytes) -> Entry:
    """Finds the id; one of an unknown kind may have none, and is then named by all of it."""
    _, _, rest = line.partition(b'"id":"')
    name = rest.partition(b'"')[0] or line
    return Entry(name.decode("utf-8", "replace"), line + b"\n")
