"""The bundled bank keeps to docs/writing-cards.md, and answers every question of the two source lists."""

import os
import re
from collections import Counter

import pytest

from aiquiz.core.cards import Card
from aiquiz.store.bank import parse_bank
from aiquiz.store.paths import find_bank

FOLDER = find_bank(os.environ)
FILES = sorted(FOLDER.glob("*/*.yaml"))
BANK = parse_bank(FOLDER, FILES)
REFS = {f"top30-{n}" for n in range(1, 31)} | {f"top50-{n}" for n in range(1, 51)}
RAW_LATEX = re.compile(r"\$[^$\n]+\$|\\(frac|sum|left|right|mathbb|text|cdot)\b")
CODE_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)

every_card = pytest.mark.parametrize("card", BANK.cards, ids=[card.id for card in BANK.cards])


def spoken_words(answer: str) -> int:
    prose = CODE_BLOCK.sub("", answer)
    return sum(len(line.split()) for line in prose.splitlines() if not line.lstrip().startswith("|"))


def test_nothing_is_wrong_with_the_bank() -> None:
    assert BANK.problems == ()
    assert len(BANK.cards) >= 64


def test_every_ref_stands_on_exactly_one_card() -> None:
    counts = Counter(ref for card in BANK.cards for ref in card.refs)
    assert set(counts) == REFS
    assert set(counts.values()) == {1}


def test_every_file_names_the_schema_for_editors() -> None:
    first_lines = {path.read_text(encoding="utf-8").splitlines()[0] for path in FILES}
    assert first_lines == {"# yaml-language-server: $schema=../../../docs/card.schema.json"}


@every_card
def test_a_card_is_complete(card: Card) -> None:
    assert card.tip
    assert 3 <= len(card.key_points) <= 6
    assert 1 <= len(card.follow_ups) <= 3
    assert 1 <= len(card.tags) <= 5
    assert card.roles
    assert card.sources
    assert card.checked is not None


@every_card
def test_an_answer_can_be_said_in_a_minute(card: Card) -> None:
    assert 60 <= spoken_words(card.answer) <= 160


@every_card
def test_formulas_read_well_in_a_terminal(card: Card) -> None:
    texts = (card.question, card.answer, card.tip, *card.key_points, *card.follow_ups)
    assert [text for text in texts if RAW_LATEX.search(text)] == []


@every_card
def test_key_points_are_short_and_differ(card: Card) -> None:
    assert len(set(card.key_points)) == len(card.key_points)
    assert max(len(point.split()) for point in card.key_points) <= 25


def test_the_confusion_matrix_is_a_real_table() -> None:
    (card,) = (card for card in BANK.cards if card.id == "confusion-matrix")
    assert re.search(r"^\|[ :|-]+\|$", card.answer, re.MULTILINE)
