"""Compares two ways of doing something pair by pair in one run, so that a busy machine slows both alike."""

import time
from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import NamedTuple

Measure = Callable[[], float]
"""Does the thing once and gives the seconds that it took."""


class Comparison(NamedTuple):
    """What two ways took, in seconds; the n-th of the one was measured beside the n-th of the other."""

    ours_s: tuple[float, ...]
    theirs_s: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The median of the pairs' ratios."""
        return median(self._ratios())

    @property
    def spread(self) -> tuple[float, float]:
        """The quartiles of the ratios: the middle half lies between them."""
        low, _, high = quantiles(self._ratios(), n=4)
        return low, high

    def _ratios(self) -> list[float]:
        return [ours / theirs for ours, theirs in zip(self.ours_s, self.theirs_s, strict=True)]


class Row(NamedTuple):
    """A line of a table of comparisons; `bound` is the most that the ratio may be, None where nothing was promised."""

    name: str
    comparison: Comparison
    bound: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the ratio keeps to its bound."""
        return self.bound is None or self.comparison.ratio <= self.bound


class Figure(NamedTuple):
    """A line of a table of single figures; `bound` is the most that it may be, None where nothing was promised."""

    name: str
    value: float
    unit: str
    bound: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the figure keeps to its bound."""
        return self.bound is None or self.value <= self.bound


def compare(ours: Measure, theirs: Measure, pairs: int) -> Comparison:
    """Does both once to warm up, then measures pairs, each of the two first by turns."""
    ours()
    theirs()
    ours_s: list[float] = []
    theirs_s: list[float] = []
    for turn in range(pairs):
        for measure, took_s in ((ours, ours_s), (theirs, theirs_s))[:: 1 if turn % 2 else -1]:
            took_s.append(measure())
    return Comparison(tuple(ours_s), tuple(theirs_s))


def timed(function: Callable[[], object]) -> Measure:
    """Gives the measure of a function."""

    def measure() -> float:
        start = time.perf_counter()
        result = function()
        took_s = time.perf_counter() - start
        del result  # only now, so that letting go of it is not measured
        return took_s

    return measure


def show_comparisons(rows: Sequence[Row]) -> bool:
    """Prints a Markdown table of the medians in milliseconds, and says whether every bound is met."""
    print("\n| what | ours (ms) | against (ms) | ratio | middle half | bound | |")
    print("|---|---:|---:|---:|---:|---:|---|")
    for row in rows:
        ours, theirs, (low, high) = row.comparison.ours_s, row.comparison.theirs_s, row.comparison.spread
        times = f"{_milliseconds(median(ours))} | {_milliseconds(median(theirs))}"
        ratios = f"{row.comparison.ratio:.2f} | {low:.2f} to {high:.2f}"
        print(f"| {row.name} | {times} | {ratios} | {_verdict(row)} |")
    return all(row.is_met for row in rows)


def show_figures(figures: Sequence[Figure]) -> bool:
    """Prints a Markdown table of single figures, and says whether every bound is met."""
    print("\n| what | figure | bound | |")
    print("|---|---:|---:|---|")
    for figure in figures:
        print(f"| {figure.name} | {_three_digits(figure.value)} {figure.unit} | {_verdict(figure)} |")
    return all(figure.is_met for figure in figures)


def _verdict(line: Row | Figure) -> str:
    if line.bound is None:
        return " | "
    return f"{line.bound:g} | {'met' if line.is_met else '**missed**'}"


def _milliseconds(seconds: float) -> str:
    return _three_digits(seconds * 1000)


def _three_digits(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"
