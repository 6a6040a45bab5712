"""The learner's own decks: which there are and how they stand, how one is made, and what is poor about them."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiquiz.cli.output import Result, say
from aiquiz.errors import UsageError
from aiquiz.store.bank_files import deck_name, list_decks

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.cli.wiring import Desk


def find_decks(folder: Path) -> dict[str, Path]:
    """Gives the decks that there are by name."""
    own, _ = list_decks(folder)
    return {deck_name(path): path for path, _ in own}


def find_deck(folder: Path, name: str) -> Path:
    """Gives the file of a deck; UsageError names the nearest when there is none of that name."""
    decks = find_decks(folder)
    if name not in decks:
        from aiquiz.core.setting_kinds import nearest_word

        near = nearest_word(name, decks)
        hint = f"Did you mean {near}?" if near else "`aiquiz deck list` lists yours, `aiquiz deck new` makes one."
        raise UsageError(f"You have no deck called {name!r}", hint)
    return decks[name]


def make_deck(name: str) -> Path:
    """Makes a deck without cards; UsageError where it cannot be called so."""
    from aiquiz.core.card_names import refuse_deck_name
    from aiquiz.store.deck_file import new_deck
    from aiquiz.store.paths import find_places

    if problem := refuse_deck_name(name):
        raise UsageError(f"{name!r} {problem}", "Call it my-cards, say.")
    return new_deck(find_places(os.environ).decks, name)


def list_result(*, json: bool) -> Result:
    """Gives the decks and how they stand."""
    from aiquiz.cli.wiring import open_desk

    desk = open_desk()
    folder = desk.world.places.decks
    rows = [_row(desk, name, path) for name, path in find_decks(folder).items()]

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.deck_view import DeckRow, render_decks

        return render_decks([DeckRow(*(row[name] for name in DeckRow._fields)) for row in rows])

    return Result(view, "decks", (lambda: {"folder": str(folder), "decks": rows}) if json else None)


def _row(desk: "Desk", name: str, path: Path) -> dict[str, Any]:
    from aiquiz.core.selection import choose_due, choose_new

    cards = [card for card in desk.cards if card.deck == name]
    progress, today = desk.history.progress, desk.world.today
    return {
        "name": name,
        "cards": len(cards),
        "new": len(choose_new(cards, progress, today)),
        "due": len(choose_due(cards, progress, today, desk.world.rules)),
        "problems": sum(problem.path == str(path) for problem in desk.problems),
        "path": str(path),
    }


def check_result(names: list[str], *, json: bool) -> Result:
    """Checks some decks or all of them, by themselves and against the bank."""
    from aiquiz.cli.check import NO_TWINS, show_checked
    from aiquiz.cli.clock import now
    from aiquiz.cli.wiring import find_world
    from aiquiz.store.bank import load_bank
    from aiquiz.store.check import check_files
    from aiquiz.store.similarity import is_available

    world = find_world()
    folder = world.places.decks
    paths = [find_deck(folder, name) for name in dict.fromkeys(names)] or list(find_decks(folder).values())
    if not (find_similar := is_available()):
        say(NO_TWINS)
    found = check_files(paths, now().at.date(), find_similar=find_similar)
    bank = load_bank(world.bank_folder, world.places.bank_cache, decks=folder)
    chosen = {str(path) for path in paths}
    doubled = {(problem.path, problem.line) for problem in found.problems if problem.message.endswith("(unique)")}
    of_bank = {
        problem
        for problem in bank.problems
        if problem.path in chosen or (not names and problem.path.startswith(str(folder)))
    }
    more = {problem for problem in of_bank if (problem.path, problem.line) not in doubled}
    problems = sorted({*found.problems, *more}, key=lambda problem: (problem.path, problem.line))
    return show_checked(found._replace(problems=tuple(problems)), json=json)
