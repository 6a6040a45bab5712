"""A question of a round as it is put, the follow-up that an answer earns, and the ticks that a review begins with."""

import pytest
from support.cards import make_card, replace
from support.rounds import Told, replay_round, round_events

from aiquiz.core.cards import Card, CardId, KeyPoint, Level, Parameter
from aiquiz.core.interview.question import (
    SHORTEST_ALOUD_MS,
    Question,
    find_points,
    follow_up_to,
    is_slip,
    put_question,
    start_ticks,
)
from aiquiz.core.interview.round import Round
from aiquiz.core.interview.story import STAR_POINTS

POINTS = (KeyPoint("Names the chain rule"), KeyPoint("Goes from the loss back to every weight", ("back loss",)))
PLAIN = replace(make_card("plain"), key_points=POINTS, follow_ups=("And with a cycle?",))
HARD = make_card("hard", level=Level.ADVANCED)
NUMBERS = replace(
    make_card("numbers"),
    question="What is twice {n}?",
    answer="{result}",
    parameters=(Parameter("n", low=1, high=100_000),),
    expression="2 * n",
)
STORY = make_card("story", "career/stories", tags=("star",))
CARDS = {card.id: card for card in (PLAIN, HARD, NUMBERS, STORY)}
SAID = "The chain rule, applied from the loss back to every weight."


def find(card_id: CardId) -> Card:
    return CARDS[card_id]


def play(*told: Told | str, seed: int = 7) -> Round:
    return replay_round(round_events(*told, seed=seed))


def put(played: Round, name: str) -> Question:
    return put_question(played, CardId(name), find)


def test_a_question_has_its_number_its_points_and_its_share_of_the_time() -> None:
    played = play("plain", "hard")
    first, second = put(played, "plain"), put(played, "hard")
    assert first == Question(PLAIN, 1, 2, first.seconds, POINTS)
    assert (second.number, second.of, second.points) == (2, 2, ())
    assert second.seconds > first.seconds > 0
    assert first.seconds + second.seconds in {599, 600}


def test_numbers_are_drawn_once_for_the_round_and_otherwise_in_another() -> None:
    question = put(play("plain", "numbers"), "numbers").card.question
    assert question == put(play("plain", "numbers"), "numbers").card.question
    assert "{" not in question
    assert question != put(play("plain", "numbers", seed=8), "numbers").card.question


def test_a_story_is_held_against_its_four_parts() -> None:
    assert put(play("story"), "story").points == STAR_POINTS


@pytest.mark.parametrize(("text", "follow_up"), [(SAID, "And with a cycle?"), ("By magic, I believe.", "")])
def test_a_good_answer_earns_a_follow_up_question(text: str, follow_up: str) -> None:
    played = play(Told("plain", text=text, is_judged=False))
    assert follow_up_to(put(played, "plain"), played.turns[0], 7) == follow_up


def test_an_answer_said_aloud_earns_it_by_its_length() -> None:
    for taken_ms, follow_up in ((1000, ""), (600_000, "And with a cycle?")):
        played = play(Told("plain", taken_ms=taken_ms))
        assert follow_up_to(put(played, "plain"), played.turns[0], 7) == follow_up


def test_without_points_the_length_counts_for_what_was_typed_too() -> None:
    bare = replace(PLAIN, key_points=())
    played = play(Told("plain", text="Something.", taken_ms=600_000))
    question = put_question(played, CardId("plain"), lambda _: bare)
    assert follow_up_to(question, played.turns[0], 7) == "And with a cycle?"


def test_no_follow_up_comes_before_an_answer_or_after_another_follow_up() -> None:
    unanswered = play(Told("plain", is_asked=False))
    assert follow_up_to(put(unanswered, "plain"), unanswered.turns[0], 7) == ""
    held = play(Told("plain", text=SAID, follow_up="And with a cycle?", then="No."))
    assert follow_up_to(put(held, "plain"), held.turns[0], 7) == ""


