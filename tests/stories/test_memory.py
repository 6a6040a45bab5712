import json
from pathlib import Path

import pytest
from support.program import CARD_IDS, NOON, Grade, Inside, Past, World, make_world

G, A = Grade.GOOD, Grade.AGAIN
PAST = [Past(CARD_IDS[day % 5], day, A if day % 7 == 0 else G) for day in range(260)]
"""Each card every fifth day for most of a year: 255 tests of memory."""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(world, monkeypatch, capsys)


def test_a_learner_who_begins_is_told_how_many_reviews_are_needed(inside: Inside) -> None:
    told = "Not enough reviews yet to judge the predictions.\nThere are {} of the 100 needed"
    assert inside.run("stats", "--memory").out.startswith(told.format(0))
    inside.world.write_past(*PAST[:104], now=NOON)
    done = inside.run("stats", "--memory")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(told.format(99))


def test_the_hundredth_review_is_enough(inside: Inside) -> None:
    inside.world.write_past(*PAST[:105], now=NOON)
    assert "Scored on the later 50 of 100 reviews.\n" in inside.run("stats", "--memory").out


def test_the_data_is_what_the_picture_shows(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    picture = inside.run("stats", "--memory").out
    done = inside.run("stats", "--memory", "--json")
    assert (done.code, done.err) == (0, "")
    data = json.loads(done.out)
    assert (data["version"], data["kind"]) == (1, "memory")
    assert (data["reviews"], data["needed"], data["scored"]) == (255, 100, 128)
    assert data["model"]["name"] == "fsrs-6"
    for label, name in (("predictions", "model"), ("constant", "constant"), ("moving avg.", "moving_average")):
        assert f"{label:<13}{data[name]['log_loss']:.3f}  " in picture
        assert sum(row["reviews"] for row in data[name]["bins"]) == 128
    for row in data["model"]["bins"]:
        figures = f"{100 * row['predicted']:.0f} % {100 * row['recalled']:.0f} % {row['reviews']}"
        assert any(" ".join(line.split()).startswith(figures) for line in picture.splitlines())
    person = data["person"]
    assert person["is_fitted"]
    assert f"k {person['k']:.2f}, decay {person['decay']:.3f} " in picture


def test_the_data_of_a_learner_who_begins_has_the_same_fields(inside: Inside) -> None:
    empty = json.loads(inside.run("stats", "--memory", "--json").out)
    assert (empty["reviews"], empty["scored"], empty["model"], empty["constant"]) == (0, 0, None, None)
    assert empty["person"] == {"k": 1.0, "decay": 0.1542, "is_fitted": False}
    inside.world.write_past(*PAST, now=NOON)
    assert json.loads(inside.run("stats", "--memory", "--json").out).keys() == empty.keys()


def test_an_answer_taken_back_counts_nowhere(inside: Inside) -> None:
    inside.world.write_past(*PAST[4:], now=NOON)
    before = inside.run("stats", "--memory", "--json").out
    inside.run("review", "--limit", "1", keys="\n1\nu\nq\n")
    assert inside.world.answers()[-1] == "undone"
    assert inside.run("stats", "--memory", "--json").out == before


@pytest.mark.parametrize("option", ["--level beginner", "--topic mlops", "--tag metrics", "--role data-scientist"])
def test_filters_do_not_apply(inside: Inside, option: str) -> None:
    for more in ((), ("--json",)):
        done = inside.run("stats", "--memory", *option.split(), *more)
        assert done == (2, "", "aiquiz: --memory is about all reviews and takes no filter. Leave the filters out.\n")


def test_a_damaged_line_is_told_and_does_not_count(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    log = inside.world.home / "reviews" / "elsewhere.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"good"', b'"evil"', 1))
    done = inside.run("stats", "--memory")
    assert done.code == 0
    assert done.err.startswith("Note: ")
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("columns", [24, 40, 80, 200])
def test_it_fits_the_window(inside: Inside, columns: int) -> None:
    inside.world.write_past(*PAST, now=NOON)
    out = inside.run("stats", "--memory", columns=columns).out
    assert max(map(len, out.splitlines())) <= min(columns, 88)


def test_on_a_terminal(world: World) -> None:
    world.write_past(*PAST)
    with world.terminal("stats", "--memory", columns=80) as terminal:
        terminal.see("Log loss", "predictions", "constant", "moving avg.", "predicted recalled reviews", "You forget")
        assert terminal.end() == 0


def test_statistics_without_the_flag_load_nothing_of_it(world: World) -> None:
    world.write_past(*PAST)
    loaded = world.run_command(
        [
            *("python", "-c"),
            "import sys; from aiquiz.cli.app import run; run(['stats']); print(*sorted(sys.modules), file=sys.stderr)",
        ]
    ).err.split()
    assert "aiquiz.cli.stats_data" in loaded
    new = {"aiquiz.cli.memory", "aiquiz.core.calibration", "aiquiz.core.insight", "aiquiz.store.trials"}
    assert not new & set(loaded)
