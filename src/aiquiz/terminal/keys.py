"""What a key is, and how a terminal spells it in bytes."""

import codecs
import sys
from contextlib import AbstractContextManager
from typing import Final, Protocol

ENTER: Final = "enter"
SPACE: Final = "space"
TAB: Final = "tab"
BACKSPACE: Final = "backspace"
ESCAPE: Final = "escape"
UP: Final = "up"
DOWN: Final = "down"
LEFT: Final = "left"
RIGHT: Final = "right"
DELETE: Final = "delete"
HOME: Final = "home"
END: Final = "end"
UNKNOWN: Final = "unknown"
EOF: Final = "eof"
INTERRUPT: Final = "interrupt"
TERMINATE: Final = "terminate"
HANGUP: Final = "hangup"
CONTINUED: Final = "continued"

PASTE_ON: Final = b"\x1b[?2004h"
PASTE_OFF: Final = b"\x1b[?2004l"

_NAMED = {
    "\r": ENTER,
    "\n": ENTER,
    " ": SPACE,
    "\t": TAB,
    "\b": BACKSPACE,
    "\x7f": BACKSPACE,
    "\x1b": ESCAPE,
    "\x03": INTERRUPT,
    "\x04": EOF,
    "\ufffd": UNKNOWN,
}
# What follows ESC [ or ESC O. Home and End differ from one family of terminals to the next.
_SEQUENCES = {
    "A": UP,
    "B": DOWN,
    "C": RIGHT,
    "D": LEFT,
    "F": END,
    "H": HOME,
    "1~": HOME,
    "3~": DELETE,
    "4~": END,
    "7~": HOME,
    "8~": END,
}
_ESC = "\x1b"
_PASTE_BEGIN = "\x1b[200~"
_PASTE_END = "\x1b[201~"
_STRING_KINDS = "]PX^_"


class Keys(Protocol):
    """Where keys come from: a keyboard, lines of a pipe, or a list in a test."""

    def read(self) -> str:
        """Gives the next key, waiting for it: one printable character or a name of this module."""
        ...


class Keyboard(Keys, Protocol):
    """Keys of a terminal that can be given to somebody else for a while."""

    def lend(self) -> AbstractContextManager[None]:
        """Leaves the terminal as it was found to an editor or a prompt, and takes it again afterwards."""
        ...


def of_character(character: str) -> str:
    """Gives the key that one character stands for; UNKNOWN for what cannot be shown."""
    return _NAMED.get(character) or (character if character.isprintable() else UNKNOWN)


class Decoder:
    """Keys out of a terminal's bytes, cut anywhere; pasted text gives none."""

    def __init__(self) -> None:
        self._utf8 = codecs.getincrementaldecoder("utf-8")("replace")
        self._held = ""
        self._is_pasting = False

    @property
    def is_undecided(self) -> bool:
        """Whether a pause would tell what the bytes so far mean: ESC alone, or the start of more."""
        return bool(self._held) and not self._is_pasting

    def feed(self, data: bytes) -> list[str]:
        """Gives the keys that these bytes complete."""
        return [key for character in self._utf8.decode(data) if (key := self._step(character))]

    def settle(self) -> list[str]:
        """Gives what the bytes so far mean if nothing follows."""
        if not self.is_undecided:
            return []
        held, self._held = self._held, ""
        return [ESCAPE if held == _ESC else UNKNOWN]

    def _step(self, character: str) -> str | None:
        if self._is_pasting:
            self._skip(character)
            return None
        if character == _ESC:
            cut_short = self.settle()
            self._held = _ESC
            return cut_short[0] if cut_short else None
        if not self._held:
            return of_character(character)
        self._held += character
        return None if _is_unfinished(self._held) else self._finish()

    def _skip(self, character: str) -> None:
        self._held = (self._held + character)[-len(_PASTE_END) :]
        if self._held == _PASTE_END:
            self._held, self._is_pasting = "", False

    def _finish(self) -> str | None:
        held, self._held = self._held, ""
        if held == _PASTE_BEGIN:
            self._is_pasting = True
            return None
        return _SEQUENCES.get(held[2:], UNKNOWN) if held[1] in "[O" else UNKNOWN


def _is_unfinished(held: str) -> bool:
    kind, last = held[1], held[-1]
    if kind in _STRING_KINDS:  # a terminal's late reply to some other program, up to BEL or ESC \
        return last != "\a"
    # The Linux console spells F1 to F5 as ESC [ [ and a letter.
    return kind in "[O" and (len(held) == len("\x1b[") or held == "\x1b[[" or " " <= last <= "?")


def open_keyboard() -> AbstractContextManager[Keyboard]:
    """Gives the keyboard of this platform on standard input, which must be a terminal.

    Between entry and exit signals become keys, and the terminal is left as it was found.
    """
    if sys.platform == "win32":
        from aiquiz.terminal.keyboard_windows import open_windows  # noqa: PLC0415 - no termios there

        return open_windows()
    from aiquiz.terminal.keyboard_posix import open_posix  # noqa: PLC0415 - no msvcrt here

    return open_posix(sys.stdin.fileno())
