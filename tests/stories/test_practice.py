"""Answering as in an interview: typed answers and their checklist, hints, confidence, and cards with fresh numbers."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len
from support.practice import (
    BARE,
    CARDS,
    HOW_TO_END,
    HOW_TO_END_NUMBER,
    NUMBER,
    POINTS,
    TYPED,
    events,
    known_numbers,
    numbers_of,
    seconds_of,
    see_checklist,
    told,
)
from support.program import ANSWER, NOON, PROGRAM, QUESTION, Inside, Past, Terminal, World, in_shell, make_world
from support.shown import compare_with_kept

from aiquiz.core.cards import CardId
from aiquiz.core.numeric.exercise import fill, say_expected
from aiquiz.store.bank import load_bank

DOWN, UP = "\x1b[B", "\x1b[A"
TYPED_ANSWER = "By the chain rule,\rbackwards from the loss.\r\r"
TEXT = "By the chain rule,\nbackwards from the loss."
ENDINGS = {"SIGTERM": (signal.SIGTERM, 143), "SIGHUP": (signal.SIGHUP, 129)}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path, CARDS)


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(world, monkeypatch, capsys)


@pytest.fixture
def typing(world: World) -> Iterator[Terminal]:
    """Gives a terminal on which the first answer can be typed."""
    with known_numbers(world, "study", "--type", "--limit", "2") as terminal:
        terminal.see("How does backpropagation work?", QUESTION)
        begin(terminal)
        yield terminal


def begin(terminal: Terminal, key: str = " ", *, number: bool = False) -> None:
    """Begins to type an answer."""
    terminal.press(key)
    terminal.see(HOW_TO_END_NUMBER if number else HOW_TO_END, ">")


def type_number(terminal: Terminal, text: str) -> str:
    """Types the answer to a card with numbers; gives what is said of it."""
    terminal.see(QUESTION)
    begin(terminal, number=True)
    terminal.press(f"{text}\r")
    return " ".join(terminal.see("batches of", ANSWER).split())


def last_line(shown: str) -> str:
    return shown.rpartition("\n")[2]


def leave(terminal: Terminal, code: int = 0) -> None:
    terminal.press("q")
    assert terminal.end() == code
    assert terminal.modes() == terminal.found


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_typed_answer_is_held_against_the_points_and_they_propose_the_grade(world: World, columns: int) -> None:
    with known_numbers(world, "study", "--type", "--limit", "2", columns=columns) as terminal:
        terminal.see("space type your answer", "+ sure", "- unsure", QUESTION)
        begin(terminal)
        terminal.press(TYPED_ANSWER)
        found = see_checklist(terminal, "2 of 3", "› 3 good")
        assert "›[x] Names the chain rule (chain rule)" in found
        assert re.search(r" \[x\] Goes backwards from the loss, layer by layer \(backwards, loss\)", found)
        assert " [ ] Costs about twice" in found
        terminal.press(" ")
        see_checklist(terminal, "1 of 3", "›[ ] Names the chain rule (chain rule)", "› 2 hard")
        terminal.press(DOWN + " ")
        see_checklist(terminal, "0 of 3", "›[ ] Goes backwards", "› 1 again")
        terminal.press(UP + UP + " ")
        see_checklist(terminal, "1 of 3", "›[x] Costs about twice", "› 2 hard")
        assert terminal.text().count(POINTS) == 1, "it is written over where it stands"
        assert max(map(cell_len, terminal.text().splitlines())) <= columns
        terminal.press("\r")
        terminal.see("An epoch has", QUESTION)
        leave(terminal)
    compare_with_kept(f"typed-answer-{columns}", terminal.text())
    given, graded = world.saved()
    assert (given["kind"], given["card"], given["text"]) == ("answered", TYPED, TEXT)
    assert (given["confidence"], given["hints"], given["seed"]) == (None, 0, None)
    assert (graded["kind"], graded["card"], graded["grade"]) == ("reviewed", TYPED, "hard")


@pytest.mark.parametrize("columns", [40, 80])
def test_read_aloud_each_move_and_tick_is_a_sentence(world: World, columns: int) -> None:
    with known_numbers(world, "study", "--type", "--hints", "--limit", "2", columns=columns, AIQUIZ_THEME="plain") as t:
        t.see("space to type your answer, plus if you are sure, hyphen if you are unsure,", "q to leave.")
        begin(t)
        t.press(TYPED_ANSWER)
        t.see(f"{POINTS}, 2 of 3 ticked:", "1, ticked: Names the chain rule. Found: chain rule.", "3, not ticked:")
        t.see("3 for good, 1 day, which is proposed: enter takes it", "enter to take the grade.")
        t.press(UP)
        t.see("3, not ticked: Costs about twice", "2 of 3; proposed: good.")
        t.press(" ")
        t.see("3, ticked: Costs about twice", "3 of 3; proposed: good.")
        t.press("\r")
        t.see("An epoch has", "q to leave.")
        t.press("h")
        t.see("Hint 1 of 1: Divides the images by the size of a batch, 10.")
        begin(t, number=True)
        t.press("5 GB\r")
        t.see("Not right: it is 71 s. The answer is in s, not in GB.", "1 for again, 1 day, and again today, which")
        t.see("4 for easy")
        leave(t)
    compare_with_kept(f"plain/typed-answer-{columns}", t.text())
    assert told(world) == [f"answered {TYPED}", f"reviewed {TYPED} good", f"answered {NUMBER}"]


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_hint_shows_one_point_and_caps_the_grade_that_is_proposed(world: World, columns: int) -> None:
    with known_numbers(world, "study", "--hints", "--limit", "1", columns=columns) as terminal:
        terminal.see("space answer", "h hint", QUESTION)
        terminal.press("h")
        assert "Goes backwards" not in terminal.see("Hint 1 of 3 Names the chain rule")
        terminal.press("h")
        terminal.see("Hint 2 of 3 Goes backwards from the loss, layer by layer")
        terminal.press(" ")
        terminal.see(POINTS, "› 2 hard", ANSWER)
        terminal.press("\r")
        terminal.see("How does backpropagation work?", QUESTION)
        terminal.press("hhhh")
        terminal.see("Hint 3 of 3 Costs about twice", "There is no other hint.")
        leave(terminal)
    compare_with_kept(f"hints-{columns}", terminal.text())
    assert told(world) == [f"answered {TYPED}", f"reviewed {TYPED} hard"]
    assert [event["hints"] for event in events(world, "answered")] == [2]


def test_hints_are_off_unless_they_were_asked_for(world: World) -> None:
    with world.terminal("study") as terminal:
        assert "hint" not in terminal.see(QUESTION)
        terminal.press("h")
        terminal.see("Hints are off: start with --hints")
        leave(terminal)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_number_is_typed_and_the_working_has_the_same_numbers(world: World, columns: int) -> None:
    with known_numbers(world, "study", "--topic", "mlops", "--limit", "1", columns=columns) as terminal:
        terminal.see("space type your answer", QUESTION)
        images, size, pace = numbers_of(terminal.text())
        answer = seconds_of(terminal.text())
        begin(terminal, number=True)
        terminal.press(f"{answer * 1000:.0f} ms\r")
        terminal.see(f"Right: {answer:,.4g}", f"{images:,} / {size} =", f"of {pace} ms each, which", "› 3 good", ANSWER)
        terminal.press("1")
        terminal.see("An epoch has", QUESTION)
        assert numbers_of(terminal.text()) != (images, size, pace)
        begin(terminal, number=True)
        terminal.press("5 GB\r")
        terminal.see("Not right: it is", "The answer is in s, not in GB.", "› 1 again", ANSWER)
        leave(terminal)
    compare_with_kept(f"numeric-{columns}", terminal.text())
    assert told(world) == [f"answered {NUMBER}", f"reviewed {NUMBER} again", f"answered {NUMBER}"]


def test_an_answer_is_on_the_disk_before_that_of_the_card_is_on_the_screen(typing: Terminal, world: World) -> None:
    assert world.saved() == []
    typing.press(TYPED_ANSWER)
    typing.see("The chain rule, from the loss back")
    assert told(world) == [f"answered {TYPED}"]


def test_giving_up_proposes_again_and_keeps_what_was_typed(typing: Terminal, world: World) -> None:
    typing.press("no i\x03")
    see_checklist(typing, "0 of 3", "› 1 again")
    typing.press("\r")
    typing.see(QUESTION)
    assert told(world) == [f"answered {TYPED}", f"reviewed {TYPED} again"]
    begin(typing, number=True)
    typing.press("7\x03")
    typing.see("It is", "› 1 again", ANSWER)
    leave(typing)
    assert [event["text"] for event in events(world, "answered")] == ["no i", "7"]


def test_giving_up_a_card_without_points_proposes_again_as_well(world: World) -> None:
    with world.terminal("study", "--type", "--topic", "deployment") as terminal:
        terminal.see("What is a canary release?", QUESTION)
        begin(terminal)
        terminal.press("\x03")
        terminal.see("› 1 again", ANSWER)
        leave(terminal)


def test_a_card_without_points_takes_an_answer_and_proposes_nothing(world: World) -> None:
    with world.terminal("study", "--type", "--topic", "deployment") as terminal:
        terminal.see("What is a canary release?", QUESTION)
        begin(terminal)
        terminal.press("A small share.\r\r")
        assert "›" not in terminal.see("A new model gets", ANSWER)
        terminal.press("4")
        terminal.see("Done: 1 card")
        leave(terminal)
    assert told(world) == [f"answered {BARE}", f"reviewed {BARE} easy"]


@pytest.mark.parametrize("key", ["\r", "\x04"])
def test_an_empty_answer_proposes_again_unless_points_are_ticked_by_hand(
    typing: Terminal, world: World, key: str
) -> None:
    typing.press(key)
    see_checklist(typing, "0 of 3", "› 1 again")
    typing.press(" ")
    see_checklist(typing, "1 of 3", "› 2 hard")
    typing.press("\r")
    typing.see(QUESTION)
    begin(typing, number=True)
    typing.press(key)
    typing.see("It is", "› 1 again", ANSWER)
    leave(typing)
    assert told(world) == [f"reviewed {TYPED} hard", f"answered {NUMBER}"]


@pytest.mark.parametrize("text", ["dunno", "2h00", "1 2"])
def test_what_is_no_number_is_said_to_be_none_and_asked_for_again(world: World, text: str) -> None:
    with world.terminal("study", "--topic", "mlops", "--limit", "1") as terminal:
        terminal.see("An epoch has", QUESTION)
        answer = seconds_of(terminal.text())
        begin(terminal, number=True)
        terminal.press(f"{text}\r")
        assert "batches of" not in terminal.see("That is no number: write it like", ", in s. >")  # a number goes there
        terminal.press(f"\x15{answer:.6g}\r")
        terminal.see("Right:", "› 3 good", ANSWER)
        leave(terminal)
    assert told(world) == [f"answered {NUMBER}"]
    assert events(world)[0]["text"] == f"{answer:.6g}"


def test_a_number_that_could_not_be_read_is_there_to_be_mended_and_given_up_it_is_kept(world: World) -> None:
    with world.terminal("study", "--topic", "mlops", "--limit", "1") as terminal:
        terminal.see("An epoch has", QUESTION)
        answer = f"{seconds_of(terminal.text()):.6g}"
        begin(terminal, number=True)
        terminal.press(f"{answer} sce\r")
        shown = terminal.see("The answer is in s, not in sce. >")
        assert "right" not in shown
        terminal.press("\x7f\x7f\r")
        terminal.see("Right:", ANSWER)
        terminal.press("1")
        terminal.see("An epoch has", QUESTION)
        begin(terminal, number=True)
        terminal.press("dunno\r")
        terminal.see("That is no number", ", in s. > dunno")
        terminal.press("\x03")
        terminal.see("It is", "› 1 again", ANSWER)
        leave(terminal)
    assert [event["text"] for event in events(world, "answered")] == [f"{answer} s", "dunno"]


def test_where_there_is_nothing_to_tick_space_takes_no_grade_in_a_sitting_that_is_typed(world: World) -> None:
    with world.terminal("study", "--type", "--topic", "mlops", "--limit", "1") as terminal:
        type_number(terminal, "71")
        terminal.press(" ")
        terminal.see("There is nothing to tick here: enter takes the grade.")
        leave(terminal)
    assert told(world) == [f"answered {NUMBER}"]


def test_the_keys_of_a_checklist_are_those_that_are_told(typing: Terminal) -> None:
    typing.press("?")  # no question mark may come through to the editor
    typing.see("?")
    typing.press("\x15" + TYPED_ANSWER)
    see_checklist(typing, "2 of 3")
    typing.press("?")
    keys = typing.see("space tick the point", "↑ ↓ tab move", "enter take the grade that is proposed", "these keys")
    assert "show the answer" not in keys
    assert "hint" not in keys
    leave(typing)


def test_the_learner_may_give_another_grade_than_the_one_proposed(typing: Terminal, world: World) -> None:
    typing.press(TYPED_ANSWER)
    see_checklist(typing, "› 3 good")
    typing.press("4")
    typing.see(QUESTION)
    assert told(world) == [f"answered {TYPED}", f"reviewed {TYPED} easy"]


def test_undoing_gives_back_the_checklist_as_it_was_ticked(typing: Terminal, world: World) -> None:
    typing.press(TYPED_ANSWER)
    see_checklist(typing, "2 of 3")
    typing.press(UP + " ")
    see_checklist(typing, "3 of 3")
    typing.press("\r")
    typing.see(QUESTION)
    typing.press("u")
    typing.see("Undone.", "How does backpropagation work?")
    shown = see_checklist(typing, "3 of 3", "(chain rule)", "[x] Costs about twice", "› 3 good")
    assert "last time" not in shown
    again = typing.text().rpartition("Undone.")[2]
    assert "\nHow does backpropagation work?\n\n> By the chain rule,\n  backwards from the loss.\n\nThe chain" in again
    typing.press("2")
    typing.see(QUESTION)
    leave(typing)
    assert told(world) == [f"answered {TYPED}", f"reviewed {TYPED} good", "undone", f"reviewed {TYPED} hard"]


def test_undoing_a_flag_takes_back_the_flag_alone(world: World) -> None:
    with world.terminal("study", "--type", "--hints", "--limit", "1") as terminal:
        terminal.see(QUESTION)
        terminal.press("fhh")
        terminal.see("Flagged", "Hint 2 of 3")
        begin(terminal)
        terminal.press(TYPED_ANSWER)
        see_checklist(terminal, "2 of 3")
        terminal.press(UP + " ")
        see_checklist(terminal, "3 of 3")
        terminal.press("u")
        terminal.see("Undone.")
        see_checklist(terminal, "3 of 3", "Hard at most: a hint was used.", "› 2 hard")
        again = terminal.text().rpartition("Undone.")[2]
        assert "flagged" not in again
        assert "\nHow does backpropagation work?\n\nHint 1 of 3  Names the chain rule\nHint 2 of 3" in again
        assert "layer by layer\n\n> By the chain rule,\n  backwards from the loss.\n\nThe chain" in again
        terminal.press("\r")
        terminal.see(QUESTION)
        leave(terminal)
    assert told(world) == [f"marked {TYPED}", f"answered {TYPED}", "undone", f"reviewed {TYPED} hard"]
    assert events(world, "answered")[0]["hints"] == 2


def test_all_keys_before_the_answer_end_with_those_of_the_moment(world: World) -> None:
    with world.terminal("study", "--hints", "--limit", "1") as terminal:
        terminal.see(QUESTION)
        terminal.press("?")
        terminal.see("these keys", "space answer h hint s skip u undo ? keys q leave")
        leave(terminal)


def test_what_was_typed_and_not_graded_is_not_said_to_be_nothing(typing: Terminal, world: World) -> None:
    typing.press("no i\x03")
    see_checklist(typing, "0 of 3")
    leave(typing)
    assert "Nothing was graded; the schedule is as it was." in typing.text()
    assert told(world) == [f"answered {TYPED}"]


def test_a_stop_and_fg_give_the_hints_again(world: World) -> None:
    with world.terminal_of(["/bin/sh", "-i"], PS1="prompt> ") as terminal:
        terminal.see("prompt>")
        terminal.press(f"{in_shell('study', '--type', '--hints', '--limit', '1')}\r")
        terminal.see("How does backpropagation work?", QUESTION)
        terminal.press("hh")
        terminal.see("Hint 2 of 3")
        for last in ("Hint 2 of 3 Goes backwards from the loss, layer by layer", HOW_TO_END):
            terminal.press("\x1a")
            terminal.see("prompt>")
            terminal.press("fg\r")
            terminal.see("fg", "How does backpropagation work?", "Hint 1 of 3 Names the chain rule", last)
            assert "Hint 2 of 3" in terminal.text().rpartition("fg")[2]
            if last != HOW_TO_END:
                begin(terminal)
        terminal.press("\x03")
        see_checklist(terminal, "0 of 3")
        terminal.press("q")
        terminal.see("prompt>")


def test_the_checklist_is_shown_anew_below_whatever_came_in_between(typing: Terminal) -> None:
    typing.press(TYPED_ANSWER)
    see_checklist(typing, "2 of 3")
    typing.press("f ")
    see_checklist(typing, "1 of 3")
    assert re.findall(rf"{POINTS}  (\d)|(Flagged)", typing.text()) == [("2", ""), ("", "Flagged"), ("1", "")]
    typing.press("? ")
    see_checklist(typing, "2 of 3")
    assert typing.text().count(POINTS) == 3


def test_a_window_that_changed_its_width_gets_the_checklist_anew(typing: Terminal) -> None:
    typing.press(TYPED_ANSWER)
    see_checklist(typing, "2 of 3")
    typing.resize(40)
    typing.press(" ")
    see_checklist(typing, "1 of 3")
    assert typing.text().count(POINTS) == 2
    assert max(map(cell_len, typing.text().rpartition(POINTS)[2].splitlines())) <= 40


def test_a_card_that_loses_points_while_they_are_ticked_goes_on(world: World) -> None:
    editor = world.folder / "editor"
    editor.write_text('#!/bin/sh\nfor f; do :; done\nsed -i "/Costs about twice/,+1d; s/Names the/Says the/" "$f"\n')
    editor.chmod(0o700)
    with world.terminal("study", "--type", "--limit", "1", EDITOR=str(editor)) as terminal:
        terminal.see(QUESTION)
        begin(terminal)
        terminal.press(TYPED_ANSWER)
        see_checklist(terminal, "2 of 3")
        terminal.press("e")
        terminal.see("Read again.")
        see_checklist(terminal, "Says the chain rule", "2 of 3")
        terminal.press(UP + " 1")
        terminal.see("How does backpropagation work?", QUESTION)
        begin(terminal)
        terminal.press("chain rule\r\r")
        see_checklist(terminal, "1 of 2")
        leave(terminal)


@pytest.mark.parametrize(("key", "confidence"), [("+", "sure"), ("-", "unsure")])
def test_how_sure_one_is_goes_into_the_log_typed_or_thought(world: World, key: str, confidence: str) -> None:
    with world.terminal("study", "--limit", "2", "--no-type") as terminal:
        terminal.see(QUESTION)
        terminal.press(key)
        terminal.see("The chain rule, from the loss back", ANSWER)
        terminal.press(" ")
        terminal.see("An epoch has", QUESTION)
        begin(terminal, key, number=True)
        terminal.press("1\r")
        terminal.see(ANSWER)
        leave(terminal)
    assert [(event["card"], event["confidence"]) for event in events(world, "answered")] == [
        (TYPED, confidence),
        (NUMBER, confidence),
    ]


def test_the_seed_in_the_log_gives_the_numbers_again(world: World) -> None:
    with world.terminal("study", "--topic", "mlops", "--limit", "1") as terminal:
        said = type_number(terminal, "")
        shown = " ".join(terminal.text().split())
        leave(terminal)
    (event,) = events(world, "answered")
    assert (event["text"], event["card"]) == ("", NUMBER)
    template = load_bank(world.bank, world.home / "cache" / "other.json").find(CardId(NUMBER))
    card = fill(template, event["seed"])
    assert card.question in shown
    assert f"which is {say_expected(template, event['seed'])}." in said
    assert "Right" not in said
    assert "Not right" not in said
    assert "›" not in last_line(terminal.text())


@pytest.mark.parametrize("answer", ["{:.6g} s", "{:.6g}", "about {:.6g} seconds"])
def test_a_right_number_is_right_however_it_is_written(world: World, answer: str) -> None:
    with world.terminal("study", "--topic", "mlops", "--limit", "1") as terminal:
        terminal.see("An epoch has", QUESTION)
        begin(terminal, number=True)
        terminal.press(f"{answer.format(seconds_of(terminal.text()))}\r")
        terminal.see("Right:", "› 3 good", ANSWER)
        leave(terminal)


def test_every_sitting_has_other_numbers_and_the_card_one_memory(world: World) -> None:
    seen = []
    for chance in ("1", "1000"):
        with known_numbers(world, "study", "--topic", "mlops", "--limit", "1", CHANCE=chance) as terminal:
            type_number(terminal, "1")
            seen.append(numbers_of(terminal.text()))
            terminal.press("\r")
            terminal.see("An epoch has", QUESTION)
            leave(terminal)
    assert seen[0] != seen[1]
    assert [event["card"] for event in events(world, "reviewed")] == [NUMBER] * 2
    assert len({event["seed"] for event in events(world, "answered")}) == 2
    assert "answers 2, forgotten 0 times" in " ".join(world.run("show", NUMBER).out.split())


def test_undoing_gives_back_the_same_numbers(world: World) -> None:
    with known_numbers(world, "study", "--topic", "mlops", "--limit", "2") as terminal:
        type_number(terminal, "1")
        before = numbers_of(terminal.text())
        terminal.press("4")
        terminal.see("canary", QUESTION)
        terminal.press("u")
        terminal.see("Undone.", "An epoch has", "Not right: it is", ANSWER)
        assert numbers_of(terminal.text()) == before
        leave(terminal)


def test_the_last_attempt_is_shown_beside_this_one(world: World) -> None:
    world.run("study", "--type", "--limit", "1", keys="\nWith gradients.\n\n3\n")
    with world.terminal("review", "--cram", "--type", "--limit", "1", columns=120) as terminal:
        terminal.see(QUESTION)
        begin(terminal)
        terminal.press("By magic.\r\r")
        see_checklist(terminal, "0 of 3")
        terminal.press("l")
        terminal.see("Last time, earlier today", "This time")
        terminal.see_now(lambda shown: re.search(r"With gradients\. +By magic\.", shown) is not None, "both attempts")
        leave(terminal)
    assert told(world) == [f"answered {TYPED}", f"reviewed {TYPED} good", f"answered {TYPED}"]


def test_what_was_given_up_is_shown_the_next_time(typing: Terminal) -> None:
    typing.press("By the chain rule,\rand then\x03")
    see_checklist(typing, "0 of 3", "(chain rule)", "› 1 again")
    typing.press("\r")
    type_number(typing, "1")
    typing.press("\r")
    typing.see("How does backpropagation work?", QUESTION)
    begin(typing)
    typing.press("By magic.\r\r")
    see_checklist(typing, "0 of 3", "l last time")
    typing.press("l")
    typing.see("Last time, earlier today", "By the chain rule, and then", "This time", "By magic.")


def test_a_paste_that_the_terminal_does_not_mark_is_text_and_no_keys(typing: Terminal, world: World) -> None:
    pasted = "Bias is underfit.\r\r3 good\rb\r! things"
    typing.press(pasted)
    typing.see("Bias is underfit.", "3 good", "b", "! things")
    typing.press("\r\r")
    see_checklist(typing, "0 of 3")
    leave(typing)
    assert [event["text"] for event in events(world)] == [pasted.replace("\r", "\n")]


def test_a_first_attempt_has_none_before_it(typing: Terminal) -> None:
    typing.press(TYPED_ANSWER)
    see_checklist(typing, "2 of 3")
    typing.press("l")
    typing.see("Nothing that was typed for this card before is kept.")


def test_what_was_typed_is_not_kept_where_it_is_not_to_be(world: World, inside: Inside) -> None:
    inside.patch.setenv("AIQUIZ_KEEP_ANSWERS", "no")
    for _ in range(2):
        done = inside.run("study", "--type", "--limit", "1", keys="+\nMy secret.\n\n1\n")
        assert done.code == 0
    assert [(event["text"], event["confidence"]) for event in events(world, "answered")] == [("", "sure")] * 2
    for path in world.home.rglob("*"):
        assert not path.is_file() or b"secret" not in path.read_bytes()
    out = inside.run("study", "--type", "--limit", "1", keys="\nOther.\n\nl\n").out
    assert "Nothing that was typed for this card before is kept." in out


@pytest.mark.parametrize(("number", "code"), ENDINGS.values(), ids=ENDINGS)
def test_a_signal_while_an_answer_is_typed_keeps_what_was_finished(
    typing: Terminal, world: World, number: int, code: int
) -> None:
    typing.press(TYPED_ANSWER)
    see_checklist(typing, "2 of 3")
    typing.press("\r")
    typing.see(QUESTION)
    begin(typing, number=True)
    typing.press("71")
    typing.see("71")
    typing.signal(number)
    assert typing.end() == code
    assert typing.modes() == typing.found
    assert typing.raw.count(b"\x1b[?2004h") == typing.raw.count(b"\x1b[?2004l")
    assert "So far: 1 card, 1 answer" in typing.text()
    assert told(world)[:2] == [f"answered {TYPED}", f"reviewed {TYPED} good"]
    assert [event["text"] for event in world.saved()[2:]] == ["71"]
    assert len(events(world, "reviewed")) == 1
    assert not world.crash_log().exists()


def test_a_window_closed_while_an_answer_is_typed_keeps_what_was_finished(typing: Terminal, world: World) -> None:
    typing.press(TYPED_ANSWER)
    see_checklist(typing, "2 of 3")
    typing.press("\r")
    typing.see(QUESTION)
    begin(typing, number=True)
    typing.press("71")
    typing.see("71")
    assert typing.close_window() in {129, -signal.SIGHUP}  # the end of the terminal may outrun the signal
    assert told(world)[:2] == [f"answered {TYPED}", f"reviewed {TYPED} good"]
    assert len(events(world, "reviewed")) == 1
    assert not world.crash_log().exists()


def test_killing_the_program_while_an_answer_is_typed_loses_nothing_that_was_finished(
    typing: Terminal, world: World
) -> None:
    typing.press(TYPED_ANSWER)
    see_checklist(typing, "2 of 3")
    typing.press("\r")
    typing.see(QUESTION)
    begin(typing, number=True)
    typing.press("71")
    typing.see("71")
    typing.signal(signal.SIGKILL)
    assert typing.end() == -signal.SIGKILL
    assert told(world) == [f"answered {TYPED}", f"reviewed {TYPED} good"]
    assert world.run("study", "--limit", "1", keys="\n").code == 0


def test_a_stop_while_an_answer_is_typed_and_fg_go_on_with_it(world: World) -> None:
    with world.terminal_of(["/bin/sh", "-i"], PS1="prompt> ") as terminal:
        terminal.see("prompt>")
        terminal.press(f"{in_shell('study', '--type', '--limit', '1')}\r")
        terminal.see("How does backpropagation work?", QUESTION)
        begin(terminal)
        terminal.press("By the chain rule\r")
        terminal.see("By the chain rule")
        terminal.press("\x1a")
        terminal.see("prompt>")
        terminal.press("fg\r")
        terminal.see("fg", "How does backpropagation work?", HOW_TO_END, "> By the chain rule")
        terminal.press("and so on\r\r")
        see_checklist(terminal, "1 of 3")
        terminal.press("\x1a")
        terminal.see("prompt>")
        terminal.press("fg\r")
        terminal.see("fg", "How does backpropagation work?", "> By the chain rule and so on", "The chain rule, from")
        see_checklist(terminal, "1 of 3", "(chain rule)")
        terminal.press("3")
        terminal.see("Done: 1 card")
        terminal.press("q")
        terminal.see("prompt>")
    assert [event["text"] for event in events(world, "answered")] == ["By the chain rule\nand so on"]


HOSTILE = "\x1b]0;owned\x07\x1b[31m漢字\x1b[2J [bold]{images}\x00\x9b1m\x7f"


def test_nothing_in_a_pasted_answer_is_obeyed_and_what_is_too_long_is_cut(typing: Terminal, world: World) -> None:
    typing.press(f"\x1b[200~{HOSTILE}\x1b[201~")
    typing.press(f"\x1b[200~{'x' * 10_000}\x1b[201~")
    typing.see("xxxxxxxxxx")
    typing.press("\r\r")
    typing.see("At most 5,000 characters are kept")
    see_checklist(typing, "0 of 3")
    leave(typing)
    (event,) = events(world, "answered")
    assert len(event["text"]) == 5_000
    assert event["text"].startswith("]0;owned[31m漢字[2J [bold]{images}1mx")
    assert b"\x1b]0;" not in typing.raw
    assert b"\x1b[31m" not in typing.raw


def test_nothing_in_a_piped_answer_is_obeyed_and_what_is_too_long_is_cut(world: World, inside: Inside) -> None:
    lines = f"{HOSTILE}chain rule\n{'x' * 10_000}\n\n"
    done = inside.run("study", "--type", "--limit", "1", keys=f"\n{lines}l\n3\n\n{lines}l\n3\n")
    assert (done.code, done.err) == (0, "")
    assert "At most 5,000 characters are kept: the rest is left out." in done.out
    assert "\x1b" not in done.out
    assert "\x07" not in done.out
    assert max(map(cell_len, done.out.splitlines())) <= 80
    (event,) = events(world, "answered")
    assert len(event["text"]) == 5_000
    out = inside.run("review", "--cram", "--type", keys="\nA\n\nl\n").out
    assert "[bold]{images}" in out
    assert max(map(cell_len, out.splitlines())) <= 80


@pytest.mark.parametrize(
    "answer", [HOSTILE, "9" * 10_000, "1e999999999", "2 ** 9 ** 9 ** 9", "__import__('os')", "漢字"]
)
def test_a_hostile_number_is_no_number(inside: Inside, answer: str) -> None:
    done = inside.run("study", "--topic", "mlops", "--limit", "1", keys=f"\n{answer}\n")
    assert (done.code, done.err) == (0, "")
    assert "Not right: it is" in done.out
    assert "\x1b" not in done.out


def test_piped_lines_after_the_question_are_the_answer_and_the_next_is_a_key(world: World) -> None:
    command = f"printf '\\nBy the chain rule.\\n\\n\\n' | {in_shell('study', '--type')}"
    done = world.run_command(["sh", "-c", command])
    assert (done.code, done.err) == (0, "")
    assert HOW_TO_END not in done.out
    assert f"{POINTS}  1 of 3\n [x] Names the chain rule  (chain rule)\n" in done.out
    assert "› 2 hard" in done.out
    assert told(world) == [f"answered {TYPED}", f"reviewed {TYPED} hard"]
    assert events(world, "answered")[0]["text"] == "By the chain rule."


@pytest.mark.parametrize("theme", ["auto", "plain"])
def test_in_a_pipe_one_empty_line_parts_the_question_from_what_follows(inside: Inside, theme: str) -> None:
    inside.patch.setenv("AIQUIZ_THEME", theme)
    asked = "How does backpropagation work?\n\n"
    out = inside.run("study", "--limit", "1", keys="\n").out
    assert f"{asked}{'Answer:' if theme == 'plain' else 'The chain rule, from'}" in out
    out = inside.run("study", "--limit", "1", "--hints", keys="h\nh\n\n").out
    points = "Names the chain rule", "Goes backwards from the loss, layer by layer"
    pattern = "Hint {} of 3: {}.\n" if theme == "plain" else "Hint {} of 3  {}\n"
    assert asked + "".join(pattern.format(*each) for each in enumerate(points, 1)) + "\n" in out
    assert "\n\n\n" not in out
    out = inside.run("study", "--limit", "1", keys="?\nu\n\n").out
    assert f"{asked}{'space, enter: show' if theme == 'plain' else '      space, enter  show'}" in out
    assert "these keys\nNothing to undo.\n\n" in out
    assert f"{asked}Nothing was graded" in inside.run("study", "--limit", "1", keys="q\n").out


def test_a_piped_tick_is_told_in_one_line(world: World, inside: Inside) -> None:
    done = inside.run("study", "--type", "--limit", "1", keys="\nBackwards from the loss.\n\nspace\nenter\n")
    assert "1, ticked: Names the chain rule. 2 of 3; proposed: good.\n" in done.out
    assert told(world)[-1] == f"reviewed {TYPED} good"


def test_any_point_can_be_ticked_from_a_pipe_and_its_keys_are_told(world: World, inside: Inside) -> None:
    keys = "h\n\nBy the chain rule.\n\ndown\nspace\ndown\nspace\n?\n\n"
    done = inside.run("study", "--type", "--hints", "--limit", "1", keys=keys)
    said = " ".join(done.out.split())
    assert "2, ticked: Goes backwards from the loss, layer by layer." in said
    assert "3, ticked: Costs about twice as much as a forward pass" in said
    assert "3 of 3; proposed: hard. Hard at most: a hint was used." in said
    assert "space tick the point" in said
    assert "down move to another point" in said
    assert "enter take the grade that is proposed" in said
    assert told(world)[-1] == f"reviewed {TYPED} hard"


@pytest.mark.parametrize("option", [[], ["--type"], ["--type", "--hints"]])
def test_empty_lines_for_ever_come_to_the_end_of_a_session(world: World, option: list[str]) -> None:
    done = world.run_command(["sh", "-c", f"yes '' | {in_shell('study', *option)}"])
    assert (done.code, done.err) == (0, "")
    assert "Done: 3 cards, 3 answers" in done.out
    assert [line for line in told(world) if line.startswith("reviewed")] == [
        f"reviewed {name} good" for name in (TYPED, NUMBER, BARE)
    ]


def test_a_pipe_that_ends_within_an_answer_grades_nothing(world: World, inside: Inside) -> None:
    for keys in ("\n", "\nBy the chain rule."):
        assert inside.run("study", "--type", keys=keys).code == 0
    assert told(world) == [f"answered {TYPED}"]


def test_a_drill_takes_typed_answers_and_leaves_the_schedule(world: World, inside: Inside) -> None:
    world.write_past(Past(TYPED, 3), now=NOON)
    done = inside.run("review", "--cram", "--type", keys="\nBy the chain rule.\n\n\n")
    assert done.code == 0
    assert told(world) == [f"answered {TYPED}", f"crammed {TYPED} hard"]


@pytest.mark.parametrize(
    ("environ", "options", "is_typed", "has_hints"),
    [
        ({}, [], False, False),
        ({"AIQUIZ_TYPE_ANSWERS": "yes"}, [], True, False),
        ({"AIQUIZ_TYPE_ANSWERS": "yes"}, ["--no-type"], False, False),
        ({"AIQUIZ_TYPE_ANSWERS": "no"}, ["--type"], True, False),
        ({"AIQUIZ_HINTS": "yes"}, [], False, True),
        ({"AIQUIZ_HINTS": "yes", "AIQUIZ_TYPE_ANSWERS": "yes"}, ["--no-hints"], True, False),
        ({"AIQUIZ_HINTS": "no"}, ["--hints", "--type"], True, True),
    ],
)
def test_how_answers_are_given_can_be_set_and_asked_for(
    inside: Inside,
    environ: dict[str, str],
    options: list[str],
    *,
    is_typed: bool,
    has_hints: bool,
) -> None:
    for name, value in environ.items():
        inside.patch.setenv(name, value)
    done = inside.run("study", *options, keys="h\n\nBy the chain rule.\n\n\n")
    assert (done.code, done.err) == (0, "")
    assert ("[x] Names the chain rule" in done.out) is is_typed
    assert ("Hint 1 of 3" in done.out) is has_hints
    assert ("Hints are off" in done.out) is not has_hints


def test_a_setting_that_is_neither_yes_nor_no_is_said_and_not_taken(world: World, inside: Inside) -> None:
    inside.patch.setenv("AIQUIZ_TYPE_ANSWERS", "maybe")
    done = inside.run("study", "--limit", "1", keys="\n3\n")
    assert done.code == 0
    assert "maybe" in done.err
    assert told(world) == [f"reviewed {TYPED} good"]


def test_a_terminal_that_can_do_nothing_takes_an_answer_line_by_line(world: World) -> None:
    with world.terminal("study", "--type", "--limit", "1", TERM="dumb") as terminal:
        terminal.see(QUESTION)
        begin(terminal)
        terminal.press(TYPED_ANSWER)
        see_checklist(terminal, "2 of 3")
        terminal.press(" ")
        see_checklist(terminal, "1 of 3")
        leave(terminal)
    assert b"\x1b" not in terminal.raw
    assert events(world, "answered")[0]["text"] == TEXT


def test_the_program_as_it_is_installed_takes_the_options(world: World) -> None:
    out = world.run_command([*PROGRAM, "study", "--help"]).out
    assert all(option in out for option in ("--type", "--no-type", "--hints", "--no-hints"))
