"""Which units there are, what people call them, and what one is worth in another."""

import re
from collections.abc import Iterator
from typing import NamedTuple

SHARE, SIZE, TIME, MONEY, EURO, POUND = "share", "size", "time", "money", "euro", "pound"
PER_CENT = "%"
BIT = "bit"

# Kind, name, what one is worth in the first of its kind, and what else people write for it (in small letters).
_ROWS: tuple[tuple[str, str, float, str], ...] = (
    (SHARE, "", 1.0, ""),
    (SHARE, PER_CENT, 0.01, "% percent pct percentage pp point points"),
    (SHARE, "x", 1.0, "x × times fold"),
    (SIZE, "B", 1.0, "b byte bytes"),
    (SIZE, BIT, 1 / 8, "bit bits"),
    (SIZE, "kbit", 1e3 / 8, "kbit kbits"),
    (SIZE, "Mbit", 1e6 / 8, "mbit mbits"),
    (SIZE, "Gbit", 1e9 / 8, "gbit gbits"),
    (SIZE, "kB", 1e3, "kb k kilobyte kilobytes"),
    (SIZE, "MB", 1e6, "mb m meg megs megabyte megabytes"),
    (SIZE, "GB", 1e9, "gb g gig gigs gigabyte gigabytes"),
    (SIZE, "TB", 1e12, "tb t terabyte terabytes"),
    (SIZE, "PB", 1e15, "pb petabyte petabytes"),
    (SIZE, "KiB", 2.0**10, "kib ki kibibyte kibibytes"),
    (SIZE, "MiB", 2.0**20, "mib mi mebibyte mebibytes"),
    (SIZE, "GiB", 2.0**30, "gib gi gibibyte gibibytes"),
    (SIZE, "TiB", 2.0**40, "tib ti tebibyte tebibytes"),
    (SIZE, "PiB", 2.0**50, "pib pi pebibyte pebibytes"),
    (TIME, "ns", 1e-9, "ns nanosecond nanoseconds"),
    (TIME, "µs", 1e-6, "us μs microsecond microseconds"),
    (TIME, "ms", 1e-3, "ms msec msecs millisecond milliseconds"),
    (TIME, "s", 1.0, "s sec secs second seconds"),
    (TIME, "min", 60.0, "min m mins minute minutes"),
    (TIME, "h", 3600.0, "h hr hrs hour hours"),
    (TIME, "d", 86400.0, "d day days"),
    (MONEY, "$", 1.0, "$ us$ usd dollar dollars"),
    (MONEY, "¢", 0.01, "¢ c cent cents"),
    (EURO, "€", 1.0, "€ eur euro euros"),
    (POUND, "£", 1.0, "£ gbp pound pounds"),
)
_SCALES = {
    scale: 10.0**power
    for power, scales in (
        (3, "k thousand"),
        (6, "m mn mio million millions"),
        (9, "b bn g billion billions"),
        (12, "t tn trillion trillions"),
    )
    for scale in scales.split()
}
_PER = re.compile(r"\s*/\s*|(?:^|\s+)per\s+")


class Unit(NamedTuple):
    """A unit; of one that nobody knows the kind is empty and the name is as written. `per` is what stands below it."""

    kind: str
    name: str
    factor: float
    per: str = ""


_KNOWN = {
    (kind, word): Unit(kind, name, factor) for kind, name, factor, words in _ROWS for word in words.split() or [""]
}
_KINDS = (SHARE, SIZE, TIME, MONEY, EURO, POUND)


def read_unit(text: str, kind: str = "") -> Unit:
    """Gives the unit that a text means, sooner one of this kind: `m` may be minutes or megabytes."""
    head, *below = _PER.split(_small(text), maxsplit=1)
    per = read_unit(below[0]).name if below else ""
    for word in dict.fromkeys((head, head.partition(" ")[0])):
        for kind_tried in (kind, *_KINDS):
            if found := _KNOWN.get((kind_tried, word)):
                return found._replace(per=per)
    return Unit("", head.removesuffix("s"), 1.0, per)


def readings(value: float, given: str, wanted: str) -> tuple[float, ...]:
    """Gives what a value with a unit may mean in the unit that is wanted; nothing where the two do not go together.

    A unit that is not there is the one that is wanted, or a share of one where per cent are.
    """
    if _small(given) in _small(wanted).split():  # `5 hours` for GPU hours
        given = wanted
    if not given:
        return (value, value * 100) if read_unit(wanted).name == PER_CENT else (value,)
    return tuple(dict.fromkeys((*_converted(value, given, wanted), *_scaled(value, given, wanted))))


def _converted(value: float, given: str, wanted: str) -> Iterator[float]:
    target = read_unit(wanted)
    unit = read_unit(given, target.kind)
    if unit.per and target.per and unit.per != target.per:
        return
    if unit.kind and unit.kind == target.kind:
        yield value if unit.name == target.name else value * unit.factor / target.factor
    elif _is_taken_on_trust(unit, target) and _cut(given)[0] not in _SCALES:
        yield value


def _is_taken_on_trust(unit: Unit, target: Unit) -> bool:
    """Says whether a unit may be the wanted one: `12 words` or `12 /s` for `tokens/s`, anything for a plain number."""
    return not unit.name or not target.name or not (unit.kind or target.kind)


def _scaled(value: float, given: str, wanted: str) -> Iterator[float]:
    """Gives the readings of `7B parameters`, `12k` and `1.2M $`."""
    word, rest = _cut(given)
    if word in _SCALES:
        yield from readings(value * _SCALES[word], rest, wanted) if rest else (value * _SCALES[word],)


def _cut(text: str) -> tuple[str, str]:
    """Gives the letters that a unit begins with, and the rest."""
    small = _small(text)
    rest = small.lstrip("abcdefghijklmnopqrstuvwxyz")
    return small[: len(small) - len(rest)], rest.strip()


def _small(text: str) -> str:
    return " ".join(text.lower().split()).replace("per cent", "percent")
