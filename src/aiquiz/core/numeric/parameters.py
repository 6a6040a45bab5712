"""Which numbers a card's parameters take: drawn from a seed, the same for ever and on every machine."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from aiquiz.core.cards import Parameter
from aiquiz.core.chance import scramble
from aiquiz.core.numeric.expressions import ExpressionProblem, evaluate, names_in, parse_expression

RESULT = "result"
"""The name of what a card's expression comes to; no parameter may have it."""


class _Grid(NamedTuple):
    """A range in whole numbers of a power of ten, so that no step is lost to rounding."""

    low: int
    high: int
    step: int
    power: int

    @property
    def length(self) -> int:
        return (self.high - self.low) // self.step + 1

    def value(self, index: int) -> float:
        whole = self.low + index * self.step
        return float(whole * 10**self.power) if self.power >= 0 else whole / 10**-self.power


def draw(parameters: Sequence[Parameter], seed: int) -> Mapping[str, float]:
    """Gives each parameter its value; every seed has its own, and of a seed its last 64 bits count.

    What a parameter draws depends on the seed and its name alone, so that another may be put in beside it.
    Raises ExpressionProblem where a parameter has nothing to draw from or a formula has no value.
    """
    drawn = {
        parameter.name: _value(parameter, _mixed(parameter.name, seed) % _count(parameter))
        for parameter in parameters
        if not parameter.formula
    }
    return _settled(parameters, drawn)


def variants(parameters: Sequence[Parameter]) -> int:
    """Gives how many different draws there are."""
    return math.prod(
        len(set(parameter.choices)) or _count(parameter) for parameter in parameters if not parameter.formula
    )


def samples(parameters: Sequence[Parameter], most: int) -> Iterator[Mapping[str, float]]:
    """Gives every draw where there are at most so many, else extremes, up to half, and the draws of the first seeds."""
    drawn = [parameter for parameter in parameters if not parameter.formula]
    names = [parameter.name for parameter in drawn]
    if variants(parameters) <= most:
        tried = list(product(*(_values(parameter) for parameter in drawn)))
        seeds = range(0)
    else:
        tried = _corners(drawn, most // 2)
        seeds = range(most - len(tried))
    for values in tried:
        yield _settled(parameters, dict(zip(names, values, strict=True)))
    for seed in seeds:
        yield draw(parameters, seed)


def check_parameters(parameters: Sequence[Parameter]) -> str:
    """Says what is wrong with the first parameter that is not right; empty where all are."""
    before: set[str] = set()
    for parameter in parameters:
        try:
            _check(parameter, before)
        except ExpressionProblem as problem:
            return f"the parameter {parameter.name[:40]!r}: {problem}"
        before.add(parameter.name)
    return ""


def reach(parameters: Sequence[Parameter], names: Sequence[str]) -> frozenset[str]:
    """Gives these names and all that they are worked out from."""
    found = set(names)
    for parameter in reversed(parameters):
        if parameter.formula and parameter.name in found:
            found.update(names_in(parse_expression(parameter.formula)))
    return frozenset(found)


def _check(parameter: Parameter, before: set[str]) -> None:
    if not _is_name(parameter.name):
        raise ExpressionProblem("cannot be called so: use letters, digits and _, and no name of a constant or function")
    if parameter.name in before or parameter.name == RESULT:
        raise ExpressionProblem("has a name that is taken: choose another")
    if parameter.formula:
        unknown = [name for name in names_in(parse_expression(parameter.formula)) if name not in before]
        if unknown:
            raise ExpressionProblem(f"uses {unknown[0]}, which is no parameter before it")
    elif parameter.choices:
        if not all(math.isfinite(choice) for choice in parameter.choices):
            raise ExpressionProblem("has a choice that is not a number")
    else:
        grid = _grid(parameter)
        if (last := grid.value(grid.length - 1)) != parameter.high:
            raise ExpressionProblem(f"never reaches {parameter.high:g}: the last step ends at {last:g}")


def _is_name(text: str) -> bool:
    try:
        return names_in(parse_expression(text)) == (text,)
    except ExpressionProblem:
        return False


def _settled(parameters: Sequence[Parameter], drawn: Mapping[str, float]) -> Mapping[str, float]:
    values: dict[str, float] = {}
    for parameter in parameters:
        if parameter.formula:
            values[parameter.name] = evaluate(parse_expression(parameter.formula), values)
        else:
            values[parameter.name] = float(drawn[parameter.name])
    return values


def _count(parameter: Parameter) -> int:
    return len(parameter.choices) or _grid(parameter).length


def _value(parameter: Parameter, index: int) -> float:
    return parameter.choices[index] if parameter.choices else _grid(parameter).value(index)


def _values(parameter: Parameter) -> tuple[float, ...]:
    """Gives each value once."""
    return tuple(dict.fromkeys(_value(parameter, index) for index in range(_count(parameter))))


def _corners(parameters: Sequence[Parameter], most: int) -> list[tuple[float, ...]]:
    """Gives all draws of smallest and largest values where there are at most so many, else so many of them."""
    ranges = [_extremes(parameter) for parameter in parameters]
    if math.prod(len(extremes) for extremes in ranges) <= most:
        return list(product(*ranges))
    # The seeds below 0 are none of those that are drawn besides, which in a range of two would give the same.
    return [
        tuple(
            extremes[_mixed(parameter.name, ~number) % len(extremes)]
            for parameter, extremes in zip(parameters, ranges, strict=True)
        )
        for number in range(most)
    ]


def _extremes(parameter: Parameter) -> tuple[float, ...]:
    values = parameter.choices or (_value(parameter, 0), _value(parameter, _count(parameter) - 1))
    return tuple(sorted({min(values), max(values)}))


def _grid(parameter: Parameter) -> _Grid:
    bounds = parameter.low, parameter.high, parameter.step
    if not all(math.isfinite(bound) for bound in bounds):
        raise ExpressionProblem("has a bound that is not a number")
    if parameter.high < parameter.low or parameter.step <= 0:
        raise ExpressionProblem("draws from nothing: the range goes from the smaller to the larger, by steps above 0")
    decimals = [_decimal(bound) for bound in bounds]
    power = min(power for _, power in decimals)
    low, high, step = (digits * 10 ** (own - power) for digits, own in decimals)
    return _Grid(low, high, step, power)


def _decimal(number: float) -> tuple[int, int]:
    """Gives a number as it is written: its digits, and the power of ten of the last of them."""
    mantissa, _, exponent = repr(float(number)).partition("e")
    whole, _, part = mantissa.partition(".")
    part = "" if part == "0" else part
    return int(whole + part), int(exponent or 0) - len(part)


def _mixed(name: str, seed: int) -> int:
    """Gives 64 bits of a seed and a name by SplitMix64, a step for each byte."""
    state = scramble(seed)
    for byte in name.encode():
        state = scramble(state ^ byte)
    return state
