from collections.abc import Iterator
from math import exp, isclose, log
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import RULES

from aiquiz.core.fit import FIRST_BLOCK, LEAST_DECAY, MOST_DECAY, Fit, Fitter, fit_person, log_loss
from aiquiz.core.progress import Progress
from aiquiz.core.schedulers.fsrs import AVERAGE, DECAY, Person, retrievability
from aiquiz.store.snapshot import Snapshot, load_snapshot, save_snapshot

GOLDEN = 0.6180339887498949
Review = tuple[int, float, bool]
"""Days, stability in days, whether it was recalled."""

reviews = st.tuples(st.integers(1, 1000), st.floats(0.001, 36_500), st.booleans())
QUICK, SLOW = Person(0.4, 0.3), Person(2.5, 0.1)


def simulate(person: Person, number: int, start: int = 0) -> Iterator[Review]:
    """Gives reviews of a learner of that kind: their chances come true, spread as evenly as can be, not by luck."""
    for place in range(start + 1, start + number + 1):
        days, stability = 1 + place * 7 % 61, 1 + place * 11 % 23 * 0.9
        yield days, stability, place * GOLDEN % 1 < retrievability(days, stability, person)


def fit_all(rows: Iterator[Review] | list[Review], start: Fit | None = None) -> Fit:
    fitter = Fitter(start or Fit())
    for days, stability, is_recalled in rows:
        fitter.add(days, stability, is_recalled=is_recalled)
    return fitter.result()


def counts_of(rows: list[Review]) -> dict[int, tuple[int, int]]:
    """Gives the counts of reviews too few to close a block."""
    return dict(fit_all(rows[: FIRST_BLOCK - 1]).since)


def exact_cost(rows: list[Review], person: Person) -> float:
    """Gives what the fit minimises, without bins: from the formula alone."""
    chances = ((retrievability(days, stability, person), is_recalled) for days, stability, is_recalled in rows)
    loss = -sum(log(chance if is_recalled else 1 - chance) for chance, is_recalled in chances)
    return loss + 8 * (log(person.k) ** 2 + log(person.decay / DECAY) ** 2)


@pytest.mark.parametrize("person", [AVERAGE, QUICK, SLOW, Person(1.3, 0.5), Person(0.7, 0.1)])
def test_a_fit_finds_the_learner_who_made_the_reviews(person: Person) -> None:
    found = fit_all(simulate(person, 20_000)).person
    assert found.k == pytest.approx(person.k, rel=0.15)
    assert found.decay == pytest.approx(person.decay, rel=0.15)
    for times in (0.3, 1, 3, 10):
        theirs = retrievability(times, 1, person)
        assert retrievability(times, 1, found) == pytest.approx(theirs, abs=0.01)


@pytest.mark.parametrize("person", [AVERAGE, QUICK, SLOW])
def test_bins_lose_little_against_the_exact_likelihood(person: Person) -> None:
    rows = list(simulate(person, 1_000))
    fit = fit_all(rows)
    counts = {}
    for place in fit.closed.keys() | fit.since.keys():
        pairs = fit.closed.get(place, (0, 0)), fit.since.get(place, (0, 0))
        counts[place] = pairs[0][0] + pairs[1][0], pairs[0][1] + pairs[1][1]
    assert sum(map(sum, counts.values())) == 1_000
    found = fit_person(counts)
    least = min(
        exact_cost(rows, Person(found.k * exp(x / 20), found.decay * exp(y / 20)))
        for x in range(-8, 9)
        for y in range(-8, 9)
    )
    assert exact_cost(rows, found) <= least + 0.05
    exact = exact_cost(rows, AVERAGE)
    assert log_loss(counts, AVERAGE) == pytest.approx(exact, rel=0.002)


def test_nothing_is_fitted_before_the_second_block_is_closed() -> None:
    rows = list(simulate(QUICK, 2 * FIRST_BLOCK))
    assert fit_all(rows[:-1]).person == AVERAGE
    assert fit_all(rows).person != AVERAGE


def test_a_block_is_closed_when_it_is_half_as_large_as_all_before_it() -> None:
    fitter, closed = Fitter(Fit()), [0]
    for number in range(1, 1_200):
        fitter.add(number % 30 + 1, 10, is_recalled=True)
        fit = fitter.result()
        assert fit.reviews == number
        if fit.closed_reviews != closed[-1]:
            closed.append(fit.closed_reviews)
            assert (fit.reviews_since, fit.since) == (0, {})
    assert closed == [0, 50, 100, 150, 225, 337, 505, 757, 1135]


