"""The settings as rows for the screen and as data for `--json`; docs/json.md is the page of the format."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiquiz.core.settings import KEYS, SETTINGS
from aiquiz.store.settings import Loaded

if TYPE_CHECKING:
    from aiquiz.terminal.config_view import Row


def config_rows(loaded: Loaded) -> "list[Row]":
    """Gives a row for each setting."""
    from aiquiz.terminal.config_view import Row

    values = loaded.settings._asdict()
    return [
        Row(
            key,
            str(values[key]),
            loaded.origins[key],
            setting.about.meaning,
            setting.about.kind.allowed,
            setting.about.group,
            is_short=setting.about.group is KEYS,
        )
        for key, setting in SETTINGS.items()
    ]


def config_data(loaded: Loaded, path: Path) -> dict[str, Any]:
    """Gives the settings as a JSON object."""
    values = loaded.settings._asdict()
    rows = [
        {
            "key": key,
            "group": setting.about.group,
            "value": values[key],
            "origin": loaded.origins[key],
            "default": setting.default,
            "allowed": setting.about.kind.allowed,
            "variable": setting.variable,
            "meaning": setting.about.meaning,
        }
        for key, setting in SETTINGS.items()
    ]
    problems = [{"path": place, "line": line, "message": message} for place, line, message in loaded.problems]
    return {"path": str(path), "settings": rows, "problems": problems}
