import json
from pathlib import Path

import pytest
from support.program import CARD_IDS, NOON, Grade, Inside, Past, World, make_world

PAST = (
    *(Past("confusion-matrix", days) for days in (20, 19, 11, 10, 2)),
    Past("confusion-matrix", 13, Grade.AGAIN),
    Past("confusion-matrix", 3, Grade.AGAIN),
    Past("confusion-matrix", 12, Grade.HARD),
    *(Past("canary-release", days, taken_ms=90_000) for days in (20, 19, 13)),
    *(Past("cross-validation", days) for days in (2, 1)),
    Past("backpropagation", 1),
)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(world, monkeypatch, capsys)


def test_an_empty_history_is_an_invitation(inside: Inside) -> None:
    assert inside.run("stats") == (
        0,
        "No answers yet: the figures begin with your first card.\naiquiz study --level beginner\n",
        "",
    )


def test_with_a_history_everything_is_there(world: World) -> None:
    world.write_past(*PAST)
    done = world.run("stats")
    assert (done.code, done.err) == (0, "")
    for line in (
        "retention  80 % of 10 reviews",
        "streak     3 days, the longest 4; one card today keeps it",
        "answers    14 in 6 min",
        "due now    2 cards",
        "Levels  █ known  ▒ learning  · new",
        "beginner      ████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒  1 known, 2 learning, 0 new",
        "intermediate  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒  0 known, 1 learning, 0 new",
        "advanced      ························  0 known, 0 learning, 1 new",
        "mlops             ████████████············  1 known, 0 learning, 1 new",
        "    9 days of study shown",
        "Forecast  30 days from today, at most 2 cards a day",
        "today 2, tomorrow 0, the next 7 days 4, 30 days 4",
        "Weakest  of the subtopics with 5 reviews or more",
        "machine-learning/evaluation  71 % of 7 reviews",
    ):
        assert f"{line}\n" in done.out


def test_the_data_is_what_the_picture_shows(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    done = inside.run("stats", "--json")
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.out)
    picture = inside.run("stats").out
    assert (data["version"], data["kind"], data["today"]) == (1, "stats", "2026-11-20")
    retention = data["retention"]
    assert retention == data["retention_30_days"] == {"retained": 8, "reviews": 10, "ratio": 0.8}
    assert f"retention  {100 * retention['ratio']:.0f} % of {retention['reviews']} reviews\n" in picture
    assert f"streak     {data['streak']['days']} days, the longest {data['streak']['longest_days']}" in picture
    assert (data["reviews"], data["taken_ms"]) == (14, 11 * 6_000 + 3 * 90_000)
    assert f"due now    {data['due']} cards\n" in picture
    for row in (*data["by_level"], *data["by_topic"]):
        assert row["cards"] == row["new"] + row["learning"] + row["known"]
        figures = f"{row['known']} known, {row['learning']} learning, {row['new']} new"
        assert [line for line in picture.splitlines() if line.startswith(row["name"]) and line.endswith(figures)]
    assert sum(row["cards"] for row in data["by_level"]) == sum(row["cards"] for row in data["by_topic"]) == 5
    assert f"{len(data['calendar'])} days of study shown" in picture
    assert sum(day["reviews"] for day in data["calendar"]) == data["reviews"]
    due = [day["due"] for day in data["forecast"]]
    assert f"today {due[0]}, tomorrow {due[1]}, the next 7 days {sum(due[:7])}, 30 days {sum(due)}\n" in picture
    assert [data["forecast"][0]["day"], data["forecast"][29]["day"]] == ["2026-11-20", "2026-12-19"]
    assert [place["subtopic"] for place in data["weakest"]] == ["machine-learning/evaluation"]


def test_the_data_of_an_empty_history_has_the_same_fields(inside: Inside) -> None:
    empty = json.loads(inside.run("stats", "--json").out)
    assert (empty["reviews"], empty["retention"]["ratio"], empty["calendar"], empty["weakest"]) == (0, None, [], [])
    inside.world.write_past(*PAST, now=NOON)
    assert json.loads(inside.run("stats", "--json").out).keys() == empty.keys()


def test_filters_choose_the_cards_that_are_counted(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    chosen = json.loads(inside.run("stats", "--json", "--topic", "mlops", "--topic", "validation").out)
    assert [(row["name"], row["cards"]) for row in chosen["by_topic"]] == [("machine-learning", 1), ("mlops", 2)]
    assert chosen["weakest"] == []


def test_filters_that_leave_no_card_are_a_sentence(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    for more in ((), ("--json",)):
        done = inside.run("stats", "--level", "advanced", "--topic", "deep-learning", *more)
        assert done == (2, "", "aiquiz: No card fits all of these filters. Leave one out.\n")


def test_an_answer_taken_back_counts_nowhere(inside: Inside) -> None:
    inside.run("study", "--limit", "1", keys="\n3\nu\n2\nu\nq\n")
    assert inside.run("stats").out.startswith("No answers yet")
    assert json.loads(inside.run("stats", "--json").out)["taken_ms"] == 0


def test_a_year_of_daily_study_fits_the_window(inside: Inside) -> None:
    cards = [CARD_IDS[day % 5] for day in range(400)]
    inside.world.write_past(*(Past(card, day) for day, card in enumerate(cards)), now=NOON)
    for columns in (24, 40, 80, 200):
        done = inside.run("stats", columns=columns)
        assert "400 days" in done.out
        assert max(map(len, done.out.splitlines())) <= min(columns, 88)
