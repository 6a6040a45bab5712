"""`aiquiz topics`: what there is to learn, and how far it is learnt."""

from typing import TYPE_CHECKING, Any

from aiquiz.cli.options import AsJson, Decks, Html, Levels, Roles, Svg
from aiquiz.cli.output import Result
from aiquiz.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.core.outline import Place, Topic


def topics(
    level: Levels = None,
    role: Roles = None,
    deck: Decks = None,
    *,
    svg: Svg = None,
    html: Html = None,
    json: AsJson = False,
) -> Result:
    """List the topics and subtopics with their cards by level, and how many of them are known.

    Each name is one for --topic.

    Example: aiquiz topics --role mlops-engineer
    """
    from aiquiz.cli.filtered import open_filtered
    from aiquiz.cli.pictures import find_pictures
    from aiquiz.core.outline import take_outline

    pictures = find_pictures(svg, html, as_json=json)
    desk, cards = open_filtered(level, None, None, role, deck)
    if not cards:
        raise UsageError("No card fits all of these filters", "Leave one out.")
    found = take_outline(cards, desk.history.progress, desk.world.rules)

    data = (lambda: {"topics": [_topic(row) for row in found]}) if json else None
    return Result(lambda console: _view(found, console), "topics", data, pictures=pictures)


def _view(found: tuple["Topic", ...], console: "Console") -> "RenderableType":
    from aiquiz.terminal.console import is_plain
    from aiquiz.terminal.topics_view import render_topics

    return render_topics(found, console.width, ascii_only=console.options.ascii_only, in_words=is_plain(console))


def _topic(row: "Topic") -> dict[str, Any]:
    return {**_place(row.place), "subtopics": [_place(place) for place in row.subtopics]}


def _place(place: "Place") -> dict[str, Any]:
    from aiquiz.cli.stats_data import mastery_data

    return {**mastery_data(place.mastery), "cards": place.cards, "levels": dict(place.levels)}
