"""`aiquiz due`: one line for the prompt of a shell, as quick as a command can be."""

from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.cli.options import AsJson, Decks, Levels, Roles, Tags, Topics
from aiquiz.cli.output import Result
from aiquiz.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiquiz.cli.wiring import Desk
    from aiquiz.core.headings import Headed

AsNumber = Annotated[bool, typer.Option("--count", help="Print the number of due cards and nothing else.")]
AsCode = Annotated[bool, typer.Option("--exit-code", help="Exit with 1 when no card is due.")]


def due(
    level: Levels = None,
    topic: Topics = None,
    tag: Tags = None,
    role: Roles = None,
    deck: Decks = None,
    *,
    count: AsNumber = False,
    exit_code: AsCode = False,
    json: AsJson = False,
) -> Result:
    """Say in one line how many cards are due, and how many new ones there would be, within the limits of a day.

    Where a goal is running it says how many days are left.

    Example: aiquiz due --exit-code && aiquiz review
    """
    from aiquiz.cli.filtered import open_filtered

    desk, cards = open_filtered(level, topic, tag, role, deck)
    number, new = _count(desk, cards)
    days = _days_left(desk)
    line = f"{number}" if count else _say(number, new, days)
    code = ExitCode.PROBLEMS_FOUND if exit_code and not number else ExitCode.DONE
    return Result(line, "due", (lambda: {"due": number, "new": new, "days_left": days}) if json else None, code)


def _count(desk: "Desk", cards: "Sequence[Headed]") -> tuple[int, int]:
    """Gives how many due cards and how many new ones the rest of the day has room for."""
    from aiquiz.core.limits import DayLimits, rest_of_day
    from aiquiz.core.selection import cap_reviews, choose_due, choose_new
    from aiquiz.core.settings import as_cap

    progress, today, settings = desk.history.progress, desk.world.today, desk.world.loaded.settings
    limits = DayLimits(settings.new_cards_a_day, as_cap(settings.reviews_a_day))
    rest = rest_of_day(limits, progress.days, today)
    due_now = cap_reviews(choose_due(cards, progress, today, desk.world.rules), progress, today, rest.reviews)
    return len(due_now), min(max(0, rest.new), len(choose_new(cards, progress, today)))


def _say(number: int, new: int, days: int | None) -> str:
    from aiquiz.terminal.durations import say_days_left

    parts = [f"{number} due"] * bool(number) + [f"{new} new"] * bool(new)
    return f"{', '.join(parts) or 'nothing due'}{'' if days is None else f'; {say_days_left(days)}'}"


def _days_left(desk: "Desk") -> int | None:
    goal = desk.history.progress.goal
    if goal is None or goal.on is None:
        return None
    days = goal.on.toordinal() - desk.world.today
    return days if days >= 0 else None
