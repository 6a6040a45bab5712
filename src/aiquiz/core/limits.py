"""How much a day takes on: what is left of its limits, and what they hold back."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from aiquiz.core.days import StudyDay
from aiquiz.core.goal import goal_day, is_running
from aiquiz.core.headings import Headed
from aiquiz.core.progress import NOTHING_DONE, DayTally, Progress, Rules
from aiquiz.core.selection import NEW_CARDS_A_DAY, Limits, cap_reviews, choose_due, choose_new


class DayLimits(NamedTuple):
    """What somebody takes on a day at most; no limit of reviews is None."""

    new: int = NEW_CARDS_A_DAY
    reviews: int | None = None


class Held(NamedTuple):
    """The cards that the limits hold back: those that are due, and the new ones that the day has no room for."""

    due: int = 0
    new: int = 0


NOTHING_HELD = Held()


class Tomorrow(NamedTuple):
    """What the next day holds: cards that are due, new ones, the seconds for both, and the days that a goal leaves.

    With a goal running its minutes decide, and `days_left` (0 is the day itself) is a number.
    """

    due: int
    new: int
    seconds: float
    days_left: int | None = None


def rest_of_day(limits: DayLimits, days: Mapping[StudyDay, DayTally], today: StudyDay) -> Limits:
    """Gives what is left of the day's limits after all sessions of the day."""
    done = days.get(today, NOTHING_DONE)
    reviews = None if limits.reviews is None else max(0, limits.reviews - done.tested)
    return Limits(max(0, limits.new - done.new), None, reviews)


def count_held(cards: Iterable[Headed], progress: Progress, today: StudyDay, rules: Rules, limits: Limits) -> Held:
    """Gives how many of the cards that could be asked today the limits on new cards and reviews hold back."""
    known = list(cards)
    due, new = choose_due(known, progress, today, rules), choose_new(known, progress, today)
    kept = cap_reviews(due, progress, today, limits.reviews)
    return Held(len(due) - len(kept), max(0, len(new) - max(0, limits.new)))


def take_tomorrow(
    cards: Iterable[Headed], progress: Progress, today: StudyDay, rules: Rules, limits: DayLimits
) -> Tomorrow:
    """Gives what the day after a sitting holds, if nothing more is answered today."""
    day = StudyDay(today + 1)
    known = list(cards)
    due = cap_reviews(choose_due(known, progress, day, rules), progress, day, limits.reviews)
    new = choose_new(known, progress, day)[: limits.new]
    from aiquiz.core.backlog import seconds_of  # noqa: PLC0415 - who asks what is due now pays for no forecast
    from aiquiz.core.pace import take_pace  # noqa: PLC0415 - as above

    pace, person = take_pace(progress.days, day), progress.fit.person
    seconds = sum(seconds_of(progress.standings.get(card.id), day, pace, person) for card in (*due, *new))
    goal = progress.goal
    if goal is not None and is_running(goal, day):
        return Tomorrow(len(due), len(new), goal.minutes * 60.0, goal_day(goal) - day)
    return Tomorrow(len(due), len(new), seconds)
