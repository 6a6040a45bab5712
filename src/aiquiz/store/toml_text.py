"""A TOML file as text: which line a key stands on, and how one line is changed so that all others stay."""

import re
from typing import Any

from aiquiz.core.setting_kinds import Value

BYTE_ORDER_MARK = "\ufeff"
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class TomlError(ValueError):
    """Text that is no TOML, or cannot be changed in one line; `line` counts from 1, 0 is the file as a whole."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def parse_toml(text: str, *, keep_floats: bool = True) -> dict[str, Any]:
    """Gives what a text holds; without `keep_floats` each is the text it was, so that nan is what it is."""
    import tomllib  # noqa: PLC0415 - only for those who have a file

    try:
        return tomllib.loads(text.lstrip(BYTE_ORDER_MARK), parse_float=float if keep_floats else str)
    except RecursionError:
        raise TomlError(0, "it is nested too deeply") from None
    except ValueError as error:
        message = str(error)
        place = _PLACE.search(message)
        line = int(place[1] or text.rstrip("\n").count("\n") + 1) if place else 0
        raise TomlError(line, message[: place.start()] if place else "a number in it is too long") from None


def line_of(text: str, key: str) -> int:
    """Gives the line, from 1, on which a key or a table of the top level begins; 0 when it cannot be told."""
    lines = text.removeprefix(BYTE_ORDER_MARK).split("\n")
    header = re.compile(rf"\s*\[{{1,2}}\s*{_names(key)}\s*[.\]]")
    place = _find_key(lines, key)
    if place is None:
        place = next((number for number, line in enumerate(lines) if header.match(line)), -1)
    return place + 1


def put_value(text: str, key: str, value: Value | None) -> str:
    """Gives the text with the value of a key of the top level changed, added, or taken away (None).

    Every other line stays. What comes out is parsed again; TomlError when it would not say what it should.
    """
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    body = text.removeprefix(mark)
    wanted = parse_toml(body, keep_floats=False)
    wanted.pop(key, None)
    if value is not None:
        wanted[key] = str(value) if isinstance(value, float) else value
    for candidate in _candidates(body, key, value):
        if _says(candidate, wanted):
            return mark + candidate
    raise TomlError(line_of(text, key), f"{key} stands there in a way that cannot be changed in one line")


def _candidates(body: str, key: str, value: Value | None) -> list[str]:
    lines = body.split("\n")
    place = _find_key(lines, key)
    if place is None and value is None:
        return [body]
    if place is None:
        newline = "\r\n" if "\r\n" in body else "\n"
        line = f"{key} = {literal(value)}{newline}"
        end = newline if body and not body.endswith("\n") else ""
        return [f"{body}{end}{line}", f"{line}{body}"]  # where the file ends in a table, the top is left
    if value is None:
        return ["\n".join(lines[:place] + (lines[place + 1 :] or [""]))]
    lines[place] = _with_value(lines[place], key, literal(value))
    return ["\n".join(lines)]


def _with_value(line: str, key: str, literal: str) -> str:
    """Keeps what stands before the value, and a comment behind it."""
    written = r"""("(?:[^"\\]|\\.)*"|'[^']*'|[^#"']*?)"""
    found = re.fullmatch(rf"(\s*{_names(key)}\s*=\s*){written}(\s*(?:#.*)?)", line, re.DOTALL)
    return f"{found[1]}{literal}{found[3]}" if found else line


def _find_key(lines: list[str], key: str) -> int | None:
    """Finds where `key =` stands at the top level: not within a table, an array or a text of several lines."""
    beginning = re.compile(rf"\s*{_names(key)}\s*=")
    for number, line in enumerate(lines):
        if beginning.match(line) and _says("\n".join([*lines[:number], f"{key} = 0"]), {key: 0}, only=key):
            return number
    return None


def _says(text: str, wanted: dict[str, Any], only: str | None = None) -> bool:
    try:
        data = parse_toml(text, keep_floats=False)
    except TomlError:
        return False
    return data == wanted if only is None else data.get(only) == wanted[only]


def _names(key: str) -> str:
    bare = re.escape(key)
    return f"""(?:{bare}|"{bare}"|'{bare}')"""


def literal(value: Value | None) -> str:
    """Gives a value as it is written in TOML."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return repr(value)
