"""How a plan looks: what will be known on the date, what the days until then take, and what does not fit."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.agenda import Agenda
from aiquiz.core.course import DayLoad
from aiquiz.core.days import StudyDay, to_date
from aiquiz.core.events import Planned
from aiquiz.core.goal import Outcome
from aiquiz.core.plan import Plan, Readiness
from aiquiz.terminal.bars import Glyphs, glyphs
from aiquiz.terminal.durations import count
from aiquiz.terminal.layout import Hanging, measure
from aiquiz.terminal.summary_view import say_days_left
from aiquiz.terminal.text import clean

_ROWS_BY_DAY = 14
_WEEK = 7
_NAMED = 8
_WIDEST_BAR = 30
_LABEL = 16


def say_date(day: date) -> str:
    """Gives a date as `Sat 12 December 2026`."""
    return f"{day:%a} {day.day} {day:%B %Y}"


def say_percent(chance: float) -> str:
    """Gives a chance as a whole percentage; only certainty is 100 %."""
    return f"{min(99, round(100 * chance)) if chance < 1 else 100} %"


def render_plan(plan: Plan, questions: Sequence[str], width: int, *, ascii_only: bool) -> RenderableType:
    """Gives the whole plan; `questions` are those of the cards that fit when the time is too short."""
    set_ = glyphs(ascii_only=ascii_only)
    room = measure(width)
    parts: list[RenderableType] = [*_head(plan), *_expectation(plan)]
    if plan.cut is not None:
        parts += _too_short(plan, questions)
    parts += [*_topics(plan, room), *_days(plan, room, set_)]
    return Group(*parts)


def _head(plan: Plan) -> Iterator[RenderableType]:
    head = Text(say_days_left(plan.date - plan.today), style="bold cyan")
    head.append(f"  {say_date(to_date(plan.date))}", style="not bold default")
    yield Hanging("", head)
    goal = plan.goal
    scope = ", ".join((*goal.levels, *goal.topics, *goal.tags, *goal.roles)) or "the whole bank"
    cut = "" if goal.most_asked is None else f", the {goal.most_asked} most asked"
    line = f"{count(plan.total.cards, 'card')} ({clean(scope)}{cut}), {count(goal.minutes, 'minute')} a day"
    yield Hanging("", Text(line, style="dim"))
    yield Text()


def _expectation(plan: Plan) -> Iterator[RenderableType]:
    total = plan.total
    known = Text(say_percent(total.planned.weighted), style="bold green")
    span = f" ({say_percent(total.low.weighted)} to {say_percent(total.high.weighted)})"
    known.append(span, style="not bold default")
    yield Hanging(f"{'on the day':<{_LABEL}}", known.append("  of what is asked", style="not bold dim"))
    each = Text(say_percent(total.planned.plain))
    each.append(f" ({say_percent(total.low.plain)} to {say_percent(total.high.plain)})")
    yield Hanging(" " * _LABEL, each.append("  each card counted alike", style="dim"))
    without = Text(f"{say_percent(total.without.weighted)}  ")
    without.append(f"of what is asked, {say_percent(total.without.plain)} each card alike", style="dim")
    yield Hanging(f"{'without study':<{_LABEL}}", without)
    now = Text(f"{say_percent(total.now.weighted)}  ")
    yield Hanging(f"{'now':<{_LABEL}}", now.append(f"{count(total.unseen, 'card')} never seen yet", style="dim"))
    if plan.never and plan.cut is None:
        line = f"{count(plan.never, 'card')} will not come up before the day: reviewing the others is worth more."
        yield Hanging(f"{'does not fit':<{_LABEL}}", Text(line))


def _too_short(plan: Plan, questions: Sequence[str]) -> Iterator[RenderableType]:
    """Says that the time is short, and offers the cards that it is enough for."""
    cut = plan.cut
    if cut is None:
        return
    yield Text()
    head = Text("The time is short: ", style="bold yellow")
    said = f"it holds {cut.passes:.1f} first passes of the new cards, and learning takes 1.5."
    yield Hanging("", head.append(said, style="not bold default"))
    if plan.never:
        yield Hanging("", Text(f"As it is, {count(plan.never, 'card')} will not come up before the day."))
    if not cut.cards:
        yield Hanging("", Text("No new card fits. Give it more minutes, or a later date."))
        return
    offer = Text(f"The {count(len(cut.cards), 'most asked card')} would fit: ")
    yield Hanging("", offer.append(f"aiquiz plan --most-asked {len(cut.cards)}", style="bold"))
    for question in questions[:_NAMED]:
        yield Hanging(" · ", Text(clean(question).replace("\n", " "), style="dim"))
    if len(cut.cards) > _NAMED:
        more = f"and {len(cut.cards) - _NAMED} more; aiquiz plan --json names them all"
        yield Hanging("   ", Text(more, style="dim"))


def _topics(plan: Plan, room: int) -> Iterator[RenderableType]:
    if len(plan.topics) < 2:  # noqa: PLR2004 - one topic is the total
        return
    yield Text()
    yield Hanging("", Text("Topics", style="bold").append("  on the day, and without study", style="not bold dim"))
    label = max(len(row.name) for row in plan.topics) + 2
    for row in sorted(plan.topics, key=lambda row: row.planned.weighted):
        yield _topic(row, label, room)


def _topic(row: Readiness, label: int, room: int) -> RenderableType:
    spread = f"({say_percent(row.low.weighted)} to {say_percent(row.high.weighted)})"
    figures = f"{say_percent(row.planned.weighted):>5} {spread:<16}"
    tail = f"{say_percent(row.without.weighted):>5}  {count(row.cards, 'card')}"
    if label + len(figures) + len(tail) > room:
        return Hanging("", Text(f"{clean(row.name)}\n  {figures.strip()} {tail.strip()}"))
    return Hanging("", Text(f"{clean(row.name):<{label}}{figures}").append(tail, style="dim"))


def _days(plan: Plan, room: int, set_: Glyphs) -> Iterator[RenderableType]:
    """Draws a bar a day, or a week where the days are many: new cards and reviews, in minutes."""
    yield Text()
    by_week = sum(load.days for load in plan.loads) > _ROWS_BY_DAY
    note = f"minutes a day: {set_.known} reviews {set_.learning} new cards"
    yield Hanging("", Text("Weeks" if by_week else "Days", style="bold").append(f"  {note}", style="not bold dim"))
    rows = _weeks(plan.loads) if by_week else list(plan.loads)
    most = max(load.seconds / load.days for load in rows) or 1.0
    for load in rows[:_ROWS_BY_DAY]:
        yield _bar(load, most, room, set_)
    if rest := sum(load.days for load in rows[_ROWS_BY_DAY:]):
        yield Hanging("", Text(f"and {count(rest, 'more day')}", style="dim"))


def _weeks(loads: tuple[DayLoad, ...]) -> list[DayLoad]:
    """Puts days together until they are a week."""
    rows: list[DayLoad] = []
    for load in loads:
        if rows and rows[-1].days + load.days <= _WEEK:
            last = rows.pop()
            sums = (last.days + load.days, last.reviews + load.reviews, last.new + load.new)
            load = DayLoad(last.day, *sums, last.seconds + load.seconds)  # noqa: PLW2901 - the two are one row
        rows.append(load)
    return rows


def _bar(load: DayLoad, most: float, room: int, set_: Glyphs) -> RenderableType:
    day = to_date(StudyDay(load.day))
    label = f"{day:%a} {day.day:>2} {day:%b}  "
    minutes = load.seconds / load.days / 60
    figures = f"  {minutes:3.0f} min  {round(load.reviews / load.days)} + {round(load.new / load.days)} new"
    width = max(1, min(_WIDEST_BAR, room - len(label) - len(figures)))
    cells = round(width * load.seconds / load.days / most)
    fresh = round(cells * load.new / (load.new + load.reviews)) if load.new + load.reviews else 0
    bar = set_.known * (cells - fresh) + set_.learning * fresh
    line = Text(label, style="default").append(f"{bar:<{width}}", style="cyan")
    return Hanging("", line.append(figures, style="dim"))


def render_no_agenda(agenda: Agenda, goal: Planned) -> RenderableType:
    """Says that today's minutes are done, or that no card gains by being asked today."""
    if agenda.spent_s >= goal.minutes * 60 - 1:
        said = f"Today's {count(goal.minutes, 'minute')} are done. {say_days_left(agenda.days_left).capitalize()}."
        more = "For more: aiquiz study --minutes 10"
    else:
        said = f"Nothing gains by being asked again today. {say_days_left(agenda.days_left).capitalize()}."
        more = "For a drill that leaves the schedule alone: aiquiz review --cram"
    return Group(Hanging("", Text(said, style="bold")), Hanging("", Text(more)))


