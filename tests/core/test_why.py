import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import (
    AGAIN,
    EASY,
    GOOD,
    HARD,
    RULES,
    TODAY,
    decks,
    histories,
    make_card,
    progress_of,
    replace,
    reviewed,
)
from support.goals import make_goal
from support.marks import marked

from aiquiz.core.cards import Level
from aiquiz.core.days import StudyDay
from aiquiz.core.events import Event, Mark
from aiquiz.core.progress import Progress
from aiquiz.core.selection import Limits, choose_session
from aiquiz.core.why import say_why, stand_here

CARD = make_card("a", "topic/one", asked_by=14)
OTHER = make_card("b", "topic/two", level=Level.ADVANCED)
BANK = (CARD, OTHER)


def why(*events: Event, card: object = CARD, today: StudyDay = TODAY) -> str:
    assert card in BANK
    chosen = CARD if card is CARD else OTHER
    return say_why(chosen, stand_here(chosen, BANK, progress_of(*events), today, RULES))


SENTENCES: dict[str, list[Event]] = {
    "new: asked by 14 lists": [],
    "due today: interval 1 day after good": [reviewed("a", GOOD, day=-1)],
    "due since yesterday: interval 1 day after easy": [reviewed("a", EASY, day=-2)],
    "due for 4 days: interval 6 days after good": [reviewed("a", GOOD, day=-11), reviewed("a", GOOD, day=-10)],
    "left unfinished today: the last answer was again": [reviewed("a", AGAIN)],
    "left unfinished today: the last answer was hard": [reviewed("a", GOOD, day=-6), reviewed("a", HARD)],
    "not due: it is tomorrow; interval 1 day after good": [reviewed("a", GOOD)],
    "not due: it is on 7 March, in 5 days; interval 6 days after good": [
        reviewed("a", GOOD, day=-2),
        reviewed("a", GOOD, day=-1),
    ],
    "not asked: suspended until you resume it": [reviewed("a", GOOD, day=-9), marked("a", Mark.SUSPENDED)],
    "not asked today: buried until tomorrow": [marked("a", Mark.BURIED)],
}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_reason_is_one_sentence(sentence: str) -> None:
    assert why(*SENTENCES[sentence]) == sentence


def test_a_new_card_says_how_many_lists_ask_it() -> None:
    assert why(card=OTHER) == "new: on none of the lists"
    single = replace(CARD, asked_by=1)
    assert say_why(single, stand_here(single, BANK, Progress(), TODAY, RULES)) == "new: asked by 1 list"


def test_a_card_buried_yesterday_or_resumed_has_its_own_reason_again() -> None:
    assert why(marked("a", Mark.BURIED, day=-1)) == "new: asked by 14 lists"
    assert why(marked("a", Mark.SUSPENDED), marked("a", Mark.RESUMED)) == "new: asked by 14 lists"


def test_with_a_goal_it_is_what_asking_now_does_for_the_date() -> None:
    assert why(make_goal(9)) == "new: asked by 14 lists; for 11 March: 30 % likely known, 64 % if asked now"
    sentence = why(reviewed("a", GOOD, day=-3), reviewed("a", GOOD, day=-2), make_goal(40))
    assert sentence.startswith("for 11 April: ")
    assert sentence.endswith(" % if asked now")
    assert why(reviewed("a", EASY, day=-1), make_goal(0)).startswith("for 2 March: ")


def test_what_gains_nothing_says_so() -> None:
    easy = [reviewed("a", EASY, day=-day) for day in (90, 60, 1)]
    assert why(*easy, make_goal(1)) == "for 3 March: 99 % likely known, no more if asked now"


def test_a_date_of_another_year_has_its_year() -> None:
    assert "for 2 March 2027: " in why(make_goal(365))


@pytest.mark.parametrize(
    "goal",
    [make_goal(-1, set_up=-9), make_goal(None), make_goal(9, topics=("two",)), make_goal(9, levels=(Level.ADVANCED,))],
    ids=["over", "ended", "another topic", "another level"],
)
def test_a_goal_that_is_over_or_of_other_cards_is_no_reason(goal: Event) -> None:
    assert why(goal) == "new: asked by 14 lists"


def test_suspended_cards_leave_their_place_among_the_most_asked() -> None:
    goal = make_goal(9, most_asked=1)
    assert why(goal, card=OTHER) == "new: on none of the lists"
    assert why(goal, marked("a", Mark.SUSPENDED), card=OTHER).startswith("new: on none of the lists; for 11 March: ")


@given(st.data())
@settings(deadline=None)
def test_whatever_a_session_asks_is_due_new_or_unfinished(data: st.DataObject) -> None:
    deck = data.draw(decks())
    progress = progress_of(*data.draw(histories(deck)))
    asked = choose_session(deck, progress, TODAY, RULES, Limits(new=1000))
    for card in deck:
        sentence = say_why(card, stand_here(card, deck, progress, TODAY, RULES))
        assert sentence.startswith(("due ", "new: ", "left unfinished today")) is (card in asked)
        assert "\n" not in sentence
