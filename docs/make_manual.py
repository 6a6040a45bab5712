"""Writes docs/aiquiz.1, the manual page, from the program; with --check it only says whether it is up to date."""

import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from aiquiz import __version__
from aiquiz.cli.app import app
from aiquiz.core.settings import SETTINGS
from aiquiz.errors import ExitCode

PATH = Path(__file__).with_name("aiquiz.1")
WIDEST = 10_000
"""Help is asked for in lines that are never folded: the reader of the page does that."""

FILES = (
    ("~/.local/share/aiquiz/reviews/", "Every answer, as JSON Lines, one file a device: the one thing to back up."),
    ("~/.config/aiquiz/config.toml", "The settings; `aiquiz config path` names the file on this machine."),
    ("~/.cache/aiquiz/", "The parsed bank and the folded history; may be deleted at any time."),
    ("~/.local/state/aiquiz/backups/", "Copies of the answers and decks, made by themselves; see `aiquiz backup`."),
    ("~/.local/state/aiquiz/crash.log", "The details of a bug, if the program met one."),
)
ENVIRONMENT = (
    ("AIQUIZ_HOME", "A folder that holds all of these files instead."),
    ("AIQUIZ_BANK", "A folder of questions to use instead of the bundled ones."),
    ("AIQUIZ_BACKUPS", "off: no backup is made when a session ends."),
    ("NO_COLOR", "No colours, if it is not empty."),
    ("FORCE_COLOR", "Colours in a pipe too, if it is not empty."),
    ("COLUMNS", "How wide to write where there is no terminal."),
)


def manual() -> str:
    """Gives the page, in the man macros that every system has."""
    group: Any = typer.main.get_command(app)
    context = group.make_context("aiquiz", [], resilient_parsing=True)
    return "\n".join(_page(group, context)) + "\n"


def _page(group: Any, context: Any) -> Iterator[str]:
    text, example = _parts(group)
    name = text.partition(". ")[0].rstrip(".")
    yield '.\\" Made by docs/make_manual.py from the program itself.'
    yield f'.TH AIQUIZ 1 "" "aiquiz {__version__}" "User Commands"'
    yield from (".nh", ".ad l")
    yield from (".SH NAME", f"aiquiz \\- {_escape(name[0].lower() + name[1:])}")
    yield from (".SH SYNOPSIS", ".B aiquiz", "[\\fIcommand\\fR] [\\fIoption\\fR ...]")
    yield from (".SH DESCRIPTION", _escape(text), ".SH OPTIONS", *_options(group, context))
    yield ".SH COMMANDS"
    examples = [example]
    for title, command, inner in _commands("", group, context):
        text, example = _parts(command)
        examples.append(example)
        yield f'.SS "{_escape(_usage(title, command, inner))}"'
        yield _escape(text)
        yield from _options(command, inner)
    yield from (".SH EXIT STATUS", *_rows((str(code.value), code.meaning) for code in ExitCode))
    variables = ((setting.variable, setting.about.meaning) for setting in SETTINGS.values())
    yield from (".SH ENVIRONMENT", *_rows(ENVIRONMENT), *_rows(variables))
    yield from (".SH FILES", _escape("Where XDG_DATA_HOME and its like are not set, on Linux:"))
    yield from _rows(FILES)
    yield from (".SH EXAMPLES", ".nf", *(_escape(line) for line in examples if line), ".fi")


def _commands(title: str, group: Any, context: Any) -> Iterator[tuple[str, Any, Any]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        inner = type(context)(command, parent=context, info_name=name)
        yield f"{title} {name}".strip(), command, inner
        if hasattr(command, "list_commands"):
            yield from _commands(f"{title} {name}".strip(), command, inner)


def _parts(command: Any) -> tuple[str, str]:
    """Gives the help as one paragraph, and its example."""
    text, _, example = (command.help or "").partition("Example:")
    return " ".join(text.split()), " ".join(example.split())


def _usage(title: str, command: Any, context: Any) -> str:
    return " ".join([title, *command.collect_usage_pieces(context)]).replace("{", "").replace("}", "")


def _options(command: Any, context: Any) -> Iterator[str]:
    context.terminal_width = context.max_content_width = WIDEST
    told = [it for it in command.get_params(context) if context.parent is None or "--help" not in it.opts]
    rows = (row for parameter in told if (row := parameter.get_help_record(context)))
    return _rows(_short(*row) for row in rows)


def _short(name: str, meaning: str) -> tuple[str, str]:
    """Moves a list of words from an option to its meaning: `--level LEVEL`, and what levels there are."""
    names, has_words, words = name.partition(" <")
    if not has_words:
        return name, meaning
    word = names.rpartition("--")[2].upper()
    return f"{names} {word}", f"{meaning.rstrip('.')}: {words.rstrip('>').replace('|', ', ')}."


def _rows(rows: Any) -> Iterator[str]:
    for name, meaning in rows:
        yield from (".TP", f"\\fB{_escape(name)}\\fR", _escape(" ".join(meaning.split())))


def _escape(text: str) -> str:
    """Gives a text in which nothing is an instruction to the formatter, and hyphens are those that one can type."""
    for character, name in (("\\", "\\e"), ("-", "\\-"), ("`", "\\(ga"), ("'", "\\(aq"), ('"', "\\(dq")):
        text = text.replace(character, name)
    lines = textwrap.wrap(text, 78, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"\\&{line}" if line.startswith(".") else line for line in lines)


def main() -> int:
    """Writes or checks the page."""
    text = manual()
    if "--check" not in sys.argv:
        PATH.write_text(text, encoding="utf-8")
    elif not PATH.is_file() or PATH.read_text(encoding="utf-8") != text:
        print(f"{PATH} is out of date: run `just docs`")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
