"""A progress bar where reading the cards takes long enough to wonder."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

_WORTH_A_BAR_BYTES = 2_000_000
"""About 1,500 cards: less is read before anybody looks."""

_WORTH_A_BAR_CARDS = 1_000


def show_steps(label: str, *, plain: bool = False) -> Callable[[Sequence[Any]], Iterable[Any]]:
    """Gives what hands things through one by one, with a bar where they are many and somebody is there to see it."""

    def watch(things: Sequence[Any]) -> Iterable[Any]:
        return things if plain or len(things) < _WORTH_A_BAR_CARDS or not sys.stderr.isatty() else _track(things, label)

    return watch


def show_progress(paths: list[Path]) -> Iterable[Path]:
    """Gives the files back one by one; a bar on stderr shows how far they are where somebody is there to see it."""
    if not sys.stderr.isatty() or sum(path.stat().st_size for path in paths) < _WORTH_A_BAR_BYTES:
        return paths
    return _track(paths, "Reading the cards")


def _track(things: Sequence[Any], label: str) -> Iterable[Any]:
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    return track(things, label, console=console, transient=True)
