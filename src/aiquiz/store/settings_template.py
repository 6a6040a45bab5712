"""The file of settings before anything is set: every setting with its meaning, each in a comment."""

from itertools import groupby

from aiquiz.core.settings import KEYS, SETTINGS, Setting
from aiquiz.store.toml_text import literal

_HEAD = "# The settings of aiquiz. Take away the # before a setting to give it a value of your own."


def settings_template() -> str:
    """Gives the text, which sets nothing yet."""
    parts = [_HEAD]
    for group, members in groupby(SETTINGS.values(), key=lambda setting: setting.about.group):
        parts += ["", f"# --- {group} ---"]
        for setting in members:
            parts += _about(setting)
    return "\n".join(parts) + "\n"


def _about(setting: Setting) -> list[str]:
    line = f"# {setting.key} = {literal(setting.default)}"
    if setting.about.group is KEYS:
        return [f"{line:<24}# {setting.about.meaning}"]
    return ["", f"# {setting.about.meaning}", f"# It is {setting.about.kind.allowed}.", line]
