"""A progress bar where reading the cards takes long enough to wonder."""

import sys
from collections.abc import Iterable
from pathlib import Path

_WORTH_A_BAR_BYTES = 2_000_000
"""About 1,500 cards: less is read before anybody looks."""


def show_progress(paths: list[Path]) -> Iterable[Path]:
    """Gives the files back one by one; a bar on stderr shows how far they are where somebody is there to see it."""
    if not sys.stderr.isatty() or sum(path.stat().st_size for path in paths) < _WORTH_A_BAR_BYTES:
        return paths
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    return track(paths, "Reading the cards", console=console, transient=True)
