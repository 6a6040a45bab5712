import pytest
from support.cards import AGAIN, EASY, GOOD, HARD, RULES, TODAY, make_cards, play, progress_of
from support.shown import shown, widest

from aiquiz.core.days import StudyDay
from aiquiz.core.limits import Held, Tomorrow
from aiquiz.core.session import Action, Move, start_session
from aiquiz.core.stats import Streak
from aiquiz.core.summary import Home, summarise
from aiquiz.terminal.summary_view import (
    render_enough,
    render_home,
    render_nothing_due,
    render_summary,
    say_held,
    say_tomorrow,
)

CARDS = make_cards(["one", "two", "three"])


def summary_of(*actions: Action) -> str:
    session, _ = play(start_session(CARDS, progress_of().standings, RULES), actions)
    return shown(render_summary(summarise(session)))


def answered(*grades: Action) -> list[Action]:
    return [action for grade in grades for action in (Move.REVEAL, grade)]


def test_a_session_that_was_gone_through_is_done() -> None:
    assert summary_of(*answered(GOOD, EASY, GOOD)) == "\nDone: 3 cards, 3 answers in 3 s\n2 good · 1 easy\n"


def test_a_session_left_half_way_is_so_far_and_one_is_one() -> None:
    assert summary_of(*answered(EASY)) == "\nSo far: 1 card, 1 answer in 1 s\n1 easy\n"


def test_cards_not_yet_answered_well_are_said_with_the_way_back() -> None:
    assert summary_of(*answered(AGAIN, HARD)) == (
        "\nSo far: 2 cards, 2 answers in 2 s\n1 again · 1 hard\n"
        "2 cards not yet answered well: `aiquiz review` asks again today.\n"
    )


def test_a_card_answered_well_in_the_end_is_not_among_them() -> None:
    out = summary_of(*answered(AGAIN, GOOD, GOOD, GOOD))
    assert out == "\nDone: 3 cards, 4 answers in 4 s\n1 again · 3 good\n"


@pytest.mark.parametrize(
    "actions", [[], [Move.SKIP] * 3, [Move.REVEAL], [*answered(GOOD), Move.UNDO], [*answered(AGAIN), Move.UNDO]]
)
def test_without_an_answer_that_stands_nothing_has_changed(actions: list[Action]) -> None:
    assert summary_of(*actions) == "\nNothing was graded; the schedule is as it was.\n"


@pytest.mark.parametrize(
    ("next_due_on", "new", "said"),
    [
        (None, 0, "Nothing is due.\n"),
        (None, 1, "Nothing is due.\n1 new card to learn: aiquiz study\n"),
        (TODAY + 1, 0, "Nothing is due. The next card is due tomorrow.\n"),
        (TODAY + 12, 20, "Nothing is due. The next card is due in 12 days.\n20 new cards to learn: aiquiz study\n"),
        (TODAY - 3, 0, "Nothing is due. The next card is due tomorrow.\n"),
    ],
)
def test_an_empty_queue_says_when_the_next_card_is_due(next_due_on: StudyDay | None, new: int, said: str) -> None:
    assert shown(render_nothing_due(next_due_on, TODAY, new)) == said


@pytest.mark.parametrize("width", [24, 40, 200])
def test_nothing_of_it_leaves_the_window(width: int) -> None:
    home = Home(12_345, 1_000, 11_345, Streak(1_000, 1_000, is_open=True), StudyDay(TODAY + 500))
    session, _ = play(start_session(CARDS, progress_of().standings, RULES), answered(AGAIN, HARD))
    for view in (
        render_home(home, TODAY),
        render_nothing_due(StudyDay(TODAY + 500), TODAY, 1_000),
        render_summary(summarise(session)),
    ):
        assert widest(shown(view, width)) <= width


@pytest.mark.parametrize(
    ("tomorrow", "said"),
    [
        (Tomorrow(14, 10, 540), "Tomorrow: 14 due, 10 new (about 9 minutes)."),
        (Tomorrow(1, 0, 5), "Tomorrow: 1 due (about 1 minute)."),
        (Tomorrow(0, 3, 135), "Tomorrow: 3 new (about 2 minutes)."),
        (Tomorrow(1200, 0, 18_000), "Tomorrow: 1,200 due (about 300 minutes)."),
        (Tomorrow(0, 0, 0), "Tomorrow: nothing is due."),
        (Tomorrow(9, 9, 1200, 16), "Tomorrow: about 20 minutes for your goal, then 16 days to go."),
        (Tomorrow(9, 9, 60, 0), "Tomorrow: about 1 minute for your goal, and it is the day."),
    ],
)
def test_what_tomorrow_holds_is_one_line(tomorrow: Tomorrow, said: str) -> None:
    assert say_tomorrow(tomorrow) == said
    session, _ = play(start_session(CARDS, progress_of().standings, RULES), answered(GOOD))
    assert shown(render_summary(summarise(session), tomorrow)).endswith(f"\n{said}\n")
    assert "Tomorrow" not in shown(render_summary(summarise(start_session(CARDS, {}, RULES)), tomorrow))


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (Held(12, 0), "The limits of the day hold back 12 due cards."),
        (Held(0, 1), "The limits of the day hold back 1 new card."),
        (Held(1, 101), "The limits of the day hold back 1 due card and 101 new cards."),
    ],
)
def test_what_the_limits_hold_back_is_said(held: Held, said: str) -> None:
    assert say_held(held) == said
    assert shown(render_enough(held, "To go on: x")) == f"Enough for today. {said}\nTo go on: x\n"
