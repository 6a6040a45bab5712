"""The files of cards: which there are, in the bank and among one's own decks, and what they hold together."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aiquiz.core.headings import BUNDLED, CardId
from aiquiz.errors import DataError
from aiquiz.store.problem import Problem

if TYPE_CHECKING:
    from aiquiz.core.cards import Card
    from aiquiz.store.card_file import PlacedCard

Stated = tuple[Path, os.stat_result]


class ParsedBank(NamedTuple):
    """The good cards, and the problems of the others."""

    cards: "tuple[Card, ...]"
    problems: tuple[Problem, ...]


def list_files(folder: Path, decks: Path | None) -> tuple[list[Stated], list[Problem]]:
    """Gives the files of the bank, then the decks; DataError where the bank cannot be read.

    What is wrong with the folder of the decks is a problem: the rest can be used.
    """
    files = [row for row in _list_bank(folder) if row[0].parent != decks]
    own, problems = list_decks(decks) if decks else ([], [])
    return files + own, problems


def list_decks(folder: Path) -> tuple[list[Stated], list[Problem]]:
    """Gives the files of the decks by name, and what is wrong with others; a folder that is missing holds none."""
    try:
        with os.scandir(folder) as rows:
            names = sorted(row.name for row in rows)
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [Problem(str(folder), 0, f"cannot be read: {error.strerror or error}")]
    own, problems = [], []
    for path in (folder / name for name in names if not name.startswith(".")):
        if problem := _refusal(path):
            problems.append(Problem(str(path), 0, problem))
        elif path.suffix == ".yaml":
            try:
                own.append((path, path.stat()))
            except OSError as error:
                problems.append(Problem(str(path), 0, f"cannot be read: {error.strerror or error}"))
    return own, problems


def _refusal(path: Path) -> str:
    """Says why a file that seems to be a deck is none; nothing for all others."""
    if path.suffix == ".yml":
        return "a deck's name ends in .yaml: rename it"
    if path.name == f"{BUNDLED}.yaml":
        return f"{BUNDLED!r} is what the cards are called that come with aiquiz: rename the file"
    return ""


def _list_bank(folder: Path) -> list[Stated]:
    try:
        paths = sorted(folder.glob("*/*.yaml"))
        found = [(path, path.stat()) for path in paths]
    except OSError as error:
        raise DataError(
            f"Cannot read the question bank in {folder}: {error.strerror}", "Install aiquiz again."
        ) from error
    if not found:
        raise DataError(f"There are no questions in {folder}", "Install aiquiz again, or unset AIQUIZ_BANK.")
    return found


def parse_bank(folder: Path, paths: Iterable[Path], decks: Path | None = None) -> ParsedBank:
    """Reads the cards of all files; those in the folder of the decks are one's own.

    Of two cards with one id the first stands, and both places are named; the first that overrides a bundled one takes
    its place.
    """
    from aiquiz.store.card_file import read_card_file  # noqa: PLC0415 - a bank that is cached needs no YAML

    problems: list[Problem] = []
    found: dict[CardId, tuple[Card, str]] = {}
    for path in paths:
        placed, wrong = read_card_file(path, *_home_of(path, folder, decks))
        problems += wrong
        for row in placed:
            card = row.card
            first = found.get(card.id)
            if first is None or _overrides(card, first[0]):
                found[card.id] = _settle(row, first), f"{path}:{row.line}"
            else:
                problems.append(Problem(str(path), row.line, _say_taken(card, *first)))
    return ParsedBank(tuple(card for card, _ in found.values()), tuple(problems))


def deck_name(path: Path) -> str:
    """Gives the name of a deck: its file's, without the ending."""
    return _as_text(path.stem)


def _home_of(path: Path, folder: Path, decks: Path | None) -> tuple[str, str, str]:
    """Gives the topic, subtopic and deck of a file's cards."""
    if path.parent == decks:
        return deck_name(path), deck_name(path), deck_name(path)
    return _as_text(path.relative_to(folder).parent.as_posix()), _as_text(path.stem), BUNDLED


def _overrides(card: "Card", first: "Card") -> bool:
    return card.overrides and first.deck == BUNDLED


def _settle(row: "PlacedCard", first: "tuple[Card, str] | None") -> "Card":
    """Leaves a card that overrides another in that one's topic, unless it names its own."""
    card = row.card
    if first is None or "topic" in row.field_lines:
        return card

    return card._replace(topic=first[0].topic, subtopic=first[0].subtopic)


def _say_taken(card: "Card", first: "Card", place: str) -> str:
    is_new_override = first.deck == BUNDLED != card.deck
    what = "choose another, or write `overrides: true` to replace that card" if is_new_override else "choose another"
    return f"the id {card.id!r} stands in {place} already: {what}"


def _as_text(name: str) -> str:
    """Gives a file's name whatever the locale is, with U+FFFD for what is not UTF-8: JSON could not hold it."""
    return os.fsencode(name).decode("utf-8", "replace")
