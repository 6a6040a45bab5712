"""Puts events on the disk, one at a time, so that what was acknowledged is there after a crash."""

import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from aiquiz.core.events import Event
from aiquiz.errors import NotSavedError
from aiquiz.store.locks import locked
from aiquiz.store.paths import make_folder, unusable
from aiquiz.store.records import encode_event
from aiquiz.store.replace import sync_folder

_FILE_MODE = 0o600


class Appender:
    """The open log of this device. Two processes may hold it at once: each append takes the file's lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        make_folder(path.parent)
        try:
            is_new = not path.exists()
            self._descriptor = os.open(
                path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), _FILE_MODE
            )
        except OSError as error:
            raise unusable(path, error) from error
        if is_new:
            sync_folder(path.parent)

    def append(self, event: Event) -> None:
        """Writes an event and waits until it is on the disk; NotSavedError when it is not, and no half of it."""
        self.append_all((event,))

    def append_all(self, events: Iterable[Event]) -> None:
        """Does the same for several events: all of them are there afterwards, or none.

        After a failed fsync nothing is known of the bytes, so it counts as not saved and is not tried again
        (Rebello et al., "Can applications recover from fsync failures?", ATC 2020).
        """
        lines = b"".join(map(encode_event, events))
        with locked(self._descriptor):
            before = os.lseek(self._descriptor, 0, os.SEEK_END)
            try:
                _write_all(self._descriptor, self._line_break(before) + lines)
                os.fsync(self._descriptor)
            except OSError as error:
                with suppress(OSError):
                    os.ftruncate(self._descriptor, before)
                raise _not_saved(self.path, error) from error

    def _line_break(self, size: int) -> bytes:
        """Gives a newline where a crash has left a torn last line: the next record stands on a line of its own."""
        if size == 0:
            return b""
        os.lseek(self._descriptor, size - 1, os.SEEK_SET)
        return b"" if os.read(self._descriptor, 1) == b"\n" else b"\n"

    def close(self) -> None:
        """Closes the file; nothing is left to be written."""
        os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _write_all(descriptor: int, data: bytes) -> None:
    """Writes in one call wherever the disk takes it, so that no other line comes between."""
    while data:
        data = data[os.write(descriptor, data) :]


def _not_saved(path: Path, error: OSError) -> NotSavedError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return NotSavedError(
            f"This answer was not saved: the disk is full ({path})",
            "Those before it are safe. Free some space and start again: the card will be asked again.",
        )
    reason = error.strerror or str(error)
    return NotSavedError(
        f"This answer was not saved: {path}: {reason}",
        "Those before it are safe. Check the disk and start again: the card will be asked again.",
    )
