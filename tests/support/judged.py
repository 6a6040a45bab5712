"""Answers as people type them, judged by hand, and how the ticks compare with the judgement."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from aiquiz.core.cards import Card
from aiquiz.core.matching.answers import match_points
from aiquiz.store.bank_files import parse_bank
from aiquiz.store.paths import find_bank

TABLE = Path(__file__).parents[1] / "tables" / "typed_answers.yaml"


class Judged(NamedTuple):
    """An answer to a card: what kind of answer it was written to be, and which key points it says."""

    card: Card
    part: str
    kind: str
    text: str
    said: tuple[bool, ...]


class Ticks(NamedTuple):
    """How ticks compare with the judgement: rightly ticked, wrongly ticked, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of the ticks, the share that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of the points that were made, the share that is ticked."""
        return self.right / max(1, self.right + self.missed)


def read_judged() -> Iterator[Judged]:
    """Gives all answers of the table, with their cards of the bank."""
    folder = find_bank({name: value for name, value in os.environ.items() if name != "AIQUIZ_BANK"})
    cards = {card.id: card for card in parse_bank(folder, sorted(folder.glob("*/*.yaml"))).cards}
    for row in yaml.safe_load(TABLE.read_text(encoding="utf-8")):
        for answer in row["answers"]:
            yield Judged(cards[row["card"]], row["part"], answer["kind"], answer["text"], tuple(answer["said"]))


def compare(answers: Iterator[Judged] | list[Judged]) -> Ticks:
    """Gives how the ticks of some answers compare with the judgement."""
    pairs = [
        (found.is_found, is_said)
        for answer in answers
        for found, is_said in zip(match_points(answer.text, answer.card.key_points), answer.said, strict=True)
    ]
    return Ticks(pairs.count((True, True)), pairs.count((True, False)), pairs.count((False, True)))
