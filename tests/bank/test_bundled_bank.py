"""The bundled bank keeps to docs/writing-cards.md, and answers every question of the two source lists."""

import os
import re
from collections import Counter
from datetime import date

from aiquiz.core.cards import Card, Level
from aiquiz.core.lint import lint_card
from aiquiz.store.bank_files import parse_bank
from aiquiz.store.paths import find_bank

FOLDER = find_bank(os.environ)
FILES = sorted(FOLDER.glob("*/*.yaml"))
BANK = parse_bank(FOLDER, FILES)
REFS = {f"top30-{n}" for n in range(1, 31)} | {f"top50-{n}" for n in range(1, 51)}
RAW_LATEX = re.compile(r"\$[^$\n]+\$|\\(frac|sum|left|right|mathbb|text|cdot)\b")
CHECKED_ON = date(2026, 11, 22)


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


def test_every_card_is_complete() -> None:
    assert [card.id for card in BANK.cards if not (card.tip and card.roles and card.sources and card.checked)] == []


def test_nothing_can_be_found_fault_with() -> None:
    found = [f"{card.id}: {finding}" for card in BANK.cards for finding in lint_card(card, CHECKED_ON)]
    assert found == []


def test_formulas_read_well_in_a_terminal() -> None:
    def texts(card: Card) -> tuple[str, ...]:
        return (card.question, card.answer, card.tip, *card.point_texts, *card.follow_ups)

    assert [card.id for card in BANK.cards if any(RAW_LATEX.search(text) for text in texts(card))] == []


def test_the_confusion_matrix_is_a_real_table() -> None:
    (card,) = (card for card in BANK.cards if card.id == "confusion-matrix")
    assert re.search(r"^\|[ :|-]+\|$", card.answer, re.MULTILINE)


def test_the_bank_covers_the_field() -> None:
    assert len(BANK.cards) >= 500
    assert sum(bool({"scenario", "design"} & set(card.tags)) for card in BANK.cards) >= 120


def test_levels_are_mixed_over_the_bank_and_in_every_file() -> None:
    shares = {level: sum(card.level is level for card in BANK.cards) / len(BANK.cards) for level in Level}
    assert 0.22 <= shares[Level.BEGINNER] <= 0.35
    assert 0.40 <= shares[Level.INTERMEDIATE] <= 0.52
    assert 0.20 <= shares[Level.ADVANCED] <= 0.32
    levels = {card.place: {other.level for other in BANK.cards if other.place == card.place} for card in BANK.cards}
    assert [place for place, found in levels.items() if len(found) == 1] == []


def test_a_file_is_small_enough_to_find_ones_way() -> None:
    sizes = Counter(card.place for card in BANK.cards)
    assert {place: size for place, size in sizes.items() if not 5 <= size <= 40} == {}
