"""A mock interview from its first question to its report, on a terminal and in a pipe, and what killing it leaves."""

import errno
import json
import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from support.dates import now, write_goal
from support.interviews import (
    COUNTING,
    FIRST,
    FOLLOW_UP,
    GOOD_ANSWER,
    LOOKING,
    QUESTIONS,
    SECOND,
    STORY,
    THIRD,
    THREE,
    TICKING,
    WAY_OUT,
    answer_all,
    compare_round,
    events,
    go_through_review,
    interviewed,
    make_interviewee,
    piped,
    see_question,
    told,
    type_answer,
    write_rounds,
)
from support.logs import failing
from support.practice import known_numbers
from support.program import Inside, Terminal, World, in_shell, make_world
from support.rounds import Told, round_events
from support.shown import KEPT, compare_with_kept, widest

from aiquiz.core.cards import Role

COLUMNS = (40, 80, 200)
REPLIED = [f"replied {FIRST}", f"replied {FIRST}", f"replied {SECOND}", f"replied {THIRD}"]
JUDGED = [f"judged {FIRST}", f"judged {SECOND}", f"judged {THIRD}"]
ANSWERS = (
    "The chain rule, from the loss back to every weight",
    "19,700 batches of 60 ms each",
    "Retrieve what changes",
    "Draw two layers",
)
"""What may not be seen before the review."""

KILLS = {signal.SIGKILL: -9, signal.SIGHUP: 129, signal.SIGTERM: 143}
slow = pytest.mark.slow
only_posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_interviewee(tmp_path)


def data(world: World, *arguments: str) -> Any:
    done = world.run(*arguments, "--json")
    assert (done.code, done.err) == (0, "")
    return json.loads(done.out)


def to_the_report(terminal: Terminal) -> None:
    answer_all(terminal)
    go_through_review(terminal)


# A whole round.


@pytest.mark.parametrize("columns", COLUMNS)
def test_a_whole_round_looks_as_it_did(world: World, columns: int) -> None:
    with interviewed(world, columns=columns) as terminal:
        compare_round(f"interview-question-{columns}", see_question(terminal, 1))
        type_answer(terminal, GOOD_ANSWER)
        terminal.see(FOLLOW_UP, ">")
        type_answer(terminal, "The activations.")
        see_question(terminal, 2)
        type_answer(terminal, "Too long.")
        see_question(terminal, 3)
        before = terminal.text()
        type_answer(terminal, "")
        compare_round(f"interview-review-{columns}", terminal.see("That was it:", TICKING))
        terminal.press("\x1b[A \r")
        terminal.see("Review of question 2", TICKING)
        terminal.press("\r")
        terminal.see(LOOKING)
        terminal.press("\r")
        compare_round(f"interview-report-{columns}", terminal.see("score", COUNTING))
        terminal.press("\r")
        assert terminal.end() == 0
    shown = " ".join(before.split())
    assert not [text for text in ANSWERS if text in shown]
    lines = "\n".join(line for line in terminal.text().split("\n") if not line.startswith("aiquiz study"))
    assert widest(lines) <= columns or columns == min(COLUMNS)  # a command is to be copied, so it is one line
    assert told(world) == ["convened", *REPLIED, *JUDGED, "concluded"]
    assert [event["text"] for event in events(world, "replied")] == [GOOD_ANSWER, "The activations.", "Too long.", ""]
    assert [(event["ticked"], event["points"]) for event in events(world, "judged")] == [([0, 1], 3), ([], 3), ([], 0)]
    assert events(world, "judged")[0]["is_follow_up_held"] is True


def test_only_the_kept_screens_of_a_round_are_there() -> None:
    names = {
        f"interview-{part}-{width}.txt" for part in ("question", "review", "report", "history") for width in COLUMNS
    }
    assert {path.name for path in KEPT.glob("interview-*.txt")} == names


def test_y_counts_each_answer_with_the_grade_that_its_ticks_propose(world: World) -> None:
    with interviewed(world) as terminal:
        to_the_report(terminal)
        terminal.press("y")
        terminal.see("Counted in your schedule: 2 answers.")
        assert terminal.end() == 0
    assert told(world)[-3:] == [f"reviewed {FIRST} good", f"reviewed {SECOND} again", "concluded"]
    assert events(world, "concluded")[0]["is_counted"] is True
    taken = {event["card"]: event["taken_ms"] for event in events(world, "reviewed")}
    assert taken[FIRST] == sum(event["taken_ms"] for event in events(world, "replied") if event["card"] == FIRST)
    history = data(world, "interview", "--history")["rounds"]
    assert (history[0]["is_counted"], data(world, "stats")["reviews"]) == (True, 2)
    assert data(world, "due")["due"] == 1


@pytest.mark.parametrize("key", ["\r", *(pytest.param(key, marks=slow) for key in ("n", "q", "\x03"))])
def test_without_a_yes_nothing_else_changes(world: World, key: str) -> None:
    write_goal(world, 9, now=now())
    commands = (("stats",), ("due",), ("plan",), ("ready",))
    before = [data(world, *command) for command in commands]
    with interviewed(world) as terminal:
        to_the_report(terminal)
        terminal.press(f"x{key}")
        terminal.see("Your schedule stays as it was.")
        assert terminal.end() == (130 if key == "\x03" else 0)
    assert events(world, "reviewed") == []
    assert events(world, "concluded")[0]["is_counted"] is False
    assert [data(world, *command) for command in commands] == before


