"""Advisory locks on open files: held for one append, or for a whole session."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_TAKEN = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES}

if sys.platform == "win32":
    import msvcrt
    import os

    _FAR = 1 << 40  # beyond the end of any log: Windows locks bytes, and locked bytes cannot be read

    def _lock(descriptor: int, *, wait: bool) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def locked(descriptor: int) -> Iterator[None]:
    """Holds the lock of an open file; a file system without locks gets none."""
    try:
        _lock(descriptor, wait=True)
    except OSError:
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError):
            _unlock(descriptor)


def try_lock(descriptor: int) -> bool:
    """Takes the lock for as long as the file is open, or says that another process has it.

    A file system without locks has nobody to tell of: there it is taken as free.
    """
    try:
        _lock(descriptor, wait=False)
    except OSError as error:
        return error.errno not in _TAKEN
    return True
