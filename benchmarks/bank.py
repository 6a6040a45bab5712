"""How long a bank takes to read: from YAML against PyYAML's C loader on the same bytes, and from the cache.

The cards are the bundled ones over and over, 2.3 kB each, in files of 100. What PyYAML's loader gives is plain lists
and dictionaries; ours are cards whose every field was checked. The cache gives the headings of all cards and keeps
their texts unread until one is shown; it stands against `json.loads` of its bytes.
"""

import gc
import json
import sys
import tempfile
import time
from pathlib import Path

import yaml
from learner import read_cards, write_bank
from pairs import Comparison, Figure, Row, compare, show_comparisons, show_figures, timed

from aiquiz.__main__ import COLLECT_AFTER
from aiquiz.store.bank import load_bank

YAML_PAIRS = {3_000: 7, 10_000: 3}
YAML_BOUND = 1.3
CACHE_PAIRS = 41
CACHED_MS = {10_000: 60.0}
"""How long the cache of so many cards may take; a busy machine only ever adds to that, so the quickest counts."""

_UNSETTLED_S = 2.5


def main() -> None:
    """Measures, prints the tables, and ends with 1 where a bound is missed."""
    gc.set_threshold(COLLECT_AFTER)  # as in a start
    rows: list[Row] = []
    figures: list[Figure] = []
    for cards, pairs in YAML_PAIRS.items():
        with tempfile.TemporaryDirectory() as home:
            folder, cache = Path(home) / "bank", Path(home) / "bank.json"
            write_bank(folder, cards)
            rows.append(Row(f"{cards:,} cards from YAML, against `CSafeLoader`", _from_yaml(folder, pairs), YAML_BOUND))
            cached = _from_cache(folder, cache)
            rows.append(Row(f"{cards:,} cards from the cache, against `json.loads`", cached))
            quickest_ms = min(cached.ours_s) * 1000
            name = f"{cards:,} cards from the cache, the quickest of {CACHE_PAIRS}"
            figures.append(Figure(name, quickest_ms, "ms", CACHED_MS.get(cards)))
    are_met = [show_comparisons(rows), show_figures(figures)]
    sys.exit(not all(are_met))


def _from_yaml(folder: Path, pairs: int) -> Comparison:
    def load_plain() -> object:
        return [yaml.load(path.read_bytes(), yaml.CSafeLoader) for path in sorted(folder.glob("*/*.yaml"))]

    return compare(timed(lambda: read_cards(folder)), timed(load_plain), pairs)


def _from_cache(folder: Path, cache: Path) -> Comparison:
    time.sleep(_UNSETTLED_S)  # a bank that was written a moment ago is not cached yet
    load_bank(folder, cache)
    if not cache.is_file():
        raise SystemExit(f"{cache} is not there")
    body = cache.read_bytes()[8:]
    return compare(timed(lambda: load_bank(folder, cache)), timed(lambda: json.loads(body)), CACHE_PAIRS)


if __name__ == "__main__":
    main()
