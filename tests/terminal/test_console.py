import io
import sys
from collections.abc import Mapping

import pexpect
import pyte
import pytest
from rich.console import Console
from rich.control import Control
from rich.table import Table
from rich.text import Text

from aiquiz.terminal.console import make_console
from aiquiz.terminal.markdown import render_body


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def printed_bold_red(
    file: io.StringIO, environ: Mapping[str, str], *, colour: bool | None = None, interactive: bool = False
) -> str:
    console = make_console(file, interactive=interactive, environ=environ, colour=colour)
    console.control(Control.home())
    console.print(Text("x", style="bold red"))
    return file.getvalue()


@pytest.mark.parametrize(
    ("flag", "environ", "is_terminal", "coloured"),
    [
        (None, {}, True, True),
        (None, {}, False, False),
        (None, {"TERM": "dumb"}, True, False),
        (None, {"TERM": "unknown"}, True, False),
        (None, {"NO_COLOR": "1"}, True, False),
        (None, {"NO_COLOR": ""}, True, True),
        (None, {"FORCE_COLOR": "1"}, False, True),
        (None, {"FORCE_COLOR": ""}, False, False),
        (None, {"FORCE_COLOR": "", "TERM": "xterm"}, True, True),
        (None, {"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        (None, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        (True, {"NO_COLOR": "1"}, False, True),
        (True, {"TERM": "dumb"}, True, True),
        (False, {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_who_decides_about_colour(
    flag: bool | None,  # noqa: FBT001 - a row of the table
    environ: dict[str, str],
    is_terminal: bool,  # noqa: FBT001 - the same
    coloured: bool,  # noqa: FBT001 - the same
) -> None:
    shown = printed_bold_red(Tty() if is_terminal else io.StringIO(), environ, colour=flag)
    assert ("31m" in shown) == coloured
    if not is_terminal and not coloured:
        assert shown == "x\n"


def test_a_terminal_without_colour_still_has_bold() -> None:
    assert printed_bold_red(Tty(), {"NO_COLOR": "1"}) == "\x1b[1mx\x1b[0m\n"


def test_a_dumb_terminal_is_sent_letters_only() -> None:
    assert printed_bold_red(Tty(), {"TERM": "dumb"}, interactive=True) == "x\n"


def test_forced_colour_in_a_pipe_moves_no_cursor() -> None:
    for interactive in (False, True):
        shown = printed_bold_red(io.StringIO(), {"FORCE_COLOR": "1"}, interactive=interactive)
        assert shown == "\x1b[1;31mx\x1b[0m\n"


def test_an_interactive_terminal_may_be_moved_in() -> None:
    assert printed_bold_red(Tty(), {}, interactive=True).startswith("\x1b[H")


@pytest.mark.parametrize(
    ("environ", "system"),
    [
        ({}, "standard"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "truecolor"),
        ({"COLORTERM": "24bit"}, "truecolor"),
    ],
)
def test_how_many_colours(environ: dict[str, str], system: str) -> None:
    assert make_console(Tty(), interactive=True, environ=environ).color_system == system


def test_the_environment_is_the_one_that_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"FORCE_COLOR": "1", "COLUMNS": "33", "TTY_COMPATIBLE": "1", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)
    console = make_console(io.StringIO(), interactive=False, environ={})
    assert console.color_system is None
    assert console.width == 80


def test_no_text_is_markup() -> None:
    file = io.StringIO()
    make_console(file, width=80, interactive=False, environ={}, colour=True).print("[red]a[/b] :smile: 12 'x'")
    assert file.getvalue() == "[red]a[/b] :smile: 12 'x'\n"


@pytest.mark.parametrize(
    ("width", "environ", "columns"),
    [
        (None, {}, 80),
        (None, {"COLUMNS": "50"}, 50),
        (None, {"COLUMNS": "0"}, 80),
        (None, {"COLUMNS": "wide"}, 80),
        (None, {"COLUMNS": "-5"}, 80),
        (None, {"COLUMNS": "²"}, 80),
        (30, {"COLUMNS": "50"}, 30),
    ],
)
def test_the_width_where_no_terminal_is(width: int | None, environ: dict[str, str], columns: int) -> None:
    console = make_console(io.StringIO(), width=width, interactive=False, environ=environ)
    assert console.width == console.size.width == console.options.max_width == columns


def test_the_width_follows_the_environment_and_can_be_set() -> None:
    environ = {"COLUMNS": "50"}
    console = make_console(io.StringIO(), interactive=False, environ=environ)
    environ["COLUMNS"] = "60"
    assert console.width == 60
    console.size = (40, 10)
    assert console.width == 40


def test_a_closed_file_has_a_width() -> None:
    file = io.StringIO()
    file.close()
    assert make_console(file, interactive=False, environ={}).width == 80


def bytes_printed(encoding: str, renderable: object, errors: str = "strict") -> bytes:
    buffer = io.BytesIO()
    file = io.TextIOWrapper(buffer, encoding=encoding, errors=errors, newline="\n")
    make_console(file, width=70, interactive=False, environ={}).print(renderable)
    file.flush()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("ascii", "naïve ‖w‖² → 漢字 👩\u200d🔬", b"na?ve ?w?? > ?? ???\n"),
        ("ascii", "“a” – b’s • c…", b'"a" - b\'s * c.\n'),
        ("cp1252", "naïve “a” • 漢 ≤", "naïve “a” • ? ?\n".encode("cp1252")),
        ("latin-1", "é – ∑", b"\xe9 - ?\n"),
        ("utf-8", "é – ∑ \ud800", "é – ∑ ?\n".encode()),
    ],
)
def test_what_an_encoding_lacks_is_replaced(encoding: str, text: str, shown: bytes) -> None:
    assert bytes_printed(encoding, Text(text)) == shown


def test_no_raw_byte_gets_out_through_surrogates() -> None:
    assert bytes_printed("ascii", Text("a\udc9b31m"), errors="surrogateescape") == b"a?31m\n"


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_lists_quotes_and_tables_are_drawn_in_ascii(encoding: str) -> None:
    body = render_body("- one\n\n> two\n\n| a | b |\n|---|---|\n| x | y |\n", 70)
    table = Table("a", title="t")
    table.add_row("x")
    for shown in (bytes_printed("ascii", body), bytes_printed("ascii", table)):
        assert shown.isascii()
        assert b"?" not in shown
    assert bytes_printed(encoding, body).decode(encoding).count("x") == 1


def test_a_table_keeps_its_lines_in_utf_8() -> None:
    table = Table("a")
    table.add_row("x")
    assert "┃".encode() in bytes_printed("utf-8", table)


PRINT_TWICE = """
import os, sys
from aiquiz.terminal.console import make_console
from aiquiz.terminal.markdown import render_body
console = make_console(sys.stdout, interactive=True, environ=os.environ)
for _ in range(2):
    console.print(render_body({text!r}, console.width))
    print("=", console.width, flush=True)
    input()
"""


def screen_after(shown: str, columns: int) -> list[str]:
    screen = pyte.Screen(columns, 60)
    pyte.Stream(screen).feed(shown)
    return [line.rstrip() for line in screen.display]


def run_in_terminal(text: str, columns: int, **environ: str) -> "pexpect.spawn[str]":
    given = {"PYTHONPATH": ":".join(sys.path), "PYTHONUTF8": "1", "TERM": "xterm", **environ}
    code = PRINT_TWICE.format(text=text)
    return pexpect.spawn(
        sys.executable, ["-c", code], dimensions=(60, columns), env=given, encoding="utf-8", timeout=10
    )


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_a_resized_window_is_filled(term: str) -> None:
    child = run_in_terminal("word " * 40, 24, TERM=term, COLUMNS="80")
    child.expect("= 24\r\n")
    assert max(map(len, (child.before or "").splitlines())) == len("word word word word word")
    child.setwinsize(60, 61)
    child.sendline("")
    child.expect("= 61\r\n")
    assert max(map(len, (child.before or "").splitlines())) > 50
    child.close(force=True)


@pytest.mark.parametrize("columns", [24, 40])
@pytest.mark.parametrize("mark", ["", "*a* "])
def test_each_line_is_one_line_of_the_screen(columns: int, mark: str) -> None:
    child = run_in_terminal(mark + "漢字かな交じり文。" * 20 + " שלום עולם " * 10 + "x" * 100, columns)
    child.expect(f"= {columns}\r\n")
    shown = child.before or ""
    lines = [line for line in screen_after(shown, columns) if line]
    assert len(lines) == len(shown.splitlines())
    child.close(force=True)


def test_a_terminal_sees_no_cursor_movement_from_a_hostile_card() -> None:
    child = run_in_terminal("*a*\x1b[2J\x9b5A\x1b]0;t\x07 &#27;[H \x1bc end", 40)
    child.expect("= 40\r\n")
    lines = [line for line in screen_after(child.before or "", 40) if line]
    assert lines == ["a␛[2J\ufffd5A␛]0;t␇ \ufffd[H ␛c end"]
    child.close(force=True)


def test_a_console_is_richs_own() -> None:
    assert isinstance(make_console(io.StringIO(), interactive=False, environ={}), Console)
