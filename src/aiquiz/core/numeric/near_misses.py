"""What went wrong with a number that is not the expected one, where its size tells it."""

import math

from aiquiz.core.numeric.units import BIT, SHARE, SIZE, TIME, read_unit

_NEXT_TO_NOTHING = 1e-12
_FINEST = 1e-9
_LEAST_SHOWN = 0.01
_MOST_EXACT = 10
_FAR = 2
_FARTHEST = 1e300
_LOOSEST = 0.02
_LARGEST_WRITTEN_OUT = 1e15

_FACTORS = {
    2.0: "a factor of 2 got lost or came in",
    10.0: "the decimal point stands one place off",
    100.0: "the decimal point stands two places off",
    1e3: "look at the prefix of the unit",
    1024.0: "one binary prefix too many or too few",
    1e6: "look at the prefix of the unit",
    1024.0**2: "two binary prefixes too many or too few",
    1e9: "look at the prefix of the unit",
    1024.0**3: "three binary prefixes too many or too few",
}
_FACTORS_OF_A_KIND = {
    SHARE: {100.0: "a per cent is a hundredth"},
    SIZE: {8.0: "a byte has 8 bits"},
    TIME: {60.0: "a minute has 60 seconds, an hour 60 minutes", 3600.0: "an hour has 3,600 seconds"},
}
# By how many thousands the units are larger than a byte: so many times 1.024 is a unit off that counts in 1,024s.
_PREFIXES = " KMGTP"
_IN_THOUSANDS = "kB, MB and GB count in thousands, KiB, MiB and GiB in 1,024s"
_SAME = 0.002


def is_close(value: float, expected: float, tolerance: float) -> bool:
    """Says whether a value is the expected one within a relative tolerance; next to nothing it is an absolute one."""
    size = abs(expected)
    return abs(value - expected) <= max(tolerance, _FINEST) * (size if size > _NEXT_TO_NOTHING else 1.0)


def describe_miss(value: float, expected: float, unit: str, tolerance: float) -> str:
    """Gives a sentence on what is wrong with a value that is not close to the expected one, both in the unit."""
    if abs(expected) <= _NEXT_TO_NOTHING:
        return "The answer is 0."
    if not value:
        return "The answer is not 0."
    if (value < 0) != (expected < 0):
        return f"The sign is the wrong one{'' if is_close(-value, expected, tolerance) else ', and the number too'}."
    ratio = min(max(value / expected, 1 / _FARTHEST), _FARTHEST)
    closeness = min(tolerance, _LOOSEST)
    return _by_factor(ratio, unit, closeness) or _by_form(value, expected, unit, closeness) or _by_size(ratio)


def _by_factor(ratio: float, unit: str, tolerance: float) -> str:
    known = read_unit(unit)
    times = max(ratio, 1 / ratio)
    # Bits are what entropy is counted in, too, and have nothing to do with bytes there.
    kind = known.kind if known.name != BIT else ""
    if kind == SIZE and (power := max(0, _PREFIXES.find(known.name[0].upper()))):
        binary = (1024 / 1000) ** power
        # An ordinary slip of some per cent comes near to it, too.
        if is_close(times, binary, min(tolerance, _SAME)):
            return f"That is {_written(binary)} times too {_way(ratio)}: {_IN_THOUSANDS}."
    kinds = (kind, known.per.kind if known.per else "")
    factors = _FACTORS | {factor: why for kind in kinds for factor, why in _FACTORS_OF_A_KIND.get(kind, {}).items()}
    nearest = min(factors, key=lambda factor: abs(math.log(times / factor)))
    if not is_close(times, nearest, tolerance):
        return ""
    return f"That is {_written(nearest)} times too {_way(ratio)}: {factors[nearest]}."


def _by_form(value: float, expected: float, unit: str, tolerance: float) -> str:
    """Says of a share that it is the other part of the whole, or the whole's number of parts."""
    known = read_unit(unit)
    if known.kind != SHARE:
        return ""
    own, right = value * known.factor, expected * known.factor
    if is_close(own * right, 1.0, tolerance):
        return "That is the inverse: divide the other way round."
    if 0 < right < 1 and is_close(own, 1.0 - right, tolerance):
        return "That is the other part of the whole: what is left when the answer is taken away."
    return ""


def _by_size(ratio: float) -> str:
    if not 1 / _FAR < ratio < _FAR:
        return f"That is about {_written(max(ratio, 1 / ratio))} times too {_way(ratio)}."
    off = 100 * abs(ratio - 1)
    if off < _LEAST_SHOWN:
        return f"That is a hair too {_way(ratio)}: give more digits."
    return f"That is {off:{'.0f' if off >= _MOST_EXACT else '.2g'}} % off, too {_way(ratio)}."


def _way(ratio: float) -> str:
    return "large" if ratio > 1 else "small"


def _written(times: float) -> str:
    if times >= _LARGEST_WRITTEN_OUT:
        return f"{times:.0e}"
    return f"{times:,.0f}" if times >= _MOST_EXACT else f"{times:.4g}"
