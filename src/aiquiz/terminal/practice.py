"""What a sitting asks of whoever answers in it: a typed answer, how sure they are, hints, and ticks on a checklist."""

from typing import NamedTuple, Protocol

from aiquiz.core.events import Confidence
from aiquiz.core.session import Action, Given, Move, Session, Tick
from aiquiz.terminal.keymap import MOVES, Command, Keymap
from aiquiz.terminal.keys import SPACE

_CONFIDENCES = {Command.SURE: Confidence.SURE, Command.UNSURE: Confidence.UNSURE}


class Attempt(NamedTuple):
    """What was typed for a card the last time, and how many days ago."""

    text: str
    days: int


class Practice(Protocol):
    """Takes answers and knows what there is to hold them against."""

    @property
    def is_typing(self) -> bool:
        """Whether answers are typed in this sitting; numbers always are."""

    @property
    def has_hints(self) -> bool:
        """Whether hints are to be had in this sitting."""

    def is_typed(self, session: Session) -> bool:
        """Says whether the answer to the card that is shown is typed."""

    def take_answer(self, session: Session, confidence: Confidence | None) -> Given:
        """Lets the learner type, and holds what was typed against the card."""

    def count_points(self, session: Session) -> int:
        """Counts the key points of the card that is shown."""

    def last_attempt(self, session: Session) -> Attempt | None:
        """Gives what was typed for the card the last time; None where nothing was, or it was not kept."""


class PracticeScreen(Protocol):
    """What a sitting shows of practice."""

    @property
    def cursor(self) -> int:
        """The key point that a tick would go to."""

    def move(self, session: Session, by: int) -> None:
        """Moves the cursor of the checklist, round its ends."""

    def show_ticks(self, session: Session) -> None:
        """Shows the checklist as it is ticked now."""

    def show_hint(self, session: Session) -> None:
        """Shows the last of the key points that were asked for as hints."""

    def show_attempt(self, session: Session, last: Attempt) -> None:
        """Shows what was typed the last time beside what was typed now."""

    def tell(self, sentence: str) -> None:
        """Says something in one line."""


def command_of(keymap: Keymap, practice: Practice | None, session: Session, key: str) -> Command | None:
    """Gives what a key asks for; where answers are typed space grades no card, as it ticks on most of them."""
    if key == SPACE and session.is_revealed and practice is not None and practice.is_typing:
        return None
    return keymap.command_of(key)


def practise(
    practice: Practice | None, screen: PracticeScreen, session: Session, command: Command | None, key: str
) -> Action | None:
    """Gives the step of practice that a key asks for; None where it asks for none."""
    if session.showing is None:
        return None
    if session.is_revealed:
        return _work_through(practice, screen, session, command, key)
    if command is Command.HINT:
        return _take_hint(practice, screen, session)
    confidence = _CONFIDENCES.get(command) if command else None
    if command is not Command.REVEAL and confidence is None:
        return None
    if practice is not None and practice.is_typed(session):
        return practice.take_answer(session, confidence)
    return Given(confidence=confidence) if confidence else None


def _work_through(
    practice: Practice | None, screen: PracticeScreen, session: Session, command: Command | None, key: str
) -> Action | None:
    """Ticks and moves on a checklist, and shows the attempt before."""
    if session.has_checklist and key == SPACE:
        return Tick(screen.cursor)
    if session.has_checklist and key in MOVES:
        screen.move(session, MOVES[key])
    elif key == SPACE and command is None:
        screen.tell("There is nothing to tick here: enter takes the grade.")
    if command is Command.LAST:
        last = practice.last_attempt(session) if practice else None
        if last is None:
            screen.tell("Nothing that was typed for this card before is kept.")
        else:
            screen.show_attempt(session, last)
    return None


def _take_hint(practice: Practice | None, screen: PracticeScreen, session: Session) -> Action | None:
    if practice is None or not practice.has_hints:
        screen.tell("Hints are off: start with --hints, or set them on with `aiquiz config set hints yes`.")
    elif session.hints >= practice.count_points(session):
        screen.tell("There is no other hint." if session.hints else "This card has no hints.")
    else:
        return Move.HINT
    return None
