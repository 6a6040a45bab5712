"""What `aiquiz stats --memory` tells a learner: how good the predictions were, and how they forget."""

from collections.abc import Sequence
from typing import NamedTuple

from aiquiz.core.calibration import Calibration, Guess, calibrate
from aiquiz.core.schedulers.fsrs import AVERAGE, Person, retrievability

FEWEST_TRIALS = 100
"""Nothing is scored on fewer reviews of a later day: half of them are scored, a fifth of those are in a bin."""

TIMES_LATE = 10


class Insight(NamedTuple):
    """The reviews of a later day than the card's last one, their scores where there are enough, and the learner."""

    reviews: int
    calibration: Calibration | None
    person: Person

    @property
    def is_fitted(self) -> bool:
        """Whether the learner's numbers are their own yet."""
        return self.person != AVERAGE


def take_insight(guesses: Sequence[Guess], person: Person) -> Insight:
    """Gives what can be said of guesses in order of time."""
    return Insight(len(guesses), calibrate(guesses) if len(guesses) >= FEWEST_TRIALS else None, person)


def chance_when_late(person: Person) -> float:
    """Gives the chance of recall ten times as late as the day on which it has fallen to 0.9: the bend of the curve."""
    return retrievability(TIMES_LATE * person.k, 1.0, person)
