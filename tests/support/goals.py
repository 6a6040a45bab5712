"""Goals, deadlines and traces of memory for the tests of the plan, each made in one short call."""

from collections.abc import Sequence
from datetime import timedelta

from hypothesis import strategies as st
from support.cards import NOON, TODAY, make_card, reviewed, stamp_at

from aiquiz.core.cards import Card, Level
from aiquiz.core.days import StudyDay, to_date
from aiquiz.core.events import Event, Planned
from aiquiz.core.gain import Trace
from aiquiz.core.pace import USUAL, Pace
from aiquiz.core.planner import Deadline
from aiquiz.core.schedulers.fsrs import AVERAGE, Person

PACES = st.sampled_from([USUAL, Pace(8, 30, 60, 0.1)])
PERSONS = st.sampled_from([AVERAGE, Person(0.5, 0.3)])
SEEN = st.builds(Trace, st.floats(0.3, 500), st.floats(1, 10), st.integers(TODAY - 180, TODAY - 1).map(StudyDay))
DECKS_OF_TRACES = st.lists(st.none() | SEEN, max_size=12)


def make_goal(
    days: int | None = 10,
    minutes: int = 15,
    *,
    set_up: int = 0,
    levels: tuple[Level, ...] = (),
    topics: tuple[str, ...] = (),
    most_asked: int | None = None,
) -> Planned:
    """Gives a goal with a date `days` from TODAY, set up at noon `set_up` days from TODAY; without days it ends one."""
    stamp = stamp_at(NOON + timedelta(days=set_up))
    on = None if days is None else to_date(StudyDay(TODAY + days))
    return Planned(stamp.event_id, stamp.moment.at, 0, on, minutes, levels=levels, topics=topics, most_asked=most_asked)


def make_deadline(days: int, seconds: float = 600, pace: Pace = USUAL, person: Person = AVERAGE) -> Deadline:
    """Gives a deadline `days` from TODAY."""
    return Deadline(TODAY, StudyDay(TODAY + days), seconds, pace, person)


def make_deck(number: int, *, asked_by: Sequence[int] = (0,)) -> tuple[Card, ...]:
    """Gives cards in three topics; how often they are asked goes round."""
    return tuple(
        make_card(f"card-{place:03}", f"topic-{place % 3}/one", asked_by=asked_by[place % len(asked_by)])
        for place in range(number)
    )


def answers_to(cards: Sequence[Card], *, day: int, taken_ms: int = 15_000) -> list[Event]:
    """Gives a good answer to each of the cards."""
    return [reviewed(card.id, day=day, taken_ms=taken_ms) for card in cards]
