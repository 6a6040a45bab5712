"""The keyboard of a Windows console: what msvcrt gives, as keys."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import Protocol

from aiquiz.terminal import keys
from aiquiz.terminal.keys import Keyboard

POLL_S = 0.01

# The second half of a special key, after NUL or U+00E0.
_CODES = {
    "G": keys.HOME,
    "H": keys.UP,
    "K": keys.LEFT,
    "M": keys.RIGHT,
    "O": keys.END,
    "P": keys.DOWN,
    "S": keys.DELETE,
}
_CTRL_Z = "\x1a"  # the end of input, as Ctrl-D is elsewhere


class Console(Protocol):
    """The part of msvcrt that is used."""

    def kbhit(self) -> bool:
        """Tells whether a key waits."""
        ...

    def getwch(self) -> str:
        """Gives one UTF-16 unit, waiting for it, without echo."""
        ...


class _Keyboard:
    """Keys and interrupts, whichever comes first."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._interrupts = 0

    def read(self) -> str:
        """Gives the next key, waiting for it; an interrupt goes before what was typed."""
        # A blocking getwch would not see an interrupt that came just before it: hence the polling.
        while not self._interrupts:
            if self._console.kbhit():
                return self._key(self._console.getwch())
            time.sleep(POLL_S)
        self._interrupts = 0
        return keys.INTERRUPT

    @contextmanager
    def lend(self) -> Iterator[None]:
        """Leaves the console to an editor or a prompt: nothing was set on it; interrupts are theirs meanwhile."""
        ours = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, ours)

    def note(self, _number: int, _frame: FrameType | None) -> None:
        """Handles a signal by counting it."""
        self._interrupts += 1

    def _key(self, unit: str) -> str:
        # U+00E0 is also the letter à, which comes alone.
        if unit == "\0" or (unit == "\xe0" and self._console.kbhit()):
            return _CODES.get(self._console.getwch(), keys.UNKNOWN)
        if unit == _CTRL_Z:
            return keys.EOF
        if "\ud800" <= unit <= "\udbff":
            return _of_pair(unit + self._console.getwch())
        return keys.of_character(unit)


def _of_pair(units: str) -> str:
    character = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return keys.of_character(character) if len(character) == 1 else keys.UNKNOWN


@contextmanager
def open_console(console: Console) -> Iterator[Keyboard]:
    """Gives the keyboard of a console; Ctrl-C and Ctrl-Break become keys until it is closed."""
    keyboard = _Keyboard(console)
    numbers = [signal.SIGINT]
    if sys.platform == "win32":
        numbers.append(signal.SIGBREAK)
    before = {number: signal.signal(number, keyboard.note) for number in numbers}
    try:
        yield keyboard
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


if sys.platform == "win32":
    import msvcrt

    def open_windows() -> AbstractContextManager[Keyboard]:
        """Gives the keyboard of this process's console."""
        return open_console(msvcrt)
