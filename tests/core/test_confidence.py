from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from support.cards import AGAIN, EASY, GOOD, HARD, NOON, RULES, stamp_at

from aiquiz.core.cards import CardId
from aiquiz.core.confidence import LONGEST_WAIT, Confidences, Said
from aiquiz.core.events import Answered, Confidence, Crammed, Event, Forgotten, Reviewed, Undone
from aiquiz.core.progress import Progress, replay, undone_ids
from aiquiz.core.schedulers import Grade

SURE, UNSURE = Confidence


def said(confidence: Confidence | None, card: str = "a", at: datetime = NOON) -> Answered:
    return Answered(stamp_at(at).event_id, at, 0, CardId(card), confidence=confidence)


def graded(grade: Grade, card: str = "a", at: datetime = NOON, kind: type[Reviewed | Crammed] = Reviewed) -> Event:
    return kind(stamp_at(at).event_id, at, 0, CardId(card), grade, 1000)


def fold(*events: Event) -> Confidences:
    return replay(events, RULES, undone_ids(events)).confidences


@pytest.mark.parametrize(("grade", "right"), [(AGAIN, 0), (HARD, 1), (GOOD, 1), (EASY, 1)])
@pytest.mark.parametrize("confidence", Confidence)
def test_an_answer_is_right_that_is_graded_hard_or_better(confidence: Confidence, grade: Grade, right: int) -> None:
    assert fold(said(confidence), graded(grade)) == Confidences({confidence: (right, 1)}, {})


def test_each_confidence_is_counted_by_itself_and_over_all_cards() -> None:
    told = [(SURE, GOOD), (SURE, AGAIN), (UNSURE, AGAIN), (SURE, EASY), (UNSURE, HARD)]
    events = [
        event
        for place, (confidence, grade) in enumerate(told)
        for event in (said(confidence, f"card-{place % 2}"), graded(grade, f"card-{place % 2}"))
    ]
    assert fold(*events).counts == {SURE: (2, 3), UNSURE: (1, 2)}


def test_in_a_drill_it_counts_as_well() -> None:
    assert fold(said(SURE), graded(AGAIN, kind=Crammed)).counts == {SURE: (0, 1)}


def test_an_answer_on_which_nothing_was_said_does_not_count() -> None:
    assert fold(graded(GOOD), graded(AGAIN, kind=Crammed)) == Confidences()


def test_what_was_said_counts_once() -> None:
    assert fold(said(SURE), graded(AGAIN), graded(GOOD)) == Confidences({SURE: (0, 1)}, {})


def test_what_was_said_of_one_card_waits_for_the_grade_of_that_card() -> None:
    before = fold(said(SURE, "a"), graded(AGAIN, "b"))
    assert before == Confidences({}, {CardId("a"): Said(NOON, SURE)})
    assert fold(said(SURE, "a"), graded(AGAIN, "b"), graded(GOOD, "a")).counts == {SURE: (1, 1)}


@pytest.mark.parametrize(("wait", "answers"), [(LONGEST_WAIT, 1), (LONGEST_WAIT + timedelta(seconds=1), 0)])
def test_a_grade_that_comes_much_later_belongs_to_something_else(wait: timedelta, answers: int) -> None:
    confidences = fold(said(SURE), graded(GOOD, at=NOON + wait))
    assert confidences.waiting == {}
    assert sum(all_ for _, all_ in confidences.counts.values()) == answers


def test_saying_it_again_goes_before_what_was_said() -> None:
    assert fold(said(SURE), said(UNSURE), graded(GOOD)).counts == {UNSURE: (1, 1)}


def test_an_answer_given_without_a_word_takes_back_what_was_said_of_one_before() -> None:
    assert fold(said(SURE), said(None), graded(GOOD)) == Confidences({}, {})


def test_a_grade_that_was_taken_back_does_not_count_and_the_one_in_its_place_does() -> None:
    wrong = graded(AGAIN)
    taken_back = Undone(stamp_at().event_id, NOON, 0, wrong.id)
    assert fold(said(SURE), wrong, taken_back, graded(GOOD)) == Confidences({SURE: (1, 1)}, {})
    assert fold(said(SURE), wrong, taken_back).waiting != {}


def test_forgetting_a_card_leaves_what_was_counted() -> None:
    forgotten = Forgotten(stamp_at().event_id, NOON, 0, CardId("a"))
    assert fold(said(SURE), graded(GOOD), forgotten).counts == {SURE: (1, 1)}


@pytest.mark.parametrize("cut", range(7))
def test_folded_in_two_parts_it_is_as_folded_at_once(cut: int) -> None:
    events: Sequence[Event] = [
        said(SURE),
        graded(GOOD),
        said(UNSURE, "b"),
        said(SURE),
        graded(AGAIN, "b", kind=Crammed),
        graded(AGAIN),
    ]
    begun = replay(events[:cut], RULES)
    frozen = Progress(confidences=Confidences(dict(begun.confidences.counts), dict(begun.confidences.waiting)))
    whole = replay(events[cut:], RULES, start=begun).confidences
    assert whole == Confidences({SURE: (1, 2), UNSURE: (0, 1)}, {})
    assert begun.confidences == frozen.confidences
