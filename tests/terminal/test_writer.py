"""An answer is typed as in an editor; what ends it, what is kept of it, and what a signal does meanwhile."""

import io
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, TypeAlias

import pytest
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.key_binding import KeyPress
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from aiquiz.terminal import answer_box, bare_writer, prompt
from aiquiz.terminal.answer_devices import open_devices
from aiquiz.terminal.console import make_console
from aiquiz.terminal.kept_signals import KeptSignals
from aiquiz.terminal.keyboard_posix import open_posix
from aiquiz.terminal.keys import EOF, HANGUP, TERMINATE, Keyboard
from aiquiz.terminal.line_keys import LineKeys
from aiquiz.terminal.signals_posix import Signals
from aiquiz.terminal.writer import CUT_SHORT, LONGEST, TerminalWriter, Writer, colour_of_hints, prepare, tidy
from aiquiz.terminal.writer_lines import PipeWriter

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP, signal.SIGCONT)
LEFT, UP, DOWN, HOME, END = "\x1b[D", "\x1b[A", "\x1b[B", "\x1b[H", "\x1b[F"
CTRL_LEFT, ALT_B, ALT_D = "\x1b[1;5D", "\x1bb", "\x1bd"

Type: TypeAlias = Callable[[str], PipeInput]
Pty: TypeAlias = tuple[int, int]


class QuietKeyboard:
    """A keyboard nobody presses a key of."""

    def read(self) -> str:
        return EOF

    def lend(self) -> AbstractContextManager[None]:
        return nullcontext()


@pytest.fixture
def out() -> Console:
    return make_console(io.StringIO(), interactive=False, environ={"COLUMNS": "80"})


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Type]:
    """Gives what types into the editor."""
    monkeypatch.setenv("TERM", "xterm")
    with create_pipe_input() as pipe:

        def send(keys: str) -> PipeInput:
            pipe.send_text(keys)
            return pipe

        monkeypatch.setattr(answer_box, "open_devices", lambda: (pipe, DummyOutput()))
        yield send


@pytest.fixture
def pty() -> Iterator[Pty]:
    ends = os.openpty()
    yield ends
    for end in ends:
        os.close(end)


def write(console: Console, keyboard: Keyboard | None = None, **manner: Any) -> str | None:
    writer: Writer = TerminalWriter(keyboard or QuietKeyboard(), console)
    return writer.write("> ", **manner)


def said(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def paste(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("\r", ""),
        ("\x04", ""),
        (" \r", ""),
        ("one\r\r", "one"),
        ("one\rtwo\r\r", "one\ntwo"),
        ("one\ntwo\n  \n", "one\ntwo"),
        ("one\rtwo\x04", "one\ntwo"),
        ("漢字 naïve 🙂\r\r", "漢字 naïve 🙂"),
        ("漢字\x7f語\r\r", "漢語"),
        (f"two{HOME}\r{UP}one\x04", "one\ntwo"),
        (f"one\rtwo{UP}\x01a \x05 z\x04", "a one z\ntwo"),
        (f"one\rtwo{UP}{UP}{END}!{DOWN}{END}?\x04", "one!\ntwo?"),
        (f"ac{LEFT}b\x04", "abc"),
        ("one two\x17three\x04", "one three"),
        ("one\rtwo three\x15four\x04", "one\nfour"),
        (f"one two{HOME}\x0bthree\x04", "three"),
        (f"one two{CTRL_LEFT}\x0bthree\x04", "one three"),
        (f"one two{ALT_B}{ALT_B}{ALT_D}\x04", "two"),
        ("one two\x17\x1f\x04", "one two"),
        ("one two three\x1f\x1f!\x04", "one !"),
        ("one\x17two \x19\x04", "two one"),
        ("if x:\r\ty\rz\x04", "if x:\n    y\nz"),
        ("one\x0c two\x04", "one two"),
        ("one\x0f\x1b#\x1b[Z\x04", "one"),
        (f"one\r{UP}{UP}{UP}\x12\x04", "one"),
        ("one\x1b\r", "one"),
        ("\x11\x1b\x11\x00one\x04", "one"),
    ],
)
def test_keys_edit_the_text_and_an_empty_line_or_ctrl_d_ends_it(
    typed: Type, out: Console, keys: str, text: str
) -> None:
    typed(keys)
    assert write(out) == text
    assert said(out) == ""


