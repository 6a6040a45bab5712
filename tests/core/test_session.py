from datetime import timedelta

import pytest
from support.cards import (
    AGAIN,
    EASY,
    GOOD,
    HARD,
    NOON,
    RULES,
    SM2,
    TODAY,
    make_card,
    make_cards,
    play,
    progress_of,
    reviewed,
    stamp_at,
)

from aiquiz.core.cards import CardId
from aiquiz.core.days import Moment, StudyDay
from aiquiz.core.events import Answered, Confidence, EventId, Reviewed, Undone
from aiquiz.core.progress import Progress
from aiquiz.core.schedulers import GRADES, Grade
from aiquiz.core.session import (
    CARDS_BETWEEN,
    Action,
    Given,
    Move,
    Session,
    Stamp,
    Tick,
    answers_of,
    preview,
    start_session,
    step,
)

REVEAL, HINT, SKIP, UNDO = Move.REVEAL, Move.HINT, Move.SKIP, Move.UNDO
A = CardId("a")


def start(names: str, progress: Progress | None = None) -> Session:
    """Begins a session with a card for each letter, each in a subtopic of its own."""
    return start_session(make_cards(names), progress.standings if progress else {}, RULES)


def answer(session: Session, *grades: Grade) -> Session:
    for grade in grades:
        session, _ = play(session, [REVEAL, grade])
    return session


def shown(session: Session) -> str:
    return session.showing.id if session.showing else ""


def shown_in_turn(session: Session, grades: dict[str, Grade], turns: int = 40) -> str:
    """Gives which cards come when the first answer to each is as told, and every other one is good."""
    names, grades = "", dict(grades)
    while (name := shown(session)) and turns:
        names, turns = names + name, turns - 1
        session = answer(session, grades.pop(name, GOOD))
    return names


def test_a_session_begins_with_the_question_of_the_first_card() -> None:
    session = start("abc")
    assert (shown(session), session.is_revealed, session.standing) == ("a", False, None)
    assert session.finished == 0


def test_a_session_over_nothing_is_at_its_end() -> None:
    session = start("")
    assert (session.showing, session.finished) == (None, 0)
    assert preview(session, TODAY) == ()


def test_a_known_card_comes_with_its_standing() -> None:
    progress = progress_of(reviewed("a", day=-1))
    session = start("ab", progress)
    assert session.standing == progress.standings[A]
    assert answer(session, GOOD).standing is None


def test_revealing_shows_the_answer_and_stores_nothing() -> None:
    session = start("ab")
    revealed, events = step(session, REVEAL, stamp_at())
    assert revealed == session._replace(is_revealed=True)
    assert events == ()
    assert step(revealed, REVEAL, stamp_at()) == (revealed, ())


@pytest.mark.parametrize("grade", GRADES)
def test_a_grade_before_the_answer_is_seen_does_nothing(grade: Grade) -> None:
    session = start("ab")
    after, events = step(session, grade, stamp_at())
    assert after is session
    assert events == ()
    following = answer(session, GOOD)
    assert step(following, grade, stamp_at()) == (following, ())


@pytest.mark.parametrize("grade", GRADES)
def test_an_answer_is_one_fact_with_the_moment_the_grade_and_the_time_taken(grade: Grade) -> None:
    stamp = Stamp(Moment(NOON, 330), EventId("an-id"), 4321)
    revealed, _ = play(start("ab"), [REVEAL])
    session, events = step(revealed, grade, stamp)
    assert events == (Reviewed(EventId("an-id"), NOON, 330, A, grade, 4321),)
    assert (shown(session), session.is_revealed) == ("b", False)


def test_time_that_ran_backwards_is_stored_as_none() -> None:
    revealed, _ = play(start("a"), [REVEAL])
    _, (event,) = step(revealed, GOOD, stamp_at(taken_ms=-5))
    assert isinstance(event, Reviewed)
    assert event.taken_ms == 0
    assert Stamp(Moment(NOON, 0), EventId("without-a-time")).taken_ms == 0


@pytest.mark.parametrize("grade", [GOOD, EASY])
def test_a_card_answered_good_or_easy_is_finished(grade: Grade) -> None:
    session = answer(start("ab"), grade)
    assert (session.finished, session.waiting) == (1, ())
    assert shown_in_turn(start("ab"), {"a": grade}) == "ab"


