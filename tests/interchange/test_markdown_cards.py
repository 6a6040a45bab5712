import pytest
from support.cards import make_card

from aiquiz.core.cards import Card, CardId, Level
from aiquiz.interchange.markdown_cards import read_markdown, write_markdown
from aiquiz.interchange.note import Leaving


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Q: one?\nA: 1\n\nQ: two?\nA: 2\n", [("one?", "1"), ("two?", "2")]),
        ("Q: over\ntwo lines?\n\nA: first\n\n- a list\n- of two\n",
         [("over\ntwo lines?", "first\n\n- a list\n- of two")]),
        ("Q: one?\nA: 1\n---\nQ: two?\nA:\n```\nQ: no card\n```\n", [("one?", "1"), ("two?", "```\nQ: no card\n```")]),
        ("C: The [sky] is [blue].\n",
         [("The […] is blue.", "The **sky** is blue."), ("The sky is […].", "The sky is **blue**.")]),
        ("# Deck\n\n## one?\n\n1\n\n## two?\n2\n", [("one?", "1"), ("two?", "2")]),
        ("# one?\nyes\n```\n# no heading\n```\n", [("one?", "yes\n```\n# no heading\n```")]),
        ("Q: one?\nA: see [this](https://x.org)\n", [("one?", "see [this](https://x.org)")]),
    ],
)  # fmt: skip
def test_cards_are_found(text: str, pairs: list[tuple[str, str]]) -> None:
    reading = read_markdown(text)
    assert [(note.question, note.answer) for note in reading.notes] == pairs
    assert reading.losses == ()


def test_the_name_at_the_top_is_the_deck_and_a_heading_without_text_the_topic() -> None:
    (note,) = read_markdown('---\nname = "My deck"\n---\n\nQ: one?\nA: 1\n').notes
    assert note.deck == "My deck"
    (note,) = read_markdown("# Statistics\n\n## one?\n\n1\n").notes
    assert note.topic == "Statistics"


def test_what_is_no_card_is_said_with_its_line() -> None:
    text = "stray words\n\nQ: never answered\n\nQ: one?\nA: ![plot](x.png)\n\nC: no brackets\n\nA: answer to nothing\n"
    reading = read_markdown(text)
    assert [(loss.card, loss.what) for loss in reading.losses] == [
        ("line 1", "text outside of cards (stray words)"),
        ("never answered", "the card: it has no answer"),
        ("one?", "the picture x.png"),
        ("no brackets", "the card: nothing in it stands in brackets"),
        ("line 10", "an answer without a question, or an empty one"),
    ]
    assert read_markdown("").notes == read_markdown("just text").notes == ()


def test_what_is_written_is_read_back_and_what_has_no_place_is_said() -> None:
    tricky = Card(CardId("t"), "a", "b", "Why?", Level.ADVANCED, "First\nQ: no card\n---\nend", tip="Tip.", tags=("x",))
    writing = write_markdown([Leaving(tricky), Leaving(make_card("plain"))])
    assert [loss.what for loss in writing.losses] == ["id, level, topic and tags", "id, level and topic"]
    reading = read_markdown(writing.data.decode())
    assert [note.question for note in reading.notes] == ["Why?", "plain?"]
    assert reading.notes[0].answer == "First\nQ: no card\n---\nend\n\n**Tip:** Tip."
