"""The schedulers, found by name; what is known of a card is kept under both, so that changing needs no replay."""

from typing import NamedTuple

from aiquiz.core.schedulers.fsrs import AVERAGE, DESIRED_RETENTION, Fsrs6, FsrsMemory, Person
from aiquiz.core.schedulers.protocol import GRADES, Grade, Outcome, Scheduler, outcomes
from aiquiz.core.schedulers.sm2 import Sm2, Sm2Memory
from aiquiz.errors import UsageError

__all__ = ["GRADES", "NAMES", "BothModels", "Grade", "Memory", "Outcome", "Scheduler", "by_name", "outcomes"]

NAMES = (Sm2.name, Fsrs6.name)
"""The schedulers there are, the default first."""


class Memory(NamedTuple):
    """What is known of a card: under SM-2, and under FSRS, the model of every prediction."""

    sm2: Sm2Memory
    fsrs: FsrsMemory


class BothModels:
    """Keeps the memory of both models, and lets the one of that name set the intervals.

    Predictions need FSRS whichever sets the intervals, and SM-2 costs next to nothing beside it.
    """

    version = 1

    def __init__(self, name: str, fsrs: Fsrs6) -> None:
        self.name = name
        self.fsrs = fsrs
        self._sm2 = Sm2()
        self._is_sm2 = name == Sm2.name

    def review(self, memory: Memory | None, grade: Grade, days: int) -> Memory:
        """Gives the memory after a review, `days` after the last one."""
        if memory is None:
            return Memory(self._sm2.review(None, grade, days), self.fsrs.review(None, grade, days))
        return Memory(self._sm2.review(memory.sm2, grade, days), self.fsrs.review(memory.fsrs, grade, days))

    def interval_days(self, memory: Memory) -> int:
        """Gives the days until the card is due."""
        return self._sm2.interval_days(memory.sm2) if self._is_sm2 else self.fsrs.interval_days(memory.fsrs)


def by_name(name: str, desired_retention: float = DESIRED_RETENTION, person: Person = AVERAGE) -> BothModels:
    """Gives the scheduler of that name, for a desired retention of 0.7 to 0.97; UsageError when there is none."""
    if name not in NAMES:
        raise UsageError(f"There is no scheduler called {name!r}", f"Known: {', '.join(NAMES)}.")
    return BothModels(name, Fsrs6(desired_retention, person))
