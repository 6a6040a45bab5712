"""`aiquiz stats`: how it is going."""

from typing import TYPE_CHECKING

from aiquiz.cli.options import AsJson, Levels, Roles, Tags, Topics
from aiquiz.cli.output import Result
from aiquiz.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def stats(
    level: Levels = None, topic: Topics = None, tag: Tags = None, role: Roles = None, *, json: AsJson = False
) -> Result:
    """Show retention, streak, calendar, forecast, and how each level and topic stands.

    Example: aiquiz stats --json
    """
    from aiquiz.cli.options import make_filter
    from aiquiz.cli.stats_data import stats_data
    from aiquiz.cli.wiring import open_desk
    from aiquiz.core.stats import take_stats

    desk = open_desk()
    chosen = make_filter(desk.cards, level, topic, tag, role)
    cards = [card for card in desk.cards if chosen.admits(card)]
    if not cards:
        raise UsageError("No card fits all of these filters", "Leave one out.")
    is_part = len(cards) < len(desk.cards)
    found = take_stats(cards, desk.history.progress, desk.world.today, desk.world.rules, is_part=is_part)

    def view(console: "Console") -> "RenderableType":
        from aiquiz.terminal.stats_view import render_stats

        return render_stats(found, console.width, ascii_only=console.options.ascii_only)

    return Result(view, "stats", (lambda: stats_data(found)) if json else None)
