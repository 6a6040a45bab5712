"""`aiquiz study`: what is due, then what is new; with a goal, what its plan asks for today."""

from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.cli.options import Levels, Limit, Minutes, Roles, Tags, Topics
from aiquiz.core.selection import NEW_CARDS_A_SESSION

if TYPE_CHECKING:
    from aiquiz.cli.wiring import Desk
    from aiquiz.core.cards import Headed

NewCards = Annotated[
    int | None,
    typer.Option("--new", min=0, metavar="N", help=f"At most so many new cards; without a goal {NEW_CARDS_A_SESSION}."),
]


def study(
    level: Levels = None,
    topic: Topics = None,
    tag: Tags = None,
    role: Roles = None,
    limit: Limit = None,
    new: NewCards = None,
    minutes: Minutes = None,
) -> object:
    """Learn: the due cards first, then new ones, the most asked first; with a goal, what its plan asks for today.

    Filters combine; each may be given more than once.

    Example: aiquiz study --level beginner --topic mlops --new 5
    """
    from aiquiz.cli.filtered import open_filtered

    desk, cards = open_filtered(level, topic, tag, role)
    if (goal := desk.history.progress.goal) is not None and goal.on is not None:
        from aiquiz.cli.goal_study import study_for_goal

        if (result := study_for_goal(desk, cards, limit=limit, new=new, minutes=minutes)) is not None:
            return result
    return sit_or_say(desk, cards, _choose(desk, cards, limit, new, minutes))


def sit_or_say(
    desk: "Desk", cards: tuple["Headed", ...], queue: tuple["Headed", ...], note: str = "", *, is_cram: bool = False
) -> object:
    """Runs a sitting over a queue; says what can be done instead where it is empty."""
    if not queue:
        from aiquiz.cli.nothing import nothing_to_do

        return nothing_to_do(desk, cards)
    from aiquiz.cli.sitting import sit

    return sit(desk, queue, note=note, is_cram=is_cram)


def _choose(
    desk: "Desk", cards: tuple["Headed", ...], limit: int | None, new: int | None, minutes: float | None
) -> tuple["Headed", ...]:
    from aiquiz.core.selection import Limits, choose_session

    limits = Limits(NEW_CARDS_A_SESSION if new is None else new, limit)
    progress, today = desk.history.progress, desk.world.today
    queue = choose_session(cards, progress, today, desk.world.rules, limits)
    if minutes is None or not queue:
        return queue
    from aiquiz.core.backlog import cut_to_time

    return cut_to_time(queue, progress, today, minutes * 60).cards
