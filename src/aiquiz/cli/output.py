"""The one place that prints a command's result: for people or as JSON on stdout, talk on stderr."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from aiquiz.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.store.problem import Problem

JSON_VERSION = 1
_PROBLEMS_SHOWN = 3


class Result(NamedTuple):
    """What a command came to: a view for people, data where it was asked for, and what the shell is told."""

    view: "Callable[[Console], RenderableType]"
    kind: str = ""
    data: Callable[[], dict[str, Any]] | None = None
    exit_code: ExitCode = ExitCode.DONE
    is_unwrapped: bool = False


def show_result(result: Result) -> None:
    """Prints a result on stdout."""
    if result.data is not None:
        import msgspec

        document = {"version": JSON_VERSION, "kind": result.kind, **result.data()}
        # JSON is UTF-8, whatever the locale is.
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
    else:
        console = stdout_console()
        console.print(result.view(console), soft_wrap=result.is_unwrapped)
    sys.stdout.flush()


def stdout_console() -> "Console":
    """Gives the console of stdout."""
    from aiquiz.terminal.console import make_console

    return make_console(sys.stdout, interactive=sys.stdout.isatty(), environ=os.environ)


def say(sentence: str) -> None:
    """Says a line to the person, on stderr; what came from outside can carry no control character there."""
    from aiquiz.terminal.text import clean

    stream = sys.stderr
    encoding = stream.encoding or "ascii"
    with suppress(OSError):  # nobody is there to be told
        stream.write(clean(sentence).encode(encoding, "replace").decode(encoding) + "\n")
        stream.flush()


def tell_problems(problems: "Sequence[Problem]", where: str) -> None:
    """Says the first few problems on stderr, and how many more there are."""
    for problem in problems[:_PROBLEMS_SHOWN]:
        say(f"Note: {problem}")
    if len(problems) > _PROBLEMS_SHOWN:
        say(f"Note: and {len(problems) - _PROBLEMS_SHOWN} more problems in the {where}; the good ones are used.")


def drop_output() -> None:
    """Lets go of a stdout that takes nothing more, without Python's own complaint when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
