"""What a mock interview needs of the world: keys, a writer, a screen, a clock, and a place to save."""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from aiquiz.core.cards import Card
from aiquiz.core.events import Event
from aiquiz.core.headings import CardId
from aiquiz.core.interview.question import Question
from aiquiz.core.interview.round import Round, Turn, evolve_round
from aiquiz.core.interview.round_events import Judged, Replied
from aiquiz.terminal.drill import Clock
from aiquiz.terminal.keymap import Keymap
from aiquiz.terminal.keys import Keys
from aiquiz.terminal.writer import Writer


class RoundClock(Clock, Protocol):
    """What tells the time to a round, also while an answer is given."""

    def elapsed_ms(self) -> int:
        """Gives the time since the question came."""


class InterviewScreen(Protocol):
    """Where a round is shown."""

    def ask(self, played: Round, question: Question, follow_up: str) -> None:
        """Shows a question, or the follow-up question to it."""

    def show_way_out(self, *, has_text: bool) -> None:
        """Says what can be done after an answer was given up, of which there may be a text already."""

    def ask_to_say_it(self) -> None:
        """Says that an empty answer came before anything can have been said."""

    def begin_review(self, played: Round) -> None:
        """Says that the questions are over and what follows."""

    def review(self, question: Question, turn: Turn, ticks: tuple[bool, ...]) -> None:
        """Shows an answer beside the model answer, with the checklist."""

    def show_ticks(self, question: Question, turn: Turn, ticks: tuple[bool, ...], cursor: int) -> None:
        """Shows the checklist after a key that changed it."""

    def remind(self, question: Question, turn: Turn) -> None:
        """Shows a question again with what was said to it, before the follow-up question to it."""

    def say_clock(self, played: Round, question: Question, elapsed_ms: int) -> str:
        """Gives the clocks of the question and of the round in a line; empty where none is to be shown."""


class Room(NamedTuple):
    """What a round needs of the world."""

    keys: Keys
    writer: Writer
    screen: InterviewScreen
    clock: RoundClock
    save: Callable[[Event], None]
    find: Callable[[CardId], Card]
    keymap: Keymap
    is_interactive: bool


def keep(room: Room, played: Round, event: Replied | Judged) -> Round:
    """Saves what happened, and gives the round after it."""
    room.save(event)
    return evolve_round(played, event)
