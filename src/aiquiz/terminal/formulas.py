"""Where formulas stand in a text, and how they get through Markdown."""

import re
from functools import cache

from aiquiz.terminal import latex

_CODE = (
    r"^[ >]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*(?:\n|\Z)[\s\S]*?(?:^[ >]*(?P=fence)[`~]*[ ]*$|\Z)"
    r"|(?<!`)(?P<ticks>`+)(?!`)[\s\S]+?(?<!`)(?P=ticks)(?!`)"
)
_INDENTED_CODE = r"|(?:\A|\n[ ]*\n)(?:[ ]{4}[^\n]*(?:\n|\Z))+"
# As in Pandoc: no space inside the dollars, no digit after them; a blank line ends a formula.
_BODY = r"(?:[^$\\\n]|\\[\s\S]|\n(?![ ]*\n))"
_FORMULA = (
    rf"|\$\$(?P<display>{_BODY}{{1,1000}}?)\$\$"
    rf"|(?<![A-Za-z0-9$])\$(?P<dollars>(?![\s$]){_BODY}{{1,1000}}(?<!\s))\$(?![\d$])"
    r"|\\\((?P<round>[\s\S]{1,1000}?)\\\)"
    r"|\\\[(?P<square>(?=[^\]]{0,1000}[\\^_=][^\]])[\s\S]{1,1000}?)\\\]"  # \[1\] is a bracket that Markdown escapes
    r"|\\[\s\S]"
)
_NAMES = ("display", "dollars", "round", "square")
_LIST_ITEM = r"(?m)^ *(?:[-+*]|\d{1,9}[.)]) "
_TABLE = r"-[ :]*\||\|[ :]*-"
_MONEY = r"(?s)\d(?:.*[^\\A-Za-z{])?(?:[A-Za-z]{3}|(?:at|by|if|in|is|of|on|or|to|vs)\b)"

_MARK = (
    r"`|(?<! )\*|\*(?! )|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z])|&(?=[#\w])|\](?=\(|\Z)|~~"
    r"|\\(?=[!-/:-@\[-`{-~]|\Z)"
)
_LINE_START = r"[ >*+\-.)\d]*"
_BLOCK_MARK = r"(?:#{1,6}|[-+]|\d+[.)])(?=\s|\Z)|>|[-=]+\Z"


def convert(text: str, *, for_markdown: bool = True) -> str:
    r"""Gives the text with `$…$`, `$$…$$`, `\(…\)` and `\[…\]` in Unicode; code and money are left alone.

    What cannot be converted stays as it was written. For Markdown, whatever it would take for a mark is escaped.
    """
    if "$" not in text and "\\(" not in text and "\\[" not in text:
        return text
    piped = re.search(_TABLE, text) is not None

    def shown(found: re.Match[str]) -> str:
        body = next((found[name] for name in _NAMES if found[name]), None)
        if body is None or (found["dollars"] and _is_money(body, text[found.end() : found.end() + 1])):
            return found[0]
        formula = latex.in_unicode(body)
        if not for_markdown:
            return found[0] if formula is None else formula
        line_so_far = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        return _escaped(found[0] if formula is None else formula, line_so_far, in_table=piped)

    return _pattern(indented_code=re.search(_LIST_ITEM, text) is None).sub(shown, text)


@cache
def _pattern(*, indented_code: bool) -> re.Pattern[str]:
    # Under a list item four spaces are a paragraph of the item, not code.
    return re.compile(_CODE + (_INDENTED_CODE if indented_code else "") + _FORMULA, re.MULTILINE)


def _is_money(body: str, following: str) -> bool:
    if following.isascii() and following.isalpha() and len(body) > len("5x"):
        return not any(mark in body for mark in "\\^_{")
    return re.match(_MONEY, body) is not None


def _escaped(formula: str, line_so_far: str, *, in_table: bool) -> str:
    escaped = re.sub(_MARK, r"\\\g<0>", " ".join(formula.split("\n")))
    if in_table:
        escaped = escaped.replace("|", "\\|")
    if re.fullmatch(_LINE_START, line_so_far) and (mark := re.match(_BLOCK_MARK, escaped)):
        return f"{escaped[: mark.end() - 1]}\\{escaped[mark.end() - 1 :]}"
    return escaped
