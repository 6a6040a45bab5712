"""How the predictions did: their scores beside two yardsticks, a table of said against came true, and the learner."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.calibration import WINDOW, Bin, Calibration
from aiquiz.core.insight import FEWEST_TRIALS, TIMES_LATE, Insight, chance_when_late
from aiquiz.core.schedulers.fsrs import AVERAGE, Person
from aiquiz.terminal.bars import Glyphs, glyphs, stacked_bar
from aiquiz.terminal.durations import count
from aiquiz.terminal.layout import Hanging, measure

_BAR_WIDTH = 24
_LEAST_BAR = 6
_TABLE_WIDTH = 32


def render_memory(insight: Insight, width: int, *, ascii_only: bool = False) -> RenderableType:
    """Gives the scores and the learner's two numbers in words; too few reviews are told with how many are needed."""
    found = insight.calibration
    if found is None:
        return Group(*_too_few(insight.reviews))
    bars = glyphs(ascii_only=ascii_only)
    return Group(*_scores(found, insight.reviews), *_table(found.model.bins, measure(width), bars), *_learner(insight))


def _too_few(reviews: int) -> Iterator[RenderableType]:
    yield Hanging("", Text("Not enough reviews yet to judge the predictions.", style="bold"))
    yield Hanging(
        "", Text(f"There are {reviews} of the {FEWEST_TRIALS} needed; a card counts when it comes back on a later day.")
    )


def _scores(found: Calibration, reviews: int) -> Iterator[RenderableType]:
    yield Hanging("", Text(say_verdict(found), style="bold"))
    yield Text()
    yield _heading("Log loss", "lower is better")
    for label, score, what in (
        ("predictions", found.model, "FSRS-6 with your numbers as they were then"),
        ("constant", found.constant, "always your share of the earlier half"),
        ("moving avg.", found.moving_average, f"the share of about your last {WINDOW} reviews"),
    ):
        yield Hanging(f"{label:<13}", Text(f"{score.log_loss:.3f}  ").append(what, style="hint"))
    yield Hanging("", Text(f"Scored on the later {found.reviews:,} of {count(reviews, 'review')}.", style="hint"))


def say_verdict(found: Calibration) -> str:
    """Says whether the predictions were worth anything."""
    better = [found.model.log_loss < score.log_loss for score in (found.constant, found.moving_average)]
    if all(better):
        return "The predictions did better than guessing without a model."
    if any(better):
        return "The predictions did better than one way of guessing without a model, not than the other."
    return "The predictions did no better than guessing without a model."


def _table(bins: tuple[Bin, ...], room: int, set_: Glyphs) -> Iterator[RenderableType]:
    """Draws a row a fifth of the reviews; the bar is what was recalled, and goes where there is no room for it."""
    bar_width = min(_BAR_WIDTH, room - _TABLE_WIDTH)
    yield Text()
    yield _heading("Said and come true", "a fifth of the reviews a row")
    yield Text("predicted   recalled   reviews", style="hint")
    for row in bins:
        line = Text(f"{_percent(row.predicted):>9}   {_percent(row.recalled):>8}   {row.reviews:>7,}")
        if bar_width >= _LEAST_BAR:
            hits = round(row.recalled * row.reviews)
            bar = stacked_bar(((set_.known, hits), (set_.new, row.reviews - hits)), bar_width)
            line.append("  ").append(bar, style="bar")
        yield line


def _learner(insight: Insight) -> Iterator[RenderableType]:
    yield Text()
    yield _heading("You")
    if not insight.is_fitted:
        yield Hanging("", Text("Nothing is fitted to you yet: the predictions are those for an average learner."))
        return
    person = insight.person
    yield Hanging("", Text(f"{say_speed(person.k)}."))
    yield Hanging("", Text(f"{say_bend(person)}."))
    yield Hanging("", Text(f"k {person.k:.2f}, decay {person.decay:.3f} (average 1 and {AVERAGE.decay})", style="hint"))


def say_speed(k: float) -> str:
    """Gives k in words, as in `You forget 1.3 times as slowly as average`."""
    times = f"{max(k, 1 / k):.1f}"
    if times == "1.0":
        return "You forget as fast as average"
    return f"You forget {times} times as {'slowly' if k > 1 else 'fast'} as average"


def say_bend(person: Person) -> str:
    """Gives the decay in words: what is left of a memory much later than planned."""
    ours, theirs = (_percent(chance_when_late(whose)) for whose in (person, AVERAGE))
    return (
        f"After {TIMES_LATE} times the days that leave you 90 % of your cards, you still know {ours} (average {theirs})"
    )


def _heading(title: str, note: str = "") -> RenderableType:
    text = Text(title, style="bold")
    return Hanging("", text.append(f"  {note}", style="aside") if note else text)


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
