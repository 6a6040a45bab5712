"""A sitting at one moment, and what is read from it: which card comes next, its numbers, the grade that is proposed."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from aiquiz.core.actions import Given
from aiquiz.core.days import StudyDay
from aiquiz.core.events import Answer, Marked
from aiquiz.core.headings import CardId, Headed
from aiquiz.core.marks import UNMARKED, CardMarks
from aiquiz.core.progress import Rules, Standing
from aiquiz.core.proposal import propose
from aiquiz.core.schedulers import GRADES, Grade, Outcome, outcomes

_SEEDS = 1 << 31


class Waiting(NamedTuple):
    """A card that comes back in this session, at the turn `turn` at the earliest."""

    card: Headed
    standing: Standing | None
    turn: int


class Session(NamedTuple):
    """A sitting at one moment; `showing` is None when nothing is left.

    `standing` is that of the card that is shown (None when it is new), `event` the fact that led here from `before`.
    A sitting with `is_cram` is a drill: its answers are kept and leave memory and schedule as they are. `given` is what
    was answered before the answer was shown, `hints` how many key points were; numbers hang on `chance` and the turn.
    """

    rules: Rules
    queue: tuple[Headed, ...]
    known: Mapping[CardId, Standing]
    marks: Mapping[CardId, CardMarks] = MappingProxyType({})
    is_cram: bool = False
    position: int = 0
    turn: int = 0
    waiting: tuple[Waiting, ...] = ()
    showing: Headed | None = None
    standing: Standing | None = None
    is_revealed: bool = False
    given: Given | None = None
    ticks: tuple[bool, ...] = ()
    hints: int = 0
    chance: int = 0
    event: Answer | Marked | None = None
    before: "Session | None" = None

    @property
    def finished(self) -> int:
        """How many of the cards need no further answer in this session."""
        return self.position - len(self.waiting) - (self.showing is not None)

    @property
    def seed(self) -> int:
        """The seed of the numbers of the card that is shown: another one at each turn."""
        return (self.chance + self.turn) % _SEEDS

    @property
    def has_checklist(self) -> bool:
        """Whether there are key points to be ticked; the one tick of a number is not."""
        return bool(self.ticks) and self.given is not None and self.given.seed is None

    @property
    def has_proposal(self) -> bool:
        """Whether something speaks for one of the grades: ticks, hints, or that the answer was given up."""
        return bool(self.ticks or self.hints) or self._is_given_up

    @property
    def proposed(self) -> Grade:
        """The grade that is proposed: a hint caps it at hard, and where nothing speaks for any it is good."""
        without_ticks = Grade.AGAIN if self._is_given_up else Grade.HARD if self.hints else Grade.GOOD
        return propose(self.ticks, self.hints) or without_ticks

    @property
    def is_capped(self) -> bool:
        """Whether nothing but a hint keeps the grade that is proposed from being good."""
        return self.hints > 0 and self._replace(hints=0).proposed is Grade.GOOD

    @property
    def _is_given_up(self) -> bool:
        return self.given is not None and self.given.is_given_up

    @property
    def marked(self) -> CardMarks:
        """The marks of the card that is shown."""
        return self.marks.get(self.showing.id, UNMARKED) if self.showing else UNMARKED


def answers_of(session: Session) -> tuple[Answer, ...]:
    """Gives the answers of this sitting that stand, the first one first."""
    found = []
    at: Session | None = session
    while at is not None:
        if isinstance(at.event, Answer):
            found.append(at.event)
        at = at.before
    return tuple(reversed(found))


def preview(session: Session, today: StudyDay) -> tuple[Outcome, ...]:
    """Gives what each grade would lead to for the card that is shown; nothing when none is."""
    if session.showing is None:
        return ()
    if session.is_cram:
        return tuple(Outcome(grade, 0) for grade in GRADES)
    if session.standing is None:
        return outcomes(session.rules.scheduler, None, 0)
    days = max(0, today - session.standing.reviewed_on)
    return outcomes(session.rules.scheduler, session.standing.memory, days)


def advance(session: Session) -> Session:
    """Shows the next card: one whose time to come back has come, else a fresh one, else whichever waits longest."""
    moved = session._replace(turn=session.turn + 1, showing=None, standing=None, is_revealed=False)
    moved = moved._replace(given=None, ticks=(), hints=0)
    last = session.showing.place if session.showing else None
    fresh = session.queue[session.position] if session.position < len(session.queue) else None
    ready = [waiting for waiting in session.waiting if fresh is None or waiting.turn <= moved.turn]
    back = next((waiting for waiting in ready if waiting.card.place != last), ready[0] if ready else None)
    if back and fresh and back.card.place == last != fresh.place:
        back = None
    if back is not None:
        others = tuple(waiting for waiting in session.waiting if waiting is not back)
        return moved._replace(showing=back.card, standing=back.standing, waiting=others)
    if fresh is not None:
        position = session.position + 1
        return moved._replace(showing=fresh, standing=session.known.get(fresh.id), position=position)
    return moved
