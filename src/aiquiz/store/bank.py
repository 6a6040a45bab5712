"""The question bank: files in, `(cards, problems)` out, with a compiled cache that may be deleted at any time."""

import functools
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from aiquiz import __version__
from aiquiz.core.headings import CardId, Heading
from aiquiz.store.bank_cache import Compiled, Entry, Key, Matches, read_compiled, write_compiled
from aiquiz.store.bank_files import list_files, parse_bank
from aiquiz.store.problem import Problem

if TYPE_CHECKING:
    from aiquiz.core.cards import Card

_SETTLED_NS = 2_000_000_000
"""A file this young may change again within the resolution of its times: it is not cached yet."""

_encoder = msgspec.json.Encoder()


@functools.cache
def _card_decoder() -> "msgspec.json.Decoder[Card]":
    """Gives what reads whole cards: it is made where one is asked for, and most commands ask for none."""
    from aiquiz.core.cards import Card  # noqa: PLC0415 - the same

    return msgspec.json.Decoder(Card)


class Bank(NamedTuple):
    """The headings of the good cards, the problems of the others, and the cards themselves, each read when asked for.

    Reading 10,000 whole cards out of the cache takes five times as long as their headings, and few are shown.
    """

    cards: tuple[Heading, ...]
    problems: tuple[Problem, ...]
    bodies: Mapping[CardId, msgspec.Raw]
    read_matches: Callable[[], Matches] = dict

    def find(self, card_id: CardId) -> "Card":
        """Gives a card as it stands in its file, but for the entries of its key points; KeyError when there is none."""
        return _card_decoder().decode(self.bodies[card_id])

    def whole(self, card_id: CardId) -> "Card":
        """Gives a card as it stands in its file; KeyError when there is none of that id."""
        card = self.find(card_id)
        matches = self.read_matches().get(card_id, ())
        if not matches:
            return card
        points = tuple(point._replace(match=match) for point, match in zip(card.key_points, matches, strict=True))
        return card._replace(key_points=points)

    def example(self, card_id: CardId) -> "Card":
        """Gives a whole card as it reads: one with numbers to draw is filled in with an example's."""
        from aiquiz.core.numeric.example import example_of  # noqa: PLC0415 - every start opens the bank, few show a card

        return example_of(self.find(card_id))

    def raw_of(self, card_id: CardId) -> bytes:
        """Gives a card as JSON, as the cache has it: to be looked through before anything is decoded."""
        return bytes(self.bodies[card_id])


def load_bank(
    folder: Path,
    cache: Path,
    watch: Callable[[list[Path]], Iterable[Path]] = iter,
    *,
    decks: Path | None = None,
) -> Bank:
    """Gives the bank with the decks of one's own, from the cache where no file changed, else from the YAML.

    DataError when there is no folder of the bank; that of the decks may be missing. `watch` is handed the files that
    have to be read, and gives them back one by one: a progress bar is one.
    """
    files, refused = list_files(folder, decks)
    key = _key(files)
    if (found := read_compiled(cache, key)) is not None:
        compiled, read_matches = found
        return _bank_of(compiled, (*refused, *compiled.problems), read_matches)
    parsed = parse_bank(folder, watch([path for path, _ in files]), decks)
    entries = [Entry(card.heading, msgspec.Raw(_encoder.encode(_bare(card)))) for card in parsed.cards]
    compiled = Compiled(key, entries, parsed.problems)
    matches = {
        card.id: tuple(point.match for point in card.key_points)
        for card in parsed.cards
        if any(point.match for point in card.key_points)
    }
    if all(max(stat.st_mtime_ns, stat.st_ctime_ns) < time_ns() - _SETTLED_NS for _, stat in files):
        write_compiled(cache, compiled, matches)
    return _bank_of(compiled, (*refused, *parsed.problems), lambda: matches)


def _bare(card: "Card") -> "Card":
    return card._replace(key_points=tuple(point._replace(match=()) for point in card.key_points))


def _bank_of(compiled: Compiled, problems: tuple[Problem, ...], read_matches: Callable[[], Matches]) -> Bank:
    entries = compiled.entries
    bodies = {entry.heading.id: entry.card for entry in entries}
    return Bank(tuple(entry.heading for entry in entries), problems, bodies, read_matches)


def _key(files: list[tuple[Path, os.stat_result]]) -> Key:
    """Names everything that the parsed bank depends on: the program, and each file's place, size and times."""
    rows = (f"{path}|{s.st_size}|{s.st_mtime_ns}|{s.st_ctime_ns}|{s.st_ino}" for path, s in files)
    return (f"6/{__version__}", *rows)