@pytest.mark.parametrize("grade", [AGAIN, HARD])
def test_a_card_graded_again_or_hard_comes_back_after_three_others(grade: Grade) -> None:
    assert CARDS_BETWEEN == 3
    assert shown_in_turn(start("abcdef"), {"a": grade}) == "abcdaef"
    assert answer(start("abcdef"), grade).finished == 0


def test_a_card_comes_back_until_it_is_good() -> None:
    session = start("a")
    for grade in (AGAIN, HARD, HARD, AGAIN):
        session = answer(session, grade)
        assert (shown(session), session.is_revealed, session.finished) == ("a", False, 0)
    session = answer(session, GOOD)
    assert (session.showing, session.standing, session.finished) == (None, None, 1)


def test_a_card_comes_back_sooner_when_there_are_no_more_others() -> None:
    assert shown_in_turn(start("abc"), {"a": AGAIN}) == "abca"
    assert shown_in_turn(start("ab"), {"b": HARD}) == "abb"


def test_cards_that_wait_come_back_in_the_order_they_left() -> None:
    assert shown_in_turn(start("abc"), {"a": AGAIN, "b": HARD, "c": AGAIN}) == "abcabc"
    assert shown_in_turn(start("abcdefgh"), {"a": AGAIN, "b": AGAIN, "f": AGAIN}) == "abcdabefghf"


def test_cards_that_wait_take_turns_when_only_they_are_left() -> None:
    session = answer(start("ab"), AGAIN, AGAIN)
    names = ""
    for grade in (HARD, AGAIN, AGAIN, GOOD, HARD, GOOD):
        names += shown(session)
        session = answer(session, grade)
    assert names == "ababaa"
    assert session.showing is None


def test_a_card_waits_one_more_turn_rather_than_follow_its_own_subtopic() -> None:
    cards = (*make_cards("abc"), make_card("d", "topic/a"), make_card("e", "topic/e"), make_card("f", "topic/f"))
    session = start_session(cards, {}, RULES)
    assert shown_in_turn(session, {"a": AGAIN}) == "abcdeaf"


def test_a_card_does_not_wait_for_a_fresh_one_of_the_same_subtopic() -> None:
    cards = (*make_cards("abc"), make_card("d", "topic/a"), make_card("e", "topic/a"))
    assert shown_in_turn(start_session(cards, {}, RULES), {"a": AGAIN}) == "abcdae"


def test_a_card_that_comes_back_has_the_standing_that_its_answer_gave() -> None:
    progress = progress_of(reviewed("a", day=-6), reviewed("a", day=-5))
    session, events = play(start("a", progress), [REVEAL, AGAIN])
    assert session.standing == progress_of(reviewed("a", day=-6), reviewed("a", day=-5), *events).standings[A]
    assert session.standing is not None
    assert session.standing.memory.sm2.interval_days == 1


def test_a_skipped_card_is_left_out_and_nothing_is_stored() -> None:
    session, events = play(start("ab"), [SKIP])
    assert (shown(session), events, session.finished) == ("b", [], 1)
    assert shown_in_turn(session, {}) == "b"


def test_a_card_that_came_back_can_be_skipped() -> None:
    session, events = play(answer(start("a"), AGAIN), [SKIP])
    assert (session.showing, session.waiting, events) == (None, (), [])


@pytest.mark.parametrize("action", [REVEAL, SKIP, *GRADES])
def test_at_the_end_nothing_but_undo_does_anything(action: Action) -> None:
    end = answer(start("a"), GOOD)
    after, events = step(end, action, stamp_at())
    assert after is end
    assert events == ()


def test_undo_at_the_start_does_nothing() -> None:
    session = start("a")
    after, events = step(session, UNDO, stamp_at())
    assert after is session
    assert events == ()
    revealed, _ = play(session, [REVEAL])
    assert step(revealed, UNDO, stamp_at()) == (revealed, ())


@pytest.mark.parametrize("grade", GRADES)
def test_undo_gives_back_the_session_before_and_names_the_answer(grade: Grade) -> None:
    revealed, _ = play(start("ab"), [REVEAL])
    answered, (event,) = step(revealed, grade, stamp_at())
    stamp = Stamp(Moment(NOON + timedelta(hours=1), -60), EventId("taken-back"))
    after, events = step(answered, UNDO, stamp)
    assert after is revealed
    assert events == (Undone(EventId("taken-back"), stamp.moment.at, -60, event.id),)


