"""Asks for one line, with the editing that the platform has; nothing of it is kept in a history."""

from contextlib import suppress


def ask_line(prompt: str, text: str = "") -> str | None:
    """Gives the line typed, `text` being there to begin with; None when it was given up with Ctrl-C or Ctrl-D."""
    try:
        import readline  # noqa: PLC0415 - not on every platform, and needed by nobody who asks for no line
    except ImportError:
        readline = None  # type: ignore[assignment]
    if readline is not None:
        readline.set_startup_hook(lambda: readline.insert_text(text))
        with suppress(AttributeError):
            readline.set_auto_history(False)
    try:
        return input(prompt)
    except (EOFError, KeyboardInterrupt):
        print()  # noqa: T201 - the line that was given up ends here
        return None
    finally:
        if readline is not None:
            readline.set_startup_hook()
