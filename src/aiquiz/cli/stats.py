"""`aiquiz stats`: how it is going."""

from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.cli.options import AsJson, Decks, Html, Levels, Roles, Svg, Tags, Topics
from aiquiz.cli.output import Result
from aiquiz.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.cli.wiring import Desk
    from aiquiz.core.selection import Filter


Memory = Annotated[bool, typer.Option("--memory", help="How good the predictions of recall are, and how you forget.")]


def stats(
    level: Levels = None,
    topic: Topics = None,
    tag: Tags = None,
    role: Roles = None,
    deck: Decks = None,
    *,
    memory: Memory = False,
    svg: Svg = None,
    html: Html = None,
    json: AsJson = False,
) -> Result:
    """Show retention, streak, calendar, forecast, and how each level and topic stands.

    Example: aiquiz stats --topic mlops --svg mlops.svg
    """
    from aiquiz.cli.pictures import find_pictures

    pictures = find_pictures(svg, html, as_json=json)
    if memory:
        from aiquiz.cli.memory import memory_result

        is_filtered = any((level, topic, tag, role, deck))
        return memory_result(is_filtered=is_filtered, as_json=json)._replace(pictures=pictures)
    from aiquiz.cli.options import make_filter
    from aiquiz.cli.wiring import open_desk

    desk = open_desk()
    result = _stats_result(desk, make_filter(desk.cards, level, topic, tag, role, deck), as_json=json)
    return result._replace(pictures=pictures)


def _stats_result(desk: "Desk", chosen: "Filter", *, as_json: bool) -> Result:
    from aiquiz.cli.stats_data import stats_data
    from aiquiz.core.stats import take_stats

    cards = [card for card in desk.cards if chosen.admits(card)]
    if not cards:
        raise UsageError("No card fits all of these filters", "Leave one out.")
    is_part = len(cards) < len(desk.cards)
    found = take_stats(cards, desk.history.progress, desk.world.today, desk.world.rules, is_part=is_part)

    def view(console: "Console") -> "RenderableType":
        from aiquiz.terminal.console import is_plain
        from aiquiz.terminal.stats_view import render_stats

        if is_plain(console):
            from aiquiz.terminal.plain_stats import read_stats

            return read_stats(found)
        return render_stats(found, console.width, ascii_only=console.options.ascii_only)

    return Result(view, "stats", (lambda: stats_data(found)) if as_json else None)
