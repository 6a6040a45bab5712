"""Shows a sitting, inline in the scrollback, to be scrolled, copied and read aloud: only a checklist is rewritten."""

from collections.abc import Callable

from rich.console import Console, Group, RenderableType
from rich.text import Text

from aiquiz.core.cards import Card
from aiquiz.core.days import StudyDay
from aiquiz.core.headings import CardId
from aiquiz.core.numeric.example import filled
from aiquiz.core.session import Session, preview
from aiquiz.core.summary import summarise
from aiquiz.terminal.ahead import load_ahead
from aiquiz.terminal.card_view import render_answer, render_grades, render_marks, render_question
from aiquiz.terminal.checklist import Checklist, Rewriter, read_checklist, render_checklist, say_point
from aiquiz.terminal.console import is_plain
from aiquiz.terminal.key_help import (
    Moment,
    render_all_keys,
    render_checklist_keys,
    render_end_keys,
    render_question_keys,
)
from aiquiz.terminal.layout import Hanging
from aiquiz.terminal.manner import Manner
from aiquiz.terminal.plain_card import read_answer, read_grades, read_question
from aiquiz.terminal.practice import Attempt
from aiquiz.terminal.practice_view import list_points, render_attempt, render_hints, render_own, render_verdict
from aiquiz.terminal.summary_view import render_summary

_CAPPED = "Hard at most: a hint was used."


