"""How a card is written as YAML, so that it is read back as the same card."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from aiquiz.core.cards import TOLERANCE, Card, KeyPoint, Parameter, Source
from aiquiz.store.card_file import OWN_FIELDS, READERS

_PLAIN = re.compile(
    r"[A-Za-zÀ-ɏ0-9(][^\t\n\r#\[\]{},&*!|>'\"%@`\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*"
)
"""Texts that YAML takes as they stand, but for a colon; more than it would refuse is quoted."""

_COLON = re.compile(r":(\s|$)")
_BLOCK = re.compile("[^\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]+")
"""Texts that can stand below a `|`; the others are written in double quotes, with escapes."""

_ESCAPED = re.compile('[\x00-\x1f\x7f-\xa0"\\\\\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]')
_FIELDS = tuple(name for name in READERS if name not in OWN_FIELDS)


def write_card(card: Card, *, topic: str = "", indent: int = 0) -> str:
    """Gives a card as an item of a list, with the fields that say something; `topic` is written where it is given."""
    rows: list[tuple[str, Any]] = [(name, getattr(card, name)) for name in _FIELDS]
    rows[1:1] = [("overrides", card.overrides), ("topic", topic)]
    said = [row for row in rows if (row[1] and row != ("tolerance", TOLERANCE)) or row[0] in {"id", "question"}]
    lines = [line for name, value in said for line in write_field(name, value)]
    space = " " * indent
    text = "\n".join(f"{space}{'  ' if place else '- '}{line}" if line else "" for place, line in enumerate(lines))
    return f"{text}\n"


def write_field(name: str, value: Any) -> Iterator[str]:
    """Gives the lines of one field."""
    if isinstance(value, bool):
        yield f"{name}: {str(value).lower()}"
    elif isinstance(value, str) and "\n" in value and _fits_block(value):
        yield f"{name}: |"
        yield from (f"  {line}" if line else "" for line in value.split("\n"))
    elif isinstance(value, str):
        yield f"{name}: {_inline(value)}"
    elif isinstance(value, int | date):
        yield f"{name}: {value}"
    elif isinstance(value, float):
        yield f"{name}: {value!r}"
    elif name == "parameters":
        yield f"{name}:"
        yield from (f"  {parameter.name}: {_parameter(parameter)}" for parameter in value)
    else:
        yield from _list(name, value)


def _list(name: str, items: Iterable[Any]) -> Iterator[str]:
    yield f"{name}:"
    for item in items:
        if isinstance(item, Source):
            yield f"  - {{title: {_quoted(item.title)}, authors: {_quoted(item.authors)}, year: {item.year}}}"
        elif isinstance(item, KeyPoint):
            yield from _point(item)
        else:
            yield f"  - {_inline(item)}"


def _point(point: KeyPoint) -> Iterator[str]:
    if not point.match:
        yield f"  - {_inline(point.text)}"
        return
    yield f"  - text: {_inline(point.text)}"
    yield f"    match: [{', '.join(_quoted(entry) for entry in point.match)}]"


def _parameter(parameter: Parameter) -> str:
    match parameter.written:
        case str(formula):
            return _quoted(formula)
        case list(choices):
            return f"[{', '.join(map(repr, choices))}]"
        case span:
            return f"{{{', '.join(f'{name}: {number!r}' for name, number in span.items())}}}"


def _fits_block(text: str) -> bool:
    return bool(_BLOCK.fullmatch(text)) and text[0] not in " \n" and not text.endswith("\n")


def _inline(text: str) -> str:
    is_plain = _PLAIN.fullmatch(text) and not _COLON.search(text) and not text.endswith(" ")
    return text if is_plain else _quoted(text)


def _quoted(text: str) -> str:
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    letter = found[0]
    known = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
    return known.get(letter) or f"\\U{ord(letter):08x}"
