"""Cards, moments and answers for the tests of the core, each made in one short call."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from hypothesis import strategies as st

from aiquiz.core.cards import Card, CardId, Level, Role
from aiquiz.core.days import Moment, StudyDay
from aiquiz.core.events import Event, Reviewed, Undone, make_event_id
from aiquiz.core.progress import Progress, Rules, replay, undone_ids
from aiquiz.core.schedulers import Grade, by_name
from aiquiz.core.session import Action, Session, Stamp, step

AGAIN, HARD, GOOD, EASY = Grade
SM2 = by_name("sm-2")
RULES = Rules(SM2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TODAY = StudyDay(NOON.toordinal())

_numbers = count(1)


def make_card(
    name: str,
    place: str = "topic/one",
    *,
    level: Level = Level.BEGINNER,
    asked_by: int = 0,
    tags: tuple[str, ...] = (),
    roles: tuple[Role, ...] = (),
) -> Card:
    topic, subtopic = place.split("/")
    return Card(
        CardId(name), topic, subtopic, f"{name}?", level, "An answer.", tags=tags, roles=roles, asked_by=asked_by
    )


def make_cards(names: Iterable[str]) -> tuple[Card, ...]:
    """Gives a card for each name, each in a subtopic of its own."""
    return tuple(make_card(name, f"topic/{name}") for name in names)


def stamp_at(at: datetime = NOON, taken_ms: int = 1000) -> Stamp:
    number = next(_numbers)
    return Stamp(Moment(at, 0), make_event_id(1_772_000_000_000 + number, number), taken_ms)


def reviewed(name: str, grade: Grade = GOOD, *, day: int = 0, taken_ms: int = 1000) -> Reviewed:
    """Gives an answer at noon, `day` days from TODAY."""
    stamp = stamp_at(NOON + timedelta(days=day))
    return Reviewed(stamp.event_id, stamp.moment.at, 0, CardId(name), grade, taken_ms)


def undone(event: Event) -> Undone:
    stamp = stamp_at(event.at)
    return Undone(stamp.event_id, event.at, event.offset_minutes, event.id)


def progress_of(*events: Event) -> Progress:
    return replay(events, RULES, undone_ids(events))


def play(session: Session, actions: Iterable[Action], at: datetime = NOON) -> tuple[Session, list[Event]]:
    """Takes one action after another, and gathers what is to be stored."""
    stored: list[Event] = []
    for action in actions:
        session, events = step(session, action, stamp_at(at))
        stored += events
    return session, stored


GRADES_DRAWN = st.sampled_from(Grade)
TAGS_DRAWN = st.sampled_from(["cost", "drift"])
PLACES_DRAWN = st.sampled_from(["maths/sums", "maths/proofs", "art/ink", "art/oil"])


@st.composite
def decks(draw: st.DrawFn, largest: int = 14, *, is_tagged: bool = False) -> tuple[Card, ...]:
    """Draws cards of a few subtopics and all levels, with ids in no order that means anything."""
    tags = st.lists(TAGS_DRAWN, unique=True).map(tuple) if is_tagged else st.just(())
    roles = st.lists(st.sampled_from(Role), max_size=2, unique=True).map(tuple) if is_tagged else st.just(())
    names = draw(st.lists(st.integers(0, 99), max_size=largest, unique=True))
    return tuple(
        make_card(
            f"card-{name:02}",
            draw(PLACES_DRAWN),
            level=draw(st.sampled_from(Level)),
            asked_by=draw(st.integers(0, 3)),
            tags=draw(tags),
            roles=draw(roles),
        )
        for name in names
    )


@st.composite
def histories(draw: st.DrawFn, deck: tuple[Card, ...], longest: int = 20) -> list[Reviewed]:
    """Draws answers to cards of a deck over the sixty days before TODAY, in order of time."""
    if not deck:
        return []
    ids = st.sampled_from([card.id for card in deck])
    rows = draw(st.lists(st.tuples(st.integers(-60, 0), ids, GRADES_DRAWN), max_size=longest))
    return [reviewed(name, grade, day=day) for day, name, grade in sorted(rows, key=lambda row: row[0])]


def replace(card: Card, **changes: Any) -> Card:
    """Gives a card with other values in some fields."""
    return card._replace(**changes)
