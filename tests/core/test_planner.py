from itertools import combinations, pairwise
from random import Random

import pytest
from support.cards import TODAY
from support.goals import make_deadline

from aiquiz.core.days import StudyDay
from aiquiz.core.gain import Appraiser, Outlook, Trace
from aiquiz.core.pace import USUAL, Pace
from aiquiz.core.planner import PRICES, Deadline, _find_seen, _Market, choose_for_date
from aiquiz.core.schedulers.fsrs import AVERAGE, Person
from aiquiz.core.values import AFTER_DAYS, AFTER_SHARE, LEFT

GOLDEN = (
    Trace(2.3065, 2.1181, StudyDay(27)),
    Trace(40, 5, StudyDay(20)),
    Trace(1, 8, StudyDay(28)),
    None,
    Trace(300, 3, StudyDay(10)),
    Trace(6, 6, StudyDay(29)),
)


def draw_deck(seed: int, cards: int, unseen: float = 0.3) -> list[Trace | None]:
    chance = Random(seed)  # noqa: S311 - test data
    return [
        None
        if chance.random() < unseen
        else Trace(2 ** chance.uniform(-1, 8), chance.uniform(1, 10), StudyDay(TODAY - chance.randint(1, 100)))
        for _ in range(cards)
    ]


class Market:
    """The market of a deck: its worth at every price, and the price that it settles at."""

    def __init__(self, traces: list[Trace | None], deadline: Deadline) -> None:
        seen = [_find_seen(place, trace, TODAY) for place, trace in enumerate(traces) if trace is not None]
        market = _Market(deadline, seen, len(traces) - len(seen))
        price = market.settle().values.price * deadline.pace.recalled_s
        self.step = min(range(len(PRICES)), key=lambda step: abs(PRICES[step] - price))
        self.worths = [market._worth(step) for step in range(len(PRICES))]  # noqa: SLF001 - what settling compares


@pytest.mark.parametrize("seconds", [1, 100, 1200, 1_000_000])
def test_the_golden_order_of_a_day_before_the_date(seconds: float) -> None:
    deadline = Deadline(StudyDay(29), StudyDay(30), seconds, USUAL, AVERAGE)
    assert "".join("abcdef"[place] for place in choose_for_date(GOLDEN, deadline)) == "dacbe"


def test_no_cards_give_an_empty_list() -> None:
    assert choose_for_date([], make_deadline(10)) == []


def test_a_deck_answered_today_gives_an_empty_list() -> None:
    assert choose_for_date([Trace(1, 9, TODAY), Trace(3, 5, StudyDay(TODAY + 2))], make_deadline(10)) == []


def test_new_cards_come_in_the_order_given() -> None:
    assert choose_for_date([None] * 5, make_deadline(10)) == [0, 1, 2, 3, 4]


def test_a_card_that_is_certain_to_be_known_comes_last_or_not_at_all() -> None:
    certain = Trace(36_500, 1, StudyDay(TODAY - 1))
    others: list[Trace | None] = [None, Trace(2, 5, StudyDay(TODAY - 3)), Trace(10, 9, StudyDay(TODAY - 9))]
    for days in (1, 3, 20, 64):
        order = choose_for_date([certain, *others], make_deadline(days))
        assert set(order) >= {1, 2, 3}
        assert 0 not in order[:3]


def test_a_review_that_no_seconds_could_pay_for_is_left_out() -> None:
    fresh = Trace(30, 2, StudyDay(TODAY - 1))
    assert choose_for_date([fresh], make_deadline(40, 36_000)) == []
    assert choose_for_date([fresh._replace(reviewed_on=StudyDay(TODAY - 60))], make_deadline(1, 36_000)) == [0]


def test_of_two_cards_alike_the_one_seen_longer_ago_comes_first_the_day_before() -> None:
    traces = [Trace(8, 5, StudyDay(TODAY - days)) for days in (1, 3, 9)]
    assert choose_for_date(traces, make_deadline(1)) == [2, 1, 0]


