"""The log: every device's file read together, in order, each event once, with what could not be read beside it."""

from collections.abc import Callable, Iterator
from heapq import merge
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from aiquiz.core.events import Event, EventId, Undone
from aiquiz.errors import NewerFormatError
from aiquiz.store.paths import unusable
from aiquiz.store.records import Oddity, OddLine, decode_line, salvage

_by_id = attrgetter("id")
_CHUNK_BYTES = 1 << 20
_WINDOW = 4096
"""Two processes of one device interleave by a few lines; a file is sorted within windows of this many events."""


class LogProblem(NamedTuple):
    """A line that was stepped over; it stays in its file."""

    path: Path
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.reason}; stepped over, and kept in the file"


class Line(NamedTuple):
    """A line of a file, by number (from 1), without its newline; a torn one has none and stands at the end."""

    number: int
    text: bytes
    is_torn: bool


class Named(Protocol):
    """What has an id by which it is sorted, as an event has."""

    @property
    def id(self) -> str:
        """Names it, and says when it was."""


T = TypeVar("T", bound=Named)
Report = Callable[[LogProblem], None]


class OutOfOrderError(Exception):
    """A file is less sorted than two processes of one device can make it."""


def list_logs(folder: Path) -> list[Path]:
    """Gives the log files of a folder, whichever device wrote them; none when the folder is not there."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".jsonl" and path.is_file())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unusable(folder, error) from error


def read_lines(path: Path, start: int = 0, first_number: int = 1) -> Iterator[Line]:
    """Reads a file's lines from a byte offset on, a chunk at a time; empty lines are passed over."""
    rest, number = b"", first_number - 1
    try:
        with path.open("rb") as file:
            file.seek(start)
            while chunk := file.read(_CHUNK_BYTES):
                *whole, rest = (rest + chunk).split(b"\n")
                for text in whole:
                    number += 1
                    if text:
                        yield Line(number, text, is_torn=False)
    except OSError as error:
        raise unusable(path, error) from error
    if rest:
        yield Line(number + 1, rest, is_torn=True)


def read_file(path: Path, report: Report, start: int = 0, first_number: int = 1) -> Iterator[Event]:
    """Reads a file's events as they stand, telling `report` of every line that gives none.

    NewerFormatError when a line was written by a newer version: nothing may be done on half a history.
    """
    for line in read_lines(path, start, first_number):
        found = decode_line(line.text)
        if not isinstance(found, OddLine):
            yield found
        else:
            yield from _step_over(path, line, found, report)


def _step_over(path: Path, line: Line, odd: OddLine, report: Report) -> Iterator[Event]:
    _refuse_newer(path, line, odd)
    if odd.oddity is Oddity.UNKNOWN_KIND:
        return
    report(LogProblem(path, line.number, "the last line is torn" if line.is_torn else "the line is damaged"))
    for found in salvage(line.text):
        if isinstance(found, OddLine):
            _refuse_newer(path, line, found)
        else:
            yield found


def _refuse_newer(path: Path, line: Line, odd: OddLine) -> None:
    if odd.oddity is Oddity.NEWER:
        raise NewerFormatError(
            f"{path}:{line.number} was written by a newer aiquiz, please update", "Nothing was changed."
        )


def read_events(paths: list[Path], report: Report) -> Iterator[Event]:
    """Reads the events of all files in the order of their ids, each once, however many copies there are."""
    streams = [in_order(read_file(path, report)) for path in paths]
    return unique(streams[0] if len(streams) == 1 else merge(*streams, key=_by_id))


def read_events_at_once(paths: list[Path], report: Report) -> Iterator[Event]:
    """Does the same for files in any order, with all events in memory."""
    return unique(iter(sorted((event for path in paths for event in read_file(path, report)), key=_by_id)))


def read_undone(paths: list[Path]) -> frozenset[EventId]:
    """Gives the ids of all events that were taken back."""
    found: set[EventId] = set()
    for path in paths:
        for line in read_lines(path):
            if b"undone" in line.text:
                event = decode_line(line.text)
                candidates = salvage(line.text) if isinstance(event, OddLine) else [event]
                found.update(event.undoes for event in candidates if isinstance(event, Undone))
    return frozenset(found)


def unique(events: Iterator[T]) -> Iterator[T]:
    """Leaves out an event, or what else has an id, that is the one before it again."""
    last = ""
    for event in events:
        if event.id != last:
            last = event.id
            yield event


def in_order(events: Iterator[T]) -> Iterator[T]:
    """Sorts a stream that is nearly sorted; OutOfOrderError when it is not."""
    window: list[T] = []
    last = ""
    for event in events:
        window.append(event)
        if len(window) == _WINDOW:
            window.sort(key=_by_id)
            if window[0].id < last:
                raise OutOfOrderError
            last = window[_WINDOW // 2 - 1].id
            yield from window[: _WINDOW // 2]
            del window[: _WINDOW // 2]
    window.sort(key=_by_id)
    if window and window[0].id < last:
        raise OutOfOrderError
    yield from window
