"""Shows a mock interview: the questions with their clocks, then the answers with what was listened for."""

from rich.console import Console, Group, RenderableType
from rich.text import Text

from aiquiz.core.interview.question import Question
from aiquiz.core.interview.round import Round, Turn
from aiquiz.core.interview.round_events import Replied
from aiquiz.core.matching.answers import match_points
from aiquiz.terminal.card_view import render_answer
from aiquiz.terminal.checklist import Checklist, Rewriter, read_checklist, render_checklist
from aiquiz.terminal.console import is_plain
from aiquiz.terminal.durations import count
from aiquiz.terminal.keymap import Command, Keymap
from aiquiz.terminal.layout import Flow, Hanging, measure, styled
from aiquiz.terminal.markdown import render_body
from aiquiz.terminal.plain_card import read_answer
from aiquiz.terminal.text import clean

HOW_IT_GOES = (
    "Type your answer and end it with an empty line, or say it aloud and press enter when you are done. "
    "No answer is shown before the end. Ctrl-C passes a question, or leaves: the round can be resumed."
)


class RichInterview:
    """A round on a terminal or in a pipe; the width is asked afresh each time."""

    def __init__(self, console: Console, keymap: Keymap, *, is_interactive: bool) -> None:
        self._console = console
        self._keymap = keymap
        self._is_interactive = is_interactive
        self._is_plain = is_plain(console)
        self._rewriter = Rewriter(console)

    def open(self, played: Round) -> None:
        """Says what kind of round it is and how it goes, or where one that is resumed stands."""
        questions, minutes = count(len(played.turns), "question"), count(played.convened.minutes, "minute")
        done = len(played.replied)
        first = f"A mock interview: {questions} in {minutes}, from easy to hard."
        if done:
            gone = f"{say_clock_ms(played.taken_ms)} of {played.convened.minutes}:00 gone"
            first = f"Resumed: {done} of {questions} answered, {gone}."
        self._print(Text())
        self._print(Hanging("", Text(first, style="bold")))
        self._print(Hanging("", Text(HOW_IT_GOES, style="hint")))

    def ask(self, played: Round, question: Question, follow_up: str) -> None:
        """Shows a question with the time that it has, or the follow-up question to it."""
        if follow_up:
            self._print(Group(Text(), self._follow_up(follow_up, "bold"), Text()))
            return
        head = _head_of(question)
        head.append(f" · {say_clock_ms(question.seconds * 1000)} for it", style="hint")
        head.append(f" · {say_clock_ms(played.taken_ms)} of {played.convened.minutes}:00 gone", style="hint")
        self._print(Group(Text(), Hanging("", head), Text(), self._question(question), Text()))

    def remind(self, question: Question, turn: Turn) -> None:
        """Shows a question again with what was said to it, before the follow-up question to it."""
        self._print(Group(Text(), _head_of(question), Text(), self._question(question), Text(), *self._said(turn)))

    def say_clock(self, played: Round, question: Question, elapsed_ms: int) -> str:
        """Gives the clocks of the question and of the round in a line; none to a screen reader, which would read it."""
        if self._is_plain:
            return ""
        own, share_ms = elapsed_ms + _spent_on(played, question), question.seconds * 1000
        gone, all_ms = played.taken_ms + elapsed_ms, played.convened.minutes * 60_000
        over = "  time is up: finish your sentence" if own > share_ms else ""
        return f"{say_clock_ms(own)} of {say_clock_ms(share_ms)} · {say_clock_ms(gone)} of {say_clock_ms(all_ms)}{over}"

    def show_way_out(self) -> None:
        """Says what can be done after an answer was given up."""
        leave = self._keymap.spell(Command.LEAVE) if self._is_plain else self._keymap.key_of(Command.LEAVE)
        rows = (("enter", "pass this question"), (leave, "leave, to resume later"), ("r", "end here, and review"))
        self._keys(rows)

    def begin_review(self, played: Round) -> None:
        """Says that the questions are over and what follows."""
        answered = count(len(played.replied), "question")
        said = f"That was it: {answered} in {say_clock_ms(played.taken_ms)}. Now hold them against the checklists."
        self._print(Group(Text(), Hanging("", Text(said, style="bold"))))

    def review(self, question: Question, turn: Turn, ticks: tuple[bool, ...]) -> None:
        """Shows an answer beside the model answer, with the checklist."""
        head = Text(f"Review of question {question.number}", style="place")
        taken, share = say_clock_ms(turn.taken_ms), say_clock_ms(question.seconds * 1000)
        head.append(f" · {taken} of {share}", style="caution" if turn.taken_ms > question.seconds * 1000 else "hint")
        self._print(Group(Text(), Hanging("", head), Text(), self._question(question), Text(), *self._said(turn)))
        render = read_answer if self._is_plain else render_answer
        self._print(render(question.card._replace(follow_ups=()), self._console.width, has_points=False))
        self.show_ticks(question, turn, ticks, 0)

    def show_ticks(self, question: Question, turn: Turn, ticks: tuple[bool, ...], cursor: int) -> None:
        """Shows the checklist as it is ticked now, over the one that stood there."""
        can_tick = bool(ticks) and not turn.is_passed
        checklist = _list(question, turn, ticks, cursor if self._is_interactive and can_tick else None)
        parts: list[RenderableType] = []
        if ticks:
            parts = [read_checklist(checklist) if self._is_plain else render_checklist(checklist), Text()]
        in_place = self._is_interactive and not self._is_plain
        self._rewriter.print(Group(*parts, *self._review_keys(is_ticked=can_tick)), in_place=in_place)

    def ask_to_count(self, answers: int, *, is_saved: bool) -> None:
        """Says what can come of a round that is over."""
        counting = (("y", f"count {count(answers, 'answer')} in your schedule"),) if answers else ()
        saving = () if is_saved else (("m", "save it as Markdown"),)
        self._print(Text())
        self._keys((*counting, ("enter", "leave the schedule as it is"), *saving))

    def tell(self, sentence: str) -> None:
        """Says something in one line."""
        self._print(Hanging("", Text(sentence, style="hint")))

    def tell_place(self, path: str) -> None:
        """Says where something was saved, in a line that can be copied."""
        self._console.print(Text(f"Saved: {clean(path)}", style="hint"), soft_wrap=True)

    def _question(self, question: Question) -> RenderableType:
        raw = question.card.question
        if "\n" in raw:
            return render_body(raw, measure(self._console.width), plain=self._is_plain)
        return Hanging("", styled(raw, "" if self._is_plain else "bold"))

    def _follow_up(self, question: str, style: str) -> RenderableType:
        if self._is_plain:
            return Hanging("", styled(f"Follow-up: {question}"))
        return Hanging("→ ", styled(question, style))

    def _said(self, turn: Turn) -> list[RenderableType]:
        if turn.reply is None or turn.is_passed:
            return [Text("You passed it.", style="caution")]
        parts: list[RenderableType] = _quoted(turn.reply)
        if turn.follow_up:
            parts += [Text(), self._follow_up(turn.follow_up.follow_up, "hint")]
            parts += [Text("Passed.")] if turn.follow_up.is_passed else _quoted(turn.follow_up)
        return parts

    def _review_keys(self, *, is_ticked: bool) -> list[RenderableType]:
        if not self._is_interactive:
            return []
        undo = self._keymap.spell(Command.UNDO) if self._is_plain else self._keymap.key_of(Command.UNDO)
        ticking = (("arrow keys" if self._is_plain else "↑↓", "move"), ("space", "tick")) if is_ticked else ()
        return [self._line((*ticking, ("enter", "next"), (undo, "back")))]

    def _keys(self, rows: tuple[tuple[str, str], ...]) -> None:
        self._print(self._line(rows))

    def _line(self, rows: tuple[tuple[str, str], ...]) -> RenderableType:
        if self._is_plain:
            return Hanging("", Text(f"Keys: {', '.join(f'{key} for {meaning}' for key, meaning in rows)}."))
        return Flow(Text(key, style="key").append(f" {meaning}", style="aside") for key, meaning in rows)

    def _print(self, view: RenderableType) -> None:
        self._rewriter.print(view, in_place=False)


