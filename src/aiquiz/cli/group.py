"""The group of commands, each imported only when it is called: a start pays for one command, not for all."""

from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer
from typer.core import TyperGroup

COMMANDS = {
    "study": "aiquiz.cli.study",
    "review": "aiquiz.cli.review",
    "plan": "aiquiz.cli.plan",
    "ready": "aiquiz.cli.ready",
    "interview": "aiquiz.cli.interview",
    "stats": "aiquiz.cli.stats",
    "due": "aiquiz.cli.due",
    "search": "aiquiz.cli.search",
    "show": "aiquiz.cli.show",
    "topics": "aiquiz.cli.topics",
    "suspended": "aiquiz.cli.suspended",
    "flagged": "aiquiz.cli.flagged",
    "deck": "aiquiz.cli.deck",
    "add": "aiquiz.cli.add",
    "import": "aiquiz.cli.import_",
    "export": "aiquiz.cli.export",
    "check": "aiquiz.cli.check",
    "reset": "aiquiz.cli.reset",
    "forget": "aiquiz.cli.forget",
    "progress": "aiquiz.cli.progress",
    "backup": "aiquiz.cli.backup",
    "doctor": "aiquiz.cli.doctor",
    "config": "aiquiz.cli.config",
}
"""The commands in the order of the help, and the module whose function or Typer app of the same name each is."""

PLAIN: dict[str, Any] = {"rich_markup_mode": None, "pretty_exceptions_enable": False}
"""Help as plain text takes half the time, and errors are told in one place."""


class LazyGroup(TyperGroup):
    """A Typer group that makes a command when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is Typer's
        """Gives the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the signature is Typer's
        """Gives a command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            for name in COMMANDS:  # Typer looks among those that are made for the one that was meant
                self._make(name)
            return None
        return self._make(cmd_name)

    def _make(self, name: str) -> Any:
        if name not in self.commands:
            made = getattr(import_module(COMMANDS[name]), f"{name}_" if iskeyword(name) else name)
            app = made if isinstance(made, typer.Typer) else typer.Typer(add_completion=False, **PLAIN)
            if made is not app:
                app.command(name)(made)
            self.add_command(typer.main.get_command(app), name)
        return self.commands[name]
