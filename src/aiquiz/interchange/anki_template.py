"""Anki's card templates: which fields stand on which side of a card, and which words a cloze hides."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from aiquiz.interchange.html_text import LONGEST_HTML

_TAG = re.compile(r"\{\{\{?([^{}]{0,200})\}?\}\}")
_COMMENT = re.compile(r"<!--.{0,2000}?-->", re.DOTALL)
_ANSWER_LINE = re.compile(r"<hr[^>]{0,200}\bid\s*=\s*[\"']?answer\b[^>]{0,200}>", re.IGNORECASE)
_CLOZE_PART = re.compile(r"\{\{c([\d,]{1,20})::|\}\}")
_ONLY_ON_BACK = {"type", "hint"}
_NOTHING = {"tts", "tts-voices"}


class Side(NamedTuple):
    """How to fill in a side of a card: the values by field, the cloze's number, and whether it is the back."""

    fields: Mapping[str, str]
    cloze: int
    is_back: bool


def question_side(template: str, fields: Mapping[str, str], cloze: int) -> str:
    """Gives the HTML of the front."""
    return _fill(template, Side(fields, cloze, is_back=False))


def answer_side(template: str, fields: Mapping[str, str], cloze: int) -> str:
    """Gives the HTML of the back without the front that it repeats."""
    _, line, after = _split(template)
    filled = _fill(after if line else template, Side({**fields, "FrontSide": ""}, cloze, is_back=True))
    return filled if line else _ANSWER_LINE.split(filled)[-1]


def _split(template: str) -> tuple[str, str, str]:
    found = _ANSWER_LINE.search(template)
    if not found or "{{#" in template[: found.start()] or "{{^" in template[: found.start()]:
        return template, "", ""
    return template[: found.start()], found[0], template[found.end() :]


@lru_cache(maxsize=512)
def _parts(template: str) -> tuple[str, ...]:
    """Gives text and names of fields in turn."""
    return tuple(_TAG.split(_COMMENT.sub("", template[:LONGEST_HTML])))


def _fill(template: str, side: Side) -> str:
    out: list[str] = []
    hidden: list[bool] = []
    size = 0
    for place, part in enumerate(_parts(template)):
        if place % 2 and part.strip()[:1] in {"#", "^", "/"}:
            _condition(part.strip(), side, hidden)
        elif not (hidden and hidden[-1]):
            out.append(_value(part, side) if place % 2 else part)
            size += len(out[-1])
            if size > LONGEST_HTML:
                break
    return "".join(out)


def _condition(part: str, side: Side, hidden: list[bool]) -> None:
    if part[0] == "/":
        if hidden:
            hidden.pop()
        return
    name = part[1:].strip()
    is_filled = bool(re.sub(r"<(?:br|/?div|/?p)\s*/?>|&nbsp;|\s", "", side.fields.get(name, "")))
    if re.fullmatch(r"c\d+", name):
        is_filled = name == f"c{side.cloze}"
    hidden.append(is_filled == (part[0] == "^") or (bool(hidden) and hidden[-1]))


def _value(tag: str, side: Side) -> str:
    *filters, name = (word.strip() for word in tag.split(":"))
    kinds = {word.split(" ")[0] for word in filters}
    if kinds & _NOTHING or (kinds & _ONLY_ON_BACK and not side.is_back and "cloze" not in kinds):
        return ""
    text = side.fields.get(name, "")
    return fill_cloze(text, side.cloze, is_back=side.is_back) if "cloze" in kinds else text


def cloze_numbers(text: str) -> list[int]:
    """Gives the numbers of the clozes in a text, each once, in order."""
    found = {int(n) for m in _CLOZE_PART.finditer(text) if m[1] for n in m[1].split(",") if n}
    return sorted(number for number in found if 0 < number <= 500)  # noqa: PLR2004 - as many cards as Anki makes


def fill_cloze(text: str, number: int, *, is_back: bool) -> str:
    """Gives a text with the clozes of that number hidden, or on the back in bold, and all others as they are."""
    stack: list[tuple[bool, list[str]]] = [(False, [])]
    position = 0
    for found in _CLOZE_PART.finditer(text):
        stack[-1][1].append(text[position : found.start()])
        position = found.end()
        if found[1]:
            stack.append((str(number) in found[1].split(","), []))
        elif len(stack) > 1:
            is_asked, parts = stack.pop()
            stack[-1][1].append(_show_cloze("".join(parts), is_asked=is_asked, is_back=is_back))
        else:
            stack[-1][1].append(found[0])
    stack[-1][1].append(text[position:])
    return "".join("".join(parts) for _, parts in stack)


def _show_cloze(inner: str, *, is_asked: bool, is_back: bool) -> str:
    words, _, hint = inner.partition("::")
    if not is_asked:
        return words
    return f"<b>{words}</b>" if is_back else f"[{hint or '…'}]"
