"""What a goal asks for today: its cards by what they are worth for the date, as many as fit into the minutes."""

from collections.abc import Iterable
from typing import NamedTuple

from aiquiz.core.backlog import Portion, cut_to_time
from aiquiz.core.days import StudyDay
from aiquiz.core.events import Planned
from aiquiz.core.gain import trace_of
from aiquiz.core.goal import goal_day, rank_by_asking
from aiquiz.core.headings import Headed
from aiquiz.core.pace import take_pace
from aiquiz.core.planner import Deadline, choose_for_date
from aiquiz.core.progress import Progress, is_unfinished
from aiquiz.core.selection import askable, interleave

MINUTE_S = 60


class Agenda(NamedTuple):
    """Today's cards in order, with the seconds they take; the seconds of today's minutes that were spent before."""

    queue: tuple[Headed, ...]
    seconds: float
    spent_s: float
    days_left: int


def deadline_of(goal: Planned, progress: Progress, today: StudyDay) -> Deadline:
    """Gives what the planner is told of a goal and of the learner."""
    pace, person = take_pace(progress.days, today), progress.fit.person
    return Deadline(today, goal_day(goal), goal.minutes * MINUTE_S, pace, person)


def make_agenda(
    scope: Iterable[Headed], progress: Progress, goal: Planned, today: StudyDay, minutes: float | None = None
) -> Agenda:
    """Gives today's agenda: what is left of the goal's minutes today, or as many as are asked for."""
    spent_s = progress.days[today].taken_ms / 1000 if today in progress.days else 0.0
    room_s = goal.minutes * MINUTE_S - spent_s if minutes is None else minutes * MINUTE_S
    portion = Portion((), 0.0, 0)
    if room_s > 0:
        portion = cut_to_time(rank_for_goal(scope, progress, goal, today), progress, today, room_s)
    queue = tuple(interleave(portion.cards))
    return Agenda(queue, portion.seconds, spent_s, goal_day(goal) - today)


def rank_for_goal(scope: Iterable[Headed], progress: Progress, goal: Planned, today: StudyDay) -> list[Headed]:
    """Gives the cards worth asking today, the best first, new ones by how often they are asked.

    Those left unfinished today come before all.
    """
    cards = rank_by_asking(askable(scope, progress, today))
    standings = [progress.standings.get(card.id) for card in cards]
    unfinished = [
        card for card, standing in zip(cards, standings, strict=True) if standing and is_unfinished(standing, today)
    ]
    places = choose_for_date([trace_of(standing) for standing in standings], deadline_of(goal, progress, today))
    first = {card.id for card in unfinished}
    return unfinished + [cards[place] for place in places if cards[place].id not in first]
