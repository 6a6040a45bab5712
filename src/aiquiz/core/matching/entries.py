"""Where a sentence has what an entry of `match` asks for, without saying the contrary of it."""

from collections.abc import Iterator
from itertools import islice

from aiquiz.core.matching.match_syntax import Entry, make_phrase
from aiquiz.core.matching.negation import has_negation
from aiquiz.core.matching.opposites import read_opposites
from aiquiz.core.matching.sentences import Sentence, Span

_NEAR, _NEAR_EACH = 8, 4
"""The words of an entry stand within this many words of the answer, and so many more for each of them."""

_MOST_TRIED, _MOST_CHOICES = 3, 4
"""Of each unit so many places nearest to the first unit's are tried, and so many ways to take them together."""

_NEAR_A_NEGATION = 3
_MOST_IN_A_CLAUSE = 3
"""An entry of more units tells two things apart, so it may take them from two clauses."""


def find_entry(sentence: Sentence, entry: Entry) -> list[Span]:
    """Gives where a sentence has the units of an entry near each other and denied as it asks, else nothing."""
    is_any = entry.is_negative or any(phrase.is_literal for unit in entry.units for phrase in unit)
    options: list[list[Span]] = []
    for unit in entry.units:
        spans = dict.fromkeys(span for phrase in unit for span in sentence.spans(phrase))
        options.append([span for span in spans if is_any or not sentence.is_denied(span)])
        if not options[-1]:
            return []
    for anchor in options[0]:
        near = [sorted(spans, key=lambda span: abs(span[0] - anchor[0]))[:_MOST_TRIED] for spans in options[1:]]
        for chosen in islice(_choices([anchor], near), _MOST_CHOICES):
            if _is_claim(sentence, entry, chosen):
                return chosen
    return []


def _is_meant(sentence: Sentence, entry: Entry, chosen: list[Span]) -> bool:
    """Says whether what is denied is denied by a phrase such as `no-retry`, which means what stands behind it too."""
    return (
        entry.is_negative
        or any(has_negation(sentence.words[slice(*span)]) for span in chosen)
        or not any(map(sentence.is_denied, chosen))
    )


def _choices(chosen: list[Span], options: list[list[Span]]) -> Iterator[list[Span]]:
    """Gives the ways to take a place of each unit, no word serving twice, those of the first units in their order."""
    if not options:
        yield chosen
        return
    for span in options[0]:
        if all(span[1] <= other[0] or other[1] <= span[0] for other in chosen):
            yield from _choices([*chosen, span], options[1:])


def _is_claim(sentence: Sentence, entry: Entry, chosen: list[Span]) -> bool:
    start, end = min(span[0] for span in chosen), max(span[1] for span in chosen)
    is_near = end - start <= _NEAR + _NEAR_EACH * len(chosen)
    is_one_clause = len(chosen) > _MOST_IN_A_CLAUSE or sentence.clauses[start] == sentence.clauses[end - 1]
    if not is_near or not is_one_clause or not _is_meant(sentence, entry, chosen):
        return False
    return _has_negation(sentence, chosen) if entry.is_negative else not _has_rival(sentence, chosen)


def _has_negation(sentence: Sentence, spans: list[Span]) -> bool:
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    own = {place for span in spans for place in range(*span)}
    near = set(range(max(0, start - _NEAR_A_NEGATION), min(end + 1, len(sentence.words)))) - own
    return any(sentence.scopes.negations[place] for place in near) or any(map(sentence.is_left_out, spans))


def _has_rival(sentence: Sentence, chosen: list[Span]) -> bool:
    """Says whether the contrary of one of some phrases stands nearer to another of them than it does itself."""
    for span in chosen:
        others = [other for other in chosen if other != span]
        for rival in sentence.places_of(_opposites(sentence, span)):
            is_free = all(rival[1] <= other[0] or other[1] <= rival[0] for other in chosen)
            if is_free and not sentence.is_denied(rival) and _is_nearer(sentence, rival, span, others):
                return True
    return False


def _opposites(sentence: Sentence, span: Span) -> frozenset[str]:
    return read_opposites().get(make_phrase(sentence.words[slice(*span)]).whole, frozenset())


def _is_nearer(sentence: Sentence, rival: Span, span: Span, others: list[Span]) -> bool:
    return any(sentence.distance(other, rival) < sentence.distance(other, span) for other in others)
