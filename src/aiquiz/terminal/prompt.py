"""Asks for one line, with the editing that the platform has; nothing of it is kept in a history."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_TICK_S = 0.2


def ask_line(prompt: str, text: str = "") -> str | None:
    """Gives the line typed, `text` being there to begin with; None when it was given up with Ctrl-C or Ctrl-D."""
    try:
        return read_line(prompt, text)
    except (EOFError, KeyboardInterrupt):
        print()  # noqa: T201 - the line that was given up ends here
        return None


def read_line(prompt: str, text: str = "") -> str:
    """Gives the line typed; EOFError for Ctrl-D, KeyboardInterrupt for Ctrl-C."""
    try:
        import readline  # noqa: PLC0415 - not on every platform, and needed by nobody who asks for no line
    except ImportError:
        readline = None  # type: ignore[assignment]
    if readline is not None:
        readline.set_startup_hook(lambda: readline.insert_text(text))
        with suppress(AttributeError):
            readline.set_auto_history(False)
    try:
        with _ticking():
            return input(prompt)
    finally:
        if readline is not None:
            readline.set_startup_hook()


@contextmanager
def _ticking() -> Iterator[None]:
    """Wakes the wait for a key now and then: Python forgets a Ctrl-C that comes just before it begins to wait."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, _TICK_S, _TICK_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