def test_m_saves_the_round_and_does_so_under_another_name_the_second_time(world: World) -> None:
    with interviewed(world) as terminal:
        to_the_report(terminal)
        terminal.press("mM")
        terminal.see("Saved:", ".md", "Saved:", "-2.md")
        terminal.press("\r")
        assert terminal.end() == 0
    one, two = sorted(world.folder.glob("aiquiz-interview-*.md"), key=lambda path: len(path.name))
    assert one.read_text() == two.read_text()
    assert GOOD_ANSWER in one.read_text()
    assert FOLLOW_UP in one.read_text()
    assert "half-way" not in one.read_text()


def test_names_that_are_taken_are_passed_over(world: World) -> None:
    with interviewed(world) as terminal:
        to_the_report(terminal)
        for number in ("", "-2", "-3"):
            (world.folder / f"aiquiz-interview-{now():%Y-%m-%d}{number}.md").mkdir()
        terminal.press("m")
        terminal.see("-4.md")
        terminal.press("y")
        assert terminal.end() == 0


def test_the_last_ticks_can_be_mended_from_the_report(world: World) -> None:
    with interviewed(world) as terminal:
        to_the_report(terminal)
        terminal.press("u")
        terminal.see("Review of question 3", LOOKING)
        terminal.press("u")
        terminal.see("Review of question 2", "0 of 3", TICKING)
        terminal.press(" \r")
        terminal.see("score", "50 %", COUNTING)
        terminal.press("y")
        terminal.see("Counted in your schedule: 2 answers.")
        assert terminal.end() == 0
    assert [(event["card"], event["ticked"]) for event in events(world, "judged")][2:] == [(THIRD, []), (SECOND, [0])]
    assert told(world)[-3:] == [f"reviewed {FIRST} good", f"reviewed {SECOND} hard", "concluded"]


def test_a_review_that_is_left_from_the_report_can_be_resumed(world: World) -> None:
    with interviewed(world) as terminal:
        to_the_report(terminal)
        terminal.press("u")
        terminal.see("Review of question 3", LOOKING)
        terminal.press("q")
        terminal.see("Left. What you answered is kept")
        assert terminal.end() == 0
    assert told(world)[-1] == JUDGED[-1]
    assert "score" in piped(world, "--resume", keys="\n").out


def test_the_learners_key_to_leave_counts_nothing_and_another_does(world: World) -> None:
    with interviewed(world, AIQUIZ_KEY_LEAVE="y") as terminal:
        answer_all(terminal)
        go_through_review(terminal, leave="y")
        terminal.press("y")
        terminal.see("Your schedule stays as it was.")
        assert terminal.end() == 0
    assert events(world, "reviewed") == []
    with interviewed(world, AIQUIZ_KEY_LEAVE="y") as terminal:
        answer_all(terminal)
        terminal.see("u back y leave, to resume later")
        terminal.press("\r\r\r")
        terminal.see("c count 2 answers", COUNTING)
        terminal.press("c")
        terminal.see("Counted in your schedule: 2 answers.")
        assert terminal.end() == 0


@only_posix
def test_who_comes_back_from_a_shell_finds_the_report_and_what_can_come_of_it(world: World) -> None:
    with interviewed(world) as terminal:
        to_the_report(terminal)
        terminal.signal(signal.SIGTERM)
        terminal.end()
    with world.terminal_of(["/bin/sh", "-i"], PS1="prompt> ") as terminal:
        terminal.see("prompt>")
        terminal.press(in_shell("interview", "--resume") + "\n")
        terminal.see("score", COUNTING)
        terminal.press("\x1a")
        terminal.see("prompt>")
        terminal.press("fg\n")
        terminal.see("score", COUNTING)
        terminal.press("\r")
        terminal.see("Your schedule stays as it was.", "prompt>")


def test_a_round_that_is_counted_in_one_window_is_not_counted_in_another(world: World) -> None:
    with interviewed(world) as terminal:
        to_the_report(terminal)
        assert piped(world, "--resume", keys="y\n").code == 0
        before = told(world)
        terminal.press("y")
        terminal.see("This round came to its end elsewhere meanwhile, and its answers are counted: nothing is written")
        assert terminal.end() == 0
    assert told(world) == before
    assert [line for line in before if line.startswith(("reviewed", "concluded"))] == [
        f"reviewed {FIRST} good",
        f"reviewed {SECOND} again",
        "concluded",
    ]


def test_who_gave_up_a_text_can_go_back_to_it(world: World) -> None:
    with interviewed(world) as terminal:
        see_question(terminal, 1)
        terminal.press("The chain")
        terminal.see("The chain")
        terminal.press("\x03")
        terminal.see("What you typed is no answer yet", "e back to your text", WAY_OUT)
        terminal.press("e")
        terminal.see("> The chain")
        terminal.press(" rule\r\r")
        see_question(terminal, 2)
        terminal.press("\x03")
        assert "back to your text" not in terminal.see(WAY_OUT)
        terminal.press("q")
        terminal.see("Left. What you answered is kept")
        assert terminal.end() == 0
    assert [event["text"] for event in events(world, "replied")] == ["The chain rule"]


