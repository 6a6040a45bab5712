"""The one place that prints a command's result: for people or as JSON on stdout, talk on stderr."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from aiquiz.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.cli.pictures import Pictures
    from aiquiz.store.problem import Problem

JSON_VERSION = 1
_PROBLEMS_SHOWN = 3


class Result(NamedTuple):
    """What a command came to: a view for people, data where it was asked for, and what the shell is told.

    A view that is a text is one line of ASCII, for which no console is needed.
    """

    view: "str | Callable[[Console], RenderableType]"
    kind: str = ""
    data: Callable[[], dict[str, Any]] | None = None
    exit_code: ExitCode = ExitCode.DONE
    is_unwrapped: bool = False
    pictures: "Pictures | None" = None


def show_result(result: Result) -> None:
    """Prints a result on stdout, or saves it where pictures were asked for."""
    if result.pictures is not None:
        from aiquiz.cli.pictures import save_pictures

        result = save_pictures(result, result.pictures)
    if result.data is not None:
        import msgspec

        document = {"version": JSON_VERSION, "kind": result.kind, **result.data()}
        # JSON is UTF-8, whatever the locale is.
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
    elif isinstance(result.view, str):
        sys.stdout.write(f"{result.view}\n")
    else:
        console = stdout_console()
        console.print(result.view(console), soft_wrap=result.is_unwrapped)
    sys.stdout.flush()


def stdout_console() -> "Console":
    """Gives the console of stdout, in the theme that was set."""
    from aiquiz.store.paths import find_places
    from aiquiz.store.settings import load_settings
    from aiquiz.terminal.console import make_console

    theme = load_settings(find_places(os.environ).config, os.environ).settings.theme
    return make_console(sys.stdout, interactive=sys.stdout.isatty(), environ=os.environ, theme=theme)


def say(sentence: str) -> None:
    """Says a line to the person, on stderr; what came from outside can carry no control character there."""
    from aiquiz.terminal.text import clean

    stream = sys.stderr
    encoding = stream.encoding or "ascii"
    with suppress(OSError):  # nobody is there to be told
        text = _fold(clean(sentence)) if stream.isatty() else clean(sentence)
        stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
        stream.flush()


def _fold(sentence: str) -> str:
    """Breaks a sentence between words at the width of the terminal."""
    from shutil import get_terminal_size
    from textwrap import fill

    return fill(sentence, max(20, get_terminal_size().columns), break_long_words=False, break_on_hyphens=False)


def tell_problems(problems: "Sequence[Problem]", where: str) -> None:
    """Says the first few problems on stderr, and how many more there are."""
    for problem in problems[:_PROBLEMS_SHOWN]:
        say(f"Note: {problem}")
    if len(problems) > _PROBLEMS_SHOWN:
        say(f"Note: and {len(problems) - _PROBLEMS_SHOWN} more problems in the {where}; the good ones are used.")


def drop_output() -> None:
    """Lets go of a stdout that takes nothing more, without Python's own complaint when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
