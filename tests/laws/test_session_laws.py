from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import (
    AGAIN,
    EASY,
    GOOD,
    GRADES_DRAWN,
    HARD,
    NOON,
    RULES,
    SM2,
    decks,
    histories,
    play,
    progress_of,
    stamp_at,
)

from aiquiz.core.cards import Card, CardId, Headed
from aiquiz.core.confidence import Confidences
from aiquiz.core.days import StudyDay, study_day
from aiquiz.core.events import Answered, Confidence, Event, Mark, Marked, Reviewed, Undone
from aiquiz.core.marks import UNMARKED
from aiquiz.core.schedulers import GRADES, Grade
from aiquiz.core.session import (
    CARDS_BETWEEN,
    Action,
    Given,
    Move,
    Note,
    Session,
    Tick,
    answers_of,
    preview,
    start_session,
    step,
)

GIVEN = (
    Given("typed", Confidence.SURE, ticks=(True, False)),
    Given("", Confidence.UNSURE, 5, (False,), is_given_up=True),
    Given("said", ticks=(True, True, False)),
)
ACTIONS = st.sampled_from(
    [*GRADES, AGAIN, HARD, *Move, Move.REVEAL, Move.REVEAL, Note("mine"), Note(""), *GIVEN, Tick(0), Tick(2)]
)
SCRIPTS = st.lists(st.tuples(ACTIONS, st.sampled_from([0, 0, 0, 1, 7, 30])), max_size=50)
"""Actions, each with the hours that went by before it."""
STAYING = st.lists(st.sampled_from([Move.REVEAL, Move.HINT, Tick(0), Tick(1), *GIVEN]), max_size=8)
REPEATED = {AGAIN, HARD}
MARKING = {Move.SUSPEND: Mark.SUSPENDED, Move.BURY: Mark.BURIED}


class Taken(NamedTuple):
    """One action of a sitting: the session before it, the one after, and what was stored."""

    action: Action
    before: Session
    after: Session
    events: tuple[Event, ...]
    today: StudyDay


class Sitting(NamedTuple):
    """A whole sitting over a deck, with the answers of earlier days."""

    deck: tuple[Card, ...]
    earlier: list[Reviewed]
    first: Session
    steps: list[Taken]

    @property
    def last(self) -> Session:
        return self.steps[-1].after if self.steps else self.first

    @property
    def stored(self) -> list[Event]:
        return [event for taken in self.steps for event in taken.events]


def take_each(session: Session, script: list[tuple[Action, int]]) -> Iterator[Taken]:
    at = NOON
    for action, hours in script:
        at += timedelta(hours=hours)
        after, events = step(session, action, stamp_at(at))
        yield Taken(action, session, after, events, study_day(at, 0))
        session = after


@st.composite
def sittings(draw: st.DrawFn) -> Sitting:
    deck = draw(decks(largest=9))
    earlier = draw(histories(deck))
    first = start_session(deck, progress_of(*earlier).standings, RULES)
    return Sitting(deck, earlier, first, list(take_each(first, draw(SCRIPTS))))


def waiting_or_showing(session: Session) -> list[CardId]:
    showing = [session.showing.id] if session.showing else []
    return showing + [waiting.card.id for waiting in session.waiting]


def fresh(session: Session) -> tuple[Headed, ...]:
    return session.queue[session.position :]


@given(sittings())
@settings(deadline=None)
def test_no_card_is_lost(sitting: Sitting) -> None:
    """Every card is finished, skipped, waiting, showing or still to come, and only one of these."""
    gone: list[list[CardId]] = [[]]
    for taken in sitting.steps:
        before, after, action = taken.before, taken.after, taken.action
        if action is Move.UNDO:
            if after is not before:
                gone.pop()
        elif after.before is before:
            assert before.showing
            leaves = action in {Move.SKIP, *MARKING} or (isinstance(action, Grade) and action not in REPEATED)
            gone.append([*gone[-1], before.showing.id] if leaves else gone[-1])
        everywhere = [*gone[-1], *waiting_or_showing(after), *(card.id for card in fresh(after))]
        assert sorted(everywhere) == sorted(card.id for card in sitting.deck)
        assert after.finished == len(gone[-1])
        assert after.showing or not (after.waiting or fresh(after))