def test_who_leaves_before_the_first_answer_is_not_told_that_one_is_kept(world: World) -> None:
    with interviewed(world) as terminal:
        see_question(terminal, 1)
        terminal.press("half\x03")
        terminal.see(WAY_OUT)
        terminal.press("q")
        terminal.see("Left before the first answer")
        assert terminal.end() == 0
    assert told(world) == ["convened"]


def test_one_enter_too_many_is_no_answer(world: World) -> None:
    with known_numbers(world, *THREE) as terminal:
        see_question(terminal, 1)
        terminal.press("\r")
        terminal.see("Say it first, then enter; ctrl-c passes it.", ">")
        terminal.press("Yes.\r\r")
        see_question(terminal, 2)
        terminal.press("\x03")
        terminal.see(WAY_OUT)
        terminal.press("q")
        assert terminal.end() == 0
    assert [event["text"] for event in events(world, "replied")] == ["Yes."]


def test_of_a_number_it_is_said_whether_it_is_right(world: World) -> None:
    seconds = 197_000 / 10 * 60 / 1000
    done = piped(world, *THREE[1:], keys=f"\n{seconds:g}\n\n\n\n\n\n\n")
    assert f"Right: {seconds:,.0f} s." in done.out
    assert f"[x] The result: {seconds:,.0f} s" in done.out
    assert (events(world, "judged")[1]["ticked"], events(world, "judged")[1]["points"]) == ([2], 3)
    report = data(world, "interview", "--report", "1")["questions"][1]
    assert (report["made"], report["points"], len(report["missed"])) == (1, 3, 2)
    done = piped(world, *THREE[1:], keys=f"\n{seconds * 1000:g}\n\n\n\n\n\n\n")
    assert "Not right: it is 1,182 s. That is 1,000 times too large" in done.out


def test_markdown_may_be_asked_for_beforehand(world: World) -> None:
    with interviewed(world, "--markdown", "round.md") as terminal:
        answer_all(terminal)
        terminal.see(TICKING)
        terminal.press("\r\r\r")
        terminal.see("Saved:", "round.md", "enter, q leave the schedule as it is")
        assert "save it as Markdown" not in terminal.text()
        terminal.press("m\r")
        assert terminal.end() == 0
    assert GOOD_ANSWER in (world.folder / "round.md").read_text()


def test_questions_can_be_passed_and_the_round_ended_early(world: World) -> None:
    with interviewed(world) as terminal:
        see_question(terminal, 1)
        terminal.press("half an ans\x03")
        terminal.see(WAY_OUT)
        terminal.press("\r")
        see_question(terminal, 2)
        terminal.press("\x03")
        terminal.see(WAY_OUT)
        terminal.press("r")
        terminal.see("You passed it.", LOOKING)
        terminal.press("\r")
        terminal.see("1 of 3 asked: 1 passed", "y count 1 answer", COUNTING)
        terminal.press("y")
        assert terminal.end() == 0
    assert told(world)[1:] == [f"replied {FIRST}", f"judged {FIRST}", f"reviewed {FIRST} again", "concluded"]
    assert events(world, "replied")[0]["is_passed"] is True
    assert events(world, "replied")[0]["text"] == ""


def test_a_screen_reader_gets_sentences_and_no_clock(world: World) -> None:
    with interviewed(world, AIQUIZ_THEME="plain") as terminal:
        terminal.see(QUESTIONS[0], ">")
        type_answer(terminal, GOOD_ANSWER)
        terminal.see("Follow-up:", ">")
        type_answer(terminal, "Much.")
        terminal.see("An epoch has", ">")
        terminal.press("\x03")
        terminal.see("Keys: enter to pass this question", ".")
        terminal.press("r")
        terminal.see("They listen for, 2 of 3 ticked:", "u to go back, q to leave and resume later.")
        terminal.press("\r")
        terminal.see("Keys: y to count 1 answer in your schedule", "Markdown.")
        terminal.press("q")
        assert terminal.end() == 0
    assert b"of 5:07 \xc2\xb7 0:0" not in terminal.raw


def test_a_window_made_narrower_in_between_is_kept_to(world: World) -> None:
    with interviewed(world, columns=100) as terminal:
        see_question(terminal, 1)
        terminal.resize(40)
        type_answer(terminal, "")
        assert widest(see_question(terminal, 2)) <= 40
        terminal.press("\x03")
        terminal.see(WAY_OUT)
        terminal.press("q")
        assert terminal.end() == 0


def test_who_types_faster_than_the_questions_come_loses_no_word(world: World) -> None:
    with interviewed(world) as terminal:
        see_question(terminal, 1)
        for keys in ("One.\r\r", "Two.\r\r", "Three.\r\r"):
            terminal.press(keys)
            sleep(0.15)  # what comes in one piece was pasted
        terminal.see("Review of question 1", TICKING)
    assert [event["text"] for event in events(world, "replied")] == ["One.", "Two.", "Three."]


def test_a_terminal_that_cannot_move_its_cursor_will_do(world: World) -> None:
    with interviewed(world, TERM="dumb") as terminal:
        terminal.see(QUESTIONS[0], ">")
        terminal.press(f"{GOOD_ANSWER}\r\r")
        terminal.see(FOLLOW_UP, ">")
        terminal.press("\x03")
        terminal.see(WAY_OUT)
        terminal.press("r")
        terminal.see("Review of question 1", "2 of 3", TICKING)
        terminal.press(" ")
        terminal.see("1 of 3", TICKING)
        terminal.press("q")
        assert terminal.end() == 0
    assert b"\x1b[" not in terminal.raw
    assert told(world)[1:] == [f"replied {FIRST}"]


