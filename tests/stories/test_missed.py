"""Studying what a mock interview missed."""

from pathlib import Path

import pytest
from support.interviews import FIRST, SECOND, THREE, make_interviewee, piped, told, write_rounds
from support.program import World
from support.rounds import Told, round_events

WEAK, STRONG = Told(SECOND, 0, 2), Told(FIRST, 3, 3)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_interviewee(tmp_path)


def test_a_round_ends_with_the_command_that_asks_what_it_missed(world: World) -> None:
    done = piped(world, *THREE[1:], keys="By magic.\n\nToo long.\n\nBoth.\n\n\n\n\n\n")
    assert "`aiquiz study --missed` asks 2 questions again: what you missed." in done.out
    with world.terminal("study", "--missed") as terminal:
        terminal.see("missed", "1 of 2", "How does backpropagation work?")
        terminal.press(" 3")
        terminal.see("2 of 2", "An epoch has")
        terminal.press("q")
        assert terminal.end() == 0
    assert told(world)[-1] == f"reviewed {FIRST} good"


def test_it_asks_the_last_round_that_has_a_score_and_of_it_what_was_not_good(world: World) -> None:
    unjudged = round_events(Told("rag-or-tuning", is_judged=False), day=-1, is_concluded=False)
    write_rounds(world, round_events(Told(FIRST, 0, 3), day=-9), round_events(STRONG, WEAK, day=-5), unjudged)
    done = world.run("study", "--missed", keys="q\n")
    assert "1 of 1" in done.out
    assert "An epoch has" in done.out


@pytest.mark.parametrize(
    ("told", "arguments", "said"),
    [
        ((), (), "No mock interview has a score yet. `aiquiz interview` holds one."),
        ((STRONG,), (), "Your last mock interview missed nothing. `aiquiz interview` holds another."),
        ((WEAK,), ("--level", "advanced"), "No card that your last mock interview missed fits all of these filters."),
        ((WEAK,), ("--new", "3"), "--missed asks all that was missed. Leave out --new, --reviews and --minutes"),
        ((WEAK,), ("--minutes", "3"), "--missed asks all that was missed."),
    ],
    ids=["no round", "all made", "other level", "new", "minutes"],
)
def test_where_there_is_nothing_of_that_it_says_why(
    world: World, told: tuple[Told, ...], arguments: tuple[str, ...], said: str
) -> None:
    if told:
        write_rounds(world, round_events(*told, day=-1))
    done = world.run("study", "--missed", *arguments, keys="q\n")
    assert done.code == 2
    assert said in done.err