def test_the_guard_takes_a_fit_only_if_it_predicts_what_came_after_it_better() -> None:
    quick, average = list(simulate(QUICK, FIRST_BLOCK)), list(simulate(AVERAGE, FIRST_BLOCK, FIRST_BLOCK))
    candidate = fit_person(fit_all(quick).closed)
    after = fit_all(quick + average)
    later = counts_of(average)
    assert log_loss(later, candidate) > log_loss(later, AVERAGE), "else this tests nothing"
    assert after.person == AVERAGE
    assert fit_all(quick + list(simulate(QUICK, FIRST_BLOCK, FIRST_BLOCK))).person.k < 0.8


def test_a_fit_that_was_taken_stays_until_a_better_one_comes() -> None:
    begun = fit_all(simulate(QUICK, 757))
    assert begun.person != AVERAGE
    closing = fit_all(simulate(begun.person._replace(k=begun.person.k * 1.02), 300, 757), begun)
    assert closing.closed_reviews == 757
    assert closing.person == begun.person


@pytest.mark.parametrize("is_recalled", [True, False])
def test_the_fit_of_few_reviews_stays_near_the_average(*, is_recalled: bool) -> None:
    found = fit_person(counts_of([(10, 10.0, is_recalled)] * 3))
    assert 0.5 < found.k < 2
    assert DECAY / 2 < found.decay < DECAY * 2
    many = fit_person(dict.fromkeys(range(-8, 9), (1_000, 0) if is_recalled else (0, 1_000)))
    assert abs(log(many.k)) > abs(log(found.k)), "the more there are, the more they weigh"


def test_without_reviews_the_fit_is_the_average() -> None:
    assert fit_person({}) == pytest.approx(AVERAGE)
    assert log_loss({}, AVERAGE) == 0


def test_the_loss_of_a_bin_is_that_of_its_middle() -> None:
    assert log_loss({0: (9, 1)}, AVERAGE) == pytest.approx(-9 * log(0.9) - log(0.1))
    assert log_loss({8: (1, 0)}, AVERAGE) == pytest.approx(-log(retrievability(2, 1)))
    assert log_loss({8: (0, 1)}, Person(2, 0.3)) == pytest.approx(-log(0.1))
    assert isclose(log_loss({-400: (0, 1)}, AVERAGE), -log(1e-6)), "no single review may cost more"


@given(st.dictionaries(st.integers(-80, 120), st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=12))
@settings(deadline=None, max_examples=50)
def test_a_fit_keeps_to_its_range_and_is_never_worse_than_the_average(counts: dict[int, tuple[int, int]]) -> None:
    found = fit_person(counts)
    assert found.k > 0
    assert LEAST_DECAY - 1e-9 <= found.decay <= MOST_DECAY + 1e-9
    assert log_loss(counts, found) <= log_loss(counts, AVERAGE) + 1e-9


@given(st.lists(reviews, max_size=180), st.data())
@settings(deadline=None, max_examples=40)
def test_folding_in_two_parts_gives_what_folding_at_once_gives(rows: list[Review], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(rows)))
    begun = fit_all(rows[:cut])
    before = Fit(begun.person, dict(begun.closed), dict(begun.since), begun.closed_reviews, begun.reviews_since)
    assert fit_all(rows[cut:], begun) == fit_all(rows)
    assert begun == before, "what was begun with is a value and stays as it was"


@pytest.mark.parametrize("cut", [0, 49, 50, 99, 100, 101, 149, 150, 200])
def test_folding_on_from_a_snapshot_gives_the_same(tmp_path: Path, cut: int) -> None:
    rows = list(simulate(QUICK, 260))
    save_snapshot(tmp_path / "kept", Snapshot(Progress(fit=fit_all(rows[:cut]))), RULES)
    kept = load_snapshot(tmp_path / "kept", RULES)
    assert kept is not None
    assert fit_all(rows[cut:], kept.progress.fit) == fit_all(rows)


def test_a_fit_that_the_newest_block_refutes_goes_back_to_the_average() -> None:
    fitter = Fitter(Fit())
    for number in range(300):
        fitter.add(1, 10, is_recalled=number % 2 == 0)  # the average learner recalls 98 of 100 here
    assert fitter.person.k < 0.2
    for _ in range(600):
        fitter.add(1, 10, is_recalled=True)
    assert fitter.person == AVERAGE
