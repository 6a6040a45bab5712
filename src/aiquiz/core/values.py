"""What a memory is worth some days before a date, when every second of study has a price: a small dynamic program.

A card left alone is worth the chance of knowing it on the date and a while after. A card reviewed is worth what its
memory is worth after the review, less the price of the seconds. The value of a memory is the better of the two, over
every day on which the next review could be. It is computed on a grid: ten stabilities, evenly apart in their logarithm,
by three difficulties; between them it is interpolated. A `Row` has a value for each cell of that grid.
"""

from bisect import bisect_right
from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from aiquiz.core.pace import Pace
from aiquiz.core.schedulers import Grade
from aiquiz.core.schedulers.fsrs import Fsrs6, FsrsMemory, Person, both_ways, retrievability

AFTER_DAYS, AFTER_SHARE = 14, 0.6
"""What counts: the chance on the date, and to this share the chance two weeks later.

Interviews are moved and come in rounds. It is a hedge too: of a memory that lasts no model is far wrong.
"""

SINCE = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 65, 85, 110, 150, 200)
"""Days since the last review, as far as the table goes."""

LEFT = (0, 1, 2, 4, 8, 16, 32, 64)
"""Days left until the date, and what lies between two of them is drawn straight; what is further is planned as though
it were the last of them."""

_STABILITIES = 10
_LEAST, _MOST = log(0.2), log(2000)
_STEP = (_MOST - _LEAST) / (_STABILITIES - 1)
_DIFFICULTIES, _EDGES = (2.118, 6.9, 9.2), (4.509, 8.05)
CELLS = _STABILITIES * len(_DIFFICULTIES)

Row = list[float]


class Place(NamedTuple):
    """Where a memory lies on the grid: the cell below it, and how far towards the next stability, from 0 to 1."""

    cell: int
    part: float

    def read(self, row: Row) -> float:
        """Gives what a row says there."""
        return row[self.cell] + self.part * (row[self.cell + 1] - row[self.cell])


class Move(NamedTuple):
    """What a review leads to from one cell: the chance of recalling, the seconds, and where the memory is then."""

    chance: float
    seconds: float
    recalled: Place
    forgotten: Place


def find_place(stability: float, difficulty: float) -> Place:
    """Gives the place of a memory; outside of the grid that is its edge."""
    x = min(_STABILITIES - 1.0001, max(0.0, (log(stability) - _LEAST) / _STEP))
    cell = int(x)
    return Place(cell + _STABILITIES * ((difficulty > _EDGES[0]) + (difficulty > _EDGES[1])), x - cell)


def _relearnt(memory: FsrsMemory | None, days: int) -> FsrsMemory:
    model = Fsrs6()
    return model.review(model.review(memory, Grade.AGAIN, days), Grade.GOOD, 0)


NEW_KNOWN = find_place(*Fsrs6().review(None, Grade.GOOD, 0))
NEW_UNKNOWN = find_place(*_relearnt(None, 0))


def _grid() -> list[tuple[float, float]]:
    return [(exp(_LEAST + _STEP * place), d) for d in _DIFFICULTIES for place in range(_STABILITIES)]


@lru_cache(maxsize=8)
def moves_after(person: Person, pace: Pace) -> tuple[tuple[Move, ...], ...]:
    """Gives what a review leads to, for each number of days since the last one and each cell."""
    return tuple(tuple(_move(stability, d, days, person, pace) for stability, d in _grid()) for days in SINCE)


def _move(stability: float, difficulty: float, days: int, person: Person, pace: Pace) -> Move:
    chance = retrievability(days, stability, person)
    recalled, forgotten = both_ways(stability, difficulty, days)
    harder = _relearnt(FsrsMemory(stability, difficulty), days).difficulty
    seconds = chance * pace.recalled_s + (1 - chance) * pace.forgotten_s
    return Move(chance, seconds, find_place(recalled, difficulty), find_place(forgotten, harder))


@lru_cache(maxsize=2048)
def left_alone(days: int, person: Person) -> Row:
    """Gives what memories are worth, `days` before the date, when no review follows."""
    row = []
    for stability, _ in _grid()[:_STABILITIES]:
        on_date = retrievability(days, stability, person)
        row.append((1 - AFTER_SHARE) * on_date + AFTER_SHARE * retrievability(days + AFTER_DAYS, stability, person))
    return row * len(_DIFFICULTIES)


def reviewed(row: Row, moves: tuple[Move, ...], price: float) -> Row:
    """Gives what memories are worth when they are reviewed now; `row` is what memories are worth afterwards."""
    return [
        chance * (row[i] + f * (row[i + 1] - row[i])) + (1 - chance) * (row[j] + g * (row[j + 1] - row[j])) - s * price
        for chance, s, (i, f), (j, g) in moves
    ]


class Values:
    """What memories just reviewed are worth, by days left, at one price of a second (in recall a second)."""

    def __init__(self, person: Person, pace: Pace, price: float) -> None:
        self.person, self.price = person, price
        self.moves = moves_after(person, pace)
        self._rows: dict[int, Row] = {0: left_alone(0, person)}
        self._solved = 0

    def row(self, left: int) -> Row:
        """Gives the values with so many days left (0 or more, and no more than the table has)."""
        if left not in self._rows:
            while LEFT[self._solved] < left:
                self._solve_next()
        if left not in self._rows:
            self._rows[left] = self._between(left)
        return self._rows[left]

    def _solve_next(self) -> None:
        self._solved += 1
        left = LEFT[self._solved]
        best = left_alone(left, self.person)
        for since, moves in zip(SINCE, self.moves, strict=True):
            if left - LEFT[self._solved - 1] <= since < left:
                best = list(map(max, best, reviewed(self.row(left - since), moves, self.price)))
        self._rows[left] = best

    def _between(self, left: int) -> Row:
        place = bisect_right(LEFT, left)
        low, high = LEFT[place - 1], LEFT[place]
        part = (left - low) / (high - low)
        return [a + part * (b - a) for a, b in zip(self._rows[low], self._rows[high], strict=True)]


@lru_cache(maxsize=64)
def values_at(person: Person, pace: Pace, price: float) -> Values:
    """Gives the values at a price, solved as far as they are asked for."""
    return Values(person, pace, price)
