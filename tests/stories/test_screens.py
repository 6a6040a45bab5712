"""What a person sees, kept as text; AIQUIZ_RENEW_SCREENS=1 writes it anew.

test_study.py has a session, and test_practice.py the answers that are typed.
"""

from pathlib import Path

import pytest
from support.dates import write_goal
from support.marks import add_to_log, marked
from support.program import NOON, Grade, Inside, Past, World, make_world
from support.shown import KEPT, compare_with_kept

from aiquiz.core.events import Mark

COLUMNS = (40, 80, 200)
SCREENS = {
    "home": [],
    "stats": ["stats"],
    "nothing-due": ["review", "--topic", "mlops"],
    "home-with-goal": [],
    "plan": ["plan"],
    "plan-far": ["plan"],
    "plan-short": ["plan"],
    "plan-over": ["plan"],
    "plan-none": ["plan"],
    "study-with-goal": ["study", "--limit", "1"],
    "ready": ["ready"],
    "ready-with-goal": ["ready"],
    "drill": ["review", "--cram", "--limit", "1"],
    "search": ["search", "model", "data"],
    "show": ["show", "confusion-matrix"],
    "topics": ["topics"],
    "suspended": ["suspended"],
    "flagged": ["flagged"],
}
GOALS = {
    "home-with-goal": (9, 20),
    "plan": (9, 5),
    "plan-far": (700, 1),
    "plan-short": (0, 1),
    "plan-over": (-2, 10),
    "study-with-goal": (9, 20),
    "ready-with-goal": (9, 20),
}
"""The days that are left, and the minutes a day."""
MARKED = (
    marked("model-registry", Mark.SUSPENDED),
    marked("backpropagation", Mark.FLAGGED),
    marked("confusion-matrix", Mark.FLAGGED, day=9),
    marked("confusion-matrix", Mark.NOTED, text="Rows are the truth in our book, columns in theirs: ask first."),
)
"""Screens whose cards are marked: those of the commands that show marks."""
WITH_MARKS = ("search", "show", "topics", "suspended", "flagged")
G, H, A, E = Grade.GOOD, Grade.HARD, Grade.AGAIN, Grade.EASY
GRADED = {
    "confusion-matrix": {150: G, 149: G, 143: A, 142: G, 141: H, 60: A, 59: G, 58: G, 52: A, 51: G, 50: G, 2: A, 1: G},
    "canary-release": {150: G, 149: E, 143: E, 126: G, 81: E},
    "backpropagation": {40: G, 39: H, 33: A, 32: G, 31: G, 25: G, 12: G},
    "cross-validation": {3: H, 2: G, 1: G},
}
PAST = [
    *(Past(card, day, grade, 40_000) for card, grades in GRADED.items() for day, grade in grades.items()),
    *(Past("confusion-matrix", 52, A) for _ in range(17)),
]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_it_did(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    columns: int,
) -> None:
    world.write_past(*PAST, now=NOON)
    if name in GOALS:
        write_goal(world, *GOALS[name], set_days_ago=12)
    if name in WITH_MARKS:
        add_to_log(world.home, *MARKED)
    done = Inside(world, monkeypatch, capsys).run(*SCREENS[name], keys="\n3\n", columns=columns)
    assert (done.code, done.err) == (0, "")
    compare_with_kept(f"{name}-{columns}", done.out)


def test_every_kept_screen_is_compared() -> None:
    elsewhere = ("session", "typed-answer", "numeric", "hints")
    names = {f"{name}-{columns}.txt" for name in (*elsewhere, *SCREENS) for columns in COLUMNS}
    assert {path.name for path in KEPT.glob("*.txt") if not path.name.startswith("interview-")} == names
