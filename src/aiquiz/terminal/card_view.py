"""How a card looks: question, answer, key points, tip, follow-ups, and the line of grades."""

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.cards import Card
from aiquiz.core.schedulers import Grade, Outcome
from aiquiz.core.session import Session
from aiquiz.terminal.durations import say_days
from aiquiz.terminal.layout import Flow, Hanging, measure, styled
from aiquiz.terminal.markdown import needs_markdown, render_body
from aiquiz.terminal.text import clean

_BACK_TODAY = {Grade.AGAIN, Grade.HARD}


def render_question(session: Session, card: Card, width: int, note: str = "") -> RenderableType:
    """Gives the header and the question of the card that the sitting shows; the note stands in the header."""
    return Group(Text(), _header(session, card, width, note), Text(), _question(card, width), Text())


def render_answer(card: Card, width: int) -> RenderableType:
    """Gives everything that belongs to the answer."""
    parts: list[RenderableType] = [Text(), render_body(card.answer, measure(width))]
    if card.key_points:
        parts += [Text(), Text("They listen for", style="bold")]
        parts += [Hanging(" · ", styled(point)) for point in card.key_points]
    if card.tip:
        parts += [Text(), _label("Tip", card.tip)]
    if card.follow_ups:
        parts += [Text(), Text("Asked next", style="dim")]
        parts += [Hanging(" → ", styled(question, "dim")) for question in card.follow_ups]
    return Group(*parts, Text())


def render_grades(outcomes: tuple[Outcome, ...]) -> RenderableType:
    """Gives the four grades with their keys and the interval that each would give; ↻ comes back today as well."""
    cells = []
    for key, outcome in enumerate(outcomes, 1):
        back = "↻ " if outcome.grade in _BACK_TODAY else ""
        cell = Text()
        cell.append(f"{key} {outcome.grade}", style="bold")
        interval = say_days(outcome.interval_days) if outcome.interval_days else ""
        cell.append(f" {back}{interval}".rstrip(), style="dim")
        cells.append(cell)
    return Flow(cells)


def _header(session: Session, card: Card, width: int, note: str) -> Text:
    """Says where the card stands and how far the sitting is, on one line where there is room."""
    state = "new" if session.standing is None else "review"
    left = Text(clean(f"{card.topic} › {card.subtopic}"), style="cyan")
    left.append(f" · {card.level} · {state}", style="dim")
    to_repeat = f" · {len(session.waiting)} to repeat" if session.waiting else ""
    before = f"{note} · " if note else ""
    right = Text(f"{before}{session.finished + 1} of {len(session.queue)}{to_repeat}", style="dim")
    room = measure(width) - left.cell_len - right.cell_len
    left.append(" " * room if room > 0 else "\n")
    return left.append_text(right)


def _question(card: Card, width: int) -> RenderableType:
    if "\n" in card.question and needs_markdown(card.question):
        return render_body(card.question, measure(width))
    return Hanging("", styled(card.question, "bold"))


def _label(label: str, said: str) -> RenderableType:
    text = Text(label, style="bold green")
    text.append("  ")
    return Hanging("", text.append_text(styled(said, "default not bold")))
