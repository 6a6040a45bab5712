from datetime import UTC, datetime, timedelta

import pytest

from aiquiz.core.cards import CardId, Level
from aiquiz.core.events import Crammed, Marked, Reviewed
from aiquiz.core.schedulers import Grade
from aiquiz.interchange.adopt import adopt, past_events
from aiquiz.interchange.anki_template import answer_side, cloze_numbers, fill_cloze, question_side
from aiquiz.interchange.ids import guid_of, id_of_guid, make_id, number_of
from aiquiz.interchange.note import Note, PastAnswer
from aiquiz.interchange.protobuf import MessageError, first_number, first_text, read_fields

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_a_card_keeps_its_id_when_its_text_is_edited_elsewhere() -> None:
    first = adopt([Note("What is a mean?", "a", "guid/0")], (), "deck", Level.BEGINNER)
    (card,) = first.cards
    assert card.id.startswith("what-is-a-mean-")
    again = adopt([Note("What is THE mean?", "b", "guid/0")], [card.id], "deck", Level.BEGINNER)
    assert (again.cards, again.known) == ((), 1)
    assert again.placed[0][0] == card.id


@pytest.mark.parametrize(
    ("note", "place"),
    [
        (Note("q", "a", "k"), ("deck", "deck")),
        (Note("q", "a", "k", deck="Default"), ("deck", "deck")),
        (Note("q", "a", "k", deck="Statistics"), ("statistics", "statistics")),
        (Note("q", "a", "k", deck="A::B b::C!"), ("a", "c")),
        (Note("q", "a", "k", deck="aiquiz::mlops::drift"), ("mlops", "drift")),
        (Note("q", "a", "k", deck="A", topic="x/y"), ("x", "y")),
        (Note("q", "a", "k", deck="日本"), ("deck", "deck")),
    ],
)
def test_the_topic_is_the_notes_own_or_its_deck_elsewhere(note: Note, place: tuple[str, str]) -> None:
    (card,) = adopt([note], (), "deck", Level.BEGINNER).cards
    assert (card.topic, card.subtopic) == place


def test_what_does_not_fit_is_lost_by_name() -> None:
    notes = [
        Note("twice", "a", "k"),
        Note("twice", "a", "k"),
        Note("long", "x" * 5_001, "l"),
        Note("tags", "a", "t", tags=("A::B", "日本", "a-b")),
    ]
    adopted = adopt(notes, (), "deck", Level.BEGINNER)
    assert [(loss.card, loss.what) for loss in adopted.losses] == [
        ("twice", "the card: it is in the file twice"),
        ("long", "the card: it has 5,001 characters, and the most is 5,000"),
        ("tags", "the tag 日本"),
    ]
    assert adopted.cards[-1].tags == ("a-b",)


def test_answers_become_the_same_events_whenever_they_are_read_but_none_of_the_future() -> None:
    answers = (
        PastAnswer(NOW - timedelta(days=2), Grade.GOOD, 5),
        PastAnswer(NOW - timedelta(days=1), Grade.HARD, 6, is_drill=True),
        PastAnswer(NOW + timedelta(days=900), Grade.GOOD, 7),
    )
    placed = [(CardId("one"), Note("q", "a", "k", is_suspended=True, reviews=answers))]
    events = list(past_events(placed, lambda _: 60, NOW))
    assert [type(event) for event in events] == [Reviewed, Crammed, Marked]
    assert [event.offset_minutes for event in events] == [60, 60, 60]
    assert events == list(past_events(placed, lambda _: 60, NOW))
    other = [(CardId("two"), placed[0][1])]
    assert not {event.id for event in events} & {event.id for event in past_events(other, lambda _: 60, NOW)}


def test_guids_can_be_read_back_and_others_are_not_ours() -> None:
    assert id_of_guid(guid_of(CardId("a-b"))) == "a-b"
    for guid in ("M7IIvk|79`", "aiquiz:", "aiquiz:Not Kebab", "aiquiz:../x", ""):
        assert id_of_guid(guid) is None
    assert make_id("日本?", "k").startswith("card-")
    assert len(make_id("word " * 50, "k")) < 60
    assert number_of("a") == number_of("a") != number_of("b")


@pytest.mark.parametrize(
    ("text", "front", "back"),
    [
        ("{{c1::a}} b", "[…] b", "<b>a</b> b"),
        ("{{c1::a::hint}} {{c2::b}}", "[hint] b", "<b>a</b> b"),
        ("{{c1::a {{c2::b}} c}}", "[…]", "<b>a b c</b>"),
        ("{{c2::a {{c1::b}} c}}", "a […] c", "a <b>b</b> c"),
        ("{{c1,2::a}}", "[…]", "<b>a</b>"),
        ("}} {{c1::open", "}} open", "}} open"),
    ],
)
def test_clozes_hide_what_they_should(text: str, front: str, back: str) -> None:
    assert fill_cloze(text, 1, is_back=False) == front
    assert fill_cloze(text, 1, is_back=True) == back


def test_cloze_numbers_are_those_of_cards() -> None:
    assert cloze_numbers("{{c2::a}} {{c1::b}} {{c2::c}} {{c0::d}} {{c999::e}}") == [1, 2]


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{Front}}", "F"),
        ("{{#Front}}has {{Front}}{{/Front}}{{^Front}}none{{/Front}}", "has F"),
        ("{{#Empty}}has{{/Empty}}{{^Empty}}none{{/Empty}}", "none"),
        ("{{text:Front}} {{hint:Back}} {{type:Back}} {{tts en_US:Front}}", "F   "),
        ("<!-- {{Back}} -->{{Missing}}{{/Front}}x", "x"),
    ],
)
def test_a_template_is_filled_in(template: str, shown: str) -> None:
    assert question_side(template, {"Front": "F", "Back": "B", "Empty": "<br> "}, 1) == shown


def test_a_template_that_repeats_a_field_without_end_comes_to_an_end() -> None:
    assert len(question_side("{{Front}}" * 10_000, {"Front": "x" * 50_000}, 1)) <= 150_000
    assert question_side("{{#Front}}" * 9_000 + "x", {"Front": "F"}, 1) == "x"


def test_the_answer_is_what_stands_below_the_line() -> None:
    fields = {"Front": "F", "Back": "B"}
    assert answer_side("{{FrontSide}}<hr id=answer>{{Back}}", fields, 1) == "B"
    assert answer_side('{{Front}}<hr class="x" id="answer">{{type:Back}}', fields, 1) == "B"
    assert answer_side("{{FrontSide}} then {{Back}}", fields, 1) == " then B"
    assert answer_side("{{#Front}}{{Front}}<hr id=answer>{{Back}}{{/Front}}", fields, 1) == "B"


def test_messages_are_read_and_damaged_ones_refused() -> None:
    data = b"\x08\x96\x01\x12\x03abc\x1d\x01\x02\x03\x04\x21" + bytes(8)
    assert first_number(data, 1) == 150
    assert first_text(data, 2) == "abc"
    assert first_number(data, 9) == 0
    assert first_text(data, 9) == ""
    for damaged in (b"\x08", b"\x12\x09abc", b"\x0b", b"\xff" * 20):
        with pytest.raises(MessageError):
            list(read_fields(damaged))
