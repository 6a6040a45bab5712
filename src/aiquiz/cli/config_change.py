"""Changes one setting in the file, and finds out what that does to the dates of the cards."""

import os
from typing import TYPE_CHECKING

from aiquiz.cli.output import Result, say, tell_problems
from aiquiz.cli.wiring import find_world, lay_out, make_rules
from aiquiz.core.reschedule import Outlook, Rescheduled, reschedule
from aiquiz.core.setting_kinds import Value, nearest_word
from aiquiz.core.settings import SETTINGS, SOME_OF_THEM, Setting, find_clash, refuse_clash
from aiquiz.errors import UsageError
from aiquiz.store.history import load_history
from aiquiz.store.settings import Loaded, Origin, change_setting, read_file, read_settings, write_settings

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.cli.wiring import World


def find_setting(key: str) -> Setting:
    """Gives the setting of that name; UsageError names the nearest when there is none."""
    if key in SETTINGS:
        return SETTINGS[key]
    near = nearest_word(key, SETTINGS)
    hint = f"Did you mean {near}?" if near else f"Known: {SOME_OF_THEM}."
    raise UsageError(f"There is no setting called {key!r}", hint)


def parse_value(setting: Setting, text: str) -> Value:
    """Gives the value that was typed; UsageError says what is allowed."""
    value = setting.about.kind.parse(text)
    if value is None:
        raise UsageError(*setting.refuse(text))
    return value


def change(setting: Setting, value: Value | None) -> Result:
    """Writes a value, or takes it out (None), once it is known what comes of it."""
    world = find_world()
    _refuse_clash(setting, world.loaded, setting.default if value is None else value)
    path = world.places.config
    text = read_file(path)
    changed = change_setting(text, path, setting.key, value)
    after = read_settings(changed, path, os.environ)
    is_new = after.settings != world.loaded.settings
    effect = effect_of(world, after) if is_new and setting.about.moves_dates else None
    if changed != text:
        write_settings(path, changed)
    tell_problems(after.problems, "settings")
    if after.origins[setting.key] is Origin.ENVIRONMENT:
        say(f"Note: {setting.variable} is set in the environment, and goes before the file.")
    now = str(after.settings._asdict()[setting.key])

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.config_view import render_change

        return render_change(setting.label, now, effect, is_new=is_new)

    return Result(view)


def _refuse_clash(setting: Setting, loaded: Loaded, value: Value) -> None:
    clash = find_clash({**loaded.settings._asdict(), setting.key: value})
    if clash is not None:
        other = next(key for key in clash if key != setting.key)
        hint = f"Give {other} another key first, or change both at once: aiquiz config edit"
        raise UsageError(refuse_clash(clash, value), hint)


def effect_of(world: "World", after: Loaded) -> Rescheduled:
    """Gives what changed settings do to the dates of the cards.

    It folds the history anew only where the day turns at another hour: dates are not part of what is folded.
    """
    desk = lay_out(world)
    progress = desk.history.progress
    rules = make_rules(after.settings)
    if rules.rollover_hour != world.rules.rollover_hour:
        progress = load_history(world.places.reviews, world.places.snapshot, rules).progress
    then = world._replace(rules=make_rules(after.settings, progress.fit.person))
    return reschedule(
        desk.cards,
        Outlook(desk.history.progress, desk.world.rules, desk.world.today),
        Outlook(progress, then.rules, then.today),
    )
