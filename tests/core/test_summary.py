import pytest
from support.cards import AGAIN, EASY, GOOD, HARD, NOON, RULES, TODAY, make_cards, play, progress_of, reviewed, stamp_at
from support.goals import make_goal

from aiquiz.core.progress import Progress
from aiquiz.core.session import Move, Session, start_session, step
from aiquiz.core.stats import Streak
from aiquiz.core.summary import Home, Summary, Today, summarise, take_home

REVEAL, SKIP, UNDO = Move.REVEAL, Move.SKIP, Move.UNDO


def start(names: str) -> Session:
    return start_session(make_cards(names), {}, RULES)


def test_a_sitting_without_answers_sums_up_to_nothing() -> None:
    none = tuple((grade, 0) for grade in (AGAIN, HARD, GOOD, EASY))
    assert summarise(start("ab")) == Summary(0, 0, none, 0, left=2, to_repeat=0)
    assert summarise(start("")) == Summary(0, 0, none, 0, left=0, to_repeat=0)


def test_a_sitting_is_summed_up_by_cards_and_by_answers() -> None:
    session, _ = play(start("abcd"), [REVEAL, AGAIN, REVEAL, GOOD, REVEAL, EASY, REVEAL, GOOD, REVEAL, HARD])
    assert session.showing is not None
    summary = summarise(session)
    assert (summary.cards, summary.answers) == (4, 5)
    assert summary.by_grade == ((AGAIN, 1), (HARD, 1), (GOOD, 2), (EASY, 1))
    assert (summary.left, summary.to_repeat) == (1, 1)


def test_a_card_answered_well_at_last_is_not_left_to_repeat() -> None:
    session, _ = play(start("a"), [REVEAL, AGAIN, REVEAL, HARD, REVEAL, GOOD])
    assert summarise(session)[3:6] == (3000, 0, 0)


def test_a_card_skipped_after_a_bad_answer_is_left_to_repeat() -> None:
    session, _ = play(start("a"), [REVEAL, AGAIN, SKIP])
    assert (summarise(session).left, summarise(session).to_repeat) == (0, 1)


def test_answers_taken_back_and_skips_do_not_count() -> None:
    session, _ = play(start("abc"), [REVEAL, AGAIN, UNDO, EASY, SKIP])
    summary = summarise(session)
    assert (summary.cards, summary.answers, summary.left, summary.to_repeat) == (1, 1, 1, 0)
    assert dict(summary.by_grade) == {AGAIN: 0, HARD: 0, GOOD: 0, EASY: 1}


def test_the_time_of_all_answers_is_summed_with_five_minutes_at_most_for_each() -> None:
    session = start("ab")
    for taken_ms in (1200, 34_000_000):
        session, _ = step(session, REVEAL, stamp_at())
        session, _ = step(session, GOOD, stamp_at(NOON, taken_ms))
    assert summarise(session).taken_ms == 301_200


def test_the_home_screen_of_a_new_learner_has_only_new_cards() -> None:
    home = take_home(make_cards("abc"), Progress(), TODAY, RULES)
    assert home == Home(cards=3, due=0, new=3, streak=Streak(0, 0, is_open=True), next_due_on=None)


def test_the_home_screen_counts_what_is_due_and_what_is_new_in_the_bank() -> None:
    progress = progress_of(
        reviewed("gone", day=-9),
        reviewed("late", day=-1),
        reviewed("unfinished", AGAIN),
        reviewed("learnt", GOOD),
    )
    home = take_home(make_cards(["late", "unfinished", "learnt", "new"]), progress, TODAY, RULES)
    assert home == Home(cards=4, due=2, new=1, streak=Streak(2, 2, is_open=False), next_due_on=TODAY)


def test_the_home_screen_says_when_the_next_card_is_due() -> None:
    progress = progress_of(reviewed("a", day=-1), reviewed("a", GOOD))
    home = take_home(make_cards("a"), progress, TODAY, RULES)
    assert (home.due, home.new, home.next_due_on) == (0, 0, TODAY + 6)


@pytest.mark.parametrize(("new_a_day", "is_enough"), [(0, True), (1, True), (2, True), (3, False), (10, False)])
def test_the_home_screen_knows_when_the_new_cards_of_the_day_are_done(new_a_day: int, *, is_enough: bool) -> None:
    progress = progress_of(reviewed("a", GOOD), reviewed("b", GOOD), reviewed("old", day=-1))
    home = take_home(make_cards("abc"), progress, TODAY, RULES, new_a_day)
    assert home.is_enough is is_enough


def test_home_says_what_a_running_goal_leaves_to_do_today() -> None:
    goal = make_goal(10, 15)
    cards = make_cards("ab")
    assert take_home(cards, progress_of(goal), TODAY, RULES).goal == Today(10, 15, 0)
    studied = progress_of(goal, reviewed("a", taken_ms=90_000))
    assert take_home(cards, studied, TODAY, RULES).goal == Today(10, 15, 1.5)
    assert take_home(cards, progress_of(make_goal(-1)), TODAY, RULES).goal is None


def test_marks_that_stand_are_counted_and_those_taken_back_are_not() -> None:
    marked, _ = play(start("ab"), [Move.FLAG, Move.SUSPEND])
    assert (summarise(marked).answers, summarise(marked).marks) == (0, 2)
    taken_back, _ = play(marked, [UNDO, UNDO])
    assert summarise(taken_back).marks == 0
