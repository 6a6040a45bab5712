"""`aiquiz study`: what is due, then what is new."""

from typing import Annotated

import typer

from aiquiz.cli.options import Levels, Limit, Roles, Tags, Topics
from aiquiz.core.selection import NEW_CARDS_A_SESSION

NewCards = Annotated[int, typer.Option("--new", min=0, metavar="N", help="At most so many new cards.")]


def study(
    level: Levels = None,
    topic: Topics = None,
    tag: Tags = None,
    role: Roles = None,
    limit: Limit = None,
    new: NewCards = NEW_CARDS_A_SESSION,
) -> object:
    """Learn: the due cards first, then new ones, the most asked first.

    Filters combine; each may be given more than once.

    Example: aiquiz study --level beginner --topic mlops --new 5
    """
    from aiquiz.cli.options import make_filter
    from aiquiz.cli.wiring import open_desk
    from aiquiz.core.selection import Limits, choose_session

    desk = open_desk()
    chosen = make_filter(desk.cards, level, topic, tag, role)
    cards = tuple(card for card in desk.cards if chosen.admits(card))
    queue = choose_session(cards, desk.history.progress, desk.world.today, desk.world.rules, Limits(new, limit))
    if not queue:
        from aiquiz.cli.nothing import nothing_to_do

        return nothing_to_do(desk, cards)
    from aiquiz.cli.sitting import sit

    return sit(desk, queue)
