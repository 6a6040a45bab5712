"""Zstandard, with which Anki packs since 2022: part of Python from 3.14 on, and a small package before."""

import sys
from io import BufferedIOBase
from typing import IO, Any, cast

from aiquiz.errors import DataError


def open_zstd(packed: IO[bytes]) -> BufferedIOBase:
    """Gives a reader of what is packed; DataError says what to install where nothing here can unpack it."""
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415 - only a package of the latest layout needs it

        return cast("BufferedIOBase", _Told(zstd.ZstdFile(packed), zstd.ZstdError))
    try:
        import zstandard  # noqa: PLC0415 - the same
    except ImportError:
        raise DataError(
            "This Anki package is packed with Zstandard, which this Python cannot read",
            'Either `pip install "aiquiz[anki]"`, or export it from Anki with "Support older Anki versions".',
        ) from None
    decompressor = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    return cast("BufferedIOBase", _Told(decompressor.stream_reader(packed), zstandard.ZstdError))


class _Told:
    """A reader whose own kind of error becomes one that says what is wrong."""

    def __init__(self, reader: Any, error: type[Exception]) -> None:
        self._reader, self._error = reader, error

    def read(self, size: int) -> bytes:
        """Reads on."""
        try:
            return bytes(self._reader.read(size))
        except self._error:
            raise EOFError("its collection is damaged") from None
