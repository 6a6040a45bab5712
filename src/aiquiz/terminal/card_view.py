"""How a card looks: question, answer, key points, tip, follow-ups, and the line of grades."""

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.cards import Card
from aiquiz.core.marks import LEECH_LAPSES
from aiquiz.core.schedulers import Grade, Outcome
from aiquiz.core.session import Session
from aiquiz.terminal.durations import say_days
from aiquiz.terminal.keymap import DEFAULT, Command, Keymap
from aiquiz.terminal.layout import Flow, Hanging, measure, styled
from aiquiz.terminal.markdown import needs_markdown, render_body
from aiquiz.terminal.text import clean

_BACK_TODAY = {Grade.AGAIN, Grade.HARD}


def render_question(session: Session, card: Card, width: int, note: str = "") -> RenderableType:
    """Gives the header and the question of the card that the sitting shows; the note stands in the header."""
    return Group(Text(), _header(session, card, width, note), Text(), _question(card, width))


def render_answer(card: Card, width: int, *, has_points: bool = True) -> RenderableType:
    """Gives everything that belongs to the answer; without its key points where a checklist of them follows."""
    parts: list[RenderableType] = [Text(), render_body(card.answer, measure(width))]
    if card.key_points and has_points:
        parts += [Text(), Text("They listen for", style="bold")]
        parts += [Hanging(" · ", styled(point)) for point in card.point_texts]
    if card.tip:
        parts += [Text(), _label("Tip", card.tip)]
    if card.follow_ups:
        parts += [Text(), Text("Asked next", style="hint")]
        parts += [Hanging(" → ", styled(question, "hint")) for question in card.follow_ups]
    return Group(*parts, Text())


def render_marks(session: Session, keymap: Keymap = DEFAULT) -> list[RenderableType]:
    """Gives the learner's own note on the card, and what helps with one that was forgotten too often; often nothing."""
    parts: list[RenderableType] = []
    if session.marked.note:
        parts += [_label("Your note", session.marked.note), Text()]
    if session.standing is not None and session.standing.lapses >= LEECH_LAPSES:
        helps = f"What helps: a note with a hook of your own ({keymap.note}), learning first what it rests on, "
        said = f"Forgotten {session.standing.lapses} times. {helps}or suspending it ({keymap.suspend})."
        parts += [Hanging("", Text(said, style="caution")), Text()]
    return parts


def render_grades(
    outcomes: tuple[Outcome, ...], keymap: Keymap = DEFAULT, proposed: Grade | None = None
) -> RenderableType:
    """Gives the four grades with their keys and the interval that each would give; ↻ comes back today as well.

    The grade that is proposed is pointed at.
    """
    cells = []
    for outcome in outcomes:
        back = "↻ " if outcome.grade in _BACK_TODAY else ""
        cell = Text("› " if outcome.grade is proposed else "", style="key")
        cell.append(f"{keymap.key_of(Command(outcome.grade.value))} {outcome.grade}", style="key")
        interval = say_days(outcome.interval_days) if outcome.interval_days else ""
        cell.append(f" {back}{interval}".rstrip(), style="hint")
        cells.append(cell)
    return Flow(cells)


def _header(session: Session, card: Card, width: int, note: str) -> Text:
    """Says where the card stands and how far the sitting is, on one line where there is room."""
    state = "new" if session.standing is None else "review"
    left = Text(clean(f"{card.topic} › {card.subtopic}"), style="place")
    flag = " · flagged" if session.marked.is_flagged else ""
    left.append(f" · {card.level} · {state}{flag}", style="hint")
    to_repeat = f" · {len(session.waiting)} to repeat" if session.waiting else ""
    before = f"{note} · " if note else ""
    right = Text(f"{before}{session.finished + 1} of {len(session.queue)}{to_repeat}", style="hint")
    room = measure(width) - left.cell_len - right.cell_len
    left.append(" " * room if room > 0 else "\n")
    return left.append_text(right)


def _question(card: Card, width: int) -> RenderableType:
    if "\n" in card.question and needs_markdown(card.question):
        return render_body(card.question, measure(width))
    return Hanging("", styled(card.question, "bold"))


def _label(label: str, said: str) -> RenderableType:
    text = Text(label, style="good")
    text.append("  ")
    return Hanging("", text.append_text(styled(said, "default not bold")))
