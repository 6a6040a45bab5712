"""Sets and ends goals, and gives the results that `plan` shows of them."""

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from aiquiz.cli.output import Result
from aiquiz.cli.plan_data import outcome_data, plan_data
from aiquiz.cli.stamps import SystemClock
from aiquiz.cli.wiring import Desk
from aiquiz.core.days import to_date
from aiquiz.core.events import Planned
from aiquiz.core.goal import choose_scope, is_running, scope_filter, take_outcome
from aiquiz.core.headings import Headed
from aiquiz.core.selection import Filter, unsuspended
from aiquiz.errors import UsageError
from aiquiz.store.append import Appender

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

USUAL_MINUTES = 20
_FURTHEST_DAYS = 3650


class Wish(NamedTuple):
    """What was asked for on the command line; what is empty is to stay as it is."""

    on: str | None
    minutes: int | None
    chosen: Filter
    most_asked: int | None

    @property
    def is_something(self) -> bool:
        """Whether anything is to change."""
        return self.on is not None or bool(self.minutes or self.most_asked or any(self.chosen))


def change_goal(desk: Desk, wish: Wish) -> Planned:
    """Stores the goal that was asked for; what was not asked for stays as in the goal before, where one is running."""
    before = desk.history.progress.goal if is_running(desk.history.progress.goal, desk.world.today) else None
    if before is None and wish.on is None:
        raise UsageError("There is no goal to change", "Give it a date, as in --date 2026-12-12.")
    on = _read_date(wish.on, to_date(desk.world.today)) if wish.on is not None else before.on if before else None
    scope = wish.chosen if any(wish.chosen) or before is None else scope_filter(before)
    keeps_cut = before is not None and not any(wish.chosen)
    most_asked = wish.most_asked or (before.most_asked if keeps_cut and before else None)
    stamp = SystemClock(desk.history.snapshot.last_id or None).stamp()
    goal = Planned(
        *stamp.head,
        on,
        wish.minutes or (before.minutes if before else USUAL_MINUTES),
        most_asked=most_asked,
        **scope._asdict(),
    )
    _scope_of(desk, goal)
    with Appender(desk.world.own_log) as appender:
        appender.append(goal)
    return goal


def end_goal(desk: Desk, *, json: bool) -> Result:
    """Stores that the goal is over."""
    goal = desk.history.progress.goal
    if goal is None or goal.on is None:
        return show_no_goal(json=json)
    stamp = SystemClock(desk.history.snapshot.last_id or None).stamp()
    with Appender(desk.world.own_log) as appender:
        appender.append(Planned(*stamp.head, None))

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.plan_view import render_ended

        return render_ended()

    return Result(view, "plan", _no_goal_data if json else None)


def _read_date(text: str, today: date) -> date:
    try:
        on = date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{text!r} is not a date", f"Write it as year-month-day, as in {today}.") from None
    if on < today:
        raise UsageError(f"{on} has passed; today is {today}", "Give today or a later day.")
    if (on - today).days > _FURTHEST_DAYS:
        raise UsageError(f"{on} is more than ten years away", "Is the year right?")
    return on


def _scope_of(desk: Desk, goal: Planned) -> tuple[Headed, ...]:
    scope = choose_scope(unsuspended(desk.cards, desk.history.progress), goal)
    if not scope:
        raise UsageError("No card fits the goal's filters", "Give others: aiquiz plan --topic … or --level …")
    return scope


def show_plan(desk: Desk, goal: Planned, *, json: bool) -> Result:
    """Gives what a running goal comes to."""
    from aiquiz.core.plan import take_plan

    found = take_plan(_scope_of(desk, goal), desk.history.progress, goal, desk.world.today)

    def view(console: "Console") -> "RenderableType":
        from aiquiz.terminal.console import is_plain
        from aiquiz.terminal.plan_view import render_plan

        cut = found.cut.cards if found.cut else ()
        questions = [desk.find(card.id).question for card in cut[:10]]
        if is_plain(console):
            from aiquiz.terminal.plain_plan import read_plan

            return read_plan(found, questions)
        return render_plan(found, questions, console.width, ascii_only=console.options.ascii_only)

    return Result(view, "plan", (lambda: plan_data(found)) if json else None)


def show_outcome(desk: Desk, goal: Planned, *, json: bool) -> Result:
    """Gives how it went until a date that has passed."""
    scope = choose_scope(desk.cards, goal)
    found = take_outcome(scope, desk.history.progress, goal, desk.world.rules.rollover_hour)

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.plan_view import render_outcome

        return render_outcome(found)

    return Result(view, "plan", (lambda: outcome_data(found)) if json else None)


def show_no_goal(*, json: bool) -> Result:
    """Gives how to set a goal."""

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.plan_view import render_no_goal

        return render_no_goal()

    return Result(view, "plan", _no_goal_data if json else None)


def _no_goal_data() -> dict[str, Any]:
    return {"state": "none"}
