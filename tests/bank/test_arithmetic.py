"""Numbers that cards work out are worked out again: arithmetic.tsv has card, expression and value."""

import csv
import math
import os
from pathlib import Path

from aiquiz.store.bank_files import parse_bank
from aiquiz.store.paths import find_bank

FOLDER = find_bank(os.environ)
CARDS = {str(card.id): card for card in parse_bank(FOLDER, sorted(FOLDER.glob("*/*.yaml"))).cards}
NAMES = {"__builtins__": {"abs": abs, "round": round, "sum": sum, "range": range, "min": min, "max": max}} | {
    name: getattr(math, name) for name in dir(math) if not name.startswith("_")
}


def rows() -> list[tuple[str, str, str]]:
    with Path(__file__).with_name("arithmetic.tsv").open(encoding="utf-8", newline="") as file:
        return [(row["card"], row["expression"], row["value"]) for row in csv.DictReader(file, delimiter="\t")]


def precision(value: str) -> float:
    """Gives half of the last place that is written."""
    return 0.5 * 10.0 ** -len(value.partition(".")[2]) * 1.0001


def spellings(value: str) -> set[str]:
    """Gives the ways in which a card may write a value."""
    number = float(value)
    places = len(value.partition(".")[2])
    return {value, f"{number:,.{places}f}", f"{number:g}", f"{number:,.{places}f}".lstrip("-"), value.lstrip("-")}


def test_every_expression_gives_its_value() -> None:
    wrong = []
    for card, expression, value in rows():
        found = eval(expression, dict(NAMES))  # the table is our own: see the file's ignores in pyproject.toml
        if abs(found - float(value)) > max(precision(value), 0.005 * abs(float(value)) * ("." not in value)):
            wrong.append((card, expression, value, found))
    assert wrong == []


def test_every_card_of_the_table_exists_and_most_values_stand_in_it() -> None:
    assert {card for card, _, _ in rows()} <= set(CARDS)
    texts = {card: f"{CARDS[card].question} {CARDS[card].answer} {CARDS[card].tip}" for card, _, _ in rows()}
    standing = [any(spelling in texts[card] for spelling in spellings(value)) for card, _, value in rows()]
    assert len(rows()) > 500
    assert sum(standing) / len(standing) > 0.8
