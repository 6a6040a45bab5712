import json
from pathlib import Path

import pytest
from support.dates import in_days, write_goal
from support.program import NOON, Grade, Inside, Past, make_world

FIELDS = {"version", "kind", "today", "on", "is_planned", "new_known", "all", "topics"}
ROW = {"name", "cards", "unseen", "now", "then"}
PAST = (
    *(Past("confusion-matrix", days) for days in (20, 19, 13, 2)),
    *(Past("canary-release", days, Grade.HARD) for days in (9, 8)),
    Past("backpropagation", 1, Grade.AGAIN),
)


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    world = make_world(tmp_path)
    world.write_past(*PAST, now=NOON)
    return Inside(world, monkeypatch, capsys)


def test_without_a_goal_it_looks_two_weeks_ahead_without_study(inside: Inside) -> None:
    done = inside.run("ready", columns=200)
    assert (done.code, done.err) == (0, "")
    head, _, *rows, _, last = done.out.splitlines()
    assert last.startswith("A card never seen counts as ")
    assert head == "How likely you know a card  now, and on Fri 4 December 2026, without study until then"
    assert [row.split()[0] for row in rows[-1:]] == ["all"]
    assert sorted(row.split()[0] for row in rows) == ["all", "deep-learning", "machine-learning", "mlops"]
    thens = [int(row.split()[3]) for row in rows[:-1]]
    assert thens == sorted(thens)
    assert rows[-1].endswith("  3 of 5 seen")


def test_with_a_goal_it_looks_at_its_date_with_the_plan(inside: Inside) -> None:
    write_goal(inside.world, 5, minutes=10)
    out = inside.run("ready").out
    assert out.startswith("How likely you know a card  now, and on Wed 25 November 2026, with the plan\n")
    data = json.loads(inside.run("ready", "--json").out)
    assert (data["on"], data["is_planned"]) == (in_days(5), True)
    planned = json.loads(inside.run("plan", "--json").out)
    for row, same in zip((data["all"], *data["topics"]), (planned["all"], *planned["topics"]), strict=True):
        assert (row["name"], row["now"], row["then"]) == (same["name"], same["now"], same["planned"])


def test_the_data_is_what_the_picture_shows(inside: Inside) -> None:
    done = inside.run("ready", "--json")
    assert (done.code, done.err) == (0, "")
    data, picture = json.loads(done.out), inside.run("ready").out
    assert data.keys() == FIELDS
    assert (data["version"], data["kind"], data["today"], data["on"]) == (1, "ready", in_days(0), in_days(14))
    for row in (data["all"], *data["topics"]):
        assert row.keys() == ROW
        assert 0 <= row["then"]["plain"] <= row["now"]["plain"] <= 1
        figures = f"{100 * row['now']['weighted']:.0f} % {100 * row['then']['weighted']:.0f} % "
        said = f"{row['name']} {figures}{row['cards'] - row['unseen']} of {row['cards']} seen"
        assert said in [" ".join(line.split()) for line in picture.splitlines()]
    assert sum(row["cards"] for row in data["topics"]) == data["all"]["cards"] == 5


def test_before_the_first_card_there_is_the_chance_of_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "new").mkdir()
    beginner = Inside(make_world(tmp_path / "new"), monkeypatch, capsys)
    data = json.loads(beginner.run("ready", "--json").out)
    assert data["all"]["now"] == data["all"]["then"] == {"weighted": 0.3, "plain": 0.3}
    assert "all                30 %   30 %  0 of 5 seen\n" in beginner.run("ready").out


def test_filters_choose_the_cards_that_are_shown(inside: Inside) -> None:
    data = json.loads(inside.run("ready", "--json", "--role", "mlops-engineer").out)
    assert [(row["name"], row["cards"]) for row in data["topics"]] == [("mlops", 2)]
    assert inside.run("ready", "--topic", "mlops").out.count(" seen\n") == 1


def test_beyond_the_goals_scope_it_looks_two_weeks_ahead(inside: Inside) -> None:
    write_goal(inside.world, 5, topics=("mlops",))
    inner, outer = (json.loads(inside.run("ready", "--json", "--topic", topic).out) for topic in ("mlops", "training"))
    assert (inner["is_planned"], inner["on"]) == (True, in_days(5))
    assert (outer["is_planned"], outer["on"]) == (False, in_days(14))


@pytest.mark.parametrize("days_left", [-1, -30])
def test_a_goal_that_is_over_counts_no_more(inside: Inside, days_left: int) -> None:
    without = inside.run("ready").out
    write_goal(inside.world, days_left, set_days_ago=40)
    assert inside.run("ready").out == without


def test_filters_that_leave_no_card_are_a_sentence(inside: Inside) -> None:
    for more in ((), ("--json",)):
        done = inside.run("ready", "--level", "advanced", "--topic", "deep-learning", *more)
        assert done == (2, "", "aiquiz: No card fits all of these filters. Leave one out.\n")


@pytest.mark.parametrize("columns", [24, 40, 80, 200])
def test_it_fits_the_window(inside: Inside, columns: int) -> None:
    out = inside.run("ready", columns=columns).out
    assert max(map(len, out.splitlines())) <= min(columns, 88)


def test_on_a_terminal(inside: Inside) -> None:
    with inside.world.terminal("ready", columns=40) as terminal:
        terminal.see("How likely you know a card", "without study until then", "all", "3 of 5 seen")
        assert terminal.end() == 0
