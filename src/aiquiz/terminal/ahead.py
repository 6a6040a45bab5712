"""Loads what an answer needs while its question is being read: it takes longer than all the rest."""

from aiquiz.core.cards import Card
from aiquiz.terminal.markdown import needs_markdown


def load_ahead(card: Card, *, is_typed: bool) -> None:
    """Loads the editor where the answer is typed with one, and the layout where the card's answer needs one."""
    if is_typed:
        _load_writer()
    if needs_markdown(card.answer):
        _load_markdown()


def _load_writer() -> None:
    from aiquiz.terminal.writer import prepare  # noqa: PLC0415 - only where answers are typed

    prepare()


def _load_markdown() -> None:
    import aiquiz.terminal.document  # noqa: F401, PLC0415 - loaded here so that the answer is there at once
