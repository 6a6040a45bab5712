"""Brings progress up to date: the snapshot where it still fits, and only the new lines of the log on top of it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from aiquiz.core.events import Event
from aiquiz.core.progress import Progress, Rules, Trial, replay, undone_ids
from aiquiz.store.log import (
    LogProblem,
    OutOfOrderError,
    list_logs,
    read_events,
    read_events_at_once,
    read_file,
    read_undone,
)
from aiquiz.store.paths import unusable
from aiquiz.store.snapshot import (
    NO_EVENT,
    Mark,
    Snapshot,
    load_snapshot,
    mark_file,
    save_snapshot,
    still_fits,
)

_WORTH_SAVING_LINES = 500
"""A command that only reads writes the snapshot anew when it had to fold this many lines."""
_LONGEST_TAIL_BYTES = 1 << 20
"""New lines beyond this are not held in memory to be folded: everything is replayed as a stream."""


class History(NamedTuple):
    """Progress as the log has it now, what was stepped over, and the log files that are gone since last time."""

    progress: Progress
    snapshot: Snapshot
    problems: tuple[LogProblem, ...] = ()
    missing: tuple[str, ...] = ()
    folded_lines: int = 0


class Reader:
    """One reading of the logs: collects the problems and the last id on the way."""

    def __init__(self) -> None:
        self.last_id = NO_EVENT
        self.problems: list[LogProblem] = []

    def watch(self, events: Iterator[Event]) -> Iterator[Event]:
        """Passes events on."""
        for event in events:
            self.last_id = event.id
            yield event


def load_history(folder: Path, snapshot_path: Path, rules: Rules) -> History:
    """Reads where the learner stands; NewerFormatError and DataError when the log cannot be used."""
    snapshot = load_snapshot(snapshot_path, rules)
    try:
        history = catch_up(folder, snapshot or Snapshot(), rules)
    except OSError as error:
        raise unusable(Path(error.filename or folder), error) from error
    # Where a file went missing the old snapshot stays: it is what remembers the file.
    if history.folded_lines >= _WORTH_SAVING_LINES and not history.missing:
        save_snapshot(snapshot_path, history.snapshot, rules)
    return history


def catch_up(folder: Path, snapshot: Snapshot, rules: Rules) -> History:
    """Adds what the logs say beyond a snapshot; replays everything where that would not give the same."""
    paths = list_logs(folder)
    missing = tuple(name for name in snapshot.marks if not (folder / name).is_file())
    if missing or not all(still_fits(folder / name, mark) for name, mark in snapshot.marks.items()):
        return _replay_all(paths, rules, missing)
    grown = {path: _grown_bytes(path, snapshot.marks.get(path.name)) for path in paths}
    if not any(grown.values()):
        return History(snapshot.progress, snapshot)
    if sum(grown.values()) > _LONGEST_TAIL_BYTES:
        return _replay_all(paths, rules, ())
    return _fold_tail(paths, snapshot, rules) or _replay_all(paths, rules, ())


def _grown_bytes(path: Path, mark: Mark | None) -> int:
    return path.stat().st_size - (mark.length if mark else 0)


def _fold_tail(paths: list[Path], snapshot: Snapshot, rules: Rules) -> History | None:
    """Folds the new lines; None when one belongs before, or undoes, what is folded already."""
    reader = Reader()
    marks = dict(snapshot.marks)
    tail: list[Event] = []
    for path in paths:
        mark = marks.get(path.name)
        marks[path.name] = mark_file(path, mark)
        start, number = (mark.length, mark.lines + 1) if mark else (0, 1)
        tail += read_file(path, reader.problems.append, start, number)
    tail.sort(key=lambda event: event.id)
    ids = {event.id for event in tail}
    undone = undone_ids(tail)
    if (tail and tail[0].id <= snapshot.last_id) or not undone <= ids or len(ids) != len(tail):
        return None
    progress = replay(tail, rules, undone, snapshot.progress)
    last_id = tail[-1].id if tail else snapshot.last_id
    lines = sum(marks[path.name].lines for path in paths) - sum(mark.lines for mark in snapshot.marks.values())
    return History(progress, Snapshot(progress, marks, last_id), tuple(reader.problems), (), lines)


def _replay_all(paths: list[Path], rules: Rules, missing: tuple[str, ...]) -> History:
    marks = {path.name: mark_file(path) for path in paths}
    reader, progress = replay_logs(paths, rules)
    lines = sum(mark.lines for mark in marks.values())
    snapshot = Snapshot(progress, marks, reader.last_id)
    return History(progress, snapshot, tuple(reader.problems), missing, lines)


def replay_logs(
    paths: list[Path], rules: Rules, begin_watch: Callable[[], Callable[[Trial], None] | None] = lambda: None
) -> tuple[Reader, Progress]:
    """Replays the logs as a stream; where they are out of order it begins again, the watch too, with all in memory."""
    undone = read_undone(paths)
    try:
        reader = Reader()
        events = read_events(paths, reader.problems.append)
        return reader, replay(reader.watch(events), rules, undone, watch=begin_watch())
    except OutOfOrderError:
        reader = Reader()
        events = read_events_at_once(paths, reader.problems.append)
        return reader, replay(reader.watch(events), rules, undone, watch=begin_watch())
