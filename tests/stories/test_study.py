import shutil
import signal
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from support.program import (
    ANSWER,
    CARD_IDS,
    CARDS,
    END,
    QUESTION,
    SAVED_BY_SITTING_THROUGH,
    Grade,
    Past,
    World,
    in_shell,
    make_world,
    sit_through,
    without_styles,
)
from support.shown import compare_with_kept


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.mark.parametrize("columns", [24, 40, 80, 200])
def test_a_whole_session_goes_as_far_as_its_end_screen_at_any_width(world: World, columns: int) -> None:
    with world.terminal("study", columns=columns) as terminal:
        sit_through(terminal)
        assert terminal.end() == 0
        assert terminal.modes() == terminal.found
    assert world.answers() == SAVED_BY_SITTING_THROUGH
    widths = [cell_len(line) for line in terminal.text().splitlines()]
    assert max(widths) <= columns
    assert columns < 80 or max(widths) > 0.8 * min(columns, 88)
    only_text = without_styles(terminal.raw)  # it goes into the scrollback, and nothing is written over
    assert "\x1b" not in only_text
    assert "\r" not in only_text.replace("\r\n", "")
    if columns in {40, 80, 200}:
        compare_with_kept(f"session-{columns}", terminal.text())


def test_an_answer_is_on_the_disk_before_the_next_question_is_on_the_screen(world: World) -> None:
    with world.terminal("study") as terminal:
        for number in range(len(CARD_IDS)):
            terminal.see(QUESTION)
            assert world.answers() == [f"{done} good" for done in CARD_IDS[:number]]
            terminal.press(" ")
            terminal.see(ANSWER)
            terminal.press(" ")
        terminal.see(END)
        assert world.answers() == [f"{done} good" for done in CARD_IDS]


def test_killing_the_program_loses_no_answer_that_was_followed_by_a_card(world: World) -> None:
    with world.terminal("study") as terminal:
        for _ in range(2):
            terminal.see(QUESTION)
            terminal.press(" ")
            terminal.see(ANSWER)
            terminal.press("4")
        terminal.see(QUESTION)
        terminal.signal(signal.SIGKILL)
        assert terminal.end() == -signal.SIGKILL
    assert world.answers() == ["confusion-matrix easy", "canary-release easy"]
    assert "3 cards\nstreak  1 day\n" in world.run().out


def test_the_end_screen_takes_back_as_far_as_the_session_goes(world: World) -> None:
    with world.terminal("study", "--limit", "2") as terminal:
        for _ in range(2):
            terminal.see(QUESTION)
            terminal.press(" ")
            terminal.see(ANSWER)
            terminal.press("3")
        terminal.see("Done: 2 cards, 2 answers", "2 good", END)
        terminal.press("uuu")
        terminal.see("Undone.", ANSWER, "Undone.", ANSWER, "Nothing to undo.")
        terminal.press("q")
        assert "Nothing was graded" in terminal.see("the schedule is as it was.")
        assert terminal.end() == 0
    assert world.answers() == ["confusion-matrix good", "canary-release good", "undone", "undone"]
    assert "streak  begins today" in world.run().out


def test_keys_typed_ahead_count_and_leave_no_trace_on_the_screen(world: World) -> None:
    keys = " 3?s 4 1q"
    with world.terminal("study") as ahead:
        ahead.see(QUESTION)
        ahead.press(keys)
        assert ahead.end() == 0
    typed_ahead = world.answers()
    shutil.rmtree(world.home)
    with world.terminal("study") as one_by_one:
        one_by_one.see(QUESTION)
        for key, shown in zip(keys, (ANSWER, QUESTION, "these keys", *[QUESTION, ANSWER] * 2, QUESTION), strict=False):
            one_by_one.press(key)
            one_by_one.see(shown)
        one_by_one.press("q")
        one_by_one.end()
    assert typed_ahead == world.answers() == ["confusion-matrix good", "backpropagation easy", "cross-validation again"]
    assert ahead.text().splitlines()[:-2] == one_by_one.text().splitlines()[:-2]  # but for the seconds at the end