def test_undo_after_looking_at_the_next_answer_takes_back_the_last_grade() -> None:
    revealed, _ = play(start("ab"), [REVEAL])
    session, _ = play(revealed, [GOOD, REVEAL, UNDO])
    assert session is revealed


def test_undo_takes_back_a_skip_without_a_fact() -> None:
    revealed, _ = play(start("ab"), [REVEAL])
    session, events = play(revealed, [SKIP, UNDO])
    assert session is revealed
    assert events == []


def test_a_skip_between_two_answers_does_not_hide_the_first() -> None:
    answered, (first,) = play(start("abc"), [REVEAL, GOOD])
    session, (taken_back,) = play(answered, [SKIP, UNDO, UNDO])
    assert isinstance(taken_back, Undone)
    assert taken_back.undoes == first.id
    assert shown(session) == "a"


def test_undo_goes_back_as_far_as_the_session_also_from_its_end() -> None:
    names = "abcdefghijklmnopqrstuvwxyz0123456789"
    session, answered = play(start(names), [REVEAL, GOOD] * len(names))
    assert session.showing is None
    session, taken_back = play(session, [UNDO] * len(names))
    assert [event.undoes for event in taken_back if isinstance(event, Undone)] == [
        event.id for event in reversed(answered)
    ]
    assert (shown(session), session.before, session.finished) == ("a", None, 0)
    assert step(session, UNDO, stamp_at()) == (session, ())


def test_after_undo_another_grade_can_be_given() -> None:
    session, (first, taken_back, second) = play(start("ab"), [REVEAL, AGAIN, UNDO, GOOD])
    assert isinstance(taken_back, Undone)
    assert isinstance(second, Reviewed)
    assert (taken_back.undoes, second.grade, session.waiting) == (first.id, GOOD, ())
    assert answers_of(session) == (second,)


def test_the_answers_that_stand_are_given_in_order_without_skips_and_what_was_taken_back() -> None:
    session, events = play(start("abcd"), [REVEAL, AGAIN, SKIP, REVEAL, HARD, REVEAL, EASY, UNDO, GOOD])
    assert [(event.card, event.grade) for event in answers_of(session)] == [("a", AGAIN), ("c", HARD), ("d", GOOD)]
    assert set(answers_of(session)) < set(events)
    assert answers_of(start("a")) == ()


def test_the_preview_of_a_new_card_is_its_first_interval() -> None:
    assert [tuple(outcome) for outcome in preview(start("a"), TODAY)] == [(grade, 1) for grade in GRADES]


@pytest.mark.parametrize("grade", GRADES)
def test_the_preview_is_what_the_answer_commits(grade: Grade) -> None:
    before = [reviewed("a", day=-7), reviewed("a", day=-6)]
    session = start("a", progress_of(*before))
    shown_days = {outcome.grade: outcome.interval_days for outcome in preview(session, TODAY)}
    assert shown_days == {AGAIN: 1, HARD: 15, GOOD: 15, EASY: 16}
    _, events = play(session, [REVEAL, grade])
    assert SM2.interval_days(progress_of(*before, *events).standings[A].memory) == shown_days[grade]


def test_the_preview_of_a_card_that_came_back_is_what_its_first_answer_today_gave() -> None:
    before = [reviewed("a", day=-7), reviewed("a", day=-6)]
    session = answer(start("a", progress_of(*before)), HARD)
    assert [outcome.interval_days for outcome in preview(session, TODAY)] == [15, 15, 15, 15]


def test_the_preview_follows_the_day_when_a_session_runs_past_its_turn() -> None:
    before = [reviewed("a", day=-7), reviewed("a", day=-6)]
    session = answer(start("a", progress_of(*before)), HARD)
    assert [outcome.interval_days for outcome in preview(session, StudyDay(TODAY + 1))] == [1, 34, 36, 37]


def test_the_preview_takes_a_clock_that_was_set_back_for_the_same_day() -> None:
    session = start("a", progress_of(reviewed("a", day=-1), reviewed("a", day=0)))
    assert [outcome.interval_days for outcome in preview(session, StudyDay(TODAY - 30))] == [6, 6, 6, 6]


