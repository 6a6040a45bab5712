"""Markdown to HTML, as much of it as cards use: paragraphs, lists, tables, code, emphasis, links.

A whole Markdown parser takes ten times as long, which an export of 10,000 cards would notice.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import takewhile

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})\s*([\w+#-]*)")
_ITEM = re.compile(r"( *)([-+*]|\d{1,9}[.)])\s+(.*)")
_INTERRUPTS = re.compile(r" *(?:[-+*]|1[.)])\s")
_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*$")
_TABLE_RULE = re.compile(r" *\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|? *$")
_CODE = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_MATH = re.compile(r"\$\$(.+?)\$\$|(?<![\w$])\$(?=\S)([^$\n]+?)(?<=\S)\$(?![\w$])")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
_ITALIC = re.compile(r"\*(?=[^\s*])(.+?)(?<=[^\s*])\*|(?<!\w)_(?=[^\s_])(.+?)(?<=[^\s_])_(?!\w)", re.DOTALL)
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)")
_BACKSLASH = re.compile(r"\\([!-/:-@\[-`{-~])")
_KEPT = re.compile("\ue000(\\d+)\ue001")


def to_html(text: str) -> str:
    """Gives the HTML of a card's text; what is no mark is escaped, so no HTML within comes through."""
    return "".join(_blocks(text.split("\n")))


def inline_html(text: str) -> str:
    """Gives the HTML of a single line."""
    kept: list[str] = []

    def keep(html: str) -> str:
        kept.append(html)
        return f"\ue000{len(kept) - 1}\ue001"

    if "`" in text:
        text = _CODE.sub(lambda found: keep(f"<code>{escape(found[2].strip(), quote=False)}</code>"), text)
    if "\\" in text:
        text = _BACKSLASH.sub(lambda found: keep(escape(found[1], quote=False)), text)
    if "$" in text:
        text = _MATH.sub(lambda found: keep(_formula(found)), text)
    text = escape(text, quote=False)
    if "*" in text or "_" in text:
        text = _BOLD.sub(r"<b>\1</b>", text)
        text = _ITALIC.sub(lambda found: f"<i>{found[1] or found[2]}</i>", text)
    if "](" in text:
        text = _LINK.sub(lambda found: f'<a href="{found[2].replace(chr(34), "%22")}">{found[1]}</a>', text)
    while kept and _KEPT.search(text):
        text = _KEPT.sub(lambda found: kept[int(found[1])], text)
    return text


def _formula(found: re.Match[str]) -> str:
    body = escape(found[1] or found[2], quote=False)
    return f"\\[{body}\\]" if found[1] else f"\\({body}\\)"


def _blocks(lines: list[str]) -> Iterator[str]:
    place = 0
    while place < len(lines):
        line = lines[place]
        if not line.strip():
            place += 1
            continue
        html, place = _block(lines, place)
        yield html


def _block(lines: list[str], place: int) -> tuple[str, int]:
    """Gives the block that begins at a line, and the line behind it."""
    line = lines[place]
    if fence := _FENCE.match(line):
        body = list(takewhile(lambda row: not row.lstrip().startswith(fence[1]), lines[place + 1 :]))
        name = f' class="language-{fence[2]}"' if fence[2] else ""
        return f"<pre><code{name}>{escape(chr(10).join(body), quote=False)}</code></pre>", place + len(body) + 2
    if found := _HEADING.match(line):
        return f"<h{len(found[1])}>{inline_html(found[2])}</h{len(found[1])}>", place + 1
    if "|" in line and place + 1 < len(lines) and _TABLE_RULE.match(lines[place + 1]):
        rows = list(takewhile(lambda row: "|" in row, lines[place + 2 :]))
        return _table(line, rows), place + 2 + len(rows)
    if _ITEM.match(line):
        end = _end_of_list(lines, place)
        return _list(lines[place:end]), end
    if line.lstrip().startswith(">"):
        quoted = list(takewhile(lambda row: row.lstrip().startswith(">"), lines[place:]))
        inner = to_html("\n".join(row.lstrip()[1:].removeprefix(" ") for row in quoted))
        return f"<blockquote>{inner}</blockquote>", place + len(quoted)
    end = place + 1
    while end < len(lines) and not _ends_paragraph(lines, end):
        end += 1
    return f"<p>{inline_html(chr(10).join(row.strip() for row in lines[place:end]))}</p>", end


def _ends_paragraph(lines: list[str], place: int) -> bool:
    line = lines[place]
    return not line.strip() or bool(_FENCE.match(line) or _INTERRUPTS.match(line) or _HEADING.match(line))


def _end_of_list(lines: list[str], place: int) -> int:
    """Gives the line behind a list: a line that is neither an item nor indented, after a blank one."""
    end, blank = place + 1, False
    while end < len(lines):
        line = lines[end]
        if line.strip() and blank and not line.startswith("  ") and not _ITEM.match(line):
            break
        blank = not line.strip()
        end += 1
    return end


def _list(lines: list[str]) -> str:
    first = _ITEM.match(lines[0])
    indent, sign = (len(first[1]), first[2]) if first else (0, "-")
    items: list[list[str]] = []
    for line in lines:
        found = _ITEM.match(line)
        if found and len(found[1]) <= indent + 1:
            items.append([found[3]])
        elif items:
            items[-1].append(line)
    tag = "ol" if sign[0].isdigit() else "ul"
    start = f' start="{int(sign[:-1])}"' if tag == "ol" and int(sign[:-1]) != 1 else ""
    return f"<{tag}{start}>{''.join(f'<li>{_item(item)}</li>' for item in items)}</{tag}>"


def _item(lines: list[str]) -> str:
    """Gives the inside of an item: its text, and what is indented below it."""
    head = [lines[0], *takewhile(lambda row: row.strip() and not _ITEM.match(row), lines[1:])]
    rest = lines[len(head) :]
    depth = min((len(row) - len(row.lstrip()) for row in rest if row.strip()), default=0)
    below = to_html("\n".join(row[depth:] for row in rest))
    return inline_html("\n".join(row.strip() for row in head)) + below


def _table(head: str, rows: list[str]) -> str:
    def cells(line: str, tag: str) -> str:
        inner = line.strip().removeprefix("|").removesuffix("|")
        return "".join(
            f"<{tag}>{inline_html(cell.strip().replace(chr(92) + '|', '|'))}</{tag}>"
            for cell in re.split(r"(?<!\\)\|", inner)
        )

    body = "".join(f"<tr>{cells(row, 'td')}</tr>" for row in rows)
    return f"<table><tr>{cells(head, 'th')}</tr>{body}</table>"
