"""An answer typed on a real terminal: what it looks like, and how the terminal is left, however it ends."""

import os
import re
import shlex
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pexpect
import pyte
import pytest
from support.program import PATIENCE_S

import aiquiz

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")

PROGRAM = """
import os, sys
from contextlib import suppress
from itertools import count
from pathlib import Path
from aiquiz.terminal.console import make_console
from aiquiz.terminal.keys import open_keyboard
from aiquiz.terminal.writer import TerminalWriter, prepare
prepare()
def tell(line):
    with suppress(OSError):
        print(line, flush=True)
seconds = count()
clock = (lambda: f"{next(seconds)} s so far") if "clock" in sys.argv else None
with open_keyboard() as keyboard:
    writer = TerminalWriter(keyboard, make_console(sys.stdout, interactive=True, environ=os.environ, theme="dark"))
    Path("pid").write_text(str(os.getpid()))
    tell("Question")
    text = writer.write("> ", clock=clock, is_single="single" in sys.argv)
    Path("text").write_text(repr(text))
    tell(f"[{len(text or '')}]")
    while (key := keyboard.read()) not in {"q", "terminate", "hangup", "interrupt", "eof"}:
        tell(f"<{key}>")
    Path("key").write_text(key)  # while signals are caught: the end of the shell sends one more
    Path("key").rename("last")
tell(f"last <{key}>")
"""
COLOUR = re.compile(r"\x1b\[[0-9;]*[1-9][0-9;]*m")