@given(sittings(), st.sampled_from([GOOD, EASY]))
@settings(deadline=None)
def test_every_sitting_ends_once_the_answers_are_good(sitting: Sitting, grade: Grade) -> None:
    session = sitting.last
    for _ in range(len(waiting_or_showing(session)) + len(fresh(session))):
        assert session.showing
        session, _ = step(session, Move.REVEAL, stamp_at())
        session, _ = step(session, grade, stamp_at())
    assert (session.showing, session.waiting, session.finished) == (None, (), len(sitting.deck))


@given(sittings())
@settings(deadline=None)
def test_undo_gives_back_the_session_before_and_takes_back_its_fact(sitting: Sitting) -> None:
    for taken in sitting.steps:
        if taken.after.before is taken.before:
            after, events = step(taken.after, Move.UNDO, stamp_at())
            assert after == taken.before
            assert all(isinstance(event, Undone) for event in events)
            assert [event.undoes for event in events if isinstance(event, Undone)] == [
                event.id for event in taken.events
            ]


@given(sittings(), st.sampled_from([Move.FLAG, Note("mine"), Note("")]), STAYING)
@settings(deadline=None)
def test_undoing_a_flag_or_a_note_takes_back_nothing_else_of_the_card_that_is_shown(
    sitting: Sitting, mark: Action, staying: list[Action]
) -> None:
    with_mark, _ = play(sitting.last, [mark, *staying])
    without, _ = play(sitting.last, staying)
    if sitting.last.showing:
        after, events = step(with_mark, Move.UNDO, stamp_at())
        assert after == without
        assert [type(event) for event in events] == [Undone]


@given(sittings())
@settings(deadline=None)
def test_undoing_to_the_start_gives_back_the_start_and_leaves_no_fact_standing(sitting: Sitting) -> None:
    session, stored = sitting.last, sitting.stored
    for _ in range(len(sitting.steps)):
        session, events = step(session, Move.UNDO, stamp_at())
        stored += events
    assert session._replace(is_revealed=False, given=None, ticks=(), hints=0) == sitting.first
    assert step(session, Move.UNDO, stamp_at()) == (session, ())
    found = progress_of(*sitting.earlier, *stored)
    assert not found.confidences.counts
    assert found._replace(confidences=Confidences()) == progress_of(*sitting.earlier)


@given(sittings())
@settings(deadline=None)
def test_what_is_stored_is_what_stands_and_no_fact_is_taken_back_twice(sitting: Sitting) -> None:
    stored = sitting.stored
    taken_back = [event.undoes for event in stored if isinstance(event, Undone)]
    assert len(set(taken_back)) == len(taken_back)
    standing = [event for event in stored if isinstance(event, Reviewed) and event.id not in taken_back]
    assert list(answers_of(sitting.last)) == standing


@given(sittings())
@settings(deadline=None)
def test_a_card_is_shown_with_the_standing_that_the_stored_facts_give(sitting: Sitting) -> None:
    stored: list[Event] = [*sitting.earlier]
    for taken in sitting.steps:
        stored += taken.events
        if showing := taken.after.showing:
            assert taken.after.standing == progress_of(*stored).standings.get(showing.id)


@given(sittings())
@settings(deadline=None)
def test_the_interval_shown_for_a_grade_is_the_interval_its_fact_gives(sitting: Sitting) -> None:
    stored: list[Event] = [*sitting.earlier]
    for taken in sitting.steps:
        stored += taken.events
        for event in taken.events:
            if isinstance(event, Reviewed):
                shown = {outcome.grade: outcome.interval_days for outcome in preview(taken.before, taken.today)}
                committed = progress_of(*stored).standings[event.card].memory
                assert shown[event.grade] == SM2.interval_days(committed)


