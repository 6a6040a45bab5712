"""How the end of a sitting, an empty queue and the home screen look."""

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.days import StudyDay
from aiquiz.core.limits import Held, Tomorrow
from aiquiz.core.summary import Home, Summary
from aiquiz.terminal.durations import count, say_days_left, say_time, say_when
from aiquiz.terminal.layout import Hanging
from aiquiz.terminal.scores import Unbroken

BACKLOG = 100
"""With more cards due the next command is one that fits into a quarter of an hour."""


def say_held(held: Held) -> str:
    """Says what the limits of the day hold back."""
    new = count(held.new, "new card")
    what = f"{count(held.due, 'due card')} and {new}" if held.due and held.new else new
    return f"The limits of the day hold back {what if held.new else count(held.due, 'due card')}."


def render_enough(held: Held, more: str) -> RenderableType:
    """Says that the limits of the day are reached, and how to go on."""
    head = Text("Enough for today. ", style="bold").append(say_held(held), style="not bold")
    return Group(Hanging("", head), Unbroken(more, style=""))


def say_tomorrow(tomorrow: Tomorrow) -> str:
    """Gives `Tomorrow: 14 due, 10 new (about 9 minutes)`; with a goal its minutes, and the days to go."""
    about = f"about {count(max(1, round(tomorrow.seconds / 60)), 'minute')}"
    if tomorrow.days_left is not None:
        left = "and it is the day" if tomorrow.days_left <= 0 else f"then {say_days_left(tomorrow.days_left)}"
        return f"Tomorrow: {about} for your goal, {left}."
    if not tomorrow.due and not tomorrow.new:
        return "Tomorrow: nothing is due."
    parts = ((tomorrow.due, "due"), (tomorrow.new, "new"))
    return f"Tomorrow: {', '.join(f'{number:,} {what}' for number, what in parts if number)} ({about})."


def render_summary(summary: Summary, tomorrow: Tomorrow | None = None, *, plain: bool = False) -> RenderableType:
    """Gives what a sitting came to, and what tomorrow holds."""
    if not summary.answers:
        rest = "the marks are kept" if summary.marks else "the schedule is as it was"
        # What was typed may stand in the log all the same.
        return Group(Text(), Hanging("", Text(f"Nothing was graded; {rest}.")))
    head = Text("Done: ", style="good") if not summary.left else Text("So far: ", style="bold")
    head.append(f"{count(summary.cards, 'card')}, {count(summary.answers, 'answer')}", style="bold default")
    head.append(f" in {say_time(summary.taken_ms)}", style="not bold default")
    grades = (", " if plain else " · ").join(f"{number} {grade}" for grade, number in summary.by_grade if number)
    lines: list[RenderableType] = [Text(), Hanging("", head), Hanging("", Text(grades, style="hint"))]
    if summary.is_cram:
        lines.append(Hanging("", Text("A drill: kept in the log, and the schedule is as it was.", style="hint")))
    if summary.to_repeat:
        left = f"{count(summary.to_repeat, 'card')} not yet answered well: `aiquiz review` asks again today."
        lines.append(Hanging("", Text(left)))
    if tomorrow is not None:
        lines.append(Hanging("", Text(say_tomorrow(tomorrow))))
    return Group(*lines)


def render_nothing_due(
    next_due_on: StudyDay | None, today: StudyDay, new: int, suspended: int = 0, filters: str = ""
) -> RenderableType:
    """Says that nothing is due, when something will be, and what can be done instead, with the same filters."""
    head = Text("Nothing is due.", style="bold")
    if next_due_on is not None:
        head.append(f" The next card is due {say_when(max(1, next_due_on - today))}.", style="not bold")
    lines: list[RenderableType] = [Hanging("", head)]
    if new:
        lines.append(Unbroken(f"{count(new, 'new card')} to learn: aiquiz study{filters}", style=""))
    if suspended:
        lines.append(Hanging("", Text(f"{count(suspended, 'card')} suspended: aiquiz suspended")))
    return Group(*lines)


def render_home(home: Home, today: StudyDay) -> RenderableType:
    """Gives what there is to do now, and the next command to type."""
    head = Text("aiquiz", style="title")
    head.append(f"  {count(home.cards, 'card')}", style="aside")
    rows = [head, Text(), *_goal_rows(home), _row("due", home.due, "card", "none")]
    if not home.due and home.next_due_on is not None:
        rows[-1].append(f"; the next one {say_when(max(1, home.next_due_on - today))}")
    rows += [_new_row(home), _streak_row(home), Text(), _next_command(home)]
    return Group(*(Hanging("", row) for row in rows))


def _row(label: str, number: int, thing: str, none: str) -> Text:
    return Text(f"{label:<8}", style="hint").append(count(number, thing) if number else none, style="said")


def _new_row(home: Home) -> Text:
    row = _row("new", home.new, "card", "none left")
    return row.append("; today's are done", style="said") if home.new and home.is_enough else row


def _goal_rows(home: Home) -> list[Text]:
    if home.goal is None:
        return []
    row = Text(f"{'goal':<8}", style="hint").append(say_days_left(home.goal.days_left), style="command")
    row.append(f"; {home.goal.minutes_studied:.0f} of {count(home.goal.minutes, 'minute')} studied today", style="said")
    return [row]


def _streak_row(home: Home) -> Text:
    row = _row("streak", home.streak.days, "day", "begins today")
    if home.streak.days and home.streak.is_open:
        row.append("; one card today keeps it")
    return row


def _next_command(home: Home) -> Text:
    if home.goal is not None:
        is_done = home.goal.minutes_studied >= home.goal.minutes
        command, why = (
            ("aiquiz ready", "how it stands") if is_done else ("aiquiz study", "what the plan asks for today")
        )
    elif home.due > BACKLOG:
        command, why = "aiquiz review --minutes 15", "the best fifteen minutes of them"
    elif home.due:
        command, why = (
            "aiquiz study",
            "the due cards, then new ones" if home.new and not home.is_enough else "the due cards",
        )
    elif home.new == home.cards:
        command, why = "aiquiz study --level beginner", "your first ten questions"
    elif home.new and not home.is_enough:
        command, why = "aiquiz study", "new cards"
    else:
        command, why = "aiquiz stats", "how it is going"
    return Text("next    ", style="hint").append(command, style="command").append(f"  {why}", style="hint")
