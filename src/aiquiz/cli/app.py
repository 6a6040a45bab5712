"""The program: the Typer app, and the boundary at which every error becomes one line and an exit code."""

import os
import sys
from contextlib import suppress
from typing import Annotated

import typer

from aiquiz import __version__
from aiquiz.cli.group import PLAIN, LazyGroup
from aiquiz.cli.output import Result, drop_output, say, show_result
from aiquiz.errors import AiquizError, ExitCode

COMPLETION_VARIABLE = "_AIQUIZ_COMPLETE"
"""The scripts that Typer makes set it when it is a shell that asks, not a person."""

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


def run(arguments: list[str] | None = None) -> int:
    """Runs the program and gives the exit code; nothing that goes wrong shows a traceback."""
    _replace_closed_streams()
    if not {"--install-completion", "--show-completion"}.isdisjoint(sys.argv):
        from aiquiz.cli.completion import mend_scripts

        mend_scripts()
    return _answer_shell() if COMPLETION_VARIABLE in os.environ else _run(arguments)


def _run(arguments: list[str] | None) -> int:
    try:
        result = app(arguments, prog_name="aiquiz", standalone_mode=False)
        if isinstance(result, Result):
            show_result(result)
            return result.exit_code
        sys.stdout.flush()
        return result if isinstance(result, int) else ExitCode.DONE
    except AiquizError as error:
        say(f"aiquiz: {error}")
        return error.exit_code
    except BrokenPipeError:
        drop_output()
        return ExitCode.DONE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the boundary: what is left is a usage error of Typer's, or a bug
        return _explain(error)


def _answer_shell() -> int:
    """Completes; what goes wrong there is told by the next command, for a line that is being typed is no place."""
    with suppress(Exception):
        from aiquiz.cli.completion import prepare

        prepare(os.environ, sys.modules)
        app(prog_name="aiquiz", standalone_mode=False)
    return ExitCode.PROBLEMS_FOUND


def _explain(error: Exception) -> int:
    if hasattr(error, "format_message"):
        message = " ".join(error.format_message().split())
        end = "" if message.endswith((".", "?")) else "."
        context = getattr(error, "ctx", None)
        say(f"aiquiz: {message}{end} Try `{context.command_path if context else 'aiquiz'} -h`.")
        return ExitCode.USAGE
    if isinstance(error, OSError) and error.filename is None:  # a stream: what has a name is a file
        is_gone = _is_window_closed(error)
        drop_output()
        if is_gone:
            return ExitCode.HUNG_UP
        say(f"aiquiz: The output cannot be written: {error.strerror or error}.")
        return ExitCode.DATA
    from aiquiz.cli.crash import write_crash

    say(write_crash(error))
    return ExitCode.PROBLEMS_FOUND


def _is_window_closed(error: OSError) -> bool:
    """Says whether what cannot be written to was a terminal; that is told before the hangup signal comes, sometimes."""
    from errno import EIO
    from stat import S_ISCHR

    with suppress(OSError, ValueError):  # a stream of a test has no number
        return error.errno == EIO and S_ISCHR(os.fstat(sys.stdout.fileno()).st_mode)
    return False


def _replace_closed_streams() -> None:
    """Gives a stream that the caller closed (`>&-`) nowhere to go: Python has None there, and files get its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end


__all__ = ["run"]