def test_an_answer_after_the_turn_of_the_day_counts_for_the_new_day() -> None:
    session, first = play(start("a"), [REVEAL, AGAIN], at=NOON)
    _, second = play(session, [REVEAL, GOOD], at=NOON + timedelta(days=1))
    standing = progress_of(*first, *second).standings[A]
    assert (standing.tested, standing.memory.sm2.repetitions) == (1, 1)


def test_a_step_does_not_change_the_session_it_began_from() -> None:
    session = start("ab")
    untouched = tuple(session)
    play(session, [REVEAL, AGAIN, SKIP, UNDO, SKIP])
    assert tuple(session) == untouched


def test_of_the_cards_that_wait_one_of_another_subtopic_comes_first() -> None:
    first, second, other = make_card("first", "a/b"), make_card("second", "a/b"), make_card("other", "c/d")
    session = start_session((first, second, other), {}, RULES)
    session, _ = play(session, [Move.REVEAL, AGAIN] * 3)
    shown = []
    while session.showing is not None:
        shown.append(session.showing.place)
        session, _ = play(session, [Move.REVEAL, GOOD])
    assert shown == ["a/b", "c/d", "a/b"]


TYPED = Given("It overfits.", Confidence.SURE, None, (True, False, False))
GIVEN_UP = Given(is_given_up=True)


def given(session: Session, *actions: Action) -> tuple[Session, list[Answered]]:
    """Takes the actions, and gives what was stored of answers that were given."""
    session, events = play(session, actions)
    return session, [event for event in events if isinstance(event, Answered)]


def test_an_answer_that_is_given_is_shown_and_stored_with_all_that_was_said_of_it() -> None:
    stamp = Stamp(Moment(NOON, 330), EventId("an-id"), 4321)
    session, _ = play(start("ab"), [HINT, HINT])
    after, events = step(session, Given("Text", Confidence.UNSURE, 42, (True,)), stamp)
    assert events == (Answered(EventId("an-id"), NOON, 330, A, "Text", Confidence.UNSURE, 2, 42),)
    assert (shown(after), after.is_revealed, after.ticks, after.hints) == ("a", True, (True,), 2)


@pytest.mark.parametrize(
    ("before", "action", "stored"),
    [
        ([], REVEAL, None),
        ([], Given(), None),
        ([], Given("", None, None, (False,)), None),
        ([], GIVEN_UP, None),
        ([], GIVEN_UP._replace(text="It over"), ("It over", None, 0, None)),
        ([], Given("A"), ("A", None, 0, None)),
        ([], Given("", Confidence.SURE), ("", Confidence.SURE, 0, None)),
        ([], GIVEN_UP._replace(confidence=Confidence.UNSURE), ("", Confidence.UNSURE, 0, None)),
        ([], Given("", None, 0), ("", None, 0, 0)),
        ([HINT], REVEAL, ("", None, 1, None)),
        ([HINT, HINT], GIVEN_UP, ("", None, 2, None)),
    ],
)
def test_it_is_stored_where_there_is_more_to_say_than_that_the_answer_was_shown(
    before: list[Action], action: Action, stored: tuple[object, ...] | None
) -> None:
    session, events = given(start("a"), *before, action)
    assert session.is_revealed
    assert [(event.text, event.confidence, event.hints, event.seed) for event in events] == ([stored] if stored else [])


def test_an_answer_can_be_given_once_and_only_to_a_card_that_is_shown() -> None:
    session, _ = given(start("a"), TYPED)
    assert step(session, Given("Other"), stamp_at()) == (session, ())
    end = answer(start("a"), GOOD)
    assert step(end, TYPED, stamp_at()) == (end, ())


def test_ticks_are_set_and_taken_away_and_store_nothing() -> None:
    session, _ = given(start("a"), TYPED)
    for point, ticks in ((1, (True, True, False)), (0, (False, True, False)), (0, (True, True, False))):
        session, events = step(session, Tick(point), stamp_at())
        assert (session.ticks, events) == (ticks, ())


@pytest.mark.parametrize("point", [-1, 3, 99])
def test_a_tick_beside_the_checklist_does_nothing(point: int) -> None:
    session, _ = given(start("a"), TYPED)
    assert step(session, Tick(point), stamp_at()) == (session, ())


