import json
from datetime import UTC, date, datetime

import pytest

from aiquiz.core.cards import Card, CardId, KeyPoint, Level, Parameter, Role, Source, as_points
from aiquiz.core.schedulers import Grade
from aiquiz.errors import DataError
from aiquiz.interchange.adopt import adopt
from aiquiz.interchange.jsonl import read_jsonl, write_jsonl
from aiquiz.interchange.note import Leaving, PastAnswer

CARD = Card(
    CardId("all"), "a", "b", "Question?", Level.ADVANCED, "Answer\nof two lines.", "Tip", as_points(["point"]),
    ("next?",), ("tag",), (Role.AI_ENGINEER,), 3, ("top30-1",), (Source("Title", "Authors", 2020),), date(2026, 1, 2),
    deck="own",
)  # fmt: skip
NUMERIC = CARD._replace(
    id=CardId("f1"),
    question="What is {n} times {m}?",
    key_points=(KeyPoint("point", ("cost|price", 'say "no"')), KeyPoint("other")),
    parameters=(
        Parameter("n", low=1, high=9, step=0.5),
        Parameter("m", choices=(2, 0.1)),
        Parameter("twice", formula="2 * n"),
    ),
    expression="n * m + twice",
    unit="%",
    tolerance=0.05,
)
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


def test_entries_of_key_points_and_numbers_come_back() -> None:
    data = write_jsonl([Leaving(NUMERIC)]).data
    row = json.loads(data)
    assert row["key_points"] == [{"text": "point", "match": ["cost|price", 'say "no"']}, "other"]
    assert row["parameters"] == {"n": {"from": 1, "to": 9, "step": 0.5}, "m": [2, 0.1], "twice": "2 * n"}
    assert (row["expression"], row["unit"], row["tolerance"]) == ("n * m + twice", "%", 0.05)
    (note,) = read_jsonl(data.decode(), "x.jsonl").notes
    assert adopt([note], (), "own", Level.BEGINNER).cards == (NUMERIC,)


def test_a_card_without_numbers_says_nothing_of_them() -> None:
    row = json.loads(write_jsonl([Leaving(CARD)]).data)
    assert not {"parameters", "expression", "unit", "tolerance"} & set(row)
    assert row["key_points"] == ["point"]


@pytest.mark.parametrize(
    ("point", "match", "lost"),
    [
        ({"text": "p"}, (), []),
        ({"text": " p ", "match": None}, (), []),
        (
            {"text": "p", "match": [" cost\u001b ", "the", 3, ""]},
            ("cost",),
            ['match ("the")', "match (3)", 'match ("")'],
        ),
        ({"text": "p", "match": "cost"}, ("cost",), []),
    ],
)
def test_entries_that_make_no_sense_are_lost_and_the_key_point_is_not(
    point: object, match: tuple[str, ...], lost: list[str]
) -> None:
    reading = read_jsonl(json.dumps({"question": "q", "answer": "a", "key_points": [point]}), "x.jsonl")
    assert reading.notes[0].key_points == (KeyPoint("p", match),)
    assert [loss.what for loss in reading.losses] == lost


@pytest.mark.parametrize("point", [3, None, ["p"], {}, {"match": ["x"]}, {"text": 3}])
def test_a_key_point_without_a_text_is_lost(point: object) -> None:
    reading = read_jsonl(json.dumps({"question": "q", "answer": "a", "key_points": [point, "p"]}), "x.jsonl")
    assert reading.notes[0].key_points == (KeyPoint("p"),)
    assert [loss.what for loss in reading.losses] == [f"key_points ({json.dumps(point)})"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"parameters": 3}, "its parameters make no sense"),
        ({"parameters": {"a: [x]\nb": [1, 2]}}, "its parameters make no sense"),
        ({"parameters": {"n": [1, True]}}, "its parameters make no sense"),
        ({"parameters": {"n": [1, None]}}, "its parameters make no sense"),
        ({"parameters": {"n": {"from": 1}}}, "its parameters make no sense"),
        ({"parameters": {"n": {"from": 1, "to": float("inf")}}}, "its parameters make no sense"),
        ({"parameters": {"n": None}}, "its parameters make no sense"),
        ({"parameters": {"n": [10**400]}}, "its parameters make no sense"),
        ({"expression": 3}, "its expression makes no sense"),
        ({"unit": ["%"]}, "its unit makes no sense"),
        ({"tolerance": "1 %"}, "its tolerance makes no sense"),
    ],
)
def test_a_card_whose_numbers_make_no_sense_is_lost_with_them(row: dict[str, object], why: str) -> None:
    text = json.dumps({"question": "q {n}", "answer": "a", **row})
    reading = read_jsonl(f'{text}\n{{"question": "good", "answer": "a"}}', "x.jsonl")
    assert [note.question for note in reading.notes] == ["good"]
    assert [(loss.card, loss.what) for loss in reading.losses] == [("q {n}", f"the card: {why}")]


def test_a_number_by_itself_is_a_list_of_one() -> None:
    (note,) = read_jsonl('{"question": "q", "answer": "a", "parameters": {"n": 5}}', "x.jsonl").notes
    assert note.parameters == (Parameter("n", choices=(5.0,)),)


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
