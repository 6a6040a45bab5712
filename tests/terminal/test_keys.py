import io
import signal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.terminal import keys
from aiquiz.terminal.keyboard_windows import open_console
from aiquiz.terminal.keys import Decoder, of_character
from aiquiz.terminal.line_keys import LineKeys

NAMES = {value for name, value in vars(keys).items() if name.isupper() and isinstance(value, str) and value.isalpha()}
PASTE_BEGIN, PASTE_END = b"\x1b[200~", b"\x1b[201~"

GOLDEN = [
    (b"a", ["a"]),
    (b"3?", ["3", "?"]),
    (b" \t\r\n", ["space", "tab", "enter", "enter"]),
    (b"\x7f\x08", ["backspace", "backspace"]),
    (b"\x03\x04\x1a\x00", ["interrupt", "eof", "unknown", "unknown"]),
    ("é漢🙂".encode(), ["é", "漢", "🙂"]),
    (b"\xc3q", ["unknown", "q"]),
    (b"\xff\xfe1", ["unknown", "unknown", "1"]),
    (b"\xc3\x1b[A", ["unknown", "up"]),
    (b"\x1b[A\x1b[B\x1b[C\x1b[D", ["up", "down", "right", "left"]),
    (b"\x1bOA\x1bOB\x1bOC\x1bOD", ["up", "down", "right", "left"]),
    (b"\x1b[H\x1bOH\x1b[1~\x1b[7~", ["home"] * 4),
    (b"\x1b[F\x1bOF\x1b[4~\x1b[8~", ["end"] * 4),
    (b"\x1b[3~1", ["delete", "1"]),
    (b"\x1b[5~\x1b[15~\x1b[1;5A\x1b[Z\x1bOP", ["unknown"] * 5),
    (b"\x1b[[A1", ["unknown", "1"]),
    (b"\x1b[I\x1b[O\x1b[?1;2c\x1b[12;40R", ["unknown"] * 4),
    (b"\x1bq\x1b\r1", ["unknown", "unknown", "1"]),
    ("\x1bé1".encode(), ["unknown", "1"]),
    (b"\x1b\x1b[A", ["escape", "up"]),
    (b"\x1b[1\x1b[A", ["unknown", "up"]),
    (b"\x1b]11;rgb:1/2/3\x071", ["unknown", "1"]),
    (b"\x1b]11;rgb:1/2/3\x1b\\1", ["unknown", "unknown", "1"]),
    (b"\x1bP>|term 4\x1b\\1", ["unknown", "unknown", "1"]),
    (PASTE_BEGIN + b"1234\r\x1b[A\x03q" + PASTE_END + b"2", ["2"]),
    (PASTE_BEGIN + b"\x1b[201\x1b[201~2", ["2"]),
    (PASTE_BEGIN + b"\xc3" + PASTE_END + b"2", ["2"]),
    (PASTE_END + b"2", ["unknown", "2"]),
]
PAUSED = [
    (b"\x1b", ["escape"]),
    (b"1\x1b", ["1", "escape"]),
    (b"\x1b\x1b", ["escape", "escape"]),
    (b"\x1b[", ["unknown"]),
    (b"\x1b[1;", ["unknown"]),
    (b"\x1b]11;", ["unknown"]),
    (b"\xc3", []),
    (PASTE_BEGIN + b"1", []),
    (PASTE_BEGIN + b"1\x1b", []),
]
LINES = [
    ("\n", "enter"),
    ("\r\n", "enter"),
    (" \n", "space"),
    ("   \n", "space"),
    ("\t\n", "tab"),
    ("space\n", "space"),
    ("Enter\n", "enter"),
    ("3\n", "3"),
    ("  good\n", "g"),
    ("é", "é"),
    ("escape\n", "e"),
    ("\x04\n", "eof"),
]


def decoded(*chunks: bytes) -> list[str]:
    decoder = Decoder()
    return [key for chunk in chunks for key in decoder.feed(chunk)]


@st.composite
def cut_bytes(draw: st.DrawFn) -> list[bytes]:
    pieces = [b"\x1b", b"[", b"O", b"~", b"2", b"\x07", b"\xc3", b"\xa9", PASTE_BEGIN, PASTE_END, b"q", b"\r"]
    data = b"".join(draw(st.lists(st.sampled_from(pieces) | st.binary(max_size=3), max_size=20)))
    cuts = sorted(draw(st.sets(st.integers(0, len(data)), max_size=6)))
    return [data[begin:end] for begin, end in pairwise([0, *cuts, len(data)])]


