"""One sitting: which card is shown, what a key does to it, and which facts come of it.

A session is a frozen value; `step` gives the next one and the events to store. Undoing gives back the session as it
was, so it holds the one before it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, assert_never

from aiquiz.core.actions import Action, Move, Note, Stamp
from aiquiz.core.cards import CardId, Headed
from aiquiz.core.days import StudyDay, study_day
from aiquiz.core.events import Answer, Crammed, Event, Mark, Marked, Reviewed, Undone
from aiquiz.core.marks import UNMARKED, CardMarks, apply_mark
from aiquiz.core.progress import Rules, Standing, evolve
from aiquiz.core.schedulers import GRADES, Grade, Outcome, outcomes

__all__ = [
    "CARDS_BETWEEN",
    "Action",
    "Move",
    "Note",
    "Session",
    "Stamp",
    "Waiting",
    "answers_of",
    "preview",
    "start_session",
    "step",
]

_MARKS: dict[Action, Mark] = {Move.SUSPEND: Mark.SUSPENDED, Move.BURY: Mark.BURIED, Move.FLAG: Mark.FLAGGED}

CARDS_BETWEEN = 3
"""How many other cards come before one that was graded again or hard is asked again, while there are others."""


class Waiting(NamedTuple):
    """A card that comes back in this session, at the turn `turn` at the earliest."""

    card: Headed
    standing: Standing | None
    turn: int


class Session(NamedTuple):
    """A sitting at one moment; `showing` is None when nothing is left.

    `standing` is that of the card that is shown (None when it is new), `event` the fact that led here from `before`.
    A sitting with `is_cram` is a drill: its answers are kept and leave memory and schedule as they are.
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
    event: Answer | Marked | None = None
    before: "Session | None" = None

    @property
    def finished(self) -> int:
        """How many of the cards need no further answer in this session."""
        return self.position - len(self.waiting) - (self.showing is not None)

    @property
    def marked(self) -> CardMarks:
        """The marks of the card that is shown."""
        return self.marks.get(self.showing.id, UNMARKED) if self.showing else UNMARKED


def start_session(
    queue: tuple[Headed, ...],
    known: Mapping[CardId, Standing],
    rules: Rules,
    marks: Mapping[CardId, CardMarks] = MappingProxyType({}),
    *,
    is_cram: bool = False,
) -> Session:
    """Begins a sitting over the cards of a queue, with what is known of them and what they are marked with."""
    return _advance(Session(rules, queue, known, marks, is_cram))


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


def step(session: Session, action: Action, stamp: Stamp) -> tuple[Session, tuple[Event, ...]]:
    """Gives the session after an action, and the events to store; an action that makes no sense now changes nothing."""
    match action:
        case Grade():
            return _answer(session, action, stamp)
        case Note() | Move.SUSPEND | Move.BURY | Move.FLAG:
            return _mark(session, action, stamp)
        case Move.UNDO:
            return _undo(session, stamp)
        case Move.REVEAL:
            return (session._replace(is_revealed=True) if session.showing else session), ()
        case Move.SKIP:
            return (_advance(session._replace(event=None, before=session)) if session.showing else session), ()
        case _:
            assert_never(action)


def _answer(session: Session, grade: Grade, stamp: Stamp) -> tuple[Session, tuple[Event, ...]]:
    card = session.showing
    if card is None or not session.is_revealed:
        return session, ()
    moment = stamp.moment
    kind = Crammed if session.is_cram else Reviewed
    event = kind(stamp.event_id, moment.at, moment.offset_minutes, card.id, grade, max(0, stamp.taken_ms))
    waiting = session.waiting
    if grade in {Grade.AGAIN, Grade.HARD}:
        waiting = (*waiting, Waiting(card, _learn(session, event), session.turn + 1 + CARDS_BETWEEN))
    return _advance(session._replace(waiting=waiting, event=event, before=session)), (event,)


def _learn(session: Session, event: Answer) -> Standing | None:
    """Gives the standing that an answer leads to; a drill leaves it."""
    if session.is_cram:
        return session.standing
    day = study_day(event.at, event.offset_minutes, session.rules.rollover_hour)
    return evolve(session.standing, event.grade, day, session.rules.scheduler)


def _mark(session: Session, action: Action, stamp: Stamp) -> tuple[Session, tuple[Event, ...]]:
    """Marks the card that is shown; one that is suspended or buried gives way to the next."""
    card, moment = session.showing, stamp.moment
    if card is None:
        return session, ()
    text = action.text if isinstance(action, Note) else ""
    mark = _MARKS.get(action, Mark.NOTED)
    if mark is Mark.FLAGGED and session.marked.is_flagged:
        mark = Mark.UNFLAGGED
    event = Marked(stamp.event_id, moment.at, moment.offset_minutes, card.id, mark, text)
    day = study_day(moment.at, moment.offset_minutes, session.rules.rollover_hour)
    marks = {**session.marks, card.id: apply_mark(session.marked, event, day)}
    marked = session._replace(marks=marks, event=event, before=session)
    return (marked if marks[card.id].is_asked(day) else _advance(marked)), (event,)


def _undo(session: Session, stamp: Stamp) -> tuple[Session, tuple[Event, ...]]:
    """Gives back the session before the last answer or skip, with an event where a stored one is taken back."""
    if session.before is None:
        return session, ()
    if session.event is None:
        return session.before, ()
    event = Undone(stamp.event_id, stamp.moment.at, stamp.moment.offset_minutes, session.event.id)
    return session.before, (event,)


def _advance(session: Session) -> Session:
    """Shows the next card: one whose time to come back has come, else a fresh one, else whichever waits longest."""
    moved = session._replace(turn=session.turn + 1, showing=None, standing=None, is_revealed=False)
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
