"""What Markdown becomes on the screen. Heavy to import: `markdown` does it for a text with marks only."""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLinkText
from markdown_it.token import Token
from rich.box import SIMPLE
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Markdown, MarkdownElement, TableElement
from rich.style import Style
from rich.syntax import ANSI_LIGHT, ANSISyntaxTheme, Syntax
from rich.table import Table

from aiquiz.terminal.text import clean

_NARROWEST = 12  # columns that must be left for the text of the innermost list
_NARROWEST_TABLE = 60
_DRAWN = frozenset({"hr", "blockquote_open", "blockquote_close"})
_DEEPEST = 100  # more levels than the widest measure can show
_WEB = re.compile(r"https?://[!-~]+", re.IGNORECASE)

# No background, no bright colour, no yellow: it reads on a light terminal and on a dark one.
_CODE_STYLES = {
    "Token.Comment": "dim italic",
    "Token.Keyword": "bold",
    "Token.Operator.Word": "bold",
    "Token.Name.Decorator": "bold",
    "Token.Literal.String": "green",
    "Token.Literal.Number": "magenta",
    "Token.Generic.Deleted": "red",
    "Token.Generic.Inserted": "green",
    "Token.Generic.Heading": "bold",
}
_CODE_THEME = ANSISyntaxTheme({kind: Style.parse(_CODE_STYLES.get(str(kind), "none")) for kind in ANSI_LIGHT})


class _Code(CodeBlock):
    """Code set in by two columns, without a box of its own."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        code = self.text.plain.rstrip()
        yield Syntax(code, self.lexer_name, theme=_CODE_THEME, word_wrap=True, padding=(0, 0, 0, 2))


class _Table(TableElement):
    """A table without blank lines around it, the same in every Rich."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for table in super().__rich_console__(console, options):
            if isinstance(table, Table):
                table.box = SIMPLE
                table.show_edge = table.pad_edge = False
                table.collapse_padding = True
            yield table


class _Page(Markdown):
    """Rich's Markdown over tokens that were made safe."""

    elements: ClassVar[dict[str, type[MarkdownElement]]] = {
        **Markdown.elements,
        "fence": _Code,
        "code_block": _Code,
        "table_open": _Table,
    }

    def __init__(self, tokens: Iterable[Token]) -> None:
        super().__init__("", justify="default")
        self.parsed = list(tokens)


def lay_out(text: str, measure: int, *, plain: bool = False) -> Markdown | None:
    """Gives the Markdown text ready to print, or None where its lists are too deep for the measure (columns).

    HTML is text, a picture its description. Only web addresses become links; nothing else vanishes. `plain` has no
    tables, no rules and no marks beside a quotation.
    """
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
    parser.enable(["strikethrough", "table"]).disable("reference")
    tokens = parser.parse(text)
    if measure - _deepest_indent(tokens) < _NARROWEST:
        return None
    if plain:
        tokens = [token for token in tokens if token.type not in _DRAWN]
    return _Page(_blocks(tokens, 0 if plain else measure))


def _deepest_indent(tokens: Iterable[Token]) -> int:
    """Columns that Rich takes for bullets, numbers and quotes."""
    open_now, deepest = [0], 0
    for token in tokens:
        if token.type == "blockquote_open":
            open_now.append(4)
        elif token.type == "bullet_list_open":
            open_now.append(3)
        elif token.type == "ordered_list_open":
            open_now.append(len(str(token.attrs.get("start", 1))) + 4)
        elif token.type in {"blockquote_close", "bullet_list_close", "ordered_list_close"}:
            open_now.pop()
        deepest = max(deepest, sum(open_now))
    return deepest


def _blocks(tokens: Iterable[Token], measure: int) -> Iterator[Token]:
    rest = iter(tokens)
    in_heading = False
    for token in rest:
        if token.type == "table_open":
            yield from _table(token, rest, measure - 4 * token.level)
            continue
        if token.type in {"heading_open", "heading_close"}:  # left-aligned and bold, whatever the level
            in_heading = token.nesting == 1
            token.type = token.type.replace("heading", "paragraph")
        elif token.type == "inline":
            spans = list(_spans(token.children or []))
            token.children = _strong(spans) if in_heading else spans
        yield token


def _spans(children: Iterable[Token]) -> Iterator[Token]:
    target = shown = ""
    for token in children:
        token.content = clean(token.content)  # an entity may have brought in what was cleaned away
        if token.type == "link_open":
            target, shown = clean(str(token.attrs.get("href", ""))), ""
            token.attrs["href"] = target
            yield token if _WEB.fullmatch(target) else _text("<" if token.info else "[")
        elif token.type == "link_close":
            yield from _end_of_link(token, target, shown)
        else:
            shown += token.content
            yield _text(token.content) if token.type == "image" else token


def _end_of_link(token: Token, target: str, shown: str) -> Iterator[Token]:
    automatic = token.info == "auto"
    if not _WEB.fullmatch(target):
        yield _text(">" if automatic else f"]({clean(normalizeLinkText(target))})")
        return
    if shown != target and not automatic:
        yield _text(f" ({target})")
    yield token


def _table(opening: Token, rest: Iterator[Token], measure: int) -> Iterator[Token]:
    tokens, rows = [opening], list[list[Token]]()
    for token in rest:
        tokens.append(token)
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            token.children = list(_spans(token.children or []))
            rows[-1].append(token)
        elif token.type == "table_close":
            break
    fits = measure >= _NARROWEST_TABLE and _fits(rows, measure)
    yield from tokens if fits else _row_by_row(rows)


def _fits(rows: list[list[Token]], measure: int) -> bool:
    """Whether Rich can set the table without cutting a word: it narrows no column below an equal share."""
    columns = [[_shown(cell) for cell in column] for column in zip(*rows, strict=True)]
    widths = [max(map(cell_len, column)) for column in columns]
    share = measure // len(columns) - 3
    longest = [max(map(cell_len, " ".join(column).split(" "))) for column in columns]
    return sum(widths) + 3 * len(widths) <= measure or max(longest) <= share


def _row_by_row(rows: list[list[Token]]) -> Iterator[Token]:
    header, *body = rows
    for row in body or [header]:
        lines: list[Token] = []
        for name, cell in zip(header, row, strict=True):
            label = [*_strong(name.children or []), _text(": ")] if body and name.children else []
            lines += [*label, *(cell.children or []), Token("hardbreak", "br", 0)]
        yield Token("paragraph_open", "p", 1)
        yield Token("inline", "", 0, children=lines[:-1])
        yield Token("paragraph_close", "p", -1)


def _strong(spans: list[Token]) -> list[Token]:
    return [Token("strong_open", "strong", 1), *spans, Token("strong_close", "strong", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _shown(cell: Token) -> str:
    return "".join(child.content for child in cell.children or [])