@pytest.mark.parametrize("action", [REVEAL, Given("A"), Given("12", None, 7, (False,))])
def test_without_a_checklist_nothing_can_be_ticked(action: Action) -> None:
    session, _ = given(start("a"), action)
    assert not session.has_checklist
    assert step(session, Tick(0), stamp_at()) == (session, ())


def test_before_the_answer_and_at_the_end_nothing_can_be_ticked() -> None:
    for session in (start("a"), answer(start("a"), GOOD)):
        assert step(session, Tick(0), stamp_at()) == (session, ())


def test_hints_are_counted_before_the_answer_only() -> None:
    session, events = given(start("a"), HINT, HINT, REVEAL, HINT)
    assert session.hints == 2
    assert [event.hints for event in events] == [2]
    end = answer(session, GOOD)
    assert step(end, HINT, stamp_at()) == (end, ())


@pytest.mark.parametrize("grade", [AGAIN, GOOD])
def test_the_next_card_begins_without_what_was_given_to_the_one_before(grade: Grade) -> None:
    for names in ("ab", "a"):
        session, _ = given(start(names), HINT, TYPED, grade)
        assert (session.hints, session.given, session.ticks, session.is_revealed) == (0, None, (), False)
    session, _ = given(start("ab"), HINT, SKIP)
    assert session.hints == 0


@pytest.mark.parametrize(
    ("actions", "grade", "is_proposed"),
    [
        ([REVEAL], GOOD, False),
        ([Given("A")], GOOD, False),
        ([GIVEN_UP], AGAIN, True),
        ([HINT, GIVEN_UP], AGAIN, True),
        ([HINT, REVEAL], HARD, True),
        ([HINT, Given("A", None, None, (True,) * 3)], HARD, True),
        ([HINT, Given("A", None, None, (False,) * 3)], AGAIN, True),
        ([Given("A", None, None, (True,) * 3)], GOOD, True),
        ([Given("A", None, None, (True, False))], HARD, True),
        ([GIVEN_UP._replace(ticks=(False,) * 3)], AGAIN, True),
        ([GIVEN_UP._replace(ticks=(False,) * 3), Tick(0), Tick(1), Tick(2)], GOOD, True),
        ([Given("5", None, 7, (True,))], GOOD, True),
        ([Given("5", None, 7, (False,))], AGAIN, True),
        ([Given("5", Confidence.SURE, 7)], GOOD, False),
    ],
)
def test_a_grade_is_proposed_for_what_was_given(actions: list[Action], grade: Grade, *, is_proposed: bool) -> None:
    session, _ = given(start("a"), *actions)
    assert (session.proposed, session.has_proposal) == (grade, is_proposed)


@pytest.mark.parametrize(
    ("actions", "is_capped"),
    [
        ([HINT, REVEAL], True),
        ([HINT, Given("A", None, None, (True,) * 3)], True),
        ([HINT, Given("A", None, None, (True, False, False)), Tick(1)], True),
        ([HINT, Given("A", None, None, (True, False, False))], False),
        ([HINT, GIVEN_UP], False),
        ([Given("A", None, None, (True,) * 3)], False),
        ([REVEAL], False),
    ],
)
def test_a_hint_caps_only_what_would_have_been_good(actions: list[Action], *, is_capped: bool) -> None:
    session, _ = given(start("a"), *actions)
    assert session.is_capped is is_capped


def test_undo_gives_back_the_answer_that_was_given_with_its_ticks_and_hints() -> None:
    session, _ = given(start("ab"), HINT, TYPED, Tick(2))
    after, (graded, taken_back) = play(session, [HARD, UNDO])
    assert after is session
    assert (after.given, after.ticks, after.hints) == (TYPED, (True, False, True), 1)
    assert isinstance(taken_back, Undone)
    assert taken_back.undoes == graded.id


def test_a_card_has_another_seed_at_each_turn_and_the_same_after_undo() -> None:
    session = start("ab")._replace(chance=(1 << 31) - 2)
    seeds, sessions = [], []
    for _ in range(4):
        seeds.append(session.seed)
        sessions.append(session)
        session = answer(session, AGAIN)
    assert len(set(seeds)) == 4
    assert all(0 <= seed < 1 << 31 for seed in seeds)
    for seed in reversed(seeds):
        session, _ = play(session, [UNDO])
        assert session.seed == seed
    assert play(sessions[0], [HINT, REVEAL])[0].seed == seeds[0]
