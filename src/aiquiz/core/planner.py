"""Which cards to ask today when there is a date: those that are worth more asked now than later, for their seconds.

Every day until the date has the same few minutes, and all cards want them. So a second has a price: the one at which
what the cards would like to be asked for, each for its own good, takes just the time there is. It is the minimum of the
Lagrangian dual, found among ten prices. At that price each card is a problem of its own, solved by `values`. A card's
claim on today is the value of asking it now, less that of the best that could be done with it later, a second.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from aiquiz.core.days import StudyDay
from aiquiz.core.gain import Trace
from aiquiz.core.pace import Pace
from aiquiz.core.schedulers.fsrs import DECAY, Person
from aiquiz.core.values import (
    CELLS,
    LEFT,
    NEW_KNOWN,
    NEW_UNKNOWN,
    SINCE,
    Row,
    Values,
    find_place,
    left_alone,
    reviewed,
    values_at,
)

PRICES = tuple(0.003 * 1.6**step for step in range(10))
"""Chances of knowing a card for the seconds that a card recalled takes."""

DRAWN_BACK = 0.7
"""The power that a learner's factors are taken to: decisions trust the fit less than predictions do."""

RECKONED_SHARE = 0.9
"""The share of the time until the date that is counted on: a day is missed now and then."""

_ROW_OF = tuple(min(len(SINCE) - 2, max(0, bisect_right(SINCE, days) - 1)) for days in range(SINCE[-1] + 1))


class Deadline(NamedTuple):
    """A date to study for, on a day before it or on it, with the seconds of a day and the learner."""

    today: StudyDay
    date: StudyDay
    seconds_a_day: float
    pace: Pace
    person: Person

    @property
    def days(self) -> int:
        """The days that are planned for: one at least, and no more than the table has."""
        return min(LEFT[-1], max(1, self.date - self.today))


class _Seen(NamedTuple):
    """A card seen before today: its number, the row of its days since then and the part towards the next, its cell."""

    number: int
    row: int
    row_part: float
    cell: int
    part: float


class _Claims(NamedTuple):
    """At a price: the values of cells now and later, by row of days since, and those of a new card."""

    values: Values
    now: dict[int, Row]
    later: dict[int, Row]
    new_now: float
    new_later: float


def choose_for_date(traces: Sequence[Trace | None], deadline: Deadline) -> list[int]:
    """Gives the places of the cards to ask today, the best first; a card answered today already is none of them.

    A review that is not worth its seconds is left out. The list is to be cut to the time of the day.
    """
    seen = [
        _find_seen(number, trace, deadline.today)
        for number, trace in enumerate(traces)
        if trace is not None and trace.reviewed_on < deadline.today
    ]
    unseen = [number for number, trace in enumerate(traces) if trace is None]
    claims = _Market(deadline, seen, len(unseen)).settle()
    price, moves = claims.values.price, claims.values.moves
    keys = {
        row: [(a - b) / move.seconds for a, b, move in zip(now, claims.later[row], moves[row], strict=True)]
        for row, now in claims.now.items()
    }
    ranked = []
    for number, row, row_part, cell, part in seen:
        low, high = keys[row], keys[row + 1]
        near = low[cell] + part * (low[cell + 1] - low[cell])
        far = high[cell] + part * (high[cell + 1] - high[cell])
        ranked.append((-(near + row_part * (far - near)), number))
    ranked = [row for row in ranked if row[0] < price]
    new = -(claims.new_now - claims.new_later) / deadline.pace.new_s
    return [number for _, number in sorted(ranked + [(new, number) for number in unseen])]


def _find_seen(number: int, trace: Trace, today: StudyDay) -> _Seen:
    stability, difficulty, reviewed_on = trace
    days = min(SINCE[-1], today - reviewed_on)
    row = _ROW_OF[days]
    cell, part = find_place(stability, difficulty)
    return _Seen(number, row, (days - SINCE[row]) / (SINCE[row + 1] - SINCE[row]), cell, part)


class _Market:
    """Finds the price at which the cards want just the time there is."""

    def __init__(self, deadline: Deadline, seen: Sequence[_Seen], unseen: int) -> None:
        self._deadline, self._unseen = deadline, unseen
        self._person = _draw_back(deadline.person)
        self._found: dict[int, tuple[float, _Claims]] = {}
        # How much of a card lies in each cell, by row: the sum over cards becomes one over cells.
        self._crowd: dict[int, Row] = {}
        for _, row, row_part, cell, part in seen:
            for place, share in ((row, 1 - row_part), (row + 1, row_part)):
                cells = self._crowd.setdefault(place, [0.0] * CELLS)
                cells[cell] += share * (1 - part)
                cells[cell + 1] += share * part

    def settle(self) -> _Claims:
        """Gives the claims at the price of least worth: the dual is convex, so halving finds it."""
        low, high = 0, len(PRICES) - 1
        while low < high:
            middle = (low + high) // 2
            if self._worth(middle) <= self._worth(middle + 1):
                high = middle
            else:
                low = middle + 1
        self._worth(low)
        return self._found[low][1]

    def _worth(self, step: int) -> float:
        """Gives what the time left is worth at a price, and the cards net of the time that they want."""
        if step not in self._found:
            deadline = self._deadline
            price = PRICES[step] / deadline.pace.recalled_s
            claims = self._claims(values_at(self._person, deadline.pace, price))
            total = price * RECKONED_SHARE * deadline.seconds_a_day * deadline.days
            total += self._unseen * max(claims.new_now, claims.new_later)
            for row, cells in self._crowd.items():
                best = map(max, claims.now[row], claims.later[row])
                total += sum(share * value for share, value in zip(cells, best, strict=True))
            self._found[step] = total, claims
        return self._found[step][0]

    def _claims(self, values: Values) -> _Claims:
        days, pace = self._deadline.days, self._deadline.pace
        now, later = {}, {}
        for row in self._crowd:
            now[row] = reviewed(values.row(days), values.moves[row], values.price)
            later[row] = _best_later(values, row, days)

        def taught(left: int) -> float:
            known = NEW_KNOWN.read(values.row(left))
            unknown = NEW_UNKNOWN.read(values.row(left))
            return pace.new_known * known + (1 - pace.new_known) * unknown - pace.new_s * values.price

        new_later = max((taught(left) for left in range(1, days)), default=pace.new_known)
        return _Claims(values, now, later, taught(days), max(pace.new_known, new_later))


def _draw_back(person: Person) -> Person:
    return Person(person.k**DRAWN_BACK, DECAY * (person.decay / DECAY) ** DRAWN_BACK)


def _best_later(values: Values, row: int, days: int) -> Row:
    """Gives the best that can be done with memories later: nothing, or a review on one of the days to come."""
    best = left_alone(days + SINCE[row], values.person)
    for later in range(row + 1, len(SINCE)):
        left = days - SINCE[later] + SINCE[row]
        if left < 1:
            break
        best = list(map(max, best, reviewed(values.row(left), values.moves[later], values.price)))
    return best
