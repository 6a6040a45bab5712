"""Which word that is looked for a mistyped one stands for."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache

from aiquiz.core.matching.stems import Word

_FEWEST, _FEWEST_SWAPPED = 6, 8
"""Letters that a stem has when a letter may be missing or too much, and when one may be wrong (quantile, quartile)."""

_MOST = 24


def mend_words(sentences: Iterable[list[Word]], wanted: AbstractSet[str]) -> list[list[Word]]:
    """Gives the sentences with the stem that is wanted for each mistyped word: one letter off, the first one right."""
    near = {shorter: stem for stem in sorted(wanted) if len(stem) >= _FEWEST for shorter in _shorter(stem)}
    return [[_mend(word, near) if word.stem not in wanted else word for word in words] for words in sentences]


def _mend(word: Word, near: dict[str, str]) -> Word:
    typed = word.stem
    if not _FEWEST <= len(typed) + 1 <= _MOST:
        return word
    for shorter in _shorter(typed):
        meant = near.get(shorter, "")
        is_long_enough = len(meant) != len(typed) or len(typed) >= _FEWEST_SWAPPED
        if meant and is_long_enough and meant[0] == typed[0] and meant[-1] == typed[-1]:
            return word._replace(stem=meant)
    return word


@lru_cache(4096)
def _shorter(stem: str) -> tuple[str, ...]:
    """Gives a stem, and what is left of it without any one of its letters."""
    return (stem, *(stem[:place] + stem[place + 1 :] for place in range(len(stem))))
