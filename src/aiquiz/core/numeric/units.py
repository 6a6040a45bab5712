"""Which units there are, what people call them, and what each is worth."""

import re
from typing import NamedTuple

SHARE, SIZE, TIME = "share", "size", "time"
_MONEY, _EURO, _POUND = "money", "euro", "pound"
PER_CENT = "%"
BIT = "bit"

# Kind, name, what one is worth in that of its kind which is worth 1, and what people write for it (in small letters).
_ROWS: tuple[tuple[str, str, float, str], ...] = (
    (SHARE, "", 1.0, ""),
    (SHARE, PER_CENT, 0.01, "% percent pct percentage pp %p point points pt pts"),
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
    (TIME, "µs", 1e-6, "us µs μs microsecond microseconds"),
    (TIME, "ms", 1e-3, "ms msec msecs millisecond milliseconds"),
    (TIME, "s", 1.0, "s sec secs second seconds"),
    (TIME, "min", 60.0, "min m mins minute minutes"),
    (TIME, "h", 3600.0, "h hr hrs hour hours"),
    (TIME, "d", 86400.0, "d day days"),
    (TIME, "wk", 604800.0, "wk wks week weeks"),
    (_MONEY, "$", 1.0, "$ us$ usd dollar dollars"),
    (_MONEY, "¢", 0.01, "¢ c ct cts cent cents"),
    (_EURO, "€", 1.0, "€ eur euro euros"),
    (_POUND, "£", 1.0, "£ gbp pound pounds"),
)
SCALES = {
    scale: 10.0**power
    for power, scales in (
        (3, "k thousand"),
        (6, "m mn mio million millions"),
        (9, "b bn g billion billions"),
        (12, "t tn trillion trillions"),
    )
    for scale in scales.split()
}
_KINDS = (SHARE, SIZE, TIME, _MONEY, _EURO, _POUND)
_SHORTEST_PLURAL = 3

_PER = re.compile(r"\s*/\s*|(?:^|\s+)(?:per|an?)\s+")
_AMOUNT = re.compile(r"(?:10\^(\d{1,2})|(\d[\d,]*))\s*")
_PLAIN_WORDS = (
    # A small b is a bit in a rate, where a large letter stands before it: `16 Gbps` and `16 Gb/s`, but `16 GBps`.
    (re.compile(r"\b([kgmtKGMT]?)bps\b"), r"\1bit/s"),
    (re.compile(r"\b([kgmtKGMT]?)B[pP][sS]\b"), r"\1B/s"),
    (re.compile(r"\b([KGMT])b(?=\s*/\s*s|\s+per\s+s)"), r"\1bit"),
    (re.compile(r"(?:(?<=[^\W\d_])|(?<=%))[-·⋅](?=[^\W\d_])"), " "),
    (re.compile(r"\bgpu(?=h\b)", re.IGNORECASE), "gpu "),
    (re.compile(r"\bper cent\b", re.IGNORECASE), "percent"),
    (re.compile(r"\b([kmb])(?=tok(?:en)?s?\b|[$€£])", re.IGNORECASE), r"\1 "),
)


class Unit(NamedTuple):
    """A unit, and what stands below it. What is only counted has no kind: `B parameters` are 1e9 parameters."""

    kind: str
    name: str
    factor: float
    per: "Unit | None" = None


_KNOWN = {
    (kind, word): Unit(kind, name, factor) for kind, name, factor, words in _ROWS for word in words.split() or [""]
}


def read_unit(text: str, kind: str = "", kind_below: str = TIME) -> Unit:
    """Gives the unit that a text means, sooner one of this kind: `m` may be minutes or megabytes."""
    head, *below = _PER.split(plain_unit(text))
    over = _read_head(head, kind)
    return over._replace(per=_read_below(below[0], kind_below)) if below else over


def head_of(text: str) -> str:
    """Gives what stands above the stroke of a unit, in small letters."""
    return _PER.split(plain_unit(text))[0]


def plain_unit(text: str) -> str:
    """Gives a unit in small letters and single words."""
    text = " ".join(text.split())
    for pattern, plain in _PLAIN_WORDS:
        text = pattern.sub(plain, text)
    return text.lower()


def _read_head(text: str, kind: str) -> Unit:
    words = text.split()
    if known := _find(text, kind):
        return known
    if len(words) > 1:
        if words[0] in SCALES and words[1] != "of":
            scaled = _read_head(" ".join(words[1:]), kind)
            return scaled._replace(factor=scaled.factor * SCALES[words[0]])
        if known := _find(words[0], kind) or _find(words[-1], kind):  # `% F1` and `GPU hours`
            return known
    return Unit("", text.removesuffix("s"), 1.0)


def _find(word: str, kind: str) -> Unit | None:
    words = (word, word.removesuffix("s")) if len(word) >= _SHORTEST_PLURAL else (word,)
    return next((_KNOWN[tried, form] for form in words for tried in (kind, *_KINDS) if (tried, form) in _KNOWN), None)


def _read_below(text: str, kind: str) -> Unit:
    """Reads what stands below a stroke: `s`, `token`, `1M tokens`, `million`."""
    amount = 1.0
    if found := _AMOUNT.match(text):
        power, number = found.groups()
        amount = 10.0 ** int(power) if power else float(number.replace(",", "")) or 1.0
        text = text[found.end() :]
    is_scale = text in SCALES and (bool(found) or (kind, text) not in _KNOWN)
    unit = Unit("", "", SCALES[text]) if is_scale else _read_head(text, kind)
    return unit._replace(factor=unit.factor * amount)
