"""`aiquiz` alone: what there is to do, and the command to type next."""

from typing import TYPE_CHECKING

from aiquiz.cli.output import Result

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def home() -> Result:
    """Gives the home screen."""
    from aiquiz.cli.wiring import open_desk
    from aiquiz.core.summary import take_home

    desk = open_desk()
    today = desk.world.today
    settings = desk.world.loaded.settings
    found = take_home(desk.cards, desk.history.progress, today, desk.world.rules, settings.new_cards_a_day)

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.summary_view import render_home

        return render_home(found, today)

    return Result(view)
