"""What the terminal can do: its width, its colours, its encoding."""

import codecs
import io
import os
from collections.abc import Mapping
from typing import IO, Any, Literal, TextIO

from rich.console import Console, ConsoleDimensions
from rich.theme import Theme

from aiquiz.terminal.styles import AUTO, PLAIN, styles_of

_COLUMNS, _LINES = 80, 25
_DUMB = {"dumb", "unknown"}

_AS_IT_IS: dict[str, Any] = {"markup": False, "emoji": False, "highlight": False, "force_jupyter": False}
_NEAREST = dict(zip("•·▌│─━–—−‘’“”×→←›‹…↑↓", "*.||-----''\"\"x><><.^v", strict=True))
_ERRORS = "aiquiz.nearest"


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_NEAREST.get(c, "?") for c in error.object[error.start : error.end]), error.end


codecs.register_error(_ERRORS, _nearest)


class _Screen(Console):
    """A console that asks for its size before every print, so that a resized window is filled."""

    fixed_width: int | None = None
    surroundings: Mapping[str, str] = os.environ
    is_plain: bool = False

    @property
    def size(self) -> ConsoleDimensions:
        columns, lines = _size(self.file, self.surroundings)
        return ConsoleDimensions(self.fixed_width or columns, lines)

    @size.setter
    def size(self, new_size: tuple[int, int]) -> None:
        self.fixed_width = new_size[0]


def is_plain(console: Console) -> bool:
    """Says whether there are to be words in the place of colours, boxes and pictures."""
    return isinstance(console, _Screen) and console.is_plain


def make_console(  # noqa: PLR0913 - each is asked of the terminal or the learner, and has a name
    file: TextIO,
    *,
    width: int | None = None,
    interactive: bool,
    environ: Mapping[str, str],
    colour: bool | None = None,
    theme: str = AUTO,
) -> Console:
    """Gives a console that prints texts as they are, in the colours and the characters that the file can take.

    `width` in columns, None for the terminal's own at each print. `interactive` allows moving the cursor. Colour goes
    by `colour`, NO_COLOR, FORCE_COLOR, and what the file is, in this order; `plain` has neither colour nor bold.
    """
    _take_the_nearest(file)
    capable = _is_terminal(file) and environ.get("TERM", "").lower() not in _DUMB
    coloured, system = _decide_colour(environ, flag=colour, capable=capable, plain=theme == PLAIN)
    screen = _Screen(
        file=file,
        **_AS_IT_IS,
        force_terminal=interactive and capable,
        force_interactive=interactive and capable,
        color_system=system,
        no_color=not coloured,
        legacy_windows=None if os.name == "nt" and capable else False,
        _environ=_without_size(environ),
        theme=Theme(styles_of(theme, environ, has_palette=system in {"256", "truecolor"})),
    )
    screen.fixed_width, screen.surroundings, screen.is_plain = width, environ, theme == PLAIN
    return screen


def _take_the_nearest(file: TextIO) -> None:
    """Lets a character that the file cannot take be written as one that looks like it."""
    if isinstance(file, io.TextIOWrapper):
        file.reconfigure(errors=_ERRORS)


def _without_size(environ: Mapping[str, str]) -> Mapping[str, str]:
    """Leaves out what Rich would read once, and take for a number where it has digits of any kind."""
    return {name: value for name, value in environ.items() if name not in {"COLUMNS", "LINES"}}


def _decide_colour(
    environ: Mapping[str, str], *, flag: bool | None, capable: bool, plain: bool
) -> tuple[bool, Literal["standard", "256", "truecolor"] | None]:
    """Gives whether there are colours, and how many; where there are none, those of bold and underline still count."""
    if plain:
        return False, None
    coloured = _wants_colour(environ, flag=flag, capable=capable)
    return coloured, _colour_system(environ) if coloured or capable else None


def _wants_colour(environ: Mapping[str, str], *, flag: bool | None, capable: bool) -> bool:
    if flag is not None:
        return flag
    if environ.get("NO_COLOR"):
        return False
    return bool(environ.get("FORCE_COLOR")) or capable


def _colour_system(environ: Mapping[str, str]) -> Literal["standard", "256", "truecolor"]:
    if environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return "truecolor"
    return "256" if "256color" in environ.get("TERM", "") else "standard"


def _is_terminal(file: IO[str]) -> bool:
    try:
        return file.isatty()
    except ValueError:  # closed
        return False


def _size(file: IO[str], environ: Mapping[str, str]) -> tuple[int, int]:
    """Gives columns and lines; a terminal that says 0 does not know."""
    try:
        columns, lines = os.get_terminal_size(file.fileno())
    except (OSError, ValueError, AttributeError):
        columns, lines = 0, 0
    said = environ.get("COLUMNS", "")
    return columns or (int(said) if said.isdecimal() else 0) or _COLUMNS, lines or _LINES
