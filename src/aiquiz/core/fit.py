"""Fits a learner's memory with two numbers, as a fold over their reviews: how long it lasts, and how it bends.

The fit is the maximum a posteriori of the chances that the forgetting curve gives to what was recalled and forgotten,
with a prior that holds k near 1 and the decay near its default. Only `days / stability` matters to that chance, so the
reviews are counted in bins of its logarithm, an eighth of an octave wide: all that a fit needs, however many there are.

A block of reviews is closed when it is half as large as all before it. What was fitted on the blocks before is then
tried on the closed one: it is renewed with that block only if it predicted it better than the average learner's numbers
do, and no worse than the fit in use.
"""

from collections.abc import Mapping
from functools import cache
from math import exp, log, log2
from types import MappingProxyType
from typing import NamedTuple

from aiquiz.core.schedulers.fsrs import AVERAGE, DECAY, Person, curve_factor

FIRST_BLOCK = 50
"""No fit before so many reviews: from there on two numbers help more than they hurt."""

LEAST_DECAY, MOST_DECAY = 0.05, 0.8
_BINS_AN_OCTAVE = 8
_PRIOR_WEIGHT = 8.0
_FIRST_STEP, _LAST_STEP = 0.5, 0.004
_LEAST_CHANCE = 1e-6
_LEAST_LOG, _MOST_LOG = log(_LEAST_CHANCE), log(1 - _LEAST_CHANCE)

Counts = Mapping[int, tuple[int, int]]
"""How many reviews were recalled and forgotten, by the bin of log2(days / stability)."""

_NONE: Counts = MappingProxyType({})


class Fit(NamedTuple):
    """What was fitted so far, and the reviews behind it: those of closed blocks, and those since."""

    person: Person = AVERAGE
    closed: Counts = _NONE
    since: Counts = _NONE
    closed_reviews: int = 0
    reviews_since: int = 0

    @property
    def reviews(self) -> int:
        """How many reviews were counted: those of a later study day than the card's last one."""
        return self.closed_reviews + self.reviews_since


class Fitter:
    """Takes in reviews one by one; it is the one thing in a replay that changes in place, because there are many."""

    def __init__(self, start: Fit) -> None:
        self.person = start.person
        self._closed, self._since = start.closed, {place: list(pair) for place, pair in start.since.items()}
        self._closed_reviews, self._reviews_since = start.closed_reviews, start.reviews_since
        self._block = _next_block(start.closed_reviews)

    def add(self, days: int, stability: float, *, is_recalled: bool) -> None:
        """Counts a review, `days` (1 or more) after the last one of a card with that stability in days."""
        place = round(log2(days / stability) * _BINS_AN_OCTAVE)
        pair = self._since.get(place)
        if pair is None:
            pair = self._since[place] = [0, 0]
        pair[0 if is_recalled else 1] += 1
        self._reviews_since += 1
        if self._reviews_since >= self._block:
            self._close()

    def _close(self) -> None:
        since = _frozen(self._since)
        both = _add(self._closed, since)
        if self._closed:
            self.person = _choose(fit_person(self._closed), self.person, both, since)
        self._closed, self._since = both, {}
        self._closed_reviews, self._reviews_since = self._closed_reviews + self._reviews_since, 0
        self._block = _next_block(self._closed_reviews)

    def result(self) -> Fit:
        """Gives the fit up to here."""
        return Fit(self.person, self._closed, _frozen(self._since), self._closed_reviews, self._reviews_since)


def _choose(candidate: Person, in_use: Person, both: Counts, since: Counts) -> Person:
    """Gives the fit to use from now on: a new one where the candidate did best on the block that was closed.

    Where the average did best it is back to the average.
    """
    losses = {person: log_loss(since, person) for person in (candidate, in_use, AVERAGE)}
    if losses[candidate] < losses[AVERAGE] and losses[candidate] <= losses[in_use]:
        return fit_person(both)
    return in_use if losses[in_use] < losses[AVERAGE] else AVERAGE


def _next_block(closed_reviews: int) -> int:
    return max(FIRST_BLOCK, closed_reviews // 2)


def _frozen(since: Mapping[int, list[int]]) -> dict[int, tuple[int, int]]:
    return {place: (recalled, forgotten) for place, (recalled, forgotten) in since.items()}


def _add(counts: Counts, more: Counts) -> dict[int, tuple[int, int]]:
    both = dict(counts)
    for place, (recalled, forgotten) in more.items():
        before = both.get(place, (0, 0))
        both[place] = before[0] + recalled, before[1] + forgotten
    return both


def log_loss(counts: Counts, person: Person) -> float:
    """Gives the sum of -ln(chance given to what happened)."""
    return _loss(_by_ratio(counts), person)


_Ratios = list[tuple[float, int, int]]
"""Days / stability in the middle of a bin, and how many were recalled and forgotten there."""


def _by_ratio(counts: Counts) -> _Ratios:
    return [(2 ** (place / _BINS_AN_OCTAVE), *pair) for place, pair in counts.items()]


def _loss(ratios: _Ratios, person: Person) -> float:
    factor, decay = curve_factor(person.decay) / person.k, person.decay
    total = 0.0
    for ratio, recalled, forgotten in ratios:
        log_chance = -decay * log(1 + factor * ratio)
        if not _LEAST_LOG <= log_chance <= _MOST_LOG:
            log_chance = min(_MOST_LOG, max(_LEAST_LOG, log_chance))
        total -= recalled * log_chance + forgotten * log(1 - exp(log_chance))
    return total


def fit_person(counts: Counts) -> Person:
    """Gives the maximum a posteriori, by a pattern search over log k and log(decay / default)."""
    lowest, highest = log(LEAST_DECAY / DECAY), log(MOST_DECAY / DECAY)
    ratios = _by_ratio(counts)

    @cache  # steps are halves of halves, so that places met again are the same to the last bit
    def cost(log_k: float, log_bend: float) -> float:
        person = Person(exp(log_k), DECAY * exp(log_bend))
        return _loss(ratios, person) + _PRIOR_WEIGHT * (log_k**2 + log_bend**2)

    at, step = (0.0, 0.0), _FIRST_STEP
    least = cost(*at)
    while step > _LAST_STEP:
        around = [(at[0] + step * x, min(highest, max(lowest, at[1] + step * y))) for x, y in _DIRECTIONS]
        found, place = min((cost(*place), place) for place in around)
        if found < least:
            least, at = found, place
        else:
            step /= 2
    return Person(exp(at[0]), DECAY * exp(at[1]))


_DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1), (1, -1), (-1, 1))
