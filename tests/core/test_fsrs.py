import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fsrs import Card, Rating
from fsrs import Scheduler as Oracle
from hypothesis import given, settings
from hypothesis import strategies as st

from aiquiz.core.schedulers import GRADES, Grade
from aiquiz.core.schedulers.fsrs import (
    AVERAGE,
    MOST_STABILITY,
    PARAMETERS,
    Fsrs6,
    FsrsMemory,
    Person,
    retrievability,
)

TABLE = json.loads((Path(__file__).parent.parent / "tables" / "fsrs6.json").read_text(encoding="utf-8"))
START = datetime(2026, 1, 1, 12, tzinfo=UTC)

histories = st.lists(st.tuples(st.sampled_from(GRADES), st.integers(0, 400)), min_size=1, max_size=30)
people = st.builds(Person, st.floats(0.05, 20), st.floats(0.05, 0.8))


def memories(history: list[tuple[Grade, int]]) -> list[FsrsMemory]:
    memory, found = None, []
    for grade, days in history:
        memory = Fsrs6().review(memory, grade, days)
        found.append(memory)
    return found


@pytest.mark.parametrize("row", TABLE, ids=lambda row: str(row["reviews"])[:40])
def test_the_golden_histories(row: dict[str, list[float]]) -> None:
    found = memories([(GRADES[number - 1], days) for days, number in row["reviews"]])  # type: ignore[misc, has-type]
    assert [memory.stability for memory in found] == pytest.approx(row["stability"], abs=1e-5)
    assert [memory.difficulty for memory in found] == pytest.approx(row["difficulty"], abs=1e-5)
    assert [Fsrs6().interval_days(memory) for memory in found] == row["interval_at_0_90"]
    assert [retrievability(10, memory.stability) for memory in found] == pytest.approx(row["r_after_10d"], abs=1e-5)


@settings(deadline=None)
@given(histories)
def test_the_reference_implementation_agrees_to_a_billionth(history: list[tuple[Grade, int]]) -> None:
    oracle = Oracle(parameters=PARAMETERS, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, at = Card(), START
    for (grade, days), memory in zip(history, memories(history), strict=True):
        at += timedelta(days=days)
        card, _ = oracle.review_card(card, Rating(GRADES.index(grade) + 1), at)
        assert memory == pytest.approx((card.stability, card.difficulty), rel=1e-9)
        assert Fsrs6().interval_days(memory) == (card.due - at).days
        for later in (0, 1, 9, 1000):
            theirs = oracle.get_card_retrievability(card, at + timedelta(days=later))
            assert retrievability(later, memory.stability) == pytest.approx(theirs, rel=1e-9)


@given(histories)
def test_stability_and_difficulty_keep_to_their_ranges(history: list[tuple[Grade, int]]) -> None:
    for memory in memories(history):
        assert 0.001 <= memory.stability <= MOST_STABILITY
        assert 1 <= memory.difficulty <= 10
        assert 1 <= Fsrs6().interval_days(memory) <= 36_500


def test_what_would_pass_a_range_stays_at_its_end() -> None:
    fsrs = Fsrs6()
    assert fsrs.review(FsrsMemory(36_000, 5), Grade.EASY, 400).stability == 36_500
    assert fsrs.review(FsrsMemory(0.001, 10), Grade.AGAIN, 1).stability == 0.001
    assert fsrs.review(FsrsMemory(5, 1.5), Grade.EASY, 4).difficulty == 1


@given(histories, st.integers(1, 400))
def test_a_better_grade_never_leaves_a_weaker_memory(history: list[tuple[Grade, int]], days: int) -> None:
    memory = memories(history)[-1]
    after = [Fsrs6().review(memory, grade, days).stability for grade in GRADES]
    assert after == sorted(after)
    assert after[0] <= memory.stability <= after[1]


@given(people, st.floats(0.001, 36_500), st.floats(0.7, 0.97))
def test_the_interval_is_when_retrievability_has_fallen_to_the_desired_retention(
    person: Person, stability: float, desired: float
) -> None:
    days = Fsrs6(desired, person).interval_days(FsrsMemory(stability, 5))
    if 1 < days < 36_500:
        assert retrievability(days - 0.5, stability, person) >= desired - 1e-9
        assert retrievability(days + 0.5, stability, person) <= desired + 1e-9


@given(people, st.floats(0.001, 36_500), st.integers(0, 10_000))
def test_retrievability_is_a_chance_that_falls_with_the_days(person: Person, stability: float, days: int) -> None:
    now, later = retrievability(days, stability, person), retrievability(days + 1, stability, person)
    assert 0 < later < now <= 1
    assert retrievability(stability * person.k, stability, person) == pytest.approx(0.9)


def test_a_memory_that_lasts_twice_as_long_is_due_half_as_often() -> None:
    memory = FsrsMemory(10, 5)
    assert Fsrs6(0.9, AVERAGE).interval_days(memory) == 10
    assert Fsrs6(0.9, Person(k=2)).interval_days(memory) == 20


@pytest.mark.parametrize("desired", [0.0, 0.69, 0.971, 1.0, float("nan")])
def test_a_desired_retention_out_of_range_is_refused(desired: float) -> None:
    with pytest.raises(ValueError, match="desired retention"):
        Fsrs6(desired)
