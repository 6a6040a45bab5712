"""What a typed number means, with its unit, and whether it is the one that was expected."""

import re
from typing import NamedTuple

from aiquiz.core.numeric.arithmetic import NUMBER, read_value
from aiquiz.core.numeric.conversions import is_unknown, readings
from aiquiz.core.numeric.near_misses import describe_miss, is_close
from aiquiz.core.numeric.units import PER_CENT, TIME, read_unit

_LONGEST = 100
_UNREAD = "That is no number: write it like 1,536 or 0.667 or 1.5e9{hint}."

_OPENING = re.compile(
    r"(?:it\s+is|it's|about|approx\.?|approximately|around|roughly|circa|ca\.?|some|almost|nearly|[~±]|\+/?-"
    r"|[a-z][\w @]{0,30}:)\s*",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"([+-]?)\s*(us\$|usd\b|eur\b|gbp\b|[$€£])\s*(?=[-+.\d(])", re.IGNORECASE)
_TIMES = re.compile(
    r"(?<=[\d)])\s*(?:[×·⋅]\s*(?=[-+.\d(])|x\s*(?=\.?\d|\([-+\d\s.,*/^()]*\)))",
    re.IGNORECASE,
)
# Of `100/150 = 66.7 %` and `11.4 -> 12` the last part is the answer; `<=` and `>=` are none.
_THEREFORE = re.compile(r"[-=]>|[→⇒≈≃≅]|(?<![<>!])=")
# What follows a sign of arithmetic, or an operand without a space, is no aside but belongs to the sum.
_ASIDE = re.compile(
    r"(?<=[^\s*/^+(-])(?:\s+\([^()]*\)|(?<![\d)])\([^()]*\)|\((?=[^()]*[a-z%$€£=≈~])[^()]*\))$", re.IGNORECASE
)
# A digit of a unit follows a letter or comes after the stroke: `% F1`, `$ / 1M tokens`. Any other is a second number.
_LETTERS = r"(?:[^\d/^*=<>≤≥,;()+→]|(?<=[a-z])\d)"
_BELOW = rf"(?:/|\bper\b(?!\s*cent))\s*(?:{NUMBER}(?:\^\d+)?\s*)?[a-zµμ%$€£](?:{_LETTERS}|/(?=\s*[a-z]))*"
_UNIT = re.compile(rf"(?:-(?=[a-z]))?((?!-){_LETTERS}*?)({_BELOW})?", re.IGNORECASE)
_COMMA = re.compile(r"(?<![\d.,])([1-9]\d{0,2}),(\d{2}[1-9])(?![\d.,])")

_PLAIN_SIGNS = str.maketrans("−–⁄’÷", "--/'/")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")

_PART = re.compile(r"(\d++(?:\.\d++)?+)\s*+([a-zµμ]++)\s*+(?:and\s++)?+", re.IGNORECASE)
_PARTS = re.compile(rf"(?:{_PART.pattern}){{2,4}}", re.IGNORECASE)


class Quantity(NamedTuple):
    """A number as typed, and the unit behind (or the currency before) it as typed; empty where there is none."""

    value: float
    unit: str = ""


class Verdict(NamedTuple):
    """Whether a typed answer is right, whether it could be read at all, and where it went wrong in a sentence."""

    is_right: bool
    is_read: bool
    said: str = ""


def read_quantity(text: str) -> Quantity | None:
    """Reads a number as people type it, `≈ 66.7 %`, `1.5 × 10^9`, `3/4`, `$3.20`; None where it is none."""
    if len(text) > _LONGEST:
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
        value, rest = read_value(tidy, is_price=bool(currency))
    except ValueError:
        return None
    unit = _UNIT.fullmatch(rest.strip())
    if unit is None or not rest.isprintable():
        return None
    head, below = unit.groups(default="")
    below = below if below.startswith("/") else f" {below}"
    return Quantity(value, (f"{head.strip()} {currency}".strip() + below).strip())


def judge(text: str, expected: float, unit: str, tolerance: float) -> Verdict:
    """Says whether a typed answer is the expected one, given in the card's unit.

    The tolerance is relative, above 0 and up to LARGEST_TOLERANCE; with 0 every digit that matters has to be there.
    """
    quantity = read_quantity(text)
    if quantity is None:
        return Verdict(is_right=False, is_read=False, said=_UNREAD.format(hint=f", in {unit}" if unit else ""))
    meant = readings(*quantity, unit)
    if any(is_close(value, expected, tolerance) for value in meant):
        return Verdict(is_right=True, is_read=True)
    if comma := _COMMA.search(text):
        pointed = read_quantity(_COMMA.sub(r"\1.\2", text, count=1))
        if pointed and any(is_close(value, expected, tolerance) for value in readings(*pointed, unit)):
            return _judge_comma(comma, unit)
    if meant:
        nearest = min(meant, key=lambda value: abs(value - expected))
        return Verdict(is_right=False, is_read=True, said=describe_miss(nearest, expected, unit, tolerance))
    is_read = not is_unknown(quantity.unit, unit)  # else it is asked for again: whether the number is right is not told
    is_near = is_read and is_close(quantity.value, expected, tolerance)
    return Verdict(is_right=False, is_read=is_read, said=_say_misfit(quantity.unit, unit, is_near=is_near))


def _judge_comma(comma: re.Match[str], unit: str) -> Verdict:
    """Judges a number that is right if its comma is a decimal one: nobody means thousands of per cent by it."""
    if read_unit(unit).name == PER_CENT:
        return Verdict(is_right=True, is_read=True)
    pointed = ".".join(comma.groups())
    said = f"That reads as {comma.group()}, 1,000 times too large: if the comma is a decimal one, write {pointed}."
    return Verdict(is_right=False, is_read=True, said=said)


def _say_misfit(given: str, unit: str, *, is_near: bool) -> str:
    if not unit:
        begun = "The number is right, but it" if is_near else "The answer"
        return f"{begun} has no unit: {given} does not belong there."
    return f"{'The number is right, but' if is_near else 'The answer is'} in {unit}, not in {given}."


def _tidied(text: str) -> str:
    """Gives the part of a text that counts in plain signs: one kind of minus, of times, of digits, of spaces."""
    import unicodedata  # noqa: PLC0415 - only when a number was typed

    text = re.sub(r"[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda raised: "^" + raised.group().translate(_RAISED), text)
    text = re.sub(r"[¼-¾⅐-⅞]", r" \g<0>", text)
    text = unicodedata.normalize("NFKC", text).translate(_PLAIN_SIGNS)
    text = _TIMES.sub("*", " ".join(text.split()).rstrip(" .!")).replace("**", "^")
    text = _THEREFORE.split(_ASIDE.sub("", text))[-1].strip()
    return re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "_", text)


def _duration(text: str) -> Quantity | None:
    """Gives the sum of `1 h 30 min`, in the first of its units."""
    found = _PART.findall(text) if _PARTS.fullmatch(text) else []
    parts = [(float(number), read_unit(word, TIME)) for number, word in found]
    if not parts or any(unit.kind != TIME for _, unit in parts):
        return None
    first = parts[0][1]
    return Quantity(sum(value * unit.factor for value, unit in parts) / first.factor, first.name)
