"""One sitting: which card is shown, what a key does to it, and which facts come of it.

A session is a frozen value; `step` gives the next one and the events to store. Undoing gives back the session as it
was (a mark on the card that is shown is taken back alone), so it holds the one before it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import assert_never

from aiquiz.core.actions import Action, Given, Move, Note, Stamp, Tick
from aiquiz.core.days import study_day
from aiquiz.core.events import Answer, Answered, Crammed, Event, Mark, Marked, Reviewed, Undone
from aiquiz.core.headings import CardId, Headed
from aiquiz.core.marks import CardMarks, apply_mark
from aiquiz.core.progress import Rules, Standing, evolve
from aiquiz.core.schedulers import Grade
from aiquiz.core.sitting import Session, Waiting, advance, answers_of, preview

__all__ = [
    "CARDS_BETWEEN",
    "Action",
    "Given",
    "Move",
    "Note",
    "Session",
    "Stamp",
    "Tick",
    "Waiting",
    "answers_of",
    "preview",
    "start_session",
    "step",
]

_MARKS: dict[Action, Mark] = {Move.SUSPEND: Mark.SUSPENDED, Move.BURY: Mark.BURIED, Move.FLAG: Mark.FLAGGED}

CARDS_BETWEEN = 3
"""How many other cards come before one that was graded again or hard is asked again, while there are others."""


def start_session(
    queue: tuple[Headed, ...],
    known: Mapping[CardId, Standing],
    rules: Rules,
    marks: Mapping[CardId, CardMarks] = MappingProxyType({}),
    *,
    is_cram: bool = False,
) -> Session:
    """Begins a sitting over the cards of a queue, with what is known of them and what they are marked with."""
    return advance(Session(rules, queue, known, marks, is_cram))


def step(session: Session, action: Action, stamp: Stamp) -> tuple[Session, tuple[Event, ...]]:
    """Gives the session after an action, and the events to store; an action that makes no sense now changes nothing."""
    match action:
        case Grade():
            return _answer(session, action, stamp)
        case Note() | Move.SUSPEND | Move.BURY | Move.FLAG:
            return _mark(session, action, stamp)
        case Move.UNDO:
            return _undo(session, stamp)
        case Given() | Move.REVEAL:
            return _give(session, action if isinstance(action, Given) else None, stamp)
        case Move.HINT | Tick():
            return _prepare(session, action), ()
        case Move.SKIP:
            return (advance(session._replace(event=None, before=session)) if session.showing else session), ()
        case _:
            assert_never(action)


def _give(session: Session, given: Given | None, stamp: Stamp) -> tuple[Session, tuple[Event, ...]]:
    """Shows the answer, with an event where there is more to say than that it was shown."""
    card = session.showing
    if card is None or session.is_revealed:
        return session, ()
    said = given or Given()
    shown = session._replace(is_revealed=True, given=given, ticks=said.ticks)
    if not (said.text or said.confidence or session.hints or said.seed is not None):
        return shown, ()
    event = Answered(*stamp.head, card.id, said.text, said.confidence, session.hints, said.seed)
    return shown, (event,)


def _prepare(session: Session, action: Action) -> Session:
    """Takes a hint before the answer, or ticks a key point after it."""
    if isinstance(action, Tick):
        if not session.has_checklist or not 0 <= action.point < len(session.ticks):
            return session
        ticks = tuple(is_made != (place == action.point) for place, is_made in enumerate(session.ticks))
        return session._replace(ticks=ticks)
    return session if session.is_revealed or session.showing is None else session._replace(hints=session.hints + 1)


def _answer(session: Session, grade: Grade, stamp: Stamp) -> tuple[Session, tuple[Event, ...]]:
    card = session.showing
    if card is None or not session.is_revealed:
        return session, ()
    kind = Crammed if session.is_cram else Reviewed
    event = kind(*stamp.head, card.id, grade, max(0, stamp.taken_ms))
    waiting = session.waiting
    if grade in {Grade.AGAIN, Grade.HARD}:
        waiting = (*waiting, Waiting(card, _learn(session, event), session.turn + 1 + CARDS_BETWEEN))
    return advance(session._replace(waiting=waiting, event=event, before=session)), (event,)


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
    event = Marked(*stamp.head, card.id, mark, text)
    day = study_day(moment.at, moment.offset_minutes, session.rules.rollover_hour)
    marks = {**session.marks, card.id: apply_mark(session.marked, event, day)}
    marked = session._replace(marks=marks, event=event, before=session)
    return (marked if marks[card.id].is_asked(day) else advance(marked)), (event,)


def _undo(session: Session, stamp: Stamp) -> tuple[Session, tuple[Event, ...]]:
    """Gives back the session before the last action, with an event where a stored one is taken back.

    A mark on the card that is still shown goes alone: what was done with the card since then stands in the log.
    """
    before = session.before
    if before is None:
        return session, ()
    is_still_shown = before.turn == session.turn
    after = session._replace(marks=before.marks, event=before.event, before=before.before) if is_still_shown else before
    return after, (Undone(*stamp.head, session.event.id),) if session.event else ()
