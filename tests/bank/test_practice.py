"""What cards of the bundled bank are practised with: numbers that are drawn, and entries of what says a key point."""

import os
import re

import pytest

from aiquiz.core.cards import Card
from aiquiz.core.interview.story import is_story_prompt
from aiquiz.core.numeric.exercise import check_exercise, expected, fill
from aiquiz.core.numeric.quantities import judge
from aiquiz.store.bank_files import parse_bank
from aiquiz.store.paths import find_bank

FOLDER = find_bank(os.environ)
BANK = parse_bank(FOLDER, sorted(FOLDER.glob("*/*.yaml"))).cards
NUMERIC = [card for card in BANK if card.parameters]
SUBJECTS = (
    "precision",
    "recall",
    "f1",
    "screening|bayes|posterior",
    "kv-cache",
    "parameters",
    "conv-and-pool",
    "softmax-temperature",
    "perplexity",
    "entropy",
    "warm-up",
    "token-bill",
    "lora",
    "ab-test",
    "ndcg",
)
every_numeric = pytest.mark.parametrize("card", NUMERIC, ids=lambda card: card.id)


def test_there_are_numeric_cards_on_what_interviews_have_worked_out() -> None:
    assert len(NUMERIC) >= 25
    names = " ".join(card.id for card in NUMERIC)
    assert [subject for subject in SUBJECTS if not re.search(subject, names)] == []
    assert all("numeric" in card.tags for card in NUMERIC)


@every_numeric
def test_a_numeric_card_is_right_in_many_draws(card: Card) -> None:
    assert check_exercise(card, draws=300) == ""


@every_numeric
def test_its_answer_passes_as_it_is_asked_for_and_another_does_not(card: Card) -> None:
    for seed in range(40):
        value = expected(card, seed)
        typed = f"{value:.6g} {'' if card.unit == '$' else card.unit}"
        assert judge(typed, value, card.unit, card.tolerance).is_right
        assert not judge(f"{value * 1.5 + 1:.6g} {card.unit}", value, card.unit, card.tolerance).is_right


@every_numeric
def test_no_brace_is_left_in_a_text_that_is_filled(card: Card) -> None:
    filled = fill(card, 7)
    texts = (filled.question, filled.answer, filled.tip, *filled.point_texts, *filled.follow_ups)
    assert [text for text in texts if "{" in text or "}" in text] == []


def test_key_points_have_entries_of_what_says_them() -> None:
    points = [(card.id, point) for card in BANK if not is_story_prompt(card) for point in card.key_points]
    bare = [f"{card}: {point.text}" for card, point in points if not point.match]
    assert len(bare) <= len(points) / 50, bare