def test_a_review_begins_with_what_is_found_in_the_text() -> None:
    played = play(Told("plain", text="By the chain rule.", is_judged=False))
    assert start_ticks(put(played, "plain"), played.turns[0]) == (True, False)
    unanswered = play(Told("plain", is_asked=False))
    assert start_ticks(put(unanswered, "plain"), unanswered.turns[0]) == (False, False)


def test_a_review_that_was_left_goes_on_with_the_ticks_as_they_were() -> None:
    played = play(Told("plain", made=2, points=2, text="By magic."))
    assert start_ticks(put(played, "plain"), played.turns[0]) == (True, True)


@pytest.mark.parametrize(("is_judged", "is_held"), [(False, None), (True, False), (True, True)])
def test_the_last_tick_is_that_of_the_follow_up_question(*, is_judged: bool, is_held: bool | None) -> None:
    told = Told("plain", made=1, points=2, follow_up="And?", then="No.", is_judged=is_judged, is_held=is_held)
    played = play(told)
    ticks = start_ticks(put(played, "plain"), played.turns[0])
    assert ticks == ((True, False, bool(is_held)) if is_judged else (False, False, False))


def test_a_follow_up_question_that_was_passed_cannot_be_ticked() -> None:
    played = play(Told("plain", made=1, points=2, follow_up="And?", then=""))
    turn = played.turns[0]
    assert turn.follow_up is not None
    passed = turn._replace(follow_up=turn.follow_up._replace(is_passed=True))
    assert len(start_ticks(put(played, "plain"), turn)) == 3
    assert len(start_ticks(put(played, "plain"), passed)) == 2


# Numbers.

SHARE = replace(
    make_card("share", level=Level.ADVANCED),
    question="Of {n} that were flagged, {right} are right. What is the precision?",
    parameters=(Parameter("n", choices=(1000,)), Parameter("right", low=568, high=568)),
    expression="100 * right / n",
    unit="%",
    key_points=(KeyPoint("Divides by all {n} that were flagged"), KeyPoint("Reaches {result:.1f} %")),
    follow_ups=("And the recall?",),
)
CARDS[SHARE.id] = SHARE


def ticks_of(text: str) -> tuple[bool, ...]:
    played = play(Told("share", text=text, is_judged=False))
    return start_ticks(put(played, "share"), played.turn_of(SHARE.id))


@pytest.mark.parametrize(
    ("text", "is_ticked"),
    [("0.568", True), ("56.8 %", True), ("57.9 %", False), ("It reaches 12 %", False), ("", False)],
)
def test_a_result_is_ticked_by_its_number_and_not_by_words(text: str, *, is_ticked: bool) -> None:
    assert ticks_of(text)[1] == is_ticked


def test_the_words_of_a_result_are_the_number_as_it_was_typed() -> None:
    question = put(play("share"), "share")
    assert find_points(question, "All flagged, n = 1000.\n0.568")[1].words == ("0.568",)
    assert find_points(question, "57.9 %")[1].words == ()


def test_a_question_with_numbers_and_no_point_for_its_result_listens_for_it_last() -> None:
    question = put(play("numbers", "plain"), "numbers")
    (point,) = question.points
    assert question.wanted is not None
    assert (point.text, question.wanted.place) == (f"The result: {question.wanted.said}", 0)


def test_a_right_number_helps_to_earn_a_follow_up() -> None:
    played = play(Told("share", text="Divide by all the 1,000 flagged.\n0.568", is_judged=False))
    assert follow_up_to(put(played, "share"), played.turns[0], 7) == "And the recall?"


def test_a_story_with_numbers_is_still_a_story() -> None:
    card = replace(SHARE, topic="career", tags=("star",))
    question = put_question(play("share"), SHARE.id, lambda _: card)
    assert (question.points, question.wanted) == (STAR_POINTS, None)


def test_nothing_said_in_no_time_is_no_answer() -> None:
    assert is_slip("", SHORTEST_ALOUD_MS - 1)
    assert not is_slip("", SHORTEST_ALOUD_MS)
    assert not is_slip("Yes.", 1)
