"""Knows whether another session is open on this device."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiquiz.store.locks import try_lock
from aiquiz.store.paths import make_folder


@contextmanager
def session_lock(state: Path) -> Iterator[bool]:
    """Marks a session as open while it lasts, and says whether it is the only one.

    Two sessions harm each other in nothing, so the lock only informs; it ends with the process, however that ends.
    """
    make_folder(state)
    try:
        descriptor = os.open(state / "session.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield True
        return
    try:
        yield try_lock(descriptor)
    finally:
        os.close(descriptor)
