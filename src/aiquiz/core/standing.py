"""How a card stands: its memory and what was counted of it, moved on by each answer; and when it is due."""

from typing import NamedTuple

from aiquiz.core.days import StudyDay
from aiquiz.core.schedulers import Grade, Memory, Scheduler

_AGAIN = Grade.AGAIN  # looking a member up in its class is slow in Python 3.11, and this is done a million times


class Standing(NamedTuple):
    """What is known of a card that was answered at least once.

    `tested` counts the reviews on a later study day than the one before, `retained` those of them answered hard or
    better: they are what retention is made of.
    """

    memory: Memory
    reviewed_on: StudyDay
    last_grade: Grade
    reviews: int
    tested: int
    retained: int

    @property
    def lapses(self) -> int:
        """How often the card was forgotten."""
        return self.tested - self.retained


def evolve(standing: Standing | None, grade: Grade, day: StudyDay, scheduler: Scheduler[Memory]) -> Standing:
    """Gives a card's standing after an answer on a study day; None is a card never seen.

    A clock that was set back gives 0 days since the last review, never a negative interval.
    """
    if standing is None:
        return Standing(scheduler.review(None, grade, 0), day, grade, 1, 0, 0)
    memory, reviewed_on, _, reviews, tested, retained = standing
    days = max(0, day - reviewed_on)
    if days:
        tested += 1
        retained += grade is not _AGAIN
    return Standing(scheduler.review(memory, grade, days), day, grade, reviews + 1, tested, retained)


def due_on(standing: Standing, scheduler: Scheduler[Memory]) -> StudyDay:
    """Gives the study day on which a card is due."""
    return StudyDay(standing.reviewed_on + scheduler.interval_days(standing.memory))


def is_unfinished(standing: Standing, today: StudyDay) -> bool:
    """Says whether a card was left today before it was answered good or better, as SM-2 asks for."""
    return standing.reviewed_on == today and standing.last_grade in {Grade.AGAIN, Grade.HARD}


def is_due(standing: Standing, today: StudyDay, scheduler: Scheduler[Memory]) -> bool:
    """Says whether a card is to be asked today."""
    return due_on(standing, scheduler) <= today or is_unfinished(standing, today)
