"""The terminal of a POSIX system for an answer: what is typed ahead of its end stays for the next reader."""

import os
import select
import sys
import time
from contextlib import suppress

from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import Input

from aiquiz.terminal.writer import LONGEST

if sys.platform == "win32":
    raise ImportError("answer_devices needs termios; on Windows the library opens the console itself")

import fcntl
import termios

from prompt_toolkit.input.posix_utils import PosixStdinReader
from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.output.vt100 import Vt100_Output

_MAY_END = {b"\r", b"\n", b"\x03", b"\x04", b"\x1a"}
_COLUMNS, _LINES = 80, 24
_PASTE_BEGINS, _PASTE_ENDS = b"\x1b[200~", b"\x1b[201~"
_MOST_PASTED = 8 * LONGEST
"""The most bytes of a paste that are handed on: more than can be kept, as a character has four at most."""

_PASTE_PAUSE_S = 0.01
_MOST_TYPED_AHEAD = 2


class _Reader(PosixStdinReader):
    """Reads no further than a key that may be the last one; in a paste there is none."""

    _recent = b""
    _pasted: int | None = None

    def read(self, count: int = 1024) -> str:
        """Reads what is there, in `count` steps at most; `closed` tells where there will be nothing any more."""
        kept = data = b""
        for _ in range(count):
            if self.closed or (self._pasted is None and data[-1:] in _MAY_END) or not self._is_something_there():
                break
            data = self._read_bytes()
            self.closed = not data
            kept += self._fit(data)
        return self._stdin_decoder.decode(kept)

    def _fit(self, data: bytes) -> bytes:
        """Notes where a paste begins and ends, and leaves out what there is too much of it."""
        self._recent = (self._recent + data)[-len(_PASTE_ENDS) :]
        if self._pasted is None:
            self._pasted = 0 if self._recent == _PASTE_BEGINS else None
            return data
        self._pasted += len(data)
        if self._recent == _PASTE_ENDS:
            is_short, self._pasted = self._pasted <= _MOST_PASTED, None
            return data if is_short else _PASTE_ENDS
        return data if self._pasted <= _MOST_PASTED - len(_PASTE_ENDS) else b""

    def _is_something_there(self) -> bool:
        return bool(select.select([self.stdin_fd], [], [], 0)[0])

    def _read_bytes(self) -> bytes:
        """Reads one byte, in a paste as many as its end is away at least: what follows it is not for the answer."""
        size = 1 if self._pasted is None else _missing_of_the_end(self._recent)
        with suppress(OSError):  # EIO: the terminal is gone
            return os.read(self.stdin_fd, size)
        return b""


def _missing_of_the_end(recent: bytes) -> int:
    length = len(_PASTE_ENDS)
    return next(missing for missing in range(1, length + 1) if recent.endswith(_PASTE_ENDS[: length - missing]))


def is_pasting(reader: Input) -> bool:
    """Says whether more stands right behind a key than anybody types ahead: a paste that the terminal does not mark."""
    time.sleep(_PASTE_PAUSE_S)
    waiting = b"\0" * 4
    with suppress(OSError):
        waiting = fcntl.ioctl(reader.fileno(), termios.FIONREAD, waiting)
    return int.from_bytes(waiting, sys.byteorder) > _MOST_TYPED_AHEAD


def open_devices() -> tuple[Vt100Input, Vt100_Output]:
    """Gives the terminal to read from, and to write to without ever asking it where the cursor is."""
    reader = Vt100Input(sys.stdin)
    reader.stdin_reader = _Reader(sys.stdin.fileno(), errors="replace")
    return reader, Vt100_Output(sys.stdout, _size, term=os.environ.get("TERM"), enable_cpr=False)


def _size() -> Size:
    columns, lines = 0, 0
    with suppress(OSError):
        columns, lines = os.get_terminal_size(sys.stdout.fileno())
    return Size(rows=lines or _LINES, columns=columns or _COLUMNS)
