"""Takes answers in a sitting: lets the learner type, and holds what was typed against the card."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from aiquiz.cli.seat import Seat
from aiquiz.cli.wiring import Desk
from aiquiz.core.cards import Card
from aiquiz.core.days import study_day
from aiquiz.core.events import Answered, Confidence
from aiquiz.core.headings import CardId
from aiquiz.core.session import Given, Session
from aiquiz.terminal.drill import Screen
from aiquiz.terminal.practice import Attempt

if TYPE_CHECKING:
    from aiquiz.core.numeric.quantities import Verdict

HOW_TO_END = "Type your answer. An empty line ends it; Ctrl-C gives it up."
HOW_TO_END_NUMBER = "Type the number with its unit; enter alone shows the answer."


class DeskPractice:
    """Answers to the cards of a desk, typed with a writer where they are typed."""

    def __init__(self, desk: Desk, seat: Seat, screen: Screen) -> None:
        self._desk = desk
        self._find = desk.whole if desk.is_typed else desk.template
        self._seat = seat
        self._screen = screen

    @property
    def is_typing(self) -> bool:
        """Whether answers are typed in this sitting; numbers always are."""
        return self._desk.is_typed

    @property
    def has_hints(self) -> bool:
        """Whether hints are to be had in this sitting."""
        return self._desk.has_hints

    def is_typed(self, session: Session) -> bool:
        """Says whether the answer to the card that is shown is typed: a number always is."""
        return self._desk.is_typed or bool(self._card(session).parameters)

    def take_answer(self, session: Session, confidence: Confidence | None) -> Given:
        """Lets the learner type; nothing typed at all is given up, and what was given up is kept as it stood.

        An empty line of a pipe was thought, and nothing proposes its grade: `yes ''` comes to an end.
        """
        card = self._card(session)
        is_number = bool(card.parameters)
        text, is_given_up = self._write_number(session, card) if is_number else self._write(session, HOW_TO_END)
        made = "" if is_given_up else text
        ticks = (_judge(card, session.seed, made).is_right,) if is_number else _match(card, made)
        seed = session.seed if is_number else None
        return Given(text, confidence, seed, ticks if text or is_given_up else (), is_given_up)

    def replace_cards(self, find: Callable[[CardId], Card]) -> None:
        """Takes the cards from elsewhere from now on: one of them was edited."""
        self._find = find

    def count_points(self, session: Session) -> int:
        """Counts the key points of the card that is shown."""
        return len(self._card(session).key_points)

    def last_attempt(self, session: Session) -> Attempt | None:
        """Gives what was typed for the card before this sitting showed it."""
        from aiquiz.store.excerpts import read_card_events

        if session.showing is None:
            return None
        world = self._desk.world
        events = read_card_events(world.places.reviews, session.showing.id).events
        typed = [event for event in events if isinstance(event, Answered) and event.card == session.showing.id]
        now = session.given.text if session.given else None
        if now and typed and typed[-1].text == now:  # what was typed a moment ago is in the log already
            typed = typed[:-1]
        last = next((event for event in reversed(typed) if event.text), None)
        if last is None:
            return None
        day = study_day(last.at, last.offset_minutes, world.rules.rollover_hour)
        return Attempt(last.text, max(0, world.today - day))

    def _write_number(self, session: Session, card: Card) -> tuple[str, bool]:
        """Lets somebody at the keys type until it is a number: a slip is no answer to be judged, and is mended."""
        said, text = HOW_TO_END_NUMBER, ""
        while True:
            text, is_given_up = self._write(session, said, is_single=True, text=text)
            if is_given_up or not self._seat.is_interactive:
                return text, is_given_up
            verdict = _judge(card, session.seed, text)
            if verdict.is_read:
                return text, is_given_up
            said = verdict.said

    def _write(self, session: Session, how: str, *, is_single: bool = False, text: str = "") -> tuple[str, bool]:
        """Gives what was typed, gone on with from a text that there is, and whether it was given up."""

        def show_again() -> None:
            self._screen.show_again(session)
            self._screen.tell(how)

        if self._seat.is_interactive:
            self._screen.tell(how)
        writer = self._seat.open_writer(show_again)
        written = writer.write("> ", is_single=is_single, text=text)
        return (writer.given_up, True) if written is None else (written, not written and self._seat.is_interactive)

    def _card(self, session: Session) -> Card:
        if session.showing is None:
            raise LookupError
        return self._find(session.showing.id)


def _match(card: Card, text: str) -> tuple[bool, ...]:
    from aiquiz.core.matching.answers import match_points

    return tuple(found.is_found for found in match_points(text, card.key_points))


def _judge(card: Card, seed: int, text: str) -> "Verdict":
    from aiquiz.core.numeric.exercise import expected
    from aiquiz.core.numeric.quantities import judge

    return judge(text, expected(card, seed), card.unit, card.tolerance)
