import json
from pathlib import Path

import pytest
from support.marks import add_to_log, marked
from support.program import NOON, Inside, Past, make_world
from support.shown import widest

from aiquiz.core.events import Mark

PAST = (*(Past("canary-release", days) for days in (20, 19, 13)), Past("backpropagation", 1))


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    inside = Inside(make_world(tmp_path), monkeypatch, capsys)
    inside.world.write_past(*PAST, now=NOON)
    add_to_log(inside.world.home, marked("model-registry", Mark.SUSPENDED))
    return inside


def test_topics_are_listed_with_their_subtopics(inside: Inside) -> None:
    done = inside.run("topics", columns=100)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("5 cards in 3 topics\n█ known  ▒ learning  · new\n\ndeep-learning")
    for line in (
        "deep-learning       ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒  0 known, 1 learning, 0 new",
        "mlops               ████████████████████  1 known, 0 learning, 0 new, 1 suspended",
        "  2 cards: 1 beginner, 1 advanced",
        "  deployment        ████████████████████  1 known, 0 learning, 0 new, 1 suspended",
    ):
        assert f"{line}\n" in done.out


def test_the_data_is_what_the_picture_shows(inside: Inside) -> None:
    data = json.loads(inside.run("topics", "--json").out)
    assert [topic["name"] for topic in data["topics"]] == ["deep-learning", "machine-learning", "mlops"]
    mlops = data["topics"][2]
    assert mlops["levels"] == {"beginner": 1, "intermediate": 0, "advanced": 1}
    assert (mlops["cards"], mlops["known"], mlops["suspended"]) == (2, 1, 1)
    assert [place["name"] for place in data["topics"][1]["subtopics"]] == ["evaluation", "validation"]


def test_filters_leave_cards_out(inside: Inside) -> None:
    data = json.loads(inside.run("topics", "--level", "advanced", "--role", "mlops-engineer", "--json").out)
    assert [(topic["name"], topic["cards"]) for topic in data["topics"]] == [("mlops", 1)]
    done = inside.run("topics", "--role", "prompt-engineer")
    assert done == (2, "", "aiquiz: No card fits all of these filters. Leave one out.\n")


@pytest.mark.parametrize("columns", [24, 40, 60, 80, 200])
def test_topics_fit_the_window(inside: Inside, columns: int) -> None:
    out = inside.run("topics", columns=columns).out
    assert widest(out) <= min(columns, 88)
    assert out.count("deployment") == 1


def test_a_stats_bar_says_what_is_suspended(inside: Inside) -> None:
    assert "  1 known, 0 learning, 0 new, 1 suspended\n" in inside.run("stats").out
    row = json.loads(inside.run("stats", "--json").out)["by_topic"][2]
    assert row == {"name": "mlops", "cards": 1, "new": 0, "learning": 0, "known": 1, "suspended": 1}
