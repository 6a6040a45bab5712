"""How a plan and readiness read aloud: a sentence or a named number a line, and nothing drawn."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType

from aiquiz.core.course import DayLoad
from aiquiz.core.days import to_date
from aiquiz.core.plan import Plan, Readiness
from aiquiz.core.readiness import Ready, ReadyRow
from aiquiz.terminal.durations import count, say_days_left
from aiquiz.terminal.plain_stats import read_lines
from aiquiz.terminal.plan_chart import gather_days, say_a_day
from aiquiz.terminal.plan_view import render_too_short, say_date, say_percent, say_scope


def read_plan(plan: Plan, questions: Sequence[str]) -> RenderableType:
    """Gives the whole plan in words; `questions` are those of the cards that fit when the time is too short."""
    return Group(
        read_lines(_expectation(plan)),
        *(render_too_short(plan, questions, mark="- ") if plan.cut is not None else ()),
        read_lines((*_topics(plan), *_days(plan.loads))),
    )


def _expectation(plan: Plan) -> Iterator[str]:
    total = plan.total
    yield f"{say_days_left(plan.date - plan.today).capitalize()}: {say_date(to_date(plan.date))}."
    yield f"{say_scope(plan)}."
    yield ""
    yield f"On the day: {_say_chances(total)} of what is asked."
    each = f"{say_percent(total.planned.plain)}, from {say_percent(total.low.plain)} to {say_percent(total.high.plain)}"
    yield f"Each card counted alike: {each}."
    yield f"Without study: {say_percent(total.without.weighted)} of what is asked."
    yield f"Now: {say_percent(total.now.weighted)}; {count(total.unseen, 'card')} never seen yet."
    if plan.never and plan.cut is None:
        yield f"{count(plan.never, 'card')} will not come up before the day: reviewing the others is worth more."


def _say_chances(row: Readiness) -> str:
    low, high = say_percent(row.low.weighted), say_percent(row.high.weighted)
    return f"{say_percent(row.planned.weighted)}, from {low} to {high},"


def _topics(plan: Plan) -> Iterator[str]:
    if len(plan.topics) > 1:
        yield ""
        yield "Topics on the day, the least known first:"
    for row in sorted(plan.topics, key=lambda row: row.planned.weighted) if len(plan.topics) > 1 else ():
        without = say_percent(row.without.weighted)
        yield f"{row.name}: {_say_chances(row)} without study {without}; {count(row.cards, 'card')}"


def _days(loads: tuple[DayLoad, ...]) -> Iterator[str]:
    yield ""
    yield "What each day takes:"
    for load in gather_days(loads):
        day = to_date(load.day)
        first = f"{day:%A} {day.day} {day:%B}"
        since = f"{count(load.days, 'day')} from {first}, each" if load.days > 1 else first
        minutes, reviews, new = (say_a_day(number, load) for number in (load.seconds / 60, load.reviews, load.new))
        yield f"{since}: minutes {minutes}, reviews {reviews}, new cards {new}"


def read_ready(ready: Ready) -> RenderableType:
    """Gives the chance of knowing a card of each topic, now and on the day, in words."""
    return read_lines(_ready(ready))


def _ready(ready: Ready) -> Iterator[str]:
    how = "with the plan" if ready.is_planned else "without study until then"
    yield f"How likely you know a card now, and on {say_date(to_date(ready.on))}, {how}:"
    yield _say_row("All", ready.total)
    if len(ready.topics) > 1:
        rows = sorted(ready.topics, key=lambda row: row.then.weighted)
        yield from (_say_row(row.name, row) for row in rows)


def _say_row(name: str, row: ReadyRow) -> str:
    chances = f"now {say_percent(row.now.weighted)}, then {say_percent(row.then.weighted)}"
    return f"{name}: {chances}; {row.cards - row.unseen:,} of {row.cards:,} seen"
