"""docs/coverage.tsv says for every concept that three or more public lists ask which card answers it."""

import csv
import os
from pathlib import Path

from aiquiz.store.bank_files import parse_bank
from aiquiz.store.paths import find_bank

FOLDER = find_bank(os.environ)
CARDS = {card.id for card in parse_bank(FOLDER, sorted(FOLDER.glob("*/*.yaml"))).cards}
PAGE = Path(__file__).parents[2] / "docs" / "coverage.tsv"
CONCEPTS = 544


def rows() -> list[dict[str, str]]:
    with PAGE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_every_concept_of_three_or_more_lists_has_its_row() -> None:
    found = rows()
    assert len({row["concept"] for row in found}) == len(found) == CONCEPTS
    assert min(int(row["lists"]) for row in found) == 3


def test_every_card_that_is_named_exists() -> None:
    assert [row["card"] for row in rows() if row["card"] != "-" and row["card"] not in CARDS] == []


def test_a_row_without_a_card_says_why() -> None:
    left_out = [row for row in rows() if row["card"] == "-"]
    assert [row["concept"] for row in left_out if len(row["left_out_because"]) < 10] == []
    assert len(left_out) <= CONCEPTS // 20
