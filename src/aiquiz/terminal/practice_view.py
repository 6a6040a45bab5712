"""What practice shows of an answer that was given: whether a number is right, a hint, the attempt before."""

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.cards import Card, KeyPoint
from aiquiz.core.session import Given, Session
from aiquiz.terminal.checklist import Checklist
from aiquiz.terminal.layout import Hanging, measure, styled
from aiquiz.terminal.practice import Attempt
from aiquiz.terminal.text import clean

_COLUMNS_BESIDE = 100
"""From so many columns on two texts stand beside each other."""


def list_points(points: tuple[KeyPoint, ...], session: Session, cursor: int | None) -> Checklist:
    """Gives the checklist of a sitting, with the words of the learner's that were found.

    It is as long as it was when the answer was given, though the card was edited since.
    """
    from aiquiz.core.matching.answers import match_points  # noqa: PLC0415 - only where answers are typed

    text = session.given.text if session.given else ""
    points = (*points, *[KeyPoint("")] * len(session.ticks))[: len(session.ticks)]
    words = [found.words for found in match_points(text, points)]
    return Checklist([point.text for point in points], session.ticks, words, cursor)


def render_own(text: str) -> RenderableType:
    """Gives what was typed, as it looked while it was."""
    from aiquiz.terminal.writer import CONTINUATION, PROMPT  # noqa: PLC0415 - only where answers are typed

    lines = text.split("\n")
    return Group(*(Hanging(CONTINUATION if place else PROMPT, Text(clean(line))) for place, line in enumerate(lines)))


def render_verdict(card: Card, given: Given, *, plain: bool) -> RenderableType | None:
    """Says whether the number that was typed is right; None where none was asked for."""
    if given.seed is None or not given.ticks or not card.parameters:
        return None
    from aiquiz.core.numeric.exercise import expected, say_expected  # noqa: PLC0415 - few cards have numbers
    from aiquiz.core.numeric.quantities import judge  # noqa: PLC0415

    said = say_expected(card, given.seed)
    if given.is_given_up or not given.text:
        return Hanging("", Text(f"It is {said}.", style="" if plain else "caution"))
    verdict = judge(given.text, expected(card, given.seed), card.unit, card.tolerance)
    if verdict.is_right:
        return Hanging("", Text(f"Right: {said}.", style="" if plain else "good"))
    more = f" {verdict.said}" if verdict.said else ""
    return Hanging("", Text(f"Not right: it is {said}.{more}", style="" if plain else "caution"))


def render_hints(card: Card, first: int, last: int, *, plain: bool) -> RenderableType:
    """Gives the key points of these numbers, from 1 on; a card that was edited since may have fewer."""
    numbers = range(first, min(last, len(card.key_points)) + 1)
    return Group(*(_hint(card, number, plain=plain) for number in numbers))


def _hint(card: Card, number: int, *, plain: bool) -> RenderableType:
    point = styled(card.key_points[number - 1].text, "default not bold")
    if plain:
        end = "" if point.plain.endswith((".", "?", "!")) else "."
        return Hanging("", Text(f"Hint {number} of {len(card.key_points)}: ").append_text(point).append(end))
    text = Text("Hint", style="caution").append(f" {number} of {len(card.key_points)}  ", style="hint")
    return Hanging("", text.append_text(point))


def render_attempt(now: str, last: Attempt, width: int, *, plain: bool) -> RenderableType:
    """Gives what was typed the last time, beside what was typed now where both find room."""
    when = {0: "earlier today", 1: "yesterday"}.get(last.days, f"{last.days} days ago")
    before = _column(f"Last time, {when}", last.text, plain=plain)
    if not now:
        return Group(*before)
    texts = (before, _column("This time", now, plain=plain))
    if plain or width < _COLUMNS_BESIDE:
        return Group(*texts[0], Text(), *texts[1])
    from rich.table import Table  # noqa: PLC0415 - only for a wide screen

    table = Table.grid(padding=(0, 3), expand=False)
    for _ in texts:
        table.add_column(width=min(measure(width), (width - 3) // 2))
    table.add_row(*(Group(*text) for text in texts))
    return table


def _column(heading: str, text: str, *, plain: bool) -> list[RenderableType]:
    head = Text(f"{heading}:" if plain else heading, style="" if plain else "hint")
    return [head, *(Text(clean(line)) for line in text.split("\n"))]
