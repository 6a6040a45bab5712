import csv
import io

import pytest
from support.cards import make_card

from aiquiz.core.cards import Card, CardId, Level, Source, as_points
from aiquiz.errors import DataError
from aiquiz.interchange.columns import disarm, rearm
from aiquiz.interchange.delimited import read_table, write_csv, write_tsv
from aiquiz.interchange.note import Leaving

CARD = Card(
    id=CardId("minus"),
    topic="sums",
    subtopic="signs",
    question="=SUM(A1)?",
    level=Level.BEGINNER,
    answer='- a "list"\n- with, commas\tand tabs',
    tip="@home",
    key_points=as_points(("+1", "two")),
    tags=("one",),
    sources=(Source("A book", "Somebody", 2001),),
)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("q1,a1\nq2,a2\n", [("q1", "a1"), ("q2", "a2")]),
        ("question;answer\nq1;a,1\n", [("q1", "a,1")]),
        ("Answer,Level,Question\na1,beginner,q1\n", [("q1", "a1")]),
        ("q1\ta1\n", [("q1", "a1")]),
        ("#separator:Pipe\n#html:false\nq1|a<b>1\n", [("q1", "a<b>1")]),
        ("#separator:tab\n#html:true\nq1\t<b>a</b>1\n", [("q1", "**a**1")]),
        ("#separator:tab\n#tags column:1\n#deck:Top\nx y\tq1\ta1\n", [("q1", "a1")]),
        ("#separator:comma\n#columns:Back,Front\na1,q1\n", [("q1", "a1")]),
        ('"two\nlines","say ""so"""\n', [("two\nlines", 'say "so"')]),
        ("#html:true\nSky is {{c1::blue}} {{c2::up}},there\n", [
            ("Sky is […] up", "Sky is **blue** up\n\nthere"), ("Sky is blue […]", "Sky is blue **up**\n\nthere"),
        ]),
        ("Sky is {{c1::blue::which}},\n", [("Sky is [which]", "Sky is **blue**")]),
    ],
)  # fmt: skip
def test_tables_of_many_kinds_are_read(text: str, pairs: list[tuple[str, str]]) -> None:
    reading = read_table(text, "t.csv")
    assert [(note.question, note.answer) for note in reading.notes] == pairs
    assert reading.losses == ()


def test_what_the_columns_of_ankis_header_say_is_kept() -> None:
    text = "#separator:tab\n#guid column:1\n#deck column:2\n#tags column:5\n#tags:all\ng1\tA::B\tq\ta\tone two\n"
    (note,) = read_table(text, "t.txt").notes
    assert (note.key, note.deck, note.tags) == ("g1/0", "A::B", ("all", "one", "two"))


def test_what_is_lost_is_said_by_card() -> None:
    reading = read_table("q1,a1,extra\nq2\nq3,\n,a4\nlevel?,yes\n", "t.csv")
    assert [(loss.card, loss.what) for loss in reading.losses] == [
        ("q1", "column 3 (extra)"),
        ("q2", "the card: its answer is empty"),
        ("q3", "the card: its answer is empty"),
        ("line 4", "the card: its question is empty"),
    ]
    (odd,) = read_table("front,back,level\nq,a,expert\n", "t.csv").losses
    assert odd == ("q", "the level expert")
    (loss,) = read_table('#html:true\nq,<img src="x.png">a\n', "t.csv").losses
    assert loss == ("q", "the picture x.png")


def test_a_table_that_is_none_names_its_line() -> None:
    with pytest.raises(DataError, match=r"t.csv:2 cannot be read"):
        read_table(f'q,a\nq,"{"x" * 200_000}"\n', "t.csv")


@pytest.mark.parametrize("value", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_no_field_is_left_that_a_spreadsheet_would_run(value: str) -> None:
    assert disarm(value) == f"'{value}"
    assert rearm(disarm(value)) == value
    assert disarm(f"a{value}") == f"a{value}"


def test_formulas_are_harmless_in_both_tables_unless_asked_for() -> None:
    for write in (write_csv, write_tsv):
        text = write([Leaving(CARD)]).data.decode()
        rows = list(csv.reader(io.StringIO(text), delimiter="," if write is write_csv else "	"))
        cells = rows[-1]
        assert cells[0] == "'=SUM(A1)?"
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert b"'=SUM" not in write([Leaving(CARD)], raw=True).data


@pytest.mark.parametrize("raw", [True, False])
def test_our_own_table_comes_back_as_it_was(*, raw: bool) -> None:
    for name, writing in (
        ("t.csv", write_csv([Leaving(CARD)], raw=raw)),
        ("t.tsv", write_tsv([Leaving(CARD)], raw=raw)),
    ):
        reading = read_table(writing.data.decode(), name)
        assert reading.losses == ()
        (note,) = reading.notes
        assert note.card_id == CARD.id
        assert (note.question, note.tip, note.key_points) == (CARD.question, CARD.tip, CARD.key_points)
        assert (note.level, note.topic, note.tags, note.sources) == (CARD.level, "sums/signs", CARD.tags, CARD.sources)
        assert note.answer.split() == CARD.answer.split()


def test_many_cards_come_back() -> None:
    cards = [make_card(f"card-{number}") for number in range(50)]
    reading = read_table(write_csv([Leaving(card) for card in cards]).data.decode(), "t.csv")
    assert [note.card_id for note in reading.notes] == [card.id for card in cards]
