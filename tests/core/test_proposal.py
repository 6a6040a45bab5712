import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cards import AGAIN, GOOD, HARD

from aiquiz.core.proposal import propose
from aiquiz.core.schedulers import Grade

TICKS = st.lists(st.booleans(), min_size=1, max_size=12)


def ticked(made: int, of: int) -> list[bool]:
    return [place < made for place in range(of)]


@pytest.mark.parametrize(
    ("made", "of", "grade"),
    [
        (0, 1, AGAIN),
        (1, 1, GOOD),
        (0, 2, AGAIN),
        (1, 2, HARD),
        (0, 3, AGAIN),
        (1, 3, HARD),
        (2, 3, GOOD),
        (1, 4, AGAIN),
        (2, 4, HARD),
        (3, 4, GOOD),
        (2, 6, HARD),
        (4, 6, GOOD),
        (2, 7, AGAIN),
        (3, 7, HARD),
        (5, 7, GOOD),
    ],
)
def test_below_a_third_is_again_and_below_two_thirds_hard(made: int, of: int, grade: Grade) -> None:
    assert propose(ticked(made, of)) is grade


@pytest.mark.parametrize(("made", "grade"), [(0, AGAIN), (1, HARD), (2, HARD), (3, HARD)])
@pytest.mark.parametrize("hints", [1, 5])
def test_a_hint_caps_it_at_hard_and_lifts_nothing(made: int, hints: int, grade: Grade) -> None:
    assert propose(ticked(made, 3), hints) is grade


@pytest.mark.parametrize("hints", [0, 3])
def test_where_nothing_can_be_ticked_nothing_is_proposed(hints: int) -> None:
    assert propose((), hints) is None


@given(TICKS, st.integers(0, 3))
def test_easy_is_never_proposed_and_which_points_were_made_is_no_matter(ticks: list[bool], hints: int) -> None:
    assert propose(ticks, hints) is not Grade.EASY
    assert propose(ticks, hints) is propose(sorted(ticks), hints)


@given(TICKS, st.integers(0, 3))
def test_one_point_more_never_makes_it_worse(ticks: list[bool], hints: int) -> None:
    order = list(Grade)
    grades = [propose([*[True] * made, *[False] * (len(ticks) - made)], hints) for made in range(len(ticks) + 1)]
    places = [order.index(grade) for grade in grades if grade]
    assert places == sorted(places)
    assert len(places) == len(grades)
