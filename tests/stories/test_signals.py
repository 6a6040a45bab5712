import signal
import subprocess
from pathlib import Path

import pytest
from support.program import ANSWER, PATIENCE_S, PROGRAM, QUESTION, Terminal, World, make_world

LEAVING = {
    "q": ("q", 0),
    "Ctrl-C": ("\x03", 130),
    "Ctrl-D": ("\x04", 0),
    "SIGTERM": (signal.SIGTERM, 143),
    "SIGHUP": (signal.SIGHUP, 129),
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


def answer_one(terminal: Terminal) -> None:
    terminal.see(QUESTION)
    terminal.press(" ")
    terminal.see(ANSWER)
    terminal.press("3")
    terminal.see("What is a canary release?", QUESTION)


@pytest.mark.parametrize(("way", "code"), LEAVING.values(), ids=LEAVING)
def test_leaving_saves_everything_says_so_and_puts_the_terminal_back(world: World, way: str | int, code: int) -> None:
    with world.terminal("study") as terminal:
        answer_one(terminal)
        assert terminal.modes() != terminal.found
        if isinstance(way, str):
            terminal.press(way)
        else:
            terminal.signal(way)
        assert terminal.end() == code
        assert terminal.modes() == terminal.found
    assert terminal.raw.count(b"\x1b[?2004h") == terminal.raw.count(b"\x1b[?2004l") == 1
    assert "So far: 1 card, 1 answer" in terminal.text()
    assert "^C" not in terminal.text()
    assert world.answers() == ["confusion-matrix good"]
    assert not world.crash_log().exists()


def test_a_signal_with_the_answer_on_the_screen_leaves_that_card_unanswered(world: World) -> None:
    with world.terminal("study") as terminal:
        answer_one(terminal)
        terminal.press(" ")
        terminal.see(ANSWER)
        terminal.signal(signal.SIGTERM)
        assert terminal.end() == 143
    assert world.answers() == ["confusion-matrix good"]


def test_a_closed_window_ends_the_program_and_what_was_answered_is_there(world: World) -> None:
    with world.terminal("study") as terminal:
        answer_one(terminal)
        code = terminal.close_window()
    assert code in {129, -signal.SIGHUP}  # the end of the terminal may outrun the signal
    assert world.answers() == ["confusion-matrix good"]
    assert not world.crash_log().exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_a_pipe_is_waited_for_says_nothing_and_keeps_the_answers(world: World, number: int) -> None:
    with subprocess.Popen(
        [*PROGRAM, "study"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=world.environment(PYTHONUNBUFFERED="1"),
        cwd=world.folder,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write("\n3\n")
        program.stdin.flush()
        for line in program.stdout:
            if "canary" in line:
                break
        program.send_signal(number)
        _, said = program.communicate(timeout=PATIENCE_S)
    assert program.returncode == (130 if number == signal.SIGINT else -number)
    assert said == ""
    assert world.answers() == ["confusion-matrix good"]
    assert not world.crash_log().exists()
