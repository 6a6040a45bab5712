from datetime import timedelta

import pytest
from support.cards import AGAIN, GOOD, NOON, RULES, TODAY, make_card, progress_of, reviewed, undone
from support.goals import make_goal

from aiquiz.core.cards import Level
from aiquiz.core.events import Crammed, Event
from aiquiz.core.goal import Outcome, choose_scope, goal_day, is_running, rank_by_asking, take_outcome
from aiquiz.core.progress import Progress, replay

CARDS = (
    make_card("a", "maths/sums", asked_by=1),
    make_card("b", "maths/proofs", asked_by=5, level=Level.ADVANCED),
    make_card("c", "art/ink", asked_by=3),
    make_card("d", "art/oil", asked_by=3),
)


def crammed(name: str, *, day: int = 0) -> Crammed:
    answer = reviewed(name, AGAIN, day=day)
    return Crammed(answer.id, answer.at, 0, answer.card, AGAIN, answer.taken_ms)


def chosen(topics: tuple[str, ...] = (), levels: tuple[Level, ...] = (), most_asked: int | None = None) -> str:
    goal = make_goal(topics=topics, levels=levels, most_asked=most_asked)
    return "".join(card.id for card in choose_scope(CARDS, goal))


def test_the_day_of_a_goal_is_that_of_its_date() -> None:
    assert goal_day(make_goal(3)) == TODAY + 3


def test_what_ends_a_goal_has_no_day() -> None:
    with pytest.raises(ValueError, match="has no date"):
        goal_day(make_goal(None))


@pytest.mark.parametrize(("days", "runs"), [(-1, False), (0, True), (1, True), (730, True), (None, False)])
def test_a_goal_runs_until_its_own_day_is_over(days: int | None, *, runs: bool) -> None:
    assert is_running(make_goal(days), TODAY) is runs


def test_no_goal_is_not_running() -> None:
    assert not is_running(None, TODAY)


def test_the_scope_is_what_the_filters_admit_in_the_order_of_the_bank() -> None:
    assert chosen() == "abcd"
    assert chosen(topics=("art", "proofs")) == "bcd"
    assert chosen(topics=("maths",), levels=(Level.ADVANCED,)) == "b"
    assert chosen(topics=("music",)) == ""


def test_a_scope_cut_to_the_most_asked_keeps_the_order_of_the_bank() -> None:
    assert [chosen(most_asked=number) for number in range(1, 6)] == ["b", "bc", "bcd", "abcd", "abcd"]


def test_the_cut_is_made_within_the_filters() -> None:
    assert chosen(topics=("art", "sums"), most_asked=1) == "c"


def test_the_most_asked_come_first_and_then_those_named_first() -> None:
    assert [card.id for card in rank_by_asking(reversed(CARDS))] == ["b", "c", "d", "a"]


def test_the_outcome_counts_days_minutes_cards_and_tests_from_the_set_up_to_the_date() -> None:
    progress = progress_of(
        reviewed("a", day=-11, taken_ms=60_000),
        reviewed("a", day=-10, taken_ms=120_000),
        reviewed("c", day=-10, taken_ms=30_000),
        reviewed("a", AGAIN, day=-4, taken_ms=30_000),
        reviewed("c", day=0, taken_ms=60_000),
        reviewed("elsewhere", day=1, taken_ms=60_000),
    )
    goal = make_goal(0, 20, set_up=-10)
    assert take_outcome(CARDS, progress, goal, 4) == Outcome(
        on=NOON.date(),
        days_planned=10,
        days_studied=3,
        minutes_planned=200,
        minutes_studied=4.0,
        cards=4,
        seen=2,
        tested=3,
        retained=2,
    )


def test_a_goal_for_the_day_of_its_set_up_was_planned_for_one_day() -> None:
    found = take_outcome(CARDS, progress_of(reviewed("a")), make_goal(0, 20), 4)
    assert (found.days_planned, found.days_studied, found.minutes_planned) == (1, 1, 20)


def test_a_goal_that_nobody_studied_for_has_an_outcome_of_nothing() -> None:
    found = take_outcome((), Progress(), make_goal(-3, set_up=-9), 4)
    assert found[2:] == (0, 90, 0, 0, 0, 0, 0)


def test_a_goal_set_up_after_midnight_begins_with_the_study_day_that_still_lasts() -> None:
    goal, night = make_goal(3), NOON - timedelta(hours=9)
    late = type(goal)(goal.id, night, 0, goal.on, 15)
    progress = progress_of(reviewed("a", day=-1))
    assert take_outcome(CARDS, progress, late, 4).days_studied == 1
    assert take_outcome(CARDS, progress, late, 0).days_studied == 0


def test_a_drill_leaves_everything_as_it_is() -> None:
    facts: list[Event] = [reviewed("a", day=-3), make_goal(5), reviewed("b", GOOD, day=-1)]
    with_drills: list[Event] = [crammed("a", day=-4), *facts[:2], crammed("a"), facts[2], crammed("new", day=2)]
    assert progress_of(*with_drills) == progress_of(*facts)


def test_a_drill_that_was_undone_changes_nothing_either() -> None:
    drill, first = crammed("a"), reviewed("a", day=-2)
    assert progress_of(first, drill, undone(drill)) == progress_of(first)


def test_the_goal_that_was_set_last_holds_whatever_its_date() -> None:
    first, second = make_goal(20), make_goal(5)
    assert progress_of().goal is None
    assert progress_of(first, reviewed("a"), second, reviewed("b")).goal == second
    assert progress_of(second, first).goal == first


def test_undoing_a_goal_gives_back_the_one_before() -> None:
    first, second = make_goal(20), make_goal(5)
    assert progress_of(first, second, undone(second)).goal == first
    assert progress_of(first, second, undone(first)).goal == second
    assert progress_of(first, second, undone(second), undone(first)).goal is None


def test_an_ended_goal_is_the_last_word_until_that_is_undone() -> None:
    goal, end = make_goal(20), make_goal(None)
    ended = progress_of(goal, end).goal
    assert ended == end
    assert not is_running(ended, TODAY)
    assert is_running(progress_of(goal, end, undone(end)).goal, TODAY)
    assert is_running(progress_of(goal, end, make_goal(2)).goal, TODAY)


def test_a_fold_that_goes_on_from_an_earlier_one_keeps_the_goal() -> None:
    goal = make_goal()
    earlier = progress_of(goal)
    assert replay([reviewed("a")], RULES, start=earlier).goal == goal
    assert replay([make_goal(None)], RULES, start=earlier).goal != goal
