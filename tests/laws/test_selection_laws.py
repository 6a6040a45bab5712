from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import RULES, TAGS_DRAWN, TODAY, decks, histories, progress_of

from aiquiz.core.cards import LEVELS, Card, Headed, Level, Role
from aiquiz.core.progress import is_due
from aiquiz.core.selection import Filter, Limits, choose_due, choose_new, choose_session, interleave

LIMITS = st.builds(Limits, st.integers(-1, 12), st.none() | st.integers(0, 16))
NO_LIMITS = Limits(new=1000)


def interleave_slowly(cards: list[Card], after: Card | None) -> list[Card]:
    """Takes each time the first card that is not of the last subtopic, or the first where all that are left are."""
    rest, ordered, last = list(cards), [], after.place if after else None
    while rest:
        card = next((card for card in rest if card.place != last), rest[0])
        rest.remove(card)
        ordered.append(card)
        last = card.place
    return ordered


@given(deck=decks(largest=30), follows=st.booleans())
@settings(deadline=None)
def test_interleaving_takes_the_first_card_that_is_not_of_the_last_subtopic(
    *, deck: tuple[Card, ...], follows: bool
) -> None:
    cards, after = (list(deck[1:]), deck[0]) if follows and deck else (list(deck), None)
    assert interleave(cards, after) == interleave_slowly(cards, after)


@given(decks(largest=30))
@settings(deadline=None)
def test_interleaving_neither_loses_nor_doubles_a_card(deck: tuple[Card, ...]) -> None:
    ordered = interleave(deck)
    assert sorted(card.id for card in ordered) == sorted(card.id for card in deck)
    for place in {card.place for card in deck}:
        assert [card for card in ordered if card.place == place] == [card for card in deck if card.place == place]


@given(decks(largest=30))
@settings(deadline=None)
def test_two_neighbours_are_of_one_subtopic_only_where_nothing_else_is_left(deck: tuple[Card, ...]) -> None:
    ordered = interleave(deck)
    for place, (before, after) in enumerate(pairwise(ordered)):
        if before.place == after.place:
            assert {card.place for card in ordered[place + 1 :]} == {after.place}


@given(st.data(), LIMITS)
@settings(deadline=None)
def test_a_session_holds_due_cards_then_new_ones_within_its_limits(data: st.DataObject, limits: Limits) -> None:
    deck = data.draw(decks())
    progress = progress_of(*data.draw(histories(deck)))
    session = choose_session(deck, progress, TODAY, RULES, limits)
    assert len(set(session)) == len(session)
    assert set(session) <= set(deck)
    is_new = [card.id not in progress.standings for card in session]
    assert is_new == sorted(is_new), "a due card after a new one"
    assert sum(is_new) <= max(0, limits.new)
    assert limits.cards is None or len(session) <= limits.cards
    for card in session:
        standing = progress.standings.get(card.id)
        assert standing is None or is_due(standing, TODAY, RULES.scheduler)


@given(st.data())
@settings(deadline=None)
def test_nothing_that_is_due_or_new_is_left_out_of_a_session_without_limits(data: st.DataObject) -> None:
    deck = data.draw(decks())
    progress = progress_of(*data.draw(histories(deck)))
    due, new = choose_due(deck, progress, TODAY, RULES), choose_new(deck, progress, TODAY)
    session = choose_session(deck, progress, TODAY, RULES, NO_LIMITS)
    assert set(session[: len(due)]) == set(due)
    assert set(session[len(due) :]) == set(new)
    levels = [LEVELS.index(card.level) for card in session[len(due) :]]
    assert levels == sorted(levels)


@given(st.data(), st.integers(0, 12))
@settings(deadline=None)
def test_no_new_card_that_was_passed_over_stands_before_one_that_was_taken(data: st.DataObject, new: int) -> None:
    deck = data.draw(decks())
    session = choose_session(deck, progress_of(), TODAY, RULES, Limits(new=new))
    ranks: dict[Headed, tuple[int, int, str]] = {
        card: (LEVELS.index(card.level), -card.asked_by, card.id) for card in deck
    }
    assert len(session) == min(new, len(deck))
    passed_over = [ranks[card] for card in deck if card not in session]
    assert not session or not passed_over or max(ranks[card] for card in session) < min(passed_over)


@given(st.data(), LIMITS)
@settings(deadline=None)
def test_neighbours_in_a_session_share_a_subtopic_only_where_their_part_has_no_other(
    data: st.DataObject, limits: Limits
) -> None:
    deck = data.draw(decks())
    progress = progress_of(*data.draw(histories(deck)))
    whole = choose_session(deck, progress, TODAY, RULES, limits._replace(cards=None))

    def part_of(card: Headed) -> str:
        return "due" if card.id in progress.standings else card.level

    for place, (before, after) in enumerate(pairwise(whole), 1):
        if before.place == after.place:
            left = [card for card in whole[place:] if part_of(card) == part_of(after)]
            assert {card.place for card in left} == {after.place}
    assert choose_session(deck, progress, TODAY, RULES, limits) == whole[: limits.cards]


@given(
    decks(largest=6, is_tagged=True),
    st.lists(st.sampled_from(Level), max_size=2),
    st.lists(st.sampled_from(["maths", "art", "oil", "maths/sums"]), max_size=2),
    st.lists(TAGS_DRAWN, max_size=2),
    st.lists(st.sampled_from(Role), max_size=2),
)
@settings(deadline=None)
def test_filters_combine_so_that_each_part_narrows(
    deck: tuple[Card, ...], levels: list[Level], topics: list[str], tags: list[str], roles: list[Role]
) -> None:
    whole = Filter(tuple(levels), tuple(topics), tuple(tags), tuple(roles))
    assert [card for card in deck if whole.admits(card)] == [
        card
        for card in deck
        if (not levels or any(level is card.level for level in levels))
        and (not topics or any(topic in {card.topic, card.subtopic, card.place} for topic in topics))
        and (not tags or any(tag in card.tags for tag in tags))
        and (not roles or any(role in card.roles for role in roles))
    ]
