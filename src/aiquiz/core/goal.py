"""A goal: to know the cards of a scope on a date. What belongs to it, whether it is running, how it went."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from aiquiz.core.days import StudyDay, study_day, to_date
from aiquiz.core.events import Planned
from aiquiz.core.headings import Headed
from aiquiz.core.progress import Progress
from aiquiz.core.selection import Filter


def goal_day(goal: Planned) -> StudyDay:
    """Gives the study day of a goal's date; a goal that ends another has none: ValueError."""
    if goal.on is None:
        raise ValueError("this ends a goal and has no date")
    return StudyDay(goal.on.toordinal())


def is_running(goal: Planned | None, today: StudyDay) -> bool:
    """Says whether there is a goal whose date has not passed: its own day still belongs to it."""
    return goal is not None and goal.on is not None and goal_day(goal) >= today


def scope_filter(goal: Planned) -> Filter:
    """Gives the filter that a goal's scope is."""
    return Filter(goal.levels, goal.topics, goal.tags, goal.roles, goal.decks)


def choose_scope(cards: Iterable[Headed], goal: Planned) -> tuple[Headed, ...]:
    """Gives the cards of a goal; where it is cut to the most asked ones, those, in the order of the bank."""
    admits = scope_filter(goal).admits
    admitted = [card for card in cards if admits(card)]
    if goal.most_asked is None or goal.most_asked >= len(admitted):
        return tuple(admitted)
    kept = {card.id for card in rank_by_asking(admitted)[: goal.most_asked]}
    return tuple(card for card in admitted if card.id in kept)


def rank_by_asking(cards: Iterable[Headed]) -> list[Headed]:
    """Gives the cards, the most asked ones first."""
    return sorted(cards, key=lambda card: (-card.asked_by, card.id))


class Outcome(NamedTuple):
    """How it went until a goal's date: days and minutes studied beside those planned, cards seen, memory tested."""

    on: date
    days_planned: int
    days_studied: int
    minutes_planned: int
    minutes_studied: float
    cards: int
    seen: int
    tested: int
    retained: int


def take_outcome(scope: Iterable[Headed], progress: Progress, goal: Planned, rollover_hour: int) -> Outcome:
    """Gives how it went from the day on which a goal was set up to the day before its date, or that day itself."""
    end, start = goal_day(goal), study_day(goal.at, goal.offset_minutes, rollover_hour)
    cards = list(scope)
    tallies = [tally for day, tally in progress.days.items() if start <= day <= end]
    days_planned = max(1, end - start)
    return Outcome(
        on=to_date(end),
        days_planned=days_planned,
        days_studied=len(tallies),
        minutes_planned=days_planned * goal.minutes,
        minutes_studied=sum(tally.taken_ms for tally in tallies) / 60_000,
        cards=len(cards),
        seen=sum(card.id in progress.standings for card in cards),
        tested=sum(tally.tested for tally in tallies),
        retained=sum(tally.retained for tally in tallies),
    )
