"""Writes many cards into a deck at once: all of them or none, in as many files as they need."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from aiquiz.core.cards import Card
from aiquiz.errors import DataError
from aiquiz.store.bank_files import deck_name
from aiquiz.store.card_file import Home, read_cards, read_list
from aiquiz.store.card_text import write_card
from aiquiz.store.deck_file import HEADER, deck_path, held, keep_schema
from aiquiz.store.paths import make_folder
from aiquiz.store.replace import write_replacing
from aiquiz.store.yaml_text import LIMIT_BYTES

_MOST_BYTES = LIMIT_BYTES - 200_000
"""Files are filled up to here, so that a card can be added by hand."""


class Refused(NamedTuple):
    """A card that would not be read back, and why."""

    card: Card
    why: str


class Written(NamedTuple):
    """The files that were written, how many cards came in, and those that did not."""

    paths: tuple[Path, ...]
    cards: int
    refused: tuple[Refused, ...]


class _Part(NamedTuple):
    path: Path
    before: bytes | None
    after: bytes
    cards: tuple[Card, ...]


@contextmanager
def added_cards(folder: Path, name: str, cards: Sequence[Card], lock: Path, *, dry: bool = False) -> Iterator[Written]:
    """Adds cards to a deck, and takes them away again where what follows within the block fails.

    Each file is read back before it is kept; DataError where the deck cannot be added to. A `dry` run writes nothing.
    """
    if dry:
        parts, good, refused = _plan(folder, name, cards)
        yield Written(tuple(part.path for part in parts), good, refused)
        return
    make_folder(folder)
    with held(lock):
        parts, good, refused = _plan(folder, name, cards)
        try:
            for part in parts:
                write_replacing(part.path, part.after, durable=True)
            yield Written(tuple(part.path for part in parts), good, refused)
        except OSError as error:
            _take_back(parts)
            reason = error.strerror or str(error)
            raise DataError(f"Nothing was imported: {folder}: {reason}", "The decks are as they were.") from error
        except BaseException:
            _take_back(parts)
            raise
        if parts:
            with suppress(OSError):  # it serves editors only
                keep_schema(folder)


def _take_back(parts: Sequence[_Part]) -> None:
    for part in parts:
        with suppress(OSError):
            if part.before is None:
                part.path.unlink(missing_ok=True)
            else:
                write_replacing(part.path, part.before, durable=True)


def _plan(folder: Path, name: str, cards: Sequence[Card]) -> tuple[list[_Part], int, tuple[Refused, ...]]:
    """Gives what the files will hold; cards that would not be read back are left out."""
    parts = list(_compose(folder, name, cards))
    refused = tuple(found for part in parts for found in _check(part))
    if refused:
        left_out = {found.card.id for found in refused}
        cards = [card for card in cards if card.id not in left_out]
        parts = list(_compose(folder, name, cards))
        if again := [found for part in parts for found in _check(part)]:
            raise DataError(f"Nothing was imported, for it would not be read back: {again[0].why}", "Mend the deck.")
    return parts, len(cards), refused


def _compose(folder: Path, name: str, cards: Sequence[Card]) -> Iterator[_Part]:
    """Fills the deck's files one after the other."""
    number, rest = 1, list(cards)
    while rest:
        path = deck_path(folder, name if number == 1 else f"{name}-{number}")
        number += 1
        before = _read(path)
        pieces = [before or HEADER.encode()]
        if before and not before.endswith(b"\n"):
            pieces.append(b"\n")
        size, taken = sum(map(len, pieces)), 0
        indent = _indent(path, before)
        break_ = b"\r\n" if before and b"\r\n" in before else b"\n"
        for card in rest:
            topic = "" if card.topic == card.subtopic == name else f"{card.topic}/{card.subtopic}"
            text = f"\n{write_card(card, topic=topic, indent=indent)}"
            piece = text.encode("utf-8", "replace").replace(b"\n", break_)
            if size + len(piece) > _MOST_BYTES:
                break
            size += len(piece)
            taken += 1
            pieces.append(piece)
        if taken:
            yield _Part(path, before, b"".join(pieces), tuple(rest[:taken]))
        rest = rest[taken:]


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DataError(f"Cannot read {path}: {error.strerror or error}", "Nothing was imported.") from error


def _indent(path: Path, before: bytes | None) -> int:
    if before is None:
        return 0
    root, unreadable = read_list(before, str(path), _home(path))
    if unreadable:
        raise DataError(f"Nothing was imported, for the deck cannot be read: {unreadable[0]}", "Mend that first.")
    return root.column - 1 if root else 0


def _home(path: Path) -> Home:
    return Home(deck_name(path), deck_name(path), deck_name(path))


def _check(part: _Part) -> Iterator[Refused]:
    """Gives the cards of a file that are not read back as they were."""
    placed, problems = read_cards(part.after, str(part.path), _home(part.path))
    there = {row.card.id: row.card for row in placed}
    for card in part.cards:
        found = there.get(card.id)
        if found is None:
            said = (problem.message for problem in problems if repr(str(card.id)) in problem.message)
            yield Refused(card, next(said, "the file would not be read back"))
        elif (found.question, found.answer) != (card.question.strip(), card.answer.strip()):
            yield Refused(card, "its text would not be read back")
