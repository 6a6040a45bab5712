"""Opens the file of settings in an editor, and looks afterwards at what became of it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from aiquiz.cli.config_change import effect_of
from aiquiz.cli.editor import editor_command, open_editor
from aiquiz.cli.output import Result, say
from aiquiz.cli.wiring import World, find_world
from aiquiz.core.settings import SETTINGS, Setting
from aiquiz.errors import ExitCode, UsageError
from aiquiz.store.paths import unusable
from aiquiz.store.settings import Loaded, Origin, load_settings, write_settings
from aiquiz.store.settings_template import settings_template

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.core.reschedule import Rescheduled


def edit_settings() -> Result:
    """Opens the file, and says what changed, or every line that is wrong; an editor that fails changes nothing."""
    world = find_world()
    path = world.places.config
    command = editor_command(os.environ, path)
    if command is None:
        raise UsageError("No editor is set", f"Set EDITOR, as in `export EDITOR=nano`; the file is {path}.")
    before = _read(path)
    if before is None:
        write_settings(path, settings_template())
    opened = _read(path)
    problem = open_editor(command)
    after = _read(path)
    if problem or after == opened:
        _put_back(path, before, after)
        said = f"{problem}: the settings are as they were." if problem else "Nothing was changed."
        return _say_lines([said], ExitCode.PROBLEMS_FOUND if problem else ExitCode.DONE)
    if problems := load_settings(path, {}).problems:
        for found in problems:
            say(str(found))
        return _say_lines(["Mend that: aiquiz config edit"], ExitCode.PROBLEMS_FOUND)
    return _say_changes(world, load_settings(path, os.environ))


def _read(path: Path) -> bytes | None:
    """Gives what the file holds; None when there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unusable(path, error) from error


def _put_back(path: Path, before: bytes | None, after: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    elif before != after:
        from aiquiz.store.replace import write_replacing

        write_replacing(path, before, durable=True)


def _say_lines(lines: list[str], exit_code: ExitCode) -> Result:
    def view(_console: "Console") -> "RenderableType":
        from rich.console import Group

        from aiquiz.terminal.layout import Hanging
        from aiquiz.terminal.text import plain

        return Group(*(Hanging("", plain(line)) for line in lines))

    return Result(view, exit_code=exit_code)


def _say_changes(world: World, after: Loaded) -> Result:
    """Says each setting that has another value now; what that does to the cards stands behind the last one."""
    old, new = world.loaded.settings._asdict(), after.settings._asdict()
    changed = [setting for key, setting in SETTINGS.items() if old[key] != new[key]]
    dated = [setting for setting in changed if setting.about.moves_dates]
    effect = effect_of(world, after) if dated else None
    for key, setting in SETTINGS.items():
        if after.origins[key] is Origin.ENVIRONMENT:
            say(f"Note: {setting.variable} is set in the environment, and goes before the file.")
    if not changed:
        return _say_lines(["Saved. Every setting has the value that it had."], ExitCode.DONE)

    def view(_console: "Console") -> "RenderableType":
        from rich.console import Group

        return Group(
            *(_line(setting, new[setting.key], effect if setting in dated[-1:] else None) for setting in changed)
        )

    return Result(view)


def _line(setting: Setting, value: object, effect: "Rescheduled | None") -> "RenderableType":
    from aiquiz.terminal.config_view import render_change

    return render_change(setting.label, str(value), effect, is_new=True)
