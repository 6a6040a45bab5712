from collections.abc import Callable, Iterable

import pytest
from support.cards import RULES, make_cards, play, progress_of, stamp_at

from aiquiz.core.events import Answered, Confidence, Event, Reviewed
from aiquiz.core.schedulers import Grade
from aiquiz.core.session import Action, Given, Move, Session, Stamp, start_session
from aiquiz.errors import NotSavedError
from aiquiz.terminal.drill import Drill, interpret, run_drill
from aiquiz.terminal.keymap import DEFAULT
from aiquiz.terminal.keys import (
    BACKSPACE,
    CONTINUED,
    DOWN,
    ENTER,
    EOF,
    ESCAPE,
    HANGUP,
    INTERRUPT,
    SPACE,
    TAB,
    TERMINATE,
    UNKNOWN,
    UP,
)
from aiquiz.terminal.practice import Attempt


class Desk:
    """Keys, screen, clock and log of one sitting, which writes down what happens in which order."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = iter(keys)
        self.happened: list[str] = []
        self.stored: list[Event] = []
        self.failure: Exception | None = None
        self.cursor = 0

    def read(self) -> str:
        return next(self.keys)

    def show(self, session: Session) -> None:
        side = "answer" if session.is_revealed else "question"
        self.happened.append(f"{side} {session.showing.id}" if session.showing else "end")

    def show_again(self, session: Session) -> None:
        self.show(session)

    def show_keys(self, session: Session) -> None:
        self.happened.append(f"keys {session.showing.id if session.showing else 'at the end'}")

    def tell(self, sentence: str) -> None:
        self.happened.append(sentence)

    def move(self, session: Session, by: int) -> None:
        self.cursor = (self.cursor + by) % len(session.ticks)
        self.happened.append(f"at {self.cursor}")

    def show_ticks(self, session: Session) -> None:
        self.happened.append("ticks " + "".join("x" if is_made else "." for is_made in session.ticks))

    def show_hint(self, session: Session) -> None:
        self.happened.append(f"hint {session.hints}")

    def show_attempt(self, session: Session, last: Attempt) -> None:
        now = session.given.text if session.given else "nothing"
        self.happened.append(f"{last.text!r} of {last.days} days ago beside {now!r}")

    def restart(self) -> None:
        self.happened.append("clock")

    def stamp(self) -> Stamp:
        return stamp_at()

    def save(self, event: Event) -> None:
        if self.failure is not None:
            raise self.failure
        self.stored.append(event)
        match event:
            case Reviewed():
                self.happened.append(f"saved {event.grade}")
            case Answered():
                said = (repr(event.text), event.confidence, f"{event.hints} hints" if event.hints else None)
                self.happened.append(f"saved {', '.join(filter(None, said))}")
            case _:
                self.happened.append("saved undone")


class Practice:
    """Somebody who types: an answer that makes the first of three points, unless nothing or another one is told."""

    def __init__(
        self, desk: Desk, given: Given, *, has_hints: bool = True, typed: bool = True, is_typing: bool = True
    ) -> None:
        self.has_hints = has_hints
        self.is_typing = is_typing
        self.last: Attempt | None = None
        self.points = 3
        self._desk, self._given, self._typed = desk, given, typed

    def is_typed(self, session: Session) -> bool:
        return self._typed and session.showing is not None

    def take_answer(self, session: Session, confidence: Confidence | None) -> Given:
        self._desk.happened.append(f"typing at {session.showing.id if session.showing else 'the end'}")
        return self._given._replace(confidence=confidence)

    def count_points(self, session: Session) -> int:
        return self.points if session.showing else 0

    def last_attempt(self, session: Session) -> Attempt | None:
        return self.last if session.is_revealed else None


TYPED = Given("Text", None, None, (True, False, False))
NUMBER = Given("12", None, 99, (False,))


def new_session(*names: str) -> Session:
    return start_session(make_cards(names or ("one", "two", "three")), progress_of().standings, RULES)


def sit(desk: Desk, session: Session | None = None) -> tuple[Session, str]:
    return run_drill(Drill(desk, desk, desk, desk.save), session or new_session())


def happened(*keys: str) -> list[str]:
    """Gives what happens after the first question is on the screen."""
    desk = Desk([*keys, "q"])
    sit(desk)
    assert desk.happened[:2] == ["question one", "clock"]
    return desk.happened[2:]


@pytest.mark.parametrize("key", ["q", "Q", EOF, INTERRUPT, TERMINATE, HANGUP])
def test_a_leaving_key_leaves_and_is_given_back(key: str) -> None:
    desk = Desk([key])
    session, left_with = sit(desk)
    assert left_with == key
    assert session.showing is not None
    assert desk.happened == ["question one", "clock"]


@pytest.mark.parametrize("key", [SPACE, ENTER])
def test_space_and_enter_show_the_answer_and_then_mean_good(key: str) -> None:
    assert happened(key, key) == ["answer one", "saved good", "question two", "clock"]


@pytest.mark.parametrize(("key", "grade"), list(zip("1234", Grade, strict=True)))
def test_a_digit_grades_and_the_answer_is_saved_before_the_next_card_is_shown(key: str, grade: Grade) -> None:
    assert happened(SPACE, key) == ["answer one", f"saved {grade}", "question two", "clock"]


def test_a_grade_before_the_answer_is_on_the_screen_does_nothing() -> None:
    assert happened("1", "2", "3", "4") == []


@pytest.mark.parametrize("key", [UNKNOWN, UP, ESCAPE, BACKSPACE, "x", "5", "0", "é"])
def test_a_key_without_a_meaning_does_nothing_before_and_after_the_answer(key: str) -> None:
    assert happened(key, SPACE, key) == ["answer one"]


def test_skipping_stores_nothing_and_can_be_undone() -> None:
    told = "Back to the card that was skipped."
    assert happened("s", "S", "u") == [
        "question two",
        "clock",
        "question three",
        "clock",
        told,
        "question two",
        "clock",
    ]


def test_undoing_is_stored_before_the_card_is_back() -> None:
    assert happened(SPACE, "1", "U") == [
        "answer one",
        "saved again",
        "question two",
        "clock",
        "saved undone",
        "Undone.",
        "answer one",
        "clock",
    ]


def test_with_nothing_to_undo_it_is_said_and_nothing_is_stored() -> None:
    assert happened("u", SPACE, "u") == ["Nothing to undo.", "answer one", "Nothing to undo."]


def test_undoing_goes_back_to_the_beginning_and_no_further() -> None:
    desk = Desk([*(SPACE, "3") * 3, *"u" * 31, "q"])
    session, _ = sit(desk)
    assert session.showing is not None
    assert session.showing.id == "one"
    assert desk.happened.count("Undone.") == desk.happened.count("saved undone") == 3
    assert desk.happened.count("Nothing to undo.") == 28
    assert [getattr(event, "undoes", "") for event in desk.stored[3:]] == [event.id for event in desk.stored[2::-1]]


def test_the_keys_are_shown_when_asked_for_and_change_nothing() -> None:
    assert happened("?", SPACE, "?") == ["keys one", "answer one", "keys one"]


def test_the_clock_is_not_set_back_by_showing_the_answer() -> None:
    assert "clock" not in happened(SPACE, "?", "x")


@pytest.mark.parametrize("key", ["?", SPACE, ENTER, "1", "s", "x", "q", EOF])
def test_any_key_but_undo_leaves_the_end_screen(key: str) -> None:
    desk = Desk([SPACE, "4", key])
    session, left_with = sit(desk, new_session("one"))
    assert (session.showing, left_with) == (None, key)
    assert desk.happened[-3:] == ["saved easy", "end", "clock"]


def test_undoing_on_the_end_screen_goes_back_into_the_session() -> None:
    desk = Desk([SPACE, "4", "u", "2", "s", "x"])
    _, left_with = sit(desk, new_session("one"))
    assert left_with == "x"
    assert desk.happened[4:] == [
        "end",
        "clock",
        "saved undone",
        "Undone.",
        "answer one",
        "clock",
        "saved hard",
        "question one",
        "end",
        "clock",
    ]


def test_an_answer_that_cannot_be_saved_shows_no_further_card() -> None:
    desk = Desk([SPACE, "3", "q"])
    desk.failure = NotSavedError("This answer was not saved")
    with pytest.raises(NotSavedError):
        sit(desk)
    assert desk.happened == ["question one", "clock", "answer one"]


def revealed(session: Session) -> Session:
    return play(session, [Move.REVEAL])[0]


def ended(session: Session) -> Session:
    return play(session, [Move.SKIP] * 3)[0]


@pytest.mark.parametrize(
    ("state", "meanings"),
    [
        (lambda session: session, {SPACE: Move.REVEAL, ENTER: Move.REVEAL, "s": Move.SKIP, "S": Move.SKIP}),
        (
            revealed,
            {
                **dict(zip("1234", Grade, strict=True)),
                **dict.fromkeys((SPACE, ENTER), Grade.GOOD),
                **dict.fromkeys("sS", Move.SKIP),
            },
        ),
        (ended, {}),
    ],
)
def test_what_every_key_means(state: Callable[[Session], Session], meanings: dict[str, Action]) -> None:
    session = state(new_session())
    for key in (SPACE, ENTER, "1", "2", "3", "4", "5", "s", "S", "?", UP, "x"):
        assert interpret(DEFAULT.command_of(key), session) == meanings.get(key)
    assert {interpret(DEFAULT.command_of(key), session) for key in "uU"} == {Move.UNDO}


def practised(*keys: str, given: Given = TYPED, typed: bool = True, hints: bool = True) -> list[str]:
    """Gives what happens after the first question is on the screen of somebody who practises."""
    desk = Desk([*keys, "q"])
    practice = Practice(desk, given, has_hints=hints, typed=typed)
    run_drill(Drill(desk, desk, desk, desk.save, practice=practice), new_session())
    return desk.happened[2:]


@pytest.mark.parametrize("key", [SPACE, ENTER])
def test_an_answer_is_typed_and_on_the_disk_before_the_answer_of_the_card_is_shown(key: str) -> None:
    assert practised(key) == ["typing at one", "saved 'Text'", "answer one"]


@pytest.mark.parametrize(("key", "confidence"), [("+", "sure"), ("-", "unsure")])
def test_how_sure_one_is_comes_with_the_answer_typed_or_thought(key: str, confidence: str) -> None:
    assert practised(key) == ["typing at one", f"saved 'Text', {confidence}", "answer one"]
    assert practised(key, typed=False) == [f"saved '', {confidence}", "answer one"]
    assert happened(key) == [f"saved '', {confidence}", "answer one"]
    assert practised(SPACE, key) == practised(SPACE)


def test_an_answer_that_is_thought_stores_nothing() -> None:
    assert practised(SPACE, typed=False) == ["answer one"]
    assert practised(SPACE, given=Given()) == ["typing at one", "answer one"]


def test_on_a_checklist_arrows_move_space_ticks_and_enter_takes_the_grade() -> None:
    assert practised(SPACE, DOWN, SPACE, TAB, UP, UP, UP, SPACE, SPACE, ENTER)[3:] == [
        "at 1",
        "ticks xx.",
        "at 2",
        "at 1",
        "at 0",
        "at 2",
        "ticks xxx",
        "ticks xx.",
        "saved good",
        "question two",
        "clock",
    ]


@pytest.mark.parametrize(
    ("given", "keys", "grade"),
    [
        (TYPED, (ENTER,), "hard"),
        (TYPED, (SPACE, ENTER), "again"),
        (TYPED, ("4",), "easy"),
        (TYPED._replace(ticks=(False,) * 3, is_given_up=True), (ENTER,), "again"),
        (Given(is_given_up=True), (ENTER,), "again"),
        (Given(), (ENTER,), "good"),
        (NUMBER, (ENTER,), "again"),
        (NUMBER._replace(ticks=(True,)), (ENTER,), "good"),
    ],
)
def test_enter_takes_the_grade_that_is_proposed(given: Given, keys: tuple[str, ...], grade: str) -> None:
    assert f"saved {grade}" in practised(SPACE, *keys, given=given)


def test_where_answers_are_typed_space_grades_nothing_and_elsewhere_it_takes_the_grade() -> None:
    told = "There is nothing to tick here: enter takes the grade."
    assert practised(SPACE, SPACE, given=NUMBER)[2:] == ["answer one", told]
    desk = Desk([SPACE, SPACE, "q"])
    practice = Practice(desk, NUMBER, is_typing=False)
    run_drill(Drill(desk, desk, desk, desk.save, practice=practice), new_session())
    assert desk.happened[4:6] == ["answer one", "saved again"]


def test_without_a_checklist_the_arrows_do_nothing() -> None:
    assert practised(SPACE, UP, DOWN, TAB, given=NUMBER) == ["typing at one", "saved '12'", "answer one"]


def test_ticking_does_not_set_the_clock_back() -> None:
    assert "clock" not in practised("h", SPACE, SPACE, DOWN, "l")


def test_hints_come_one_by_one_until_there_is_no_other_and_go_with_the_answer() -> None:
    assert practised("h", "H", "h", "h", SPACE) == [
        "hint 1",
        "hint 2",
        "hint 3",
        "There is no other hint.",
        "typing at one",
        "saved 'Text', 3 hints",
        "answer one",
    ]
    assert practised(SPACE, "h") == practised(SPACE)


def test_after_a_hint_hard_is_the_most_that_is_proposed() -> None:
    assert "saved hard" in practised("h", SPACE, ENTER, typed=False)
    assert "saved hard" in practised("h", SPACE, ENTER, given=TYPED._replace(ticks=(True,) * 3))


def test_hints_are_off_unless_they_were_asked_for() -> None:
    told = "Hints are off: start with --hints, or set them on with `aiquiz config set hints yes`."
    assert practised("h", hints=False) == happened("h") == [told]


def test_a_card_without_points_has_no_hints() -> None:
    desk = Desk(["h", "q"])
    practice = Practice(desk, TYPED)
    practice.points = 0
    run_drill(Drill(desk, desk, desk, desk.save, practice=practice), new_session())
    assert desk.happened[2:] == ["This card has no hints."]


def test_the_last_attempt_is_shown_beside_this_one_once_the_answer_is() -> None:
    desk = Desk(["l", SPACE, "l", "q"])
    practice = Practice(desk, TYPED)
    practice.last = Attempt("Before", 4)
    run_drill(Drill(desk, desk, desk, desk.save, practice=practice), new_session())
    assert desk.happened[2:] == [
        "typing at one",
        "saved 'Text'",
        "answer one",
        "'Before' of 4 days ago beside 'Text'",
    ]


def test_where_nothing_was_typed_before_that_is_said() -> None:
    told = "Nothing that was typed for this card before is kept."
    assert practised(SPACE, "l")[-1] == happened(SPACE, "l")[-1] == told


def test_undoing_a_grade_gives_back_the_checklist_as_it_was_ticked() -> None:
    assert practised(SPACE, DOWN, SPACE, ENTER, "u", ENTER)[5:] == [
        "saved good",
        "question two",
        "clock",
        "saved undone",
        "Undone.",
        "answer one",
        "clock",
        "saved good",
        "question two",
        "clock",
    ]


def test_a_session_that_was_stopped_is_shown_again_and_what_was_given_stays() -> None:
    assert practised(SPACE, CONTINUED, ENTER)[2:5] == ["answer one", "answer one", "saved hard"]


def test_at_the_end_no_key_of_practice_does_anything_but_leave() -> None:
    for key in ("h", "+", "l", UP, TAB):
        desk = Desk([SPACE, "4", key])
        practice = Practice(desk, Given())
        _, left_with = run_drill(Drill(desk, desk, desk, desk.save, practice=practice), new_session("one"))
        assert left_with == key
        assert desk.happened[-2:] == ["end", "clock"]


def test_an_answer_that_cannot_be_saved_is_not_followed_by_the_cards_own() -> None:
    desk = Desk([SPACE, "q"])
    desk.failure = NotSavedError("This answer was not saved")
    with pytest.raises(NotSavedError):
        run_drill(Drill(desk, desk, desk, desk.save, practice=Practice(desk, TYPED)), new_session())
    assert desk.happened[2:] == ["typing at one"]
