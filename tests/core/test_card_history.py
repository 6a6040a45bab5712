from dataclasses import replace
from datetime import timedelta

import pytest
from support.cards import AGAIN, GOOD, HARD, NOON, RULES, TODAY, make_card, progress_of, reviewed, stamp_at, undone
from support.marks import marked

from aiquiz.core.card_history import Asked, marked_since, take_history
from aiquiz.core.card_story import take_story
from aiquiz.core.cards import CardId
from aiquiz.core.days import StudyDay
from aiquiz.core.events import Crammed, Event, Mark
from aiquiz.core.marks import CardMarks
from aiquiz.core.progress import undone_ids
from aiquiz.core.schedulers import Grade
from aiquiz.core.why import stand_here

A = CardId("a")


def crammed(name: str, grade: Grade, day: int) -> Crammed:
    stamp = stamp_at(NOON + timedelta(days=day))
    return Crammed(stamp.event_id, stamp.moment.at, 0, CardId(name), grade, 900)


def day(number: int) -> StudyDay:
    return StudyDay(TODAY + number)


def test_a_history_has_the_days_between_the_answers_that_count() -> None:
    mistake = reviewed("a", AGAIN, day=-5)
    events: list[Event] = [
        reviewed("a", GOOD, day=-9, taken_ms=4000),
        reviewed("b", GOOD, day=-8),
        crammed("a", HARD, -7),
        mistake,
        undone(mistake),
        reviewed("a", HARD, day=-4),
        reviewed("a", GOOD, day=-4),
        marked("a", Mark.FLAGGED, day=-3),
    ]
    assert take_history(events, undone_ids(events), A) == (
        Asked(day(-9), GOOD, 4000, None, is_drill=False, is_undone=False),
        Asked(day(-7), HARD, 900, None, is_drill=True, is_undone=False),
        Asked(day(-5), AGAIN, 1000, None, is_drill=False, is_undone=True),
        Asked(day(-4), HARD, 1000, 5, is_drill=False, is_undone=False),
        Asked(day(-4), GOOD, 1000, 0, is_drill=False, is_undone=False),
    )


def test_a_clock_that_was_set_back_gives_no_days_below_zero() -> None:
    events = [reviewed("a", day=-2), reviewed("a", day=-4)]
    assert [row.days_since for row in take_history(events, (), A)] == [None, 0]


def test_the_day_of_an_answer_turns_with_the_rollover() -> None:
    late = replace(reviewed("a"), at=NOON.replace(hour=3))
    assert [row.day for row in take_history([late], (), A)] == [day(-1)]
    assert [row.day for row in take_history([late], (), A, 2)] == [day(0)]


def events_of_marks() -> list[Event]:
    mistake = marked("a", Mark.RESUMED, day=-4)
    return [
        marked("a", Mark.SUSPENDED, day=-9),
        marked("a", Mark.SUSPENDED, day=-8),
        mistake,
        undone(mistake),
        marked("b", Mark.SUSPENDED, day=-7),
        marked("b", Mark.RESUMED, day=-6),
        marked("b", Mark.SUSPENDED, day=-5),
        marked("c", Mark.SUSPENDED, day=-5),
        marked("c", Mark.RESUMED, day=-5),
        marked("d", Mark.FLAGGED, day=-3),
        marked("a", Mark.BURIED, day=-2),
        marked("a", Mark.NOTED, day=-2, text="x"),
        reviewed("e"),
        marked("f", Mark.RESUMED),
    ]


@pytest.mark.parametrize(
    ("mark", "since"), [(Mark.SUSPENDED, {"a": -9, "b": -5}), (Mark.FLAGGED, {"d": -3})], ids=["suspended", "flagged"]
)
def test_a_mark_has_been_there_since_it_was_set_last(mark: Mark, since: dict[str, int]) -> None:
    events = events_of_marks()
    assert marked_since(events, undone_ids(events), mark) == {name: day(number) for name, number in since.items()}


def test_those_that_have_a_day_are_those_that_carry_the_mark() -> None:
    events = events_of_marks()
    marks = progress_of(*events).marks
    suspended = {card for card, found in marks.items() if found.is_suspended}
    assert set(marked_since(events, undone_ids(events), Mark.SUSPENDED)) == suspended


def test_the_story_of_a_new_card_remembers_nothing() -> None:
    card = make_card("a")
    story = take_story(card, stand_here(card, [card], progress_of(), TODAY, RULES), ())
    assert (story.remembered, story.marks, story.why) == (None, CardMarks(), "new: on none of the lists")


def test_the_story_of_a_card_has_what_both_models_know() -> None:
    card = make_card("a")
    events = [reviewed("a", GOOD, day=-7), reviewed("a", GOOD, day=-6), reviewed("a", AGAIN, day=0)]
    progress = progress_of(*events, marked("a", Mark.FLAGGED))
    story = take_story(card, stand_here(card, [card], progress, TODAY, RULES), take_history(events, (), A))
    found = story.remembered
    assert found is not None
    assert (found.reviews, found.lapses, found.interval_days, found.easiness) == (3, 1, 1, 2.5)
    assert (found.reviewed_on, found.due_on, found.recall) == (TODAY, day(1), 1)
    assert story.marks.is_flagged
    assert len(story.history) == 3


def test_the_stability_is_the_days_until_nine_in_ten() -> None:
    card = make_card("a")
    progress = progress_of(reviewed("a", GOOD, day=-2), reviewed("a", GOOD, day=-1))
    later = StudyDay(TODAY + 400)
    now, then = (
        take_story(card, stand_here(card, [card], progress, at, RULES), ()).remembered for at in (TODAY, later)
    )
    assert now is not None
    assert then is not None
    assert now.stability_days == then.stability_days > 1
    assert 0 < then.recall < 0.9 < now.recall < 1
