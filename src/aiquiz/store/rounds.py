"""Reads the mock interviews out of the log, and nothing else of it."""

from pathlib import Path

from aiquiz.core.interview.round import Round, rounds_of
from aiquiz.store.excerpts import read_round_events


def read_rounds(folder: Path) -> tuple[Round, ...]:
    """Gives all rounds in the order of time; what cannot be read was told of when the history was loaded."""
    return rounds_of(read_round_events(folder))
