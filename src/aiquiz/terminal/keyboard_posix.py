"""The keyboard of a POSIX terminal: modes, signals and the bytes in between."""

import os
import select
import signal
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Self

from aiquiz.terminal.keys import EOF, HANGUP, INTERRUPT, PASTE_OFF, PASTE_ON, TERMINATE, Decoder, Keys

if sys.platform == "win32":
    raise ImportError("keyboard_posix needs termios; Windows has keyboard_windows")

import termios

ESCAPE_PAUSE_S = 0.05

_KEYS = {signal.SIGINT: INTERRUPT, signal.SIGTERM: TERMINATE, signal.SIGHUP: HANGUP}
_NOTED = (*_KEYS, signal.SIGTSTP, signal.SIGCONT)


@contextmanager
def open_posix(fd: int) -> Iterator[Keys]:
    """Gives the keyboard of the terminal open at `fd`; `termios.error` if that is no terminal."""
    terminal = _Terminal(fd)
    with _Signals() as signals:
        terminal.claim()
        try:
            yield _Keyboard(terminal, signals)
        finally:
            terminal.release()


class _Keyboard:
    """Keys and signals, whichever comes first."""

    def __init__(self, terminal: "_Terminal", signals: "_Signals") -> None:
        self._terminal = terminal
        self._signals = signals
        self._decoder = Decoder()
        self._typed: deque[str] = deque()

    def read(self) -> str:
        """Gives the next key, waiting for it; a signal goes before what was typed."""
        while not (key := self._signalled()):
            if self._typed:
                return self._typed.popleft()
            self._wait()
        return key

    def _signalled(self) -> str | None:
        while number := self._signals.take():
            if number in _KEYS:
                return _KEYS[signal.Signals(number)]
            if number == signal.SIGTSTP:
                self._terminal.release()
                self._signals.stop()
            elif number == signal.SIGCONT:
                # SIGSTOP cannot be caught: the shell may have set the terminal without our release.
                self._terminal.is_ours = False
        return None

    def _wait(self) -> None:
        # After the signals: a job killed while stopped must not touch the terminal, that stops it again.
        self._terminal.claim()
        pause = ESCAPE_PAUSE_S if self._decoder.is_undecided else None
        ready, _, _ = select.select([self._signals.fd, self._terminal.fd], [], [], pause)
        if not ready:
            self._typed += self._decoder.settle()
        elif self._signals.fd not in ready:
            byte = self._terminal.read_byte()
            self._typed += self._decoder.feed(byte) if byte else [self._end()]

    def _end(self) -> str:
        if os.isatty(self._terminal.fd):
            return EOF
        self._signals.taken.add(signal.SIGHUP)
        return HANGUP


class _Terminal:
    """A terminal that gives each key at once and echoes none, until it is put back as it was found."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.is_ours = False
        self._found = termios.tcgetattr(fd)

    def claim(self) -> None:
        """Sets cbreak without echo, and marks pasted text; nothing if that is so already."""
        if self.is_ours:
            return
        self.is_ours = True
        iflag, oflag, cflag, lflag, ispeed, ospeed, cc = self._found
        lflag &= ~(termios.ICANON | termios.ECHO)
        cc = [*cc]
        cc[termios.VMIN], cc[termios.VTIME] = 1, 0
        self._set([iflag, oflag, cflag, lflag, ispeed, ospeed, cc], PASTE_ON)

    def release(self) -> None:
        """Puts the terminal back as it was found, unless it is another job's by now."""
        if self.is_ours and self._is_foreground():
            self._set(self._found, PASTE_OFF)
        self.is_ours = False

    def read_byte(self) -> bytes:
        """Reads one byte, so that what is not asked for stays for the next reader; empty at the end."""
        with suppress(OSError):
            return os.read(self.fd, 1)
        return b""

    def _set(self, attributes: "termios._Attr", paste_mode: bytes) -> None:
        # EIO: the terminal is gone. EINTR: SIGCONT came, which makes the next read claim it again.
        with suppress(termios.error, OSError):
            # TCSANOW keeps what was typed ahead, and does not wait on output held by Ctrl-S.
            termios.tcsetattr(self.fd, termios.TCSANOW, attributes)
            if os.environ.get("TERM") != "dumb":
                os.write(self.fd, paste_mode)

    def _is_foreground(self) -> bool:
        with suppress(OSError):
            return os.tcgetpgrp(self.fd) == os.getpgrp()
        return True  # not our controlling terminal: there are no jobs on it


class _Signals:
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
