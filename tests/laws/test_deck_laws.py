"""Adding a card to a deck changes no other byte, and gives back the card that was added."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from support.cards import replace

from aiquiz.core.cards import Card, CardId, Level
from aiquiz.store.card_file import read_card_file
from aiquiz.store.deck_file import add_card, new_deck

SIGNS = "ab :#-\n'\"\\|>[]{}\t&*!%@`,?~=\r"
TEXTS = (
    (st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.text(st.sampled_from(SIGNS), max_size=30))
    .map(str.strip)
    .filter(bool)
)
CARDS = st.builds(
    Card,
    id=st.just(CardId("")),
    topic=st.just("mine"),
    subtopic=st.just("mine"),
    question=TEXTS,
    level=st.sampled_from(Level),
    answer=TEXTS,
    tip=TEXTS | st.just(""),
    key_points=st.lists(TEXTS, max_size=3).map(tuple),
    follow_ups=st.lists(TEXTS, max_size=2).map(tuple),
    tags=st.just(()),
    roles=st.just(()),
    asked_by=st.integers(0, 99),
    refs=st.just(()),
    sources=st.just(()),
    checked=st.none(),
    deck=st.just("mine"),
    overrides=st.just(False),  # noqa: FBT003 - a value to draw
)


@given(st.lists(CARDS, min_size=1, max_size=4), st.sampled_from(["", "# a note\n", "\n\n"]))
def test_cards_come_back_as_they_were_added_and_what_stood_there_stays(cards: list[Card], between: str) -> None:
    with TemporaryDirectory() as folder:
        deck = new_deck(Path(folder) / "decks", "mine")
        written = []
        for card in cards:
            before = deck.read_bytes() + between.encode()
            deck.write_bytes(before)
            added = add_card(deck, card, Path(folder) / "lock")
            assert deck.read_bytes().startswith(before)
            assert added.card == replace(card, id=added.card.id)
            written.append(added.card)
        placed, problems = read_card_file(deck, "mine", "mine", "mine")
        assert ([row.card for row in placed], problems) == (written, [])
        assert len({card.id for card in written}) == len(cards)
