"""Shows a sitting, inline in the scrollback: nothing is rewritten, so it can be scrolled, copied and read aloud."""

from collections.abc import Callable
from typing import NamedTuple

from rich.console import Console, RenderableType
from rich.text import Text

from aiquiz.core.cards import Card, CardId
from aiquiz.core.days import StudyDay
from aiquiz.core.limits import Tomorrow
from aiquiz.core.session import Session, preview
from aiquiz.core.summary import summarise
from aiquiz.terminal.card_view import render_answer, render_grades, render_marks, render_question
from aiquiz.terminal.console import is_plain
from aiquiz.terminal.key_help import render_all_keys, render_end_keys, render_question_keys
from aiquiz.terminal.keymap import DEFAULT, Keymap
from aiquiz.terminal.markdown import needs_markdown
from aiquiz.terminal.plain_card import read_answer, read_grades, read_question
from aiquiz.terminal.summary_view import render_summary


def _say_nothing_of_tomorrow(_session: Session) -> Tomorrow | None:
    return None


class Manner(NamedTuple):
    """How a sitting is shown: to somebody who is there or not, under a note, with whose keys, and with what to come."""

    is_interactive: bool
    note: str = ""
    keymap: Keymap = DEFAULT
    tomorrow: Callable[[Session], Tomorrow | None] = _say_nothing_of_tomorrow


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

    def show(self, session: Session) -> None:
        """Shows the card's question, or its answer once it is revealed, or the end of the sitting."""
        if session.showing is None:
            self._show_end(session)
            return
        card = self._find(session.showing.id)
        if session.is_revealed:
            self._show_answer(session, card)
        else:
            self._show_question(session, card)
            self._hint(render_question_keys(self._manner.keymap, plain=self._is_plain))
            if needs_markdown(card.answer):
                _prepare_markdown()

    def show_again(self, session: Session) -> None:
        """Shows a card that came back by undoing: the question, and the answer where it was revealed."""
        if session.is_revealed and session.showing is not None:
            self._show_question(session, self._find(session.showing.id))
        self.show(session)

    def show_keys(self, session: Session) -> None:
        """Shows what every key does, and then the line of what can be done now."""
        self._console.print(render_all_keys(self._manner.keymap, self._console.width, plain=self._is_plain))
        if session.is_revealed:
            self._show_grades(session)

    def replace_cards(self, find: Callable[[CardId], Card]) -> None:
        """Takes the cards from elsewhere from now on: one of them was edited."""
        self._find = find

    def tell(self, sentence: str) -> None:
        """Says something in one line."""
        self._console.print(Text(sentence, style="hint"))

    def _show_question(self, session: Session, card: Card) -> None:
        render = read_question if self._is_plain else render_question
        self._console.print(render(session, card, self._console.width, self._manner.note))

    def _show_answer(self, session: Session, card: Card) -> None:
        render = read_answer if self._is_plain else render_answer
        self._console.print(render(card, self._console.width))
        for part in render_marks(session, self._manner.keymap):
            self._console.print(part)
        self._show_grades(session)

    def _show_grades(self, session: Session) -> None:
        render = read_grades if self._is_plain else render_grades
        self._console.print(render(preview(session, self._today()), self._manner.keymap))

    def _show_end(self, session: Session) -> None:
        self._console.print(render_summary(summarise(session), self._manner.tomorrow(session), plain=self._is_plain))
        self._hint(render_end_keys(self._manner.keymap, plain=self._is_plain))

    def _hint(self, keys: RenderableType) -> None:
        """Says which keys there are, where somebody is there to press them."""
        if self._manner.is_interactive:
            self._console.print(keys)


def _prepare_markdown() -> None:
    """Loads the Markdown renderer while the question is being read: it takes longer than all the rest."""
    import aiquiz.terminal.document  # noqa: F401, PLC0415 - loaded here so that the answer is there at once
