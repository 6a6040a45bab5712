from itertools import pairwise

import pytest
from support.cards import TODAY, make_card, progress_of, reviewed
from support.goals import answers_to, make_deadline, make_deck, make_goal

from aiquiz.core.cards import Card
from aiquiz.core.days import StudyDay
from aiquiz.core.events import Event, Planned
from aiquiz.core.fit import Fit
from aiquiz.core.gain import Trace, recall, trace_of
from aiquiz.core.goal import choose_scope
from aiquiz.core.pace import take_pace
from aiquiz.core.plan import Plan, Readiness, find_cut, take_plan
from aiquiz.core.schedulers.fsrs import AVERAGE, Person

NEVER_SEEN: tuple[Trace | None, ...] = (None,)
TOLERANCE = 0.02


def plan_of(deck: tuple[Card, ...], goal: Planned, *events: Event) -> Plan:
    return take_plan(choose_scope(deck, goal), progress_of(*events, goal), goal, TODAY)


def rows(plan: Plan) -> list[Readiness]:
    return [plan.total, *plan.topics]


HISTORY = [
    *answers_to(make_deck(60)[:25], day=-20),
    *answers_to(make_deck(60)[:12], day=-12),
    *answers_to(make_deck(60)[20:30], day=-3),
]


@pytest.mark.parametrize("events", [[], HISTORY], ids=["from the start", "half way"])
@pytest.mark.parametrize(("days", "minutes"), [(0, 10), (1, 5), (5, 10), (20, 5), (40, 20), (400, 10)])
def test_what_is_planned_lies_within_its_range_and_above_studying_nothing(
    days: int, minutes: int, events: list[Event]
) -> None:
    for row in rows(plan_of(make_deck(60, asked_by=(0, 3, 1)), make_goal(days, minutes), *events)):
        for kind in (0, 1):
            assert row.low[kind] <= row.planned[kind] + TOLERANCE, row.name
            assert row.planned[kind] <= row.high[kind] + TOLERANCE, row.name
            assert row.planned[kind] >= row.without[kind] - TOLERANCE, row.name
            assert 0 <= row.low[kind] <= row.high[kind] + TOLERANCE <= 1 + TOLERANCE, row.name


def test_the_range_narrows_with_the_reviews_that_the_fit_rests_on() -> None:
    deck, goal = make_deck(30), make_goal(9, 5)
    progress = progress_of(*answers_to(deck, day=-10))
    widths = []
    for reviews in (0, 20, 100_000, 1_000_000):
        total = take_plan(deck, progress._replace(fit=Fit(closed_reviews=reviews)), goal, TODAY).total
        widths.append(total.high.plain - total.low.plain)
    assert widths[0] > widths[1] > widths[2] > 0
    assert widths[2] == widths[3], "no learner is ever known for certain"


def test_now_and_without_another_review_are_what_the_memory_says() -> None:
    deck = make_deck(3)
    progress = progress_of(reviewed(deck[0].id, day=-5), reviewed(deck[1].id, day=-2))
    found = take_plan(deck, progress, make_goal(7), TODAY).total
    new = take_pace(progress.days, TODAY).new_known
    traces = [trace_of(standing) for standing in progress.standings.values()]
    for day, chance in ((TODAY, found.now), (TODAY + 7, found.without)):
        known = [recall(trace, StudyDay(day), AVERAGE) for trace in traces if trace is not None]
        assert chance.plain == pytest.approx((sum(known) + new) / 3)
    assert (found.name, found.cards, found.unseen) == ("all", 3, 1)


@pytest.mark.parametrize("days", [1, 5, 20])
def test_more_minutes_never_make_it_much_worse(days: int) -> None:
    deck = make_deck(60)
    planned = [plan_of(deck, make_goal(days, minutes), *HISTORY).total.planned.plain for minutes in (1, 5, 15, 60)]
    assert all(less <= more + TOLERANCE for less, more in pairwise(planned))
    assert planned[-1] > planned[0]


def test_what_is_asked_often_weighs_more() -> None:
    deck = (make_card("often", "maths/sums", asked_by=9), make_card("never", "art/ink"))
    found = plan_of(deck, make_goal(3), reviewed("often", day=-1)).total
    new = (10 * 0.3 + 1) / 11
    assert found.now.weighted == pytest.approx((9 * (2 * found.now.plain - new) + new) / 10)
    assert found.now.weighted > found.now.plain
    rarely = plan_of(deck, make_goal(3), reviewed("never", day=-1)).total
    assert rarely.now.weighted < rarely.now.plain


