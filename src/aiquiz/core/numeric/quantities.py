"""What a typed number means, with its unit, and whether it is the one that was expected."""

import math
import re
from typing import NamedTuple

from aiquiz.core.numeric.near_misses import describe_miss, is_close
from aiquiz.core.numeric.units import TIME, read_unit, readings

LONGEST = 100
_UNREAD = "That is no number: write it like 1,536 or 0.667 or 1.5e9{hint}."

_OPENING = re.compile(
    r"(?:it\s+is|it's|about|approx\.?|approximately|around|roughly|circa|ca\.?|some|almost|nearly|[≈~≃≅=±]|\+/?-"
    r"|[a-z][\w @]{0,30}[=:≈])\s*",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"([+-]?)\s*(us\$|usd\b|eur\b|gbp\b|[$€£])\s*(?=[-+.\d])", re.IGNORECASE)
_TIMES = r"(?:\*(?!\*)|×|·|⋅|x(?=\s*\d))"
_NUMBER = r"(?:\d[\d,.'_]*+|\.\d++)(?:e[+-]?+\d++)?+"
_NEXT = re.compile(rf"\s*({_TIMES}|/)\s*({_NUMBER})(?:\s*(?:\^|\*\*)\s*([+-]?\d+))?(?![kmbgt]\b)", re.IGNORECASE)
_FIRST = re.compile(rf"([+-]?)\s*({_NUMBER})(?:\s*(?:\^|\*\*)\s*([+-]?\d+))?", re.IGNORECASE)
# A digit of a unit follows a letter or comes after the stroke: `% F1`, `$ / 1M tokens`. Any other is a second number.
_UNIT = re.compile(r"((?:[^\d/^*=<>≤≥,;()]|(?<=[a-z])\d)*?)((?:/|\bper\b(?!\s*cent)).*)?", re.IGNORECASE)
_ASIDE = re.compile(r"(?<=\S)\s*\([^()]*\)$")

# A comma is a decimal one where it cannot part thousands: `0,667`, `66,7`, `1536,25`.
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}(?:\.\d*)?")
_SPACED = re.compile(r"[1-9]\d{0,2}(?:['_]\d{3})+(?:[.,]\d*)?")
_POINTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,}")
_COMMA = re.compile(r"\d+,\d+")
_PLAIN = re.compile(r"\d+\.?\d*|\.\d+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")

_PART = re.compile(r"(\d++(?:\.\d++)?+)\s*+([a-zµμ]++)\s*+(?:and\s++)?+", re.IGNORECASE)
_PARTS = re.compile(rf"(?:{_PART.pattern}){{2,4}}", re.IGNORECASE)


class Quantity(NamedTuple):
    """A number as typed, and the unit behind (or the currency before) it as typed; empty where there is none."""

    value: float
    unit: str = ""


class Verdict(NamedTuple):
    """Whether a typed answer is right, whether it was a number at all, and where it went wrong in a sentence."""

    is_right: bool
    is_read: bool
    said: str = ""


def read_quantity(text: str) -> Quantity | None:
    """Reads a number as people type it, `≈ 66.7 %`, `1.5 × 10^9`, `3/4`, `$3.20`; None where it is none."""
    if len(text) > LONGEST:
        return None
    tidy = _tidied(text)
    while opening := _OPENING.match(tidy):
        tidy = tidy[opening.end() :]
    currency = ""
    if found := _CURRENCY.match(tidy):
        currency = found.group(2)
        tidy = found.group(1) + tidy[found.end() :]
    if duration := _duration(tidy):
        return duration
    try:
        value, rest = _product(tidy)
    except (ValueError, ArithmeticError):
        return None
    unit = _UNIT.fullmatch(rest.strip())
    if unit is None or not rest.isprintable() or not math.isfinite(value):
        return None
    head, per = unit.groups(default="")
    below = per if per.startswith("/") else f" {per}"
    return Quantity(value, (f"{head.strip()} {currency}".strip() + below).strip())


def judge(text: str, expected: float, unit: str, tolerance: float) -> Verdict:
    """Says whether a typed answer is the expected one, given in the card's unit, within a relative tolerance."""
    quantity = read_quantity(text)
    if quantity is None:
        return Verdict(is_right=False, is_read=False, said=_UNREAD.format(hint=f", in {unit}" if unit else ""))
    meant = readings(*quantity, unit)
    if any(is_close(value, expected, tolerance) for value in meant):
        return Verdict(is_right=True, is_read=True)
    if meant:
        nearest = min(meant, key=lambda value: abs(value - expected))
        return Verdict(is_right=False, is_read=True, said=describe_miss(nearest, expected, unit, tolerance))
    begun = "The number is right, but" if is_close(quantity.value, expected, tolerance) else "The answer is"
    return Verdict(is_right=False, is_read=True, said=f"{begun} in {unit}, not in {quantity.unit}.")


def _tidied(text: str) -> str:
    """Gives a text in plain signs: one kind of minus, of digits, of spaces; raised digits behind a ^."""
    import unicodedata  # noqa: PLC0415 - only when a number was typed

    text = re.sub(r"[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda raised: "^" + raised.group().translate(_RAISED), text)
    text = re.sub(r"[¼-¾⅐-⅞]", r" \g<0>", text)
    text = unicodedata.normalize("NFKC", text).translate({ord("−"): "-", ord("–"): "-", ord("⁄"): "/", ord("’"): "'"})
    text = _ASIDE.sub("", " ".join(text.split()).rstrip(" .!"))
    return re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "_", text)


def _product(text: str) -> tuple[float, str]:
    """Gives the product or quotient that a text begins with, and what stands behind it."""
    found = _FIRST.match(text)
    if found is None:
        raise ValueError
    sign, number, power = found.groups()
    value = _powered(number, power)
    end = found.end()
    while found := _NEXT.match(text, end):
        times, number, power = found.groups()
        value = value / _powered(number, power) if times == "/" else value * _powered(number, power)
        end = found.end()
    return -value if sign == "-" else value, text[end:]


def _duration(text: str) -> Quantity | None:
    """Gives the sum of `1 h 30 min`, in the first of its units."""
    found = _PART.findall(text) if _PARTS.fullmatch(text) else []
    parts = [(float(number), read_unit(word, TIME)) for number, word in found]
    if not parts or any(unit.kind != TIME for _, unit in parts):
        return None
    first = parts[0][1]
    return Quantity(sum(value * unit.factor for value, unit in parts) / first.factor, first.name)


def _powered(number: str, power: str | None) -> float:
    return math.pow(_number(number), float(power or 1))


def _number(text: str) -> float:
    digits, _, exponent = text.lower().partition("e")
    digits = digits.rstrip(",'_")
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(",", "")
    elif _SPACED.fullmatch(digits):
        digits = re.sub(r"['_]", "", digits).replace(",", ".")
    elif _POINTED.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    elif not _PLAIN.fullmatch(digits):
        raise ValueError
    return float(f"{digits}e{exponent or 0}")
