import pytest
from support.cards import RULES, TODAY, make_cards, play, progress_of, reviewed, stamp_at, undone

from aiquiz.core.cards import CardId
from aiquiz.core.days import StudyDay
from aiquiz.core.events import EventId, Mark, Marked
from aiquiz.core.marks import UNMARKED, CardMarks, apply_mark
from aiquiz.core.session import Move, Note, start_session

A = CardId("a")
FIRST, LATER = TODAY, StudyDay(TODAY + 1)


def marked(mark: Mark, text: str = "") -> Marked:
    stamp = stamp_at()
    return Marked(EventId(stamp.event_id), stamp.moment.at, 0, A, mark, text)


@pytest.mark.parametrize(
    ("mark", "text", "before", "after"),
    [
        (Mark.SUSPENDED, "", UNMARKED, CardMarks(is_suspended=True)),
        (Mark.RESUMED, "", CardMarks(is_suspended=True, note="mine"), CardMarks(note="mine")),
        (Mark.RESUMED, "", UNMARKED, UNMARKED),
        (Mark.BURIED, "", CardMarks(buried_on=StudyDay(3)), CardMarks(buried_on=TODAY)),
        (Mark.FLAGGED, "", CardMarks(note="mine"), CardMarks(is_flagged=True, note="mine")),
        (Mark.UNFLAGGED, "", CardMarks(is_flagged=True), UNMARKED),
        (Mark.NOTED, "new", CardMarks(is_flagged=True, note="old"), CardMarks(is_flagged=True, note="new")),
        (Mark.NOTED, "", CardMarks(note="old"), UNMARKED),
    ],
)
def test_a_mark_changes_what_it_says_and_nothing_else(
    mark: Mark, text: str, before: CardMarks, after: CardMarks
) -> None:
    assert apply_mark(before, marked(mark, text), TODAY) == after


def test_a_suspended_card_is_never_asked_and_a_buried_one_again_tomorrow() -> None:
    assert UNMARKED.is_asked(TODAY)
    assert not CardMarks(is_suspended=True).is_asked(StudyDay(TODAY + 400))
    buried = CardMarks(buried_on=TODAY)
    assert [buried.is_asked(StudyDay(day)) for day in (TODAY, TODAY + 1, TODAY - 1)] == [False, True, True]


def test_marks_are_folded_in_order_and_taken_back_like_anything_else() -> None:
    suspended, resumed, noted = marked(Mark.SUSPENDED), marked(Mark.RESUMED), marked(Mark.NOTED, "mine")
    assert progress_of(suspended).marks == {A: CardMarks(is_suspended=True)}
    assert progress_of(suspended, resumed, noted).marks == {A: CardMarks(note="mine")}
    assert progress_of(suspended, resumed, undone(resumed)).marks == {A: CardMarks(is_suspended=True)}


def test_marks_leave_the_schedule_alone() -> None:
    answer = reviewed("a")
    plain, with_marks = progress_of(answer), progress_of(answer, marked(Mark.FLAGGED), marked(Mark.SUSPENDED))
    assert with_marks._replace(marks={}) == plain


def test_a_card_that_is_suspended_or_buried_gives_way_to_the_next() -> None:
    for move in (Move.SUSPEND, Move.BURY):
        session, events = play(start_session(make_cards("ab"), {}, RULES), [move])
        assert session.showing is not None
        assert (session.showing.id, session.finished) == ("b", 1)
        assert [event.card for event in events if isinstance(event, Marked)] == ["a"]


def test_a_flag_is_taken_away_by_the_same_key_and_a_note_by_an_empty_one() -> None:
    session, events = play(start_session(make_cards("a"), {}, RULES), [Move.FLAG, Note("x"), Move.FLAG, Note("")])
    assert [event.mark for event in events if isinstance(event, Marked)] == ["flagged", "noted", "unflagged", "noted"]
    assert session.marked == UNMARKED
    assert progress_of(*events).marks == {A: UNMARKED}


def test_marking_nothing_does_nothing() -> None:
    session, _ = play(start_session(make_cards("a"), {}, RULES), [Move.SKIP])
    assert play(session, [Move.SUSPEND, Move.FLAG, Note("x")]) == (session, [])
