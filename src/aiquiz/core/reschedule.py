"""What other rules do to the dates of the cards; the history stays as it is."""

from collections.abc import Iterable
from typing import NamedTuple

from aiquiz.core.days import StudyDay
from aiquiz.core.headings import Headed
from aiquiz.core.progress import Progress, Rules, due_on, is_due
from aiquiz.core.selection import askable


class Outlook(NamedTuple):
    """The history as it folds under some rules, and the study day that is today under them."""

    progress: Progress
    rules: Rules
    today: StudyDay


class Rescheduled(NamedTuple):
    """How many cards have a date, how many of them another one than before, and how many are due today."""

    cards: int
    moved: int
    due_before: int
    due_after: int


def reschedule(cards: Iterable[Headed], before: Outlook, after: Outlook) -> Rescheduled:
    """Compares the due dates of one history under two sets of rules; a new card has no date, nor has a hidden one."""
    dated = moved = due_before = due_after = 0
    for card in askable(cards, after.progress, after.today):
        old, new = before.progress.standings.get(card.id), after.progress.standings.get(card.id)
        if old is None or new is None:
            continue
        dated += 1
        moved += due_on(old, before.rules.scheduler) != due_on(new, after.rules.scheduler)
        due_before += is_due(old, before.today, before.rules.scheduler)
        due_after += is_due(new, after.today, after.rules.scheduler)
    return Rescheduled(dated, moved, due_before, due_after)
