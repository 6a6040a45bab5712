"""Writes decks: a new file, or a card at the end of one whose every other byte stays as it is."""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from aiquiz.core.card_names import fresh_id
from aiquiz.core.cards import Card
from aiquiz.errors import DataError, UsageError
from aiquiz.store.bank_files import deck_name
from aiquiz.store.card_file import Home, PlacedCard, read_cards, read_list
from aiquiz.store.card_schema import card_schema
from aiquiz.store.card_text import write_card
from aiquiz.store.locks import locked
from aiquiz.store.paths import make_folder, unusable
from aiquiz.store.problem import Problem
from aiquiz.store.replace import write_replacing

SCHEMA_NAME = "card.schema.json"
"""The schema lies beside the decks, so that an editor finds it wherever the folder is carried."""

HEADER = f"# yaml-language-server: $schema={SCHEMA_NAME}\n"
_TEMPLATE = """\
# Cards of your own: aiquiz finds this file by itself. `aiquiz add --deck {name}` writes a card at its end,
# `aiquiz deck check {name}` says what could be better. A card looks like this:
#
# - id: my-first-card
#   question: What is asked, as an interviewer says it?
#   level: beginner
#   answer: |
#     What a strong candidate says aloud, in Markdown.
#   tip: How to stand out, in a sentence.
#   key_points:
#     - What an interviewer listens for
#     - {{text: Names the price, match: ["cost|slow"]}}   # words that say it too, when you type the answer
#   topic: mlops/deployment
#
# Only id, question, level and answer are needed. The id is what your progress hangs on: never change it. Without a
# topic the card belongs to one that is called as this deck. `overrides: true` with the id of a card that comes with
# aiquiz puts yours in its place. The level is beginner, intermediate or advanced.
"""
_ID = re.compile(r"""\bid:[ \t]*['"]?([a-z0-9-]+)""")


class Added(NamedTuple):
    """Where a card was written, and the card as it is read back."""

    path: Path
    line: int
    card: Card


def deck_path(folder: Path, name: str) -> Path:
    """Gives the file of a deck."""
    return folder / f"{name}.yaml"


def new_deck(folder: Path, name: str) -> Path:
    """Writes a deck without cards; UsageError when there is one of that name."""
    path = deck_path(folder, name)
    make_folder(folder)
    try:
        keep_schema(folder)
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(HEADER + _TEMPLATE.format(name=name))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise UsageError(
            f"There is a deck {name!r} already: {path}", f"`aiquiz add --deck {name}` adds to it."
        ) from None
    except OSError as error:
        raise unusable(path, error) from error
    return path


def keep_schema(folder: Path) -> None:
    """Writes the schema of this version beside the decks, unless it is there."""
    path = folder / SCHEMA_NAME
    data = (json.dumps(card_schema(), indent=2, ensure_ascii=False) + "\n").encode()
    try:
        is_kept = path.read_bytes() == data
    except FileNotFoundError:
        is_kept = False
    if not is_kept:
        write_replacing(path, data)


def add_card(path: Path, card: Card, lock: Path, *, taken: frozenset[str] = frozenset(), topic: str = "") -> Added:
    """Writes a card at the end of a deck, and keeps it only when the whole is read back as it was with that card more.

    A card without an id gets one that is not taken. The lock is a file that keeps two programs from adding at a time.
    """
    with held(lock):
        try:
            before = path.read_bytes()
        except OSError as error:
            raise unusable(path, error) from error
        after, placed = _compose(path, before, _name(path, before, card, taken), topic)
        try:
            write_replacing(path, after, durable=True)
        except OSError as error:
            raise DataError(
                f"Nothing was added to {path}: {error.strerror or error}", "The deck is as it was."
            ) from error
    return Added(path, placed.line, placed.card)


@contextmanager
def held(lock: Path) -> Iterator[None]:
    """Keeps other programs from writing decks meanwhile."""
    make_folder(lock.parent)
    try:
        file = lock.open("ab")
    except OSError as error:
        raise unusable(lock, error) from error
    with file, locked(file.fileno()):
        yield


def _name(path: Path, before: bytes, card: Card, taken: frozenset[str]) -> Card:
    """Gives the card with an id; what looks like one in the deck is taken too, even where its card cannot be read."""
    there = set(_ID.findall(before.decode("utf-8", "replace")))
    if card.id in there:
        raise UsageError(f"There is a card {card.id!r} in {path} already", "Give this one another id.")
    return card if card.id else card._replace(id=fresh_id(card.question, there | taken))


def _compose(path: Path, before: bytes, card: Card, topic: str) -> tuple[bytes, PlacedCard]:
    """Gives the deck with a card more, and the card as it is read back."""
    home = Home(deck_name(path), deck_name(path), deck_name(path))
    old, old_problems = read_cards(before, str(path), home)
    root, unreadable = read_list(before, str(path), home)
    if unreadable:
        raise DataError(f"Nothing was added, for the deck cannot be read: {unreadable[0]}", "Mend that first.")
    break_ = b"\r\n" if b"\r\n" in before else b"\n"
    text = write_card(card, topic=topic, indent=root.column - 1 if root else 0).encode("utf-8", "surrogatepass")
    gap = b"" if before.endswith((b"\n", b"\r")) else break_
    after = before + gap + break_ + text.replace(b"\n", break_)
    new, new_problems = read_cards(after, str(path), home)
    if [row.card for row in new[:-1]] != [row.card for row in old] or not new or not _is_same(new[-1].card, card):
        raise _not_added(path, [found for found in new_problems if found not in old_problems])
    return after, new[-1]


def _is_same(found: Card, card: Card) -> bool:
    """Says whether a card says what another says, wherever the two belong."""
    return found._replace(topic=card.topic, subtopic=card.subtopic, deck=card.deck) == card


def _not_added(path: Path, problems: list[Problem]) -> DataError:
    if problems:
        return DataError(f"Nothing was added, for the card would not be read back: {problems[0].message}")
    hint = "Its cards must be a list with a dash each, and nothing may stand behind them."
    return DataError(f"Nothing was added, for nothing can be added at the end of {path}", hint)
