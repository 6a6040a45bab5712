"""FSRS-6: stability, difficulty and a forgetting curve; the memory model behind every prediction.

Source: the open-spaced-repetition project, "The Algorithm" (FSRS-6, 21 parameters w0 to w20). Time is in whole study
days since the last review. Stability S is the days until retrievability falls to 0.9, within [0.001, 36500];
difficulty D lies within [1, 10]. A second review on the same day has a rule of its own.

A learner is fitted with two numbers, not 21: `k` multiplies every stability and `decay` bends the curve. Both act when
a prediction or an interval is asked for; the memory itself is that of the default parameters.
"""

from math import exp
from typing import NamedTuple

from aiquiz.core.schedulers.protocol import GRADES, Grade

PARAMETERS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
"""The defaults of FSRS-6: w0 to w20."""

DECAY = PARAMETERS[20]
LEAST_STABILITY, MOST_STABILITY = 0.001, 36_500.0
LEAST_DIFFICULTY, MOST_DIFFICULTY = 1.0, 10.0
LEAST_RETENTION, MOST_RETENTION = 0.7, 0.97
DESIRED_RETENTION = 0.9
LONGEST_INTERVAL_DAYS = 36_500

_AGAIN, _HARD, _GOOD, _EASY = 1, 2, 3, 4
_NUMBER = {grade: number for number, grade in enumerate(GRADES, 1)}


class FsrsMemory(NamedTuple):
    """What FSRS knows of a card: stability in days, and difficulty."""

    stability: float
    difficulty: float


class Person(NamedTuple):
    """What sets a learner apart: the factor on stability, and the decay of the forgetting curve."""

    k: float = 1.0
    decay: float = DECAY


AVERAGE = Person()


def curve_factor(decay: float) -> float:
    """Gives the factor that puts retrievability at 0.9 when as many days have passed as the stability says."""
    return float(0.9 ** (-1 / decay)) - 1


def retrievability(days: float, stability: float, person: Person = AVERAGE) -> float:
    """Gives the chance, from 0 to 1, of recalling a card `days` (0 or more) after its last review."""
    return float((1 + curve_factor(person.decay) * days / (stability * person.k)) ** -person.decay)


class Fsrs6:
    """The scheduler: a card is due when its retrievability has fallen to the desired retention, 0.7 to 0.97."""

    name = "fsrs-6"
    version = 1

    def __init__(self, desired_retention: float = DESIRED_RETENTION, person: Person = AVERAGE) -> None:
        if not LEAST_RETENTION <= desired_retention <= MOST_RETENTION:
            raise ValueError(f"desired retention {desired_retention}: not in [{LEAST_RETENTION}, {MOST_RETENTION}]")
        self.desired_retention = desired_retention
        self.person = person
        growth = float(desired_retention ** (-1 / person.decay)) - 1
        self._days_a_stability = person.k * growth / curve_factor(person.decay)

    def review(self, memory: FsrsMemory | None, grade: Grade, days: int) -> FsrsMemory:
        """Gives the memory after a review, `days` after the last one."""
        number = _NUMBER[grade]
        if memory is None:
            return FsrsMemory(_FIRST_STABILITY[number], _FIRST_DIFFICULTY[number])
        stability, difficulty = memory
        if days == 0:
            after = _same_day(stability, number)
        elif number == _AGAIN:
            after = _after_failure(stability, difficulty, days)
        else:
            after = _after_success(stability, difficulty, days, number)
        if not LEAST_STABILITY <= after <= MOST_STABILITY:
            after = min(MOST_STABILITY, max(LEAST_STABILITY, after))
        return FsrsMemory(after, _next_difficulty(difficulty, number))

    def interval_days(self, memory: FsrsMemory) -> int:
        """Gives the days until the card is due, at least 1."""
        days = round(memory.stability * self._days_a_stability)
        return days if 1 <= days <= LONGEST_INTERVAL_DAYS else min(LONGEST_INTERVAL_DAYS, max(1, days))


def both_ways(stability: float, difficulty: float, days: int) -> tuple[float, float]:
    """Gives the stability after a good answer, and after a failure with a good answer later on the same day.

    It is what two calls of `review` give, without the difficulties: planning asks it of thousands of cards.
    """
    if days == 0:
        return _bound(_same_day(stability, _GOOD)), _bound(_same_day(_bound(_same_day(stability, _AGAIN)), _GOOD))
    failed = _bound(_after_failure(stability, difficulty, days))
    return _bound(_after_success(stability, difficulty, days, _GOOD)), _bound(_same_day(failed, _GOOD))


def _bound(stability: float) -> float:
    return min(MOST_STABILITY, max(LEAST_STABILITY, stability))


def _clamp(difficulty: float) -> float:
    return min(MOST_DIFFICULTY, max(LEAST_DIFFICULTY, difficulty))


def _start_difficulty(number: int) -> float:
    return PARAMETERS[4] - exp(PARAMETERS[5] * (number - 1)) + 1


# The parameters by number, and the powers of e that do not change: this runs a million times when a log is replayed.
_W = PARAMETERS
_W9, _W10, _W11, _W12, _W13, _W14, _W19 = *_W[9:15], _W[19]
_FIRST_STABILITY = dict(enumerate(_W[:4], 1))
_FIRST_DIFFICULTY = {number: _clamp(_start_difficulty(number)) for number in _NUMBER.values()}
_PULL, _KEPT = _W[7] * _start_difficulty(_EASY), 1 - _W[7]
_MOVE = {number: _W[6] * (number - 3) / 9 for number in _NUMBER.values()}
_FACTOR = curve_factor(DECAY)
_GROWTH = {number: exp(_W[8]) * factor for number, factor in ((_HARD, _W[15]), (_GOOD, 1.0), (_EASY, _W[16]))}
_LEAST_DROP = exp(_W[17] * _W[18])
_SAME_DAY_GAIN = {number: exp(_W[17] * (number - 3 + _W[18])) for number in _NUMBER.values()}


def _next_difficulty(difficulty: float, number: int) -> float:
    """Moves by the grade, the less the nearer it is to 10, and a little back towards what an easy card starts with."""
    moved = _PULL + _KEPT * (difficulty - (MOST_DIFFICULTY - difficulty) * _MOVE[number])
    return moved if LEAST_DIFFICULTY <= moved <= MOST_DIFFICULTY else _clamp(moved)


def _after_success(stability: float, difficulty: float, days: int, number: int) -> float:
    recalled: float = (1 + _FACTOR * days / stability) ** -DECAY
    spread: float = stability**-_W9
    return stability * (1 + _GROWTH[number] * (11 - difficulty) * spread * (exp((1 - recalled) * _W10) - 1))


def _after_failure(stability: float, difficulty: float, days: int) -> float:
    recalled: float = (1 + _FACTOR * days / stability) ** -DECAY
    relearnt: float = _W11 * difficulty**-_W12 * ((stability + 1) ** _W13 - 1)
    return min(relearnt * exp((1 - recalled) * _W14), stability / _LEAST_DROP)


def _same_day(stability: float, number: int) -> float:
    gain: float = _SAME_DAY_GAIN[number] * stability**-_W19
    return stability * (max(1.0, gain) if number >= _HARD else gain)
