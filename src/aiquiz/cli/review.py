"""`aiquiz review`: what is due and nothing else; the best minutes of a backlog, reviews ahead of time, and drills."""

from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.cli.options import Decks, Hints, Levels, Limit, Minutes, Roles, Tags, Topics, Typed, write_filters
from aiquiz.errors import UsageError

if TYPE_CHECKING:
    from aiquiz.cli.day_limits import Asked
    from aiquiz.cli.wiring import Desk
    from aiquiz.core.headings import Headed

Ahead = Annotated[
    int | None,
    typer.Option("--ahead", min=1, max=3650, metavar="DAYS", help="Also what is due within so many days."),
]
Cram = Annotated[bool, typer.Option("--cram", help="Drill what was ever answered; the schedule stays as it is.")]


def review(
    level: Levels = None,
    topic: Topics = None,
    tag: Tags = None,
    role: Roles = None,
    deck: Decks = None,
    limit: Limit = None,
    minutes: Minutes = None,
    ahead: Ahead = None,
    *,
    cram: Cram = False,
    typed: Typed = None,
    hints: Hints = None,
) -> object:
    """Repeat the due cards only; says when the next one is due if there is none.

    With --minutes those that are worth most for their time; --limit goes before the day's limit of reviews.

    Example: aiquiz review --minutes 15
    """
    from aiquiz.cli.filtered import open_filtered

    if cram and ahead is not None:
        raise UsageError("A drill has no dates to be ahead of", "Leave out --ahead or --cram.")
    desk, cards = open_filtered(level, topic, tag, role, deck, typed=typed, hints=hints)
    from aiquiz.cli.day_limits import Asked

    filters = write_filters(level, topic, tag, role, deck)
    asked = Asked(new=0, reviews=limit, minutes=minutes, is_review=True, filters=filters)
    return _review_within(desk, cards, asked, ahead, cram=cram)


def _review_within(
    desk: "Desk", cards: tuple["Headed", ...], asked: "Asked", ahead: int | None, *, cram: bool
) -> object:
    """Runs a sitting over what is to be repeated; says how to go on where there is nothing."""
    from aiquiz.cli.day_limits import say_enough
    from aiquiz.cli.study import sit_or_say

    queue = _choose(desk, cards, asked, ahead, cram=cram)[: asked.reviews]
    if queue or cram or ahead is not None:
        return sit_or_say(desk, cards, queue, "drill" if cram else "", is_cram=cram)
    return say_enough(desk, cards, asked)


def _choose(
    desk: "Desk", cards: tuple["Headed", ...], asked: "Asked", ahead: int | None, *, cram: bool
) -> tuple["Headed", ...]:
    from aiquiz.cli.day_limits import session_minutes
    from aiquiz.core.selection import interleave

    progress, today, rules = desk.history.progress, desk.world.today, desk.world.rules
    minutes = session_minutes(desk, asked.minutes)
    if not cram and ahead is None:
        return _choose_due(desk, cards, asked, minutes)
    from aiquiz.core.backlog import choose_ahead, choose_cram, cut_to_time

    chosen = choose_cram(cards, progress, today) if cram else choose_ahead(cards, progress, today, rules, ahead or 0)
    if minutes is not None:
        chosen = list(cut_to_time(chosen, progress, today, minutes * 60).cards)
    return tuple(interleave(chosen))


def _choose_due(
    desk: "Desk", cards: tuple["Headed", ...], asked: "Asked", minutes: float | None
) -> tuple["Headed", ...]:
    """Gives the due cards that the day's limit has room for, unless a number of them is asked for."""
    from aiquiz.cli.day_limits import choose_within, limits_now
    from aiquiz.core.selection import cap_reviews, choose_due

    if minutes is None:
        return choose_within(desk, cards, asked)
    from aiquiz.cli.backlog_note import take_best

    progress, today = desk.history.progress, desk.world.today
    due = choose_due(cards, progress, today, desk.world.rules)
    room = len(cap_reviews(due, progress, today, limits_now(desk, asked).reviews))
    room = room if asked.reviews is None else asked.reviews
    return take_best(desk, due, minutes, room) if room else ()
