"""The terminal of a POSIX system for an answer: what is typed ahead of its end stays for the next reader."""

import os
import select
import sys
from contextlib import suppress

from prompt_toolkit.data_structures import Size

if sys.platform == "win32":
    raise ImportError("answer_devices needs termios; on Windows the library opens the console itself")

from prompt_toolkit.input.posix_utils import PosixStdinReader
from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.output.vt100 import Vt100_Output

_MAY_END = {b"\r", b"\n", b"\x03", b"\x04", b"\x1a"}
_COLUMNS, _LINES = 80, 24


class _Reader(PosixStdinReader):
    """Reads no further than a key that may be the last one."""

    def read(self, count: int = 1024) -> str:
        """Reads what is there, `count` bytes at most; `closed` tells where there will be nothing any more."""
        data = b""
        while len(data) < count and data[-1:] not in _MAY_END and not self.closed and self._is_something_there():
            byte = self._read_byte()
            self.closed = not byte
            data += byte
        return self._stdin_decoder.decode(data)

    def _is_something_there(self) -> bool:
        return bool(select.select([self.stdin_fd], [], [], 0)[0])

    def _read_byte(self) -> bytes:
        with suppress(OSError):  # EIO: the terminal is gone
            return os.read(self.stdin_fd, 1)
        return b""


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
