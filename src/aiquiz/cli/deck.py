"""`aiquiz deck`: decks of one's own: files of cards in a folder that is looked through by itself."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.cli.group import PLAIN
from aiquiz.cli.options import AsJson
from aiquiz.cli.output import Result

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

deck = typer.Typer(add_completion=False, **PLAIN)


def complete_own(incomplete: str) -> list[str]:
    """Gives the decks of one's own that begin so, those without cards too, for the shell."""
    from aiquiz.cli.completion import offer
    from aiquiz.store.bank_files import deck_name, list_decks
    from aiquiz.store.paths import find_places

    own, _ = list_decks(find_places(os.environ).decks)
    return offer([deck_name(path) for path, _ in own], incomplete)


Name = Annotated[str, typer.Argument(metavar="NAME", help="How the deck is called: my-cards, say.")]
Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NAME]...", help="Decks; all of yours if none.", autocompletion=complete_own),
]


@deck.callback(invoke_without_command=True)
def alone(context: typer.Context, *, json: AsJson = False) -> Result | None:
    """List your decks with their cards, or make, check and find them; `aiquiz add` writes a card into one.

    Example: aiquiz deck new my-cards
    """
    if context.invoked_subcommand is not None:
        return None
    from aiquiz.cli.deck_list import list_result

    return list_result(json=json)


@deck.command("list")
def list_(*, json: AsJson = False) -> Result:
    """List your decks: their cards, how many of them are new and due, and what is wrong.

    Example: aiquiz deck list
    """
    from aiquiz.cli.deck_list import list_result

    return list_result(json=json)


@deck.command()
def new(name: Name) -> Result:
    """Make a deck: a file of cards with an explanation at its beginning, for your editor or for `aiquiz add`.

    Example: aiquiz deck new my-cards
    """
    from aiquiz.cli.deck_list import make_deck

    return _say(f"Made {make_deck(name)}", f"Next: aiquiz add --deck {name}")


@deck.command()
def check(names: Names = None, *, json: AsJson = False) -> Result:
    """Look for everything wrong or poor about the cards of your decks, as `aiquiz check` does for the bank.

    Example: aiquiz deck check my-cards
    """
    from aiquiz.cli.deck_list import check_result

    return check_result(names or [], json=json)


@deck.command()
def path() -> Result:
    """Print the folder of your decks.

    Example: aiquiz deck path
    """
    from aiquiz.store.paths import find_places

    return _say(str(find_places(os.environ).decks))


def _say(*lines: str) -> Result:
    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.text import plain

        return plain("\n".join(lines))

    return Result(view, is_unwrapped=True)
