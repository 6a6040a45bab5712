"""What was done on each study day, counted answer by answer."""

from collections.abc import Mapping
from typing import NamedTuple

from aiquiz.core.days import StudyDay
from aiquiz.core.schedulers import Grade
from aiquiz.core.standing import Standing

_AGAIN = Grade.AGAIN  # looking a member up in its class is slow in Python 3.11, and this is done a million times

LONGEST_COUNTED_MS = 300_000
"""Whoever takes longer over a card has gone for coffee: the log keeps the time, the sums count five minutes."""


class DayTally(NamedTuple):
    """What was done on one study day; `new` cards are those answered for the first time.

    `new_known` are the new cards that were answered hard or better. `new_ms` is the time of new cards with their
    repetitions on the same day, `retained_ms` that of the reviews of cards that were retained.
    """

    reviews: int = 0
    new: int = 0
    tested: int = 0
    retained: int = 0
    taken_ms: int = 0
    new_known: int = 0
    new_ms: int = 0
    retained_ms: int = 0


NOTHING_DONE = DayTally()


def count_ms(taken_ms: int) -> int:
    """Gives the time of an answer that counts as study."""
    return min(taken_ms, LONGEST_COUNTED_MS)


class DayCounter:
    """Counts answers by day; like the fitter it changes in place, because there are many."""

    def __init__(self, start: Mapping[StudyDay, DayTally]) -> None:
        self._start = start
        self._rows: dict[StudyDay, list[int]] = {}

    def add(self, day: StudyDay, before: Standing | None, after: Standing, taken_ms: int) -> None:
        """Adds one answer to its day: to a row with the fields of a DayTally, in their order."""
        row = self._rows.get(day)
        if row is None:
            row = self._rows[day] = list(self._start.get(day, NOTHING_DONE))
        counted_ms = count_ms(taken_ms)
        row[0] += 1
        row[4] += counted_ms
        if before is None:
            row[1] += 1
            row[5] += after.last_grade is not _AGAIN
            row[6] += counted_ms
        elif after.tested > before.tested:
            row[2] += 1
            if after.retained > before.retained:
                row[3] += 1
                row[7] += counted_ms
        elif not after.tested:
            row[6] += counted_ms

    def result(self) -> dict[StudyDay, DayTally]:
        """Gives the days up to here."""
        return {**self._start, **{day: DayTally(*row) for day, row in self._rows.items()}}
