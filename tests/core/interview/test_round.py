from datetime import timedelta

import pytest
from support.cards import NOON, make_card, replace, reviewed
from support.rounds import Told, concluded, convened, judged, passed, replay_round, replied, round_events

from aiquiz.core.cards import CardId
from aiquiz.core.events import Event, EventId
from aiquiz.core.interview.round import (
    Asking,
    Done,
    Judging,
    Turn,
    choose_follow_up,
    evolve_round,
    is_follow_up_due,
    open_round,
    recent_cards,
    rounds_of,
    unfinished,
)

BEGUN = convened("abc")
A, B, C = map(CardId, "abc")


def test_a_round_asks_its_questions_in_order_then_has_them_judged_then_is_done() -> None:
    events: list[Event] = [
        replied(BEGUN, "a"),
        replied(BEGUN, "a", follow_up="Why?"),
        passed(BEGUN, "b"),
        replied(BEGUN, "c"),
        judged(BEGUN, "a"),
        judged(BEGUN, "b"),
        judged(BEGUN, "c"),
        concluded(BEGUN),
    ]
    stages = [replay_round([BEGUN, *events[:number]]).stage for number in range(len(events) + 1)]
    asking, judging = [Asking(A), Asking(B), Asking(B), Asking(C)], [Judging(A), Judging(B), Judging(C)]
    assert stages == [*asking, *judging, Done(), Done()]


def test_a_reply_holds_what_was_said_and_how_long_it_took() -> None:
    reply, more, gone = replied(BEGUN, "b"), replied(BEGUN, "b", taken_ms=500, follow_up="Why?"), passed(BEGUN, "c")
    found = replay_round([BEGUN, reply, more, gone])
    assert found.turns == (Turn(A), Turn(B, reply, more), Turn(C, gone))
    assert found.replied == found.turns[1:]
    assert [turn.taken_ms for turn in found.turns] == [0, 60_500, 5000]
    assert found.taken_ms == 65_500


def test_once_an_answer_was_judged_no_more_is_asked() -> None:
    found = replay_round([BEGUN, replied(BEGUN, "a"), replied(BEGUN, "c"), judged(BEGUN, "a")])
    assert found.stage == Judging(C)
    assert evolve_round(found, judged(BEGUN, "c")).stage == Done()


def test_the_review_may_begin_before_all_was_asked() -> None:
    found = replay_round([BEGUN, replied(BEGUN, "a")])
    assert (found.stage, found.review_stage) == (Asking(B), Judging(A))
    assert open_round(BEGUN).review_stage == Done()


def test_a_round_that_was_concluded_early_is_done() -> None:
    assert replay_round([BEGUN, replied(BEGUN, "a"), concluded(BEGUN)]).stage == Done()


def test_the_first_reply_counts_and_the_last_judgement() -> None:
    first, again = replied(BEGUN, "a", "first"), replied(BEGUN, "a", "again")
    follow_up, once_more = (replied(BEGUN, "a", text, follow_up="Why?") for text in ("so", "or so"))
    wrong, right = judged(BEGUN, "a", [0]), judged(BEGUN, "a", [0, 1])
    found = replay_round([BEGUN, first, again, follow_up, once_more, wrong, right])
    assert found.turns[0] == Turn(A, first, follow_up, right)


def test_what_belongs_to_nothing_here_changes_nothing() -> None:
    other = convened("ab")
    begun = open_round(BEGUN)
    strangers: list[Event] = [replied(other, "a"), judged(other, "a"), concluded(other), reviewed("a"), BEGUN]
    strangers.append(replied(BEGUN, "z"))
    for event in strangers:
        assert evolve_round(begun, event) == begun
    assert rounds_of(strangers) == (begun,)


def test_rounds_are_told_apart_and_sorted_by_time() -> None:
    old, new = convened("ab", day=-3), convened("bc", day=-1)
    reply, other = replied(old, "b"), replied(new, "b")
    found = rounds_of([new, old, reviewed("a"), other, reply, new, concluded(old)])
    assert [one.convened for one in found] == [old, new]
    assert [one.replied for one in found] == [(Turn(B, reply),), (Turn(B, other),)]
    assert [bool(one.concluded) for one in found] == [True, False]


def test_without_a_round_there_is_nothing_to_replay() -> None:
    assert rounds_of([reviewed("a")]) == ()


