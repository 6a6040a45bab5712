"""`aiquiz review`: what is due and nothing else; the best minutes of a backlog, reviews ahead of time, and drills."""

from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.cli.options import Levels, Limit, Minutes, Roles, Tags, Topics
from aiquiz.errors import UsageError

if TYPE_CHECKING:
    from aiquiz.cli.wiring import Desk
    from aiquiz.core.cards import Headed

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
    limit: Limit = None,
    minutes: Minutes = None,
    ahead: Ahead = None,
    *,
    cram: Cram = False,
) -> object:
    """Repeat the due cards only; says when the next one is due if there is none.

    With --minutes it takes those that are worth most for the time they take, out of any backlog.

    Example: aiquiz review --minutes 15
    """
    from aiquiz.cli.filtered import open_filtered
    from aiquiz.cli.study import sit_or_say

    if cram and ahead is not None:
        raise UsageError("A drill has no dates to be ahead of", "Leave out --ahead or --cram.")
    desk, cards = open_filtered(level, topic, tag, role)
    queue = _choose(desk, cards, minutes, ahead, limit, cram=cram)[:limit]
    return sit_or_say(desk, cards, queue, "drill" if cram else "", is_cram=cram)


def _choose(
    desk: "Desk",
    cards: tuple["Headed", ...],
    minutes: float | None,
    ahead: int | None,
    limit: int | None,
    *,
    cram: bool,
) -> tuple["Headed", ...]:
    from aiquiz.core.selection import Limits, choose_due, choose_session, interleave

    progress, today, rules = desk.history.progress, desk.world.today, desk.world.rules
    if minutes is None and ahead is None and not cram:
        return choose_session(cards, progress, today, rules, Limits(0, None))
    from aiquiz.core.backlog import choose_ahead, choose_cram, cut_to_time

    if cram:
        chosen = choose_cram(cards, progress, today)
    elif ahead is not None:
        chosen = choose_ahead(cards, progress, today, rules, ahead)
    else:
        from aiquiz.cli.backlog_note import take_best

        return take_best(desk, choose_due(cards, progress, today, rules), minutes or 0, limit)
    if minutes is not None:
        chosen = list(cut_to_time(chosen, progress, today, minutes * 60).cards)
    return tuple(interleave(chosen))
