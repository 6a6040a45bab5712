"""Adding a card to a deck changes no other byte, and gives back the card that was added."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import replace

from aiquiz.core.cards import TOLERANCE, Card, CardId, KeyPoint, Level, Parameter
from aiquiz.core.matching.match_syntax import check_entry
from aiquiz.core.numeric.exercise import LARGEST_TOLERANCE
from aiquiz.store.card_file import read_card_file
from aiquiz.store.deck_file import add_card, new_deck
from aiquiz.store.practice_fields import LONGEST_UNIT

SIGNS = "ab :#-\n'\"\\|>[]{}\t&*!%@`,?~=\r"
TEXTS = (
    (st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.text(st.sampled_from(SIGNS), max_size=30))
    .map(str.strip)
    .filter(bool)
)
ENTRIES = (st.sampled_from(["cost|price rises", "base-rate", "not fixed", "F1"]) | TEXTS).filter(
    lambda text: not check_entry(text)
)
POINTS = st.builds(KeyPoint, TEXTS, st.lists(ENTRIES, max_size=3).map(tuple))
CARDS = st.builds(
    Card,
    id=st.just(CardId("")),
    topic=st.just("mine"),
    subtopic=st.just("mine"),
    question=TEXTS,
    level=st.sampled_from(Level),
    answer=TEXTS,
    tip=TEXTS | st.just(""),
    key_points=st.lists(POINTS, max_size=3).map(tuple),
    follow_ups=st.lists(TEXTS, max_size=2).map(tuple),
    tags=st.just(()),
    roles=st.just(()),
    asked_by=st.integers(0, 99),
    refs=st.just(()),
    sources=st.just(()),
    checked=st.none(),
    deck=st.just("mine"),
    overrides=st.just(False),  # noqa: FBT003 - a value to draw
    parameters=st.just(()),
    expression=st.just(""),
    unit=st.just(""),
    tolerance=st.just(TOLERANCE),
)


@st.composite
def ranges(draw: st.DrawFn, name: str) -> Parameter:
    """Draws a range that ends with a step, in whole numbers or in small fractions."""
    low, step, steps = draw(st.integers(-999, 999)), draw(st.integers(1, 99)), draw(st.integers(1, 50))
    whole = draw(st.sampled_from([1, 10, 1000, 10**9]))
    return Parameter(name, low=low / whole, high=(low + step * steps) / whole, step=step / whole)


def choices(name: str) -> st.SearchStrategy[Parameter]:
    """Draws a list of at least two different numbers of any size."""
    numbers = st.lists(st.floats(-1e12, 1e12), min_size=2, max_size=4, unique=True)
    return numbers.map(lambda found: Parameter(name, choices=tuple(found)))


@st.composite
def numeric_cards(draw: st.DrawFn) -> Card:
    """Draws a card whose question shows all of its numbers, and whose texts may have any sign."""
    names = [f"p{place}" for place in range(draw(st.integers(1, 3)))]
    parameters = [draw(ranges(name) | choices(name)) for name in names]
    worked = Parameter("worked", formula=draw(st.sampled_from(["p0 * 2", "-p0", "(p0 - 1e-3) / 7"])))
    card = draw(CARDS)
    shown = "".join(f" {{{name}}}" for name in names)
    return card._replace(
        question=_doubled(card.question) + shown,
        answer=_doubled(card.answer) + "{worked:,.2f} {result}",
        tip=_doubled(card.tip),
        key_points=tuple(point._replace(text=_doubled(point.text)) for point in card.key_points),
        follow_ups=tuple(map(_doubled, card.follow_ups)),
        parameters=(*parameters, worked),
        expression=" + ".join([*names, worked.name]),
        unit=draw(TEXTS.filter(lambda text: len(text) <= LONGEST_UNIT) | st.just("")),
        tolerance=draw(st.floats(0, LARGEST_TOLERANCE, exclude_min=True)),
    )


def _doubled(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


@settings(max_examples=60, deadline=None)
@given(st.lists(CARDS | numeric_cards(), min_size=1, max_size=4), st.sampled_from(["", "# a note\n", "\n\n"]))
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
