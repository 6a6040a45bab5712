"""Every test of memory in the log, with what was known before it; read from the log and never from the snapshot."""

from collections.abc import Callable
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from aiquiz.core.fit import Fit
from aiquiz.core.progress import Rules, Trial
from aiquiz.store.history import replay_logs
from aiquiz.store.log import LogProblem, list_logs

T = TypeVar("T")


class Trials(NamedTuple, Generic[T]):
    """What was taken of each test of memory, in order of time; the fit after the last; what was stepped over."""

    taken: tuple[T, ...]
    fit: Fit
    problems: tuple[LogProblem, ...]


def read_trials(folder: Path, rules: Rules, take: Callable[[Trial], T]) -> Trials[T]:
    """Replays the whole log and keeps of every trial what `take` makes of it.

    It counts what `load_history` counts, and raises what that raises.
    """
    taken: list[T] = []

    def begin_watch() -> Callable[[Trial], None]:
        taken.clear()
        return lambda trial: taken.append(take(trial))

    reader, progress = replay_logs(list_logs(folder), rules, begin_watch)
    return Trials(tuple(taken), progress.fit, tuple(reader.problems))
