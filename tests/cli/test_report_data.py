import json
import re
from pathlib import Path
from typing import Any

from support.cards import make_card, replace
from support.rounds import Told, replay_round, round_events

from aiquiz.cli.report_data import history_data, report_data
from aiquiz.core.cards import Card, CardId, KeyPoint, Role
from aiquiz.core.events import Event
from aiquiz.core.interview.report import take_report
from aiquiz.core.interview.round import rounds_of
from aiquiz.core.interview.rounds_list import list_rounds

PAGE = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
POINTS = (KeyPoint("First"), KeyPoint("Second"), KeyPoint("Third"))
BANK: dict[CardId, Card] = {
    card.id: card
    for card in (
        replace(make_card("split", "maths/sums"), key_points=POINTS),
        replace(make_card("cost", "mlops/serving"), key_points=POINTS),
    )
}
ROUND = round_events(
    Told("split", 1, 3, text="Said.", follow_up="Why?", then="So.", is_held=True, taken_ms=400_000),
    Told("gone", None, 3),
    Told("cost", is_asked=False),
    roles=[Role.ML_ENGINEER],
    decks=["mine"],
)


def report_on(events: list[Event]) -> Any:
    """Gives what a reader of the JSON gets."""
    played = replay_round(events)
    return json.loads(json.dumps(report_data(take_report(played, BANK), played, BANK)))


def history_of(*rounds: list[Event]) -> Any:
    past = list_rounds(rounds_of(event for events in rounds for event in events), BANK)
    return json.loads(json.dumps(history_data(past)))


def names_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    return set().union(*map(names_in, value)) if isinstance(value, list) else set()


def section(heading: str) -> str:
    return PAGE.split(f"## `aiquiz interview {heading} --json`\n", 1)[1].split("\n## ", 1)[0]


def test_a_report_says_when_and_for_whom_the_round_was() -> None:
    found = report_on(ROUND)
    assert found["round"] == ROUND[0].id
    assert (found["at"], found["offset_minutes"]) == ("2026-03-02T12:00:00+00:00", 0)
    assert found["scope"] == {"levels": [], "topics": [], "roles": ["ml-engineer"], "decks": ["mine"]}
    assert (found["minutes"], found["taken_ms"], found["asked"]) == (10, 490_000, 2)
    assert (found["is_concluded"], found["is_whole"], found["is_counted"]) == (True, False, False)
    assert report_on(round_events("split", is_concluded=False))["is_whole"]
    assert report_on(round_events("split", is_counted=True))["is_counted"]
    assert not report_on(round_events("split", is_concluded=False))["is_concluded"]


def test_a_report_has_the_scores_with_what_they_are_made_of() -> None:
    found = report_on(ROUND)
    assert found["all"] == {"name": "all", "questions": 2, "score": 0.1667, "made": 1, "points": 6}
    assert found["topics"] == [
        {"name": "maths", "questions": 1, "score": 0.3333, "made": 1, "points": 3},
        {"name": "mlops", "questions": 0, "score": None, "made": 0, "points": 0},
    ]
    assert [row["name"] for row in found["levels"]] == ["beginner"]
    assert (found["strengths"], found["gaps"]) == ([], ["split"])
    assert found["next_command"] == "aiquiz study --topic maths/sums --level beginner --new 20 --limit 20"


def test_a_question_has_its_text_its_time_and_what_was_missed() -> None:
    first, second, third = report_on(ROUND)["questions"]
    assert first == {
        "id": "split",
        "question": "split?",
        "topic": "maths",
        "level": "beginner",
        "verdict": "scored",
        "score": 0.3333,
        "made": 1,
        "points": 3,
        "missed": ["Second", "Third"],
        "seconds": 300,
        "taken_ms": 430_000,
        "is_over_time": True,
        "text": "Said.",
        "follow_up": "Why?",
        "follow_up_text": "So.",
        "is_follow_up_held": True,
    }
    assert [second[name] for name in ("question", "topic", "level", "verdict", "text", "missed", "score")] == [
        *[None] * 3,
        "passed",
        None,
        [],
        0,
    ]
    assert [third[name] for name in ("verdict", "score", "text", "follow_up", "is_follow_up_held")] == [
        "not asked",
        *[None] * 4,
    ]


def test_before_the_review_there_is_no_score_and_no_command() -> None:
    found = report_on(round_events(Told("split", is_judged=False), is_concluded=False))
    assert (found["all"], found["next_command"]) == (None, None)


def test_the_history_has_a_row_a_round_and_how_the_scores_changed() -> None:
    found = history_of(ROUND, round_events(Told("split", is_judged=False), day=1, is_concluded=False))
    assert found["change"] is None
    first, second = found["rounds"]
    assert (first["number"], first["score"], first["questions"], first["asked"]) == (1, 0.1667, 3, 2)
    assert (second["number"], second["score"], second["is_concluded"]) == (2, None, False)
    assert (first["is_whole"], first["is_concluded"], second["is_whole"]) == (False, True, False)
    rising = [round_events(Told("split", 1 + day // 3, 3), day=day) for day in range(6)]
    assert history_of(*rising)["change"] == 0.3333
    assert history_of() == {"rounds": [], "change": None}


def test_the_page_of_data_names_every_field() -> None:
    report, history = section("--report N"), section("--history")
    assert '`"interview-report"`' in report
    assert '`"interview-history"`' in history
    assert {name for name in names_in(report_on(ROUND)) if f"`{name}`" not in report} == set()
    own = names_in(history_of(ROUND)) - set(re.findall(r"`([a-z_]+)`", report))
    assert {name for name in own if f"`{name}`" not in history} == set()
