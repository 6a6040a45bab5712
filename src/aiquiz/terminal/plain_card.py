"""How a card reads aloud: sentences in the place of marks, columns and colours."""

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.cards import Card
from aiquiz.core.schedulers import Grade, Outcome
from aiquiz.core.session import Session
from aiquiz.terminal.durations import say_days
from aiquiz.terminal.keymap import Command, Keymap
from aiquiz.terminal.layout import Hanging, styled
from aiquiz.terminal.markdown import render_body
from aiquiz.terminal.text import clean

_BACK_TODAY = {Grade.AGAIN, Grade.HARD}


def read_question(session: Session, card: Card, width: int, note: str = "") -> RenderableType:
    """Gives how far the sitting is, where the card stands, and the question."""
    place = f"Card {session.finished + 1} of {len(session.queue)}"
    said = [note, f"{len(session.waiting)} to repeat" if session.waiting else "", "flagged" * session.marked.is_flagged]
    state = "new" if session.standing is None else "review"
    head = ", ".join(part for part in (place, *said) if part)
    where = f"{head}. {card.topic}, {card.subtopic}; {card.level}, {state}."
    question = render_body(card.question, width, plain=True) if "\n" in card.question else _line(card.question)
    return Group(Text(), Hanging("", Text(clean(where))), Text(), question)


def read_answer(card: Card, width: int, *, has_points: bool = True) -> RenderableType:
    """Gives everything that belongs to the answer, each part with its name; key points where no checklist follows."""
    parts: list[RenderableType] = [Text(), Text("Answer:"), render_body(card.answer, width, plain=True)]
    if card.key_points and has_points:
        parts += [Text(), Text("They listen for:"), *(_line(point, "- ") for point in card.point_texts)]
    if card.tip:
        parts += [Text(), Hanging("", Text("Tip: ").append_text(styled(card.tip)))]
    if card.follow_ups:
        parts += [Text(), Text("Asked next:"), *(_line(question, "- ") for question in card.follow_ups)]
    return Group(*parts, Text())


def read_grades(outcomes: tuple[Outcome, ...], keymap: Keymap, proposed: Grade | None = None) -> RenderableType:
    """Gives a line a grade: its key, and when the card would come back; one of them may be proposed."""
    lines = []
    for outcome in outcomes:
        when = [say_days(outcome.interval_days)] if outcome.interval_days else []
        when += ["and again today"] if outcome.grade in _BACK_TODAY else []
        when += ["which is proposed: enter takes it"] if outcome.grade is proposed else []
        key = keymap.spell(Command(outcome.grade.value))
        lines.append(Hanging("", Text(", ".join((f"{key} for {outcome.grade}", *when)))))
    return Group(*lines)


def _line(said: str, mark: str = "") -> RenderableType:
    return Hanging(mark, styled(said))
