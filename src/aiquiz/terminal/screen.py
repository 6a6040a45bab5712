"""Shows a sitting, inline in the scrollback: nothing is rewritten, so it can be scrolled, copied and read aloud."""

from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from aiquiz.core.cards import Card, CardId
from aiquiz.core.days import StudyDay
from aiquiz.core.session import Session, preview
from aiquiz.core.summary import summarise
from aiquiz.terminal.card_view import render_answer, render_grades, render_question
from aiquiz.terminal.layout import Flow, Hanging
from aiquiz.terminal.markdown import needs_markdown
from aiquiz.terminal.summary_view import render_summary

_QUESTION_KEYS = (("space", "answer"), ("s", "skip"), ("u", "undo"), ("?", "keys"), ("q", "leave"))
_ALL_KEYS = (
    ("space, enter", "show the answer, then: good"),
    ("1 2 3 4", "again, hard, good, easy"),
    ("u", "undo the last answer, as far back as this session goes"),
    ("s", "skip this card for this session"),
    ("q, Ctrl-C, Ctrl-D", "leave; everything is saved already"),
    ("?", "these keys"),
)


class RichScreen:
    """A sitting on a terminal or in a pipe; the width is asked afresh each time."""

    def __init__(
        self,
        console: Console,
        find: Callable[[CardId], Card],
        today: Callable[[], StudyDay],
        *,
        is_interactive: bool,
        note: str = "",
    ) -> None:
        self._console = console
        self._find = find
        self._today = today
        self._is_interactive = is_interactive
        self._note = note

    def show(self, session: Session) -> None:
        """Shows the card's question, or its answer once it is revealed, or the end of the sitting."""
        if session.showing is None:
            self._show_end(session)
            return
        card = self._find(session.showing.id)
        if session.is_revealed:
            self._console.print(render_answer(card, self._console.width))
            self._console.print(render_grades(preview(session, self._today())))
        else:
            self._console.print(render_question(session, card, self._console.width, self._note))
            self._hint(_QUESTION_KEYS)
            if needs_markdown(card.answer):
                _prepare_markdown()

    def show_again(self, session: Session) -> None:
        """Shows a card that came back by undoing: the question, and the answer where it was revealed."""
        if session.is_revealed and session.showing is not None:
            card = self._find(session.showing.id)
            self._console.print(render_question(session, card, self._console.width, self._note))
        self.show(session)

    def show_keys(self, session: Session) -> None:
        """Shows what every key does, and then the line of what can be done now."""
        for keys, meaning in _ALL_KEYS:
            said = Text(style="bold").append(meaning, style="not bold")
            mark = f"{keys:>18}  "
            if self._console.width < 2 * len(mark):
                mark, said = "", Text(f"{keys}  ", style="bold").append_text(said)
            self._console.print(Hanging(mark, said))
        if session.is_revealed:
            self._console.print(render_grades(preview(session, self._today())))

    def tell(self, sentence: str) -> None:
        """Says something in one line."""
        self._console.print(Text(sentence, style="dim"))

    def _show_end(self, session: Session) -> None:
        self._console.print(render_summary(summarise(session)))
        self._hint((("u", "undo"), ("any other key", "leave")))

    def _hint(self, keys: tuple[tuple[str, str], ...]) -> None:
        """Says which keys there are, where somebody is there to press them."""
        if self._is_interactive:
            pieces = (Text(key, style="bold").append(f" {meaning}", style="not bold dim") for key, meaning in keys)
            self._console.print(Flow(pieces))


def _prepare_markdown() -> None:
    """Loads the Markdown renderer while the question is being read: it takes longer than all the rest."""
    import aiquiz.terminal.document  # noqa: F401, PLC0415 - loaded here so that the answer is there at once
