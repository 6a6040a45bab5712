"""Rounds of a mock interview for the tests of the core, told in a few short calls."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from support.cards import NOON, stamp_at

from aiquiz.core.cards import CardId, Level, Role
from aiquiz.core.events import Event, EventId
from aiquiz.core.interview.round import Round, rounds_of
from aiquiz.core.interview.round_events import Concluded, Convened, Judged, Replied


def convened(names: Sequence[str], *, minutes: int = 10, seed: int = 7, day: float = 0) -> Convened:
    """Gives the beginning of a round, `day` days from noon of TODAY."""
    stamp = stamp_at(NOON + timedelta(days=day))
    return Convened(stamp.event_id, stamp.moment.at, 0, tuple(map(CardId, names)), minutes, seed)


def replied(begun: Convened, name: str, text: str = "", *, taken_ms: int = 60_000, follow_up: str = "") -> Replied:
    stamp = stamp_at(begun.at)
    return Replied(stamp.event_id, begun.at, 0, begun.id, CardId(name), text, taken_ms, follow_up)


def passed(begun: Convened, name: str, taken_ms: int = 5000) -> Replied:
    return replied(begun, name, taken_ms=taken_ms)._replace(is_passed=True)


def judged(begun: Convened, name: str, ticked: Sequence[int] = (), points: int = 4) -> Judged:
    stamp = stamp_at(begun.at)
    return Judged(stamp.event_id, begun.at, 0, begun.id, CardId(name), tuple(ticked), points)


def scored(begun: Convened, name: str, made: int, points: int = 4) -> tuple[Replied, Judged]:
    """Gives a reply in which the first points were made, and its judgement."""
    return replied(begun, name), judged(begun, name, range(made), points)


def concluded(begun: Convened, *, is_counted: bool = False) -> Concluded:
    stamp = stamp_at(begun.at)
    return Concluded(stamp.event_id, begun.at, 0, EventId(begun.id), is_counted)


class Told(NamedTuple):
    """What became of a question of a round: how many of its points were made, None where it was passed.

    `text` is what was typed (empty: said aloud), `then` the answer to the follow-up, given in half a minute.
    """

    card: str
    made: int | None = 4
    points: int = 4
    text: str = ""
    taken_ms: int = 60_000
    follow_up: str = ""
    then: str = ""
    is_held: bool | None = None
    is_asked: bool = True
    is_judged: bool = True


def round_events(
    *told: Told | str,
    minutes: int = 10,
    seed: int = 7,
    day: float = 0,
    levels: Sequence[Level] = (),
    topics: Sequence[str] = (),
    roles: Sequence[Role] = (),
    decks: Sequence[str] = (),
    is_concluded: bool = True,
    is_counted: bool = False,
) -> list[Event]:
    """Gives the events of a whole round in their order: all questions, then the review, then the end.

    A question that is only named is answered aloud in a minute with all of four points made.
    """
    turns = [Told(one) if isinstance(one, str) else one for one in told]
    begun = convened([turn.card for turn in turns], minutes=minutes, seed=seed, day=day)
    begun = begun._replace(levels=tuple(levels), topics=tuple(topics), roles=tuple(roles), decks=tuple(decks))
    asked = [turn for turn in turns if turn.is_asked]
    events: list[Event] = [begun]
    for turn in asked:
        reply = replied(begun, turn.card, turn.text, taken_ms=turn.taken_ms)
        events.append(reply._replace(is_passed=turn.made is None))
        if turn.follow_up:
            events.append(replied(begun, turn.card, turn.then, taken_ms=30_000, follow_up=turn.follow_up))
    for turn in asked:
        if turn.is_judged:
            event = judged(begun, turn.card, range(turn.made or 0), turn.points)
            events.append(event._replace(is_follow_up_held=turn.is_held))
    return [*events, concluded(begun, is_counted=is_counted)] if is_concluded else events


def replay_round(events: Iterable[Event]) -> Round:
    """Gives the first round among some events."""
    return rounds_of(events)[0]
