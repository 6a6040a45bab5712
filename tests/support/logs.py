"""Logs for the tests of the store: events by number, files of them, and disks that fail at a chosen moment."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any
from zlib import crc32

from aiquiz.core.cards import CardId
from aiquiz.core.events import Event, EventId, Reviewed, Undone, make_event_id
from aiquiz.core.progress import Progress, Rules, replay, undone_ids
from aiquiz.core.schedulers import Grade, by_name
from aiquiz.store.log import LogProblem, list_logs, read_events
from aiquiz.store.records import encode_event

RULES = Rules(by_name("sm-2"))
FIRST_AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
APART = timedelta(hours=7)
QUESTIONS = 12
"""How many cards the bank of the stories has: their questions are `Question 01?` and so on, asked in that order."""


def answer(
    number: float,
    card: str = "overfitting",
    grade: Grade = Grade.GOOD,
    *,
    at: datetime | None = None,
    offset_minutes: int = 0,
    taken_ms: int = 1500,
) -> Reviewed:
    """Gives the answer of that number: seven hours after the one before, unless the clock says otherwise (`at`)."""
    return Reviewed(_id(number), at or FIRST_AT + number * APART, offset_minutes, CardId(card), grade, taken_ms)


def undo(number: float, event: Event) -> Undone:
    """Gives the event of that number, which takes another one back."""
    return Undone(_id(number), FIRST_AT + number * APART, 0, event.id)


def _id(number: float) -> EventId:
    return make_event_id(int((FIRST_AT + number * APART).timestamp() * 1000), round(number * 8))


def seal(body: bytes) -> bytes:
    """Gives a line whose checksum fits, out of an object that is still open: what another program may write."""
    return body + b',"sum":"%08x"}\n' % crc32(body)


def lines_of(events: Iterable[Event]) -> bytes:
    """Gives the events as a log file holds them."""
    return b"".join(encode_event(event) for event in events)


def write_log(path: Path, events: Iterable[Event]) -> Path:
    """Writes a whole log file at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lines_of(events))
    return path


def read_folder(folder: Path) -> tuple[list[Event], list[LogProblem]]:
    """Gives the events of all files in order, and what was stepped over."""
    problems: list[LogProblem] = []
    return list(read_events(list_logs(folder), problems.append)), problems


def progress_of(events: Iterable[Event]) -> Progress:
    """Gives what the events come to when each is counted once, in order, without a file or a snapshot."""
    in_order = sorted(set(events), key=lambda event: event.id)
    return replay(in_order, RULES, undone_ids(in_order))


def bank_of_questions() -> dict[str, str]:
    """Gives the files of a bank whose cards are asked in the order of their numbers."""
    cards = (
        f"- id: card-{number:02}\n  question: Question {number:02}?\n  level: beginner\n  answer: Answer {number:02}.\n"
        f"  asked_by: {QUESTIONS - number}\n"
        for number in range(1, QUESTIONS + 1)
    )
    return {"topic/part": "".join(cards)}


class Sabotage:
    """A function of `os` or `io` whose turn-th call fails; only calls on descriptors or on paths `below` count.

    A `short` one first writes half of what it was given, and fails on the rest.
    """

    def __init__(self, real: Callable[..., Any], turn: int, error_number: int, below: Path, *, short: bool) -> None:
        self.calls = 0
        self._real, self._turn, self._error_number = real, turn, error_number
        self._below, self._is_short = str(below), short

    @property
    def came(self) -> bool:
        """Whether there was a call to fail."""
        return self.calls >= self._turn

    def __call__(self, *arguments: Any, **more: Any) -> Any:
        target = arguments[0]
        if not isinstance(target, int) and not os.fsdecode(target).startswith(self._below):
            return self._real(*arguments, **more)
        self.calls += 1
        if self._is_short and self.calls == self._turn:
            return self._real(target, arguments[1][: len(arguments[1]) // 2])
        if self.calls == self._turn + self._is_short:
            raise OSError(self._error_number, os.strerror(self._error_number), target)
        return self._real(*arguments, **more)


@contextmanager
def failing(
    owner: ModuleType, name: str, turn: int, error_number: int, below: Path, *, short: bool = False
) -> Iterator[Sabotage]:
    """Makes the turn-th call of a function fail while it lasts."""
    real = getattr(owner, name)
    sabotage = Sabotage(real, turn, error_number, below, short=short)
    setattr(owner, name, sabotage)
    try:
        yield sabotage
    finally:
        setattr(owner, name, real)


@contextmanager
def recorded(*names: str) -> Iterator[list[str]]:
    """Notes the names of some functions of `os` in the order in which they are called, each call passed on."""
    calls: list[str] = []
    real = {name: getattr(os, name) for name in names}

    def noting(name: str) -> Callable[..., Any]:
        def note(*arguments: Any, **more: Any) -> Any:
            calls.append(name)
            return real[name](*arguments, **more)

        return note

    for name in names:
        setattr(os, name, noting(name))
    try:
        yield calls
    finally:
        for name, function in real.items():
            setattr(os, name, function)


def signal_self_at(number: int, name: str, turn: int, when: str, about: str = "") -> None:
    """Sends this process a signal at the turn-th call of a function of `os`: before it, half-way, or after it.

    Only calls count that have `about` among their arguments. Half-way is where half of the bytes are written.
    """
    if signal.getsignal(number) == signal.SIG_IGN:  # as in a job in the background: what the tests ignore, we do not
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    real = getattr(os, name)
    turns = count(1)

    def last(*arguments: Any, **more: Any) -> Any:
        if about not in repr(arguments) or next(turns) != turn:
            return real(*arguments, **more)
        if when == "half":
            real(arguments[0], arguments[1][: len(arguments[1]) // 2])
        if when == "after":
            result = real(*arguments, **more)
            signal.raise_signal(number)
            return result
        signal.raise_signal(number)
        return real(*arguments, **more)

    setattr(os, name, last)