def test_keys_typed_while_the_program_starts_count(world: World) -> None:
    with world.terminal("study") as terminal:
        terminal.press(" 4q")
        assert terminal.end() == 0
    assert world.answers() == ["confusion-matrix easy"]


def test_a_grade_before_the_answer_and_keys_without_a_meaning_do_nothing(world: World) -> None:
    with world.terminal("study") as terminal:
        terminal.see(QUESTION)
        terminal.press("1234xü\t\x1b[A\x1b[15~\x1b[200~ 3\r\x1b[201~")
        terminal.press("u")
        assert "They listen for" not in terminal.see("Nothing to undo.")
        terminal.press("q")
        assert terminal.end() == 0
    assert world.answers() == []


def test_a_resize_holds_from_the_next_line_on(world: World) -> None:
    with world.terminal("study") as terminal:
        at_80 = terminal.see(QUESTION)
        terminal.resize(30)
        terminal.press(" ")
        at_30 = terminal.see("They listen for")
        terminal.resize(200)
        terminal.press("3")
        at_200 = terminal.see(QUESTION)
        terminal.press("q")
        assert terminal.end() == 0
    assert max(map(len, at_80.splitlines())) == 80
    assert 20 < max(map(len, at_30.splitlines()[2:])) <= 30
    assert max(map(len, at_200.splitlines())) == 88


def test_ctrl_z_gives_the_terminal_back_and_fg_goes_on(world: World) -> None:
    with world.terminal_of(["/bin/sh", "-i"], PS1="prompt> ") as terminal:
        terminal.see("prompt>")
        found = terminal.modes()
        terminal.press(in_shell("study") + "\n")
        terminal.see(QUESTION)
        terminal.press(" ")
        terminal.see(ANSWER)
        terminal.press("\x1a")
        terminal.see("prompt>")
        assert terminal.modes() == found
        terminal.press("echo $((20 + 3)); fg\n")
        terminal.see("\n23\n", in_shell("study"), "What does a confusion matrix show?", ANSWER)
        terminal.press("3")
        terminal.see("What is a canary release?", QUESTION)
        terminal.press("q")
        terminal.see("So far: 1 card, 1 answer", "prompt>")
        assert terminal.modes() == found
        terminal.press("echo code $?\n")
        terminal.see("\ncode 0\n")
    assert world.answers() == ["confusion-matrix good"]


def test_the_command_of_the_readme_starts_with_a_question_of_that_level(world: World) -> None:
    if not Path(sys.executable).with_name("aiquiz").exists():
        pytest.skip("aiquiz is not installed beside this Python")
    with world.terminal_of(["/bin/sh", "-i"], PS1="prompt> ", AIQUIZ_BANK=None) as terminal:
        terminal.see("prompt>")
        terminal.press("aiquiz study --level beginner\n")
        assert " · beginner · new" in terminal.see(QUESTION)
        terminal.press(" ")
        terminal.see("They listen for", ANSWER)
        terminal.press("3")
        assert " · beginner · new" in terminal.see(QUESTION)
        terminal.press("q")
        terminal.see("So far: 1 card, 1 answer", "prompt>")


def test_due_cards_come_before_new_ones_and_each_key_says_what_it_would_give(world: World) -> None:
    world.write_past(*(Past("cross-validation", days) for days in (9, 8)), Past("backpropagation", 1, Grade.AGAIN))
    with world.terminal("study", "--new", "1") as terminal:
        assert "intermediate · review" in terminal.see("cross-validation", QUESTION)
        terminal.press(" ")
        assert terminal.see("1 again ↻ 1 day   2 hard ↻ 15 days   3 good 15 days   4 easy 16 days")
        terminal.press("4")
        assert "deep-learning › training · beginner · review" in terminal.see(QUESTION)
        terminal.press(" 4")
        assert "machine-learning › evaluation · beginner · new" in terminal.see(ANSWER, QUESTION)
        terminal.press(" 4")
        terminal.see("Done: 3 cards, 3 answers", "3 easy", END)
        terminal.press(" ")
        terminal.end()
    assert world.run("review").out.splitlines()[0] == "Nothing is due. The next card is due tomorrow."


