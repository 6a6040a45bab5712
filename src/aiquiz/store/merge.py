"""Takes another copy of the log in: a union by event id, into a new file beside those of the devices."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from aiquiz.errors import DataError, NewerFormatError, NotSavedError
from aiquiz.store.log import LogProblem, OutOfOrderError, Report, list_logs
from aiquiz.store.paths import make_folder
from aiquiz.store.records import Oddity, OddLine, decode_line, encode_event, salvage
from aiquiz.store.replace import sync_folder

_SUM_LENGTH = len(',"sum":"01234567"}\n')
_ID, _RECORD, _HEAD = b'"id":"', b'{"v":', b'{"v":1,'

Entry = tuple[bytes, bytes]
"""The id of a line and the line with its newline; sorted as such it is sorted by time."""


class Merged(NamedTuple):
    """How many events came in, into which file, from how many files, and what was stepped over there."""

    added: int
    target: Path | None
    sources: int
    problems: tuple[LogProblem, ...]


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

    Only ids are held in memory, unless the events come in no order. NewerFormatError when a line was written by a newer
    version, NotSavedError when the disk takes no more; then nothing has changed.
    """
    make_folder(folder)
    target = _free_name(folder, name)
    temporary = target.with_suffix(".aiquiz-merging")
    try:
        try:
            added, problems = _write_missing(sources, folder, temporary, is_sorted=len(sources) == 1)
        except OutOfOrderError:
            added, problems = _write_missing(sources, folder, temporary, is_sorted=False)
        if added:
            temporary.rename(target)
            sync_folder(folder)
    except OSError as error:
        raise NotSavedError(f"Nothing was merged: {target}: {error.strerror or error}", "Is the disk full?") from error
    finally:
        temporary.unlink(missing_ok=True)
    return Merged(added, target if added else None, len(sources), tuple(problems))


def _free_name(folder: Path, name: str) -> Path:
    number = 1
    while (path := folder / f"{name}{f'-{number}' if number > 1 else ''}.jsonl").exists():
        number += 1
    return path


def _write_missing(
    sources: list[Path], folder: Path, temporary: Path, *, is_sorted: bool
) -> tuple[int, list[LogProblem]]:
    problems: list[LogProblem] = []
    missing = _missing(sources, _ids_in(list_logs(folder)), problems.append)
    added, last = 0, b""
    with temporary.open("wb") as file:
        temporary.chmod(0o600)
        for name, line in missing if is_sorted else sorted(missing):
            if name < last:
                raise OutOfOrderError
            file.write(line)
            added, last = added + 1, name
        file.flush()
        os.fsync(file.fileno())
    return added, problems


def _ids_in(paths: list[Path]) -> set[bytes]:
    """Gives the ids that a folder has; a damaged line is not there, so that a sound copy of it comes in."""
    ids: set[bytes] = set()
    for path in paths:
        with path.open("rb") as file:
            for line in file:
                if _is_sealed(line):
                    start = line.find(_ID) + len(_ID)
                    ids.add(line[start : line.find(b'"', start)])
                else:
                    ids.update(name for name, _ in _salvaged(line))
    return ids


def _missing(sources: list[Path], ids: set[bytes], report: Report) -> Iterator[Entry]:
    """Gives what is not there, each once: all that makes sense, and what a version to come may make sense of."""
    for path in sources:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                start = line.find(_ID) + len(_ID)
                name = line[start : line.find(b'"', start)]
                if name in ids and line.count(_RECORD) == 1:
                    continue
                if not line.startswith(_HEAD) or not _is_sealed(line):
                    problem = LogProblem(path, number, _reason(line))
                    yield from _rescued(problem, line.removesuffix(b"\n"), ids, report)
                elif name not in ids:
                    ids.add(name)
                    yield name, line


def _is_sealed(line: bytes) -> bool:
    """Says what decode_line looks at first, and quicker than by asking it: this is done a million times."""
    return line[-_SUM_LENGTH:] == b',"sum":"%08x"}\n' % crc32(line[:-_SUM_LENGTH])


def _rescued(problem: LogProblem, text: bytes, ids: set[bytes], report: Report) -> Iterator[Entry]:
    """Gives the whole records within a line that is not sound; NewerFormatError where a newer version wrote it.

    A last line without its newline may be whole all the same.
    """
    found = decode_line(text)
    if found == OddLine(Oddity.NEWER):
        said = f"{problem.path}:{problem.line} was written by a newer aiquiz, please update"
        raise NewerFormatError(said, "Nothing came in.")
    if text and isinstance(found, OddLine):
        report(problem)
    for name, line in _salvaged(text) if isinstance(found, OddLine) else ((found.id.encode(), encode_event(found)),):
        if name not in ids:
            ids.add(name)
            yield name, line


def _salvaged(text: bytes) -> Iterator[Entry]:
    for event in salvage(text):
        if not isinstance(event, OddLine):
            yield event.id.encode(), encode_event(event)


def _reason(line: bytes) -> str:
    return "the line is damaged" if line.endswith(b"\n") else "the last line is torn"
