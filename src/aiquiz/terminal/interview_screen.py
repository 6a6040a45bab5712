"""Shows a mock interview: the questions with their clocks, then the answers with what was listened for."""

from rich.console import Console, Group, RenderableType
from rich.text import Text

from aiquiz.core.interview.question import Question
from aiquiz.core.interview.report_words import say_clock
from aiquiz.core.interview.round import Done, Round, Turn
from aiquiz.terminal.card_view import render_answer
from aiquiz.terminal.checklist import Checklist, Rewriter, read_checklist, render_checklist, say_point
from aiquiz.terminal.console import is_plain
from aiquiz.terminal.durations import count
from aiquiz.terminal.keymap import Keymap
from aiquiz.terminal.layout import Hanging, measure, styled
from aiquiz.terminal.markdown import render_body
from aiquiz.terminal.plain_card import read_answer
from aiquiz.terminal.reply_view import list_round_points, render_follow_up, render_result, render_said
from aiquiz.terminal.round_keys import Possible, render_report_keys, render_review_keys, render_way_out
from aiquiz.terminal.text import clean

HOW_IT_GOES = (
    "Type your answer and end it with an empty line, or say it aloud and press enter when you are done. "
    "No answer is shown before the end. Ctrl-C passes a question, or leaves: the round can be resumed."
)
HOW_TO_REVIEW = "Hold each answer against its checklist: tick what you said."
SAY_IT_FIRST = "Say it first, then enter; ctrl-c passes it."
NOT_KEPT = "What you typed is no answer yet, and is kept only if you go back to it."


