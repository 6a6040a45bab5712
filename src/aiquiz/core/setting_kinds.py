"""What values a setting may have: one of some words, a number or a whole number within a range."""

from collections.abc import Iterable
from math import isnan
from typing import TYPE_CHECKING, NamedTuple, Protocol

Value = str | float

_MOST_SHOWN = 40
_PERCENT = 100


if TYPE_CHECKING:

    class Kind(Protocol):
        """What values a setting may have."""

        @property
        def allowed(self) -> str:
            """What is allowed, in words."""

        @property
        def words(self) -> tuple[str, ...]:
            """All values, where they can be listed."""

        def parse(self, text: str) -> Value | None:
            """Gives the value that was typed; None when it is not allowed."""

        def check(self, value: object) -> Value | None:
            """Gives the value that was read from a file; None when it is not allowed."""

        def nearest(self, text: str) -> str:
            """Gives the allowed value that was most likely meant, empty when none comes near."""

else:  # only the type checker asks for it, and every start would pay for it
    Kind = object


class Choice(NamedTuple):
    """One of some words, which are small letters."""

    words: tuple[str, ...]

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        *others, last = self.words
        return f"{', '.join(others)} or {last}" if others else last

    def parse(self, text: str) -> Value | None:
        """Gives the word that was typed, in whatever letters."""
        return self.check(text.strip().lower())

    def check(self, value: object) -> Value | None:
        """Gives the word."""
        return value if isinstance(value, str) and value in self.words else None

    def nearest(self, text: str) -> str:
        """Gives the word that is written most like it."""
        return nearest_word(text.lower(), self.words)


class Number(NamedTuple):
    """A number within a range, both ends included."""

    least: float
    most: float
    words: tuple[str, ...] = ()

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        return f"a number from {self.least} to {self.most}"

    def parse(self, text: str) -> Value | None:
        """Gives the number that was typed."""
        return self.check(_to_float(text))

    def check(self, value: object) -> Value | None:
        """Gives the number; a truth value is none."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not self.least <= value <= self.most:
            return None
        return float(value)

    def nearest(self, text: str) -> str:
        """Gives the end of the range that is nearer, or the fraction where a percentage was given."""
        number = _to_float(text.replace(",", ".").removesuffix("%"))
        if number is None or isnan(number):
            return ""
        if self.check(number / _PERCENT) is not None:
            number /= _PERCENT
        return str(min(self.most, max(self.least, number)))


class Whole(NamedTuple):
    """A whole number within a range, both ends included."""

    least: int
    most: int
    words: tuple[str, ...] = ()

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        return f"a whole number from {self.least} to {self.most}"

    def parse(self, text: str) -> Value | None:
        """Gives the number that was typed."""
        number = _to_float(text)
        return self.check(int(number)) if number is not None and number.is_integer() else None

    def check(self, value: object) -> Value | None:
        """Gives the number; a truth value is none."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            return None
        return value

    def nearest(self, text: str) -> str:
        """Gives the whole number within the range that is nearest."""
        number = _to_float(text.replace(",", "."))
        if number is None or isnan(number):
            return ""
        return str(round(min(self.most, max(self.least, number))))


def _to_float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def nearest_word(word: str, words: Iterable[str]) -> str:
    """Gives the word that is written most like one, empty when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for what was mistyped

    return next(iter(get_close_matches(word[:_MOST_SHOWN], list(words), n=1)), "")


def show_value(value: object) -> str:
    """Gives a value as Python writes it, on one line and cut to what a sentence can hold."""
    try:
        text = repr(value)
    except ValueError:  # a whole number of more digits than Python writes
        return "a number that long"
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
