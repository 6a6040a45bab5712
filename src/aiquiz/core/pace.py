"""How long a learner takes over a card, and how often a new one is known at once."""

from collections.abc import Mapping
from typing import NamedTuple

from aiquiz.core.days import StudyDay
from aiquiz.core.progress import DayTally

RECENT_DAYS = 60
_USUAL_WEIGHT = 10
"""The usual figures count as much as so many answers: the first few of a learner's own do not rule."""


class Pace(NamedTuple):
    """Seconds for a card that is recalled, for one that is forgotten (learning it again included), and for a new one.

    They are means rather than medians: the minutes of a day are a sum. `new_known` is the share, from 0 to 1, of new
    cards that are answered hard or better at the first sight.
    """

    recalled_s: float = 15.0
    forgotten_s: float = 35.0
    new_s: float = 45.0
    new_known: float = 0.3


USUAL = Pace()


def take_pace(days: Mapping[StudyDay, DayTally], today: StudyDay) -> Pace:
    """Gives the learner's own pace over the last days, drawn towards the usual one while answers are few."""
    recent = [tally for day, tally in days.items() if day > today - RECENT_DAYS]
    new, retained = sum(tally.new for tally in recent), sum(tally.retained for tally in recent)
    forgotten = sum(tally.tested - tally.retained for tally in recent)
    new_ms, retained_ms = sum(tally.new_ms for tally in recent), sum(tally.retained_ms for tally in recent)
    forgotten_ms = sum(tally.taken_ms for tally in recent) - new_ms - retained_ms
    return Pace(
        recalled_s=_blend(retained_ms / 1000, retained, USUAL.recalled_s),
        forgotten_s=_blend(forgotten_ms / 1000, forgotten, USUAL.forgotten_s),
        new_s=_blend(new_ms / 1000, new, USUAL.new_s),
        new_known=_blend(sum(tally.new_known for tally in recent), new, USUAL.new_known),
    )


def _blend(total: float, number: int, usual: float) -> float:
    return (total + _USUAL_WEIGHT * usual) / (number + _USUAL_WEIGHT)
