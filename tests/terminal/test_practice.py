"""Which step of practice a key asks for, where nothing but the key and the moment decides."""

import pytest
from support.cards import GOOD, RULES, make_cards, play

from aiquiz.core.events import Confidence
from aiquiz.core.session import Action, Given, Move, Session, Tick, start_session
from aiquiz.terminal.keymap import DEFAULT, Command, Keymap
from aiquiz.terminal.keys import DOWN, ENTER, SPACE, TAB, UP
from aiquiz.terminal.practice import Attempt, command_of, practise

TYPED = Given("Text", Confidence.SURE, None, (True, False))


class Screen:
    """Notes what it is asked for."""

    def __init__(self) -> None:
        self.cursor = 1
        self.asked: list[object] = []

    def move(self, session: Session, by: int) -> None:
        self.asked.append((len(session.ticks), by))

    def show_ticks(self, session: Session) -> None:
        self.asked.append(session.ticks)

    def show_hint(self, session: Session) -> None:
        self.asked.append(session.hints)

    def show_attempt(self, session: Session, last: Attempt) -> None:
        self.asked.append((session.is_revealed, last))

    def tell(self, sentence: str) -> None:
        self.asked.append(sentence)


class Practice:
    """Types the same to every card but the second."""

    is_typing = True
    has_hints = True

    def is_typed(self, session: Session) -> bool:
        return session.showing is not None and session.showing.id != "two"

    def take_answer(self, session: Session, confidence: Confidence | None) -> Given:
        assert not session.is_revealed
        return TYPED._replace(confidence=confidence)

    def count_points(self, session: Session) -> int:
        return 1 if session.showing else 0

    def last_attempt(self, session: Session) -> Attempt | None:
        return Attempt("Before", 1) if session.given else None


def session_after(*actions: Action) -> Session:
    return play(start_session(make_cards(("one", "two")), {}, RULES), actions)[0]


def asked(
    key: str, session: Session, *, keymap: Keymap = DEFAULT, alone: bool = False
) -> tuple[Action | None, list[object]]:
    screen = Screen()
    practice = None if alone else Practice()
    command = command_of(keymap, practice, session, key)
    return practise(practice, screen, session, command, key), screen.asked


@pytest.mark.parametrize(("key", "confidence"), [(SPACE, None), (ENTER, None), ("+", "sure"), ("-", "unsure")])
def test_before_the_answer_it_is_typed_with_how_sure_one_is(key: str, confidence: str | None) -> None:
    said = Confidence(confidence) if confidence else None
    assert asked(key, session_after()) == (TYPED._replace(confidence=said), [])
    assert asked(key, session_after(Move.SKIP)) == (Given(confidence=said) if said else None, [])
    assert asked(key, session_after(), alone=True) == (Given(confidence=said) if said else None, [])


@pytest.mark.parametrize("key", ["1", "l", "u", "s", "?", "x", UP, TAB])
def test_before_the_answer_no_other_key_asks_for_anything(key: str) -> None:
    assert asked(key, session_after()) == (None, [])


@pytest.mark.parametrize(
    ("key", "step", "shown"),
    [
        (SPACE, Tick(1), []),
        (UP, None, [(2, -1)]),
        (DOWN, None, [(2, 1)]),
        (TAB, None, [(2, 1)]),
        ("l", None, [(True, Attempt("Before", 1))]),
        (ENTER, None, []),
        ("+", None, []),
        ("h", None, []),
        ("3", None, []),
    ],
)
def test_on_a_checklist_space_ticks_and_the_arrows_move(key: str, step: Action | None, shown: list[object]) -> None:
    assert asked(key, session_after(TYPED)) == (step, shown)


@pytest.mark.parametrize("key", [UP, DOWN, TAB])
def test_without_a_checklist_these_keys_are_left_to_others(key: str) -> None:
    for given in (Move.REVEAL, Given("5", None, 7, (True,)), TYPED._replace(ticks=())):
        assert asked(key, session_after(given)) == (None, [])


def test_where_answers_are_typed_space_never_grades_and_says_so_where_there_is_nothing_to_tick() -> None:
    for given in (Given("5", None, 7, (True,)), TYPED._replace(ticks=())):
        session = session_after(given)
        assert asked(SPACE, session) == (None, ["There is nothing to tick here: enter takes the grade."])
        assert command_of(DEFAULT, Practice(), session, SPACE) is None
        assert command_of(DEFAULT, Practice(), session, ENTER) is Command.REVEAL
        assert command_of(DEFAULT, None, session, SPACE) is Command.REVEAL
        assert asked(SPACE, session, alone=True) == (None, [])
    assert command_of(DEFAULT, Practice(), session_after(), SPACE) is Command.REVEAL


def test_space_ticks_also_where_another_key_shows_the_answer() -> None:
    mine = Keymap(reveal="r")
    assert asked(SPACE, session_after(TYPED), keymap=mine) == (Tick(1), [])
    assert asked("r", session_after(TYPED), keymap=mine) == (None, [])


def test_there_are_as_many_hints_as_points() -> None:
    assert asked("h", session_after()) == (Move.HINT, [])
    assert asked("h", session_after(Move.HINT)) == (None, ["There is no other hint."])


@pytest.mark.parametrize("key", [SPACE, ENTER, "h", "+", "l", UP])
def test_at_the_end_nothing_is_left_to_practise(key: str) -> None:
    end = session_after(Move.REVEAL, GOOD, Move.REVEAL, GOOD)
    assert end.showing is None
    assert asked(key, end) == (None, [])
