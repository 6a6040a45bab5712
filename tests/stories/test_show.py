import json
from pathlib import Path

import pytest
from support.dates import write_goal
from support.marks import add_to_log, marked
from support.program import NOON, Grade, Inside, Past, make_world
from support.shown import widest

from aiquiz.core.events import Mark

PAST = (
    Past("confusion-matrix", 9),
    Past("confusion-matrix", 8, Grade.HARD),
    Past("confusion-matrix", 2, Grade.AGAIN, 12_000),
    Past("confusion-matrix", 2),
    Past("canary-release", 1),
)


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(make_world(tmp_path), monkeypatch, capsys)


def show(inside: Inside, card: str) -> dict[str, object]:
    done = inside.run("show", card, "--json")
    assert (done.code, done.err) == (0, "")
    data: dict[str, object] = json.loads(done.out)
    return data


def test_a_card_is_shown_whole_with_its_story(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    done = inside.run("show", "confusion-matrix")
    assert (done.code, done.err) == (0, "")
    for line in (
        "machine-learning › evaluation · beginner   confusion-matrix",
        "What does a confusion matrix show?",
        "They listen for",
        "asked by   9 lists",
        "roles      data-scientist",
        "tags       metrics, classification",
        "now        due since yesterday: interval 1 day after good",
        "next       2026-11-19",
        "answers    4, forgotten 1 time",
        "Your answers",
        "2026-11-11  good      6 s  first",
        "2026-11-12  hard      6 s  after 1 day",
        "2026-11-18  again    12 s  after 6 days",
        "2026-11-18  good      6 s  same day",
    ):
        assert f"{line}\n" in done.out


def test_a_new_card_has_no_memory_and_no_answers(inside: Inside) -> None:
    done = inside.run("show", "model-registry")
    assert done.out.endswith("\nnow        new: asked by 2 lists\n")
    data = show(inside, "model-registry")
    assert (data["memory"], data["history"], data["why"]) == (None, [], "new: asked by 2 lists")


def test_the_data_has_the_whole_card_and_all_answers(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    data = show(inside, "confusion-matrix")
    assert (data["kind"], data["id"], data["level"], data["asked_by"]) == ("card", "confusion-matrix", "beginner", 9)
    memory, history = data["memory"], data["history"]
    assert isinstance(memory, dict)
    assert isinstance(history, list)
    assert (memory["due"], memory["reviews"], memory["lapses"]) == ("2026-11-19", 4, 1)
    assert [row["days_since"] for row in history] == [None, 1, 6, 0]
    assert history[2] == {
        "day": "2026-11-18",
        "grade": "again",
        "taken_ms": 12_000,
        "days_since": 6,
        "is_drill": False,
        "is_undone": False,
    }


def test_answers_taken_back_and_drills_are_said_to_be_so(inside: Inside) -> None:
    inside.run("study", "--topic", "training", keys="\n1\nu\n3\nq\n")
    inside.run("review", "--cram", keys="\n3\nq\n")
    shown = inside.run("show", "backpropagation").out.split("Your answers\n")[1].splitlines()
    assert [line.split("  ")[-1] for line in shown] == ["taken back", "first", "drill"]


def test_only_the_last_twenty_answers_are_listed(inside: Inside) -> None:
    inside.world.write_past(*(Past("canary-release", days) for days in range(1, 31)), now=NOON)
    shown = inside.run("show", "canary-release").out.split("Your answers\n")[1].splitlines()
    assert shown[0] == "10 answers before these; --json has all"
    assert len(shown) == 21
    assert shown[-1].startswith("2026-11-19")


def test_marks_and_the_note_are_shown(inside: Inside) -> None:
    inside.run("stats")
    add_to_log(
        inside.world.home,
        marked("canary-release", Mark.SUSPENDED),
        marked("canary-release", Mark.FLAGGED),
        marked("canary-release", Mark.NOTED, text="Ask \x1b[31mBo"),
    )
    shown = inside.run("show", "canary-release").out
    assert "now        not asked: suspended until you resume it\n" in shown
    assert "marks      suspended, flagged\n" in shown
    assert "your note  Ask ␛[31mBo\n" in shown
    data = show(inside, "canary-release")
    assert (data["is_suspended"], data["is_buried"], data["is_flagged"]) == (True, False, True)
    assert data["note"] == "Ask \x1b[31mBo"


def test_with_a_goal_it_says_what_asking_now_does(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    write_goal(inside.world, 22, topics=("evaluation",))
    assert "now        for 12 December: " in inside.run("show", "confusion-matrix").out
    assert "not due: it is tomorrow" not in inside.run("show", "confusion-matrix").out
    assert "now        due today: interval 1 day after good\n" in inside.run("show", "canary-release").out


@pytest.mark.parametrize(
    ("name", "hint"),
    {
        "confusion": "Did you mean confusion-matrix?",
        "cannary-release": "Did you mean canary-release?",
        "validation": "Did you mean cross-validation?",
        "xyzzy": "`aiquiz search` finds cards by their words.",
        "": "`aiquiz search` finds cards by their words.",
    }.items(),
)
def test_an_unknown_id_names_the_nearest(inside: Inside, name: str, hint: str) -> None:
    assert inside.run("show", name) == (2, "", f"aiquiz: There is no card called {name!r}. {hint}\n")


def test_the_id_may_be_written_in_capitals(inside: Inside) -> None:
    assert inside.run("show", " Canary-Release ").code == 0


@pytest.mark.parametrize("columns", [24, 40, 80, 200])
def test_a_card_fits_the_window(inside: Inside, columns: int) -> None:
    inside.world.write_past(*PAST, now=NOON)
    for card in ("confusion-matrix", "canary-release"):
        assert widest(inside.run("show", card, columns=columns).out) <= min(columns, 88)
