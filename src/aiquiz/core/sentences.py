"""A sentence of an answer, ready to be asked where it has a phrase and whether it denies it."""

from collections.abc import Iterator
from typing import NamedTuple

from aiquiz.core.match_syntax import Phrase
from aiquiz.core.negation import Scopes, find_scopes
from aiquiz.core.stems import Word, joined

Span = tuple[int, int]
"""The place of the first word of something in its sentence, and the one behind its last."""


class Sentence(NamedTuple):
    """The words of a sentence with what is denied, and the places of each stem, alone and joined with its neighbour."""

    words: list[Word]
    scopes: Scopes
    places: dict[str, list[int]]
    wholes: dict[str, list[int]]
    pairs: dict[str, list[int]]

    def spans(self, phrase: Phrase) -> Iterator[Span]:
        """Gives where the sentence has a phrase, be it written in one word or in two."""
        size = len(phrase.stems)
        for place in self.places.get(phrase.stems[0], ()):
            if phrase.is_at(self.words, place):
                yield place, place + size
        if size == 1:
            for place in self.pairs.get(phrase.whole, ()):
                yield place, place + 2
        elif phrase.operators is None:
            for place in self.wholes.get(phrase.whole, ()):
                yield place, place + 1

    def is_denied(self, span: Span) -> bool:
        """Says whether any word of a span is denied."""
        return any(self.scopes.denied[slice(*span)])

    def is_left_out(self, span: Span) -> bool:
        """Says whether any word of a span is denied or said to be ignored."""
        return self.is_denied(span) or any(self.scopes.left_out[slice(*span)])


def read_sentence(words: list[Word]) -> Sentence:
    """Gives the sentence of some words."""
    found = Sentence(words, find_scopes(words), {}, {}, {})
    for place, word in enumerate(words):
        found.places.setdefault(word.stem, []).append(place)
        found.wholes.setdefault(joined("", word.stem), []).append(place)
        if place:
            found.pairs.setdefault(joined(words[place - 1].text, word.stem), []).append(place - 1)
    return found
