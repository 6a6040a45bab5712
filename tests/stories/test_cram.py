import json
import signal
from pathlib import Path

import pytest
from support.dates import asked, write_goal
from support.program import ANSWER, CARD_IDS, END, NOON, QUESTION, Grade, Inside, Past, World, make_world

PAST = [
    *(Past("confusion-matrix", days) for days in (20, 19, 13, 2)),
    *(Past("canary-release", days) for days in (9, 8)),
    Past("backpropagation", 1),
]
DRILL = "A drill: kept in the log, and the schedule is as it was."
SCHEDULE: tuple[list[str], ...] = (
    [],
    ["stats", "--json"],
    ["stats", "--memory", "--json"],
    ["ready", "--json"],
    ["review", "--limit", "9"],
)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(world, monkeypatch, capsys)


def crammed(world: World) -> list[str]:
    return [f"{event['card']} {event['grade']}" for event in world.saved() if event["kind"] == "crammed"]


def test_a_drill_leaves_the_schedule_byte_for_byte(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    before = [inside.run(*command, keys="q\n") for command in SCHEDULE]
    done = inside.run("review", "--cram", keys="\n1\n\n4\n\n2\n" + "\n3\n" * 9)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(f"Done: 3 cards, 5 answers in 0 s\n1 again · 1 hard · 2 good · 1 easy\n{DRILL}\n")
    assert [inside.run(*command, keys="q\n") for command in SCHEDULE] == before
    assert {event["kind"] for event in inside.world.saved()} == {"crammed"}
    assert len(crammed(inside.world)) == 5


def test_the_schedule_is_the_same_when_everything_is_read_anew(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    before = [inside.run(*command, keys="q\n") for command in SCHEDULE]
    inside.run("review", "--cram", keys="\n1\n\n2\n\n3\n\n4\nq\n")
    for path in sorted((inside.world.home).rglob("*"), reverse=True):
        if path.is_file() and path.suffix != ".jsonl":
            path.unlink()
    assert [inside.run(*command, keys="q\n") for command in SCHEDULE] == before


def test_a_drill_asks_what_was_ever_answered_the_least_known_first(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    assert asked(inside, "review", "--cram").endswith("drill · 1 of 3")
    questions = inside.run("review", "--cram", keys="\n3\n" * 3).out
    assert "cross-validation" not in questions
    assert "model registry" not in questions


def test_a_drill_asks_what_is_not_due(inside: Inside) -> None:
    inside.world.write_past(*(Past(card, 0) for card in CARD_IDS), now=NOON)
    assert inside.run("review").out.startswith("Nothing is due.")
    assert asked(inside, "review", "--cram").endswith("drill · 1 of 5")


def test_before_the_first_card_there_is_nothing_to_drill(inside: Inside) -> None:
    assert inside.run("review", "--cram") == (0, "Nothing is due.\n5 new cards to learn: aiquiz study\n", "")


def test_filters_minutes_and_a_limit_hold(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    assert asked(inside, "review", "--cram", "--limit", "2").endswith("1 of 2")
    assert asked(inside, "review", "--cram", "--topic", "mlops").endswith("1 of 1")
    assert int(asked(inside, "review", "--cram", "--minutes", "1")[-1]) in {2, 3}
    assert inside.run("review", "--cram", "--topic", "mlops", "--level", "intermediate").code == 2


def test_a_drill_has_no_dates_to_be_ahead_of(inside: Inside) -> None:
    done = inside.run("review", "--cram", "--ahead", "3")
    assert done == (2, "", "aiquiz: A drill has no dates to be ahead of. Leave out --ahead or --cram.\n")


def test_a_drill_on_a_terminal_with_undo(world: World) -> None:
    world.write_past(Past("canary-release", 1), Past("backpropagation", 1))
    with world.terminal("review", "--cram") as terminal:
        terminal.see("drill · 1 of 2", QUESTION)
        terminal.press(" ")
        grades = terminal.see("1 again ↻", ANSWER)
        assert " day" not in grades[grades.index("1 again") :]
        terminal.press("1")
        terminal.see("drill · 1 of 2 · 1 to repeat", QUESTION)
        terminal.press("u")
        terminal.see("Undone.", "drill · 1 of 2", ANSWER)
        terminal.press("4")
        terminal.see("drill · 2 of 2", QUESTION)
        terminal.press(" 3")
        terminal.see("Done: 2 cards, 2 answers", DRILL, END)
        terminal.press("u")
        terminal.see("Undone.", ANSWER)
        terminal.press("4")
        terminal.see("Done: 2 cards, 2 answers", END)
        terminal.press("q")
        assert terminal.end() == 0
    kinds = [event["kind"] for event in world.saved()]
    assert kinds == ["crammed", "undone", "crammed", "crammed", "undone", "crammed"]
    first, taken_back = world.saved()[:2]
    assert taken_back["undoes"] == first["id"]


def test_a_drill_that_is_killed_keeps_its_answers(world: World) -> None:
    world.write_past(Past("canary-release", 1), Past("backpropagation", 1), Past("confusion-matrix", 1))
    with world.terminal("review", "--cram") as terminal:
        terminal.see("drill · 1 of 3", QUESTION)
        terminal.press(" 3")
        terminal.see("drill · 2 of 3", QUESTION)
        terminal.press(" 2")
        terminal.see("drill · 2 of 3 · 1 to repeat", QUESTION)
        terminal.signal(signal.SIGKILL)
        assert terminal.end() == -signal.SIGKILL
    assert [answer.split()[1] for answer in crammed(world)] == ["good", "hard"]
    assert json.loads(world.run("stats", "--json").out)["reviews"] == 3


def test_a_drill_that_is_left_asks_for_nothing(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    out = inside.run("review", "--cram", keys="\n1\nq\n").out
    assert out.endswith(f"So far: 1 card, 1 answer in 0 s\n1 again\n{DRILL}\n")


def test_a_drill_is_no_part_of_the_days_minutes(inside: Inside) -> None:
    inside.world.write_past(*PAST, Past("canary-release", 0, Grade.GOOD, 60_000), now=NOON)
    write_goal(inside.world, 3)
    before = inside.run().out
    assert "1 of 2 minutes studied today" in before
    inside.run("review", "--cram", keys="\n3\n" * 3)
    assert inside.run().out == before
