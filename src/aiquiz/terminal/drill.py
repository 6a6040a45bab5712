"""The loop of a sitting: a key, a step, the facts to the disk, and only then the next card on the screen."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from aiquiz.core.events import Event, Mark, Marked
from aiquiz.core.schedulers import Grade
from aiquiz.core.session import Action, Given, Move, Note, Session, Stamp, Tick, step
from aiquiz.terminal.keymap import DEFAULT, Command, Keymap
from aiquiz.terminal.keys import CONTINUED, Keys
from aiquiz.terminal.practice import Practice, PracticeScreen, command_of, practise

_MOVES = {
    Command.SKIP: Move.SKIP,
    Command.SUSPEND: Move.SUSPEND,
    Command.BURY: Move.BURY,
    Command.FLAG: Move.FLAG,
}
_ASIDES = frozenset({Command.NOTE, Command.EDIT, Command.WHY})
_GRADES = {
    Command.AGAIN: Grade.AGAIN,
    Command.HARD: Grade.HARD,
    Command.GOOD: Grade.GOOD,
    Command.EASY: Grade.EASY,
}


class Screen(PracticeScreen, Protocol):
    """Where a sitting is shown."""

    def show(self, session: Session) -> None:
        """Shows the card's question, or its answer once it is revealed, or the end of the sitting."""

    def show_again(self, session: Session) -> None:
        """Shows a card that came back by undoing: the question, and the answer where it was revealed."""

    def show_keys(self, session: Session) -> None:
        """Shows what the keys do now."""


class Clock(Protocol):
    """What tells the time to a sitting."""

    def restart(self) -> None:
        """Begins to measure the time to the next answer."""

    def stamp(self) -> Stamp:
        """Gives the moment, a new event id, and the time since the question came."""


class Assistant(Protocol):
    """What a learner can ask for that is no answer; it needs a terminal, and may use it for itself."""

    def ask_note(self, session: Session) -> Note | None:
        """Asks for the note of the card that is shown; None when it is to stay as it is."""

    def edit(self, session: Session) -> str:
        """Opens the card's file where it can be edited, and gives what is to be told."""

    def explain(self, session: Session) -> str:
        """Says why the card comes now."""


class Drill(NamedTuple):
    """What a sitting needs of the world; without an assistant there is nobody at the keys."""

    keys: Keys
    screen: Screen
    clock: Clock
    save: Callable[[Event], None]
    assistant: Assistant | None = None
    keymap: Keymap = DEFAULT
    practice: Practice | None = None


def run_drill(drill: Drill, session: Session) -> tuple[Session, str]:
    """Runs a sitting until the learner leaves, and gives it back with the key it was left with."""
    drill.screen.show(session)
    drill.clock.restart()
    while True:
        key = drill.keys.read()
        command = command_of(drill.keymap, drill.practice, session, key)
        if command is Command.LEAVE:
            break
        if key == CONTINUED:  # whatever was shown has scrolled away in the shell
            drill.screen.show_again(session)
            continue
        action = practise(drill.practice, drill.screen, session, command, key) or interpret(command, session)
        action = action or _ask(drill, session, command)
        if action is not None:
            session = _take(drill, session, action)
        elif session.showing is None:
            break
    return session, key


def interpret(command: Command | None, session: Session) -> Action | None:
    """Gives the step that a command is now: revealing once more takes the grade that is proposed, which is good mostly.

    A grade before the answer means nothing.
    """
    if command is Command.UNDO:
        return Move.UNDO
    if session.showing is None or command is None:
        return None
    if move := _MOVES.get(command):
        return move
    if not session.is_revealed:
        return Move.REVEAL if command is Command.REVEAL else None
    return session.proposed if command is Command.REVEAL else _GRADES.get(command)


def _ask(drill: Drill, session: Session, command: Command | None) -> Action | None:
    """Does what a command asks for besides the steps of a sitting, and gives the step that comes of it."""
    if session.showing is None:
        return None
    if command is Command.HELP:
        drill.screen.show_keys(session)
    elif command in _ASIDES and drill.assistant is None:
        drill.screen.tell("That needs somebody at a keyboard.")
    elif drill.assistant is not None:
        match command:
            case Command.NOTE:
                note = drill.assistant.ask_note(session)
                if note is None:
                    drill.screen.tell("The note stays as it was.")
                return note
            case Command.WHY:
                drill.screen.tell(drill.assistant.explain(session))
            case Command.EDIT:
                drill.screen.tell(drill.assistant.edit(session))
                drill.screen.show_again(session)
    return None


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
    elif isinstance(action, Tick):
        drill.screen.show_ticks(after)
    elif action is Move.HINT:
        drill.screen.show_hint(after)
    else:
        if events and isinstance(events[0], Marked):
            drill.screen.tell(_say_mark(events[0], drill.keymap))
        if after.turn != session.turn or isinstance(action, Given) or action is Move.REVEAL:
            drill.screen.show(after)
    if after.showing is not session.showing:
        drill.clock.restart()
    return after


def _say_mark(event: Event, keymap: Keymap) -> str:
    if not isinstance(event, Marked):
        return ""
    if event.mark is Mark.NOTED:
        return "Noted: it is shown with the answer from now on." if event.text else "The note is gone."
    return {
        Mark.SUSPENDED: f"Suspended: it does not come again until `aiquiz suspended --resume` or {keymap.undo}.",
        Mark.BURIED: "Buried until tomorrow.",
        Mark.FLAGGED: "Flagged: `aiquiz flagged` lists it.",
        Mark.UNFLAGGED: "The flag is gone.",
    }.get(event.mark, "")
