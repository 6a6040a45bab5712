"""Names that are made or given for one's own: a card's id out of its question, and what a deck may be called."""

import re
from collections.abc import Container
from unicodedata import normalize

from aiquiz.core.headings import BUNDLED, CardId

LONGEST_NAME = 60
_MOST_WORDS = 6
_WORD = re.compile(r"[a-z0-9]+")
_DECK = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EMPTY = re.compile(
    "an?|and|are|as|at|be|between|by|can|could|do|does|for|from|how|i|in|is|it|its|me|of|on|or|s|should|tell|t|that|the|"
    "their|there|this|to|was|were|what|when|where|which|who|why|will|with|would|your?"
)
"""Words that tell nothing of what a card is about; they count where there are no others."""

_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""What Windows opens in place of a file, whatever its ending is."""


def fresh_id(question: str, taken: Container[str]) -> CardId:
    """Gives an id of the question's telling words that is not taken; of two questions alike the second has a number."""
    folded = normalize("NFKD", question).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = _WORD.findall(folded)
    telling = [word for word in words if not _EMPTY.fullmatch(word)] or words
    name = "-".join(telling[:_MOST_WORDS])[:LONGEST_NAME].strip("-") or "card"
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return CardId(found)


def refuse_deck_name(name: str) -> str:
    """Says why a deck cannot be called so; nothing where it can."""
    if name == BUNDLED:
        return "is what the cards are called that come with aiquiz"
    if name in _DEVICES:
        return "is a name that Windows keeps for a device"
    if len(name) > LONGEST_NAME:
        return f"is longer than {LONGEST_NAME} letters"
    if not _DECK.fullmatch(name):
        return "is no name for a deck: use small letters, digits and single hyphens"
    return ""
