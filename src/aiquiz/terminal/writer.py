"""Where a learner types an answer: several lines or one, edited as in an editor, and nothing of it in files."""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Final, NamedTuple, Protocol

from rich.console import Console
from rich.text import Text

from aiquiz.terminal.keys import Keyboard

LONGEST: Final = 5_000
"""The most characters of an answer that are kept."""

CUT_SHORT: Final = f"At most {LONGEST:,} characters are kept: the rest is left out."
PROMPT: Final = "> "
CONTINUATION: Final = "  "
_DUMB = {"dumb", "unknown"}
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class Typed(NamedTuple):
    """What was typed, whether it was given up instead of finished, and whether there was more than is kept."""

    text: str
    is_given_up: bool = False
    is_cut: bool = False


class Writer(Protocol):
    """Where the text of an answer comes from: somebody at a keyboard, lines of a pipe, or a list in a test."""

    @property
    def given_up(self) -> str:
        """What stood there when the last text was given up; empty where it was finished."""

    def write(
        self, prompt: str, *, is_single: bool = False, clock: Callable[[], str] | None = None, text: str = ""
    ) -> str | None:
        """Gives the text, empty where nothing was written, and None where it was given up.

        An empty line ends it, with `is_single` the first one does. `clock` gives what stands below the text, asked
        afresh each second; it ends nothing. `text` is there to begin with, to be gone on with.
        """
        ...


class TerminalWriter:
    """Lets somebody at the keyboard write; a signal that comes meanwhile is the next key of the keyboard."""

    def __init__(self, keyboard: Keyboard, console: Console, show_again: Callable[[], None] = lambda: None) -> None:
        self._show_again = show_again
        self._keyboard = keyboard
        self._console = console
        self.given_up = ""

    def write(
        self, prompt: str, *, is_single: bool = False, clock: Callable[[], str] | None = None, text: str = ""
    ) -> str | None:
        """Gives what was typed up to Enter on an empty line or Ctrl-D; None after Ctrl-C, and at a signal."""
        if _can_edit():
            from aiquiz.terminal.answer_box import AnswerBox  # noqa: PLC0415 - loaded by `prepare` where there is time

            box = AnswerBox(prompt, clock, colour_of_hints(self._console), is_single=is_single, text=text)
            typed = box.ask(self._keyboard, self._show_again)
        else:
            from aiquiz.terminal.bare_writer import ask_bare  # noqa: PLC0415 - hardly ever needed

            typed = ask_bare(self._keyboard, prompt, is_single=is_single, text=text)
        kept = keep(tidy(typed.text, is_single=is_single), self._console, is_cut=typed.is_cut)
        self.given_up = kept if typed.is_given_up else ""
        return None if typed.is_given_up else kept


def prepare() -> None:
    """Loads the editor while the question is being read: it takes longer than a start of the program."""
    if _can_edit():
        import aiquiz.terminal.answer_box  # noqa: F401, PLC0415 - loaded here so that it is there at once


def tidy(raw: str, *, is_single: bool) -> str:
    """Gives what was typed or pasted without control characters; each kind of line end is a newline, or a space."""
    text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    return _CONTROLS.sub("", text.replace("\n", " ") if is_single else text)


def keep(text: str, console: Console, *, is_cut: bool = False) -> str:
    """Gives the text without blanks around it, and says it where not all of it is kept."""
    text = text.strip()
    if is_cut or len(text) > LONGEST:
        console.print(Text(CUT_SHORT, style="hint"))
    return text[:LONGEST].rstrip()


def colour_of_hints(console: Console) -> str:
    """Gives the colour of what is said by the way as `#rrggbb`; nothing where the terminal's own is to be kept."""
    colour = console.get_style("hint", default="none").color
    return "" if console.no_color or colour is None else colour.get_truecolor().hex


def _can_edit() -> bool:
    if os.environ.get("TERM", "").lower() in _DUMB:
        return False
    with suppress(ImportError):
        import prompt_toolkit  # noqa: F401, PLC0415 - takes long, and is needed by nobody who only presses keys

        return True
    return False
