"""The schedulers, found by name."""

from aiquiz.core.schedulers.protocol import GRADES, Grade, Outcome, Scheduler, outcomes
from aiquiz.core.schedulers.sm2 import Sm2, Sm2Memory
from aiquiz.errors import UsageError

__all__ = ["GRADES", "Grade", "Memory", "Outcome", "Scheduler", "by_name", "outcomes"]

Memory = Sm2Memory
"""What the schedulers of this version know of a card."""

_ALL = {Sm2.name: Sm2}


def by_name(name: str) -> Scheduler[Memory]:
    """Gives the scheduler of that name; UsageError when there is none."""
    try:
        return _ALL[name]()
    except KeyError:
        raise UsageError(f"There is no scheduler called {name!r}", f"Known: {', '.join(_ALL)}.") from None
