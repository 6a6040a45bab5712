from collections import Counter
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.cards import RULES, TODAY, decks, histories, progress_of
from support.goals import DECKS_OF_TRACES, PACES, PERSONS, make_goal

from aiquiz.core.agenda import make_agenda
from aiquiz.core.backlog import Budget, choose_best, cut_to_time
from aiquiz.core.cards import Card
from aiquiz.core.course import play_out
from aiquiz.core.days import StudyDay, to_date
from aiquiz.core.gain import Trace
from aiquiz.core.goal import choose_scope, take_outcome
from aiquiz.core.pace import USUAL, Pace
from aiquiz.core.plan import take_plan
from aiquiz.core.planner import Deadline, choose_for_date
from aiquiz.core.progress import is_due
from aiquiz.core.readiness import take_readiness
from aiquiz.core.schedulers.fsrs import AVERAGE, PARAMETERS, Person
from aiquiz.core.values import find_place, left_alone, moves_after, values_at

DAYS = st.integers(0, 80) | st.sampled_from([400, 100_000])
DEADLINES = st.builds(
    Deadline,
    st.just(TODAY),
    DAYS.map(lambda days: StudyDay(TODAY + days)),
    st.floats(1, 20_000),
    PACES,
    PERSONS,
)
SHORT = st.builds(
    Deadline,
    st.just(TODAY),
    st.integers(0, 12).map(lambda days: StudyDay(TODAY + days)),
    st.floats(1, 900),
    st.just(USUAL),
    st.just(AVERAGE),
)
ANY_TRACE = st.none() | st.builds(
    Trace, st.floats(0.001, 36_500), st.floats(1, 10), st.integers(TODAY - 4000, TODAY + 30).map(StudyDay)
)


@given(st.lists(ANY_TRACE, max_size=12), DEADLINES)
@settings(deadline=None)
def test_a_list_for_the_date_has_all_new_cards_and_others_at_most_once_and_none_answered_today(
    traces: list[Trace | None], deadline: Deadline
) -> None:
    order = choose_for_date(traces, deadline)
    assert len(set(order)) == len(order)
    assert set(order) <= set(range(len(traces)))
    assert {place for place, trace in enumerate(traces) if trace is None} <= set(order)
    for place in order:
        trace = traces[place]
        assert trace is None or trace.reviewed_on < TODAY


@given(DECKS_OF_TRACES, DEADLINES, st.lists(DEADLINES, max_size=3))
@settings(deadline=None, max_examples=50)
def test_a_list_for_the_date_depends_on_nothing_but_cards_and_deadline(
    traces: list[Trace | None], deadline: Deadline, others: list[Deadline]
) -> None:
    first = choose_for_date(traces, deadline)
    for other in others:
        choose_for_date(traces, other)
    assert choose_for_date(tuple(traces), deadline) == first
    for cached in (values_at, moves_after, left_alone):
        cached.cache_clear()
    assert choose_for_date(traces, deadline) == first


