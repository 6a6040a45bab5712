"""How a plan looks: what will be known on the date, what the days until then take, and what does not fit."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.agenda import Agenda
from aiquiz.core.days import to_date
from aiquiz.core.events import Planned
from aiquiz.core.goal import Outcome
from aiquiz.core.plan import Plan, Readiness
from aiquiz.terminal.bars import glyphs
from aiquiz.terminal.durations import count, say_days_left
from aiquiz.terminal.layout import Hanging, measure
from aiquiz.terminal.plan_chart import render_days
from aiquiz.terminal.text import clean

_NAMED = 8
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
        parts += render_too_short(plan, questions)
    parts += [*_topics(plan, room), Text(), *render_days(plan.loads, room, set_)]
    return Group(*parts)


def _head(plan: Plan) -> Iterator[RenderableType]:
    head = Text(say_days_left(plan.date - plan.today), style="title")
    head.append(f"  {say_date(to_date(plan.date))}", style="not bold default")
    yield Hanging("", head)
    yield Hanging("", Text(clean(say_scope(plan)), style="hint"))
    yield Text()


def say_scope(plan: Plan) -> str:
    """Gives the cards of a goal, what they were chosen by, and the minutes a day."""
    goal = plan.goal
    scope = ", ".join((*goal.levels, *goal.topics, *goal.tags, *goal.roles, *goal.decks)) or "the whole bank"
    is_cut = goal.most_asked is not None and goal.most_asked <= plan.total.cards
    cut = f", the {goal.most_asked:,} most asked" if is_cut else ""
    return f"{count(plan.total.cards, 'card')} ({scope}{cut}), {count(goal.minutes, 'minute')} a day"


def _expectation(plan: Plan) -> Iterator[RenderableType]:
    total = plan.total
    known = Text(say_percent(total.planned.weighted), style="good")
    span = f" ({say_percent(total.low.weighted)} to {say_percent(total.high.weighted)})"
    known.append(span, style="not bold default")
    yield Hanging(f"{'on the day':<{_LABEL}}", known.append("  of what is asked", style="aside"))
    each = Text(say_percent(total.planned.plain))
    each.append(f" ({say_percent(total.low.plain)} to {say_percent(total.high.plain)})")
    yield Hanging(" " * _LABEL, each.append("  each card counted alike", style="hint"))
    without = Text(f"{say_percent(total.without.weighted)}  ")
    without.append(f"of what is asked, {say_percent(total.without.plain)} each card alike", style="hint")
    yield Hanging(f"{'without study':<{_LABEL}}", without)
    now = Text(f"{say_percent(total.now.weighted)}  ")
    yield Hanging(f"{'now':<{_LABEL}}", now.append(f"{count(total.unseen, 'card')} never seen yet", style="hint"))
    if plan.never and plan.cut is None:
        line = f"{count(plan.never, 'card')} will not come up before the day: reviewing the others is worth more."
        yield Hanging(f"{'does not fit':<{_LABEL}}", Text(line))


def render_too_short(plan: Plan, questions: Sequence[str], *, mark: str = " · ") -> Iterator[RenderableType]:
    """Says that the time is short, and offers the cards that it is enough for."""
    cut = plan.cut
    if cut is None:
        return
    yield Text()
    head = Text("The time is short: ", style="warning")
    yield Hanging("", head.append(_say_passes(cut.passes, plan.total.unseen), style="not bold default"))
    if plan.never:
        yield Hanging("", Text(f"As it is, {count(plan.never, 'card')} will not come up before the day."))
    if not cut.cards:
        yield Hanging("", Text("That is too little to learn even one. Give it more minutes, or a later date."))
        return
    offer = Text(f"The {count(len(cut.cards), 'most asked card')} would fit: ")
    yield Hanging("", offer.append(f"aiquiz plan --most-asked {len(cut.cards)}", style="bold"))
    for question in questions[:_NAMED]:
        yield Hanging(mark, Text(clean(question).replace("\n", " "), style="hint"))
    if len(cut.cards) > _NAMED:
        more = f"and {len(cut.cards) - _NAMED} more; aiquiz plan --json names them all"
        yield Hanging("   ", Text(more, style="hint"))


def _say_passes(passes: float, unseen: int) -> str:
    if passes < 1:
        seen = f"{int(passes * unseen + 1e-9):,} of {count(unseen, 'new card')}"
        return f"it is enough to see {seen} once, and learning takes half as long again."
    return f"it is enough to see each new card {passes:.1f} times, and learning takes 1.5."


def _topics(plan: Plan, room: int) -> Iterator[RenderableType]:
    if len(plan.topics) < 2:  # noqa: PLR2004 - one topic is the total
        return
    yield Text()
    yield Hanging("", Text("Topics", style="bold").append("  on the day, and without study", style="aside"))
    label = max(len(row.name) for row in plan.topics) + 2
    for row in sorted(plan.topics, key=lambda row: row.planned.weighted):
        yield _topic(row, label, room)


def _topic(row: Readiness, label: int, room: int) -> RenderableType:
    spread = f"({say_percent(row.low.weighted)} to {say_percent(row.high.weighted)})"
    figures = f"{say_percent(row.planned.weighted):>5} {spread:<16}"
    tail = f"{say_percent(row.without.weighted):>5}  {count(row.cards, 'card')}"
    if label + len(figures) + len(tail) > room:
        return Hanging("", Text(f"{clean(row.name)}\n  {figures.strip()} {tail.strip()}"))
    return Hanging("", Text(f"{clean(row.name):<{label}}{figures}").append(tail, style="hint"))


def render_no_agenda(agenda: Agenda, goal: Planned, *, is_more: bool = False) -> RenderableType:
    """Says that today's minutes are done (unless more were asked for), or that no card gains by being asked today."""
    if agenda.queue:
        said, more = "Today's plan has new cards only, and --new 0 leaves them out.", "With them: aiquiz study"
    elif agenda.spent_s >= goal.minutes * 60 - 1 and not is_more:
        done = "minute is done" if goal.minutes == 1 else f"{goal.minutes:,} minutes are done"
        said = f"Today's {done}. {say_days_left(agenda.days_left).capitalize()}."
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
    after = ("Studying is back to normal.", "A new goal: aiquiz plan --date YYYY-MM-DD --minutes 20")
    return Group(Hanging("", head), *lines, *(Hanging("", Text(line, style="hint")) for line in after))


def render_ended() -> RenderableType:
    """Says that a goal was ended."""
    return Hanging("", Text("The goal is ended; what was learnt stays, and studying is back to normal."))


def render_no_goal() -> RenderableType:
    """Says how a goal is set."""
    head = Text("There is no goal. ", style="bold")
    head.append("Set one with the date and the minutes that you have a day:", style="not bold")
    return Group(Hanging("", head), Hanging("", Text("aiquiz plan --date YYYY-MM-DD --minutes 20", style="bold")))
