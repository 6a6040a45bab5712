"""`aiquiz study`: what is due, then what is new; with a goal, what its plan asks for today."""

from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.cli.options import Decks, Hints, Levels, Limit, Minutes, Roles, Tags, Topics, Typed, write_filters
from aiquiz.errors import UsageError

if TYPE_CHECKING:
    from aiquiz.cli.day_limits import Asked
    from aiquiz.cli.wiring import Desk
    from aiquiz.core.headings import Headed

NewCards = Annotated[
    int | None,
    typer.Option("--new", min=0, metavar="N", help="At most so many new cards, whatever the day's limit is."),
]
Reviews = Annotated[
    int | None,
    typer.Option("--reviews", min=0, metavar="N", help="At most so many due cards, whatever the day's limit is."),
]
Missed = Annotated[
    bool, typer.Option("--missed", help="Only what your last mock interview missed, whether it is due or not.")
]


def study(
    level: Levels = None,
    topic: Topics = None,
    tag: Tags = None,
    role: Roles = None,
    deck: Decks = None,
    limit: Limit = None,
    new: NewCards = None,
    reviews: Reviews = None,
    minutes: Minutes = None,
    *,
    missed: Missed = False,
    typed: Typed = None,
    hints: Hints = None,
) -> object:
    """Learn: the due cards first, then new ones, the most asked first; with a goal, what its plan asks for today.

    Filters combine; each may be given more than once.

    Example: aiquiz study --level beginner --topic mlops --new 5
    """
    from aiquiz.cli.filtered import open_filtered

    desk, cards = open_filtered(level, topic, tag, role, deck, typed=typed, hints=hints)
    if missed:
        return _study_missed(desk, cards, limit, has_more=not (new is reviews is minutes is None))
    from aiquiz.cli.day_limits import Asked

    filters = write_filters(level, topic, tag, role, deck)
    return _study_within(desk, cards, Asked(limit, new, reviews, minutes, filters=filters))


def _study_missed(desk: "Desk", cards: tuple["Headed", ...], limit: int | None, *, has_more: bool) -> object:
    """Runs a sitting over what the last mock interview missed."""
    if has_more:
        raise UsageError(
            "--missed asks all that was missed", "Leave out --new, --reviews and --minutes; --limit cuts it."
        )
    from aiquiz.cli.missed import choose_missed

    return sit_or_say(desk, cards, choose_missed(desk, cards)[:limit], "missed")


def _study_within(desk: "Desk", cards: tuple["Headed", ...], asked: "Asked") -> object:
    """Runs a sitting over what the goal asks for today, else over what the day's limits have room for."""
    if (goal := desk.history.progress.goal) is not None and goal.on is not None:
        from aiquiz.cli.goal_study import study_for_goal

        result = study_for_goal(desk, cards, limit=asked.cards, new=asked.new, minutes=asked.minutes)
        if result is not None:
            return result
    from aiquiz.cli.day_limits import choose_within, say_enough

    queue = choose_within(desk, cards, asked)
    return sit_or_say(desk, cards, queue) if queue else say_enough(desk, cards, asked)


def sit_or_say(
    desk: "Desk", cards: tuple["Headed", ...], queue: tuple["Headed", ...], note: str = "", *, is_cram: bool = False
) -> object:
    """Runs a sitting over a queue; says what can be done instead where it is empty."""
    if not queue:
        from aiquiz.cli.nothing import nothing_to_do

        return nothing_to_do(desk, cards)
    from aiquiz.cli.sitting import sit

    return sit(desk, queue, note=note, is_cram=is_cram)
