"""What is said when a filter leaves no card to ask now."""

from typing import TYPE_CHECKING

from aiquiz.cli.output import Result
from aiquiz.cli.wiring import Desk
from aiquiz.core.cards import Headed
from aiquiz.core.selection import next_due_on
from aiquiz.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def nothing_to_do(desk: Desk, cards: tuple[Headed, ...]) -> Result:
    """Says when the next card is due, or that no card fits the filters at all."""
    if not cards:
        raise UsageError("No card fits all of these filters", "Leave one out.")
    progress = desk.history.progress
    next_on = next_due_on(cards, progress, desk.world.rules)
    new = sum(1 for card in cards if card.id not in progress.standings)

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.summary_view import render_nothing_due

        return render_nothing_due(next_on, desk.world.today, new)

    return Result(view)
