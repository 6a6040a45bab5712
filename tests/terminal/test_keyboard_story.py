import os
import select
import shlex
import signal
import sys
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pexpect
import pytest

import aiquiz
from aiquiz.terminal.keyboard_posix import open_posix

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")

PROGRAM = """
import os, time
from pathlib import Path
from aiquiz.terminal.keys import open_keyboard
def wait_for(name):
    print(name, flush=True)
    while not Path(name).exists(): time.sleep(0.005)
Path("pid").write_text(str(os.getpid()))
wait_for("open")
with open_keyboard() as keyboard:
    wait_for("read")
    while (key := keyboard.read()) not in {"q", "eof", "interrupt", "terminate", "hangup"}:
        print(f"<{key}>", flush=True)
Path("pid").rename(key)
print(f"last <{key}>", flush=True)
"""
PASTE_ON, PASTE_OFF = r"\x1b\[\?2004h", r"\x1b\[\?2004l"
SIGNALS = [(signal.SIGINT, "interrupt"), (signal.SIGTERM, "terminate"), (signal.SIGHUP, "hangup")]

Pty: TypeAlias = tuple[int, int]


@dataclass(slots=True)
class Shell:
    child: "pexpect.spawn[str]"
    folder: Path
    found: list[object]

    def modes(self) -> list[object]:
        return list(termios.tcgetattr(self.child.child_fd))

    def start(self, before_open: str = "", before_read: str = "") -> None:
        self.child.expect("prompt> ")
        self.child.sendline(f"{shlex.quote(sys.executable)} keys.py")
        self.child.expect("open\r\n")
        self.found = self.modes()
        self.child.send(before_open)
        (self.folder / "open").touch()
        self.child.expect(f"{PASTE_ON}read\r\n")
        self.child.send(before_read)
        (self.folder / "read").touch()

    def press(self, key: str | int) -> None:
        if isinstance(key, str):
            self.child.send(key)
        else:
            os.kill(int((self.folder / "pid").read_text()), key)

    def end(self, name: str) -> str | None:
        self.child.expect(f"{PASTE_OFF}last <{name}>\r\nprompt> ")
        assert self.modes() == self.found
        return self.child.before


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Shell]:
    (tmp_path / "keys.py").write_text(PROGRAM)
    env = dict(os.environ, PYTHONPATH=str(Path(aiquiz.__file__).parents[1]), PS1="prompt> ", TERM="xterm")
    child: pexpect.spawn[str] = pexpect.spawn("/bin/sh", ["-i"], env=env, cwd=tmp_path, timeout=5, encoding="utf-8")
    child.delaybeforesend = None
    yield Shell(child, tmp_path, [])
    child.close(force=True)


@pytest.fixture
def pty() -> Iterator[Pty]:
    ends = os.openpty()
    yield ends
    for end in ends:
        os.close(end)


def test_keys_typed_ahead_count_and_are_not_echoed_once_the_keyboard_is_open(shell: Shell) -> None:
    shell.start(before_open="12", before_read="3\x1b[A\rq")
    assert shell.end("q") == "<1>\r\n<2>\r\n<3>\r\n<up>\r\n<enter>\r\n"


@pytest.mark.parametrize(("key", "name"), [("\x03", "interrupt"), ("\x04", "eof"), *SIGNALS])
def test_however_it_ends_the_terminal_is_as_found(shell: Shell, key: str | int, name: str) -> None:
    shell.start()
    assert shell.modes() != shell.found
    shell.press(key)
    shell.end(name)


@pytest.mark.parametrize("stop", ["\x1a", signal.SIGTSTP, signal.SIGSTOP])
def test_a_stop_leaves_the_terminal_to_the_shell_and_fg_takes_it(shell: Shell, stop: str | int) -> None:
    shell.start()
    ours = shell.modes()
    for key in "12":
        shell.press(stop)
        shell.child.expect("prompt> ")
        if stop != signal.SIGSTOP:  # which cannot be caught
            assert shell.modes() == shell.found
            assert "\x1b[?2004l" in (shell.child.before or "")
        shell.child.sendline("stty icanon echo; bg; sleep 0.1; fg")
        shell.child.expect(PASTE_ON)
        assert shell.modes() == ours
        shell.press(key)
        shell.child.expect(f"<{key}>\r\n")
    shell.press("q")
    shell.end("q")


def test_a_stopped_program_can_be_ended_from_the_shell(shell: Shell) -> None:
    shell.start()
    shell.press("\x1a")
    shell.child.expect(f"{PASTE_OFF}.*prompt> ")
    shell.child.sendline("kill %1; bg; wait")
    shell.child.expect("last <terminate>\r\n")


def test_a_resize_while_waiting_is_no_key(shell: Shell) -> None:
    shell.start()
    time.sleep(0.05)
    shell.child.setwinsize(24, 40)
    shell.press("q")
    assert shell.end("q") == ""


def test_a_closed_window_ends_the_program(shell: Shell) -> None:
    shell.start()
    shell.child.close(force=False)
    deadline = time.monotonic() + 5
    while not (ended := (shell.folder / "hangup").exists()) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert ended


def test_pauses_end_an_escape_but_neither_a_character_nor_a_paste(pty: Pty) -> None:
    chunks = [b"\x1b", b"1\xe6", b"\xbc", b"\xa2\x1b[200~12\r", b"3\x1b[20", b"1~4spare"]
    with open_posix(pty[1]) as keyboard:
        for index, chunk in enumerate(chunks):
            threading.Timer(0.1 * index, os.write, (pty[0], chunk)).start()
        assert [keyboard.read() for _ in range(4)] == ["escape", "1", "漢", "4"]


def test_signals_just_before_the_wait_are_one_seen_at_once(pty: Pty, monkeypatch: pytest.MonkeyPatch) -> None:
    def late_select(*waited_for: Any) -> object:
        monkeypatch.undo()
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        return select.select(*waited_for)

    monkeypatch.setattr(select, "select", late_select)
    with open_posix(pty[1]) as keyboard:
        os.write(pty[0], b"1")
        assert [keyboard.read(), keyboard.read()] == ["interrupt", "1"]
        signal.raise_signal(signal.SIGINT)  # the session is ending already


def test_a_terminal_that_is_gone_hangs_up_again_and_again() -> None:
    master, slave = os.openpty()
    with open_posix(slave) as keyboard:
        os.close(master)
        assert [keyboard.read() for _ in range(3)] == ["hangup"] * 3
    os.close(slave)


def test_a_signal_nobody_read_is_passed_on_but_hides_no_error(pty: Pty) -> None:
    before = termios.tcgetattr(pty[1]), [signal.getsignal(number) for number, _ in SIGNALS]
    with pytest.raises(KeyboardInterrupt), open_posix(pty[1]):
        signal.raise_signal(signal.SIGINT)
    with suppress(ZeroDivisionError), open_posix(pty[1]):
        signal.raise_signal(signal.SIGINT)
        _ = 1 / 0
    assert (termios.tcgetattr(pty[1]), [signal.getsignal(number) for number, _ in SIGNALS]) == before
    assert signal.set_wakeup_fd(-1) == -1


def test_a_signal_that_was_ignored_stays_so(pty: Pty) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with open_posix(pty[1]) as keyboard:
        os.write(pty[0], b"1")
        signal.raise_signal(signal.SIGHUP)
        assert keyboard.read() == "1"
    assert signal.signal(signal.SIGHUP, before) == signal.SIG_IGN
