"""What happened to a card: each answer with the days between, taken back or not; since when it is marked."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from aiquiz.core.days import ROLLOVER_HOUR, StudyDay, study_day
from aiquiz.core.events import Answer, Crammed, Event, EventId, Forgotten, Mark, Marked
from aiquiz.core.headings import CardId
from aiquiz.core.schedulers import Grade

_BEGINS = {Mark.SUSPENDED: Mark.SUSPENDED, Mark.FLAGGED: Mark.FLAGGED}
_ENDS = {Mark.RESUMED: Mark.SUSPENDED, Mark.UNFLAGGED: Mark.FLAGGED}


class Asked(NamedTuple):
    """An answer: its study day, the grade, the milliseconds that it took, and the days since the one before.

    The days are None at the first answer (ever, or since the card was forgotten), and for one in a drill (`is_drill`)
    or taken back (`is_undone`): these two count for nothing.
    """

    day: StudyDay
    grade: Grade
    taken_ms: int
    days_since: int | None
    is_drill: bool
    is_undone: bool


def take_history(
    events: Iterable[Event], undone: Collection[EventId], card_id: CardId, rollover_hour: int = ROLLOVER_HOUR
) -> tuple[Asked, ...]:
    """Gives the answers to one card, in the order of the events."""
    found = []
    last: StudyDay | None = None
    for event in events:
        if isinstance(event, Forgotten) and event.card == card_id and event.id not in undone:
            last = None
        if not isinstance(event, Answer) or event.card != card_id:
            continue
        day = study_day(event.at, event.offset_minutes, rollover_hour)
        is_drill, is_undone = isinstance(event, Crammed), event.id in undone
        counts = not is_drill and not is_undone
        since = max(0, day - last) if counts and last is not None else None
        found.append(Asked(day, event.grade, event.taken_ms, since, is_drill, is_undone))
        if counts:
            last = day
    return tuple(found)


def marked_since(
    events: Iterable[Event], undone: Collection[EventId], mark: Mark, rollover_hour: int = ROLLOVER_HOUR
) -> dict[CardId, StudyDay]:
    """Gives the study day since which each card is suspended, or flagged."""
    since: dict[CardId, StudyDay] = {}
    for event in events:
        if not isinstance(event, Marked) or event.id in undone:
            continue
        if _BEGINS.get(event.mark) is mark:
            since.setdefault(event.card, study_day(event.at, event.offset_minutes, rollover_hour))
        elif _ENDS.get(event.mark) is mark:
            since.pop(event.card, None)
    return since
