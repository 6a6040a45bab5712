"""Lines of piped text as keypresses."""

from typing import TextIO

from aiquiz.terminal.keys import DOWN, ENTER, EOF, SPACE, of_character


class LineKeys:
    """One line is one key: empty is Enter, `space`, `enter` and `down` are themselves, else its first character."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.lines_read = 0

    def read(self) -> str:
        """Gives the key of the next line; EOF at the end, and where the bytes are no text."""
        line = self.read_line()
        return EOF if line is None else _key(line)

    def read_line(self) -> str | None:
        """Gives the next line itself, without its end; None where `read` gives EOF."""
        try:
            line = self._stream.readline()
        except UnicodeDecodeError:  # reading on could raise at the same byte for ever
            return None
        if not line:
            return None
        self.lines_read += 1
        return line.rstrip("\r\n")


def _key(line: str) -> str:
    word = line.strip()
    if word.lower() in {ENTER, SPACE, DOWN}:
        return word.lower()
    return of_character((word or line)[0]) if line else ENTER
