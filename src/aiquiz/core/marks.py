"""What a learner says of a card besides grading it: suspended, buried for today, flagged, a note."""

from typing import NamedTuple, assert_never

from aiquiz.core.days import StudyDay
from aiquiz.core.events import Mark, Marked

LEECH_LAPSES = 8
"""A card forgotten so often takes more time than it is worth as it stands: it wants another wording, or a hint."""


class CardMarks(NamedTuple):
    """The marks of a card; `buried_on` is the study day for which it was put aside, and no longer."""

    is_suspended: bool = False
    buried_on: StudyDay | None = None
    is_flagged: bool = False
    note: str = ""

    def is_asked(self, today: StudyDay) -> bool:
        """Says whether the card may come up today."""
        return not self.is_suspended and self.buried_on != today


UNMARKED = CardMarks()


def apply_mark(marks: CardMarks, event: Marked, day: StudyDay) -> CardMarks:
    """Gives the marks after an event of a study day."""
    match event.mark:
        case Mark.SUSPENDED | Mark.RESUMED:
            return marks._replace(is_suspended=event.mark is Mark.SUSPENDED)
        case Mark.BURIED:
            return marks._replace(buried_on=day)
        case Mark.FLAGGED | Mark.UNFLAGGED:
            return marks._replace(is_flagged=event.mark is Mark.FLAGGED)
        case Mark.NOTED:
            return marks._replace(note=event.text)
        case _:
            assert_never(event.mark)