class RichScreen:
    """A sitting on a terminal or in a pipe; the width is asked afresh each time."""

    def __init__(
        self, console: Console, find: Callable[[CardId], Card], today: Callable[[], StudyDay], manner: Manner
    ) -> None:
        self._console = console
        self._find = find
        self._today = today
        self._manner = manner
        self._is_plain = is_plain(console)
        self._is_redrawn = manner.is_interactive and not self._is_plain
        self._rewriter = Rewriter(console)
        self._cursor = 0
        self._is_question_last = False

    @property
    def cursor(self) -> int:
        """The key point that a tick would go to."""
        return self._cursor

    def show(self, session: Session) -> None:
        """Shows the card's question, or its answer once it is revealed, or the end of the sitting."""
        if session.showing is None:
            self._show_end(session)
            return
        self._cursor = 0
        card = self._card(session)
        if session.is_revealed:
            self._show_answer(session, card)
        else:
            self._show_question(session, card)
            self._show_question_keys(card)
            load_ahead(card, is_typed=self._is_typed(card) and self._manner.is_interactive)

    def show_again(self, session: Session) -> None:
        """Shows a card that came back: the question, its hints, and once revealed what was typed and the answer."""
        if session.showing is None or not session.is_revealed:
            self.show(session)
            self._show_hints(session)
            return
        self._show_question(session, self._card(session))
        self._show_hints(session)
        if session.given and session.given.text:
            self._print(Group(Text(), render_own(session.given.text)))
        self.show(session)

    def show_keys(self, session: Session) -> None:
        """Shows what every key does, and then the line of what can be done now."""
        card = self._card(session)
        is_typed = self._manner.is_typed if session.is_revealed else self._is_typed(card)
        moment = Moment(is_typed, session.is_revealed, session.has_checklist, self._manner.is_interactive)
        keys = render_all_keys(self._manner.keymap, self._console.width, moment, plain=self._is_plain)
        self._print(keys, is_aside=True)
        if session.is_revealed:
            self._show_grades(session)
        else:
            self._show_question_keys(card)

    def replace_cards(self, find: Callable[[CardId], Card]) -> None:
        """Takes the cards from elsewhere from now on: one of them was edited."""
        self._find = find

    def tell(self, sentence: str) -> None:
        """Says something in one line."""
        self._print(Text(sentence, style="hint"), is_aside=True)

    def move(self, session: Session, by: int) -> None:
        """Moves the cursor of the checklist, round its ends."""
        self._cursor = (self._cursor + by) % len(session.ticks)
        self.show_ticks(session)

    def show_ticks(self, session: Session) -> None:
        """Shows the checklist as it is ticked now: where it stood, or in one line what changed."""
        if self._is_redrawn:
            self._show_checklist(session)
            return
        checklist = self._list(session)
        why = f" {_CAPPED}" if session.is_capped else ""
        self._print(Text(f"{say_point(checklist, self._cursor)} {checklist.made}; proposed: {session.proposed}.{why}"))

    def show_hint(self, session: Session) -> None:
        """Shows the last of the key points that were asked for as hints."""
        self._show_hints(session, session.hints)

    def show_attempt(self, session: Session, last: Attempt) -> None:
        """Shows what was typed the last time beside what was typed now."""
        now = session.given.text if session.given else ""
        self._print(render_attempt(now, last, self._console.width, plain=self._is_plain))

    def _card(self, session: Session) -> Card:
        """Gives the card that is shown, with the numbers of this turn where it has some."""
        if session.showing is None:
            raise LookupError
        return filled(self._find(session.showing.id), session.seed)

    def _is_typed(self, card: Card) -> bool:
        return self._manner.is_typed or bool(card.parameters)

    def _print(self, view: RenderableType, *, is_aside: bool = False) -> None:
        """Shows something; what is by the way keeps apart from the question where no line of keys is in between."""
        if is_aside and self._is_question_last:
            self._rewriter.print(Text(), in_place=False)
        self._is_question_last = False
        self._rewriter.print(view, in_place=False)

    def _show_question(self, session: Session, card: Card) -> None:
        render = read_question if self._is_plain else render_question
        self._print(render(session, card, self._console.width, self._manner.note))
        self._is_question_last = True

    def _show_question_keys(self, card: Card) -> None:
        """Says which keys there are, where somebody is there to press them."""
        if self._manner.is_interactive:
            keymap, hints = self._manner.keymap, self._manner.has_hints and bool(card.key_points)
            keys = render_question_keys(keymap, plain=self._is_plain, typed=self._is_typed(card), hints=hints)
            self._print(Group(Text(), keys))

    def _show_hints(self, session: Session, first: int = 1) -> None:
        """Shows the hints that were asked for, from that number on."""
        if session.hints:
            hints = render_hints(self._card(session), first, session.hints, plain=self._is_plain)
            self._print(hints, is_aside=True)

    def _show_answer(self, session: Session, card: Card) -> None:
        if session.given and (verdict := render_verdict(card, session.given, plain=self._is_plain)):
            self._print(Group(Text(), verdict))
        render = read_answer if self._is_plain else render_answer
        self._print(render(card, self._console.width, has_points=not session.has_checklist))
        for part in render_marks(session, self._manner.keymap):
            self._print(part)
        self._show_grades(session)

    def _show_grades(self, session: Session) -> None:
        if session.has_checklist:
            self._show_checklist(session)
        else:
            self._print(self._grades(session))

    def _show_checklist(self, session: Session) -> None:
        """Shows the checklist with the grades below it, over the one that stood there."""
        checklist = self._list(session)
        view = read_checklist(checklist) if self._is_plain else render_checklist(checklist)
        has_last = session.standing is not None  # whether anything was typed then only the whole log would tell
        keys = render_checklist_keys(self._manner.keymap, plain=self._is_plain, last=has_last)
        parts = [view, Text(), self._grades(session), *([keys] if self._manner.is_interactive else [])]
        self._rewriter.print(Group(*parts), in_place=self._is_redrawn)

    def _list(self, session: Session) -> Checklist:
        cursor = self._cursor if self._manner.is_interactive else None
        return list_points(self._card(session).key_points, session, cursor)

    def _grades(self, session: Session) -> RenderableType:
        render = read_grades if self._is_plain else render_grades
        proposed = session.proposed if session.has_proposal else None
        grades = render(preview(session, self._today()), self._manner.keymap, proposed)
        return Group(Hanging("", Text(_CAPPED, style="hint")), grades) if session.is_capped else grades

    def _show_end(self, session: Session) -> None:
        self._print(render_summary(summarise(session), self._manner.tomorrow(session), plain=self._is_plain))
        if self._manner.is_interactive:
            self._print(render_end_keys(self._manner.keymap, plain=self._is_plain))
