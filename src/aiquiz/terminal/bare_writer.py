"""An answer line by line, where the terminal or the installation can do no more."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from aiquiz.terminal.keys import Keyboard
from aiquiz.terminal.prompt import read_line
from aiquiz.terminal.writer import CONTINUATION


def ask_bare(keyboard: Keyboard, prompt: str, *, is_single: bool) -> str | None:
    """Gives what was typed up to an empty line or Ctrl-D; None after Ctrl-C, and at a signal."""
    if sys.platform == "win32":
        with keyboard.lend():
            return _ask(prompt, nullcontext, is_single=is_single)
    from aiquiz.terminal.kept_signals import ENDING, KeptSignals  # noqa: PLC0415 - there are none of them on Windows

    kept = KeptSignals(keyboard)
    with kept.lend():  # a stop is obeyed by the terminal and the line editor themselves
        typed = _ask(prompt, lambda: kept.listen(_give_up, ENDING), is_single=is_single)
    kept.pass_on()
    return typed


def _ask(prompt: str, listen: Callable[[], AbstractContextManager[None]], *, is_single: bool) -> str | None:
    lines: list[str] = []
    try:
        with listen():
            while is_single or not lines or lines[-1].strip():
                lines.append(read_line(CONTINUATION if lines else prompt))
                if is_single:
                    break
    except EOFError:
        print()  # noqa: T201 - the line that was left ends here
    except KeyboardInterrupt:
        print()  # noqa: T201 - the same
        return None
    return "\n".join(lines)


def _give_up(_is_continued: bool) -> None:  # noqa: FBT001 - called by a signal
    raise KeyboardInterrupt
