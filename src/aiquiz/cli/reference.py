"""The command reference as Markdown, made from the commands themselves."""

from collections.abc import Iterator
from typing import Any

import typer

from aiquiz.cli.app import app


def command_reference() -> str:
    """Gives a section for the program and for each command: help, options, example."""
    group: Any = typer.main.get_command(app)
    context = group.make_context("aiquiz", [], resilient_parsing=True)
    return "\n".join(_sections("aiquiz", group, context)).rstrip()


def _sections(title: str, command: Any, context: Any) -> Iterator[str]:
    yield _section(title, command, context)
    for name in command.list_commands(context) if hasattr(command, "list_commands") else ():
        inner = command.get_command(context, name)
        yield from _sections(f"{title} {name}", inner, type(context)(inner, parent=context, info_name=name))


def _section(title: str, command: Any, context: Any) -> str:
    context.terminal_width = 88
    options = (row for parameter in command.get_params(context) if (row := parameter.get_help_record(context)))
    rows = "\n".join(f"| `{_cell(names)}` | {_cell(meaning)} |" for names, meaning in options)
    text, _, example = (command.help or "").partition("Example:")
    shown = f"\n```\n{example.strip()}\n```\n" if example else ""
    return f"## {title}\n\n{' '.join(text.split())}\n{shown}\n| option | meaning |\n|---|---|\n{rows}\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
