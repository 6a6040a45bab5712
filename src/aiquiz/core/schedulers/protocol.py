"""What every scheduler can do: advance a card's memory by one review, and say when the card is due next."""

from enum import StrEnum
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar


class Grade(StrEnum):
    """How well a card was answered, in the words that stand on the keys and in the log."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


GRADES = tuple(Grade)

M = TypeVar("M")


if TYPE_CHECKING:

    class Scheduler(Protocol[M]):
        """A spaced-repetition algorithm over its own kind of memory `M`; pure, so a preview is what is committed."""

        @property
        def name(self) -> str:
            """The name that settings and snapshots know it by."""

        @property
        def version(self) -> int:
            """Goes up whenever the same history gives other due dates: it makes a snapshot of the old ones stale."""

        def review(self, memory: M | None, grade: Grade, days: int) -> M:
            """Gives the memory after a review; None is a card never seen, `days` (0 or more) since its last review."""

        def interval_days(self, memory: M) -> int:
            """Gives the whole days (1 or more) until the card is due."""

else:

    class Scheduler(Generic[M]):
        """Stands for the protocol above: only the type checker asks for it, and every start would pay for it."""


class Outcome(NamedTuple):
    """What one grade would lead to; the interval is 0 days in a drill, which schedules nothing."""

    grade: Grade
    interval_days: int


def outcomes(scheduler: Scheduler[M], memory: M | None, days: int) -> tuple[Outcome, ...]:
    """Gives what each of the four grades would lead to, in the order of the keys.

    It asks the scheduler what answering would ask, so the interval on a key is the interval committed.
    """
    return tuple(Outcome(grade, scheduler.interval_days(scheduler.review(memory, grade, days))) for grade in GRADES)
