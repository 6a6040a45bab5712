"""How likely cards are known: now, on a date, topic by topic; each card alike, and by how often it is asked."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aiquiz.core.agenda import deadline_of
from aiquiz.core.course import play_out
from aiquiz.core.days import StudyDay
from aiquiz.core.gain import Trace, recall, trace_of
from aiquiz.core.goal import choose_scope, goal_day, is_running, rank_by_asking
from aiquiz.core.headings import CardId, Headed
from aiquiz.core.pace import take_pace
from aiquiz.core.progress import Progress
from aiquiz.core.schedulers.fsrs import Person
from aiquiz.core.selection import unsuspended

TWO_WEEKS = 14


class Chance(NamedTuple):
    """The share of the cards expected to be known: each card alike, and weighted by how often it is asked."""

    plain: float
    weighted: float


class ReadyRow(NamedTuple):
    """A topic, or all: its cards, those never seen, and the chance of knowing one of them now and then."""

    name: str
    cards: int
    unseen: int
    now: Chance
    then: Chance


class Ready(NamedTuple):
    """Readiness now and on a day: that of the goal, with its plan; without a goal two weeks from now, without study.

    `new_known` is what a card never seen counts for: the share of new cards that are known at sight.
    """

    today: StudyDay
    on: StudyDay
    is_planned: bool
    total: ReadyRow
    topics: tuple[ReadyRow, ...]
    new_known: float


def weight(card: Headed) -> int:
    """Gives what a card counts for: by how many lists ask it, one at least."""
    return max(1, card.asked_by)


def take_chances(traces: Sequence[Trace | None], day: StudyDay, person: Person, new_known: float) -> list[float]:
    """Gives each card's chance of being known on a day; one never seen has that of a new card."""
    return [new_known if trace is None else recall(trace, day, person) for trace in traces]


def mean_chance(cards: Sequence[Headed], chances: Sequence[float], places: Sequence[int]) -> Chance:
    """Gives the means over the cards at some places (one at least)."""
    weights = [weight(cards[place]) for place in places]
    weighted = sum(chances[place] * part for place, part in zip(places, weights, strict=True)) / sum(weights)
    return Chance(sum(chances[place] for place in places) / len(places), weighted)


def places_by_topic(cards: Sequence[Headed], shown: Iterable[int]) -> dict[str, list[int]]:
    """Gives the places of each topic's cards, the topics by name."""
    found: dict[str, list[int]] = {}
    for place in shown:
        found.setdefault(cards[place].topic, []).append(place)
    return dict(sorted(found.items()))


def take_readiness(bank: Iterable[Headed], shown: Iterable[Headed], progress: Progress, today: StudyDay) -> Ready:
    """Gives how ready the learner is for the cards shown, one at least that is not suspended.

    Where a goal is running and has some of them, for those.
    """
    wanted = {card.id for card in unsuspended(shown, progress)}
    everything, goal = unsuspended(bank, progress), progress.goal
    scope = choose_scope(everything, goal) if goal is not None and is_running(goal, today) else ()
    is_planned = any(card.id in wanted for card in scope)
    cards = rank_by_asking(scope if is_planned else everything)
    traces = [trace_of(progress.standings.get(card.id)) for card in cards]
    pace, person = take_pace(progress.days, today), progress.fit.person
    day, later = StudyDay(today + TWO_WEEKS), traces
    if goal is not None and is_planned:
        day = goal_day(goal)
        spent_s = progress.days[today].taken_ms / 1000 if today in progress.days else 0.0
        later = list(play_out(traces, deadline_of(goal, progress, today), person, spent_s).traces)
    now = take_chances(traces, today, person, pace.new_known)
    then = take_chances(later, day, person, pace.new_known)
    total, *topics = _rows(cards, wanted, traces, now, then)
    return Ready(today, day, is_planned, total, tuple(topics), pace.new_known)


def _rows(
    cards: Sequence[Headed],
    wanted: set[CardId],
    traces: Sequence[Trace | None],
    now: Sequence[float],
    then: Sequence[float],
) -> tuple[ReadyRow, ...]:
    """Gives the row of all, and then one a topic."""

    def row(name: str, places: Sequence[int]) -> ReadyRow:
        unseen = sum(traces[place] is None for place in places)
        return ReadyRow(name, len(places), unseen, mean_chance(cards, now, places), mean_chance(cards, then, places))

    shown = [place for place, card in enumerate(cards) if card.id in wanted]
    return row("all", shown), *(row(name, places) for name, places in places_by_topic(cards, shown).items())
