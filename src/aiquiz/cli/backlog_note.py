"""The best minutes of a backlog, and what is said of the rest of it."""

from aiquiz.cli.output import say
from aiquiz.cli.wiring import Desk
from aiquiz.core.backlog import NEXT_DAYS, Budget, choose_best, days_to_clear
from aiquiz.core.goal import goal_day, is_running
from aiquiz.core.headings import Headed
from aiquiz.core.selection import interleave
from aiquiz.terminal.durations import count


def take_best(desk: Desk, due: list[Headed], minutes: float, limit: int | None = None) -> tuple[Headed, ...]:
    """Gives the due cards that fit into the minutes and are worth most, for the goal's date or the next thirty days."""
    progress, today, rules = desk.history.progress, desk.world.today, desk.world.rules
    goal = progress.goal
    ahead_days = (goal_day(goal) - today,) if goal and is_running(goal, today) else NEXT_DAYS
    portion = choose_best(due, progress, today, rules, Budget(minutes * 60, ahead_days))
    taken = portion.cards[:limit]
    if left := portion.left + len(portion.cards) - len(taken):
        _say_left(desk, left, len(taken))
    return tuple(interleave(taken))


def _say_left(desk: Desk, left: int, taken: int) -> None:
    """Says that the others can wait, and how they are spread; a backlog is nobody's fault."""
    days = days_to_clear(left, taken, desk.cards, desk.history.progress, desk.world.rules)
    spread = f"; at {taken} a day they have had their turn in about {count(days, 'day')}" if days else ""
    say(f"The best {count(taken, 'card')} for this time. {count(left, 'other')} can wait{spread}.")
