"""`aiquiz plan`: the goal. Sets it, shows what it comes to, ends it."""

from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.cli.options import AsJson, Decks, Html, Levels, Roles, Svg, Tags, Topics, make_filter
from aiquiz.cli.output import Result
from aiquiz.errors import UsageError

if TYPE_CHECKING:
    from aiquiz.cli.goals import Wish
    from aiquiz.cli.wiring import Desk

When = Annotated[str | None, typer.Option("--date", "-d", metavar="YYYY-MM-DD", help="The day of the interview.")]
DailyMinutes = Annotated[
    int | None, typer.Option("--minutes", "-m", min=1, max=1440, metavar="N", help="The minutes that you have a day.")
]
MostAsked = Annotated[
    int | None, typer.Option("--most-asked", min=1, metavar="N", help="Only so many cards, the most asked ones.")
]
Clear = Annotated[bool, typer.Option("--clear", help="End the goal; what was learnt stays.")]


def plan(
    date: When = None,
    minutes: DailyMinutes = None,
    level: Levels = None,
    topic: Topics = None,
    tag: Tags = None,
    role: Roles = None,
    deck: Decks = None,
    most_asked: MostAsked = None,
    *,
    clear: Clear = False,
    svg: Svg = None,
    html: Html = None,
    json: AsJson = False,
) -> Result:
    """Set a date to be ready for, and show what will be known on it; `study` follows the plan until then.

    Without options it shows the goal; with a goal, an option changes that part of it. For a wider scope end it first.

    Example: aiquiz plan --date 2026-12-12 --minutes 20 --level intermediate
    """
    from aiquiz.cli.goals import Wish
    from aiquiz.cli.pictures import find_pictures
    from aiquiz.cli.wiring import open_desk

    pictures, desk = find_pictures(svg, html, as_json=json), open_desk()
    wish = Wish(date, minutes, make_filter(desk.cards, level, topic, tag, role, deck), most_asked)
    if clear and (wish.is_something or pictures):
        raise UsageError("--clear ends the goal and takes no other option", "Leave out one of them.")
    return _show(desk, None if clear else wish, json=json)._replace(pictures=pictures)


def _show(desk: "Desk", wish: "Wish | None", *, json: bool) -> Result:
    """Gives the goal as it is wished; without a wish it is ended."""
    from aiquiz.cli.goals import change_goal, end_goal, show_no_goal, show_outcome, show_plan
    from aiquiz.core.goal import is_running

    if wish is None:
        return end_goal(desk, json=json)
    goal = change_goal(desk, wish) if wish.is_something else desk.history.progress.goal
    if goal is None or goal.on is None:
        return show_no_goal(json=json)
    if not is_running(goal, desk.world.today):
        return show_outcome(desk, goal, json=json)
    return show_plan(desk, goal, json=json)