@pytest.mark.parametrize(
    ("told", "is_whole"),
    [
        (("a", "b"), True),
        (("a", Told("b", None)), True),
        (("a", Told("b", None, is_judged=False)), True),
        (("a", Told("b", 0, 0)), True),
        (("a", Told("b", is_judged=False)), False),
        (("a", Told("b", is_asked=False)), False),
        ((Told("a", is_judged=False), Told("b", is_asked=False)), False),
    ],
)
@pytest.mark.parametrize("is_concluded", [True, False])
def test_a_round_is_whole_when_all_was_answered_or_passed_and_all_answers_were_judged(
    told: tuple[Told | str, ...],
    is_whole: bool,  # noqa: FBT001 - a table
    is_concluded: bool,  # noqa: FBT001 - a table
) -> None:
    assert replay_round(round_events(*told, is_concluded=is_concluded)).is_whole is is_whole


def test_a_question_named_twice_is_asked_once() -> None:
    assert open_round(convened("aba")).turns == (Turn(A), Turn(B))


@pytest.mark.parametrize(("days", "is_found"), [(0, True), (6.9, True), (7, True), (7.1, False), (-1, True)])
def test_a_round_is_taken_up_again_within_seven_days(days: float, is_found: bool) -> None:  # noqa: FBT001 - a table
    (begun,) = rounds_of([BEGUN])
    assert unfinished([begun], NOON + timedelta(days=days)) == (begun if is_found else None)


def test_the_last_round_that_was_not_concluded_is_taken_up() -> None:
    old, middle, new = (convened("ab", day=day) for day in (-3, -2, -1))
    rounds = rounds_of([old, middle, new, replied(middle, "a"), concluded(new)])
    assert unfinished(rounds, NOON) == rounds[1]
    assert unfinished(rounds[2:], NOON) is None
    assert unfinished((), NOON) is None


def test_a_round_with_answers_is_taken_up_before_a_later_one_without() -> None:
    old, middle, new = (convened("ab", day=day) for day in (-3, -2, -1))
    rounds = rounds_of([old, middle, new, replied(old, "a"), replied(middle, "a")])
    assert unfinished(rounds, NOON) == rounds[1]
    assert unfinished(rounds_of([old, new]), NOON) == open_round(new)


def test_recent_are_the_questions_asked_in_the_last_three_rounds() -> None:
    begun = [convened("abcd", day=day) for day in (-4, -3, -2, -1)]
    replies = [replied(one, name) for one, name in zip(begun, "abcd", strict=True)]
    assert recent_cards(rounds_of([*begun, *replies])) == {"b", "c", "d"}
    assert recent_cards(()) == frozenset()


@pytest.mark.parametrize(
    ("text", "found", "taken_s", "is_due"),
    [
        ("typed", 0.6, 1, True),
        ("typed", 0.59, 900, False),
        ("typed", 0.0, 900, False),
        ("typed", None, 30, True),
        ("typed", None, 29, False),
        ("", None, 30, True),
        ("", None, 29, False),
        ("", 0.0, 30, True),
    ],
)
def test_a_follow_up_comes_after_a_good_answer(text: str, found: float | None, taken_s: int, is_due: bool) -> None:  # noqa: FBT001 - a table
    assert is_follow_up_due(replied(BEGUN, "a", text, taken_ms=taken_s * 1000), found, 90) is is_due


def test_nothing_follows_up_on_a_question_passed_nor_on_a_follow_up() -> None:
    assert not is_follow_up_due(passed(BEGUN, "a", 900_000), 1.0, 90)
    assert not is_follow_up_due(replied(BEGUN, "a", "typed", follow_up="Why?"), 1.0, 90)


def test_the_follow_up_is_one_of_the_card_and_hangs_on_the_seed() -> None:
    card = replace(make_card("a"), follow_ups=("Why?", "When?", "Who?"))
    found = [choose_follow_up(card, seed) for seed in range(60)]
    assert set(found) == set(card.follow_ups)
    assert found == [choose_follow_up(card, seed) for seed in range(60)]
    assert choose_follow_up(make_card("b"), 1) == ""


def test_a_round_of_another_id_is_another_round() -> None:
    event = replied(BEGUN, "a")._replace(round=EventId("another"))
    assert evolve_round(open_round(BEGUN), event) == open_round(BEGUN)
