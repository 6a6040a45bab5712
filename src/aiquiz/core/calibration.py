"""How good predictions were: log loss, AUC and reliability, beside what takes no model at all.

Guesses come in order of time. The first half only fits the constant and starts the moving average; what is scored is
the second half, so nothing is scored on what it was fitted to. Whoever guesses by a model must have made each guess
before its answer was known.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import fsum, log
from operator import itemgetter
from typing import NamedTuple

BINS = 5
WINDOW = 100
"""From so many reviews on, the moving average moves by a hundredth of each surprise."""

_LEAST_CHANCE = 1e-6


class Guess(NamedTuple):
    """The chance of recall, from 0 to 1, that a review was given beforehand, and what came of it."""

    chance: float
    is_recalled: bool


class Bin(NamedTuple):
    """Some guesses of about the same chance: the mean of what was predicted, the share recalled, and how many."""

    predicted: float
    recalled: float
    reviews: int


class Score(NamedTuple):
    """How good guesses were; `log_loss` is the mean of -ln(chance given to what happened), lower is better.

    `auc` is the chance that a recalled review was given more than a forgotten one, a tie counting half: 0.5 is blind,
    1 perfect, None where all reviews ended alike.
    """

    log_loss: float
    auc: float | None
    bins: tuple[Bin, ...]


class Calibration(NamedTuple):
    """The score of a model, and those of two yardsticks on the same reviews."""

    model: Score
    constant: Score
    moving_average: Score
    reviews: int


def calibrate(guesses: Sequence[Guess]) -> Calibration:
    """Scores the second half of the guesses (two at least), which are in order of time."""
    half = len(guesses) // 2
    scored = guesses[half:]
    outcomes = [guess.is_recalled for guess in scored]
    share = (sum(guess.is_recalled for guess in guesses[:half]) + 1) / (half + 2)
    averages = list(moving_averages([guess.is_recalled for guess in guesses]))[half:]
    return Calibration(
        model=score(scored),
        constant=score([Guess(share, is_recalled) for is_recalled in outcomes]),
        moving_average=score([Guess(*pair) for pair in zip(averages, outcomes, strict=True)]),
        reviews=len(scored),
    )


def moving_averages(outcomes: Sequence[bool]) -> Iterator[float]:
    """Gives the average before each outcome, which that outcome then moves.

    Like the constant it begins as if one review had been recalled and one forgotten, so that it is never certain.
    """
    average = 0.5
    for number, is_recalled in enumerate(outcomes, 1):
        yield average
        average += (is_recalled - average) / min(number + 2, WINDOW)


def score(guesses: Sequence[Guess]) -> Score:
    """Gives the score of one guess or more."""
    loss = -fsum(log(_given(guess)) for guess in guesses) / len(guesses)
    in_order = sorted(guesses, key=itemgetter(0))
    return Score(loss, _auc(in_order), reliability(in_order))


def _given(guess: Guess) -> float:
    """Gives the chance that what happened was given; no single guess may cost more than one in a million does."""
    return max(_LEAST_CHANCE, guess.chance if guess.is_recalled else 1 - guess.chance)


def _auc(in_order: Sequence[Guess]) -> float | None:
    """Counts by the rank of each chance, where those of a tie share the mean of their ranks (Mann and Whitney 1947)."""
    recalled = sum(guess.is_recalled for guess in in_order)
    pairs = recalled * (len(in_order) - recalled)
    if not pairs:
        return None
    ranks, before = 0.0, 0
    for _, tied in groupby(in_order, key=itemgetter(0)):
        outcomes = [guess.is_recalled for guess in tied]
        ranks += sum(outcomes) * (before + (len(outcomes) + 1) / 2)
        before += len(outcomes)
    return (ranks - recalled * (recalled + 1) / 2) / pairs


def reliability(in_order: Sequence[Guess]) -> tuple[Bin, ...]:
    """Gives the table of five bins, of guesses sorted by chance: each holds a fifth of them, to within one.

    Bins of equal count and not of equal width, because most chances lie near 0.9 and a bin of a few says nothing. Fewer
    than five guesses make fewer bins.
    """
    edges = [len(in_order) * place // BINS for place in range(BINS + 1)]
    parts = (in_order[start:end] for start, end in pairwise(edges))
    return tuple(
        Bin(
            fsum(guess.chance for guess in part) / len(part),
            sum(guess.is_recalled for guess in part) / len(part),
            len(part),
        )
        for part in parts
        if part
    )