def test_an_empty_line_in_the_middle_ends_nothing(typed: Type, out: Console) -> None:
    typed(f"one\rthree{UP}{END}\r\rtwo\x04")
    assert write(out) == "one\n\ntwo\nthree"


@pytest.mark.parametrize("line_end", ["\r", "\n", "\r\n"])
def test_what_is_pasted_goes_in_with_its_empty_lines_and_is_no_end(typed: Type, out: Console, line_end: str) -> None:
    lines = line_end.join(["one", "", "\ttwo\x07\x03", "", ""])
    typed(f"{paste(lines)}three\r\r")
    assert write(out) == "one\n\n    two\n\nthree"


def test_one_line_ends_with_the_first_enter_and_a_paste_is_put_on_it(typed: Type, out: Console) -> None:
    typed("4" + paste("096\r\nbytes") + "\r")
    assert write(out, is_single=True) == "4096 bytes"


def test_ctrl_c_gives_up_and_what_was_typed_is_to_be_had(typed: Type, out: Console) -> None:
    writer = TerminalWriter(QuietKeyboard(), out)
    typed("one\rtwo \x03")
    assert writer.write("> ") is None
    assert writer.given_up == "one\ntwo"
    typed("one\x00two\x03")  # with a part selected
    assert writer.write("> ") is None
    assert writer.given_up == "onetwo"
    typed("three\x04")
    assert writer.write("> ") == "three"
    assert writer.given_up == ""


@pytest.mark.parametrize(
    ("manner", "keys", "text"),
    [
        ({"text": "one\n\ntwo"}, " and more\x04", "one\n\ntwo and more"),
        ({"text": "one\ttwo\x07"}, f"{HOME}\x7f0 \x04", "0 one    two"),
        ({"text": "one\ntwo", "is_single": True}, " three\r", "one two three"),
        ({"text": "one\n"}, "\r", "one"),
        ({"text": "one"}, "\x15\x04", ""),
        ({"text": "x" * (LONGEST + 1)}, "\x04", "x" * LONGEST),
    ],
)
def test_what_was_begun_is_gone_on_with(
    typed: Type, out: Console, manner: dict[str, Any], keys: str, text: str
) -> None:
    typed(keys)
    assert write(out, **manner) == text


