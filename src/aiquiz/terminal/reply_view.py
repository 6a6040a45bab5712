"""What was said to a question of a round, and the checklist that it is held against in the review."""

from rich.console import RenderableType
from rich.text import Text

from aiquiz.core.interview.question import Question, find_points
from aiquiz.core.interview.round import Turn
from aiquiz.core.interview.round_events import Replied
from aiquiz.terminal.checklist import Checklist
from aiquiz.terminal.layout import Hanging, styled
from aiquiz.terminal.text import clean


def render_said(turn: Turn, *, plain: bool) -> list[RenderableType]:
    """Gives the answer to a question, and that to the follow-up question."""
    if turn.reply is None or turn.is_passed:
        return [Text("You passed it.", style="caution")]
    parts: list[RenderableType] = _quoted(turn.reply)
    if turn.follow_up:
        parts += [Text(), render_follow_up(turn.follow_up.follow_up, "hint", plain=plain)]
        parts += [Text("Passed.")] if turn.follow_up.is_passed else _quoted(turn.follow_up)
    return parts


def render_follow_up(question: str, style: str, *, plain: bool) -> RenderableType:
    """Gives a follow-up question."""
    return Hanging("", styled(f"Follow-up: {question}")) if plain else Hanging("→ ", styled(question, style))


def render_result(question: Question, turn: Turn, *, plain: bool) -> list[RenderableType]:
    """Says whether the number of an answer is right; nothing where the question has none."""
    if question.wanted is None:
        return []
    from aiquiz.core.interview.result import hold_result, say_result  # noqa: PLC0415 - few cards have numbers

    text = turn.reply.text if turn.reply else ""
    held = hold_result(text, question.wanted)
    style = "good" if held and held.is_right else "caution"
    return [Text(), Hanging("", Text(say_result(text, question.wanted), style="" if plain else style))]


def list_round_points(question: Question, turn: Turn, ticks: tuple[bool, ...], cursor: int | None) -> Checklist:
    """Gives the checklist of an answer; a follow-up question that was answered stands last, and does not count."""
    found = find_points(question, turn.reply.text if turn.reply else "")
    points, words = [point.text for point in question.points], [one.words for one in found]
    if turn.has_follow_up and turn.follow_up is not None:
        points.append(f"The follow-up held (without a tick: it did not): {turn.follow_up.follow_up}")
        words.append(())
    return Checklist(points, ticks, words, cursor, uncounted=int(turn.has_follow_up))


def _quoted(reply: Replied) -> list[RenderableType]:
    if reply.text:
        return [Text("You said:", style="hint"), *(Hanging("  ", Text(clean(line))) for line in reply.text.split("\n"))]
    said = "You typed it, and no texts are kept (`keep_answers`)." if reply.is_withheld else "You said it aloud."
    return [Hanging("", Text(said, style="hint"))]
