"""What is said when a filter leaves no card to ask now."""

from typing import TYPE_CHECKING

from aiquiz.cli.output import Result
from aiquiz.cli.wiring import Desk
from aiquiz.core.goal import is_running
from aiquiz.core.headings import Headed
from aiquiz.core.limits import NOTHING_HELD, DayLimits, Held, rest_of_day
from aiquiz.core.selection import choose_new, next_due_on, unsuspended
from aiquiz.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def nothing_to_do(
    desk: Desk, cards: tuple[Headed, ...], held: Held = NOTHING_HELD, more: str = "", filters: str = ""
) -> Result:
    """Says when the next card is due, what the day's limits hold back, or that no card fits the filters at all.

    `more` says how to go on where something is held back; `filters` are the options that let the cards through.
    """
    if not cards:
        raise UsageError("No card fits all of these filters", "Leave one out.")
    progress, today = desk.history.progress, desk.world.today
    next_on = next_due_on(cards, progress, today, desk.world.rules)
    room = rest_of_day(DayLimits(desk.world.loaded.settings.new_cards_a_day), progress.days, today).new
    new = len(choose_new(cards, progress, today)) if room or is_running(progress.goal, today) else 0
    suspended = len(cards) - len(unsuspended(cards, progress))

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.summary_view import render_enough, render_nothing_due

        if any(held):
            return render_enough(held, more)

        return render_nothing_due(next_on, today, new, suspended, filters)

    return Result(view, is_unwrapped=True)