@pytest.mark.parametrize("is_pasted", [True, False])
def test_a_text_that_is_too_long_is_cut_and_that_is_said(typed: Type, out: Console, *, is_pasted: bool) -> None:
    text = "word " * (LONGEST // 5)
    typed(f"{paste(text + 'more')}\x04" if is_pasted else f"{paste(text)}more\x04")
    assert write(out) == text.rstrip()
    assert said(out) == f"{CUT_SHORT}\n"


def test_a_text_as_long_as_may_be_is_whole_and_nothing_is_said(typed: Type, out: Console) -> None:
    typed(f"{paste('x' * LONGEST)}\x04")
    assert write(out) == "x" * LONGEST
    assert said(out) == ""


def test_the_clock_is_asked_and_cuts_nothing_off(typed: Type, out: Console) -> None:
    asked: list[int] = []

    def clock() -> str:
        asked.append(len(asked))
        typed("x" if len(asked) < 3 else "\x04")
        return "0:00 left"

    assert set(write(out, clock=clock) or "") == {"x"}
    assert len(asked) >= 3


def test_a_bug_while_drawing_ends_the_writing_and_is_not_hidden(typed: Type, out: Console) -> None:
    count = iter([1, 1, 0])
    typed("x")
    with pytest.raises(ZeroDivisionError):
        write(out, clock=lambda: str(1 / next(count, 0)))


def test_a_terminal_that_is_gone_gives_nothing(typed: Type, out: Console) -> None:
    typed("one\rtwo").close()
    assert write(out) is None


def test_a_screen_that_is_gone_gives_nothing(typed: Type, out: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(DummyOutput, "flush", fail)
    typed("one")
    assert write(out) is None


def test_nothing_of_it_is_remembered(typed: Type, out: Console) -> None:
    typed("secret\x0b\x04")
    assert write(out) == "secret"
    typed(f"{UP}\x10\x19\x1b.\x04")
    assert write(out) == ""


def test_signals_and_their_handling_are_left_as_found(typed: Type, out: Console) -> None:
    def state() -> object:
        wake_fd = signal.set_wakeup_fd(-1)
        signal.set_wakeup_fd(wake_fd)
        return wake_fd, [signal.getsignal(number) for number in SIGNALS], signal.pthread_sigmask(signal.SIG_BLOCK, ())

    with Signals():
        before = state()
        typed("one\x04")
        write(out)
        assert state() == before


@pytest.mark.parametrize(
    ("number", "key"), [(signal.SIGTERM, TERMINATE), (signal.SIGHUP, HANGUP)], ids=["terminate", "hangup"]
)
def test_a_signal_is_the_next_key(typed: Type, out: Console, pty: Pty, number: signal.Signals, key: str) -> None:
    def clock() -> str:
        signal.raise_signal(number)
        return ""

    with open_posix(pty[1]) as keyboard:
        typed("one")
        assert write(out, keyboard, clock=clock) is None
        assert keyboard.read() == key


def test_a_signal_that_comes_with_the_end_takes_nothing_away(
    typed: Type, out: Console, pty: Pty, monkeypatch: pytest.MonkeyPatch
) -> None:
    def finish_late(document: str) -> Document:
        signal.raise_signal(signal.SIGTERM)
        return Document(document)

    monkeypatch.setattr(answer_box, "Document", finish_late)
    with open_posix(pty[1]) as keyboard:
        typed("one\x04")
        assert write(out, keyboard) == "one"
        assert keyboard.read() == TERMINATE


def test_a_signal_while_the_terminal_changes_hands_is_the_next_key(pty: Pty) -> None:
    with open_posix(pty[1]) as keyboard:
        with KeptSignals(keyboard).lend():
            signal.raise_signal(signal.SIGTERM)  # nobody listens yet
        assert keyboard.read() == TERMINATE


def test_an_interrupt_from_elsewhere_is_ctrl_c(typed: Type, out: Console, pty: Pty) -> None:
    def clock() -> str:
        signal.raise_signal(signal.SIGINT)
        return ""

    with open_posix(pty[1]) as keyboard:
        typed("one")
        assert write(out, keyboard, clock=clock) is None
        os.write(pty[0], b"q")
        assert keyboard.read() == "q"


@pytest.mark.parametrize("stop", ["\x1a", signal.SIGTSTP, signal.SIGCONT])
def test_after_a_stop_the_text_is_taken_up_again(
    typed: Type, out: Console, pty: Pty, monkeypatch: pytest.MonkeyPatch, stop: str | signal.Signals
) -> None:
    stops: list[str] = []
    drawn: list[str] = []

    def clock() -> str:
        drawn.append("")
        if len(drawn) == 1 and not isinstance(stop, str):
            typed(" two\x04")
            signal.raise_signal(stop)
        return ""

    def note_stop(_: Signals) -> None:
        stops.append("stop")
        if isinstance(stop, str):
            typed(" two\x04")

    monkeypatch.setattr(Signals, "stop", note_stop)
    with open_posix(pty[1]) as keyboard:
        typed("one" + (stop if isinstance(stop, str) else ""))
        assert write(out, keyboard, clock=clock) == "one two"
    assert stops == ["stop"] * (stop != signal.SIGCONT)


def test_killed_while_stopped_it_does_not_come_back(
    typed: Type, out: Console, pty: Pty, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Signals, "stop", lambda _: signal.raise_signal(signal.SIGTERM))
    with open_posix(pty[1]) as keyboard:
        typed("one\x1a")
        assert write(out, keyboard) is None
        assert keyboard.read() == TERMINATE


def test_what_the_parent_ignores_stays_ignored(typed: Type, out: Console) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def clock() -> str:
        signal.raise_signal(signal.SIGHUP)
        return ""

    typed("one\x04")
    try:
        assert write(out, clock=clock) == "one"
    finally:
        assert signal.signal(signal.SIGHUP, before) == signal.SIG_IGN


def test_what_is_typed_ahead_stays_for_the_next_reader(pty: Pty, monkeypatch: pytest.MonkeyPatch) -> None:
    with open(pty[1], closefd=False) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        reader, _ = open_devices()
        with reader.raw_mode():
            os.write(pty[0], b"on\xc3\xa9\rtwo\x03\xff")
            assert [press.data for press in reader.read_keys()] == ["o", "n", "é", "\r"]
            assert [press.data for press in reader.read_keys()] == ["t", "w", "o", "\x03"]
            assert select.select([pty[1]], [], [], 0)[0]
            assert [press.data for press in reader.read_keys()] == ["\ufffd"]
            assert not reader.closed


@pytest.mark.parametrize(
    "pasted",
    ["", "one\r\rtwo\r", "\x1b[201 \x1b[20\x1b[2", "\x1b\x1b[200~\x1b[201", "漢字\x1b", "\x03\x04\x1a", "x" * 30_000],
)
def test_a_paste_is_read_whole_and_what_follows_it_stays_for_the_next_reader(
    monkeypatch: pytest.MonkeyPatch, pasted: str
) -> None:
    with feeding(monkeypatch, f"é{paste(pasted)}y\rtail") as (reader, read_rest):
        keys: list[KeyPress] = []
        while not keys or keys[-1].data != "\r":
            keys += reader.read_keys()
        assert [press.data for press in keys] == ["é", pasted, "y", "\r"]
        assert read_rest() == "tail"


@pytest.mark.parametrize("letter", ["x", "字"])
def test_of_a_long_paste_enough_is_read_to_know_that_it_is_too_long(
    monkeypatch: pytest.MonkeyPatch, letter: str
) -> None:
    with feeding(monkeypatch, paste(letter * (50_000 // len(letter.encode()))) + "y\rtail") as (reader, read_rest):
        keys: list[KeyPress] = []
        while not keys or keys[-1].data != "\r":
            keys += reader.read_keys()
        assert [press.data for press in keys[1:]] == ["y", "\r"]
        assert LONGEST < len(keys[0].data) <= 8 * LONGEST
        assert read_rest() == "tail"


@contextmanager
def feeding(monkeypatch: pytest.MonkeyPatch, text: str) -> Iterator[tuple[Vt100Input, Callable[[], str]]]:
    """Gives a reader of what a pipe holds, and what gives the rest of it."""
    end, begin = os.pipe()
    with os.fdopen(end) as stdin, os.fdopen(begin, "w") as feed:
        feed.write(text)
        feed.flush()
        monkeypatch.setattr(sys, "stdin", stdin)
        yield open_devices()[0], lambda: os.read(end, 1000).decode()


def test_a_terminal_without_a_size_has_the_usual_one(pty: Pty, monkeypatch: pytest.MonkeyPatch) -> None:
    with open(pty[1], closefd=False) as stdin, open(pty[1], "w", closefd=False) as stdout:
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys, "stdout", stdout)
        _, screen = open_devices()
        assert tuple(screen.get_size()) == (24, 80)
        assert not screen.responds_to_cpr


@pytest.mark.parametrize(
    ("environ", "theme", "colour"),
    [
        ({"FORCE_COLOR": "1", "TERM": "xterm-256color"}, "dark", "#a8a8a8"),
        ({"FORCE_COLOR": "1", "TERM": "xterm-256color"}, "light", "#585858"),
        ({"FORCE_COLOR": "1", "TERM": "xterm-256color"}, "auto", ""),
        ({"FORCE_COLOR": "1", "TERM": "xterm-256color"}, "plain", ""),
        ({"NO_COLOR": "1", "TERM": "xterm-256color"}, "dark", ""),
    ],
)
def test_the_clock_has_the_colour_of_a_hint(environ: dict[str, str], theme: str, colour: str) -> None:
    console = make_console(io.StringIO(), interactive=True, environ=environ, theme=theme)
    assert colour_of_hints(console) == colour


def test_text_is_tidied_and_tidying_twice_is_tidying_once() -> None:
    raw = "a\r\nb\rc\td\x00\x1b[31m\x9b\x7f\ud800\u200d"
    assert tidy(raw, is_single=False) == "a\nb\nc    d[31m\u200d"
    assert tidy(raw, is_single=True) == "a b c    d[31m\u200d"
    assert tidy(tidy(raw, is_single=False), is_single=False) == tidy(raw, is_single=False)


def type_lines(monkeypatch: pytest.MonkeyPatch, *lines: str | type[BaseException]) -> list[str]:
    prompts: list[str] = []
    rest = iter(lines)

    def answer(asked: str) -> str:
        prompts.append(asked)
        line = next(rest)
        if isinstance(line, str):
            return line
        raise line

    monkeypatch.setattr("builtins.input", answer)
    return prompts


@pytest.fixture(params=["dumb", "no library"])
def bare(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes away what editing needs."""
    monkeypatch.setenv("TERM", "dumb" if request.param == "dumb" else "xterm")
    if request.param != "dumb":
        monkeypatch.setitem(sys.modules, "prompt_toolkit", None)
    prepare()


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("",), ""),
        ((EOFError,), ""),
        (("one", "two\x07", " "), "one\ntwo"),
        (("one", "two", EOFError), "one\ntwo"),
        (("one", KeyboardInterrupt), None),
    ],
)
def test_where_nothing_can_be_edited_it_is_asked_line_by_line(
    out: Console, monkeypatch: pytest.MonkeyPatch, lines: tuple[str | type[BaseException], ...], text: str | None
) -> None:
    prompts = type_lines(monkeypatch, *lines)
    assert write(out) == text
    assert prompts == ["> ", "  ", "  "][: len(lines)]


@pytest.mark.usefixtures("bare")
def test_what_was_given_up_there_is_to_be_had_and_gone_on_with(
    out: Console, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    writer = TerminalWriter(QuietKeyboard(), out)
    type_lines(monkeypatch, "one", "two", KeyboardInterrupt)
    assert writer.write("> ") is None
    assert writer.given_up == "one\ntwo"
    capsys.readouterr()
    prompts = type_lines(monkeypatch, "three", "")
    assert writer.write("> ", text=writer.given_up) == "one\ntwo\nthree"
    assert writer.given_up == ""
    assert capsys.readouterr().out == "> one\n  two\n"
    assert prompts == ["  ", "  "]


@pytest.mark.usefixtures("bare")
def test_one_line_that_was_begun_is_edited_there_too(out: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []

    def read_line(_: str, text: str) -> str:
        begun.append(text)
        return "4096"

    monkeypatch.setattr(bare_writer, "read_line", read_line)
    assert write(out, is_single=True, text="409") == "4096"
    assert begun == ["409"]


@pytest.mark.usefixtures("bare")
def test_one_line_that_was_begun_and_is_given_up_there_is_not_lost(
    out: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = TerminalWriter(QuietKeyboard(), out)
    type_lines(monkeypatch, KeyboardInterrupt)
    assert writer.write("> ", is_single=True, text="1.5 pionts") is None
    assert writer.given_up == "1.5 pionts"


@pytest.mark.usefixtures("bare")
def test_one_line_is_one_line_there_too(out: Console, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch, "4096")
    assert write(out, is_single=True) == "4096"


@pytest.mark.usefixtures("bare")
def test_a_signal_is_the_next_key_there_too(out: Console, pty: Pty, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _: signal.raise_signal(signal.SIGTERM))
    with open_posix(pty[1]) as keyboard:
        assert write(out, keyboard) is None
        assert keyboard.read() == TERMINATE


def test_a_line_that_is_left_and_one_that_is_given_up_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    for left in EOFError, KeyboardInterrupt:
        type_lines(monkeypatch, left, left)
        with pytest.raises(left):
            prompt.read_line("> ")
        assert prompt.ask_line("> ") is None


def test_lines_of_a_pipe_are_answers_between_keys(out: Console) -> None:
    keys = LineKeys(io.StringIO("1\none\ntw\x07o\n \n4096\n\n3\nlast\n"))
    writer: Writer = PipeWriter(keys, out)
    assert keys.read() == "1"
    assert writer.write("> ") == "one\ntwo"
    assert writer.write("> ", is_single=True) == "4096"
    assert writer.write("> ", clock=lambda: "0:00") == ""
    assert keys.read() == "3"
    assert writer.write("> ") == "last"
    assert writer.write("> ") is None
    assert writer.write("> ", is_single=True) is None
    assert keys.read() == EOF
    assert said(out) == ""


def test_a_piped_answer_that_is_too_long_is_cut_and_that_is_said(out: Console) -> None:
    assert PipeWriter(LineKeys(io.StringIO("x" * (LONGEST + 1))), out).write("> ") == "x" * LONGEST
    assert said(out) == f"{CUT_SHORT}\n"


def test_bytes_that_are_no_text_end_the_pipe(out: Console) -> None:
    keys = LineKeys(io.TextIOWrapper(io.BytesIO(b"\xff\n"), encoding="utf-8"))
    assert PipeWriter(keys, out).write("> ") is None
