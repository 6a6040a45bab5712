import json
from datetime import UTC, date, datetime

import pytest

from aiquiz.core.cards import Card, CardId, Level, Role, Source, as_points
from aiquiz.core.schedulers import Grade
from aiquiz.errors import DataError
from aiquiz.interchange.adopt import adopt
from aiquiz.interchange.jsonl import read_jsonl, write_jsonl
from aiquiz.interchange.note import Leaving, PastAnswer

CARD = Card(
    CardId("all"), "a", "b", "Question?", Level.ADVANCED, "Answer\nof two lines.", "Tip", as_points(["point"]), ("next?",),
    ("tag",), (Role.AI_ENGINEER,), 3, ("top30-1",), (Source("Title", "Authors", 2020),), date(2026, 1, 2), deck="own",
)  # fmt: skip
ANSWERS = (
    PastAnswer(datetime(2026, 1, 3, 8, tzinfo=UTC), Grade.GOOD, 1_000),
    PastAnswer(datetime(2026, 1, 4, 8, tzinfo=UTC), Grade.AGAIN, 0, is_drill=True),
)


def test_everything_comes_back() -> None:
    reading = read_jsonl(write_jsonl([Leaving(CARD, None, ANSWERS, is_suspended=True)]).data.decode(), "x.jsonl")
    assert reading.losses == ()
    (note,) = reading.notes
    assert note.reviews == ANSWERS
    assert note.is_suspended
    assert adopt([note], (), "own", Level.BEGINNER).cards == (CARD,)


@pytest.mark.parametrize(
    ("row", "lost"),
    [
        ({"level": "expert"}, 'level ("expert")'),
        ({"tags": "x"}, 'tags ("x")'),
        ({"roles": ["pilot"]}, 'roles ("pilot")'),
        ({"tip": 3}, "tip (3)"),
        ({"asked_by": -1}, "asked_by (-1)"),
        ({"checked": "soon"}, 'checked ("soon")'),
        ({"sources": [{"title": "x"}]}, 'sources ({"title": "x"})'),
        ({"reviews": [{"at": "2026-01-01T00:00:00", "grade": "good"}]}, "reviews ("),
        ({"reviews": [{"at": "2026-01-01T00:00:00Z", "grade": "fine"}]}, "reviews ("),
        ({"reviews": [5]}, "reviews (5)"),
    ],
)
def test_a_field_that_makes_no_sense_is_lost_and_the_card_is_not(row: dict[str, object], lost: str) -> None:
    reading = read_jsonl(json.dumps({"question": "q", "answer": "a", **row}), "x.jsonl")
    assert len(reading.notes) == 1
    (loss,) = reading.losses
    assert loss.card == "q"
    assert loss.what.startswith(lost)


@pytest.mark.parametrize("line", ["no json", "[1]", "3", "[" * 100_000])
def test_a_line_that_is_no_object_stops_with_its_number(line: str) -> None:
    with pytest.raises(DataError, match=r"x\.jsonl:2 is not"):
        read_jsonl(f'{{"question": "q", "answer": "a"}}\n{line}\n', "x.jsonl")


def test_control_characters_are_dropped_and_a_card_without_text_is_told() -> None:
    (note,) = read_jsonl('{"front": "a\\u001b[31m\\u202eb", "back": "c"}', "x.jsonl").notes
    assert note.question == "a[31mb"
    reading = read_jsonl('{"question": "only"}\n{"answer": "only"}\n', "x.jsonl")
    assert [loss.card for loss in reading.losses] == ["only", "line 2"]
