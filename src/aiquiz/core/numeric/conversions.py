"""What a value with a unit may mean in another unit."""

import re
from collections.abc import Iterator
from math import isfinite

from aiquiz.core.numeric.units import PER_CENT, SCALES, SIZE, TIME, Unit, head_of, plain_unit, read_unit

_WORD = re.compile(r"[^\W\d_]+")


def readings(value: float, given: str, wanted: str) -> tuple[float, ...]:
    """Gives what a value with a unit may mean in the unit that is wanted; nothing where the two do not go together.

    A unit that is not there is the one that is wanted, or a share of one where per cent are.
    """
    if not given or plain_unit(given) == plain_unit(wanted):
        return (value, value * 100) if not given and read_unit(wanted).name == PER_CENT else (value,)
    target = read_unit(wanted)
    found = dict.fromkeys(
        reading / below
        for unit, reading in _above(value, given, target)
        if (below := _below(unit, target)) and isfinite(reading / below)
    )
    return tuple(found)


def is_unknown(given: str, wanted: str) -> bool:
    """Says whether a unit is none that there is, where one of those is wanted: most likely it is misspelt.

    A word of the wanted unit is known: who answers `GPUs` where `GPU hours` are wanted has spelt it well.
    """
    target = read_unit(wanted)
    unit = read_unit(given, target.kind, target.per.kind if target.per else TIME)
    words = {word.removesuffix("s") for word in _WORD.findall(plain_unit(wanted))}
    pairs = ((unit, target), (unit.per, target.per))
    return any(
        there and meant and meant.kind and meant.name and not there.kind and there.name not in words
        for there, meant in pairs
    )


def _above(value: float, given: str, target: Unit) -> Iterator[tuple[Unit, float]]:
    """Gives each unit that may be meant, with the value in the wanted one as far as it stands above the stroke."""
    head = head_of(given)
    unit = read_unit(given, target.kind, target.per.kind if target.per else TIME)
    is_scale = head in SCALES
    if not head:
        yield unit, value
    elif unit.kind and unit.kind == target.kind:
        yield unit, value if unit.factor == target.factor else value * unit.factor / target.factor
    elif not unit.kind and not is_scale and not (target.kind and target.name):
        yield unit, value * unit.factor / target.factor
    if is_scale:
        yield unit, value * SCALES[head] / (1.0 if target.kind else target.factor)
    if _is_short(head, given, target):
        yield unit, value


def _is_short(head: str, given: str, target: Unit) -> bool:
    """Says whether letters are the first of the word that is counted: `t/s` for `tokens/s`, but `M/s` are millions."""
    return bool(target.per and not target.kind and head and given.startswith(head) and target.name.startswith(head))


def _below(unit: Unit, target: Unit) -> float:
    """Gives what the one unit's lower part is worth in that of the other; 0 where they do not go together."""
    given, wanted = unit.per, target.per
    if given is None:
        return 1.0
    if wanted is None:
        # A size and a number of things are no rates, whatever is counted; money and time are often said of a month.
        is_rate = given.kind == TIME and (target.kind == SIZE or not target.kind)
        return 0.0 if is_rate else 1.0
    if given.kind != wanted.kind or not (given.kind or _is_same(given.name, wanted.name)):
        return 0.0
    return given.factor / wanted.factor


def _is_same(given: str, wanted: str) -> bool:
    return given.startswith(wanted) or wanted.startswith(given)
