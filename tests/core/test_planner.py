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
from aiquiz.core.values import AFTER_DAYS, AFTER_SHARE, LEFT, SINCE, Values, left_alone, reviewed

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


def on_grid(cell: float, since: int) -> Trace:
    """Gives a card whose stability lies so far along the cells of the grid."""
    return Trace(0.2 * 10_000 ** (cell / 9), 5, StudyDay(TODAY - since))


def test_in_the_market_a_card_between_the_cells_and_days_of_the_grid_is_shared_out_among_them() -> None:
    def worths(cell: float, since: int) -> list[float]:
        return Market([on_grid(cell, since)], make_deadline(20)).worths

    corners = [(0.75, 0.5, 3, 10), (0.25, 0.5, 4, 10), (0.75, 0.5, 3, 12), (0.25, 0.5, 4, 12)]
    shares = [[along * days * worth for worth in worths(cell, since)] for along, days, cell, since in corners]
    assert worths(3.25, 11) == pytest.approx([sum(column) for column in zip(*shares, strict=True)])


def test_the_market_counts_every_card_and_the_time_that_is_reckoned_with() -> None:
    deadline = make_deadline(20)
    decks: list[list[Trace | None]] = [[], [None], [on_grid(4, 9)], [None, None, on_grid(4, 9)]]
    nothing, new, seen, all_three = (Market(traces, deadline).worths for traces in decks)
    assert nothing == pytest.approx([price / USUAL.recalled_s * 0.9 * 600 * 20 for price in PRICES])
    assert min(more - less for more, less in zip(new, nothing, strict=True)) >= USUAL.new_known - 1e-9
    assert new[0] > nothing[0] + 2 * USUAL.new_known
    for none, one, other, both in zip(nothing, new, seen, all_three, strict=True):
        assert both - none == pytest.approx(2 * (one - none) + (other - none))


@pytest.mark.parametrize(("days", "seconds"), [(1, 60), (2, 60), (9, 30), (9, 120), (30, 60), (64, 20), (64, 300)])
def test_cards_that_lie_on_the_grid_come_by_what_they_lose_when_they_wait(days: int, seconds: float) -> None:
    # The same as the planner does, card by card and by the definition: asked today, or at best later or never.
    deadline = make_deadline(days, seconds)
    cards = [(since, cell) for since in (1, 4, 10, 33, 110) for cell in range(1, 9)]
    traces: list[Trace | None] = [on_grid(cell, since) for since, cell in cards]
    values = Values(AVERAGE, USUAL, PRICES[Market(traces, deadline).step] / USUAL.recalled_s)

    def asked(since: int, cell: int, left: int) -> float:
        return reviewed(values.row(left), values.moves[SINCE.index(since)], values.price)[cell]

    def claim(since: int, cell: int) -> float:
        waiting = [asked(then, cell, days + since - then) for then in SINCE if since < then < days + since]
        later = max([left_alone(days + since, AVERAGE)[cell], *waiting])
        return (asked(since, cell, days) - later) / values.moves[SINCE.index(since)][cell].seconds

    claims = [claim(since, 10 + cell) for since, cell in cards]
    order = choose_for_date(traces, deadline)
    assert [claims[place] for place in order] == pytest.approx(sorted(claims, reverse=True)[: len(order)], abs=1e-9)
    assert set(order) == {place for place, value in enumerate(claims) if value > -values.price}


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
    assert len(set(steps)) >= 3


@pytest.mark.parametrize("pace", [USUAL, Pace(6, 50, 90, 0.6)])
@pytest.mark.parametrize(
    ("days", "seconds"), [(1, 600), (1, 1200), (3, 300), (3, 900), (12, 300), (30, 300), (64, 200), (400, 300)]
)
def test_the_price_found_is_that_of_least_worth_which_is_convex(days: int, seconds: float, pace: Pace) -> None:
    market = Market(draw_deck(days, 150), make_deadline(days, seconds, pace))
    assert market.worths[market.step] == min(market.worths)
    slopes = [(b - a) / (q - p) for (a, b), (p, q) in zip(pairwise(market.worths), pairwise(PRICES), strict=True)]
    assert all(before <= after + 1e-6 for before, after in pairwise(slopes))
