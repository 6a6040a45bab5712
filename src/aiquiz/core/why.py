"""Says in one sentence why a card comes up now, or why it does not."""

from collections.abc import Iterable
from typing import NamedTuple

from aiquiz.core.days import StudyDay, to_date
from aiquiz.core.events import Planned
from aiquiz.core.headings import Headed
from aiquiz.core.marks import UNMARKED
from aiquiz.core.progress import Progress, Rules, Standing, due_on, is_unfinished
from aiquiz.core.selection import unsuspended

_LEAST_SHOWN = 0.005
_YEAR_DAYS = 365


class Here(NamedTuple):
    """What a reason hangs on besides the card: where the learner stands, the day, the rules, and the goal if any."""

    progress: Progress
    today: StudyDay
    rules: Rules
    goal: Planned | None = None


def stand_here(card: Headed, bank: Iterable[Headed], progress: Progress, today: StudyDay, rules: Rules) -> Here:
    """Gives what a card's reason hangs on: the goal is part of it where one is running and has the card."""
    goal = progress.goal
    if goal is not None and goal.on is not None:
        from aiquiz.core.goal import choose_scope, is_running  # noqa: PLC0415 - planning is for those who have a goal

        scope = choose_scope(unsuspended(bank, progress), goal) if is_running(goal, today) else ()
        if any(other.id == card.id for other in scope):
            return Here(progress, today, rules, goal)
    return Here(progress, today, rules)


def say_why(card: Headed, here: Here) -> str:
    """Gives the sentence, without its full stop: `due since yesterday: interval 6 days after good`."""
    progress, today, rules, goal = here
    marks, standing = progress.marks.get(card.id, UNMARKED), progress.standings.get(card.id)
    if marks.is_suspended:
        return "not asked: suspended until you resume it"
    if marks.buried_on == today:
        return "not asked today: buried until tomorrow"
    if standing is not None and is_unfinished(standing, today):
        return f"left unfinished today: the last answer was {standing.last_grade}"
    if goal is not None:
        aim = _say_aim(standing, here, goal)
        return f"{_say_new(card)}; {aim}" if standing is None else aim
    return _say_new(card) if standing is None else _say_due(standing, today, rules)


def _say_new(card: Headed) -> str:
    lists = f"{card.asked_by} list{'' if card.asked_by == 1 else 's'}"
    return f"new: asked by {lists}" if card.asked_by else "new: on none of the lists"


def _say_due(standing: Standing, today: StudyDay, rules: Rules) -> str:
    day = due_on(standing, rules.scheduler)
    interval = f"interval {_days(day - standing.reviewed_on)} after {standing.last_grade}"
    if day > today:
        when = "tomorrow" if day == today + 1 else f"on {_say_day(day, today)}, in {_days(day - today)}"
        return f"not due: it is {when}; {interval}"
    since = {0: "today", 1: "since yesterday"}.get(today - day, f"for {_days(today - day)}")
    return f"due {since}: {interval}"


def _say_aim(standing: Standing | None, here: Here, goal: Planned) -> str:
    """Says how likely the card is known on the goal's day, left alone and asked now."""
    from aiquiz.core.gain import Appraiser, Outlook, recall, trace_of  # noqa: PLC0415 - as above
    from aiquiz.core.goal import goal_day  # noqa: PLC0415 - as above
    from aiquiz.core.pace import take_pace  # noqa: PLC0415 - as above

    progress, today, day = here.progress, here.today, goal_day(goal)
    pace, person, trace = take_pace(progress.days, today), progress.fit.person, trace_of(standing)
    chance = pace.new_known if trace is None else recall(trace, day, person)
    gain = Appraiser(today, Outlook(pace, (day - today,), person)).worth(trace).gain
    more = f"{_percent(chance + gain)} if asked now" if gain >= _LEAST_SHOWN else "no more if asked now"
    return f"for {_say_day(day, today)}: {_percent(chance)} likely known, {more}"


def _say_day(day: StudyDay, today: StudyDay) -> str:
    date = to_date(day)
    year = f" {date.year}" if day - today >= _YEAR_DAYS else ""
    return f"{date.day} {date:%B}{year}"


def _percent(chance: float) -> str:
    return f"{min(99, round(100 * chance))} %"


def _days(number: int) -> str:
    return f"{number:,} day" if number == 1 else f"{number:,} days"
