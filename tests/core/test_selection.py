from collections.abc import Iterable
from itertools import permutations

import pytest
from support.cards import AGAIN, EASY, GOOD, RULES, TODAY, make_card, make_cards, progress_of, reviewed

from aiquiz.core.cards import Headed, Level, Role
from aiquiz.core.days import StudyDay
from aiquiz.core.progress import Progress
from aiquiz.core.selection import (
    NEW_CARDS_A_DAY,
    Filter,
    Limits,
    choose_due,
    choose_new,
    choose_session,
    interleave,
    next_due_on,
)

NOTHING = Progress()


def names(cards: Iterable[Headed]) -> str:
    return " ".join(card.id for card in cards)


@pytest.mark.parametrize(
    ("asked", "admitted"),
    [
        (Filter(), True),
        (Filter(levels=(Level.ADVANCED,)), True),
        (Filter(levels=(Level.BEGINNER, Level.INTERMEDIATE)), False),
        (Filter(levels=(Level.BEGINNER, Level.ADVANCED)), True),
        (Filter(topics=("mlops",)), True),
        (Filter(topics=("monitoring",)), True),
        (Filter(topics=("mlops/monitoring",)), True),
        (Filter(topics=("mlops/deployment",)), False),
        (Filter(topics=("deployment", "monitoring")), True),
        (Filter(topics=("ml",)), False),
        (Filter(tags=("drift",)), True),
        (Filter(tags=("cost", "drift")), True),
        (Filter(tags=("cost",)), False),
        (Filter(roles=(Role.MLOPS_ENGINEER,)), True),
        (Filter(roles=(Role.DATA_ENGINEER,)), False),
        (Filter(decks=("bundled",)), True),
        (Filter(decks=("mine", "bundled")), True),
        (Filter(decks=("mine",)), False),
        (Filter((Level.ADVANCED,), ("mlops",), ("drift",), (Role.MLOPS_ENGINEER,)), True),
        (Filter((Level.BEGINNER,), ("mlops",), ("drift",), (Role.MLOPS_ENGINEER,)), False),
        (Filter((Level.ADVANCED,), ("rag",), ("drift",), (Role.MLOPS_ENGINEER,)), False),
        (Filter((Level.ADVANCED,), ("mlops",), ("cost",), (Role.MLOPS_ENGINEER,)), False),
        (Filter((Level.ADVANCED,), ("mlops",), ("drift",), (Role.DATA_ENGINEER,)), False),
    ],
)
def test_a_filter_admits_what_meets_each_of_its_parts(asked: Filter, *, admitted: bool) -> None:
    card = make_card(
        "a",
        "mlops/monitoring",
        level=Level.ADVANCED,
        tags=("drift", "alerts"),
        roles=(Role.MLOPS_ENGINEER, Role.ML_ENGINEER),
    )
    assert asked.admits(card) is admitted


def test_a_card_without_tags_and_roles_belongs_to_none() -> None:
    assert Filter().admits(make_card("a"))
    assert not Filter(tags=("drift",)).admits(make_card("a"))
    assert not Filter(roles=(Role.AI_ENGINEER,)).admits(make_card("a"))


def test_new_cards_come_by_level_then_most_asked_then_by_name() -> None:
    cards = [
        make_card("e", level=Level.ADVANCED, asked_by=50),
        make_card("d", level=Level.INTERMEDIATE, asked_by=40),
        make_card("c", level=Level.BEGINNER, asked_by=1),
        make_card("b", level=Level.BEGINNER, asked_by=30),
        make_card("a", level=Level.BEGINNER, asked_by=1),
    ]
    assert names(choose_new(cards, NOTHING, TODAY)) == "b a c d e"


def test_a_card_that_was_answered_once_is_not_new() -> None:
    assert names(choose_new(make_cards("abc"), progress_of(reviewed("b", AGAIN, day=-9)), TODAY)) == "a c"


def test_due_cards_come_longest_waiting_first_then_most_asked_then_by_name() -> None:
    cards = [
        make_card("late"),
        make_card("today-b", asked_by=2),
        make_card("today-a", asked_by=2),
        make_card("today-c", asked_by=7),
        make_card("tomorrow"),
        make_card("new"),
    ]
    progress = progress_of(
        reviewed("late", day=-3),
        reviewed("today-a", day=-1),
        reviewed("today-b", day=-1),
        reviewed("today-c", day=-1),
        reviewed("tomorrow"),
    )
    assert names(choose_due(cards, progress, TODAY, RULES)) == "late today-c today-a today-b"


def test_a_card_left_unfinished_today_is_among_the_due() -> None:
    progress = progress_of(reviewed("a", AGAIN), reviewed("b", GOOD))
    assert names(choose_due(make_cards("ab"), progress, TODAY, RULES)) == "a"


def test_history_of_a_card_that_left_the_bank_brings_nothing_up() -> None:
    progress = progress_of(reviewed("gone", day=-30), reviewed("a", day=-30))
    assert names(choose_due(make_cards("a"), progress, TODAY, RULES)) == "a"
    assert next_due_on(make_cards("b"), progress, TODAY, RULES) is None


def test_a_session_has_the_due_cards_first_and_the_new_ones_after() -> None:
    cards = (
        make_card("new", "topic/1", asked_by=99),
        make_card("due", "topic/2", level=Level.ADVANCED),
        make_card("later", "topic/3"),
    )
    progress = progress_of(reviewed("due", day=-1), reviewed("later", EASY))
    assert names(choose_session(cards, progress, TODAY, RULES, Limits())) == "due new"


