"""The loop of a sitting: a key, a step, the facts to the disk, and only then the next card on the screen."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from aiquiz.core.events import Event
from aiquiz.core.schedulers import GRADES, Grade
from aiquiz.core.session import Action, Move, Session, Stamp, step
from aiquiz.terminal.keys import ENTER, EOF, HANGUP, INTERRUPT, SPACE, TERMINATE, Keys

LEAVING = frozenset({"q", "Q", EOF, INTERRUPT, TERMINATE, HANGUP})
_GRADES = {str(number): grade for number, grade in enumerate(GRADES, 1)}


class Screen(Protocol):
    """Where a sitting is shown."""

    def show(self, session: Session) -> None:
        """Shows the card's question, or its answer once it is revealed, or the end of the sitting."""

    def show_again(self, session: Session) -> None:
        """Shows a card that came back by undoing: the question, and the answer where it was revealed."""

    def show_keys(self, session: Session) -> None:
        """Shows what the keys do now."""

    def tell(self, sentence: str) -> None:
        """Says something in one line."""


class Clock(Protocol):
    """What tells the time to a sitting."""

    def restart(self) -> None:
        """Begins to measure the time to the next answer."""

    def stamp(self) -> Stamp:
        """Gives the moment, a new event id, and the time since the question came."""


class Drill(NamedTuple):
    """What a sitting needs of the world."""

    keys: Keys
    screen: Screen
    clock: Clock
    save: Callable[[Event], None]


def run_drill(drill: Drill, session: Session) -> tuple[Session, str]:
    """Runs a sitting until the learner leaves, and gives it back with the key it was left with."""
    drill.screen.show(session)
    drill.clock.restart()
    while (key := drill.keys.read()) not in LEAVING:
        action = interpret(key, session)
        if action is not None:
            session = _take(drill, session, action)
        elif session.showing is None:
            break
        elif key == "?":
            drill.screen.show_keys(session)
    return session, key


def interpret(key: str, session: Session) -> Action | None:
    """Gives what a key means now: space and enter reveal, then mean good; a grade before the answer means nothing."""
    if key in {"u", "U"}:
        return Move.UNDO
    if session.showing is None:
        return None
    if key in {"s", "S"}:
        return Move.SKIP
    if not session.is_revealed:
        return Move.REVEAL if key in {SPACE, ENTER} else None
    return Grade.GOOD if key in {SPACE, ENTER} else _GRADES.get(key)


def _take(drill: Drill, session: Session, action: Action) -> Session:
    after, events = step(session, action, drill.clock.stamp())
    for event in events:
        drill.save(event)
    if after is session:
        drill.screen.tell("Nothing to undo.")
        return session
    if action is Move.UNDO:
        drill.screen.tell("Undone." if events else "Back to the card that was skipped.")
        drill.screen.show_again(after)
    else:
        drill.screen.show(after)
    if after.showing is not session.showing:
        drill.clock.restart()
    return after
