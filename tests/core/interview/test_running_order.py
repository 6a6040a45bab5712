from collections.abc import Sequence
from itertools import groupby, pairwise, permutations, product

from hypothesis import given
from hypothesis import strategies as st
from support.cards import make_card

from aiquiz.core.cards import LEVELS, Card, Headed, Level
from aiquiz.core.interview.running_order import order_round

LAST = make_card("last", "b/last", level=Level.BEGINNER)


def clashes(cards: Sequence[Headed]) -> int:
    return sum(one.topic == two.topic for one, two in pairwise(cards))


def fewest_clashes(cards: Sequence[Card], last: Card | None) -> int:
    """Tries every order from easy to hard."""
    blocks = [[card for card in cards if card.level is level] for level in LEVELS]
    orders = product(*(permutations(block) for block in blocks))
    return min(clashes([*sum(order, ()), *([last] if last else [])]) for order in orders)


@st.composite
def short_rounds(draw: st.DrawFn) -> list[Card]:
    rows = draw(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(Level)), max_size=6))
    return [make_card(f"c{turn}", f"{topic}/x", level=level) for turn, (topic, level) in enumerate(rows)]


@given(short_rounds(), st.sampled_from([None, LAST]))
def test_it_goes_from_easy_to_hard_and_topics_change_whenever_they_can(cards: list[Card], last: Card | None) -> None:
    found = order_round(cards, last)
    assert sorted(card.id for card in found) == sorted(card.id for card in [*cards, *([last] if last else [])])
    assert [card.level for card in found[: len(cards)]] == sorted((card.level for card in cards), key=LEVELS.index)
    assert last is None or found[-1] is last
    if len({card.topic for card in found}) > 1:
        assert clashes(found) == fewest_clashes(cards, last)


@given(short_rounds())
def test_cards_alike_in_level_and_topic_keep_their_order(cards: list[Card]) -> None:
    def kind(card: Headed) -> tuple[str, str]:
        return card.topic, card.level

    found = order_round(cards)
    for _, group in groupby(sorted(cards, key=kind), key=kind):
        alike = list(group)
        if len({card.topic for card in cards}) > 1:
            assert [card for card in found if card in alike] == alike


def test_a_level_ends_such_that_the_next_one_can_begin_with_another_topic() -> None:
    cards = [make_card("one", "a/x"), make_card("two", "b/x"), make_card("three", "b/x", level=Level.ADVANCED)]
    assert [card.id for card in order_round(cards)] == ["two", "one", "three"]


def test_in_a_round_of_one_topic_the_subtopics_change() -> None:
    cards = [make_card(name, f"a/{name[0]}") for name in ("x1", "x2", "y1", "y2")]
    assert [card.id for card in order_round(cards)] in (["x1", "y1", "x2", "y2"], ["y1", "x1", "y2", "x2"])


def test_without_cards_there_is_nothing_to_order() -> None:
    assert order_round([]) == ()


def test_a_long_round_is_ordered_at_once() -> None:
    cards = [make_card(f"c{turn}", f"{turn % 9}/x", level=LEVELS[turn % 3]) for turn in range(300)]
    assert len(order_round(cards)) == 300
