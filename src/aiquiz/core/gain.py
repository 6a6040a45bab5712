"""What asking a card today is worth: by how much the chance of knowing it later rises, and the seconds that it costs.

A card that is forgotten is learnt again on the same day, so what follows a failure is a failure and then a success.
"""

from collections.abc import Sequence
from typing import NamedTuple

from aiquiz.core.days import StudyDay
from aiquiz.core.pace import Pace
from aiquiz.core.progress import Standing
from aiquiz.core.schedulers import Grade
from aiquiz.core.schedulers.fsrs import AVERAGE, Fsrs6, FsrsMemory, Person, both_ways, curve_factor

MODEL = Fsrs6()
"""Moves memories on; the person acts on predictions only."""


class Trace(NamedTuple):
    """What a card left in memory: stability in days, difficulty, and the study day of the last review."""

    stability: float
    difficulty: float
    reviewed_on: StudyDay


class Worth(NamedTuple):
    """The rise of the chance of knowing a card, and the seconds expected."""

    gain: float
    seconds: float

    @property
    def a_second(self) -> float:
        """The gain for each second: what cards are compared by."""
        return self.gain / self.seconds


class Outlook(NamedTuple):
    """A learner, and the days from today on which the card will be wanted (their chances are averaged)."""

    pace: Pace
    ahead_days: Sequence[int]
    person: Person = AVERAGE


def trace_of(standing: Standing | None) -> Trace | None:
    """Gives a card's trace; None for a card never seen."""
    return None if standing is None else Trace(*standing.memory.fsrs, standing.reviewed_on)


def recall(trace: Trace, day: StudyDay, person: Person) -> float:
    """Gives the chance of recalling a card on a day; a day before its last review counts as that of the review."""
    days = max(0, day - trace.reviewed_on)
    return float((1 + curve_factor(person.decay) * days / (trace.stability * person.k)) ** -person.decay)


def after_recalling(trace: Trace | None, today: StudyDay) -> Trace:
    """Gives the trace of a card that was answered well today."""
    return _review(trace, Grade.GOOD, today)


def after_forgetting(trace: Trace | None, today: StudyDay) -> Trace:
    """Gives the trace of a card that was forgotten today, and learnt again."""
    return _review(_review(trace, Grade.AGAIN, today), Grade.GOOD, today)


def _review(trace: Trace | None, grade: Grade, today: StudyDay) -> Trace:
    if trace is None:
        return Trace(*MODEL.review(None, grade, 0), today)
    memory = FsrsMemory(trace.stability, trace.difficulty)
    return Trace(*MODEL.review(memory, grade, max(0, today - trace.reviewed_on)), today)


class Appraiser:
    """Says what cards are worth today; what all cards share is computed once."""

    def __init__(self, today: StudyDay, outlook: Outlook) -> None:
        self._today = today
        self._pace, self._ahead_days, self._person = outlook
        self._decay = -self._person.decay
        self._factor = curve_factor(self._person.decay) / self._person.k
        known = self._pace.new_known
        later = self._mixed(known, after_recalling(None, today).stability, after_forgetting(None, today).stability)
        self._new = Worth(later - known, self._pace.new_s)

    def worth(self, trace: Trace | None) -> Worth:
        """Gives what asking a card today is worth; the gain may be below 0."""
        if trace is None:
            return self._new
        stability, difficulty, reviewed_on = trace
        since = max(0, self._today - reviewed_on)
        now = (1 + self._factor * since / stability) ** self._decay
        asked = self._mixed(now, *both_ways(stability, difficulty, since))
        seconds = now * self._pace.recalled_s + (1 - now) * self._pace.forgotten_s
        return Worth(asked - self._mean(stability, since), seconds)

    def _mixed(self, chance: float, recalled: float, forgotten: float) -> float:
        """Gives the mean chance after a review, from that of recalling now and the stability either way."""
        return chance * self._mean(recalled, 0) + (1 - chance) * self._mean(forgotten, 0)

    def _mean(self, stability: float, since: int) -> float:
        slope = self._factor / stability
        total = 0.0
        for days in self._ahead_days:
            total += (1 + slope * (since + days)) ** self._decay
        return total / len(self._ahead_days)
