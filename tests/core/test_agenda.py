import pytest
from support.cards import AGAIN, GOOD, HARD, TODAY, make_card, make_cards, progress_of, reviewed
from support.goals import answers_to, make_deck, make_goal

from aiquiz.core.agenda import deadline_of, make_agenda, rank_for_goal
from aiquiz.core.pace import USUAL, take_pace
from aiquiz.core.progress import NO_PROGRESS
from aiquiz.core.schedulers.fsrs import AVERAGE


def test_the_planner_is_told_of_the_goal_and_of_the_learner() -> None:
    progress = progress_of(reviewed("a", taken_ms=200_000))
    deadline = deadline_of(make_goal(7, 20), progress, TODAY)
    assert deadline == (TODAY, TODAY + 7, 1200, take_pace(progress.days, TODAY), AVERAGE)
    assert deadline.pace != USUAL


def test_as_many_cards_as_fit_into_the_minutes() -> None:
    agenda = make_agenda(make_deck(40), NO_PROGRESS, make_goal(8, 15), TODAY)
    assert (len(agenda.queue), agenda.seconds, agenda.spent_s, agenda.days_left) == (20, 900, 0, 8)


def test_time_spent_today_is_taken_off() -> None:
    deck = make_deck(60)
    progress = progress_of(*answers_to(deck[:10], day=0, taken_ms=45_000))
    agenda = make_agenda(deck, progress, make_goal(8, 15), TODAY)
    assert (len(agenda.queue), agenda.seconds, agenda.spent_s) == (10, 450, 450)
    assert set(agenda.queue).isdisjoint(deck[:10])


def test_time_of_other_days_is_not() -> None:
    deck = make_deck(60)
    progress = progress_of(*answers_to(deck[:10], day=-1, taken_ms=45_000))
    assert make_agenda(deck, progress, make_goal(8, 15), TODAY).spent_s == 0


def test_a_day_whose_minutes_are_used_asks_for_nothing() -> None:
    deck = make_deck(60)
    progress = progress_of(*answers_to(deck[:20], day=0, taken_ms=45_000))
    agenda = make_agenda(deck, progress, make_goal(8, 15), TODAY)
    assert agenda == ((), 0.0, 900, 8)


def test_more_minutes_may_be_asked_for_whatever_was_spent() -> None:
    deck = make_deck(60)
    progress = progress_of(*answers_to(deck[:20], day=0, taken_ms=45_000))
    agenda = make_agenda(deck, progress, make_goal(8, 15), TODAY, 3)
    assert (len(agenda.queue), agenda.seconds, agenda.spent_s) == (4, 180, 900)


@pytest.mark.parametrize("minutes", [0, -1])
def test_no_minutes_give_no_cards(minutes: float) -> None:
    assert make_agenda(make_deck(6), NO_PROGRESS, make_goal(), TODAY, minutes).queue == ()


def test_where_little_time_is_left_one_card_comes_all_the_same() -> None:
    assert len(make_agenda(make_deck(6), NO_PROGRESS, make_goal(), TODAY, 0.1).queue) == 1


def test_what_was_left_unfinished_today_comes_first() -> None:
    deck = make_cards("abcde")
    progress = progress_of(reviewed("d", AGAIN), reviewed("e", HARD), reviewed("c", GOOD), reviewed("b", AGAIN, day=-9))
    ranked = [card.id for card in rank_for_goal(deck, progress, make_goal(), TODAY)]
    assert ranked[:2] == ["d", "e"]
    assert sorted(ranked[2:]) == ["a", "b"], "what was answered well today is done"


def test_the_most_asked_of_the_new_cards_come_first() -> None:
    deck = [make_card(name, asked_by=asked_by) for name, asked_by in (("a", 0), ("b", 7), ("c", 2), ("d", 7))]
    assert [card.id for card in rank_for_goal(deck, NO_PROGRESS, make_goal(), TODAY)] == ["b", "d", "c", "a"]


def test_cards_of_one_subtopic_are_kept_apart() -> None:
    deck = [
        make_card("a", "maths/sums", asked_by=9),
        make_card("b", "maths/sums", asked_by=8),
        make_card("c", "art/ink"),
    ]
    assert [card.id for card in make_agenda(deck, NO_PROGRESS, make_goal(), TODAY).queue] == ["a", "c", "b"]


def test_on_the_date_itself_no_days_are_left() -> None:
    agenda = make_agenda(make_deck(6), NO_PROGRESS, make_goal(0), TODAY)
    assert (agenda.days_left, len(agenda.queue)) == (0, 6)


def test_an_empty_scope_has_an_empty_agenda() -> None:
    assert make_agenda((), NO_PROGRESS, make_goal(), TODAY).queue == ()
