from itertools import pairwise
from math import exp, log

import pytest

from aiquiz.core.days import StudyDay
from aiquiz.core.gain import Trace, after_forgetting, after_recalling
from aiquiz.core.pace import USUAL, Pace
from aiquiz.core.schedulers.fsrs import AVERAGE, Person, retrievability
from aiquiz.core.values import (
    AFTER_DAYS,
    AFTER_SHARE,
    CELLS,
    LEFT,
    NEW_KNOWN,
    NEW_UNKNOWN,
    SINCE,
    Place,
    Values,
    find_place,
    left_alone,
    moves_after,
    reviewed,
    values_at,
)

STABILITIES, LEAST, MOST = 10, 0.2, 2000
PRICE = 0.02 / 15
PERSON = Person(0.6, 0.25)


def stability_of(place: Place) -> float:
    """Gives the stability that a place stands for."""
    return float(LEAST * (MOST / LEAST) ** ((place.cell % STABILITIES + place.part) / (STABILITIES - 1)))


@pytest.mark.parametrize("stability", [0.2, 0.21, 1, 2.3065, 40, 777, 1990])
def test_the_place_of_a_memory_stands_for_its_stability(stability: float) -> None:
    assert stability_of(find_place(stability, 5)) == pytest.approx(stability)


@pytest.mark.parametrize(("difficulty", "band"), [(1, 0), (4.5, 0), (4.52, 1), (8, 1), (8.06, 2), (10, 2)])
def test_difficulties_lie_in_three_bands(difficulty: float, band: int) -> None:
    assert find_place(1, difficulty).cell // STABILITIES == band


@pytest.mark.parametrize(("stability", "edge"), [(0.001, LEAST), (36_500, MOST)])
def test_a_memory_outside_of_the_grid_is_placed_at_its_edge(stability: float, edge: float) -> None:
    for difficulty in (1, 6, 10):
        place = find_place(stability, difficulty)
        assert stability_of(place) == pytest.approx(edge, rel=1e-3)
        assert 0 <= place.cell < place.cell + 1 < CELLS
        assert place.cell // STABILITIES == (place.cell + 1) // STABILITIES


def test_a_row_is_read_straight_between_two_cells() -> None:
    assert Place(1, 0.25).read([0.0, 1.0, 3.0]) == 1.5


def test_new_cards_have_the_places_that_the_first_answer_gives() -> None:
    today = StudyDay(10)
    known, unknown = after_recalling(None, today), after_forgetting(None, today)
    assert find_place(known.stability, known.difficulty) == NEW_KNOWN
    assert find_place(unknown.stability, unknown.difficulty) == NEW_UNKNOWN


@pytest.mark.parametrize("person", [AVERAGE, PERSON])
def test_a_card_left_alone_is_worth_its_chances_on_the_date_and_two_weeks_later(person: Person) -> None:
    row = left_alone(5, person)
    assert len(row) == CELLS
    for cell, worth in enumerate(row):
        stability = exp(log(LEAST) + (cell % STABILITIES) / (STABILITIES - 1) * log(MOST / LEAST))
        on_date, after = (retrievability(days, stability, person) for days in (5, 5 + AFTER_DAYS))
        assert worth == pytest.approx((1 - AFTER_SHARE) * on_date + AFTER_SHARE * after)


def test_a_move_leads_where_an_answer_leads_to() -> None:
    pace = Pace(10, 40, 50, 0.2)
    cell, row = 4, SINCE.index(5)
    trace = Trace(stability_of(Place(cell, 0)), 2.118, StudyDay(0))
    move = moves_after(PERSON, pace)[row][cell]
    chance = retrievability(5, trace.stability, PERSON)
    assert move.chance == pytest.approx(chance)
    assert move.seconds == pytest.approx(chance * 10 + (1 - chance) * 40)
    known, unknown = after_recalling(trace, StudyDay(5)), after_forgetting(trace, StudyDay(5))
    assert move.recalled == pytest.approx(find_place(known.stability, known.difficulty))
    assert move.forgotten == pytest.approx(find_place(unknown.stability, unknown.difficulty))
    assert move.forgotten.cell // STABILITIES > move.recalled.cell // STABILITIES, "what is forgotten gets harder"


def test_there_is_a_move_for_every_cell_and_every_number_of_days() -> None:
    assert [len(row) for row in moves_after(AVERAGE, USUAL)] == [CELLS] * len(SINCE)


