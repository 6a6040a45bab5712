"""`aiquiz config`: the settings, and how they are changed."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.cli.group import PLAIN
from aiquiz.cli.options import AsJson
from aiquiz.cli.output import Result, tell_problems

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

config = typer.Typer(add_completion=False, **PLAIN)


def complete_keys(incomplete: str) -> list[str]:
    """Gives the settings that begin so, for the shell."""
    from aiquiz.core.settings import SETTINGS

    return [key for key in SETTINGS if key.startswith(incomplete)]


def complete_values(context: typer.Context, incomplete: str) -> list[str]:
    """Gives the values that begin so of the setting that was typed before, where they can be listed."""
    from aiquiz.core.settings import SETTINGS

    setting = SETTINGS.get(str(context.params.get("key")))
    return [word for word in setting.about.kind.words if word.startswith(incomplete)] if setting else []


Key = Annotated[str, typer.Argument(metavar="KEY", help="Which setting.", autocompletion=complete_keys)]
Wanted = Annotated[str, typer.Argument(metavar="VALUE", help="Its new value.", autocompletion=complete_values)]


@config.callback(invoke_without_command=True)
def show(context: typer.Context, *, json: AsJson = False) -> Result | None:
    """Show every setting with its value, where that comes from, and what it means; or change one.

    Example: aiquiz config --json
    """
    if context.invoked_subcommand is not None:
        return None
    from aiquiz.cli.config_data import config_data, config_rows
    from aiquiz.store.paths import find_places
    from aiquiz.store.settings import load_settings

    path = find_places(os.environ).config
    loaded = load_settings(path, os.environ)
    tell_problems(loaded.problems, "settings")

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.config_view import render_config

        return render_config(config_rows(loaded), str(path), has_file=path.is_file())

    return Result(view, "config", (lambda: config_data(loaded, path)) if json else None)


@config.command("set", context_settings={"ignore_unknown_options": True})
def set_(key: Key, value: Wanted) -> Result:
    """Change a setting, and say what that does to your cards.

    Example: aiquiz config set scheduler fsrs-6
    """
    from aiquiz.cli.config_change import change, find_setting, parse_value

    setting = find_setting(key)
    return change(setting, parse_value(setting, value))


@config.command()
def unset(key: Key) -> Result:
    """Take a setting out of the file: the default holds again.

    Example: aiquiz config unset scheduler
    """
    from aiquiz.cli.config_change import change, find_setting

    return change(find_setting(key), None)


@config.command()
def edit() -> Result:
    """Open the file of settings in your editor ($VISUAL or $EDITOR), and check it afterwards.

    A file that is not there yet begins with every setting in a comment.

    Example: aiquiz config edit
    """
    from aiquiz.cli.config_edit import edit_settings

    return edit_settings()


@config.command()
def path() -> Result:
    """Print where the file of settings is, or would be.

    Example: aiquiz config path
    """
    from aiquiz.store.paths import find_places

    place = str(find_places(os.environ).config)

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.text import plain

        return plain(place)

    return Result(view, is_unwrapped=True)
