import json
from pathlib import Path

import pytest
from support.dates import write_goal
from support.marks import add_to_log, marked
from support.program import CARD_IDS, NOON, Grade, Inside, Past, make_world

from aiquiz.core.events import Mark


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(make_world(tmp_path), monkeypatch, capsys)


STATES: dict[str, list[Past]] = {
    "5 new": [],
    "2 due, 3 new": [Past("canary-release", 2), Past("backpropagation", 1)],
    "1 due": [Past("confusion-matrix", 1), *(Past(card, 0) for card in CARD_IDS[1:])],
    "1 due, 4 new": [Past("canary-release", 0, Grade.AGAIN)],
    "nothing due": [Past(card, 0) for card in CARD_IDS],
}


@pytest.mark.parametrize("line", STATES)
def test_one_line_says_what_waits(inside: Inside, line: str) -> None:
    inside.world.write_past(*STATES[line], now=NOON)
    assert inside.run("due") == (0, f"{line}\n", "")
    number = line.split(" ", maxsplit=1)[0] if " due" in line and line[0].isdigit() else "0"
    assert inside.run("due", "--count") == (0, f"{number}\n", "")
    assert inside.run("due", "--exit-code") == (int(number == "0"), f"{line}\n", "")
    assert inside.run("due", "--count", "--exit-code").code == int(number == "0")


@pytest.mark.parametrize(
    ("days", "said"), [(17, "; 17 days to go"), (1, "; 1 day to go"), (0, "; today is the day"), (-1, "")]
)
def test_a_goal_adds_the_days_that_are_left(inside: Inside, days: int, said: str) -> None:
    inside.world.write_past(Past("canary-release", 2), now=NOON)
    write_goal(inside.world, days)
    assert inside.run("due").out == f"1 due, 4 new{said}\n"
    assert json.loads(inside.run("due", "--json").out) == {
        "version": 1,
        "kind": "due",
        "due": 1,
        "new": 4,
        "days_left": days if days >= 0 else None,
    }


def test_filters_choose_the_cards_that_are_counted(inside: Inside) -> None:
    inside.world.write_past(Past("canary-release", 2), Past("backpropagation", 1), now=NOON)
    assert inside.run("due", "--topic", "mlops").out == "1 due, 1 new\n"
    assert inside.run("due", "--level", "intermediate", "--exit-code") == (1, "1 new\n", "")
    assert inside.run("due", "--topic", "mlop").code == 2


def test_hidden_cards_are_not_counted(inside: Inside) -> None:
    inside.world.write_past(Past("canary-release", 2), Past("backpropagation", 1), now=NOON)
    add_to_log(inside.world.home, marked("canary-release", Mark.SUSPENDED), marked("model-registry", Mark.SUSPENDED))
    assert inside.run("due").out == "1 due, 2 new\n"


def test_the_limits_of_a_day_hold(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    inside.world.write_past(
        Past("canary-release", 2), Past("backpropagation", 1), Past("cross-validation", 0), now=NOON
    )
    monkeypatch.setenv("AIQUIZ_NEW_CARDS_A_DAY", "2")
    monkeypatch.setenv("AIQUIZ_REVIEWS_A_DAY", "1")
    assert inside.run("due").out == "1 due, 1 new\n"