class Desk:
    """A shell on a terminal of some width, in which the program runs as a job."""

    def __init__(self, folder: Path, columns: int, **environ: str) -> None:
        self.folder = folder
        self.raw = ""
        self._screen = pyte.Screen(columns, 40)
        self._stream = pyte.Stream(self._screen)
        (folder / "write.py").write_text(PROGRAM)
        env = {
            name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLORTERM"}
        }
        env |= {"PYTHONPATH": str(Path(aiquiz.__file__).parents[1]), "PS1": "prompt> ", "TERM": "xterm-256color"}
        env["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), env["PATH"]])
        self.child: pexpect.spawn[str] = pexpect.spawn(
            "/bin/sh", ["-i"], env=env | environ, cwd=folder, encoding="utf-8", dimensions=(40, columns)
        )
        self.child.delaybeforesend = None
        self.see("prompt>")

    def modes(self) -> list[object]:
        return list(termios.tcgetattr(self.child.child_fd))

    def start(self, *arguments: str) -> None:
        python = Path(sys.executable).name  # without its folder: the shell prints this line at `fg`, in 40 columns
        self.press(f"{shlex.join([python, 'write.py', *arguments])}\r")
        self.see_anywhere("Question\n>")

    def press(self, keys: str) -> None:
        self.child.send(keys)

    def kill(self, number: signal.Signals) -> None:
        os.kill(int((self.folder / "pid").read_text()), number)

    def shown(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()

    def see(self, text: str) -> None:
        """Waits until the text stands at the end of what is shown."""
        self.wait_for(lambda: self.shown().endswith(text), text)

    def see_anywhere(self, text: str) -> None:
        """Waits until the text is shown."""
        self.wait_for(lambda: text in self.shown(), text)

    def see_after(self, before: str) -> None:
        """Waits until something else is shown."""
        self.wait_for(lambda: self.shown() != before, "a change")

    def text(self) -> str:
        return (self.folder / "text").read_text()

    def resize(self, columns: int) -> None:
        self._screen.resize(columns=columns)
        self.child.setwinsize(40, columns)

    def wait_for(self, is_there: Callable[[], bool], text: str) -> None:
        """Reads what is shown until something is so."""
        deadline = time.monotonic() + PATIENCE_S
        while not is_there():  # a clock goes on for ever
            assert time.monotonic() < deadline, f"waited in vain for {text!r} below\n{self.shown()}"
            with suppress(pexpect.TIMEOUT):
                data = self.child.read_nonblocking(1 << 16, timeout=1)
                self.raw += data
                self._stream.feed(data)


@contextmanager
def sit_down(folder: Path, columns: int, **environ: str) -> Iterator[Desk]:
    desk = Desk(folder, columns, **environ)
    try:
        yield desk
    finally:
        with suppress(OSError):
            desk.child.close(force=True)


@pytest.fixture(params=[40, 80])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    with sit_down(tmp_path, request.param) as desk:
        yield desk


def test_an_answer_is_typed_an_earlier_line_edited_and_what_was_typed_ahead_is_a_key(desk: Desk) -> None:
    desk.start()
    desk.press("precision 漢字\rrecall")
    desk.see("> precision 漢字\n  recall")
    desk.press("\x1b[A\x01The \x05!")
    desk.see("> The precision 漢字!\n  recall")
    desk.press("\x1b[B\x1b[F\r\r1q")
    desk.see("> The precision 漢字!\n  recall\n[24]\n<1>\nlast <q>\nprompt>")
    assert desk.text() == repr("The precision 漢字!\nrecall")
    assert "\x1b[6n" not in desk.raw
    assert "CPR" not in desk.raw


def test_a_long_line_is_folded_and_a_paste_with_empty_lines_goes_in_whole(desk: Desk) -> None:
    desk.start("clock")
    desk.press("x" * 90)
    width = desk.child.getwinsize()[1] - 2
    folded = "\n  ".join("x" * min(width, 90 - start) for start in range(0, 90, width))
    desk.see_anywhere(f"> {folded}\n")
    desk.press("\x15\x1b[200~one\r\rtwo\r\r\x1b[201~")
    desk.see_anywhere("> one\n\n  two\n")
    desk.press("three\r\rq")
    desk.see("last <q>\nprompt>")
    assert desk.text() == repr("one\n\ntwo\n\nthree")


@pytest.mark.parametrize(("keys", "text"), [("\x03", None), ("\x04", "typed"), ("\r\r", "typed")])
def test_however_it_ends_the_terminal_is_as_found(desk: Desk, keys: str, text: str | None) -> None:
    desk.start()
    during = desk.modes()
    desk.press("typed" + keys)
    desk.see(f"[{len(text or '')}]")
    between = desk.modes()
    desk.press("q")
    desk.see("last <q>\nprompt>")
    assert desk.text() == repr(text)
    assert len({str(modes) for modes in (during, between, desk.modes())}) == 3
    assert desk.raw.count("\x1b[?2004h") == desk.raw.count("\x1b[?2004l") == 3
    assert desk.raw.rindex("\x1b[?25h") > desk.raw.rindex("\x1b[?25l")
    assert desk.raw.rindex("\x1b[?7h") > desk.raw.rindex("\x1b[?7l")


@pytest.mark.parametrize(("number", "key"), [(signal.SIGTERM, "terminate"), (signal.SIGHUP, "hangup")])
@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_a_signal_ends_the_program_and_leaves_the_terminal_as_found(
    tmp_path: Path, number: signal.Signals, key: str, term: str
) -> None:
    with sit_down(tmp_path, 80, TERM=term) as desk:
        found = desk.modes()
        desk.start()
        desk.press("typed")
        desk.see("> typed")
        desk.kill(number)
        desk.see(f"[0]\nlast <{key}>\nprompt>")
        assert desk.text() == "None"
        assert desk.modes() == found


@pytest.mark.parametrize("stop", ["\x1a", signal.SIGTSTP, signal.SIGSTOP])
def test_a_stop_leaves_the_terminal_to_the_shell_and_fg_shows_the_text_again(
    desk: Desk, stop: str | signal.Signals
) -> None:
    found = desk.modes()
    desk.start()
    typing = desk.modes()
    for line in ("one", "two"):
        desk.press(f"{line}\r")
        desk.see_anywhere(f"\n  {line}" if line == "two" else "> one")
        if isinstance(stop, str):
            desk.press(stop)
        else:
            desk.kill(stop)
        desk.see("prompt>")
        assert (desk.modes() == found) is (stop != signal.SIGSTOP)  # which cannot be caught
        desk.press("clear; stty icanon echo icrnl isig; fg\n")
        desk.see("write.py\n> one" + ("\n  two" if line == "two" else ""))
        desk.wait_for(lambda: desk.modes() == typing, "the keyboard")
    desk.press("three\r\rq")
    desk.see("write.py\n> one\n  two\n  three\n[13]\nlast <q>\nprompt>")
    assert desk.text() == repr("one\ntwo\nthree")


def test_a_stopped_program_can_be_ended_from_the_shell(desk: Desk) -> None:
    desk.start()
    desk.press("one\x1a")
    desk.see("prompt>")
    desk.press("kill %1; bg; wait\n")
    desk.see_anywhere("last <terminate>")
    assert desk.text() == "None"


def test_a_program_in_the_background_waits_for_the_terminal(desk: Desk) -> None:
    desk.start()
    desk.press("one\x1a")
    desk.see("prompt>")
    desk.press("bg; sleep 0.2; fg\n")
    desk.see("\n> one")
    desk.press(" two\x04q")
    desk.see("last <q>\nprompt>")
    assert desk.text() == repr("one two")


def test_a_closed_window_ends_the_program(desk: Desk) -> None:
    desk.start()
    desk.press("typed")
    desk.see("> typed")
    desk.child.close(force=False)
    deadline = time.monotonic() + PATIENCE_S
    while not (last := desk.folder / "last").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert last.read_text() == "hangup"
    assert desk.text() == "None"


def test_a_resize_while_typing_keeps_the_text(tmp_path: Path) -> None:
    with sit_down(tmp_path, 80) as desk:
        desk.start("clock")
        desk.press("one two three four five six seven eight nine")
        desk.see_anywhere("eight nine\n")
        desk.resize(40)
        desk.see_anywhere("> one two three four five six seven eigh\n  t nine\n")
        desk.press(" ten\x04q")
        desk.see("last <q>\nprompt>")
        assert desk.text() == repr("one two three four five six seven eight nine ten")


def test_the_clock_goes_on_below_the_text_and_is_gone_at_the_end(desk: Desk) -> None:
    desk.start("clock", "single")
    desk.press("4")
    desk.see_anywhere("> 4\n")
    before = desk.shown()
    desk.see_after(before)
    desk.press("096")
    desk.see_anywhere("> 4096\n")
    assert desk.shown().endswith("s so far")
    assert "\x1b[0;7m" not in desk.raw
    assert "38;5;248" in desk.raw
    desk.press("\rq")
    desk.see("> 4096\n[4]\nlast <q>\nprompt>")


def test_without_colours_there_are_none(tmp_path: Path) -> None:
    with sit_down(tmp_path, 40, NO_COLOR="1") as desk:
        desk.start("clock")
        desk.press("one")
        desk.see_anywhere("> one\n")
        desk.press("\x04q")
        desk.see("last <q>\nprompt>")
        assert not COLOUR.search(desk.raw)


def test_a_terminal_that_can_do_nothing_is_written_on_line_by_line(tmp_path: Path) -> None:
    with sit_down(tmp_path, 40, TERM="dumb") as desk:
        desk.start("clock")
        desk.press("one\rtwo\r\r")
        desk.see("> one\n  two\n\n[7]")
        desk.press("q")
        desk.see("last <q>\nprompt>")
        assert desk.text() == repr("one\ntwo")
        assert "\x1b[" not in desk.raw