def test_topics_come_by_name_and_sum_up_to_all() -> None:
    plan = plan_of(make_deck(20, asked_by=(0, 4, 1)), make_goal(6, 5), *HISTORY)
    assert [row.name for row in plan.topics] == ["topic-0", "topic-1", "topic-2"]
    assert sum(row.cards for row in plan.topics) == plan.total.cards == 20
    assert sum(row.unseen for row in plan.topics) == plan.total.unseen
    for field in ("now", "without", "planned", "low", "high"):
        mean = sum(row.cards * getattr(row, field).plain for row in plan.topics) / 20
        assert mean == pytest.approx(getattr(plan.total, field).plain)


def test_a_plan_names_its_goal_its_days_and_what_was_spent_today() -> None:
    goal = make_goal(4, 30)
    plan = plan_of(make_deck(12), goal, *answers_to(make_deck(2), day=0, taken_ms=50_000))
    assert (plan.goal, plan.today, plan.date, plan.spent_s) == (goal, TODAY, TODAY + 4, 100)
    assert sum(load.days for load in plan.loads) == 4
    assert plan_of(make_deck(12), goal).spent_s == 0


def test_cards_that_no_day_has_time_for_are_counted() -> None:
    assert plan_of(make_deck(50), make_goal(1, 15)).never == 30
    assert plan_of(make_deck(50), make_goal(30, 15)).never == 0


def test_the_scope_may_be_the_most_asked_cards() -> None:
    deck = make_deck(30, asked_by=(0, 1, 2))
    plan = plan_of(deck, make_goal(5, 15, most_asked=10))
    assert (plan.total.cards, [row.name for row in plan.topics], plan.cut) == (10, ["topic-2"], None)


@pytest.mark.parametrize(("unseen", "kept"), [(39, None), (40, None), (41, 40), (60, 40), (600, 40)])
def test_with_less_time_than_one_and_a_half_first_passes_the_most_asked_that_fit_are_named(
    unseen: int, kept: int | None
) -> None:
    plan = plan_of(make_deck(unseen), make_goal(3, 15))
    if kept is None:
        assert plan.cut is None
    else:
        assert plan.cut is not None
        assert len(plan.cut.cards) == kept
        assert plan.cut.passes == pytest.approx(60 / unseen)


def test_a_cut_keeps_the_most_asked_and_those_seen_before_take_no_room() -> None:
    deck = make_deck(10, asked_by=tuple(range(10)))
    traces = [Trace(5, 5, TODAY) if place in {8, 6, 1} else None for place in range(10)]
    cut = find_cut(deck, traces, make_deadline(1, 45 * 1.5 * 3))
    assert cut is not None
    assert cut.passes == pytest.approx(4.5 / 7)
    assert [card.asked_by for card in cut.cards] == [9, 8, 7, 6, 5]


def test_a_cut_is_the_scope_of_a_goal_for_as_many_of_the_most_asked() -> None:
    deck = make_deck(90, asked_by=(2, 0, 7, 1))
    plan = plan_of(deck, make_goal(3, 15))
    assert plan.cut is not None
    scope = choose_scope(deck, make_goal(3, 15, most_asked=len(plan.cut.cards)))
    assert set(scope) == set(plan.cut.cards)
    assert plan_of(deck, make_goal(3, 15, most_asked=len(plan.cut.cards))).cut is None


def test_where_not_one_card_fits_the_cut_is_empty() -> None:
    cut = find_cut(make_deck(2), NEVER_SEEN * 2, make_deadline(1, 45))
    assert cut == (0.5, ())


def test_a_deck_that_was_seen_whole_is_never_cut() -> None:
    assert find_cut(make_deck(3), [Trace(1, 5, TODAY)] * 3, make_deadline(1, 1)) is None


@pytest.mark.parametrize("days", [0, -2])
def test_a_date_that_is_today_has_the_time_of_one_day(days: int) -> None:
    cut = find_cut(make_deck(4), NEVER_SEEN * 4, make_deadline(days, 180))
    assert cut is not None
    assert cut.passes == 1


def test_the_range_is_of_learners_who_forget_sooner_and_later() -> None:
    trace = Trace(5, 5, TODAY)
    assert recall(trace, make_deadline(5).date, Person(0.5)) < recall(trace, make_deadline(5).date, Person(2))
    plan = plan_of(make_deck(9), make_goal(20, 2))
    assert plan.total.low.plain < plan.total.planned.plain < plan.total.high.plain