@pytest.mark.parametrize("person", [AVERAGE, Person(0.5, 0.3)])
@pytest.mark.parametrize("seconds", [1, 300, 1_000_000])
def test_with_one_day_left_the_order_mostly_agrees_with_the_gain_a_second(seconds: float, person: Person) -> None:
    agreed = pairs = 0
    for seed in range(4):
        traces = draw_deck(seed, 40)
        on_date, after = (Appraiser(TODAY, Outlook(USUAL, (days,), person)) for days in (1, 1 + AFTER_DAYS))

        def key(trace: Trace | None, on_date: Appraiser = on_date, after: Appraiser = after) -> float:
            later = AFTER_SHARE * after.worth(trace).a_second
            return (1 - AFTER_SHARE) * on_date.worth(trace).a_second + later

        order = choose_for_date(traces, make_deadline(1, seconds, person=person))
        for first, second in combinations([key(traces[place]) for place in order], 2):
            agreed, pairs = agreed + (first >= second), pairs + 1
    assert agreed / pairs > 0.95


@pytest.mark.parametrize("seconds", [60, 900, 30_000])
def test_a_date_further_than_the_table_is_planned_like_its_last(seconds: float) -> None:
    traces = draw_deck(7, 60)
    furthest = choose_for_date(traces, make_deadline(LEFT[-1], seconds))
    for days in (LEFT[-1] + 1, 730, 100_000):
        assert choose_for_date(traces, make_deadline(days, seconds)) == furthest
    assert make_deadline(730).days == LEFT[-1]


@pytest.mark.parametrize("days", [0, -1, -400])
def test_a_date_that_is_here_is_planned_like_tomorrow(days: int) -> None:
    traces = draw_deck(8, 60)
    assert choose_for_date(traces, make_deadline(days)) == choose_for_date(traces, make_deadline(1))
    assert make_deadline(days).days == 1


@pytest.mark.parametrize("days", [1, 2, 7, 30, 64])
def test_with_far_more_time_than_cards_a_second_has_the_lowest_price_and_with_far_too_little_the_highest(
    days: int,
) -> None:
    traces = draw_deck(days, 80)
    assert Market(traces, make_deadline(days, 1_000_000)).step == 0
    assert Market(traces, make_deadline(days, 0.1)).step == len(PRICES) - 1


def test_the_price_falls_with_the_time_there_is() -> None:
    traces = draw_deck(3, 200)
    steps = [Market(traces, make_deadline(30, seconds)).step for seconds in (30, 120, 300, 600, 1200)]
    assert steps == sorted(steps, reverse=True)
    assert len(set(steps)) > 3


@pytest.mark.parametrize("pace", [USUAL, Pace(6, 50, 90, 0.6)])
@pytest.mark.parametrize(
    ("days", "seconds"), [(1, 600), (1, 1200), (3, 300), (3, 900), (12, 300), (30, 300), (64, 200), (400, 300)]
)
def test_the_price_found_is_that_of_least_worth_which_is_convex(days: int, seconds: float, pace: Pace) -> None:
    market = Market(draw_deck(days, 150), make_deadline(days, seconds, pace))
    assert market.worths[market.step] == min(market.worths)
    slopes = [(b - a) / (q - p) for (a, b), (p, q) in zip(pairwise(market.worths), pairwise(PRICES), strict=True)]
    assert all(before <= after + 1e-6 for before, after in pairwise(slopes))


def test_where_time_is_short_what_gains_little_waits_and_where_there_is_plenty_the_weak_are_asked_again() -> None:
    weak = Trace(1, 9, StudyDay(TODAY - 10))
    for seconds in (60, 3000):
        order = choose_for_date([*[None] * 100, weak], make_deadline(20, seconds))
        assert sorted(order) == list(range(101))
