"""The settings as the file and the environment have them: values, where each comes from, and what was wrong."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from aiquiz.core.setting_kinds import Value, nearest_word, show_value
from aiquiz.core.settings import SETTINGS, SOME_OF_THEM, SPARE_KEYS, Setting, Settings, find_clash, refuse_clash
from aiquiz.errors import DataError
from aiquiz.store.paths import unusable
from aiquiz.store.problem import Problem

_UNKNOWN_LOOKED_UP = 10
_UNTIL = "until then no setting in the file counts"


class Origin(StrEnum):
    """Where a value comes from; the later goes before the earlier."""

    DEFAULT = "default"
    FILE = "file"
    ENVIRONMENT = "environment"


class Loaded(NamedTuple):
    """The settings, the origin of each by key, and what was wrong, which never stops the program."""

    settings: Settings
    origins: Mapping[str, Origin]
    problems: tuple[Problem, ...]


def load_settings(path: Path, environ: Mapping[str, str]) -> Loaded:
    """Reads the file, if there is one, and the environment; what is wrong leaves the value that held before."""
    try:
        return read_settings(_read(path), path, environ)
    except OSError as error:
        problem = Problem(str(path), 0, f"this cannot be read ({error.strerror or error}): make it readable; {_UNTIL}")
    except UnicodeDecodeError as error:
        problem = Problem(str(path), _line_of(error), f"this is not UTF-8: save it as UTF-8; {_UNTIL}")
    loaded = read_settings("", path, environ)
    return loaded._replace(problems=(problem, *loaded.problems))


def read_file(path: Path) -> str:
    """Gives the text of the file, empty when there is none; DataError when it cannot be read."""
    try:
        return _read(path)
    except OSError as error:
        raise unusable(path, error) from error
    except UnicodeDecodeError as error:
        where = f"{path}:{_line_of(error)}"
        raise DataError(f"Nothing was changed. {where}: this is not UTF-8", "Save it as UTF-8 first.") from error


def _read(path: Path) -> str:
    """Gives the text with the ends of its lines as they are."""
    try:
        return path.read_bytes().decode()
    except (FileNotFoundError, NotADirectoryError):
        return ""


def _line_of(error: UnicodeDecodeError) -> int:
    return error.object.count(b"\n", 0, error.start) + 1


def read_settings(text: str, path: Path, environ: Mapping[str, str]) -> Loaded:
    """Reads the text of a file, and the environment."""
    values: dict[str, Any] = dict(Settings()._asdict())
    origins = dict.fromkeys(SETTINGS, Origin.DEFAULT)
    problems: list[Problem] = []
    for setting, value in _of_file(text, path, problems):
        values[setting.key], origins[setting.key] = value, Origin.FILE
    for setting, value in _of_environment(environ, problems):
        values[setting.key], origins[setting.key] = value, Origin.ENVIRONMENT
    _part_keys(values, origins, text, path, problems)
    return Loaded(Settings(**values), origins, tuple(problems))


def _part_keys(
    values: dict[str, Any], origins: dict[str, Origin], text: str, path: Path, problems: list[Problem]
) -> None:
    """Gives each command a key of its own again: of two on one key the one that was set last goes back.

    A command that came later than somebody's own keys gives way to them.
    """
    while (clash := find_clash(values)) is not None:
        if (late := _find_late(clash, values, origins)) is not None:
            values[late] = SPARE_KEYS[late]
            continue
        key = max(clash, key=lambda name: (list(Origin).index(origins[name]), clash.index(name)))
        said = f"{refuse_clash(clash, values[key])}, so {key} is {show_value(SETTINGS[key].default)} as before"
        if origins[key] is Origin.FILE:
            from aiquiz.store.toml_text import line_of  # noqa: PLC0415 - only for those who have a file

            problems.append(Problem(str(path), line_of(text, key), said))
        else:
            problems.append(Problem(SETTINGS[key].variable, 0, said))
        values[key], origins[key] = SETTINGS[key].default, Origin.DEFAULT


def _find_late(clash: tuple[str, str], values: dict[str, Any], origins: dict[str, Origin]) -> str | None:
    keys = [key for key in clash if key in SPARE_KEYS and origins[key] is Origin.DEFAULT]
    return next((key for key in keys if values[key] == SETTINGS[key].default), None)


def _of_file(text: str, path: Path, problems: list[Problem]) -> Iterator[tuple[Setting, Value]]:
    if not text:
        return
    from aiquiz.store.toml_text import TomlError, line_of, parse_toml  # noqa: PLC0415 - only for those who have a file

    try:
        data = parse_toml(text)
    except TomlError as error:
        message = f"this is not TOML ({error}): mend it; {_UNTIL}"
        problems.append(Problem(str(path), error.line, message))
        return
    for key, setting in SETTINGS.items():
        if key not in data:
            continue
        if (value := setting.about.kind.check(data[key])) is not None:
            yield setting, value
        else:
            problems.append(Problem(str(path), line_of(text, key), _refuse(setting, data[key])))
    unknown = [key for key in data if key not in SETTINGS]
    problems += [Problem(str(path), line_of(text, key), _unknown(key)) for key in unknown[:_UNKNOWN_LOOKED_UP]]
    problems += [Problem(str(path), 0, f"{show_value(key)} is no setting") for key in unknown[_UNKNOWN_LOOKED_UP:]]


def _of_environment(environ: Mapping[str, str], problems: list[Problem]) -> Iterator[tuple[Setting, Value]]:
    """Reads the variables; a blank one counts as none."""
    for setting in SETTINGS.values():
        text = environ.get(setting.variable, "").strip()
        if not text:
            continue
        if (value := setting.about.kind.parse(text)) is not None:
            yield setting, value
        else:
            problems.append(Problem(setting.variable, 0, _refuse(setting, text)))


def _refuse(setting: Setting, value: object) -> str:
    said, hint = setting.refuse(value)
    return f"{said}, so it is left out. {hint}"


def _unknown(key: str) -> str:
    near = nearest_word(key, SETTINGS)
    hint = f"did you mean {near}?" if near else f"known: {SOME_OF_THEM}."
    return f"there is no setting called {show_value(key)}; {hint}"


def change_setting(text: str, path: Path, key: str, value: Value | None) -> str:
    """Gives the text of the file with one setting changed, or taken out (None); DataError when that cannot be done."""
    from aiquiz.store.toml_text import TomlError, put_value  # noqa: PLC0415 - only for those who change something

    try:
        return put_value(text, key, value)
    except TomlError as error:
        where = f"{path}:{error.line}" if error.line else str(path)
        raise DataError(f"Nothing was changed. {where}: {error}", "Mend it in an editor first.") from error


def write_settings(path: Path, text: str) -> None:
    """Writes the file in one piece; DataError leaves the old one standing."""
    from aiquiz.store.replace import write_replacing  # noqa: PLC0415 - only for those who change something

    try:
        write_replacing(path, text.encode(), durable=True)
    except OSError as error:
        raise unusable(path, error) from error