@given(sittings())
@settings(deadline=None)
def test_facts_come_only_of_grades_after_the_reveal_and_of_taking_them_back(sitting: Sitting) -> None:
    for taken in sitting.steps:
        match taken.action:
            case Grade() if taken.before.is_revealed:
                (event,) = taken.events
                assert isinstance(event, Reviewed)
                assert taken.before.showing
                assert (event.card, event.grade) == (taken.before.showing.id, taken.action)
            case Grade():
                assert taken.after is taken.before
                assert not taken.events
            case Move.UNDO:
                assert len(taken.events) <= 1
            case Move.SKIP | Move.HINT | Tick():
                assert not taken.events
            case Move.REVEAL | Given():
                assert all(isinstance(event, Answered) for event in taken.events)
                assert len(taken.events) <= (not taken.before.is_revealed)
            case _:
                assert [event.card for event in taken.events if isinstance(event, Marked)] == (
                    [taken.before.showing.id] if taken.before.showing else []
                )


@given(sittings())
@settings(deadline=None)
def test_marks_are_what_the_stored_facts_give_and_a_card_put_aside_does_not_come_back(sitting: Sitting) -> None:
    stored: list[Event] = [*sitting.earlier]
    for taken in sitting.steps:
        stored += taken.events
        marks = progress_of(*stored).marks
        if showing := taken.after.showing:
            assert taken.after.marked == marks.get(showing.id, UNMARKED)
            assert not taken.after.marked.is_suspended
            assert taken.after.marked.buried_on is None


@given(sittings())
@settings(deadline=None)
def test_a_flag_and_a_note_leave_the_card_as_it_is_shown(sitting: Sitting) -> None:
    for taken in sitting.steps:
        if taken.before.showing and (taken.action is Move.FLAG or isinstance(taken.action, Note)):
            assert taken.after.showing is taken.before.showing
            assert taken.after.is_revealed == taken.before.is_revealed
            assert taken.after.turn == taken.before.turn


@given(sittings())
@settings(deadline=None)
def test_the_next_question_is_never_shown_with_its_answer(sitting: Sitting) -> None:
    for taken in sitting.steps:
        if taken.after.before is taken.before and taken.after.turn != taken.before.turn:
            assert not taken.after.is_revealed


@given(decks(largest=9), st.lists(GRADES_DRAWN, max_size=40))
@settings(deadline=None)
def test_a_card_is_asked_twice_in_a_row_only_when_it_is_the_last(deck: tuple[Card, ...], grades: list[Grade]) -> None:
    session = start_session(deck, {}, RULES)
    for grade in grades:
        others = [*session.waiting, *fresh(session)]
        before = session
        session, _ = step(session, Move.REVEAL, stamp_at())
        session, _ = step(session, grade, stamp_at())
        if others and session.showing:
            assert session.showing is not before.showing


@given(decks(largest=12), st.lists(GRADES_DRAWN, min_size=12, max_size=40))
@settings(deadline=None)
def test_three_others_come_between_while_there_are_fresh_ones(deck: tuple[Card, ...], grades: list[Grade]) -> None:
    session = start_session(deck, {}, RULES)
    last_turns: dict[CardId, int] = {}
    for turn, grade in enumerate(grades):
        if session.showing is None:
            break
        came_back = last_turns.get(session.showing.id)
        assert came_back is None or not fresh(session) or turn - came_back > CARDS_BETWEEN
        last_turns[session.showing.id] = turn
        session, _ = step(session, Move.REVEAL, stamp_at())
        session, _ = step(session, grade, stamp_at())


@given(decks(largest=12), st.lists(GRADES_DRAWN, max_size=40))
@settings(deadline=None)
def test_cards_never_asked_come_in_the_order_of_the_queue(deck: tuple[Card, ...], grades: list[Grade]) -> None:
    sessions = [start_session(deck, {}, RULES)]
    for grade in grades:
        revealed, _ = step(sessions[-1], Move.REVEAL, stamp_at())
        sessions.append(step(revealed, grade, stamp_at())[0])
    assert all(0 <= after.position - before.position <= 1 for before, after in pairwise(sessions))
    asked = dict.fromkeys(session.showing.id for session in sessions if session.showing)
    assert list(asked) == [card.id for card in deck[: sessions[-1].position]]
