"""A page of Markdown as it grows: lines and paragraphs, lists, tables, code, links, formulas."""

import re

from aiquiz.interchange.html_marks import lower, raise_up, set_marks
from aiquiz.interchange.html_table import lay_table
from aiquiz.interchange.plain_text import tidy

_MATH = re.compile(
    r"\\\((?P<a>.{0,2000}?)\\\)|\\\[(?P<b>.{0,2000}?)\\\]|\[\$\$\](?P<c>.{0,2000}?)\[/\$\$\]"
    r"|\[\$\](?P<d>.{0,2000}?)\[/\$\]|\[latex\](?P<e>.{0,2000}?)\[/latex\]",
    re.DOTALL,
)
_ESCAPED = re.compile(r"[*`]|(?<!\w)_|_(?!\w)|^(?:#|>)")
_MAY_BE_MARK = re.compile("[*`_#>]")
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"()]+", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_FURTHEST = 40
"""How many pieces are looked at to find the end of the text: more marks than that stand together in no card."""

_RUNS = ("javascript:", "data:", "vbscript:")


def escape(text: str) -> str:
    """Gives a text in which Markdown finds no mark."""
    return _ESCAPED.sub(r"\\\g<0>", text) if _MAY_BE_MARK.search(text) else text


class Page:
    """What is written so far, and what could not be; `plain` leaves out emphasis."""

    def __init__(self, *, plain: bool) -> None:
        self.losses: list[str] = []
        self.out: list[str] = []
        self.in_code = 0
        self.plain = plain
        self._lists: list[int | None] = []
        self._links: list[str] = []
        self._tables: list[tuple[list[str], list[list[str]]]] = []
        self._lifted: list[int] = []
        self._is_in_cell = False

    def result(self) -> str:
        """Gives the page, its marks set and its blank lines trimmed."""
        while self._tables:
            self.end_table()
        text = tidy(set_marks("".join(self.out), plain=self.plain))
        if " \n" in text or "\t\n" in text:
            text = re.sub(r"[ \t]+(?=\n)", "", text)
        return (re.sub(r"\n{3,}", "\n\n", text) if "\n\n\n" in text else text).strip()

    def lose(self, what: str) -> None:
        """Notes that something could not be taken over."""
        self.losses.append(what)

    def break_line(self, lines: int, *, is_forced: bool = False) -> None:
        """Ends the line, or with 2 the paragraph, unless it is ended already."""
        have = 0
        for piece in reversed(self.out[-_FURTHEST:]):
            if piece and piece[0] not in "\ue000\ue001":
                if stripped := piece.rstrip("\n"):
                    have += len(piece) - len(stripped)
                    self.out.append("\n" * (max(0, lines - have) or is_forced))
                    return
                have += len(piece)

    def end_paragraph(self, *, is_forced: bool = False) -> None:
        """Ends what HTML shows as a line: to Markdown a lone newline is a space."""
        is_line = self.plain or self._lists or self._tables
        self.break_line(1 if is_line else 2, is_forced=is_forced)

    def write(self, data: str) -> None:
        """Takes text as it is read; formulas keep every character."""
        if "\\" not in data and "[" not in data:
            self._text(data)
            return
        position = 0
        for found in _MATH.finditer(data):
            self._text(data[position : found.start()])
            self._formula(found)
            position = found.end()
        self._text(data[position:])

    def _text(self, data: str) -> None:
        text = data if data.isprintable() and "  " not in data else _SPACES.sub(" ", data)
        if text.startswith(" ") and (not self.out or self._before().endswith((" ", "\n"))):
            text = text[1:]
        if text:
            self.out.append(text if self.plain or self.in_code else escape(text))

    def _before(self) -> str:
        return next(
            (piece for piece in reversed(self.out[-_FURTHEST:]) if piece and piece[0] not in "\ue000\ue001"), "\n"
        )

    def _formula(self, found: re.Match[str]) -> None:
        if found.lastgroup in {"c", "d", "e"}:
            self.lose("a LaTeX picture (its source is kept)")
        body = " ".join(found[found.lastgroup or 0].split()).strip("$ ")
        self.out.append(f"$${body}$$" if found.lastgroup in {"b", "c"} else f"${body}$")

    def add_code(self, code: str, language: str) -> None:
        """Adds a block of code."""
        self.break_line(2)
        self.out.append(f"```{language}\n{code}\n```" if code else "")
        self.break_line(2)

    def begin_link(self, address: str) -> None:
        """Begins a link; only the web and mail are linked to."""
        if address.lower().lstrip().startswith(_RUNS):
            self.lose("a script")
        is_shown = _WEB.fullmatch(address) is not None
        self.out.append("[" if is_shown and not self.plain else "")
        self._links.append("" if not is_shown else f" ({address})" if self.plain else f"]({address})")

    def end_link(self) -> None:
        """Ends a link."""
        self.out.append(self._links.pop() if self._links else "")

    def begin_lift(self) -> None:
        """Begins a superscript or a subscript."""
        self._lifted.append(len(self.out))

    def end_lift(self, tag: str) -> None:
        """Ends a superscript or a subscript."""
        if self._lifted:
            start = self._lifted.pop()
            inner = "".join(self.out[start:])
            self.out[start:] = [raise_up(inner) if tag == "sup" else lower(inner)]

    def begin_list(self, first: int | None) -> None:
        """Begins a list, numbered from `first` on or not at all."""
        self.break_line(1 if self._lists else 2)
        self._lists.append(first)

    def begin_item(self) -> None:
        """Begins an item of a list; one outside of any list gets a dash too."""
        self.break_line(1)
        indent = "   " * max(0, len(self._lists) - 1)
        number = self._lists[-1] if self._lists else None
        if number is None:
            self.out.append(f"{indent}- ")
        else:
            self.out.append(f"{indent}{number}. ")
            self._lists[-1] = number + 1

    def end_list(self) -> None:
        """Ends a list."""
        if self._lists:
            self._lists.pop()
            self.break_line(1 if self._lists else 2)

    def begin_table_part(self, tag: str) -> None:
        """Begins a table, a row or a cell; what stands between two cells is no part of a table."""
        if tag == "table":
            self.break_line(2)
            self._tables.append((self.out, []))
            self.out, self._is_in_cell = [], False
        elif not self._tables:
            self.break_line(1)
        else:
            if self._is_in_cell:
                self.end_cell()
            self._is_in_cell = tag != "tr"
            if tag == "tr":
                self._tables[-1][1].append([])
            self.out = []

    def end_cell(self) -> None:
        """Ends a cell."""
        if self._tables:
            rows = self._tables[-1][1]
            if not rows:
                rows.append([])
            rows[-1].append("".join(self.out))
            self.out, self._is_in_cell = [], False
            self._lifted.clear()

    def end_table(self) -> None:
        """Ends a table."""
        if self._tables:
            if self._is_in_cell:
                self.end_cell()
            loose = "".join(self.out)
            self.out, rows = self._tables.pop()
            self.out += [lay_table(rows), loose]
            self.break_line(2)
            self._lifted.clear()
