"""The question bank: files in, `(cards, problems)` out, with a compiled cache that may be deleted at any time."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from time import time_ns
from typing import NamedTuple
from zlib import crc32

import msgspec

from aiquiz import __version__
from aiquiz.core.cards import Card, CardId
from aiquiz.errors import DataError
from aiquiz.store.problem import Problem
from aiquiz.store.replace import write_replacing

_SETTLED_NS = 2_000_000_000
"""A file this young may change again within the resolution of its times: it is not cached yet."""

Key = tuple[str, ...]


class _Cached(msgspec.Struct, array_like=True):
    key: Key
    cards: tuple[Card, ...]
    problems: tuple[Problem, ...]


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(_Cached)


class Bank(NamedTuple):
    """The good cards, and the problems of the others."""

    cards: tuple[Card, ...]
    problems: tuple[Problem, ...]


def load_bank(folder: Path, cache: Path, watch: Callable[[list[Path]], Iterable[Path]] = iter) -> Bank:
    """Gives the bank, from the cache where no file changed, else from the YAML; DataError when there is no folder.

    `watch` is handed the files that have to be read, and gives them back one by one: a progress bar is one.
    """
    files = _list_files(folder)
    key = _key(files)
    cached = _read_cache(cache, key)
    if cached is not None:
        return cached
    bank = parse_bank(folder, watch([path for path, _ in files]))
    if all(max(stat.st_mtime_ns, stat.st_ctime_ns) < time_ns() - _SETTLED_NS for _, stat in files):
        _write_cache(cache, key, bank)
    return bank


def parse_bank(folder: Path, paths: Iterable[Path]) -> Bank:
    """Reads the cards of all files; of two with one id the first stands, and both places are named."""
    from aiquiz.store.card_file import read_card_file  # noqa: PLC0415 - a bank that is cached needs no YAML

    problems: list[Problem] = []
    found: dict[CardId, tuple[Card, str]] = {}
    for path in paths:
        placed, wrong = read_card_file(path, _as_text(path.relative_to(folder).parent.as_posix()), _as_text(path.stem))
        problems += wrong
        for card, line, _ in placed:
            if card.id in found:
                message = f"the id {card.id!r} stands in {found[card.id][1]} already: choose another"
                problems.append(Problem(str(path), line, message))
            else:
                found[card.id] = card, f"{path}:{line}"
    return Bank(tuple(card for card, _ in found.values()), tuple(problems))


def _as_text(name: str) -> str:
    """Gives a file's name whatever the locale is, with U+FFFD for what is not UTF-8: JSON could not hold it."""
    return os.fsencode(name).decode("utf-8", "replace")


def _list_files(folder: Path) -> list[tuple[Path, os.stat_result]]:
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


def _key(files: list[tuple[Path, os.stat_result]]) -> Key:
    """Names everything that the parsed bank depends on: the program, and each file's place, size and times."""
    rows = (f"{path}|{s.st_size}|{s.st_mtime_ns}|{s.st_ctime_ns}|{s.st_ino}" for path, s in files)
    return (f"1/{__version__}", *rows)


def _read_cache(cache: Path, key: Key) -> Bank | None:
    try:
        data = memoryview(cache.read_bytes())  # a slice of it is no copy: the bank may be many megabytes
        if data[:8] != b"%08x" % crc32(data[8:]):
            return None
        cached = _decoder.decode(data[8:])
    except (OSError, msgspec.MsgspecError, ValueError):
        return None
    return Bank(cached.cards, cached.problems) if cached.key == key else None


def _write_cache(cache: Path, key: Key, bank: Bank) -> None:
    try:
        body = _encoder.encode(_Cached(key, bank.cards, bank.problems))
        write_replacing(cache, b"%08x" % crc32(body) + body)
    except (OSError, DataError, UnicodeEncodeError):  # the last for a path that is not UTF-8
        return  # the bank is read from YAML again next time, which is slower and no matter
