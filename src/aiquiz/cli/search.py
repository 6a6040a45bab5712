"""`aiquiz search`: finds cards by their words."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from aiquiz.cli.options import AsJson, Decks, Levels, Roles, Tags, Topics
from aiquiz.cli.output import Result, tell_problems
from aiquiz.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.core.search import Found, Hit

Words = Annotated[list[str], typer.Argument(metavar="WORD...", help="Words that a card must have, all of them.")]
Most = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Show at most so many cards.")]


def search(
    words: Words,
    level: Levels = None,
    topic: Topics = None,
    tag: Tags = None,
    role: Roles = None,
    deck: Decks = None,
    limit: Most = 20,
    *,
    json: AsJson = False,
) -> Result:
    """Find cards that have all of some words in question, answer, key points, tags or topic.

    Small and capital letters, accents, plurals and British or American -ise make no difference.
    Where a question has the words its card comes first; then the most asked. It exits with 1
    where nothing is found.

    Example: aiquiz search gradient descent --level beginner
    """
    found = _look_up(" ".join(words), level, topic, tag, role, deck)

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.search_view import render_search

        return render_search(found, limit)

    exit_code = ExitCode.DONE if found.hits else ExitCode.PROBLEMS_FOUND
    return Result(view, "search", (lambda: _data(found, limit)) if json else None, exit_code)


def _look_up(query: str, level: Levels, topic: Topics, tag: Tags, role: Roles, deck: Decks) -> "Found":
    from aiquiz.cli.options import make_filter
    from aiquiz.cli.progress_bar import show_progress
    from aiquiz.cli.wiring import find_world
    from aiquiz.core.search import Shelf, search_cards
    from aiquiz.core.search_words import read_words
    from aiquiz.store.bank import load_bank

    wanted = read_words(query)
    if not wanted:
        raise UsageError("There is no word to look for", "Give one, as in `aiquiz search overfitting`.")
    world = find_world()
    bank = load_bank(world.bank_folder, world.places.bank_cache, show_progress, decks=world.places.decks)
    tell_problems(bank.problems, "cards")
    chosen = make_filter(bank.cards, level, topic, tag, role, deck)
    cards = [card for card in bank.cards if chosen.admits(card)]
    if not cards:
        raise UsageError("No card fits all of these filters", "Leave one out.")
    return search_cards(Shelf(cards, bank.raw_of, bank.example), wanted)


def _data(found: "Found", limit: int) -> dict[str, Any]:
    return {
        "words": [word.text for word in found.words],
        "meant": dict(found.meant),
        "found": len(found.hits),
        "cards": [_hit(hit) for hit in found.hits[:limit]],
        "counts": dict(found.counts),
    }


def _hit(hit: "Hit") -> dict[str, Any]:
    card = hit.card
    return {
        "id": card.id,
        "question": card.question,
        "place": card.place,
        "deck": card.deck,
        "level": card.level,
        "asked_by": card.asked_by,
        "found_in": hit.parts,
        "excerpt": hit.excerpt,
    }
