"""A sentence of an answer, ready to be asked where it has a phrase and whether it denies it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aiquiz.core.matching.clauses import find_clauses, find_positions
from aiquiz.core.matching.match_syntax import Phrase
from aiquiz.core.matching.negation import Scopes, find_scopes
from aiquiz.core.matching.stems import Word, joined

Span = tuple[int, int]
"""The place of the first word of something in its sentence, and the one behind its last."""


class Sentence(NamedTuple):
    """The words of a sentence, what is denied, its clauses, and where each stem is, alone and joined with the next."""

    words: list[Word]
    scopes: Scopes
    clauses: list[int]
    positions: list[int]
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

    def places_of(self, wholes: Iterable[str]) -> Iterator[Span]:
        """Gives where the sentence has a word, or two side by side, that are compared as one of some texts."""
        for whole in wholes:
            yield from ((place, place + 1) for place in self.wholes.get(whole, ()))
            yield from ((place, place + 2) for place in self.pairs.get(whole, ()))

    def distance(self, one: Span, other: Span) -> int:
        """Gives how far apart two spans stand, a comma or a joining word counting as several words."""
        first, second = sorted((one, other))
        return self.positions[second[0]] - self.positions[first[1] - 1]

    def is_denied(self, span: Span) -> bool:
        """Says whether any word of a span is denied."""
        return any(self.scopes.denied[slice(*span)])

    def is_left_out(self, span: Span) -> bool:
        """Says whether any word of a span is denied or said to be ignored."""
        return self.is_denied(span) or any(self.scopes.left_out[slice(*span)])


def read_sentence(words: list[Word]) -> Sentence:
    """Gives the sentence of some words."""
    found = Sentence(words, find_scopes(words), find_clauses(words), find_positions(words), {}, {}, {})
    for place, word in enumerate(words):
        found.places.setdefault(word.stem, []).append(place)
        found.wholes.setdefault(joined("", word.stem), []).append(place)
        if place:
            found.pairs.setdefault(joined(words[place - 1].text, word.stem), []).append(place - 1)
    return found
