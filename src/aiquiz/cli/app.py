"""The program: the Typer app, and the boundary at which every error becomes one line and an exit code."""

import os
import sys
from typing import Annotated

import typer

from aiquiz import __version__
from aiquiz.cli.group import PLAIN, LazyGroup
from aiquiz.cli.output import Result, say, show_result
from aiquiz.errors import AiquizError, ExitCode

app = typer.Typer(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]}, **PLAIN)


@app.callback(invoke_without_command=True)
def aiquiz(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> object:
    """Flashcards with spaced repetition for AI, machine-learning and MLOps interviews.

    Alone it says what is due. Example: aiquiz study --level beginner
    """
    if version:
        sys.stdout.write(f"aiquiz {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from aiquiz.cli.home import home

        return home()
    return None


def main() -> None:
    """Runs the program and ends the process with its exit code."""
    sys.exit(run())


def run(arguments: list[str] | None = None) -> int:
    """Runs the program and gives the exit code; nothing that goes wrong shows a traceback."""
    try:
        result = app(arguments, prog_name="aiquiz", standalone_mode=False)
        if isinstance(result, Result):
            show_result(result)
            return result.exit_code
        return result if isinstance(result, int) else ExitCode.DONE
    except AiquizError as error:
        say(f"aiquiz: {error}")
        return error.exit_code
    except BrokenPipeError:
        return _end_quietly()
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the boundary: what is left is a usage error of Typer's, or a bug
        return _explain(error)


def _explain(error: Exception) -> int:
    show = getattr(error, "show", None)
    if show is not None:
        show()
        return ExitCode.USAGE
    from aiquiz.cli.crash import write_crash

    say(write_crash(error))
    return ExitCode.PROBLEMS_FOUND


def _end_quietly() -> int:
    """Ends when the reader of a pipe has gone, without Python's own complaint when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.DONE


__all__ = ["main", "run"]
