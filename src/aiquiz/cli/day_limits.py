"""The limits of a day and of a session as they were set, and what is said where they hold cards back."""

from collections.abc import Sequence
from typing import NamedTuple

from aiquiz.cli.nothing import nothing_to_do
from aiquiz.cli.output import Result, say
from aiquiz.cli.wiring import Desk
from aiquiz.core.backlog import cut_to_time
from aiquiz.core.headings import Headed
from aiquiz.core.limits import DayLimits, Held, Tomorrow, count_held, rest_of_day, take_tomorrow
from aiquiz.core.progress import replay
from aiquiz.core.selection import Limits, choose_session
from aiquiz.core.session import Session, answers_of
from aiquiz.core.settings import Settings, as_cap
from aiquiz.terminal.durations import count
from aiquiz.terminal.summary_view import say_held

_MORE_NEW = 10


class Asked(NamedTuple):
    """What was asked for with options, which go before the settings: cards in all, new ones, reviews, minutes.

    `filters` are the options that say of which cards, as they are written.
    """

    cards: int | None = None
    new: int | None = None
    reviews: int | None = None
    minutes: float | None = None
    is_review: bool = False
    filters: str = ""

    @property
    def command(self) -> str:
        """The command that was called, with its filters."""
        return f"aiquiz {'review' if self.is_review else 'study'}{self.filters}"


def day_limits(settings: Settings) -> DayLimits:
    """Gives the limits of a day as they were set."""
    return DayLimits(settings.new_cards_a_day, as_cap(settings.reviews_a_day))


def session_minutes(desk: Desk, minutes: float | None) -> float | None:
    """Gives the minutes that a session may take: those asked for, else those that were set; None is no limit."""
    return as_cap(desk.world.loaded.settings.minutes_a_session) if minutes is None else minutes


def limits_now(desk: Desk, asked: Asked) -> Limits:
    """Gives what is left of the day's limits, or what was asked for in their place."""
    rest = rest_of_day(day_limits(desk.world.loaded.settings), desk.history.progress.days, desk.world.today)
    new = rest.new if asked.new is None else asked.new
    return Limits(new, asked.cards, rest.reviews if asked.reviews is None else asked.reviews)


def choose_within(desk: Desk, cards: Sequence[Headed], asked: Asked) -> tuple[Headed, ...]:
    """Gives the cards of a session, and says what the limits that were set hold back of them."""
    progress, today, rules = desk.history.progress, desk.world.today, desk.world.rules
    queue = choose_session(cards, progress, today, rules, limits_now(desk, asked))
    if not queue:
        return queue
    held = held_back(desk, cards, asked)
    minutes = session_minutes(desk, asked.minutes)
    if minutes is not None:
        portion = cut_to_time(queue, progress, today, minutes * 60)
        queue = portion.cards
        if portion.left and asked.minutes is None:
            more = f"To go on: again, or {asked.command} --minutes {2 * round(minutes)}"
            say(f"{count(portion.left, 'card')} more than fit into the {round(minutes)} minutes of a session. {more}")
    if any(held):
        say(f"{say_held(held)} {how_to_go_on(held, asked)}")
    return queue


def held_back(desk: Desk, cards: Sequence[Headed], asked: Asked) -> Held:
    """Gives what the limits of the day hold back that were set; new cards only where those of the day are done.

    A session that brings new cards is the day as it was wanted, and nothing is to be said of it.
    """
    settings, progress, today = desk.world.loaded.settings, desk.history.progress, desk.world.today
    limits = limits_now(desk, asked)
    held = count_held(cards, progress, today, desk.world.rules, limits)
    is_done = asked.new is None and limits.new == 0 < settings.new_cards_a_day
    return Held(held.due if asked.reviews is None else 0, held.new if is_done else 0)


def say_enough(desk: Desk, cards: tuple[Headed, ...], asked: Asked) -> Result:
    """Says of an empty session what the day's limits hold back and how to go on, or that nothing is due."""
    held = held_back(desk, cards, asked)
    return nothing_to_do(desk, cards, held, how_to_go_on(held, asked), asked.filters)


def how_to_go_on(held: Held, asked: Asked) -> str:
    """Says with which options a session takes on what is held back."""
    if asked.is_review:
        return f"To go on: {asked.command} --limit {held.due}"
    reviews = f" --reviews {held.due}" if held.due else ""
    new = f" --new {min(_MORE_NEW, held.new)}" if held.new else ""
    return f"To go on: {asked.command}{reviews}{new}"


def tomorrow_after(desk: Desk, session: Session) -> Tomorrow | None:
    """Gives what tomorrow holds after the answers of a sitting; None after a drill, which moves no date."""
    if session.is_cram:
        return None
    progress, today, rules = desk.history.progress, desk.world.today, desk.world.rules
    after = replay(answers_of(session), rules, start=progress)._replace(marks=session.marks)
    return take_tomorrow(desk.cards, after, today, rules, day_limits(desk.world.loaded.settings))
