"""Learners who are not the planner's own model: three families of memory, with the parameters of real people.

The parameters are those that the srs-benchmark project fitted to people's histories; benchmarks/data/ORIGIN.md says so.
Every card of a deck has a factor of its own on how long it lasts.
"""

import json
from collections.abc import Sequence
from math import exp, log, sqrt
from pathlib import Path
from typing import Protocol

LEARNERS = Path(__file__).parent / "data" / "learners.json"
DAY_S = 86_400
_GOOD, _AGAIN = 3, 1


class Memory(Protocol):
    """The true memory of one learner for the cards of a deck; days are counted from 0."""

    def chance(self, card: int, day: int) -> float:
        """Gives the chance of recalling a card that was seen."""

    def review(self, card: int, day: int, *, is_known: bool) -> None:
        """Learns from an answer; what was forgotten is learnt again on the same day."""


class Fsrs5Memory:
    """FSRS-5: 19 parameters, forgetting by the power -0.5."""

    def __init__(self, parameters: Sequence[float], factors: Sequence[float]) -> None:
        self._w, self._factors = parameters, factors
        self._cards: dict[int, tuple[float, float, int]] = {}

    def chance(self, card: int, day: int) -> float:
        """Gives the chance of recalling a card."""
        stability, _, last = self._cards[card]
        return float((1 + 19 / 81 * (day - last) / max(1e-9, stability * self._factors[card])) ** -0.5)

    def review(self, card: int, day: int, *, is_known: bool) -> None:
        """Moves stability and difficulty on."""
        w, grade = self._w, _GOOD if is_known else _AGAIN
        if card not in self._cards:
            stability, difficulty = w[grade - 1], self._first_difficulty(grade)
        else:
            missing = 1 - self.chance(card, day)
            stability, difficulty, _ = self._cards[card]
            if is_known:
                growth = exp(w[8]) * (11 - difficulty) * stability ** -w[9] * (exp(missing * w[10]) - 1)
                stability *= 1 + growth
            else:
                relearnt = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * exp(missing * w[14])
                stability = min(stability, relearnt)
            difficulty = self._next_difficulty(difficulty, grade)
        if not is_known:
            stability *= exp(w[17] * w[18])
            difficulty = self._next_difficulty(difficulty, _GOOD)
        self._cards[card] = min(36_500.0, max(0.01, stability)), difficulty, day

    def _first_difficulty(self, grade: int) -> float:
        return min(10.0, max(1.0, self._w[4] - exp(self._w[5] * (grade - 1)) + 1))

    def _next_difficulty(self, difficulty: float, grade: int) -> float:
        w = self._w
        moved = difficulty - (10 - difficulty) / 9 * w[6] * (grade - 3)
        return min(10.0, max(1.0, w[7] * (w[4] - exp(w[5] * 3) + 1) + (1 - w[7]) * moved))


class HlrMemory:
    """Half-life regression: the half-life is 2 to the power of a sum over the roots of right and wrong answers."""

    def __init__(self, parameters: Sequence[float], factors: Sequence[float]) -> None:
        self._w, self._factors = parameters, factors
        self._cards: dict[int, tuple[int, int, int]] = {}

    def chance(self, card: int, day: int) -> float:
        """Gives the chance of recalling a card."""
        right, wrong, last = self._cards[card]
        power = self._w[0] * sqrt(right) + self._w[1] * sqrt(wrong) + self._w[2]
        half_life = 2 ** min(12.0, max(-10.0, power)) * self._factors[card]
        return float(2 ** (-(day - last) / half_life))

    def review(self, card: int, day: int, *, is_known: bool) -> None:
        """Counts the answer; learning again counts as one that is right."""
        right, wrong, _ = self._cards.get(card, (0, 0, 0))
        self._cards[card] = right + 1, wrong + (not is_known), day


class ActrMemory:
    """ACT-R as Pavlik and Anderson have it (2005): each meeting with a card leaves a trace that decays on its own."""

    def __init__(self, parameters: Sequence[float], factors: Sequence[float]) -> None:
        self._a, self._c, self._s, self._tau, self._h = parameters
        self._factors = factors
        self._cards: dict[int, list[tuple[int, float]]] = {}

    def _activation(self, card: int, day: int) -> float:
        factor = self._h * DAY_S / self._factors[card]
        return log(sum(max(1.0, factor * (day - at)) ** -decay for at, decay in self._cards[card]))

    def chance(self, card: int, day: int) -> float:
        """Gives the chance of recalling a card."""
        return 1 / (1 + exp(min(50.0, (self._tau - self._activation(card, day)) / self._s)))

    def review(self, card: int, day: int, *, is_known: bool) -> None:  # noqa: ARG002 - every meeting counts alike
        """Adds a trace; the more active the card was, the faster it decays."""
        decay = self._c * exp(self._activation(card, day)) + self._a if card in self._cards else self._a
        self._cards.setdefault(card, []).append((day, decay))


FAMILIES: dict[str, type[Fsrs5Memory | HlrMemory | ActrMemory]] = {
    "FSRS-5": Fsrs5Memory,
    "HLR": HlrMemory,
    "ACT-R": ActrMemory,
}


def read_people(family: str) -> list[list[float]]:
    """Gives the parameters of the people of a family."""
    return [person["parameters"] for person in json.loads(LEARNERS.read_text(encoding="utf-8"))[family]]
