"""How well recall is predicted, on one person's real reviews (data/ORIGIN.md says whose they are).

A review is scored when it is on a later study day than the card's one before. The first half of them, by time, is for
fitting; the scores are those of the second half. Every guess is made before its answer is known, by the same replay
that aiquiz starts with.
"""

import csv
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from aiquiz.core.calibration import Guess, Score, calibrate
from aiquiz.core.cards import CardId
from aiquiz.core.days import StudyDay, study_day
from aiquiz.core.events import EventId, Reviewed, make_event_id
from aiquiz.core.progress import Rules, Trial, replay
from aiquiz.core.schedulers import GRADES, Grade, by_name
from aiquiz.core.schedulers.fsrs import AVERAGE, Person, retrievability
from aiquiz.core.schedulers.sm2 import LEAST_EASINESS_X100, Sm2, Sm2Memory

REVIEWS = Path(__file__).parent / "data" / "josh.csv"
ROLLOVER_HOUR = 7
"""The person's study day begins 25,200 s after midnight UTC."""

FAILED_STEP_X100 = -32
"""What the formula of the easiness factor gives for quality 2, where the thesis leaves the factor alone."""


class Row(NamedTuple):
    """A line of the table; `bound` is the most that the log loss may be."""

    name: str
    score: Score
    bound: float


class LoweredSm2(Sm2):
    """SM-2 as many programs have it: a failure lowers the easiness factor too."""

    def review(self, memory: Sm2Memory | None, grade: Grade, days: int) -> Sm2Memory:
        """Gives the memory after a review."""
        after = super().review(memory, grade, days)
        if grade is not Grade.AGAIN or after is memory:
            return after
        return after._replace(easiness_x100=max(LEAST_EASINESS_X100, after.easiness_x100 + FAILED_STEP_X100))


def main() -> None:
    """Scores, prints the tables, and ends with 1 where a bound is missed."""
    rows = make_rows(list(read_reviews(REVIEWS)))
    _show(rows)
    sys.exit(any(row.score.log_loss > row.bound for row in rows))


def read_reviews(path: Path) -> Iterator[Reviewed]:
    """Gives the reviews as the events of a log, in order of time."""
    last: EventId | None = None
    with path.open(encoding="utf-8", newline="") as file:
        for number, line in enumerate(csv.DictReader(file)):
            at_ms = int(line["review_time_ms"])
            last = make_event_id(at_ms, number, last)
            at = datetime.fromtimestamp(at_ms / 1000, UTC)
            grade = GRADES[int(line["rating"]) - 1]
            yield Reviewed(last, at, 0, CardId(f"card-{line['card_id']}"), grade, int(line["duration_ms"] or 0))


def make_rows(events: list[Reviewed]) -> list[Row]:
    """Gives the scores of every way to predict, the best that was measured as its bound."""
    trials: list[Trial] = []
    replay(events, Rules(by_name("sm-2"), ROLLOVER_HOUR), watch=trials.append)
    average = calibrate([_guess(trial, AVERAGE) for trial in trials])
    fitted = calibrate([_guess(trial, trial.person) for trial in trials])
    sm2, lowered = (calibrate(list(_by_interval(events, scheduler.review))) for scheduler in (Sm2(), LoweredSm2()))
    return [
        Row("FSRS-6, average learner", average.model, 0.4415),
        Row("FSRS-6, fitted to the learner", fitted.model, 0.4415),
        Row("SM-2 as `0.9 ** (days / interval)`", sm2.model, 0.5267),
        Row("the same, failures lower the easiness", lowered.model, 0.5142),
        Row("constant", average.constant, 0.4877),
        Row("moving average", average.moving_average, 0.4677),
    ]


def _guess(trial: Trial, person: Person) -> Guess:
    return Guess(retrievability(trial.days, trial.before.memory.fsrs.stability, person), trial.is_recalled)


def _by_interval(
    events: list[Reviewed], review: Callable[[Sm2Memory | None, Grade, int], Sm2Memory]
) -> Iterator[Guess]:
    """Takes an interval of SM-2 for the days until recall has fallen to 0.9: it says nothing of chances itself."""
    known: dict[CardId, tuple[Sm2Memory, StudyDay]] = {}
    for event in events:
        day = study_day(event.at, event.offset_minutes, ROLLOVER_HOUR)
        memory, last = known.get(event.card, (None, day))
        if memory is not None and day > last:
            yield Guess(0.9 ** ((day - last) / memory.interval_days), event.grade is not Grade.AGAIN)
        known[event.card] = review(memory, event.grade, day - last), day


def _show(rows: list[Row]) -> None:
    reviews = sum(bin_.reviews for bin_ in rows[0].score.bins)
    print(f"\nScored: {reviews:,} reviews. In a bin: mean predicted → share recalled.\n")
    print("| predicted by | log loss | bound | AUC | lowest fifth | second | third | fourth | highest fifth |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, score, bound in rows:
        bins = " | ".join(f"{bin_.predicted:.3f} → {bin_.recalled:.3f}" for bin_ in score.bins)
        print(f"| {name} | {score.log_loss:.4f} | {bound:.4f} | {score.auc:.3f} | {bins} |")


if __name__ == "__main__":
    main()