def say_clock_ms(taken_ms: int) -> str:
    """Gives a time as a clock shows it: `3:05`, minutes and seconds."""
    minutes, seconds = divmod(taken_ms // 1000, 60)
    return f"{minutes}:{seconds:02}"


def _head_of(question: Question) -> Text:
    return Text(f"Question {question.number} of {question.of}", style="place")


def _spent_on(played: Round, question: Question) -> int:
    """Gives the time that went into a question before the follow-up to it."""
    return sum(turn.taken_ms for turn in played.turns if turn.card == question.card.id)


def _quoted(reply: Replied) -> list[RenderableType]:
    if reply.text:
        return [Text("You said:", style="hint"), *(Hanging("  ", Text(clean(line))) for line in reply.text.split("\n"))]
    said = "You typed it, and no texts are kept (`keep_answers`)." if reply.is_withheld else "You said it aloud."
    return [Hanging("", Text(said, style="hint"))]


def _list(question: Question, turn: Turn, ticks: tuple[bool, ...], cursor: int | None) -> Checklist:
    text = turn.reply.text if turn.reply else ""
    points = [point.text for point in question.points]
    words = [found.words for found in match_points(text, question.points)]
    if turn.has_follow_up and turn.follow_up is not None:
        points.append(f"The follow-up held up: {turn.follow_up.follow_up}")
        words.append(())
    return Checklist(points, ticks, words, cursor)