class FakeConsole:
    def __init__(self, units: str) -> None:
        self.units = list(units)

    def kbhit(self) -> bool:
        return bool(self.units)

    def getwch(self) -> str:
        return self.units.pop(0)


def test_names_are_never_mistaken_for_characters() -> None:
    assert len(NAMES) == 18
    assert all(len(name) > 1 for name in NAMES)


@pytest.mark.parametrize(("data", "expected"), GOLDEN)
def test_bytes_are_keys(data: bytes, expected: list[str]) -> None:
    assert decoded(data) == expected


@pytest.mark.parametrize(("data", "expected"), PAUSED)
def test_a_pause_decides_what_was_open(data: bytes, expected: list[str]) -> None:
    decoder = Decoder()
    assert [*decoder.feed(data), *decoder.settle()] == expected
    assert not decoder.is_undecided


def test_a_pause_inside_pasted_text_ends_nothing() -> None:
    decoder = Decoder()
    assert decoder.feed(PASTE_BEGIN + b"12\x1b[20") == []
    assert not decoder.is_undecided
    assert decoder.settle() == []
    assert decoder.feed(b"1~3") == ["3"]


@given(cut_bytes())
def test_where_the_bytes_are_cut_does_not_matter(chunks: list[bytes]) -> None:
    assert decoded(*chunks) == decoded(b"".join(chunks))


@given(cut_bytes())
def test_any_bytes_are_names_or_single_printable_characters(chunks: list[bytes]) -> None:
    decoder = Decoder()
    found = [key for chunk in chunks for key in (*decoder.feed(chunk), *decoder.settle())]
    assert all(key in NAMES or (len(key) == 1 and key.isprintable()) for key in found)


@given(st.text())
def test_text_without_escapes_is_its_characters(text: str) -> None:
    plain = text.replace("\x1b", "")
    assert decoded(plain.encode()) == [of_character(character) for character in plain]


@given(st.binary().filter(lambda data: PASTE_END not in data))
def test_pasted_text_is_ignored_whatever_it_holds(data: bytes) -> None:
    assert decoded(b"1" + PASTE_BEGIN + data, PASTE_END + b"2") == ["1", "2"]


@pytest.mark.parametrize(("line", "key"), LINES)
def test_a_line_is_one_key(line: str, key: str) -> None:
    lines = LineKeys(io.StringIO(line))
    assert (lines.read(), lines.lines_read) == (key, 1)


@pytest.mark.parametrize(("text", "expected"), [("", ["eof", "eof"]), ("\n2", ["enter", "2", "eof", "eof"])])
def test_lines_are_counted_and_end_in_eof_again_and_again(text: str, expected: list[str]) -> None:
    lines = LineKeys(io.StringIO(text))
    assert [lines.read() for _ in expected] == expected
    assert lines.lines_read == len(expected) - 2


def test_bytes_that_are_no_text_end_the_lines() -> None:
    lines = LineKeys(io.TextIOWrapper(io.BytesIO(b"\xc3"), encoding="utf-8"))
    assert [lines.read(), lines.read()] == ["eof", "eof"]


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ("1 \r\t\x08\x1b\x03", ["1", "space", "enter", "tab", "backspace", "escape", "interrupt"]),
        ("\x04\x1a", ["eof", "eof"]),
        ("\xe0H\xe0P\xe0K\xe0M\0H", ["up", "down", "left", "right", "up"]),
        ("\xe0S\xe0G\xe0O\xe0I\0;", ["delete", "home", "end", "unknown", "unknown"]),
        ("é\xe0", ["é", "\xe0"]),
        ("\ud83d\ude421\ud83dq2", ["🙂", "1", "unknown", "2"]),
        ("\ude42", ["unknown"]),
    ],
)
def test_a_windows_console_gives_keys(units: str, expected: list[str]) -> None:
    with open_console(FakeConsole(units)) as keyboard:
        assert [keyboard.read() for _ in expected] == expected


def test_an_interrupt_goes_before_keys_on_a_windows_console_and_two_are_one() -> None:
    before = signal.getsignal(signal.SIGINT)
    with open_console(FakeConsole("12")) as keyboard:
        assert keyboard.read() == "1"
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        assert [keyboard.read(), keyboard.read()] == ["interrupt", "2"]
    assert signal.getsignal(signal.SIGINT) is before


def test_a_windows_console_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    console = FakeConsole("")
    monkeypatch.setattr("time.sleep", lambda _: console.units.append("1"))
    with open_console(console) as keyboard:
        assert keyboard.read() == "1"
