from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import GOOD, RULES, decks, histories, make_card, progress_of, reviewed
from support.marks import marked

from aiquiz.core.cards import Level
from aiquiz.core.events import Mark
from aiquiz.core.outline import Place, Topic, take_outline
from aiquiz.core.progress import NO_PROGRESS
from aiquiz.core.stats import Mastery

BEGINNER, MIDDLE, ADVANCED = Level


def test_topics_have_their_subtopics_levels_and_what_is_known() -> None:
    cards = [
        make_card("a", "maths/sums"),
        make_card("b", "maths/sums", level=Level.ADVANCED),
        make_card("c", "maths/proofs"),
        make_card("d", "art/ink", level=Level.INTERMEDIATE),
    ]
    past = [reviewed("a", GOOD, day=day) for day in (-30, -29, -20)] + [reviewed("c", GOOD, day=-1)]
    progress = progress_of(*past, marked("b", Mark.SUSPENDED), marked("d", Mark.BURIED))
    assert take_outline(cards, progress, RULES) == (
        Topic(
            Place(Mastery("art", 1, 0, 0), ((BEGINNER, 0), (MIDDLE, 1), (ADVANCED, 0))),
            (Place(Mastery("ink", 1, 0, 0), ((BEGINNER, 0), (MIDDLE, 1), (ADVANCED, 0))),),
        ),
        Topic(
            Place(Mastery("maths", 0, 1, 1, 1), ((BEGINNER, 2), (MIDDLE, 0), (ADVANCED, 1))),
            (
                Place(Mastery("proofs", 0, 1, 0), ((BEGINNER, 1), (MIDDLE, 0), (ADVANCED, 0))),
                Place(Mastery("sums", 0, 0, 1, 1), ((BEGINNER, 1), (MIDDLE, 0), (ADVANCED, 1))),
            ),
        ),
    )


def test_no_cards_give_no_topics() -> None:
    assert take_outline([], NO_PROGRESS, RULES) == ()


@given(st.data())
@settings(deadline=None)
def test_every_card_is_counted_once_in_its_topic_and_once_in_its_subtopic(data: st.DataObject) -> None:
    deck = data.draw(decks())
    suspended = data.draw(st.sets(st.sampled_from([card.id for card in deck]))) if deck else set()
    progress = progress_of(*data.draw(histories(deck)), *(marked(name, Mark.SUSPENDED) for name in suspended))
    found = take_outline(deck, progress, RULES)
    for topic in found:
        assert topic.place.cards == sum(place.cards for place in topic.subtopics)
        for place in (topic.place, *topic.subtopics):
            assert place.cards == place.mastery.cards + place.mastery.suspended
    assert sum(topic.place.cards for topic in found) == len(deck)
    assert sum(topic.place.mastery.suspended for topic in found) == len(suspended)
