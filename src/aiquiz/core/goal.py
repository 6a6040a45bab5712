"""A goal: to know the cards of a scope on a date. What belongs to it, and how many days are left."""

from collections.abc import Iterable

from aiquiz.core.cards import Headed
from aiquiz.core.days import StudyDay
from aiquiz.core.events import Planned
from aiquiz.core.selection import Filter


def goal_day(goal: Planned) -> StudyDay:
    """Gives the study day of a goal's date; a goal that ends another has none: ValueError."""
    if goal.on is None:
        raise ValueError("this ends a goal and has no date")
    return StudyDay(goal.on.toordinal())


def is_running(goal: Planned | None, today: StudyDay) -> bool:
    """Says whether there is a goal whose date has not passed: its own day still belongs to it."""
    return goal is not None and goal.on is not None and goal_day(goal) >= today


def choose_scope(cards: Iterable[Headed], goal: Planned) -> tuple[Headed, ...]:
    """Gives the cards of a goal; where it is cut to the most asked ones, those, in the order of the bank."""
    admits = Filter(goal.levels, goal.topics, goal.tags, goal.roles).admits
    admitted = [card for card in cards if admits(card)]
    if goal.most_asked is None or goal.most_asked >= len(admitted):
        return tuple(admitted)
    kept = {card.id for card in rank_by_asking(admitted)[: goal.most_asked]}
    return tuple(card for card in admitted if card.id in kept)


def rank_by_asking(cards: Iterable[Headed]) -> list[Headed]:
    """Gives the cards, the most asked ones first."""
    return sorted(cards, key=lambda card: (-card.asked_by, card.id))
