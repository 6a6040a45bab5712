"""How one card looks outside a session: all of its text, what is remembered of it, and the answers to it."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.card_history import Asked
from aiquiz.core.card_story import CardStory, Remembered
from aiquiz.core.cards import Card
from aiquiz.core.days import to_date
from aiquiz.core.headings import BUNDLED
from aiquiz.terminal.card_view import render_answer
from aiquiz.terminal.durations import count, say_days, say_time
from aiquiz.terminal.layout import Flow, Hanging, styled
from aiquiz.terminal.text import clean

_LABEL = 11
_SHOWN = 20
_COARSE_DAYS = 10


def render_show(story: CardStory, width: int) -> RenderableType:
    """Gives the card, then how the learner stands with it, then its history."""
    card = story.card
    where = Text(clean(f"{card.topic} › {card.subtopic}"), style="place").append(f" · {card.level}", style="hint")
    parts: list[RenderableType] = [
        Flow([where, Text(card.id, style="hint")]),
        Text(),
        Hanging("", styled(card.question, "bold")),
    ]
    if card.parameters:
        parts += [Text(), Hanging("", Text("Numbers are drawn anew each time; this is one example.", style="hint"))]
    return Group(*parts, render_answer(card, width), *_about(card), *_stand(story), *_history(story.history))


def _about(card: Card) -> Iterator[RenderableType]:
    if card.deck != BUNDLED:
        yield from _row("your deck", f"{card.deck}{', in place of the bundled card' if card.overrides else ''}")
    else:
        yield from _row("asked by", count(card.asked_by, "list") if card.asked_by else "none of the lists")
    yield from _row("roles", ", ".join(card.roles))
    yield from _row("tags", ", ".join(card.tags))
    for label, source in zip(("sources", *[""] * len(card.sources)), card.sources, strict=False):
        yield from _row(label, f"{source.title} ({source.authors}, {source.year})")
    if card.checked is not None:
        yield from _row("checked", card.checked.isoformat())


def _stand(story: CardStory) -> Iterator[RenderableType]:
    yield Text()
    marks = story.marks
    yield from _row("now", story.why)
    said = [word for word, is_set in (("suspended", marks.is_suspended), ("flagged", marks.is_flagged)) if is_set]
    yield from _row("marks", ", ".join(said))
    yield from _row("your note", marks.note)
    if story.remembered is not None:
        yield from _memory(story.remembered)


def _memory(found: Remembered) -> Iterator[RenderableType]:
    yield from _row("next", f"{to_date(found.due_on)}")
    days = found.stability_days
    stability = f"stability {days:,.{1 if days < _COARSE_DAYS else 0}f} days (then it is 90 %)"
    yield from _row("memory", f"{min(99, round(100 * found.recall))} % likely recalled now; {stability}")
    yield from _row("sm-2", f"interval {say_days(found.interval_days)}, easiness {found.easiness:.2f}")
    yield from _row("answers", f"{found.reviews:,}, forgotten {count(found.lapses, 'time')}")


def _row(label: str, said: str) -> Iterator[RenderableType]:
    """Gives a label and what is said, or nothing where nothing is."""
    if said:
        yield Hanging(f"{label:<{_LABEL}}", Text(clean(said)))


def _history(history: tuple[Asked, ...]) -> Iterator[RenderableType]:
    if not history:
        return
    yield Text()
    yield Text("Your answers", style="bold")
    if (before := len(history) - _SHOWN) > 0:
        yield Hanging("", Text(f"{count(before, 'answer')} before these; --json has all", style="hint"))
    for row in history[-_SHOWN:]:
        line = f"{to_date(row.day)}  {row.grade:<5}  {say_time(row.taken_ms):>6}"
        yield Hanging("", Text(line, style="hint" if row.is_undone else "").append(_remark(row), style="hint"))


def _remark(row: Asked) -> str:
    if row.is_undone:
        return "  taken back"
    if row.is_drill:
        return "  drill"
    if row.days_since is None:
        return "  first"
    return f"  after {count(row.days_since, 'day')}" if row.days_since else "  same day"
