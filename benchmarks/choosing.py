"""Measures how long choosing the queue of a day takes: for a date, and the best minutes of a backlog."""

import time
from collections.abc import Callable
from functools import partial
from random import Random
from statistics import median

from pairs import Figure, show_figures
from policies import FIRST_DAY

from aiquiz.core import values
from aiquiz.core.backlog import NEXT_DAYS
from aiquiz.core.days import StudyDay
from aiquiz.core.gain import Appraiser, Outlook, Trace
from aiquiz.core.pace import USUAL
from aiquiz.core.planner import Deadline, choose_for_date
from aiquiz.core.schedulers.fsrs import AVERAGE

TODAY = StudyDay(FIRST_DAY)
_TIMES = 15
_BOUNDS_MS = {600: None, 3_000: 50.0, 10_000: 150.0}


def make_deck(cards: int) -> list[Trace | None]:
    """Gives the traces of a deck in the middle of being learnt: a third is new, the others of all kinds."""
    chance = Random(cards)  # noqa: S311 - a benchmark
    ago = (1, 1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 45)
    return [
        None
        if chance.random() < 1 / 3
        else Trace(
            chance.lognormvariate(1, 1.2), chance.choice((2.1, 6.4, 7.4, 9.0)), StudyDay(TODAY - chance.choice(ago))
        )
        for _ in range(cards)
    ]


def choose_afresh(deck: list[Trace | None], days: int) -> object:
    """Chooses with nothing kept from before."""
    for table in (values.values_at, values.moves_after, values.left_alone):
        table.cache_clear()
    return choose_for_date(deck, Deadline(TODAY, StudyDay(TODAY + days), 1800.0, USUAL, AVERAGE))


def appraise(deck: list[Trace | None]) -> object:
    """Ranks a backlog by what a card is worth over the next thirty days."""
    appraiser = Appraiser(TODAY, Outlook(USUAL, NEXT_DAYS))
    return sorted(deck, key=lambda trace: -appraiser.worth(trace).a_second)


def median_ms(function: Callable[[], object]) -> float:
    """Gives the median of the times that it takes, in milliseconds of the process's own time."""
    times = []
    for _ in range(_TIMES):
        start = time.process_time()
        function()
        times.append(1000 * (time.process_time() - start))
    return median(times)


def main() -> None:
    """Prints a table, and ends with 1 where a bound is missed."""
    rows = []
    for cards, bound in _BOUNDS_MS.items():
        deck = make_deck(cards)
        for days in (7, 21, 60, 365):
            name = f"{cards:,} cards, {days} days left"
            rows.append(Figure(name, median_ms(partial(choose_afresh, deck, days)), "ms", bound))
    for cards in (20, 2_000, 10_000):
        deck = make_deck(cards)
        rows.append(Figure(f"a backlog of {cards:,} cards", median_ms(partial(appraise, deck)), "ms"))
    raise SystemExit(0 if show_figures(rows) else 1)


if __name__ == "__main__":
    main()
