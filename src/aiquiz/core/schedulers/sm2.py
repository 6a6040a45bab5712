"""SM-2 as Woźniak published it: easiness factor, repetition and interval.

Source: P. A. Woźniak, "Optimization of learning" (master's thesis, 1990), section 3.2. The text leaves two things
open, read here so: the interval uses the easiness factor after this answer's update, and a failed item counts as
repetition 0, so that its next success gives one day. Grades again, hard, good, easy are the qualities 2, 3, 4, 5.

The easiness factor is a whole number of hundredths. Its steps are exact hundredths; as floats, `ceil` is a day off in
296 of the 6,561 sequences of eight passing grades.
"""

from typing import NamedTuple

from aiquiz.core.schedulers.protocol import Grade

FIRST_EASINESS_X100 = 250
LEAST_EASINESS_X100 = 130
FIRST_INTERVALS_DAYS = (1, 1, 6)
LONGEST_INTERVAL_DAYS = 36_500
"""A century: on a run of easy answers the formula passes every calendar."""

# q is the quality; 100 × (0.1 − (5 − q)(0.08 + 0.02(5 − q))) for 3, 4 and 5; on a failure the factor is left alone.
EASINESS_STEP_X100 = {Grade.AGAIN: 0, Grade.HARD: -14, Grade.GOOD: 0, Grade.EASY: 10}

_AGAIN = Grade.AGAIN  # looking a member up in its class is slow in Python 3.11, and this is done a million times


class Sm2Memory(NamedTuple):
    """What SM-2 knows of a card: successes in a row, the interval in days, easiness in hundredths."""

    repetitions: int
    interval_days: int
    easiness_x100: int


class Sm2:
    """The scheduler; it has no settings."""

    name = "sm-2"
    version = 1

    def review(self, memory: Sm2Memory | None, grade: Grade, days: int) -> Sm2Memory:
        """Gives the memory after a review, `days` after the last one.

        A second answer on the same day (0 days) is practice within the session and leaves the memory as it is.
        """
        if memory is None:
            memory = Sm2Memory(0, 0, FIRST_EASINESS_X100)
        elif days == 0:
            return memory
        repetitions, last_days, easiness = memory
        easiness = max(LEAST_EASINESS_X100, easiness + EASINESS_STEP_X100[grade])
        if grade is _AGAIN:
            return Sm2Memory(0, 1, easiness)
        return Sm2Memory(repetitions + 1, _interval_days(repetitions + 1, last_days, easiness), easiness)

    def interval_days(self, memory: Sm2Memory) -> int:
        """Gives the days until the card is due."""
        return memory.interval_days


def _interval_days(repetitions: int, last_days: int, easiness_x100: int) -> int:
    if repetitions < len(FIRST_INTERVALS_DAYS):
        return FIRST_INTERVALS_DAYS[repetitions]
    return min(LONGEST_INTERVAL_DAYS, -(-last_days * easiness_x100 // 100))