def render_outcome(outcome: Outcome) -> RenderableType:
    """Says how it went until a date that has passed."""
    head = Text(f"{say_date(outcome.on)} has passed.", style="bold")
    head.append(" This is how it went:", style="not bold")
    minutes = f"{outcome.minutes_studied:,.0f} of {outcome.minutes_planned:,} planned"
    rows = [
        ("days studied", f"{outcome.days_studied} of {outcome.days_planned}"),
        ("minutes", minutes),
        ("cards seen", f"{outcome.seen:,} of {outcome.cards:,}"),
    ]
    if outcome.tested:
        share = say_percent(outcome.retained / outcome.tested)
        rows.append(("retained", f"{share} of {count(outcome.tested, 'review')} on a later day"))
    lines = [Hanging(f"{label:<{_LABEL}}", Text(said)) for label, said in rows]
    after = "Studying is back to normal. A new goal: aiquiz plan --date YYYY-MM-DD --minutes 20"
    return Group(Hanging("", head), *lines, Hanging("", Text(after, style="dim")))


def render_no_goal() -> RenderableType:
    """Says how a goal is set."""
    head = Text("There is no goal. ", style="bold")
    head.append("Set one with the date and the minutes that you have a day:", style="not bold")
    return Group(Hanging("", head), Hanging("", Text("aiquiz plan --date YYYY-MM-DD --minutes 20", style="bold")))
