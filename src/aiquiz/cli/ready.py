"""`aiquiz ready`: how likely a card of each topic is known, now and on the date."""

from typing import TYPE_CHECKING

from aiquiz.cli.options import AsJson, Decks, Html, Levels, Roles, Svg, Tags, Topics
from aiquiz.cli.output import Result
from aiquiz.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.cli.wiring import Desk
    from aiquiz.core.headings import Heading


def ready(
    level: Levels = None,
    topic: Topics = None,
    tag: Tags = None,
    role: Roles = None,
    deck: Decks = None,
    *,
    svg: Svg = None,
    html: Html = None,
    json: AsJson = False,
) -> Result:
    """Show one figure a topic: the chance of knowing a card of it now, and on the date of the goal.

    Without a goal the second figure is for two weeks from now, without study.

    Example: aiquiz ready --role ml-engineer
    """
    from aiquiz.cli.filtered import open_filtered
    from aiquiz.cli.pictures import find_pictures

    pictures = find_pictures(svg, html, as_json=json)
    return _ready_result(*open_filtered(level, topic, tag, role, deck), as_json=json)._replace(pictures=pictures)


def _ready_result(desk: "Desk", cards: tuple["Heading", ...], *, as_json: bool) -> Result:
    from aiquiz.cli.plan_data import ready_data
    from aiquiz.core.readiness import take_readiness
    from aiquiz.core.selection import unsuspended

    if not cards:
        raise UsageError("No card fits all of these filters", "Leave one out.")
    if not unsuspended(cards, desk.history.progress):
        raise UsageError("All of these cards are suspended", "`aiquiz suspended` lists them and resumes them.")
    found = take_readiness(desk.cards, cards, desk.history.progress, desk.world.today)

    def view(console: "Console") -> "RenderableType":
        from aiquiz.terminal.console import is_plain
        from aiquiz.terminal.ready_view import render_ready

        if is_plain(console):
            from aiquiz.terminal.plain_plan import read_ready

            return read_ready(found)
        return render_ready(found, console.width)

    return Result(view, "ready", (lambda: ready_data(found)) if as_json else None)
