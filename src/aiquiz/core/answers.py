"""A typed answer against a card's key points: which of them it says, and in which words."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from aiquiz.core.cards import KeyPoint
from aiquiz.core.match_syntax import Entry, Phrase, Unit, check_entry, make_phrase, parse_entry
from aiquiz.core.negation import find_scopes, is_negator
from aiquiz.core.sentences import Sentence, Span, read_sentence
from aiquiz.core.stems import Word, read_sentences
from aiquiz.core.synonyms import COMMON, OPPOSITES
from aiquiz.core.typos import mend_words
from aiquiz.core.word_forms import FUNCTION_WORDS, SAID_OF_THE_SPEAKER

__all__ = ["Found", "check_entry", "match_points"]

_MOST_WORDS_SHOWN = 6
_NEAR, _NEAR_EACH = 8, 4
"""The words of an entry stand within this many words of the answer, and so many more for each of them."""

_NEAR_A_NEGATION = 3
_ENOUGH = 0.6
"""The share of a point's telling words, by weight, that says the point."""

_WEIGHT, _WEIGHT_COMMON = 1.0, 0.5
_FEWEST_TELLING = 2


class Found(NamedTuple):
    """Whether an answer says a key point, and the learner's own words that say it."""

    is_found: bool
    words: tuple[str, ...] = ()


class _Key(NamedTuple):
    """A telling word of a key point."""

    phrase: Phrase
    is_denied: bool
    weight: float


_Hits = dict[_Key, list[Word]]
_NOT_FOUND = Found(is_found=False)


def match_points(text: str, points: Sequence[KeyPoint]) -> tuple[Found, ...]:
    """Gives for each key point whether the answer says it: by an entry of its own, or in most of its telling words."""
    wanted = {stem for point in points for phrase in _phrases(point.text, point.match) for stem in phrase.stems}
    sentences = [read_sentence(words) for words in mend_words(read_sentences(text), wanted)]
    return tuple(_by_entry(text, sentences, point) or _by_words(text, sentences, point) for point in points)


@lru_cache(1024)
def _phrases(text: str, match: tuple[str, ...]) -> tuple[Phrase, ...]:
    """Gives all that is looked for to find a point."""
    units = [unit for written in match for entry in parse_entry(written) for unit in entry.units]
    return (*(key.phrase for key in _read_point(text)), *(phrase for unit in units for phrase in unit))


def _by_entry(text: str, sentences: list[Sentence], point: KeyPoint) -> Found | None:
    for entry in (entry for written in point.match for entry in parse_entry(written)):
        for sentence in sentences:
            spans = _find_entry(sentence, entry)
            if spans:
                return _found(text, [sentence.words[slice(*span)] for span in spans])
    return None


def _find_entry(sentence: Sentence, entry: Entry) -> list[Span]:
    """Gives where a sentence has the units of an entry near each other and denied as it asks, else nothing."""
    options = [_spans(sentence, unit, entry) for unit in entry.units]
    if not all(options):
        return []
    nearest = _NEAR + _NEAR_EACH * len(options)
    for anchor in options[0]:
        chosen = [anchor]
        for spans in options[1:]:
            free = [span for span in spans if all(span[1] <= other[0] or other[1] <= span[0] for other in chosen)]
            if not free:
                break
            chosen.append(min(free, key=lambda span: abs(span[0] - anchor[0])))
        is_whole = len(chosen) == len(options)
        start, end = min(span[0] for span in chosen), max(span[1] for span in chosen)
        if is_whole and end - start <= nearest and (not entry.is_negative or _has_negation(sentence, chosen)):
            return chosen
    return []


def _spans(sentence: Sentence, unit: Unit, entry: Entry) -> list[Span]:
    return [
        span
        for phrase in unit
        for span in sentence.spans(phrase)
        if entry.is_negative or phrase.is_literal or not sentence.is_denied(span)
    ]


def _has_negation(sentence: Sentence, spans: list[Span]) -> bool:
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    near = sentence.scopes.negations[max(0, start - _NEAR_A_NEGATION) : end + 1]
    return any(near) or any(sentence.is_left_out(span) for span in spans)


def _by_words(text: str, sentences: list[Sentence], point: KeyPoint) -> Found:
    """Looks for the point's own words in each sentence and in each two that follow one another."""
    keys = _read_point(point.text)
    needed = _ENOUGH * sum(key.weight for key in keys)
    for size in (1, 2):
        for start in range(len(sentences) - size + 1):
            hits = _hits(sentences[start : start + size], keys)
            is_telling = len(hits) >= min(_FEWEST_TELLING, len(keys)) and _has_weight(hits, keys)
            if hits and is_telling and sum(key.weight for key in hits) >= needed:
                return _found(text, hits.values())
    return _NOT_FOUND


def _has_weight(hits: Iterable[_Key], keys: Sequence[_Key]) -> bool:
    """Says whether one of the words is rare; a point without any rare word wants all."""
    return any(key.weight == _WEIGHT for key in hits) or set(hits) == set(keys)


def _hits(sentences: Sequence[Sentence], keys: tuple[_Key, ...]) -> _Hits:
    """Gives the telling words that some sentences have; none where they say the contrary of one."""
    hits: _Hits = {}
    for key in keys:
        spans = [(sentence, span) for sentence in sentences for span in sentence.spans(key.phrase)]
        meant = [
            sentence.words[slice(*span)]
            for sentence, span in spans
            if (sentence.is_left_out(span) if key.is_denied else not sentence.is_denied(span))
        ]
        if meant:
            hits[key] = meant[0]
        elif spans or _has_opposite(sentences, key):
            return {}
    return hits


def _has_opposite(sentences: Sequence[Sentence], key: _Key) -> bool:
    opposite = _OPPOSITES.get(key.phrase.whole)
    return any(opposite in sentence.places for sentence in sentences)


_OPPOSITES = dict(OPPOSITES) | {second: first for first, second in OPPOSITES}


@lru_cache(2048)
def _read_point(text: str) -> tuple[_Key, ...]:
    """Gives the telling words of a key point, each once; of one without any, all."""
    keys: dict[str, _Key] = {}
    for words in read_sentences(text):
        scopes = find_scopes(words)
        for place, word in enumerate(words):
            is_speech = not place and word.text in SAID_OF_THE_SPEAKER
            is_part = bool(place) and word.start == words[place - 1].start
            if is_part or is_speech or word.stem in FUNCTION_WORDS or is_negator(word.text):
                continue
            phrase = make_phrase([other for other in words if other.start == word.start])
            is_denied = any(scopes.denied[place : place + len(phrase.stems)])
            weight = _WEIGHT_COMMON if phrase.whole in COMMON or phrase.whole.isnumeric() else _WEIGHT
            keys.setdefault(phrase.whole, _Key(phrase, is_denied, weight))
    return tuple(keys.values())


def _found(text: str, phrases: Iterable[list[Word]]) -> Found:
    """Gives phrases as they were typed, in their order."""
    places = sorted({(words[0].start, words[-1].end) for words in phrases})[:_MOST_WORDS_SHOWN]
    return Found(is_found=True, words=tuple(_as_typed(text, start, end) for start, end in places))


def _as_typed(text: str, start: int, end: int) -> str:
    typed = " ".join(text[start:end].split())
    return f"{typed})" if "(" in typed and ")" not in typed and text[end : end + 1] == ")" else typed
