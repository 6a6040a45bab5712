import json
from datetime import timedelta
from pathlib import Path

import pytest
from support.logs import seal
from support.marks import add_to_log, marked
from support.program import NOON, Inside, Past, make_world
from support.shown import widest

from aiquiz.cli.flagged import complete_flagged
from aiquiz.cli.suspended import complete_suspended
from aiquiz.core.cards import CardId
from aiquiz.core.events import Mark, Marked, make_event_id


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    inside = Inside(make_world(tmp_path), monkeypatch, capsys)
    inside.world.write_past(Past("canary-release", 2), now=NOON)
    add_to_log(
        inside.world.home,
        marked("canary-release", Mark.SUSPENDED, day=-3),
        marked("canary-release", Mark.NOTED, text="Too long"),
        marked("model-registry", Mark.SUSPENDED, day=-1),
        marked("gone", Mark.SUSPENDED, day=-2),
        marked("backpropagation", Mark.FLAGGED, day=-1),
    )
    return inside


def ids(inside: Inside, command: str) -> list[str]:
    return [row["id"] for row in json.loads(inside.run(command, "--json").out)["cards"]]


def test_suspended_cards_are_listed_the_last_one_first(inside: Inside) -> None:
    done = inside.run("suspended")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "What belongs into a model registry?",
        "  model-registry · since 2026-03-01",
        "(no longer in the bank)",
        "  gone · since 2026-02-28",
        "What is a canary release?",
        "  canary-release · since 2026-02-27",
        "  Your note: Too long",
        "3 cards suspended; `aiquiz suspended --resume ID` ends it.",
    ]


def test_flagged_cards_are_listed(inside: Inside) -> None:
    row = json.loads(inside.run("flagged", "--json").out)["cards"][0]
    question = "How does backpropagation work?"
    assert row == {"id": "backpropagation", "question": question, "since": "2026-03-01", "note": ""}
    assert inside.run("flagged").out.endswith("1 card flagged; `aiquiz flagged --unflag ID` ends it.\n")


def test_a_card_that_is_resumed_comes_up_again(inside: Inside) -> None:
    assert inside.run("due", "--topic", "mlops").out == "nothing due\n"
    done = inside.run("suspended", "--resume", "canary-release", "gone", "gone")
    assert done == (0, "Resumed: canary-release, gone.\n", "")
    assert ids(inside, "suspended") == ["model-registry"]
    assert inside.run("due", "--topic", "mlops").out == "1 due\n"
    assert inside.run("suspended", "--resume", "--all").out == "Resumed: model-registry.\n"
    assert inside.run("suspended", "--resume", "--all").out == "There was none; nothing has changed.\n"
    assert inside.run("suspended").out == "No card is suspended. In a session ! does it.\n"


def test_the_shell_is_offered_the_cards_that_carry_the_mark(inside: Inside) -> None:
    inside.run("due")
    assert complete_suspended("") == ["canary-release", "gone", "model-registry"]
    assert complete_suspended("mo") == ["model-registry"]
    assert complete_flagged("") == ["backpropagation"]
    (inside.world.home / "reviews" / "new.jsonl").write_bytes(seal(b'{"v":99,"kind":"marked"'))
    assert complete_flagged("") == []


def test_a_session_that_has_nothing_left_says_what_is_suspended(inside: Inside) -> None:
    done = inside.run("review", "--topic", "mlops")
    assert done.out == "Nothing is due.\n2 cards suspended: aiquiz suspended\n"


def test_a_flag_is_taken_off_and_the_data_says_which(inside: Inside) -> None:
    data = json.loads(inside.run("flagged", "--unflag", "backpropagation", "--json").out)
    assert (data["kind"], data["ended"], data["left"]) == ("flagged", ["backpropagation"], 0)
    assert inside.run("flagged").out == "No card is flagged. In a session f does it.\n"


def test_what_ended_can_begin_again_and_is_dated_anew(inside: Inside) -> None:
    inside.run("suspended", "--resume", "canary-release")
    later = NOON + timedelta(hours=1)
    event_id = make_event_id(int(later.timestamp() * 1000), 1)
    add_to_log(inside.world.home, Marked(event_id, later, 0, CardId("canary-release"), Mark.SUSPENDED))
    row = json.loads(inside.run("suspended", "--json").out)["cards"][0]
    assert (row["id"], row["since"]) == ("canary-release", "2026-11-20")


@pytest.mark.parametrize(
    ("arguments", "said"),
    {
        "suspended --resume canary-relaese": ("'canary-relaese' is not suspended. Did you mean canary-release?"),
        "suspended --resume model-registry backpropagation": (
            "'backpropagation' is not suspended. `aiquiz suspended` lists those that are."
        ),
        "suspended --resume": "--resume takes the ids of cards, or --all. `aiquiz suspended` lists the cards.",
        "suspended --resume --all canary-release": (
            "--resume takes the ids of cards, or --all. `aiquiz suspended` lists the cards."
        ),
        "flagged backpropagation": "An id goes with --unflag. `aiquiz flagged` lists the cards.",
        "flagged --all": "--all goes with --unflag. `aiquiz flagged` lists the cards.",
    }.items(),
)
def test_what_cannot_be_ended_is_said_and_nothing_is_written(inside: Inside, arguments: str, said: str) -> None:
    before = {path: path.read_bytes() for path in inside.world.home.rglob("*.jsonl")}
    assert inside.run(*arguments.split()) == (2, "", f"aiquiz: {said}\n")
    assert {path: path.read_bytes() for path in inside.world.home.rglob("*.jsonl")} == before


def test_where_all_cards_are_suspended_readiness_says_so(inside: Inside) -> None:
    done = inside.run("ready", "--topic", "mlops")
    assert done == (
        2,
        "",
        "aiquiz: All of these cards are suspended. `aiquiz suspended` lists them and resumes them.\n",
    )


@pytest.mark.parametrize("columns", [24, 40, 200])
def test_the_lists_fit_the_window(inside: Inside, columns: int) -> None:
    for command in ("suspended", "flagged"):
        assert widest(inside.run(command, columns=columns).out) <= min(columns, 88)
