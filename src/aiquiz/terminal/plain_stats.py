"""How the statistics read aloud: a sentence or a named number a line, and nothing drawn."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.days import to_date
from aiquiz.core.insight import Insight
from aiquiz.core.stats import FEWEST_REVIEWS, Mastery, Stats
from aiquiz.terminal.durations import count, say_time
from aiquiz.terminal.layout import Hanging
from aiquiz.terminal.memory_view import say_bend, say_speed, say_verdict
from aiquiz.terminal.stats_view import invite, say_mastery, say_right, say_share, say_streak
from aiquiz.terminal.text import clean

_WEEK = 7
_WEEKS = 8


def read_lines(lines: Iterable[str]) -> RenderableType:
    """Gives the lines, cleaned; they break where the window ends."""
    return Group(*(Hanging("", Text(clean(line))) for line in lines))


def read_stats(stats: Stats) -> RenderableType:
    """Gives all of the statistics in words."""
    return read_lines(_stats(stats)) if stats.reviews else invite(stats)


def _stats(stats: Stats) -> Iterator[str]:
    retention, recent = say_share(stats.retention), say_share(stats.retention_recent)
    yield f"Retention: {retention}{'' if stats.is_part or recent == retention else f'; last 30 days {recent}'}."
    if not stats.is_part:
        yield f"Streak: {say_streak(stats.streak)}."
    spent = "" if stats.is_part else f" in {say_time(stats.taken_ms)}"
    yield f"Answers: {stats.reviews:,}{spent}."
    yield f"Due now: {count(stats.due, 'card')}."
    yield from (f"When you say {said}: {say_right(right)}." for said, right in stats.confidences)
    for title, rows in (("Levels", stats.by_level), ("Topics", stats.by_topic)):
        yield ""
        yield f"{title}:"
        yield from _mastery(rows)
    yield ""
    yield from _calendar(stats)
    yield ""
    numbers = [number for _, number in stats.forecast]
    yield (
        f"Forecast: today {numbers[0]}, tomorrow {numbers[1]}, the next 7 days {sum(numbers[:_WEEK])}, "
        f"{len(numbers)} days {sum(numbers)}; at most {count(max(numbers), 'card')} a day."
    )
    yield ""
    yield f"Weakest, of the subtopics with {FEWEST_REVIEWS} reviews or more:"
    yield from (f"{place.name}: {say_share(place.retention)}" for place in stats.weakest)
    if not stats.weakest:
        yield "nothing forgotten there yet"


def _mastery(rows: Iterable[Mastery]) -> Iterator[str]:
    yield from (f"{row.name}: {say_mastery(row)}" for row in rows)


def _calendar(stats: Stats) -> Iterator[str]:
    """Says the weeks that had answers, the last one first."""
    whose = " (all cards)" if stats.is_part else ""
    yield f"Calendar{whose}, the last {_WEEKS} weeks, this one first:"
    monday = stats.today - to_date(stats.today).weekday()
    for week in range(_WEEKS):
        first = monday - _WEEK * week
        answers = [number for day, number in stats.calendar if number and first <= day < first + _WEEK]
        name = "this week" if not week else "last week" if week == 1 else f"{week} weeks ago"
        studied = f"{count(len(answers), 'day')}, {count(sum(answers), 'answer')}" if answers else "nothing"
        yield f"{name}: {studied}"


def read_memory(insight: Insight) -> RenderableType | None:
    """Gives how good the predictions were, in words; None where there are too few reviews to say."""
    return read_lines(_memory(insight)) if insight.calibration else None


def _memory(insight: Insight) -> Iterator[str]:
    found = insight.calibration
    if found is None:
        return
    yield say_verdict(found)
    yield ""
    yield "Log loss, lower is better:"
    named = (("predictions", found.model), ("a constant", found.constant), ("a moving average", found.moving_average))
    yield from (f"{name}: {score.log_loss:.3f}" for name, score in named)
    yield f"Scored on the later {found.reviews:,} of {count(insight.reviews, 'review')}."
    yield ""
    yield "Said and come true, a fifth of the reviews a line:"
    for row in found.model.bins:
        said, true = f"{100 * row.predicted:.0f} %", f"{100 * row.recalled:.0f} %"
        yield f"predicted {said}, recalled {true}, {count(row.reviews, 'review')}"
    yield ""
    if not insight.is_fitted:
        yield "Nothing is fitted to you yet: the predictions are those for an average learner."
        return
    yield f"{say_speed(insight.person.k)}."
    yield f"{say_bend(insight.person)}."
