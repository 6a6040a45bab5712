"""Text of others inside a Markdown page: it is shown as it stands, and cannot become anything else there."""

import re

from aiquiz.interchange.plain_text import tidy

# Whole runs only: half of one beside a span that is written anew would make another run, and end elsewhere.
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_MARKS = re.compile(r"[\\`*_\[\]<>&|~#]")
_START = re.compile(r"(\d{0,9})([-+=.)])")
_RUNS = re.compile(r"`+")
_LEAST_FENCE = 3
_REFUSED = frozenset({"html_block", "html_inline", "image"})


def escape_line(text: str) -> str:
    """Gives a text as one line in which only `code` is marked; it may stand in a heading, a list or a table."""
    line = " ".join(tidy(text).split())
    parts, position = [], 0
    if start := _START.match(line):  # what would begin a list or a rule
        parts, position = [f"{start[1]}\\{start[2]}"], start.end()
    for found in _CODE.finditer(line, position):
        parts += [_escape(line[position : found.start()]), _write_code(found[2])]
        position = found.end()
    return "".join(parts) + _escape(line[position:])


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)


def _write_code(text: str) -> str:
    """Gives a span of code; a line through the cells of a table would end one within code as well."""
    if "|" in text or not text.strip("`"):
        return _escape(text)
    fence = "`" * (_longest_run(text) + 1)
    return f"{fence} {text} {fence}" if text.startswith("`") or text.endswith("`") else f"{fence}{text}{fence}"


def fence(text: str, language: str = "text") -> list[str]:
    """Gives lines of a block of code, behind a fence that no line of the text can close."""
    body = tidy(text)
    marks = "`" * max(_LEAST_FENCE, _longest_run(body) + 1)
    return [f"{marks}{language}", *body.split("\n"), marks]


def _longest_run(text: str) -> int:
    return max(map(len, _RUNS.findall(text)), default=0)


def quote(text: str) -> list[str]:
    """Gives lines of a quotation that keeps the Markdown of a text.

    Where it holds HTML, a picture to fetch, or names for links, which would count outside as well, it is left as code.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only where a page is written

    body = tidy(text).strip("\n").expandtabs(4)
    named: dict[str, object] = {}
    tokens = MarkdownIt("commonmark").parse(body, named)
    kinds = {token.type for outer in tokens for token in (outer, *(outer.children or ()))}
    lines = fence(body) if kinds & _REFUSED or named.get("references") else body.split("\n")
    return [f"> {line}" if line else ">" for line in lines]
