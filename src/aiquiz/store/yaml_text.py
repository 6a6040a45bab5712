"""What YAML text may look like, and how to say in one sentence where it does not."""

import re
from collections.abc import Iterator
from typing import Any

LIMIT_BYTES = 5_000_000

_BREAKS = "\n\r\x85\u2028\u2029"
_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
# YAML 1.1 takes U+FEFF as well; inside a text it is invisible and never meant.
_UNWANTED = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# The percent sign comes first because a pattern that begins with a fixed character is searched for faster.
_DIRECTIVE = re.compile(f"%(?<![^{_BREAKS}]%)")
_TAB_OUTSIDE_COMMENT = re.compile(f"(?:#[^{_BREAKS}]*|[^#\t])*+\t")
_TAB_INDENT = re.compile(" *\t")

_TAB = "a tab stands where only spaces may: replace it by spaces, or quote the text"
_ESCAPE = r"a backslash in double quotes begins an escape: write \\, or use single quotes"
_OTHERWISE = "this does not fit here: check the indentation, or quote the whole text"
_PROPERTIES = {"*": "an alias", "&": "an anchor", "!": "a tag"}

# What libyaml or PyYAML's own parser says, in part, then the sentence; first for the place where the parser gave up,
_SAID_OF_THE_END = (
    (
        "mapping values are not allowed",
        "a colon followed by a space begins a value here: quote the text, or check the indentation",
    ),
    ("mapping keys are not allowed", "a question mark cannot begin text here: quote the text"),
    (
        "sequence entries are not allowed",
        "a list cannot begin here: quote the text, or put the dash on a line of its own",
    ),
    ("found unexpected ':'", "a colon cannot stand here: put a space behind it, or quote the text"),
    ("flow node", "a value is missing inside the brackets: quote the text, or close the bracket"),
)
# then for the place where what it was reading begins.
_SAID_OF_THE_BEGINNING = (
    (
        "could not find expected ':'",
        "this line has no 'key:' and continues no text: add the key, indent the line, or quote the text",
    ),
    ("block scalar", "text cannot begin with | or > on the same line: quote the text"),
    ("found unexpected end", "the quotation mark that stands here is never closed: close it"),
    ("found unexpected document", "the quotation mark that stands here is never closed: close it"),
    (
        "expected ',' or",
        "the bracket that stands here is not closed where it should be: close it, or quote the text",
    ),
)


class YamlProblem(Exception):  # noqa: N818 - found in the learner's own text, so no error of the program
    """Text that cannot be read: where, as `line` and `column` from 1, and what to do about it."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(line, column, message)
        self.line = line
        self.column = column
        self.message = message

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.message}"


def problem_at(text: str, index: int, message: str) -> YamlProblem:
    """Gives the problem at a character of the text; a place behind the text is its end."""
    index = min(index, len(text))
    line = sum(1 for _ in _BREAK.finditer(text, 0, index)) + 1
    return YamlProblem(line, index - _line_start(text, index) + 1, message)


def _line_start(text: str, index: int) -> int:
    """Gives where the line of a character begins."""
    return max((found.end() for found in _BREAK.finditer(text, 0, index)), default=0)


def decode_text(data: bytes) -> str:
    """Gives the text of a file without a byte order mark, or raises YamlProblem where it is not plain UTF-8 text."""
    if len(data) > LIMIT_BYTES:
        raise YamlProblem(1, 1, "the file is over 5 MB: split it into several files")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise YamlProblem(1, 1, "the file is written in UTF-16: save it as UTF-8")
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode()
    except UnicodeDecodeError as error:
        readable = error.object[: error.start].decode()
        sentence = f"the byte 0x{error.object[error.start]:02X} is not UTF-8: save the file as UTF-8"
        raise problem_at(readable, len(readable), sentence) from None
    _refuse_unwanted(text)
    return text


def _refuse_unwanted(text: str) -> None:
    """Refuses what the two parsers of PyYAML read differently, so that a file means the same everywhere."""
    if found := _UNWANTED.search(text):
        sentence = f"the invisible character U+{ord(found[0]):04X} stands here: remove it, or save the file as UTF-8"
        raise problem_at(text, found.start(), sentence)
    if found := _DIRECTIVE.search(text):
        raise problem_at(text, found.start(), "a line cannot begin with %: quote the text")


def without_tabs(text: str, events: Iterator[Any]) -> Iterator[Any]:
    """Passes events on, and refuses tabs outside quotes, block text and comments, as PyYAML's own parser does."""
    end = 0
    for event in events:
        start = event.start_mark.index
        if found := _TAB_OUTSIDE_COMMENT.match(text, end, start):
            raise problem_at(text, found.end() - 1, _TAB)
        end = event.end_mark.index
        is_plain = not getattr(event, "style", "none")
        if is_plain and (tab := text.find("\t", start, end)) >= 0:
            raise problem_at(text, tab, _TAB)
        yield event


def property_refused(text: str, index: int) -> YamlProblem:
    """Gives the problem of an alias, an anchor or a tag, which begin with a mark that may be meant as text."""
    mark = text[index]
    return problem_at(text, index, f"{mark} at the beginning of text makes it {_PROPERTIES[mark]}: quote the text")


def escape_refused(text: str, index: int) -> YamlProblem:
    """Gives the problem of an escape that does not exist; the index is that of its backslash, or a little behind."""
    return problem_at(text, max(0, text.rfind("\\", 0, index + 1)), _ESCAPE)


def explained(text: str, error: Any) -> YamlProblem:
    """Gives a parser's error as a plain sentence with a remedy."""
    end = error.problem_mark.index
    beginning = error.context_mark.index if error.context_mark else end
    if found := _TAB_INDENT.match(text, _line_start(text, end)):
        return problem_at(text, found.end() - 1, _TAB)
    if text[beginning : beginning + 1] in set(_PROPERTIES):
        return property_refused(text, beginning)
    said = f"{error.context}: {error.problem}"
    if "escape" in said or "hexdecimal" in said:
        return escape_refused(text, end)
    if sentence := _about_character(said, text[end : end + 1]):
        return problem_at(text, end, sentence)
    for table, index in ((_SAID_OF_THE_END, end), (_SAID_OF_THE_BEGINNING, beginning)):
        for part, sentence in table:
            if part in said:
                return problem_at(text, index, sentence)
    return problem_at(text, end, _OTHERWISE)


def _about_character(said: str, character: str) -> str:
    """Gives the sentence where the character itself is what cannot stand there, and else nothing."""
    if character == "\t":
        return _TAB
    is_stray = character in {",", "]", "}"} and "block" in said
    return f"text cannot begin with {character}: quote the text" if is_stray or "cannot start" in said else ""