# Leaving, being killed, and resuming.


def typing(terminal: Terminal) -> None:
    see_question(terminal, 1)
    type_answer(terminal, GOOD_ANSWER)
    terminal.see(FOLLOW_UP, ">")
    type_answer(terminal, "The activations.")
    see_question(terminal, 2)
    terminal.press("half an ans")
    terminal.see("half an ans")


def between_questions(terminal: Terminal) -> None:
    see_question(terminal, 1)
    type_answer(terminal, "")
    see_question(terminal, 2)
    terminal.press("\x03")
    terminal.see(WAY_OUT)


def in_the_review(terminal: Terminal) -> None:
    answer_all(terminal)
    terminal.see("Review of question 1", TICKING)
    terminal.press("\r")
    terminal.see("Review of question 2", TICKING)
    terminal.press(" ")
    terminal.see_now(lambda shown: "›[x] Divides" in shown, "the tick")


MOMENTS: dict[str, tuple[Callable[[Terminal], None], list[str], tuple[str, ...]]] = {
    "typing": (typing, REPLIED[:2], ("1 of 3 answered", "Question 2 of 3", ">")),
    "between questions": (between_questions, REPLIED[:1], ("1 of 3 answered", "Question 2 of 3", ">")),
    "review": (
        in_the_review,
        [*REPLIED, *JUDGED[:1]],
        ("1 of 3 answers reviewed", "Review of question 2", "0 of 3", TICKING),
    ),
    "report": (to_the_report, [*REPLIED, *JUDGED], ("its report is still to be seen", "score", "33 %", COUNTING)),
}


@only_posix
@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(
    "number",
    [pytest.param(signal.SIGHUP), *(pytest.param(number, marks=slow) for number in (signal.SIGKILL, signal.SIGTERM))],
    ids=lambda number: number.name,
)
def test_killing_it_loses_nothing_that_was_finished_and_it_goes_on_from_there(
    world: World, number: signal.Signals, moment: str
) -> None:
    come_to, kept, goes_on = MOMENTS[moment]
    with interviewed(world) as terminal:
        come_to(terminal)
        terminal.signal(number)
        assert terminal.end() == KILLS[number]
        if number != signal.SIGKILL:
            assert terminal.modes() == terminal.found
    assert told(world) == ["convened", *kept]
    assert not world.crash_log().exists()
    first, *others = goes_on
    with interviewed(world) as terminal:
        terminal.see("You left a round on", first, "Go on with it? [Y/n]")
        terminal.press("\r")
        terminal.see("Resumed:", *others)
        terminal.press("\x03")
        if others[-1] == ">":
            terminal.see(WAY_OUT)
            terminal.press("\x03")
        assert terminal.end() == 130
    assert told(world) == ["convened", *kept, *(["concluded"] if moment == "report" else [])]


@only_posix
@pytest.mark.parametrize("moment", ["typing", pytest.param("review", marks=slow)])
def test_a_closed_window_ends_the_program_and_loses_nothing(world: World, moment: str) -> None:
    come_to, kept, _ = MOMENTS[moment]
    with interviewed(world) as terminal:
        come_to(terminal)
        code = terminal.close_window()
    assert code in {129, -signal.SIGHUP}
    assert told(world) == ["convened", *kept]
    assert not world.crash_log().exists()


def test_numbers_and_questions_stay_when_a_round_is_resumed(world: World) -> None:
    with interviewed(world) as terminal:
        between_questions(terminal)
        before = re.findall(r"An epoch has (\S+) images", terminal.text())
        terminal.press("q")
        terminal.see("Left. What you answered is kept")
        assert terminal.end() == 0
    (world.bank / "deep-learning" / "training.yaml").unlink()
    with world.terminal("interview", "--resume") as terminal:  # with other numbers of chance
        terminal.see("Question 1 of 2", ">")
        assert re.findall(r"An epoch has (\S+) images", terminal.text()) == before


def test_a_round_left_at_a_follow_up_goes_on_with_it(world: World) -> None:
    with interviewed(world) as terminal:
        see_question(terminal, 1)
        type_answer(terminal, GOOD_ANSWER)
        terminal.see(FOLLOW_UP, ">")
        terminal.signal(signal.SIGKILL)
        terminal.end()
    with world.terminal("interview", "--resume") as terminal:
        terminal.see("Resumed:", "Question 1 of 3", "You said:", GOOD_ANSWER, FOLLOW_UP, ">")
        type_answer(terminal, "The activations.")
        see_question(terminal, 2)
        terminal.press("\x03")
        terminal.see(WAY_OUT)
        terminal.press("q")
        assert terminal.end() == 0
    assert told(world) == ["convened", *REPLIED[:2]]


def test_who_keeps_no_texts_is_told_so_when_the_round_is_resumed(world: World) -> None:
    world.run("config", "set", "keep_answers", "no")
    with interviewed(world) as terminal:
        answer_all(terminal)
        terminal.see("Review of question 1", GOOD_ANSWER, TICKING)
        terminal.press("q")
        assert terminal.end() == 0
    assert {event["text"] for event in events(world, "replied")} == {""}
    with world.terminal("interview", "--resume") as terminal:
        terminal.see("Review of question 1", "You typed it, and no texts are kept", TICKING)
        terminal.press("q")
        assert terminal.end() == 0


