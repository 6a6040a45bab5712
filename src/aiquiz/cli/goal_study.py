"""Studying for a goal: today's agenda, and what is said when its minutes are done."""

from typing import TYPE_CHECKING

from aiquiz.cli.output import Result, say
from aiquiz.cli.wiring import Desk
from aiquiz.core.agenda import Agenda, make_agenda
from aiquiz.core.events import Planned
from aiquiz.core.goal import choose_scope, goal_day, is_running
from aiquiz.core.headings import Headed
from aiquiz.core.selection import unsuspended
from aiquiz.terminal.durations import say_days_left

_TOLD_DAYS = 14

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def study_for_goal(
    desk: Desk, cards: tuple[Headed, ...], *, limit: int | None, new: int | None, minutes: float | None
) -> object | None:
    """Runs a sitting over today's agenda; None when the cards asked for lie outside the goal."""
    goal, progress, today = desk.history.progress.goal, desk.history.progress, desk.world.today
    if goal is None or not is_running(goal, today):
        tell_passed(desk)
        return None
    asked_for = {card.id for card in cards}
    scope = [card for card in choose_scope(unsuspended(desk.cards, progress), goal) if card.id in asked_for]
    if not scope:
        return None
    agenda = make_agenda(scope, progress, goal, today, minutes)
    queue = _limited(desk, agenda.queue, limit, new)
    if not queue:
        return _say_nothing(agenda, goal, is_more=minutes is not None)
    from aiquiz.cli.sitting import sit

    return sit(desk, queue, note=say_days_left(agenda.days_left))


def tell_passed(desk: Desk) -> None:
    """Says for two weeks that a goal's date has passed; studying is back to normal by itself."""
    goal, today = desk.history.progress.goal, desk.world.today
    if goal is not None and goal.on is not None and 0 < today - goal_day(goal) <= _TOLD_DAYS:
        say(f"Your date, {goal.on}, has passed: `aiquiz plan` says how it went, `aiquiz plan --clear` ends this note.")


def _limited(desk: Desk, queue: tuple[Headed, ...], limit: int | None, new: int | None) -> tuple[Headed, ...]:
    if new is not None:
        seen = desk.history.progress.standings
        fresh = [card.id for card in queue if card.id not in seen]
        dropped = set(fresh[new:])
        queue = tuple(card for card in queue if card.id not in dropped)
    return queue if limit is None else queue[:limit]


def _say_nothing(agenda: Agenda, goal: Planned, *, is_more: bool) -> Result:
    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.plan_view import render_no_agenda

        return render_no_agenda(agenda, goal, is_more=is_more)

    return Result(view)
