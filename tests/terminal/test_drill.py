from collections.abc import Callable, Iterable

import pytest
from support.cards import RULES, make_cards, play, progress_of, stamp_at

from aiquiz.core.events import Event, Reviewed
from aiquiz.core.schedulers import Grade
from aiquiz.core.session import Action, Move, Session, Stamp, start_session
from aiquiz.errors import NotSavedError
from aiquiz.terminal.drill import Drill, interpret, run_drill
from aiquiz.terminal.keymap import DEFAULT
from aiquiz.terminal.keys import BACKSPACE, ENTER, EOF, ESCAPE, HANGUP, INTERRUPT, SPACE, TERMINATE, UNKNOWN, UP


class Desk:
    """Keys, screen, clock and log of one sitting, which writes down what happens in which order."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = iter(keys)
        self.happened: list[str] = []
        self.stored: list[Event] = []
        self.failure: Exception | None = None

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

    def restart(self) -> None:
        self.happened.append("clock")

    def stamp(self) -> Stamp:
        return stamp_at()

    def save(self, event: Event) -> None:
        if self.failure is not None:
            raise self.failure
        self.stored.append(event)
        self.happened.append(f"saved {event.grade}" if isinstance(event, Reviewed) else "saved undone")


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
