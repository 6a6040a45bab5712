"""The compiled bank: a file that may be deleted at any time.

In front stand the headings, the problems and the cards, behind them the entries of what says each key point: these are
as long again, and are read when an answer is typed.
"""

from collections.abc import Mapping
from pathlib import Path
from zlib import adler32

import msgspec

from aiquiz.core.headings import CardId, Heading
from aiquiz.errors import DataError
from aiquiz.store.problem import Problem
from aiquiz.store.replace import write_replacing

Key = tuple[str, ...]
Matches = Mapping[CardId, tuple[tuple[str, ...], ...]]
"""The entries of each key point of the cards that have any."""

_HEAD, _SUM = 16, 8


class Entry(msgspec.Struct, array_like=True):
    """A card: its heading, and the whole of it but the entries of its key points as JSON."""

    heading: Heading
    card: msgspec.Raw


class Compiled(msgspec.Struct, array_like=True):
    """What files of cards came to; the key names the files and their times."""

    key: Key
    entries: list[Entry]
    problems: tuple[Problem, ...]


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Compiled)


class StoredMatches:
    """The entries that stand behind a compiled bank, read once where they are asked for."""

    def __init__(self, cache: Path, head: bytes) -> None:
        self._cache = cache
        self._head = head
        self._read: Matches | None = None

    def __call__(self) -> Matches:
        """Gives the entries; none where the file is gone or another one by now."""
        if self._read is None:
            self._read = _read_matches(self._cache, self._head)
        return self._read


def _read_matches(cache: Path, head: bytes) -> Matches:
    try:
        with cache.open("rb") as file:
            if file.read(_HEAD) != head:
                return {}
            file.seek(int(head[_SUM:], 16), 1)
            check, body = file.read(_SUM), file.read()
        if check != b"%08x" % adler32(body):
            return {}
        return msgspec.json.decode(body, type=dict[CardId, tuple[tuple[str, ...], ...]])
    except (OSError, msgspec.MsgspecError, ValueError):
        return {}


def read_compiled(cache: Path, key: Key) -> tuple[Compiled, StoredMatches] | None:
    """Reads the front of the file; None where it is missing, damaged, or of other files than the key names."""
    try:
        with cache.open("rb") as file:
            head = file.read(_HEAD)
            body = file.read(int(head[_SUM:], 16))
        if head[:_SUM] != b"%08x" % adler32(body):
            return None
        compiled = _decoder.decode(body)
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
    return (compiled, StoredMatches(cache, head)) if compiled.key == key else None


def write_compiled(cache: Path, compiled: Compiled, matches: Matches) -> None:
    """Writes the file in one piece; where that fails the bank is read from YAML again, and that is no matter."""
    try:
        body, behind = _encoder.encode(compiled), _encoder.encode(matches)
        head = b"%08x%08x" % (adler32(body), len(body))
        write_replacing(cache, head + body + b"%08x" % adler32(behind) + behind)
    except (OSError, DataError, UnicodeEncodeError):  # the last for a path that is not UTF-8
        return
