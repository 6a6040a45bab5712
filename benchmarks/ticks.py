"""How right the ticks of a typed answer are, on answers that were judged by hand, and how long matching takes.

`python benchmarks/ticks.py` prints the table for docs/performance.md; the intervals are a bootstrap over cards.
"""

import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from support.judged import Judged, Ticks, compare, read_judged

from aiquiz.core.matching.answers import match_points

SAMPLES = 1000
KINDS = ("good", "half", "wrong", "off-topic")


def main() -> None:
    """Prints the figures."""
    answers = list(read_judged())
    print("| answers | cards | right | wrong | missed | precision | recall |")
    print("|---|---:|---:|---:|---:|---|---|")
    print_row("all", answers)
    for part in ("test", "dev"):
        print_row(f"`part: {part}`", [answer for answer in answers if answer.part == part])
    for kind in KINDS:
        print_row(kind, [answer for answer in answers if answer.kind == kind])
    print(f"\nMatching one answer takes {1000 * time_matching(answers):.1f} ms in the median, words seen before.")


def print_row(name: str, answers: Sequence[Judged]) -> None:
    """Prints what became of some answers."""
    ticks = compare(list(answers))
    cards = sorted({answer.card.id for answer in answers})
    figures = [interval(answers, cards, measure) for measure in (lambda t: t.precision, lambda t: t.recall)]
    print(f"| {name} | {len(cards)} | {ticks.right} | {ticks.wrong} | {ticks.missed} | {' | '.join(figures)} |")


def interval(answers: Sequence[Judged], cards: Sequence[str], measure: Callable[[Ticks], float]) -> str:
    """Gives a figure with its interval of 95 %, the cards drawn anew a thousand times."""
    ticks = {card: compare([answer for answer in answers if answer.card.id == card]) for card in cards}
    chance = random.Random(20261122)  # noqa: S311 - a bootstrap is no secret
    drawn = sorted(measure(add([ticks[chance.choice(cards)] for _ in cards])) for _ in range(SAMPLES))
    whole = measure(add(list(ticks.values())))
    return f"{whole:.2f} ({drawn[SAMPLES // 40]:.2f} to {drawn[-SAMPLES // 40]:.2f})"


def add(ticks: Sequence[Ticks]) -> Ticks:
    """Gives the sum."""
    return Ticks(*(sum(column) for column in zip(*ticks, strict=True)))


def time_matching(answers: Sequence[Judged]) -> float:
    """Gives the seconds that one answer takes."""
    times = []
    for _ in range(3):
        for answer in answers:
            start = perf_counter()
            match_points(answer.text, answer.card.key_points)
            times.append(perf_counter() - start)
    return median(times[len(answers) :])


if __name__ == "__main__":
    main()