def test_a_second_session_is_told_of_the_first_and_both_are_saved(world: World) -> None:
    with world.terminal("study") as first:
        first.see(QUESTION)
        second = world.run("study", "--topic", "mlops", keys="\n4\n")
        first.press(" 3q")
        first.end()
    assert "Note: another aiquiz session is open. Both are saved.\n" in second.err
    assert sorted(world.answers()) == ["canary-release easy", "confusion-matrix good"]


HOSTILE = {
    "set the title": "\x1b]0;pwned\x07",
    "fill the clipboard": "\x1b]52;c;cHduZWQ=\x07",
    "reset": "\x1bc",
    "clear, by C1": "\x9b2J",
    "DCS without an end": "\x1bP1$r",
    "backspace": "good\b\b\b\bevil",
    "bidi": "\u202egnp.exe",
    "hidden": "a\u200b\U000e0041b",
    "markup": "[red]x[/red] [/b] [link=http://x]y[/link] x[0] :smile:",
    "entity": "&#27;[31m and &#x9b;2J",
}


@pytest.mark.parametrize("columns", [24, 80])
def test_hostile_card_text_is_seen_and_not_obeyed(tmp_path: Path, columns: int) -> None:
    def quoted(text: str) -> str:
        escaped = "".join(c if " " <= c <= "~" and c not in '"\\' else f"\\U{ord(c):08x}" for c in text)
        return f'"{escaped}"'

    everything = quoted(" | ".join(HOSTILE.values()))
    text = "\n".join(
        f"{name}: {everything}" if name not in {"key_points", "follow_ups"} else f"{name}: [{everything}]"
        for name in ("question", "answer", "tip", "key_points", "follow_ups")
    )
    world = make_world(tmp_path, {"\x1b[31mtopic\x07/\u202esub": f"- id: hostile\n  level: beginner\n{_indent(text)}"})
    with world.terminal("study", columns=columns) as terminal:
        terminal.see(QUESTION)
        terminal.press(" ")
        terminal.see("4 easy")
        terminal.press("1q")
        assert terminal.end() == 0
    shown = without_styles(terminal.raw)
    assert [c for c in shown if not c.isprintable() and c not in "\r\n" and c != " "] == []
    assert all(cell_len(line) <= columns for line in terminal.text().splitlines())
    for sign in ("␛]0;pwned␇", "␛c", "[/b]", "x[0]", ":smile:", "␈", "\ufffd"):
        assert shown.replace("\r\n", "").count(sign) >= 4, sign


def _indent(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


def test_a_long_word_and_wide_characters_stay_within_the_window(tmp_path: Path) -> None:
    long_word = "w" * 1_000 + " 漢字かな" * 50 + " 👩‍👩‍👧‍👦" * 30 + " שלום" * 30
    card = CARDS["deep-learning/training"].replace("How does backpropagation work?", long_word)
    world = make_world(tmp_path, {"deep-learning/training": card})
    with world.terminal("study", columns=40) as terminal:
        terminal.see(QUESTION)
        terminal.press("q")
        terminal.end()
    lines = without_styles(terminal.raw).split("\r\n")
    assert "".join(lines).count("w") >= 1_000
    assert max(map(cell_len, lines)) <= 40


def test_an_answer_that_cannot_be_saved_ends_the_session_with_the_terminal_as_found(world: World) -> None:
    driver = world.folder / "full_disk.py"
    driver.write_text(
        "import errno, os\n"
        "from aiquiz.__main__ import main\n"
        "def fail(descriptor):\n"
        "    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))\n"
        "os.fsync = fail\n"
        "main()\n"
    )
    with world.terminal_of([sys.executable, str(driver), "study"]) as terminal:
        terminal.see(QUESTION)
        terminal.press(" 3")
        terminal.see("This answer was not saved: the disk is full", "the card will be asked again.")
        assert terminal.end() == 3
        assert terminal.modes() == terminal.found
    assert world.answers() == []
    assert [path.stat().st_size for path in world.home.glob("reviews/*.jsonl")] == [0]
