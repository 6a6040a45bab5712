import shlex
import sys
from pathlib import Path

import pytest
from support.program import ANSWER, QUESTION, Grade, Past, World, make_world

EDITOR = """\
import pathlib, sys
path = pathlib.Path(sys.argv[-1])
print("the editor has", sys.argv[1], path.name)
if CHANGE:
    path.write_text(path.read_text().replace("What does", CHANGE))
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


def make_editor(world: World, change: str) -> str:
    script = world.folder / "vi"
    (code := world.folder / "vi.py").write_text(f"CHANGE = {change!r}\n{EDITOR}", encoding="utf-8")
    script.write_text(f'#!/bin/sh\nexec {shlex.join([sys.executable, str(code)])} "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return str(script)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_note_is_shown_with_the_answer_ever_after(world: World, columns: int) -> None:
    with world.terminal("study", columns=columns) as terminal:
        terminal.see("1 of 5", QUESTION)
        terminal.press("n")
        terminal.see("Note:")
        terminal.press("rows are the truth\r")
        terminal.see("Noted: it is shown with the answer")
        terminal.press(" ")
        terminal.see("Your note rows are the truth", ANSWER)
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.modes() == terminal.found
    with world.terminal("study", columns=columns) as terminal:
        terminal.see("1 of 5", QUESTION)
        terminal.press(" ")
        terminal.see("Your note rows are the truth", ANSWER)
        terminal.press("n")
        terminal.see("Note: rows are the truth")
        terminal.press("\x15\r")
        terminal.press("u")
        terminal.see("Undone.", "Your note rows are the truth")
        assert "The note is gone." in terminal.text()
        terminal.press("q")
        assert terminal.end() == 0
    assert [event["text"] for event in world.saved() if event["kind"] == "marked"] == ["rows are the truth", ""]


def test_a_note_given_up_with_ctrl_c_changes_nothing_and_the_session_goes_on(world: World) -> None:
    with world.terminal("study") as terminal:
        terminal.see("1 of 5", QUESTION)
        terminal.press("n")
        terminal.see("Note:")
        terminal.press("half a th")
        terminal.see("half a th")
        terminal.press("\x03")
        terminal.see("The note stays as it was.")
        terminal.press(" ")
        terminal.see("They listen for", ANSWER)
        terminal.press("3q")
        assert terminal.end() == 0
    assert world.answers() == ["confusion-matrix good"]


def test_a_flag_is_shown_in_the_header_and_listed(world: World) -> None:
    with world.terminal("study") as terminal:
        terminal.see("1 of 5", QUESTION)
        terminal.press("f")
        terminal.see("Flagged: `aiquiz flagged` lists it.")
        terminal.press("s")
        terminal.see("2 of 5", QUESTION)
        terminal.press("uq")
        terminal.see("beginner · new · flagged")
        assert terminal.end() == 0
    assert "confusion-matrix" in world.run("flagged").out


def test_what_is_suspended_stays_away_and_what_is_buried_too_until_tomorrow(world: World) -> None:
    with world.terminal("study") as terminal:
        terminal.see("1 of 5", QUESTION)
        terminal.press("!")
        terminal.see("Suspended: it does not come again", "2 of 5", QUESTION)
        terminal.press("b")
        terminal.see("Buried until tomorrow.", "3 of 5", QUESTION)
        terminal.press("q")
        terminal.see("Nothing was graded; the marks are kept.")
        assert terminal.end() == 0
    with world.terminal("study") as terminal:
        shown = terminal.see("1 of 3", QUESTION)
        assert "confusion matrix" not in shown
        assert "canary" not in shown
        terminal.press("q")
        assert terminal.end() == 0
    assert "confusion-matrix" in world.run("suspended").out
    assert "canary-release" not in world.run("suspended").out


def test_suspending_is_undone_on_the_end_screen_too(world: World) -> None:
    with world.terminal("study", "--limit", "1") as terminal:
        terminal.see("1 of 1", QUESTION)
        terminal.press("!")
        terminal.see("any other key leave")
        terminal.press("u")
        terminal.see("Undone.", "1 of 1", QUESTION)
        terminal.press("q")
        assert terminal.end() == 0
    assert "confusion-matrix" not in world.run("suspended").out


def test_a_card_forgotten_eight_times_is_pointed_out_with_what_helps(world: World) -> None:
    days = range(18, 1, -2)
    world.write_past(*(Past("confusion-matrix", day, Grade.AGAIN) for day in days))
    with world.terminal("review") as terminal:
        terminal.see("1 of 1", QUESTION)
        terminal.press(" ")
        terminal.see("Forgotten 8 times.", "What helps:", ANSWER)
        terminal.press("!")
        terminal.see("Suspended")
        terminal.press("q")
        assert terminal.end() == 0


def test_w_says_why_the_card_comes_now(world: World) -> None:
    world.write_past(Past("canary-release", 2))
    with world.terminal("study") as terminal:
        terminal.see("1 of 5", QUESTION)
        terminal.press("w")
        terminal.see("Due since yesterday: interval 1 day after good.")
        terminal.press("sw")
        terminal.see("New: asked by 9 lists.")
        terminal.press("q")
        assert terminal.end() == 0


def test_e_opens_the_card_of_ones_own_bank_at_its_line_and_reads_it_again(world: World) -> None:
    with world.terminal("study", EDITOR=make_editor(world, "What ever does")) as terminal:
        terminal.see("What does a confusion matrix show?", QUESTION)
        terminal.press("e")
        terminal.see(
            "the editor has +1 evaluation.yaml", "Read again.", "What ever does a confusion matrix show?", QUESTION
        )
        terminal.press(" ")
        terminal.see("They listen for", ANSWER)
        terminal.press("q")
        assert terminal.end() == 0


def test_without_an_editor_e_says_what_to_set(world: World) -> None:
    with world.terminal("study") as terminal:
        terminal.see("1 of 5", QUESTION)
        terminal.press("e")
        terminal.see("Set EDITOR to the editor that you use.", QUESTION)
        terminal.press("q")
        assert terminal.end() == 0


def test_a_card_that_comes_with_the_program_is_not_ones_own(world: World) -> None:
    with world.terminal("study", AIQUIZ_BANK=None, EDITOR="vi") as terminal:
        terminal.see(QUESTION)
        terminal.press("e")
        terminal.see("not yours to edit", QUESTION)
        terminal.press("q")
        assert terminal.end() == 0


def test_in_a_pipe_there_is_nobody_to_write_a_note(world: World) -> None:
    done = world.run("study", keys="n\nq\n")
    assert (done.code, done.err) == (0, "")
    assert "That needs somebody at a keyboard." in done.out
