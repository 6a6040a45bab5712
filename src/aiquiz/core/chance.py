"""Numbers drawn from a seed: the same seed gives the same numbers on every machine and under every Python."""

from collections.abc import Iterator

_MASK = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15


def draw_units(seed: int) -> Iterator[float]:
    """Gives numbers above 0 and up to 1, evenly spread, without end.

    SplitMix64: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014), the 53 highest bits.
    """
    state = seed & _MASK
    while True:
        state = (state + _STEP) & _MASK
        yield ((_mix(state) >> 11) + 1) / (1 << 53)


def draw_place(seed: int, name: str, places: int) -> int:
    """Gives one of so many places (1 or more) for a name, as if thrown anew for each name and seed."""
    mixed = seed & _MASK
    for byte in name.encode():
        mixed = scramble(mixed ^ byte)
    return mixed % places


def scramble(state: int) -> int:
    """Gives 64 bits in which every bit of a state counts: one step of SplitMix64."""
    return _mix((state + _STEP) & _MASK)


def _mix(number: int) -> int:
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & _MASK
    return number ^ (number >> 31)
