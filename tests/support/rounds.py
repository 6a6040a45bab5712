"""Rounds of a mock interview for the tests of the core, told in a few short calls."""

from collections.abc import Sequence
from datetime import timedelta

from support.cards import NOON, stamp_at

from aiquiz.core.cards import CardId
from aiquiz.core.events import Concluded, Convened, EventId, Judged, Replied


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
