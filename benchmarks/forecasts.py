"""Measures what `aiquiz plan` says beforehand: the share known on the date, and whether it lies within the range given.

The learners are those of the deadline benchmark, who remember by other models than the planner's.
"""

import argparse
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from statistics import mean
from typing import NamedTuple

from deadline import SCENARIOS, TUNING_PEOPLE, Learner, study_day
from policies import FIRST_DAY, Deck
from simulated import FAMILIES

from aiquiz.core.cards import Heading, Level
from aiquiz.core.days import StudyDay
from aiquiz.core.events import EventId, Planned
from aiquiz.core.plan import take_plan

MOMENTS = (0.0, 1 / 3, 2 / 3)
_SCENARIOS = (0, 1, 2)


class Forecast(NamedTuple):
    """What was said at a moment (0 at the start, 1 on the date), and what came."""

    moment: float
    low: float
    planned: float
    high: float
    came: float


def follow(number: int, family: str, person: int, seed: int) -> list[Forecast]:
    """Lets a learner follow the plan, asks it at each moment, and compares at the end."""
    cards, days, minutes = SCENARIOS[number]
    learner, deck = Learner(number, family, person, seed), Deck(cards, days, minutes * 60)
    headings = [Heading(card, "topic", "subtopic", Level.BEGINNER, (), (), 0) for card in deck.cards]
    on = date.fromordinal(FIRST_DAY + days)
    goal = Planned(EventId(""), datetime(2026, 1, 1, tzinfo=UTC), 0, on, minutes)
    said = []
    for day in range(days):
        for moment in MOMENTS:
            if day == int(moment * days):
                total = take_plan(headings, deck.progress, goal, StudyDay(FIRST_DAY + day)).total
                said.append((moment, total.low.plain, total.planned.plain, total.high.plain))
        study_day("ours", learner, deck, day)
    came = learner.mean_recall(days)
    return [Forecast(*row, came) for row in said]


def main() -> None:
    """Prints a table by moment."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=8)
    options.add_argument("--first", type=int, default=len(TUNING_PEOPLE))
    options.add_argument("--workers", type=int, default=2)
    asked = options.parse_args()
    people = range(asked.first, asked.first + asked.people)
    jobs = [(number, family, person, 0) for number in _SCENARIOS for family in FAMILIES for person in people]
    with ProcessPoolExecutor(asked.workers) as pool:
        found = [row for rows in pool.map(follow, *zip(*jobs, strict=True)) for row in rows]
    print("\n| asked at | said (mean) | came (mean) | mean error | within the range |\n|---|---:|---:|---:|---:|")
    for moment in MOMENTS:
        rows = [row for row in found if row.moment == moment]
        said, came = mean(row.planned for row in rows), mean(row.came for row in rows)
        error = mean(abs(row.planned - row.came) for row in rows)
        within = mean(row.low <= row.came <= row.high for row in rows)
        name = "the start" if not moment else f"{moment:.0%} of the time"
        print(f"| {name} | {said:.1%} | {came:.1%} | {100 * error:.1f} points | {within:.0%} of {len(rows)} |")


if __name__ == "__main__":
    main()
