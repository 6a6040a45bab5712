"""Two more kinds of values that a setting may have: a limit or none, and a key of the keyboard."""

from typing import NamedTuple

from aiquiz.core.setting_kinds import Value, Whole, nearest_word

NONE = "none"
"""The limit that is none: TOML has no word for it."""

SPACE = "space"
"""What the key is called that is not seen when it is written."""

_A_FEW = 3
_LAST_DIGIT = 9


class Cap(NamedTuple):
    """A limit: a whole number from 1, or the word for none."""

    most: int
    words: tuple[str, ...] = (NONE,)

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        return f"a whole number from 1 to {self.most}, or {NONE}"

    def parse(self, text: str) -> Value | None:
        """Gives the number that was typed, or the word."""
        return NONE if text.strip().lower() == NONE else Whole(1, self.most).parse(text)

    def check(self, value: object) -> Value | None:
        """Gives the number or the word."""
        return NONE if value == NONE else Whole(1, self.most).check(value)

    def nearest(self, text: str) -> str:
        """Gives the number that is nearest; none is meant by nought and by an empty text."""
        if text.strip().lower() in {"", "0", "no", "off", "unlimited"}:
            return NONE
        return Whole(1, self.most).nearest(text) or nearest_word(text.lower(), self.words)


class OneKey(NamedTuple):
    """One character that a key types, other than space; or one of the words for keys that are not seen."""

    words: tuple[str, ...] = ()

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        return " or ".join(("one character", *self.words))

    def parse(self, text: str) -> Value | None:
        """Gives the character that was typed, or the word."""
        return self.check(text.strip())

    def check(self, value: object) -> Value | None:
        """Gives the character or the word; a digit may stand there as a number."""
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LAST_DIGIT:
            return str(value)
        if not isinstance(value, str):
            return None
        from unicodedata import combining  # noqa: PLC0415 - most people leave the keys as they are

        is_seen = len(value) == 1 and value.isprintable() and not value.isspace() and not combining(value)
        return value if is_seen or value in self.words else None

    def nearest(self, text: str) -> str:
        """Gives the word for a key, or the first character where several were given."""
        if not text.strip():
            return next(iter(self.words), "")
        first = text.strip()[0]
        return first if self.check(first) and len(text.strip()) <= _A_FEW else ""
