"""HTML to Markdown: the text is kept, scripts and styles are dropped, and what cannot be shown is told."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from aiquiz.interchange.html_marks import BOLD, CODE, ITALIC
from aiquiz.interchange.html_page import Page, escape
from aiquiz.interchange.plain_text import tidy

LONGEST_HTML = 100_000
_SOUND = re.compile(r"\[sound:([^\]]{0,500})\]")
_UNSHOWN = {
    "iframe": "an embedded page",
    "object": "an embedded object",
    "embed": "an embedded object",
    "video": "a video",
    "audio": "a sound",
    "svg": "a drawing",
    "canvas": "a drawing",
    "input": "an input field",
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PARAGRAPHS = frozenset(
    {"p", "br", "div", "blockquote", "hr", "section", "article", "dt", "dd", "center", "header", "footer", "address"}
)
_MARKS = {"b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC, "code": CODE, "tt": CODE, "kbd": CODE, "samp": CODE}
_QUICK = frozenset({*_MARKS, *_PARAGRAPHS, *_HEADINGS, *("ul", "ol", "li", "table", "tr", "td", "th", "sup", "sub")})
_PLAIN_TAG, _PLAIN_END = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,9})>"), re.compile(r"</([a-zA-Z][a-zA-Z0-9]{0,9})>")
_LANGUAGE = re.compile(r"language-([a-z0-9+#-]+)")
_LONGEST_NUMBER = 9

Attributes = list[tuple[str, str | None]]


class Converted(NamedTuple):
    """A text as Markdown, and what it could not hold."""

    text: str
    losses: tuple[str, ...] = ()


def to_markdown(html: str, *, plain: bool = False) -> Converted:
    """Gives HTML as Markdown; `plain` leaves out emphasis, for a text that is shown as it stands."""
    if not any(mark in html for mark in "<&[\\"):
        text = " ".join(tidy(html).split())
        return Converted(text if plain else escape(text))
    losses = [f"the sound {tidy(found[1])}" for found in _SOUND.finditer(html)]
    without = _SOUND.sub("", html).replace("\ue000", "").replace("\ue001", "")
    reader = _Reader(Page(plain=plain))
    try:
        reader.feed(without)
        reader.close()
    except AssertionError:  # the standard library's answer to some marked sections
        return Converted(tidy(unescape(re.sub(r"<[^<>]*>", " ", without))).strip(), ("markup that cannot be read",))
    reader.end_code()
    return Converted(reader.page.result(), tuple(dict.fromkeys([*losses, *reader.page.losses])))


class _Reader(HTMLParser):
    """Writes a page as the tags come by."""

    def __init__(self, page: Page) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self._is_skipping = False
        self._raw: list[str] | None = None
        self._language = ""

    def parse_starttag(self, i: int) -> int:
        """Reads a tag; those without attributes, nearly all, in a third of the time."""
        found = _PLAIN_TAG.match(self.rawdata, i)
        if found is None or (tag := found[1].lower()) not in _QUICK:
            return super().parse_starttag(i)
        self.handle_starttag(tag, [])
        return found.end()

    def parse_endtag(self, i: int) -> int:
        """Reads the end of a tag, the same way."""
        found = _PLAIN_END.match(self.rawdata, i) if self.cdata_elem is None else None
        if found is None or (tag := found[1].lower()) not in _QUICK:
            return super().parse_endtag(i)
        self.handle_endtag(tag)
        return found.end()

    def updatepos(self, i: int, j: int) -> int:  # noqa: ARG002 - the signature is the standard library's
        """Counts no lines: nobody asks for them, and it is a tenth of the time."""
        return j

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Begins what a tag begins."""
        given = dict(attrs)
        if any(name.startswith("on") for name in given):
            self.page.lose("a script")
        if tag in {"script", "style"}:
            self._is_skipping = True
            if tag == "script":
                self.page.lose("a script")
        elif self._raw is not None:
            self._take_raw(tag, given)
        elif tag in _MARKS or tag in _HEADINGS:
            self._begin_mark(tag)
        elif tag in {"img", "a", "ol"}:
            self._take_attributes(tag, given)
        else:
            self._begin_block(tag)

    def _take_attributes(self, tag: str, given: dict[str, str | None]) -> None:
        if tag == "a":
            self.page.begin_link(given.get("href") or "")
        elif tag == "ol":
            start = given.get("start") or ""
            is_number = start.isascii() and start.isdigit() and len(start) <= _LONGEST_NUMBER
            self.page.begin_list(int(start) if is_number else 1)
        else:
            self.page.lose(f"the picture {tidy(given.get('src') or '')[:80]}".rstrip())
            self.page.out.append(f"[{' '.join((given.get('alt') or 'picture').split())}]")

    def _begin_mark(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.page.break_line(2)
        mark = _MARKS.get(tag, BOLD)
        self.page.in_code += mark == CODE
        self.page.out.append(f"\ue000{mark}")

    def _begin_block(self, tag: str) -> None:
        page = self.page
        if tag in _UNSHOWN:
            page.lose(_UNSHOWN[tag])
        elif tag == "pre":
            self._raw, self._language = [], ""
        elif tag in _PARAGRAPHS:
            page.end_paragraph(is_forced=tag == "br")
        elif tag in {"sup", "sub"}:
            page.begin_lift()
        elif tag == "ul":
            page.begin_list(None)
        elif tag == "li":
            page.begin_item()
        elif tag in {"table", "tr", "td", "th"}:
            page.begin_table_part(tag)

    def handle_endtag(self, tag: str) -> None:
        """Ends what a tag began; one that was never begun is passed over."""
        if tag in {"script", "style"}:
            self._is_skipping = False
        elif self._raw is not None:
            if tag == "pre":
                self.end_code()
        elif tag in _MARKS or tag in _HEADINGS:
            mark = _MARKS.get(tag, BOLD)
            self.page.in_code = max(0, self.page.in_code - (mark == CODE))
            self.page.out.append(f"\ue001{mark}")
            if tag in _HEADINGS:
                self.page.break_line(2)
        else:
            self._end_block(tag)

    def _end_block(self, tag: str) -> None:
        page = self.page
        if tag in _PARAGRAPHS:
            page.end_paragraph()
        elif tag == "a":
            page.end_link()
        elif tag in {"sup", "sub"}:
            page.end_lift(tag)
        elif tag in {"ul", "ol"}:
            page.end_list()
        elif tag in {"td", "th"}:
            page.end_cell()
        elif tag == "table":
            page.end_table()

    def handle_data(self, data: str) -> None:
        """Takes text, that of code as it stands."""
        if self._raw is not None:
            self._raw.append(data)
        elif not self._is_skipping:
            self.page.write(data)

    def _take_raw(self, tag: str, given: dict[str, str | None]) -> None:
        if self._raw is not None and tag in {"br", "div", "p"}:
            self._raw.append("\n")
        if found := _LANGUAGE.search(given.get("class") or ""):
            self._language = found[1]

    def end_code(self) -> None:
        """Ends a block of code, where one is begun."""
        if self._raw is not None:
            self.page.add_code("".join(self._raw).strip("\n"), self._language)
            self._raw = None
