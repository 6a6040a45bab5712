"""An answer line by line, where the terminal or the installation can do no more."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

from aiquiz.terminal.keys import Keyboard
from aiquiz.terminal.prompt import read_line
from aiquiz.terminal.writer import CONTINUATION, Typed


def ask_bare(keyboard: Keyboard, prompt: str, *, is_single: bool, text: str = "") -> Typed:
    """Gives what was typed up to an empty line or Ctrl-D; Ctrl-C gives it up, and a signal.

    What is there to begin with can be edited where it is a single line, else it is gone on with below.
    """
    if sys.platform == "win32":
        with keyboard.lend():
            return _ask(prompt, text, nullcontext, is_single=is_single)
    from aiquiz.terminal.kept_signals import ENDING, KeptSignals  # noqa: PLC0415 - there are none of them on Windows

    kept = KeptSignals(keyboard)
    with kept.lend():  # a stop is obeyed by the terminal and the line editor themselves
        typed = _ask(prompt, text, lambda: kept.listen(_give_up, ENDING), is_single=is_single)
    kept.pass_on()
    return typed


def _ask(prompt: str, text: str, listen: Callable[[], AbstractContextManager[None]], *, is_single: bool) -> Typed:
    lines = [] if is_single else text.rstrip().splitlines()
    for place, line in enumerate(lines):
        print(f"{CONTINUATION if place else prompt}{line}")  # noqa: T201 - as if it were typed once more
    is_given_up = False
    try:
        with listen():
            if is_single:
                lines.append(read_line(prompt, text))
            while not is_single and (not lines or lines[-1].strip()):
                lines.append(read_line(CONTINUATION if lines else prompt))
    except (EOFError, KeyboardInterrupt) as end:
        print()  # noqa: T201 - the line that was left ends here
        is_given_up = isinstance(end, KeyboardInterrupt)
        if is_single and is_given_up:
            lines = [text]  # how far it was edited the line editor does not say
    return Typed("\n".join(lines), is_given_up)


def _give_up(_is_continued: bool) -> None:  # noqa: FBT001 - called by a signal
    raise KeyboardInterrupt