def test_a_round_left_at_its_last_follow_up_is_not_said_to_be_in_its_review(world: World) -> None:
    with interviewed(world, "--topic", "deep-learning") as terminal:
        terminal.see("Question 1 of 1", ">")
        type_answer(terminal, GOOD_ANSWER)
        terminal.see(FOLLOW_UP, ">")
        terminal.signal(signal.SIGTERM)
        terminal.end()
    with world.terminal("interview") as terminal:
        terminal.see("(1 of 1 answered)", "Go on with it? [Y/n]")
        terminal.press("\r")
        terminal.see("Resumed:", FOLLOW_UP, ">")


def test_a_round_that_is_ended_before_its_first_answer_has_no_report(world: World) -> None:
    with interviewed(world) as terminal:
        see_question(terminal, 1)
        terminal.press("\x03")
        terminal.see(WAY_OUT)
        terminal.press("r")
        terminal.see("Nothing was answered, so there is nothing to review.")
        assert terminal.end() == 0
    assert told(world) == ["convened"]


def test_space_at_the_report_ends_nothing(world: World) -> None:
    with interviewed(world) as terminal:
        to_the_report(terminal)
        terminal.press("  y")
        terminal.see("Counted in your schedule: 2 answers.")
        assert terminal.end() == 0


def test_saying_no_closes_the_round_and_begins_another(world: World) -> None:
    with interviewed(world) as terminal:
        typing(terminal)
        terminal.signal(signal.SIGTERM)
        terminal.end()
    with interviewed(world) as terminal:
        terminal.see("Go on with it? [Y/n]")
        terminal.press("n\r")
        see_question(terminal, 1)
    assert told(world)[-2:] == ["concluded", "convened"]
    old, new = events(world, "convened")
    assert events(world, "concluded")[0]["round"] == old["id"] != new["id"]


def test_who_names_other_questions_is_told_that_a_round_keeps_its_own(world: World) -> None:
    piped(world, *THREE[1:], keys="Something.\n\n")
    with interviewed(world) as terminal:
        terminal.see("It keeps its questions and its minutes: --minutes, --questions would be for a new one.")
        terminal.see("n closes it for good and begins another", "Go on with it? [Y/n]")
        terminal.press("\r")
        terminal.see("Resumed: 1 of 3 questions answered")
    done = piped(world, "--resume", *THREE[1:], keys="x\n")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "aiquiz: A round that is resumed keeps its questions and its minutes. "
        "Leave out --minutes and --questions, or begin another with --new.\n"
    )


def test_who_resumes_the_review_is_not_told_how_to_answer(world: World) -> None:
    piped(world, *THREE[1:], keys="\n\n\n")
    done = piped(world, "--resume", keys="q\n")
    assert done.out.startswith("\nResumed: 0 of 3 answers reviewed.\nHold each answer against its checklist")
    assert "Type your answer" not in done.out
    assert "That was it" not in done.out


def test_giving_up_at_the_question_whether_to_go_on_changes_nothing(world: World) -> None:
    piped(world, *THREE[1:], keys="Something.\n\n")
    before = told(world)
    with interviewed(world) as terminal:
        terminal.see("Go on with it? [Y/n]")
        terminal.press("\x03")
        assert terminal.end() == 130
    assert told(world) == before


def test_without_a_terminal_it_has_to_be_said_whether_a_round_goes_on(world: World) -> None:
    assert piped(world, *THREE[1:], keys="Something.\n\n").code == 0
    assert told(world) == ["convened", REPLIED[0]]
    done = piped(world, *THREE[1:], keys="x\n")
    assert (done.code, done.out) == (2, "")
    assert re.fullmatch(
        r"aiquiz: You left a round on \w+day, \d+ \w+ \(1 of 3 answered\)\. "
        r"Add --resume to go on with it, or --new to begin another\.\n",
        done.err,
    )
    done = piped(world, "--resume", keys="Too long.\n\n")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("\nResumed: 1 of 3 questions answered")
    assert told(world) == ["convened", REPLIED[0], REPLIED[2]]
    done = piped(world, *THREE[1:], "--new", keys="q\n")
    assert "Question 1 of 3" in done.out
    assert told(world)[3:5] == ["concluded", "convened"]


def test_a_round_of_which_nothing_was_answered_gives_way_without_a_question(world: World) -> None:
    with interviewed(world) as terminal:
        see_question(terminal, 1)
        terminal.signal(signal.SIGTERM)
        assert terminal.end() == 143
    with interviewed(world) as terminal:
        see_question(terminal, 1)
    assert told(world) == ["convened", "convened"]
    assert data(world, "interview", "--history")["rounds"] == []


def test_a_round_that_is_at_its_first_question_elsewhere_can_still_be_resumed(world: World) -> None:
    with interviewed(world) as terminal:
        see_question(terminal, 1)
        with interviewed(world) as other:
            see_question(other, 1)
        type_answer(terminal, "Something.")
        see_question(terminal, 2)
        terminal.signal(signal.SIGKILL)
        terminal.end()
    done = piped(world, "--resume", keys="q\n")
    assert done.out.startswith("\nResumed: 1 of 3 questions answered")