def test_a_session_takes_on_ten_new_cards_unless_told_otherwise() -> None:
    cards = make_cards("abcdefghijklm")
    assert NEW_CARDS_A_DAY == 10
    assert names(choose_session(cards, NOTHING, TODAY, RULES, Limits())) == "a b c d e f g h i j"


@pytest.mark.parametrize(
    ("limits", "chosen"),
    [
        (Limits(new=2), "due-a due-b new-a new-b"),
        (Limits(new=0), "due-a due-b"),
        (Limits(new=-1), "due-a due-b"),
        (Limits(new=2, cards=3), "due-a due-b new-a"),
        (Limits(new=2, cards=1), "due-a"),
        (Limits(new=2, cards=0), ""),
        (Limits(new=9, cards=9), "due-a due-b new-a new-b new-c"),
    ],
)
def test_limits_cut_new_cards_and_the_whole(limits: Limits, chosen: str) -> None:
    cards = make_cards(["new-c", "new-b", "new-a", "due-b", "due-a"])
    progress = progress_of(reviewed("due-a", day=-1), reviewed("due-b", day=-1))
    assert names(choose_session(cards, progress, TODAY, RULES, limits)) == chosen


def test_the_limit_on_new_cards_keeps_the_most_asked_of_the_lowest_level() -> None:
    cards = (
        make_card("advanced", "topic/1", level=Level.ADVANCED, asked_by=99),
        make_card("rare", "topic/2", asked_by=1),
        make_card("often", "topic/3", asked_by=9),
    )
    assert names(choose_session(cards, NOTHING, TODAY, RULES, Limits(new=2))) == "often rare"


def test_new_cards_are_interleaved_within_their_level_only() -> None:
    cards = (
        make_card("a1", "topic/a", asked_by=9),
        make_card("a2", "topic/a", asked_by=8),
        make_card("b1", "topic/b", asked_by=7),
        make_card("a3", "topic/a", level=Level.INTERMEDIATE, asked_by=6),
        make_card("b2", "topic/b", level=Level.INTERMEDIATE, asked_by=5),
        make_card("a4", "topic/a", level=Level.ADVANCED, asked_by=4),
    )
    assert names(choose_session(cards, NOTHING, TODAY, RULES, Limits())) == "a1 b1 a2 b2 a3 a4"


def test_the_first_new_card_is_of_another_subtopic_than_the_last_due_one_where_there_is_one() -> None:
    cards = (
        make_card("due", "topic/a"),
        make_card("a", "topic/a", asked_by=9),
        make_card("b", "topic/b", asked_by=1),
    )
    progress = progress_of(reviewed("due", day=-1))
    assert names(choose_session(cards, progress, TODAY, RULES, Limits())) == "due b a"


def test_due_cards_are_interleaved() -> None:
    cards = (make_card("a1", "topic/a"), make_card("a2", "topic/a"), make_card("b1", "topic/b"))
    progress = progress_of(reviewed("a1", day=-9), reviewed("a2", day=-8), reviewed("b1", day=-7))
    assert names(choose_session(cards, progress, TODAY, RULES, Limits())) == "a1 b1 a2"


def test_the_same_cards_in_any_order_make_the_same_session() -> None:
    cards = (make_card("a", "topic/x"), make_card("b", "topic/x"), make_card("c", "topic/y"), make_card("d", "topic/y"))
    progress = progress_of(reviewed("c", day=-2), reviewed("d", day=-2))
    sessions = {choose_session(order, progress, TODAY, RULES, Limits()) for order in permutations(cards)}
    assert [names(session) for session in sessions] == ["c d a b"]


def test_subtopics_of_the_same_name_in_two_topics_are_two_places() -> None:
    cards = [make_card("a", "one/basics"), make_card("b", "one/basics"), make_card("c", "two/basics")]
    assert names(interleave(cards)) == "a c b"


def test_interleaving_leaves_alone_what_is_mixed_already() -> None:
    cards = [make_card("a", "t/1"), make_card("b", "t/2"), make_card("c", "t/1"), make_card("d", "t/3")]
    assert interleave(cards) == cards


def test_cards_of_one_subtopic_keep_their_order() -> None:
    cards = [make_card(name, "t/1") for name in "cab"]
    assert interleave(cards) == cards
    assert interleave(cards, after=cards[0]) == cards


def test_interleaving_nothing_gives_nothing() -> None:
    assert interleave([], after=make_card("a")) == []


def test_the_next_due_day_is_the_first_of_all_cards_asked_about() -> None:
    progress = progress_of(reviewed("a", day=-1), reviewed("a", EASY), reviewed("b", AGAIN), reviewed("c", day=-40))
    assert next_due_on(make_cards("ab"), progress, TODAY, RULES) == TODAY + 1
    assert next_due_on(make_cards("a"), progress, TODAY, RULES) == TODAY + 6
    assert next_due_on(make_cards("abc"), progress, TODAY, RULES) == StudyDay(TODAY - 39)


def test_there_is_no_next_due_day_before_the_first_answer() -> None:
    assert next_due_on(make_cards("ab"), NOTHING, TODAY, RULES) is None