def test_a_review_is_worth_what_follows_less_the_price_of_its_seconds() -> None:
    flat, moves = [0.75] * CELLS, moves_after(AVERAGE, USUAL)[3]
    assert reviewed(flat, moves, 0) == pytest.approx(flat)
    for worth, move in zip(reviewed(flat, moves, PRICE), moves, strict=True):
        assert worth == pytest.approx(0.75 - PRICE * move.seconds)


def test_a_review_weighs_both_ways_by_the_chance_of_recalling() -> None:
    rising = [float(cell) for cell in range(CELLS)]
    moves = moves_after(AVERAGE, USUAL)[3]
    for worth, (chance, _, recalled, forgotten) in zip(reviewed(rising, moves, 0), moves, strict=True):
        known, unknown = recalled.cell + recalled.part, forgotten.cell + forgotten.part
        assert worth == pytest.approx(chance * known + (1 - chance) * unknown)


@pytest.mark.parametrize("person", [AVERAGE, PERSON])
@pytest.mark.parametrize("price", [0.0, PRICE, 10 * PRICE])
def test_a_memory_is_never_worth_less_than_left_alone(price: float, person: Person) -> None:
    values = Values(person, USUAL, price)
    for left in range(LEFT[-1] + 1):
        assert all(a >= b - 1e-12 for a, b in zip(values.row(left), left_alone(left, person), strict=True)), left


def test_a_review_on_the_way_is_worth_more_than_none_where_seconds_cost_little() -> None:
    free, alone = Values(AVERAGE, USUAL, 0).row(16), left_alone(16, AVERAGE)
    assert all(a > b + 0.01 for a, b in zip(free[:4], alone, strict=False))


def test_where_seconds_cost_too_much_nothing_is_reviewed() -> None:
    dear = Values(AVERAGE, USUAL, 1.0)
    assert all(dear.row(left) == left_alone(left, AVERAGE) for left in LEFT)


def test_with_one_day_left_or_none_there_is_no_day_for_a_review() -> None:
    values = Values(AVERAGE, USUAL, 0)
    assert [values.row(left) == left_alone(left, AVERAGE) for left in (0, 1, 2)] == [True, True, False]


def test_the_value_falls_with_the_price_of_a_second() -> None:
    rows = [Values(AVERAGE, USUAL, price).row(48) for price in (0, PRICE / 4, PRICE, 4 * PRICE)]
    for cheap, dear in pairwise(rows):
        assert all(a >= b for a, b in zip(cheap, dear, strict=True))
    assert rows[0] != rows[-1]


def test_the_value_of_two_days_left_is_the_best_of_both_ways_by_hand() -> None:
    values = Values(AVERAGE, USUAL, PRICE)
    moves = moves_after(AVERAGE, USUAL)[SINCE.index(1)]
    alone, after_tomorrow = left_alone(2, AVERAGE), reviewed(left_alone(1, AVERAGE), moves, PRICE)
    assert values.row(2) == [max(pair) for pair in zip(alone, after_tomorrow, strict=True)]


@pytest.mark.parametrize(("left", "low", "high", "part"), [(3, 2, 4, 0.5), (5, 4, 8, 0.25), (63, 32, 64, 31 / 32)])
def test_days_between_two_of_the_table_are_drawn_straight(left: int, low: int, high: int, part: float) -> None:
    values = Values(AVERAGE, USUAL, PRICE)
    expected = [a + part * (b - a) for a, b in zip(values.row(low), values.row(high), strict=True)]
    assert values.row(left) == pytest.approx(expected)


@pytest.mark.parametrize("order", [range(LEFT[-1] + 1), range(LEFT[-1], -1, -1), [7, 64, 2, 33, 1, 50]])
def test_rows_are_the_same_in_whatever_order_they_are_asked_for(order: list[int]) -> None:
    values, fresh = Values(PERSON, USUAL, PRICE), Values(PERSON, USUAL, PRICE)
    in_order = [fresh.row(left) for left in range(LEFT[-1] + 1)]
    assert [values.row(left) for left in order] == [in_order[left] for left in order]


def test_the_values_at_a_price_are_solved_once() -> None:
    assert values_at(AVERAGE, USUAL, PRICE) is values_at(AVERAGE, USUAL, PRICE)
    assert values_at(AVERAGE, USUAL, 2 * PRICE) is not values_at(AVERAGE, USUAL, PRICE)
