"""The question bank: files in, `(cards, problems)` out, with a compiled cache that may be deleted at any time."""

import functools
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING, NamedTuple
from zlib import adler32

import msgspec

from aiquiz import __version__
from aiquiz.core.headings import CardId, Heading
from aiquiz.errors import DataError
from aiquiz.store.bank_files import list_files, parse_bank
from aiquiz.store.problem import Problem
from aiquiz.store.replace import write_replacing

if TYPE_CHECKING:
    from aiquiz.core.cards import Card

_SETTLED_NS = 2_000_000_000
"""A file this young may change again within the resolution of its times: it is not cached yet."""

Key = tuple[str, ...]


class _Entry(msgspec.Struct, array_like=True):
    heading: Heading
    card: msgspec.Raw


class _Cached(msgspec.Struct, array_like=True):
    key: Key
    entries: list[_Entry]
    problems: tuple[Problem, ...]


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(_Cached)


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

    def find(self, card_id: CardId) -> "Card":
        """Gives a whole card as it stands in its file; KeyError when there is none of that id."""
        return _card_decoder().decode(self.bodies[card_id])

    def example(self, card_id: CardId) -> "Card":
        """Gives a whole card as it reads: one with numbers to draw is filled in with an example's."""
        from aiquiz.core.example import example_of  # noqa: PLC0415 - every start opens the bank, few show a card

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
    cached = _read_cache(cache, key)
    if cached is not None:
        return cached._replace(problems=(*refused, *cached.problems))
    parsed = parse_bank(folder, watch([path for path, _ in files]), decks)
    entries = [_Entry(card.heading, msgspec.Raw(_encoder.encode(card))) for card in parsed.cards]
    if all(max(stat.st_mtime_ns, stat.st_ctime_ns) < time_ns() - _SETTLED_NS for _, stat in files):
        _write_cache(cache, _Cached(key, entries, parsed.problems))
    return _bank_of(entries, (*refused, *parsed.problems))


def _bank_of(entries: list[_Entry], problems: tuple[Problem, ...]) -> Bank:
    return Bank(
        tuple(entry.heading for entry in entries), problems, {entry.heading.id: entry.card for entry in entries}
    )


def _key(files: list[tuple[Path, os.stat_result]]) -> Key:
    """Names everything that the parsed bank depends on: the program, and each file's place, size and times."""
    rows = (f"{path}|{s.st_size}|{s.st_mtime_ns}|{s.st_ctime_ns}|{s.st_ino}" for path, s in files)
    return (f"5/{__version__}", *rows)


def _read_cache(cache: Path, key: Key) -> Bank | None:
    try:
        data = memoryview(cache.read_bytes())  # a slice of it is no copy: the bank may be many megabytes
        if data[:8] != b"%08x" % adler32(data[8:]):
            return None
        cached = _decoder.decode(data[8:])
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
    return _bank_of(cached.entries, cached.problems) if cached.key == key else None


def _write_cache(cache: Path, cached: _Cached) -> None:
    try:
        body = _encoder.encode(cached)
        write_replacing(cache, b"%08x" % adler32(body) + body)
    except (OSError, DataError, UnicodeEncodeError):  # the last for a path that is not UTF-8
        return  # the bank is read from YAML again next time, which is slower and no matter