def test_a_round_whose_cards_are_away_for_a_moment_waits_for_them(world: World) -> None:
    piped(world, *THREE[1:], keys="Something.\n\n")
    place = world.bank / "deep-learning" / "training.yaml"
    kept = place.read_text()
    place.unlink()
    with world.terminal("interview", "--questions", "2") as terminal:
        terminal.see("asks cards that are not in your bank now. It waits for them.", "Question 1 of 2", ">")
    assert "concluded" not in told(world)
    place.write_text(kept)
    done = piped(world, "--resume", keys="q\n")
    assert done.out.startswith("\nResumed: 1 of 3 questions answered")


def test_there_has_to_be_a_round_to_resume(world: World) -> None:
    done = piped(world, "--resume", keys="\n")
    assert (done.code, done.err) == (2, "aiquiz: There is no round to resume. `aiquiz interview` begins one.\n")
    assert told(world) == []


# In a pipe.


def test_in_a_pipe_lines_are_answers_and_then_keys(world: World) -> None:
    keys = f"{GOOD_ANSWER}\n\nThe activations.\n\n\nTyped.\n\n\n\n\ny\n"
    done = piped(world, *THREE[1:], keys=keys)
    assert (done.code, done.err) == (0, "")
    assert told(world) == [
        *("convened", *REPLIED[:2], REPLIED[2], REPLIED[3], *JUDGED),
        *(f"reviewed {FIRST} good", f"reviewed {SECOND} again", "concluded"),
    ]
    assert "\x1b" not in done.out
    assert "score      33 %" in done.out
    command = data(world, "interview", "--report", "1")["next_command"]
    assert command in done.out
    assert world.run(*command.split()[1:], keys="q\n").code == 0


def test_a_pipe_that_ends_leaves_the_round_and_an_empty_one_is_said(world: World) -> None:
    done = piped(world, *THREE[1:], keys="One line without an end")
    assert (done.code, done.err) == (0, "")
    assert "Left. What you answered is kept" in done.out
    assert told(world) == ["convened", REPLIED[0]]
    done = piped(world, "--resume")
    assert done.code == 2
    assert "No keys came: the input is empty" in done.err
    assert "`yes '' | aiquiz interview`" in done.err
    assert "is kept" not in done.out


def test_one_question_is_a_round_and_more_than_there_are_are_all(world: World) -> None:
    done = piped(world, "--questions", "1", "--topic", "deep-learning", keys="\n\n\n")
    assert "A mock interview: 1 question in 30 minutes" in done.out
    assert told(world) == ["convened", REPLIED[0], JUDGED[0], "concluded"]
    done = piped(world, "--questions", "50", keys="q\n")
    assert "A mock interview: 4 questions in 30 minutes" in done.out
    assert done.err == "Note: only 4 questions fit.\n"
    assert events(world, "convened")[1]["cards"] == [FIRST, SECOND, THIRD, STORY]


@pytest.mark.parametrize("option", ["--questions=0", "--questions=51", "--minutes=0", "--minutes=241", "--report=0"])
def test_numbers_that_cannot_be_are_said(world: World, option: str) -> None:
    assert world.run("interview", option).code == 2


def test_a_longer_round_ends_with_a_story_held_against_its_four_parts(world: World) -> None:
    story = "At my last job we had to launch in a week. I was responsible. I decided to wait. Errors fell by 5 percent."
    done = piped(world, "--questions", "5", keys=f"\n\n\n{story}\n\n\n\n\n\n\n")
    assert (done.code, done.err) == (0, "Note: only 4 questions fit.\n")
    assert events(world, "convened")[0]["cards"][-1] == STORY
    assert events(world, "judged")[-1]["card"] == STORY
    assert events(world, "judged")[-1]["points"] == 4
    assert len(events(world, "judged")[-1]["ticked"]) >= 3
    assert "[x] Situation: where and when it was" in done.out


def test_a_round_may_be_of_roles_levels_and_topics(world: World) -> None:
    for option, value, card in (
        ("--role", "mlops-engineer", SECOND),
        ("--level", "advanced", THIRD),
        ("--topic", "deep-learning", FIRST),
    ):
        assert piped(world, "--new", option, value, keys="q\n").code == 0
        assert events(world, "convened")[-1]["cards"] == [card]
    assert events(world, "convened")[0]["roles"] == ["mlops-engineer"]


def test_a_round_of_a_deck_is_remembered_as_one(world: World) -> None:
    decks = world.home / "decks"
    decks.mkdir(parents=True)
    (decks / "mine.yaml").write_text("- {id: one, question: Q?, level: beginner, answer: A.}\n")
    piped(world, "--deck", "mine", keys="An answer.\n\n\n\n")
    assert events(world, "convened")[0]["decks"] == ["mine"]
    assert "mine" in world.run("interview", "--history").out
    shown = world.run("interview", "--report", "1").out
    assert re.search(r"round      \w+ \d+ .*\nfor        mine\nschedule   left as it was\n", shown)
    assert "half-way" not in shown


