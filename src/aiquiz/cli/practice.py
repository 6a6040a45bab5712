"""Takes answers in a sitting: lets the learner type, and holds what was typed against the card."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from aiquiz.cli.wiring import Desk
from aiquiz.core.cards import Card
from aiquiz.core.days import study_day
from aiquiz.core.events import Answered, Confidence
from aiquiz.core.headings import CardId
from aiquiz.core.session import Given, Session
from aiquiz.terminal.practice import Attempt

if TYPE_CHECKING:
    from aiquiz.terminal.writer import Writer

HOW_TO_END = "Type your answer. An empty line ends it; Ctrl-C gives it up."
HOW_TO_END_NUMBER = "Type the number with its unit; enter alone shows the answer."


class DeskPractice:
    """Answers to the cards of a desk, typed with a writer where they are typed."""

    def __init__(self, desk: Desk, writer: "Callable[[], Writer]", tell: Callable[[str], None]) -> None:
        self._desk = desk
        self._find = desk.whole if desk.is_typed else desk.template
        self._writer = writer
        self._tell = tell

    @property
    def has_hints(self) -> bool:
        """Whether hints are to be had in this sitting."""
        return self._desk.has_hints

    def is_typed(self, session: Session) -> bool:
        """Says whether the answer to the card that is shown is typed: a number always is."""
        return self._desk.is_typed or bool(self._card(session).parameters)

    def take_answer(self, session: Session, confidence: Confidence | None) -> Given:
        """Lets the learner type; nothing typed at all is an answer that was thought, and nothing proposes its grade."""
        card = self._card(session)
        is_number = bool(card.parameters)
        self._tell(HOW_TO_END_NUMBER if is_number else HOW_TO_END)
        text = self._writer().write("> ", is_single=is_number)
        ticks = _judge(card, session.seed, text) if is_number else _match(card, text)
        return Given(text, confidence, session.seed if is_number else None, () if text == "" else ticks)

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

    def _card(self, session: Session) -> Card:
        if session.showing is None:
            raise LookupError
        return self._find(session.showing.id)


def _match(card: Card, text: str | None) -> tuple[bool, ...]:
    from aiquiz.core.matching.answers import match_points

    return tuple(found.is_found for found in match_points(text or "", card.key_points))


def _judge(card: Card, seed: int, text: str | None) -> tuple[bool, ...]:
    from aiquiz.core.numeric.exercise import expected
    from aiquiz.core.numeric.quantities import judge

    return (bool(text) and judge(text or "", expected(card, seed), card.unit, card.tolerance).is_right,)
