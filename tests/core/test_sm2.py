import json
from itertools import product
from math import ceil
from pathlib import Path
from typing import Any

import pytest

from aiquiz.core.schedulers import Grade
from aiquiz.core.schedulers.sm2 import LONGEST_INTERVAL_DAYS, Sm2, Sm2Memory

VECTORS: list[dict[str, Any]] = json.loads(
    Path(__file__).parents[1].joinpath("tables", "sm2.json").read_text(encoding="utf-8")
)
QUALITIES = {
    0: Grade.AGAIN,
    1: Grade.AGAIN,
    2: Grade.AGAIN,
    3: Grade.HARD,
    4: Grade.GOOD,
    5: Grade.EASY,
}
PASSING = (3, 4, 5)


def review_each(qualities: tuple[int, ...], memory: Sm2Memory | None = None) -> list[Sm2Memory]:
    """Gives the memory after each answer, the days between them as the scheduler set them."""
    found: list[Sm2Memory] = []
    for quality in qualities:
        days = memory.interval_days if memory else 0
        memory = Sm2().review(memory, QUALITIES[quality], days)
        found.append(memory)
    return found


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_the_table_of_sequences_comes_out(vector: dict[str, Any]) -> None:
    memories = review_each(tuple(vector["grades"]))
    assert [memory.repetitions for memory in memories] == vector["repetitions"]
    assert [memory.interval_days for memory in memories] == vector["interval_days"]
    assert [memory.easiness_x100 for memory in memories] == vector["ef_x100"]


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_what_is_repeated_the_same_day_in_the_table_is_again_and_hard(vector: dict[str, Any]) -> None:
    repeated = [QUALITIES[quality] in {Grade.AGAIN, Grade.HARD} for quality in vector["grades"]]
    assert repeated == vector["repeat_same_day"]


def test_the_three_failing_qualities_are_one() -> None:
    assert review_each((4, 5, 0, 4)) == review_each((4, 5, 1, 4)) == review_each((4, 5, 2, 4))


@pytest.mark.parametrize(
    ("grade", "memory"),
    [
        (Grade.AGAIN, Sm2Memory(0, 1, 250)),
        (Grade.HARD, Sm2Memory(1, 1, 236)),
        (Grade.GOOD, Sm2Memory(1, 1, 250)),
        (Grade.EASY, Sm2Memory(1, 1, 260)),
    ],
)
def test_the_first_answer_counts_whatever_the_days(grade: Grade, memory: Sm2Memory) -> None:
    assert Sm2().review(None, grade, 0) == Sm2().review(None, grade, 3) == memory


def test_the_interval_is_rounded_up_and_uses_the_easiness_after_the_answer() -> None:
    before = Sm2Memory(2, 6, 250)
    assert Sm2().review(before, Grade.HARD, 6) == Sm2Memory(3, 15, 236)  # 14.16
    assert Sm2().review(before, Grade.GOOD, 6) == Sm2Memory(3, 15, 250)  # 15 exactly
    assert Sm2().review(before, Grade.EASY, 6) == Sm2Memory(3, 16, 260)  # 15.6


def test_the_next_success_after_a_failure_gives_one_day_and_then_six() -> None:
    memories = review_each((4, 4), Sm2().review(Sm2Memory(7, 90, 210), Grade.AGAIN, 90))
    assert memories == [Sm2Memory(1, 1, 210), Sm2Memory(2, 6, 210)]


def test_the_interval_does_not_depend_on_how_late_the_answer_came() -> None:
    before = Sm2Memory(3, 15, 250)
    assert Sm2().review(before, Grade.GOOD, 1) == Sm2().review(before, Grade.GOOD, 400) == Sm2Memory(4, 38, 250)


@pytest.mark.parametrize("grade", Grade)
def test_a_second_answer_on_the_same_day_leaves_the_memory_as_it_is(grade: Grade) -> None:
    for memory in (Sm2Memory(0, 1, 250), Sm2Memory(1, 1, 130), Sm2Memory(9, 400, 300)):
        assert Sm2().review(memory, grade, 0) == memory


def test_easiness_stops_falling_at_130() -> None:
    assert [memory.easiness_x100 for memory in review_each((3,) * 10)][-3:] == [138, 130, 130]


def test_an_interval_ends_at_a_century() -> None:
    assert LONGEST_INTERVAL_DAYS == 36_500
    assert review_each((5,) * 30)[-1].interval_days == LONGEST_INTERVAL_DAYS
    assert Sm2().review(Sm2Memory(3, LONGEST_INTERVAL_DAYS, 130), Grade.HARD, 1).interval_days == LONGEST_INTERVAL_DAYS


def test_floats_would_be_a_day_off_in_296_of_all_sequences_of_eight_passing_grades() -> None:
    differing = 0
    for qualities in product(PASSING, repeat=8):
        easiness, interval, by_floats = 2.5, 0, []
        for repetition, quality in enumerate(qualities, 1):
            easiness = max(1.3, easiness + (0.1 - (5 - quality) * (0.08 + (5 - quality) * 0.02)))
            interval = {1: 1, 2: 6}.get(repetition) or ceil(interval * easiness)
            by_floats.append(interval)
        differing += by_floats != [memory.interval_days for memory in review_each(qualities)]
    assert differing == 296
