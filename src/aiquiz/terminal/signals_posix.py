"""Signals of a POSIX system as numbers in a pipe, read between two steps; none of them interrupts anything."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Self

from aiquiz.terminal.keys import HANGUP, INTERRUPT, TERMINATE

KEYS_OF_SIGNALS = {signal.SIGINT: INTERRUPT, signal.SIGTERM: TERMINATE, signal.SIGHUP: HANGUP}
_NOTED = (*KEYS_OF_SIGNALS, signal.SIGTSTP, signal.SIGCONT)


class Signals:
    """The signals that came, in order; while it is open none of them interrupts anything."""

    def __init__(self) -> None:
        self._waiting: dict[int, None] = {}
        self.taken: set[int] = set()

    def __enter__(self) -> Self:
        self.fd, self._wake_fd = os.pipe()
        os.set_blocking(self.fd, False)
        os.set_blocking(self._wake_fd, False)
        with _held_back():
            self._wake_fd_before = signal.set_wakeup_fd(self._wake_fd, warn_on_full_buffer=False)
            # What the parent ignores stays ignored (nohup); None is a handler that is not Python's.
            before = {number: signal.getsignal(number) for number in _NOTED}
            self._before = {n: h for n, h in before.items() if h is not None and h != signal.SIG_IGN}
            for number in self._before:
                signal.signal(number, _note)
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        with _held_back():
            self._fetch()
            for number, handler in self._before.items():
                signal.signal(number, handler)
                # A signal that nobody read is for whoever handled it before, but it hides no error.
                if failure is None and number in self._waiting and number not in self.taken:
                    signal.raise_signal(number)
            signal.set_wakeup_fd(self._wake_fd_before)
            os.close(self.fd)
            os.close(self._wake_fd)

    def take(self) -> int:
        """Takes the number of the signal that waits longest, 0 if there is none; twice is once."""
        self._fetch()
        number = next(iter(self._waiting), 0)
        self._waiting.pop(number, None)
        self.taken.add(number)
        return number

    def stop(self) -> None:
        """Stops the process as Ctrl-Z does, and comes back when it is continued."""
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, handler)

    @contextmanager
    def given_back(self) -> Iterator[None]:
        """Lets signals do what they did before; what came meanwhile was for whoever had the terminal."""
        ours = {number: signal.signal(number, handler) for number, handler in self._before.items()}
        try:
            yield
        finally:
            for number, handler in ours.items():
                signal.signal(number, handler)
            self._fetch()
            self._waiting.clear()

    def _fetch(self) -> None:
        with suppress(BlockingIOError):
            self._waiting.update(dict.fromkeys(os.read(self.fd, 4096)))


@contextmanager
def _held_back() -> Iterator[None]:
    # What comes meanwhile is delivered at the end, to the handlers of that moment.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _NOTED)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _note(_number: int, _frame: FrameType | None) -> None:
    """Does nothing: the number is in the pipe already, set_wakeup_fd put it there."""
