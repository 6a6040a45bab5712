"""The keyboard of a POSIX terminal: modes, signals and the bytes in between."""

import os
import select
import signal
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from aiquiz.terminal.keys import CONTINUED, EOF, HANGUP, PASTE_OFF, PASTE_ON, Decoder, Keyboard
from aiquiz.terminal.signals_posix import KEYS_OF_SIGNALS, Signals

if sys.platform == "win32":
    raise ImportError("keyboard_posix needs termios; Windows has keyboard_windows")

import termios

ESCAPE_PAUSE_S = 0.05


@contextmanager
def open_posix(fd: int) -> Iterator[Keyboard]:
    """Gives the keyboard of the terminal open at `fd`; `termios.error` if that is no terminal."""
    terminal = _Terminal(fd)
    with Signals() as signals:
        terminal.claim()
        try:
            yield _Keyboard(terminal, signals)
        finally:
            terminal.release()


class _Keyboard:
    """Keys and signals, whichever comes first."""

    def __init__(self, terminal: "_Terminal", signals: "Signals") -> None:
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

    @contextmanager
    def lend(self) -> Iterator[None]:
        """Leaves the terminal as it was found to an editor or a prompt, and takes it again afterwards."""
        self._terminal.release()
        try:
            with self._signals.given_back():
                yield
        finally:
            self._terminal.claim()

    def _signalled(self) -> str | None:
        was_stopped = False
        while number := self._signals.take():
            if number in KEYS_OF_SIGNALS:
                return KEYS_OF_SIGNALS[signal.Signals(number)]
            if number == signal.SIGTSTP:
                self._terminal.release()
                self._signals.stop()
                was_stopped = True
            elif number == signal.SIGCONT:
                # SIGSTOP cannot be caught: the shell may have set the terminal without our release.
                self._terminal.is_ours = False
        return CONTINUED if was_stopped else None

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