class RichInterview:
    """A round on a terminal or in a pipe; the width is asked afresh each time."""

    def __init__(self, console: Console, keymap: Keymap, *, is_interactive: bool) -> None:
        self._console = console
        self._keymap = keymap
        self._is_interactive = is_interactive
        self._is_plain = is_plain(console)
        self._rewriter = Rewriter(console)
        self._asked: tuple[Round, Question, str] | None = None

    def open(self, played: Round, *, is_asking: bool) -> None:
        """Says what kind of round it is and how it goes, or where one that is resumed stands and what comes."""
        first, how = _say_resumed(played), "" if isinstance(played.stage, Done) else HOW_TO_REVIEW
        if is_asking:
            first, how = _say_begun(played), HOW_IT_GOES
        self._print(Text())
        self._print(Hanging("", Text(first, style="bold")))
        if how:
            self._print(Hanging("", Text(how, style="hint")))

    def ask(self, played: Round, question: Question, follow_up: str) -> None:
        """Shows a question with the time that it has, or the follow-up question to it."""
        self._asked = played, question, follow_up
        if follow_up:
            self._print(Group(Text(), render_follow_up(follow_up, "bold", plain=self._is_plain), Text()))
            return
        head = _head_of(question)
        head.append(f" · {say_clock(question.seconds * 1000)} for it", style="hint")
        head.append(f" · {say_clock(played.taken_ms)} of {played.convened.minutes}:00 gone", style="hint")
        self._print(Group(Text(), Hanging("", head), Text(), self._question(question), Text()))

    def ask_again(self) -> None:
        """Shows the question again that is being answered."""
        if self._asked is not None:
            self.ask(*self._asked)

    def remind(self, question: Question, turn: Turn) -> None:
        """Shows a question again with what was said to it, before the follow-up question to it."""
        said = render_said(turn, plain=self._is_plain)
        self._print(Group(Text(), _head_of(question), Text(), self._question(question), Text(), *said))

    def say_clock(self, played: Round, question: Question, elapsed_ms: int) -> str:
        """Gives the clocks of the question and of the round in a line; none to a screen reader, which would read it."""
        if self._is_plain:
            return ""
        own, share_ms = elapsed_ms + _spent_on(played, question), question.seconds * 1000
        gone, all_ms = played.taken_ms + elapsed_ms, played.convened.minutes * 60_000
        over = "  time is up: finish your sentence" if own > share_ms else ""
        return f"{say_clock(own)} of {say_clock(share_ms)} · {say_clock(gone)} of {say_clock(all_ms)}{over}"

    def show_way_out(self, *, has_text: bool) -> None:
        """Says what can be done after an answer was given up, of which there may be a text already."""
        if has_text:
            self.tell(NOT_KEPT)
        self._print(render_way_out(self._keymap, plain=self._is_plain, has_text=has_text))

    def ask_to_say_it(self) -> None:
        """Says that an empty answer came before anything can have been said."""
        self.tell(SAY_IT_FIRST)

    def begin_review(self, played: Round) -> None:
        """Says that the questions are over and what follows."""
        answered = count(len(played.replied), "question")
        said = f"That was it: {answered} in {say_clock(played.taken_ms)}. Now hold them against the checklists."
        self._print(Group(Text(), Hanging("", Text(said, style="bold"))))

    def review(self, question: Question, turn: Turn, ticks: tuple[bool, ...]) -> None:
        """Shows an answer beside the model answer, with the checklist."""
        head = Text(f"Review of question {question.number}", style="place")
        taken, share = say_clock(turn.taken_ms), say_clock(question.seconds * 1000)
        head.append(f" · {taken} of {share}", style="caution" if turn.taken_ms // 1000 > question.seconds else "hint")
        parts = [*render_said(turn, plain=self._is_plain), *render_result(question, turn, plain=self._is_plain)]
        self._print(Group(Text(), Hanging("", head), Text(), self._question(question), Text(), *parts))
        render = read_answer if self._is_plain else render_answer
        self._print(render(question.card._replace(follow_ups=()), self._console.width, has_points=False))
        self._show_checklist(question, turn, ticks, 0)

    def show_ticks(self, question: Question, turn: Turn, ticks: tuple[bool, ...], cursor: int) -> None:
        """Shows the checklist as it is ticked now: where it stood, or in one line what changed."""
        if self._is_interactive and not self._is_plain:
            self._show_checklist(question, turn, ticks, cursor)
            return
        checklist = list_round_points(question, turn, ticks, cursor)
        self._print(Hanging("", Text(f"{say_point(checklist, cursor)} {checklist.made}.")))

    def ask_to_count(self, answers: int, *, is_saved: bool, can_go_back: bool) -> None:
        """Says what can come of a round that is over."""
        can = Possible(answers, can_go_back, not is_saved)
        self._print(Group(Text(), render_report_keys(self._keymap, can, plain=self._is_plain)))

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

    def _show_checklist(self, question: Question, turn: Turn, ticks: tuple[bool, ...], cursor: int) -> None:
        """Shows the checklist with the keys below it, over the one that stood there."""
        can_tick = bool(ticks) and not turn.is_passed
        parts: list[RenderableType] = []
        if ticks:
            here = cursor if self._is_interactive and can_tick else None
            parts = [self._render_list(list_round_points(question, turn, ticks, here)), Text()]
        if self._is_interactive:
            parts.append(render_review_keys(self._keymap, plain=self._is_plain, has_ticks=can_tick))
        self._rewriter.print(Group(*parts), in_place=self._is_interactive and not self._is_plain)

    def _render_list(self, checklist: Checklist) -> RenderableType:
        return read_checklist(checklist) if self._is_plain else render_checklist(checklist)

    def _print(self, view: RenderableType) -> None:
        self._rewriter.print(view, in_place=False)


def _say_begun(played: Round) -> str:
    """Says what round begins, or how far one that goes on with its questions has come."""
    questions, minutes, done = count(len(played.turns), "question"), played.convened.minutes, len(played.replied)
    if done:
        return f"Resumed: {done} of {questions} answered, {say_clock(played.taken_ms)} of {minutes}:00 gone."
    return f"A mock interview: {questions} in {count(minutes, 'minute')}, from easy to hard."


def _say_resumed(played: Round) -> str:
    if isinstance(played.stage, Done):
        return "Resumed: all answers are reviewed, and this is the report."
    done, all_of_them = sum(turn.judged is not None for turn in played.replied), count(len(played.replied), "answer")
    return f"Resumed: {done} of {all_of_them} reviewed."


def _head_of(question: Question) -> Text:
    return Text(f"Question {question.number} of {question.of}", style="place")


def _spent_on(played: Round, question: Question) -> int:
    """Gives the time that went into a question before the follow-up to it."""
    return sum(turn.taken_ms for turn in played.turns if turn.card == question.card.id)