def test_filters_that_let_nothing_through_are_said(world: World) -> None:
    done = piped(world, "--role", "mlops-engineer", "--level", "advanced", keys="\n")
    assert (done.code, done.out) == (2, "")
    assert done.err == "aiquiz: No card fits all of these filters. Leave one out.\n"
    assert "sorcery" in piped(world, "--topic", "sorcery", keys="\n").err
    assert told(world) == []


@pytest.mark.parametrize("chance", [1, pytest.param(2, marks=slow), pytest.param(3, marks=slow)])
def test_two_rounds_ask_different_questions_where_there_are_others(tmp_path: Path, chance: int) -> None:
    cards = {
        f"topic-{number}/part": f"- {{id: card-{number}, question: Q{number}?, level: beginner, answer: A.}}\n"
        for number in range(12)
    }
    world = make_world(tmp_path, cards)
    for turn in range(2):
        piped(world, "--questions", "3", keys="\n" * 7, chance=chance + 10 * turn)
    first, second = (event["cards"] for event in events(world, "convened"))
    assert len({*first, *second}) == 6


def test_no_text_is_kept_where_it_is_not_wished(world: World) -> None:
    keys = f"{GOOD_ANSWER}\n\nThe activations.\n\n\n\n\n\n\n"
    done = piped(world, *THREE[1:], keys=keys, AIQUIZ_KEEP_ANSWERS="no")
    assert (done.code, done.err) == (0, "")
    assert f"You said:\n  {GOOD_ANSWER}" in done.out
    assert "[x] Names the chain rule" in done.out
    assert {event["text"] for event in events(world, "replied")} == {""}
    files = [path.read_bytes() for path in world.home.rglob("*") if path.is_file()]
    assert not [text for text in files if b"backwards from" in text]


def test_hostile_text_of_a_deck_and_of_an_answer_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    world = make_world(
        tmp_path,
        {
            "a/b": '- id: hostile\n  question: "\\e[31mRed [bold]\\a?"\n  level: beginner\n  answer: "\\e]0;t\\a"\n'
            '  key_points: ["\\e[2JGone"]\n  follow_ups: ["\\e[5mWhy?"]\n'
        },
    )
    done = piped(world, keys="\x1b[31mgone\x07\n\n\x1b[2J\n\n\n\n")
    assert done.code == 0
    assert not set("\x1b\x07") & set(done.out)
    assert "␛[31mRed [bold]␇?" in done.out
    assert "␛[2JGone" in done.out
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", "".join(event["text"] for event in events(world, "replied")))


# Where nothing can be saved.


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
def test_a_full_disk_is_said_and_the_round_stops(world: World) -> None:
    piped(world, *THREE[1:])
    (log,) = (world.home / "reviews").glob("*.jsonl")
    log.unlink()
    log.symlink_to("/dev/full")
    done = piped(world, *THREE[1:], keys="\n\n\n")
    assert done.code == 3
    assert f"aiquiz: This answer was not saved: the disk is full ({log})." in done.err
    assert "Question 1" not in done.out


def test_a_disk_that_is_read_only_is_said_before_the_first_question(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path, *_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)

    monkeypatch.setattr(os, "mkdir", refuse)
    code, out, err = Inside(world, monkeypatch, capsys).run(*THREE, keys="\n\n")
    assert (code, out) == (3, "")
    assert "Read-only file system. Make it writable, or set AIQUIZ_HOME" in err


