import contextlib
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aiquiz.store.yaml_events import DEEPEST, Mapping, Node, Scalar, Sequence, YamlProblem, parse_yaml

PARSERS = ("C", "Python") if hasattr(yaml, "CBaseLoader") else ("Python",)
both_parsers = pytest.mark.parametrize("parser", PARSERS)


@contextlib.contextmanager
def using(parser: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if parser == "Python":
            patch.delattr(yaml, "CBaseLoader", raising=False)
        yield


def plain(node: Node) -> object:
    match node:
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Mapping(entries=entries):
            return {key: plain(value) for key, value in entries.items()}


def scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Sequence(items=items):
            for item in items:
                yield from scalars(item)
        case Mapping(entries=entries, keys=keys):
            yield from keys.values()
            for value in entries.values():
                yield from scalars(value)


def parsed(data: bytes | str, parser: str) -> Node:
    with using(parser):
        return parse_yaml(data.encode() if isinstance(data, str) else data)


def problem(data: bytes | str, parser: str) -> YamlProblem:
    with pytest.raises(YamlProblem) as caught:
        parsed(data, parser)
    return caught.value


AS_WRITTEN = [
    *("no", "yes", "on", "null", "~", "12:30:45", "012", "0x1F", "1_000", "3.10", "2024-01-02", ".nan"),
    *("-.inf", "1e3", "=", "C#", "a:b", "x[0]", "-1", "don't", "what?"),
    *("http://x.org/#top", "50 %", "a, b", "7" * 5_000),
]


@both_parsers
@pytest.mark.parametrize("text", AS_WRITTEN)
def test_plain_text_stays_the_text_that_was_written(text: str, parser: str) -> None:
    assert plain(parsed(f"- {text}\n- {text}", parser)) == [text, text]
    assert plain(parsed(f"key: {text}\n", parser)) == {"key": text}


READ = [
    ("key:\nother:\n", {"key": "", "other": ""}),
    ("-\n- ''\n", ["", ""]),
    ("a: # nothing yet\nb: [c] # d\n", {"a": "", "b": ["c"]}),
    ("no: 1\n1: no\n<<: x\n", {"no": "1", "1": "no", "<<": "x"}),
    ("a: {b: c, d}\ne: [f, [], {}]\n", {"a": {"b": "c", "d": ""}, "e": ["f", [], {}]}),
    ("\ufeffa: b\r\nc: |\r\n  d\r\n  e\r\n", {"a": "b", "c": "d\ne\n"}),
    ("---\n- a\n...\n", ["a"]),
    ("a: >-\n  b\n  c\n\n  d\n", {"a": "b c\nd"}),
    ("a: b\n  c", {"a": "b c"}),
    ('a: "b\\tc \\u00e9 \\U0001F600 \\e"', {"a": "b\tc é \U0001f600 \x1b"}),
    ("a: 'b\tc'\nd: |\n  e\tf\n#\tg\nh: i\n", {"a": "b\tc", "d": "e\tf\n", "h": "i"}),
    ("a: 50 %\nb: |\n  %d\n", {"a": "50 %", "b": "%d\n"}),
    ("a: 'b\n  # c'", {"a": "b # c"}),
]


@both_parsers
@pytest.mark.parametrize(("text", "values"), READ)
def test_what_is_read(text: str, values: object, parser: str) -> None:
    assert plain(parsed(text, parser)) == values


COMMENTS = [
    "# before\na: b\n# between\nc: d\n# after",
    "a: b\n  # indented\nc: d\n",
    "a: 'b' # behind quotes\nc: \"d\"  # behind quotes\n",
    "a: # behind a key\n  b\nc: d\n",
    "--- # behind a mark\na: b\nc: d\n",
    "{a: b, c: d} # behind a bracket\n",
    "{a: b, # behind a comma\nc: d}\n",
    "a: |- # behind the mark of a block\n  b\nc: >- # and again\n  d\n",
]


@both_parsers
@pytest.mark.parametrize("text", COMMENTS)
def test_comments_that_swallow_nothing_are_fine(text: str, parser: str) -> None:
    assert plain(parsed(text, parser)) == {"a": "b", "c": "d"}


@both_parsers
def test_a_number_sign_in_block_text_is_text(parser: str) -> None:
    assert plain(parsed("a: |\n  b # c\n  # d\n", parser)) == {"a": "b # c\n# d\n"}


LOST = "the text after # would be lost: quote the text, or put the comment on a line of its own"
TAB = "a tab stands where only spaces may: replace it by spaces, or quote the text"
COLON = "a colon followed by a space begins a value here"
ESCAPE = "a backslash in double quotes begins an escape"
DEEP = f"nested deeper than {DEEPEST} levels"
UNFIT = "this does not fit here"
NEITHER = "the file holds neither a list nor a mapping"

PROBLEMS: list[tuple[str | bytes, int, int, str]] = [
    # Comments that swallow text.
    ("question: C # is a language", 1, 13, LOST),
    ("a: b\nc: é –   # d", 2, 10, LOST),
    ("- b # c", 1, 5, LOST),
    ("[a, b # c\n]", 1, 7, LOST),
    ("a: What is C #\n  and why?", 1, 14, LOST),
    ("key # c: d", 1, 5, LOST),
    ("a: C\t# b", 1, 6, LOST),
    # Text that YAML takes for something else.
    ("q: What is x: y?", 1, 13, COLON),
    ("q: é\U0001f600 x: y", 1, 8, COLON),
    ("q: a\r\nb: é: c", 2, 5, COLON),
    ("q: @x", 1, 4, "text cannot begin with @: quote the text"),
    ("q: `x`", 1, 4, "text cannot begin with `: quote the text"),
    ("q: %d", 1, 4, "text cannot begin with %: quote the text"),
    ("q: , x", 1, 4, "text cannot begin with ,: quote the text"),
    ("q: ] x", 1, 4, "text cannot begin with ]: quote the text"),
    ("%d: a", 1, 1, "a line cannot begin with %: quote the text"),
    ("a: b\r%YAML 1.1\r---\r", 2, 1, "a line cannot begin with %"),
    ("q: *args", 1, 4, "* at the beginning of text makes it an alias: quote the text"),
    ("q: **bold** x", 1, 4, "* at the beginning of text makes it an alias"),
    ("a: &x [*x]", 1, 4, "& at the beginning of text makes it an anchor: quote the text"),
    ("- a\n- &x b\n", 2, 3, "& at the beginning of text makes it an anchor"),
    (
        "- !!python/object/apply:os.system ['ls']",
        1,
        3,
        "! at the beginning of text makes it a tag: quote the text",
    ),
    ("- ! a", 1, 3, "! at the beginning of text makes it a tag"),
    ("q: !a b", 1, 4, "! at the beginning of text makes it a tag"),
    ("!x\na: b", 1, 1, "! at the beginning of text makes it a tag"),
    ("q: | b", 1, 4, "text cannot begin with | or >"),
    ("q: > 5 is big", 1, 4, "text cannot begin with | or >"),
    ("q: >5\n", 1, 4, "no text follows | or > here: write it below and indented, or quote the text"),
    ("q: - b", 1, 4, "a list cannot begin here: quote the text"),
    ("q: ? b", 1, 4, "a question mark cannot begin text here: quote the text"),
    ("q: [CLS] token", 1, 10, UNFIT),
    ("q: 'it's'", 1, 8, UNFIT),
    # Quotes, brackets, escapes.
    ("a: b\nq: [b, c", 2, 4, "the bracket that stands here is not closed"),
    ("q: {b: c\nd: e", 1, 4, "the bracket that stands here is not closed"),
    ("q: [0, 1) x", 1, 4, "the bracket that stands here is not closed"),
    ("q: [,]", 1, 5, "a value is missing inside the brackets"),
    ("a: b\nq: 'b\nc: d\n", 2, 4, "the quotation mark that stands here is never closed"),
    ('q: "b\n---\n', 1, 4, "the quotation mark that stands here is never closed"),
    (r'q: "a \d"', 1, 7, ESCAPE),
    (r'q: "a \xZZ"', 1, 7, ESCAPE),
    (r'q: "\ud800"', 1, 5, ESCAPE),
    (r'q: "\UFFFFFFFF"', 1, 5, ESCAPE),
    (r'q: "\U00110000"', 1, 5, ESCAPE),
    # Indentation and shape.
    ("- id: a\n\tq: b\n", 2, 1, TAB),
    ("\ta: b", 1, 1, TAB),
    ("a:\n  - b\n \t- c", 3, 2, TAB),
    ("a:\tb", 1, 3, TAB),
    ("a: b\tc\n", 1, 5, TAB),
    ("a: b\t\nc: d", 1, 5, TAB),
    ("a: |\n  b\n\tc\n", 3, 1, TAB),
    ("q: a\nb\nc: d", 2, 1, "this line has no 'key:' and continues no text"),
    ("- a: b\n   c: d\n", 2, 5, COLON),
    ("- a: b\n c: d\n", 2, 2, UNFIT),
    ("a: b\n- c\n", 2, 1, UNFIT),
    ("a: b\nc: d\na: e\n", 3, 1, "the key 'a' is here a second time, after line 1: remove one of the two"),
    ("- {é: b, 'é': c}", 1, 10, "the key 'é' is here a second time, after line 1"),
    ("- {{ x }}", 1, 4, "a key cannot be a list or a mapping: quote the text"),
    ("? [a]\n: b", 1, 3, "a key cannot be a list or a mapping"),
    ("a: b\n---\nc: d\n", 2, 1, "a second document begins here: put it into a file of its own"),
    ("a: b\n...\n---\n", 3, 1, "a second document begins here"),
    ("just text", 1, 1, NEITHER),
    ("\n'quoted'", 2, 1, NEITHER),
    ("---\n", 2, 1, NEITHER),
    ("", 1, 1, "the file is empty"),
    ("# nothing\n", 1, 1, "the file is empty"),
    ("[" * (DEEPEST + 1), 1, DEEPEST + 1, DEEP),
    # Bytes.
    ("a: b\n".encode("utf-16"), 1, 1, "the file is written in UTF-16: save it as UTF-8"),
    ("a: b\n".encode("utf-16-be"), 1, 1, "the invisible character U+0000 stands here"),
    ("a: b\nc: café".encode("latin-1"), 2, 7, "the byte 0xE9 is not UTF-8: save the file as UTF-8"),
    ("é: b\r\né: ".encode() + b"\xed\xa0\x80", 2, 4, "the byte 0xED is not UTF-8"),
    ("a: b\x00", 1, 5, "the invisible character U+0000 stands here: remove it"),
    ("a: b\r\nc: 'é\x1b[2J'", 2, 6, "the invisible character U+001B stands here"),
    ("a: \x7f", 1, 4, "the invisible character U+007F stands here"),
    ("a: \x9b", 1, 4, "the invisible character U+009B stands here"),
    ("\ufeffa: b\ufeff", 1, 5, "the invisible character U+FEFF stands here"),
    (b"a: " + b"b" * 5_000_000, 1, 1, "the file is over 5 MB"),
]


@both_parsers
@pytest.mark.parametrize(("data", "line", "column", "message"), PROBLEMS)
def test_what_is_refused(data: str | bytes, line: int, column: int, message: str, parser: str) -> None:
    found = problem(data, parser)
    assert (found.line, found.column) == (line, column)
    assert found.message.startswith(message)
    assert "\n" not in found.message
    assert str(found) == f"line {line}, column {column}: {found.message}"


@both_parsers
def test_a_colon_at_the_end_of_a_word_in_brackets_is_told_as_such(parser: str) -> None:
    # PyYAML's own parser takes the colon, and stumbles later.
    message = "a colon cannot stand here" if parser == "C" else "a value is missing inside the brackets"
    assert problem("[b:,\n", parser).message.startswith(message)


@both_parsers
@pytest.mark.parametrize("part", ["[", "- ", "{a: ", "? ", "a: [", "[a, [", "[{a: "])
def test_deep_nesting_is_refused_at_once(part: str, parser: str) -> None:
    started = time.process_time()
    assert re.match(f"{DEEP}|a list cannot|a colon|a key", problem(part * 100_000, parser).message)
    assert time.process_time() - started < (0.2 if parser == "C" else 2)


@both_parsers
def test_the_deepest_nesting_that_is_read(parser: str) -> None:
    assert parsed("[" * DEEPEST + "]" * DEEPEST, parser)
    indented = "\n".join(" " * depth + "a:" for depth in range(DEEPEST + 1))
    assert problem(indented, parser).line == DEEPEST + 1


@both_parsers
def test_every_value_knows_its_place(parser: str) -> None:
    text = "- id: é\U0001f600\r\n  points: [a, 'b']\r\n- text: |\r\n    c\r\n"
    first = Mapping(
        {
            "id": Scalar("é\U0001f600", 1, 7),
            "points": Sequence((Scalar("a", 2, 12), Scalar("b", 2, 15)), 2, 11),
        },
        {"id": Scalar("id", 1, 3), "points": Scalar("points", 2, 3)},
        1,
        3,
    )
    second = Mapping({"text": Scalar("c\n", 3, 9)}, {"text": Scalar("text", 3, 3)}, 3, 3)
    assert parsed(text, parser) == Sequence((first, second), 1, 1)


@both_parsers
def test_every_character_is_read_or_refused_alike(parser: str) -> None:
    readable = [chr(code) for code in (9, 10, 13, *range(0x20, 0x7F), 0x85, *range(0xA0, 0xD800))]
    readable += [chr(code) for code in (*range(0xE000, 0xFEFF), *range(0xFF00, 0xFFFE), 0x10000, 0x10FFFF)]
    assert parsed("a: |\n" + "".join(f"  x{character}\n" for character in readable), parser)
    unreadable = {chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000} - set(readable)
    for character in unreadable:
        assert f"U+{ord(character):04X}" in problem(f"a: '{character}'", parser).message


@settings(deadline=None)
@given(st.binary(max_size=200))
@example(b"%YAML 1." + b"9" * 5_000)
@example(b"a: b\n...\n%YAML 1." + b"9" * 5_000)
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    for parser in PARSERS:
        with contextlib.suppress(YamlProblem):
            parsed(data, parser)


PIECES = [
    *("b:", "a", "[", "]", "{", "}", ",", "'", '"', "|", "|2", "#", "&x", "*x", "!t", "%", "@", "`", ":", "-", "?"),
    *("\\", "\\x41", "\\ud800", "\\UFFFFFFFF", "é"),
    *("- ", "? ", ": ", "a: ", "foo bar", "> ", " # c", "|-\n", "---\n", "...\n"),
    *(" ", "\n", "\n  ", "\n    ", "\r\n", "\t", "\x00", "\x85", "\u2028", "\U0001f600"),
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_what_both_parsers_read_they_read_alike(text: str) -> None:
    read: list[object] = []
    for parser in PARSERS:
        with contextlib.suppress(YamlProblem):
            read.append(plain(parsed(text, parser)))
    assert all(values == read[0] for values in read)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.sampled_from([*AS_WRITTEN, "C # d", "#"])
nested = st.recursive(texts, lambda inner: st.lists(inner) | st.dictionaries(texts, inner), max_leaves=12)


styles = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
        "default_flow_style": st.sampled_from([True, False, None]),
        "allow_unicode": st.booleans(),
        "width": st.sampled_from([10, 80]),
    }
)


@settings(max_examples=80, deadline=None)
@given(st.lists(nested, min_size=1) | st.dictionaries(texts, nested, min_size=1), styles)
def test_text_is_read_as_safe_load_reads_it(values: object, style: dict[str, Any]) -> None:
    written = yaml.safe_dump(values, **style)
    for parser in PARSERS:
        assert plain(parsed(written, parser)) == yaml.safe_load(written)


words = st.text("abzé–\u05d0\u4e2d\U0001f600", min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.dictionaries(words, words | st.lists(words), min_size=1), min_size=1),
    st.sampled_from(["\n", "\r\n"]),
)
def test_a_place_is_where_the_text_stands(cards: list[dict[str, object]], end: str) -> None:
    written = yaml.safe_dump(cards, allow_unicode=True, line_break=end)
    lines = written.split(end)
    for parser in PARSERS:
        for scalar in scalars(parsed(written, parser)):
            assert lines[scalar.line - 1][scalar.column - 1 :].lstrip("'").startswith(scalar.text)


def test_yaml_is_imported_only_when_text_is_read() -> None:
    code = "import sys, aiquiz.store.yaml_events; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
