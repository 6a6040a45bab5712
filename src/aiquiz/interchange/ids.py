"""Ids that stay the same from one import or export to the next."""

import re
from hashlib import sha256

from aiquiz.core.headings import CardId

_KEBAB_CASE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OURS = "aiquiz:"
_LONGEST_WORDS = 40
_MARK_LENGTH = 10
_FIRST_NUMBER, _NUMBERS = 1_500_000_000_000, 100_000_000_000
"""Anki's ids look like milliseconds since 1970; ours lie in the three years after July 2017."""


def guid_of(card_id: CardId) -> str:
    """Gives the name that a card has in Anki for ever; it can be read back."""
    return f"{_OURS}{card_id}"


def id_of_guid(guid: str) -> CardId | None:
    """Gives the card that a guid of ours names; None for one of another program."""
    name = guid.removeprefix(_OURS)
    return CardId(name) if name != guid and is_kebab(name) else None


def is_kebab(text: str) -> bool:
    """Says whether a text can be an id or a tag."""
    return _KEBAB_CASE.fullmatch(text) is not None


def kebab(text: str) -> str:
    """Gives a text in kebab-case; empty where it has neither ASCII letters nor digits."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def number_of(name: str) -> int:
    """Gives a number for a name, as Anki's tables want one."""
    return _FIRST_NUMBER + int.from_bytes(sha256(name.encode()).digest()[:8]) % _NUMBERS


def mark_of(key: str) -> str:
    """Gives ten hexadecimal digits that stand for a key."""
    return sha256(key.encode("utf-8", "replace")).hexdigest()[:_MARK_LENGTH]


def mark_in(card_id: str) -> str:
    """Gives the mark that an id made here ends with, or whatever stands there."""
    return card_id.rpartition("-")[2]


def make_id(question: str, key: str) -> CardId:
    """Gives an id of the question's first words and the mark of the key."""
    words = kebab(question)
    if len(words) > _LONGEST_WORDS:
        words = words[:_LONGEST_WORDS].rpartition("-")[0] or words[:_LONGEST_WORDS]
    return CardId(f"{words}-{mark_of(key)}" if words else f"card-{mark_of(key)}")