def refuse_reports(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets no Markdown come onto the disk."""
    real = os.replace

    def refuse(source: Path, target: Path) -> None:
        if str(target).endswith(".md"):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), target)
        real(source, target)

    monkeypatch.chdir(world.folder)
    monkeypatch.setattr(os, "replace", refuse)


def test_a_report_that_cannot_be_saved_is_said_and_the_round_can_still_be_counted(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refuse_reports(world, monkeypatch)
    keys = "\n\nm\ny\n"
    code, out, err = Inside(world, monkeypatch, capsys).run("interview", "--topic", "deep-learning", keys=keys)
    assert (code, err) == (0, "")
    said = " ".join(out.split())
    assert "Cannot save the report in" in said
    assert "Read-only file system. Give a file elsewhere. Counted in your schedule: 1 answer." in said
    assert not list(world.folder.glob("*.md"))


@pytest.mark.parametrize("short", [False, True])
def test_a_disk_that_fills_up_at_any_moment_leaves_a_round_that_counts_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *, short: bool
) -> None:
    turn, came = 0, True
    while came:
        turn += 1
        (tmp_path / str(turn)).mkdir()
        world = make_interviewee(tmp_path / str(turn))
        inside = Inside(world, monkeypatch, capsys)
        with failing(os, "write", turn, errno.ENOSPC, world.home / "reviews", short=short) as sabotage:
            code, _, err = inside.run(*THREE, keys="\n" * 6 + "y\n")
        came = sabotage.came
        assert (code, "the disk is full" in err) == ((3, True) if came else (0, False))
        if came and events(world, "convened"):
            keys = "\n" * (6 - len(told(world)[1:])) + "y\n"
            assert inside.run("interview", "--resume", keys=keys).code == 0
        if events(world, "convened"):
            kinds = [event["kind"] for event in world.saved()]
            assert kinds == ["convened", *["replied"] * 3, *["judged"] * 3, *["reviewed"] * 2, "concluded"]
    assert turn >= 8


def test_a_file_that_cannot_be_written_at_the_end_is_said_and_the_round_can_still_be_counted(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refuse_reports(world, monkeypatch)
    arguments = ("interview", "--topic", "deep-learning", "--markdown", "a.md")
    code, out, err = Inside(world, monkeypatch, capsys).run(*arguments, keys="\n\ny\n")
    assert (code, err) == (3, "")
    said = " ".join(out.split())
    assert "Cannot save the report in" in said
    assert "m save it as Markdown" in said
    assert "Counted in your schedule: 1 answer." in said
    assert told(world)[-2:] == [f"reviewed {FIRST} again", "concluded"]


def test_a_folder_in_which_nothing_can_be_written_is_said_before_the_round(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(world.folder)
    monkeypatch.setattr("aiquiz.cli.round_end.os.access", lambda *_: False)
    code, out, err = Inside(world, monkeypatch, capsys).run("interview", "--markdown", "a.md", keys="\n")
    assert (code, out) == (3, "")
    assert "Nothing can be written in the folder" in err
    assert told(world) == []


# Rounds of the past.


def past() -> list[list[Any]]:
    """Gives seven rounds: four judged, then three better ones, the last of all left half-way."""
    made = (0, 1, 1, 2, 2, 3)
    rounds = [
        round_events(Told(FIRST, points, 3), Told(THIRD, 0, 0), minutes=10, day=day * 3)
        for day, points in enumerate(made)
    ]
    left = round_events(
        Told(FIRST, is_judged=False, text=GOOD_ANSWER),
        Told(SECOND, is_asked=False),
        Told("gone", is_asked=False),
        minutes=45,
        day=30,
        roles=[Role.ML_ENGINEER],
        topics=["deep-learning", "mlops"],
        is_concluded=False,
    )
    return [*rounds, left]


@pytest.mark.parametrize("columns", COLUMNS)
def test_the_history_looks_as_it_did(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: int
) -> None:
    write_rounds(world, *past())
    done = Inside(world, monkeypatch, capsys).run("interview", "--history", columns=columns)
    assert (done.code, done.err) == (0, "")
    compare_with_kept(f"interview-history-{columns}", done.out)


def test_without_a_round_the_history_says_how_to_begin(world: World) -> None:
    done = world.run("interview", "--history")
    assert (done.code, done.err) == (0, "")
    assert done.out == "No mock interview yet. One takes half an hour:\naiquiz interview\n"
    assert data(world, "interview", "--history") == {
        "version": 1,
        "kind": "interview-history",
        "rounds": [],
        "change": None,
    }
    done = world.run("interview", "--report", "1")
    assert (done.code, done.err) == (2, "aiquiz: There is no round 1. There is none yet.\n")


def test_rounds_have_a_trend_and_each_has_its_report(world: World) -> None:
    write_rounds(world, *past())
    history = data(world, "interview", "--history")
    assert [one["number"] for one in history["rounds"]] == [1, 2, 3, 4, 5, 6, 7]
    assert history["change"] == pytest.approx(5 / 9, abs=0.001)
    assert history["rounds"][6]["is_concluded"] is False
    report = data(world, "interview", "--report", "6")
    assert (report["kind"], report["all"]["score"]) == ("interview-report", 1)
    assert [one["verdict"] for one in report["questions"]] == ["scored", "nothing to tick"]
    shown = world.run("interview", "--report", "7").out
    assert "gone (no longer in the bank)" in shown
    done = world.run("interview", "--report", "8")
    assert (done.code, done.out) == (2, "")
    assert done.err == "aiquiz: There is no round 8. The last is 7: `aiquiz interview --history` lists them.\n"


def test_reports_and_the_list_are_saved_as_pictures_and_a_report_as_markdown(world: World) -> None:
    write_rounds(world, *past())
    for arguments in (["--history"], ["--report", "1"]):
        done = world.run("interview", *arguments, "--svg", "a.svg", "--html", "a.html")
        assert (done.code, done.err) == (0, "")
        assert (world.folder / "a.svg").read_text().startswith("<svg")
    done = world.run("interview", "--report", "1", "--markdown", "a.md")
    assert (done.code, done.out) == (0, f"Saved: {world.folder / 'a.md'}\n")
    assert QUESTIONS[0] in (world.folder / "a.md").read_text()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--history", "--report", "1"],
        ["--history", "--markdown", "a.md"],
        ["--report", "1", "--markdown", "a.md", "--json"],
        ["--report", "1", "--markdown", "a.md", "--svg", "a.svg"],
        ["--json"],
        ["--svg", "a.svg"],
        ["--markdown", "."],
        ["--history", "--topic", "mlops"],
        ["--report", "1", "--minutes", "5"],
        ["--history", "--resume"],
        ["--report", "1", "--new"],
        ["--resume", "--questions", "5"],
        ["--resume", "--role", "ml-engineer", "--level", "beginner"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_asked_for_together_is_said(world: World, arguments: list[str]) -> None:
    write_rounds(world, *past())
    done = world.run("interview", *arguments, keys="\n")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("aiquiz: ")
    assert told(world) == []
    assert not list(world.folder.glob("a.*"))


def test_a_folder_that_is_not_there_is_said_before_the_round(world: World) -> None:
    done = world.run("interview", "--markdown", "nowhere/a.md", keys="\n")
    assert (done.code, done.out) == (3, "")
    assert "There is no folder" in done.err
    assert told(world) == []