@given(DECKS_OF_TRACES, DEADLINES, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_a_list_for_the_date_does_not_mind_the_order_of_the_cards(
    traces: list[Trace | None], deadline: Deadline, chance: Random
) -> None:
    def alike(trace: Trace | None) -> object:
        """Gives what the planner sees of a card: cards alike in it may change places."""
        if trace is None:
            return None
        place = find_place(trace.stability, trace.difficulty)
        return trace.reviewed_on, place.cell, round(place.part, 9)

    shuffled = list(traces)
    chance.shuffle(shuffled)
    first = [alike(traces[place]) for place in choose_for_date(traces, deadline)]
    assert [alike(shuffled[place]) for place in choose_for_date(shuffled, deadline)] == first


@given(DECKS_OF_TRACES, DEADLINES, st.integers(0, 1))
@settings(deadline=None)
def test_the_day_before_the_date_a_card_that_is_certain_to_be_known_is_left_out_or_the_last(
    traces: list[Trace | None], deadline: Deadline, days: int
) -> None:
    certain = Trace(36_500, 1, StudyDay(TODAY - 1))
    order = choose_for_date([certain, *traces], deadline._replace(date=StudyDay(TODAY + days)))
    assert 0 not in order or order[-1] == 0


@given(st.integers(1, 64), st.floats(0, 0.1), st.floats(0, 0.1), PERSONS, PACES)
@settings(deadline=None, max_examples=30)
def test_values_fall_with_the_price_and_never_below_leaving_alone(
    left: int, price: float, more: float, person: Person, pace: Pace
) -> None:
    cheap, dear = (values_at(person, pace, amount / 15).row(left) for amount in (price, price + more))
    for low, high, alone in zip(dear, cheap, left_alone(left, person), strict=True):
        assert alone - 1e-12 <= low <= high + 1e-12
        assert high <= 1


@given(DECKS_OF_TRACES, SHORT, st.floats(0, 1000), st.sampled_from([0.3, 1.0, 3.0]))
@settings(deadline=None, max_examples=50)
@example([None] * 12, Deadline(TODAY, StudyDay(TODAY + 90), 100.0, USUAL, AVERAGE), 30.0, 1.0)
def test_a_course_keeps_to_the_time_of_each_day_and_teaches_each_card_once(
    traces: list[Trace | None], deadline: Deadline, spent_s: float, k: float
) -> None:
    truth = Person(k, PARAMETERS[20])
    course = play_out(traces, deadline, truth, spent_s)
    assert course == play_out(tuple(traces), deadline, truth, spent_s)
    for load in course.loads:
        room_s = load.days * deadline.seconds_a_day - (spent_s if load.day == TODAY else 0)
        assert 0 <= load.seconds <= max(0, room_s)
        assert bool(load.seconds) is bool(load.new + load.reviews)
    before, after = (sum(trace is None for trace in found) for found in (traces, course.traces))
    assert sum(load.new for load in course.loads) == before - after
    covered = [day for load in course.loads for day in range(load.day, load.day + load.days)]
    assert covered == list(range(TODAY, max(TODAY + 1, deadline.date)))
    for old, new in zip(traces, course.traces, strict=True):
        assert new == old or (new is not None and TODAY <= new.reviewed_on < max(TODAY + 1, deadline.date))


@given(st.data(), st.integers(-3, 6), st.integers(1, 5), st.none() | st.integers(1, 5))
@settings(deadline=None, max_examples=50)
def test_whatever_the_history_and_the_goal_a_plan_an_agenda_readiness_and_outcome_can_be_told(
    data: st.DataObject, days: int, minutes: int, most_asked: int | None
) -> None:
    deck = data.draw(decks())
    goal = make_goal(days, minutes, most_asked=most_asked, set_up=data.draw(st.integers(-9, 0)))
    progress = progress_of(*data.draw(histories(deck)), goal)
    scope = choose_scope(deck, goal)
    assert len(scope) == min(len(deck), most_asked or len(deck))
    outcome = take_outcome(scope, progress, goal, 4)
    assert (outcome.cards, outcome.on) == (len(scope), to_date(StudyDay(TODAY + days)))
    assert 0 <= outcome.retained <= outcome.tested
    if not scope:
        return
    agenda = make_agenda(scope, progress, goal, TODAY)
    assert len(set(agenda.queue)) == len(agenda.queue)
    assert set(agenda.queue) <= set(scope)
    assert agenda.seconds <= minutes * 60 - agenda.spent_s or len(agenda.queue) == 1
    plan = take_plan(scope, progress, goal, TODAY)
    assert sum(row.cards for row in plan.topics) == plan.total.cards == len(scope)
    assert all(0 <= chance <= 1 for row in (plan.total, *plan.topics) for pair in row[3:] for chance in pair)
    ready = take_readiness(deck, deck, progress, TODAY)
    assert ready.is_planned is (days >= 0)
    assert ready.total.cards == (len(scope) if days >= 0 else len(deck))


@given(st.data(), st.floats(-5, 2000))
@settings(deadline=None, max_examples=50)
def test_the_best_of_a_backlog_is_a_beginning_of_the_whole_order(data: st.DataObject, seconds: float) -> None:
    deck = data.draw(decks())
    progress = progress_of(*data.draw(histories(deck)))
    whole = choose_best(deck, progress, TODAY, RULES, Budget(1e9))
    portion = choose_best(deck, progress, TODAY, RULES, Budget(seconds))
    due = [card for card in deck if card.id in progress.standings]
    due = [card for card in due if is_due(progress.standings[card.id], TODAY, RULES.scheduler)]
    assert Counter(card.id for card in whole.cards) == Counter(card.id for card in due)
    assert portion.cards == whole.cards[: len(portion.cards)]
    assert portion.left == len(due) - len(portion.cards)
    assert portion.seconds <= seconds or len(portion.cards) <= 1
    assert bool(portion.cards) is bool(due)


@given(decks(), st.floats(0, 900))
@settings(deadline=None, max_examples=30)
def test_no_card_more_would_have_fitted(deck: tuple[Card, ...], seconds: float) -> None:
    portion = cut_to_time(deck, progress_of(), TODAY, seconds)
    assert not portion.left or portion.seconds + 45 > seconds
