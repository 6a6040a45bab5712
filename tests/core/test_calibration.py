from itertools import pairwise
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.core.calibration import Bin, Guess, calibrate, moving_averages, reliability, score

guesses = st.builds(Guess, st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.5000001, 0.75, 0.9, 1.0]), st.booleans())
some = st.lists(guesses, min_size=1, max_size=40)


def test_the_score_of_four_guesses_worked_out_by_hand() -> None:
    found = score(list(map(Guess, (0.9, 0.8, 0.5, 0.4), (True, False, True, False))))
    assert found.log_loss == pytest.approx(-(log(0.9) + log(0.2) + log(0.5) + log(0.6)) / 4)
    assert found.auc == 3 / 4, "of the four pairs only 0.5 recalled below 0.8 forgotten is the wrong way round"
    assert found.bins == (Bin(0.4, 0, 1), Bin(0.5, 1, 1), Bin(0.8, 0, 1), Bin(0.9, 1, 1))


@pytest.mark.parametrize(
    ("chances", "auc"),
    [
        ([(0.9, True), (0.1, False)], 1),
        ([(0.1, True), (0.9, False)], 0),
        ([(0.5, True), (0.5, False)], 0.5),
        ([(0.5, True), (0.5, False), (0.9, True), (0.9, True)], (0.5 + 1 + 1) / 3),
        ([(0.5, True), (0.9, True)], None),
        ([(0.5, False)], None),
    ],
)
def test_the_auc_counts_pairs_and_half_of_a_tie(chances: list[tuple[float, bool]], auc: float | None) -> None:
    assert score([Guess(*pair) for pair in chances]).auc == auc


@given(some)
def test_the_auc_is_that_of_comparing_every_pair(rows: list[Guess]) -> None:
    pairs = [(yes.chance, no.chance) for yes in rows for no in rows if yes.is_recalled and not no.is_recalled]
    wins = sum(1.0 if yes > no else 0.5 if yes == no else 0.0 for yes, no in pairs)
    assert score(rows).auc == (pytest.approx(wins / len(pairs)) if pairs else None)


@pytest.mark.parametrize(
    ("number", "sizes"),
    [(1, [1]), (3, [1, 1, 1]), (5, [1] * 5), (7, [1, 1, 2, 1, 2]), (3186, [637, 637, 637, 637, 638])],
)
def test_the_bins_hold_a_fifth_each_to_within_one(number: int, sizes: list[int]) -> None:
    rows = [Guess(place / number, is_recalled=True) for place in range(number)]
    assert [row.reviews for row in reliability(rows)] == sizes


@given(some)
def test_the_bins_keep_every_review_and_rise(rows: list[Guess]) -> None:
    bins = score(rows).bins
    assert sum(row.reviews for row in bins) == len(rows)
    assert sum(row.reviews * row.recalled for row in bins) == pytest.approx(sum(row.is_recalled for row in rows))
    assert sum(row.reviews * row.predicted for row in bins) == pytest.approx(sum(row.chance for row in rows))
    means = [row.predicted for row in bins]
    assert all(one <= other + 1e-12 for one, other in pairwise(means))
    assert max(row.reviews for row in bins) - min(row.reviews for row in bins) <= 1


@given(some)
def test_no_guess_costs_more_than_one_in_a_million_and_the_order_does_not_matter(rows: list[Guess]) -> None:
    assert 0 <= score(rows).log_loss <= -log(1e-6)
    assert score(rows[::-1]).log_loss == pytest.approx(score(rows).log_loss)
    assert score([Guess(1.0, is_recalled=False)]).log_loss == pytest.approx(-log(1e-6))


@given(some, st.sampled_from([-0.2, -0.05, 0.05, 0.2]))
def test_of_all_constants_the_true_share_has_the_least_loss(rows: list[Guess], away: float) -> None:
    share = (sum(row.is_recalled for row in rows) + 1) / (len(rows) + 2)
    other = 1 / (1 + exp(-(log(share / (1 - share)) + away)))
    both = [*rows, Guess(0.5, is_recalled=True), Guess(0.5, is_recalled=False)]
    loss, worse = (score([Guess(chance, row.is_recalled) for row in both]).log_loss for chance in (share, other))
    assert loss < worse


def test_the_moving_average_begins_undecided_and_then_moves_by_a_hundredth() -> None:
    assert list(moving_averages([True, True, False])) == pytest.approx([1 / 2, 2 / 3, 3 / 4])
    averages = list(moving_averages([True] * 500 + [False] * 2))
    assert averages[50] == pytest.approx(51 / 52)
    assert averages[501] == pytest.approx(averages[500] * 0.99)
    assert all(0 < average < 1 for average in averages)


def test_the_first_half_fits_and_the_second_is_scored() -> None:
    first = [Guess(0.01, is_recalled) for is_recalled in (True, True, False)]
    second = [Guess(0.9, is_recalled=True), Guess(0.8, is_recalled=False), Guess(0.7, is_recalled=True)]
    found = calibrate([*first, *second])
    assert found.reviews == 3
    assert found.model == score(second)
    assert {row.predicted for row in found.constant.bins} == {3 / 5}
    assert found.constant.log_loss == pytest.approx(-(2 * log(3 / 5) + log(2 / 5)) / 3)
    assert found.constant.auc == 0.5
    averages = (3 / 5, 4 / 6, 4 / 7)
    assert found.moving_average.log_loss == pytest.approx(-(log(averages[0] * (1 - averages[1]) * averages[2])) / 3)


def test_of_an_odd_number_the_one_in_the_middle_is_scored() -> None:
    assert calibrate([Guess(0.5, is_recalled=True)] * 7).reviews == 4


@given(st.lists(guesses, min_size=2, max_size=40), st.data())
def test_what_the_model_said_of_the_first_half_counts_for_nothing(rows: list[Guess], data: st.DataObject) -> None:
    half = len(rows) // 2
    other = [row._replace(chance=data.draw(st.floats(0, 1))) for row in rows[:half]]
    assert calibrate(other + rows[half:]) == calibrate(rows)
