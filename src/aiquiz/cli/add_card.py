"""How a card comes into a deck: from options, from questions in the terminal, from an editor, or from the bank."""

import sys
from pathlib import Path
from typing import NamedTuple

from aiquiz.cli.add import show_added
from aiquiz.cli.output import Result, say
from aiquiz.cli.wiring import Desk, open_desk
from aiquiz.core.cards import Card, as_points
from aiquiz.core.headings import BUNDLED, CardId, Level
from aiquiz.errors import ExitCode, UsageError
from aiquiz.store.card_fields import LONGEST_TEXT
from aiquiz.store.deck_file import add_card, deck_path, new_deck

USUAL_DECK = "my-cards"


class Wanted(NamedTuple):
    """What was said of a card with options; what is empty is asked for or left out."""

    deck: str
    topic: str
    level: Level
    question: str = ""
    answer: str = ""
    key_points: tuple[str, ...] = ()
    tip: str = ""


def add_or_copy(wanted: Wanted, override: str, *, edit: bool, json: bool) -> Result | ExitCode:
    """Writes the card that is wanted, or a copy of a bundled one; UsageError where the two are mixed."""
    is_typed = any((wanted.question, wanted.answer, wanted.key_points, wanted.tip))
    if override:
        if is_typed or edit or wanted.topic:
            raise UsageError(
                "--override copies a card as it is and takes no other option but --deck", "Leave them out."
            )
        return override_result(override, wanted.deck, json=json)
    if is_typed and not edit and not (wanted.question and wanted.answer.strip()):
        raise UsageError("A card needs a question and an answer", "Give --question and --answer, or neither.")
    return add_result(wanted, edit=edit, json=json)


def add_result(wanted: Wanted, *, edit: bool, json: bool) -> Result | ExitCode:
    """Writes the card that is wanted; where nothing comes of it no file is touched."""
    desk = open_desk()
    path = choose_deck(desk, wanted.deck)
    if edit:
        return _edit(desk, wanted, path, json=json)
    card = _from_options(wanted) if wanted.question else _ask(wanted)
    if card is None:
        say("Nothing was added.")
        return ExitCode.PROBLEMS_FOUND
    return _write(desk, path, card, _full_place(desk, wanted.topic), json=json)


def _edit(desk: Desk, wanted: Wanted, path: Path, *, json: bool) -> Result | ExitCode:
    from aiquiz.cli.draft import drop_draft, write_draft

    card = write_draft(desk, wanted, path)
    if card is None:
        say("Nothing was added.")
        return ExitCode.PROBLEMS_FOUND
    place = "/".join(part for part in (card.topic, card.subtopic) if part)
    result = _write(desk, path, card, _full_place(desk, place), json=json)
    drop_draft(desk)
    return result


def override_result(name: str, deck: str, *, json: bool) -> Result:
    """Copies a bundled card into a deck, where it stands in the bundled one's place."""
    desk = open_desk()
    found = next((card for card in desk.cards if card.id == name), None)
    if found is None:
        raise UsageError(f"There is no card called {name!r}", "`aiquiz search` finds cards by their words.")
    if found.deck != BUNDLED:
        raise UsageError(f"The card {name!r} is your own, in the deck {found.deck}", "Change it there.")
    card = desk.whole(found.id)._replace(overrides=True)
    return _write(desk, choose_deck(desk, deck), card, "", json=json)


def choose_deck(desk: Desk, name: str) -> Path:
    """Gives the deck that is named, or the only one; where there is none, the one that is made then."""
    from aiquiz.cli.deck_list import find_deck, find_decks

    folder = desk.world.places.decks
    if name:
        return find_deck(folder, name)
    decks = find_decks(folder)
    if len(decks) > 1:
        raise UsageError(f"You have several decks: {', '.join(decks)}", "Say which with --deck.")
    return next(iter(decks.values()), deck_path(folder, USUAL_DECK))


def _write(desk: Desk, path: Path, card: Card, topic: str, *, json: bool) -> Result:
    if not path.exists():
        new_deck(path.parent, path.stem)
    progress = desk.history.progress
    known = {card.id for card in desk.cards}
    if card.id in known and not card.overrides:
        raise UsageError(f"There is a card {card.id!r} already", "Give this one another id, or none.")
    taken = frozenset({*known, *progress.standings, *progress.marks})
    added = add_card(path, card, desk.world.places.state / "decks.lock", taken=taken, topic=topic)
    return show_added(added.card.id, path.stem, str(added.path), added.line, json=json)


def _full_place(desk: Desk, name: str) -> str:
    """Gives `topic/subtopic` where a subtopic is named that stands in one topic only, else what is named."""
    if name in {card.topic for card in desk.cards}:
        return name
    places = {card.place for card in desk.cards if card.subtopic == name}
    return places.pop() if len(places) == 1 else name


def _from_options(wanted: Wanted) -> Card:
    answer = sys.stdin.read(LONGEST_TEXT * 4) if wanted.answer == "-" else wanted.answer
    points = tuple(point.strip() for point in wanted.key_points if point.strip())
    if not answer.strip():
        raise UsageError("The answer is empty", "Give it with --answer, or pipe it in with --answer -")
    given = Card(CardId(""), "", "", wanted.question, wanted.level, answer.strip(), tip=wanted.tip)
    return given._replace(key_points=as_points(points))


def _ask(wanted: Wanted) -> Card | None:
    """Asks for the parts of a card; None when it was given up, or when question or answer stayed empty."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("No card came", "Give --question and --answer, or run it in a terminal.")
    from aiquiz.terminal.card_form import ask_card

    form = ask_card()
    if form is None:
        return None
    given = Card(CardId(""), "", "", form.question, wanted.level, form.answer, tip=form.tip)
    return given._replace(key_points=as_points(form.key_points))
