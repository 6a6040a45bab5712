"""What an expression may be made of: its constants, signs and functions, each with what it does."""

import math
import operator
from collections.abc import Callable
from typing import NamedTuple

LARGEST = 1e300
"""No number of an expression, and nothing that it comes to on the way, may be larger."""

_LARGEST_SET, _MOST_DIGITS, _MOST_VALUES = 1_000, 15, 300


class Operation(NamedTuple):
    """An operator or a function, and how many of the values before it it takes."""

    name: str
    operands: int


def _comb(whole: float, part: float) -> float:
    if not (whole.is_integer() and part.is_integer() and 0 <= part <= whole <= _LARGEST_SET):
        raise ValueError
    return math.comb(int(whole), int(part))


def _round(value: float, digits: float = 0.0) -> float:
    if not (digits.is_integer() and abs(digits) <= _MOST_DIGITS):
        raise ValueError
    return round(value, int(digits))


CONSTANTS = {"pi": math.pi, "e": math.e}
"""What stands for itself in an expression."""

SIGNS: dict[str, tuple[str, Callable[..., float]]] = {
    "USub": ("-", operator.neg),
    "UAdd": ("+", operator.pos),
    "Add": ("+", operator.add),
    "Sub": ("-", operator.sub),
    "Mult": ("*", operator.mul),
    "Div": ("/", operator.truediv),
    "FloorDiv": ("//", operator.floordiv),
    "Mod": ("%", operator.mod),
    "Pow": ("**", math.pow),
}
"""The operators by the names that Python's grammar gives them: the sign, and what it does."""

FUNCTIONS: dict[str, tuple[Callable[..., float], int, int]] = {
    "sqrt": (math.sqrt, 1, 1),
    "exp": (math.exp, 1, 1),
    "log": (math.log, 1, 1),
    "log2": (math.log2, 1, 1),
    "log10": (math.log10, 1, 1),
    "ceil": (math.ceil, 1, 1),
    "floor": (math.floor, 1, 1),
    "round": (_round, 1, 2),
    "abs": (abs, 1, 1),
    "min": (min, 2, _MOST_VALUES),
    "max": (max, 2, _MOST_VALUES),
    "comb": (_comb, 2, 2),
}
"""The functions by their names: what each does, and the fewest and the most values that it takes."""
