"""`aiquiz add`: writes a card into a deck of one's own."""

from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.cli.deck import complete_own
from aiquiz.cli.options import AsJson, complete_cards, complete_topics
from aiquiz.cli.output import Result
from aiquiz.core.headings import Level

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

Deck = Annotated[
    str, typer.Option("--deck", metavar="NAME", help="Into which deck of yours.", autocompletion=complete_own)
]
Topic = Annotated[
    str,
    typer.Option(
        "--topic", "-t", metavar="NAME", help="The card's topic, or topic/subtopic.", autocompletion=complete_topics
    ),
]
OfLevel = Annotated[Level, typer.Option("--level", "-l", help="Who is expected to answer.")]
Question = Annotated[str, typer.Option("--question", "-q", metavar="TEXT", help="The question.")]
Answer = Annotated[str, typer.Option("--answer", "-a", metavar="TEXT", help="The answer; - reads it from stdin.")]
KeyPoints = Annotated[list[str] | None, typer.Option("--key-point", metavar="TEXT", help="A point listened for.")]
Tip = Annotated[str, typer.Option("--tip", metavar="TEXT", help="How to stand out.")]
Edit = Annotated[bool, typer.Option("--edit", help="Write the card in your editor ($VISUAL or $EDITOR).")]
Override = Annotated[
    str,
    typer.Option("--override", metavar="ID", help="Copy a bundled card, to change it.", autocompletion=complete_cards),
]


def add(
    deck: Deck = "",
    topic: Topic = "",
    level: OfLevel = Level.BEGINNER,
    question: Question = "",
    answer: Answer = "",
    key_point: KeyPoints = None,
    tip: Tip = "",
    *,
    edit: Edit = False,
    override: Override = "",
    json: AsJson = False,
) -> object:
    """Write a card into a deck of yours: it asks for question, answer, key points and tip, or takes them as options.

    Without --deck the card goes into the only deck that you have, or a new one. --override copies a card that comes
    with aiquiz into your deck: your version of it counts then, and your progress stays.

    Example: aiquiz add --question "What is data drift?" --answer "The inputs change, the world that labels them not."
    """
    from aiquiz.cli.add_card import Wanted, add_or_copy

    points = tuple(key_point or ())
    wanted = Wanted(deck, topic.strip(), level, question.strip(), answer, points, tip.strip())
    return add_or_copy(wanted, override, edit=edit, json=json)


def show_added(card_id: str, deck: str, path: str, line: int, *, json: bool) -> Result:
    """Gives what was written where."""

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.text import plain

        return plain(f"Added {card_id} to {deck}.\n{path}:{line}")

    data = {"id": card_id, "deck": deck, "path": path, "line": line}
    return Result(view, "added", (lambda: data) if json else None, is_unwrapped=True)
