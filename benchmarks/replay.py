"""What a review costs when a log is replayed, and what either scheduler costs alone, beside py-fsrs.

Answers are made in memory. py-fsrs keeps one model and no study days, tallies or fit: its side is `review_card` alone,
and its cards stand ready before the clock starts, because making one sleeps for a millisecond. A replay here keeps SM-2
and FSRS-6, the days, the tally and the fit.
"""

import gc
import sys
from collections.abc import Sequence
from typing import TypeVar

from fsrs import Card, Rating
from fsrs import Scheduler as Theirs
from learner import make_answers
from pairs import Figure, Measure, Row, compare, show_comparisons, show_figures, timed

from aiquiz.__main__ import COLLECT_AFTER
from aiquiz.core.cards import CardId
from aiquiz.core.days import StudyDay, study_day
from aiquiz.core.events import Reviewed
from aiquiz.core.progress import Rules, replay
from aiquiz.core.schedulers import NAMES, Grade, Scheduler, by_name
from aiquiz.core.schedulers.fsrs import PARAMETERS, Fsrs6
from aiquiz.core.schedulers.sm2 import Sm2

ANSWERS, CARDS, DAYS = 1_000_000, 10_000, 1_500
PAIR_ANSWERS, PAIR_CARDS, PAIR_DAYS, PAIRS = 20_000, 1_000, 300, 21
RUNS = 3
FIFTH, REPLAY = 0.2, 1.0
"""A scheduler alone takes at most a fifth of py-fsrs; a replay, with all that it keeps, at most as long as that."""

_RATINGS = dict(zip(Grade, Rating, strict=True))

M = TypeVar("M")
Asked = tuple[CardId, Grade, StudyDay]


def main() -> None:
    """Measures, prints the tables, and ends with 1 where a bound is missed."""
    gc.set_threshold(COLLECT_AFTER)  # as in a start
    events = _answers(PAIR_ANSWERS, PAIR_CARDS, PAIR_DAYS)
    asked = [(event.card, event.grade, study_day(event.at, event.offset_minutes)) for event in events]
    theirs = _py_fsrs(events)
    alone = {Sm2.name: timed(lambda: _fold(asked, Sm2())), Fsrs6.name: timed(lambda: _fold(asked, Fsrs6()))}
    rows = [
        *(Row(f"{name} alone, against py-fsrs", compare(alone[name], theirs, PAIRS), FIFTH) for name in NAMES),
        *(
            Row(f"a replay under {name}, against py-fsrs", compare(_replayed(events, name), theirs, PAIRS), REPLAY)
            for name in NAMES
        ),
    ]
    many = _answers(ANSWERS, CARDS, DAYS)
    print(f"Each side of a pair is {PAIR_ANSWERS:,} reviews of {PAIR_CARDS:,} cards.")
    are_met = [show_comparisons(rows), show_figures([_long_replay(many, name) for name in NAMES])]
    sys.exit(not all(are_met))


def _answers(answers: int, cards: int, days: int) -> list[Reviewed]:
    return list(make_answers([CardId(f"card-{number}") for number in range(cards)], answers, days))


def _fold(asked: Sequence[Asked], scheduler: Scheduler[M]) -> dict[CardId, tuple[M, StudyDay]]:
    """Advances each card and asks for its interval, which `review_card` works out too."""
    known: dict[CardId, tuple[M, StudyDay]] = {}
    for card, grade, day in asked:
        before = known.get(card)
        if before is None:
            memory = scheduler.review(None, grade, 0)
        else:
            memory = scheduler.review(before[0], grade, day - before[1])
        scheduler.interval_days(memory)
        known[card] = memory, day
    return known


def _replayed(events: list[Reviewed], name: str) -> Measure:
    return timed(lambda: replay(events, Rules(by_name(name))))


def _py_fsrs(events: list[Reviewed]) -> Measure:
    scheduler = Theirs(parameters=PARAMETERS, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    fresh = {event.card: Card() for event in events[:PAIR_CARDS]}
    asked = [(event.card, _RATINGS[event.grade], event.at) for event in events]

    def review_all() -> dict[CardId, Card]:
        cards = dict(fresh)
        for card, rating, at in asked:
            cards[card], _ = scheduler.review_card(cards[card], rating, at)
        return cards

    return timed(review_all)


def _long_replay(events: list[Reviewed], name: str) -> Figure:
    took_s = min(_replayed(events, name)() for _ in range(RUNS))
    return Figure(
        f"a review, of {len(events):,} replayed under {name}, the quickest of {RUNS}", took_s / len(events) * 1e6, "µs"
    )


if __name__ == "__main__":
    main()
