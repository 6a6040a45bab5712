"""A typed answer against a card's key points: which of them it says, and in which words."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from aiquiz.core.cards import KeyPoint
from aiquiz.core.matching.entries import find_entry
from aiquiz.core.matching.match_syntax import Phrase, make_phrase, parse_entry
from aiquiz.core.matching.negation import find_scopes, is_negator
from aiquiz.core.matching.opposites import read_opposites
from aiquiz.core.matching.sentences import Sentence, read_sentence
from aiquiz.core.matching.stems import Word, read_sentences, stem
from aiquiz.core.matching.synonyms import COMMON
from aiquiz.core.matching.typos import mend_words
from aiquiz.core.matching.word_forms import FUNCTION_WORDS, SAID_OF_THE_SPEAKER

_MOST_WORDS_SHOWN = 6
_ENOUGH, _NEARLY_ALL = 0.6, 0.9
"""The share of a point's telling words, by weight, that says the point, and where it has entries to be said by."""

_FEWEST_TELLING, _FEWEST_SAID_AGAIN = 2, 4
_WEIGHT, _WEIGHT_COMMON = 1.0, 0.5


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
            spans = find_entry(sentence, entry)
            if spans:
                return _found(text, [sentence.words[slice(*span)] for span in spans])
    return None


def _by_words(text: str, sentences: list[Sentence], point: KeyPoint) -> Found:
    """Looks for the point's own words in each sentence and in each two that follow one another."""
    keys = _read_point(point.text)
    is_said = _is_said_again if point.match else _is_said
    for size in (1, 2):
        for start in range(len(sentences) - size + 1):
            hits = _hits(sentences[start : start + size], keys)
            if hits and is_said(hits, keys):
                return _found(text, hits.values())
    return _NOT_FOUND


def _is_said(hits: _Hits, keys: Sequence[_Key]) -> bool:
    return len(hits) >= min(_FEWEST_TELLING, len(keys)) and _has_weight(hits, keys) and _share(hits, keys) >= _ENOUGH


def _is_said_again(hits: _Hits, keys: Sequence[_Key]) -> bool:
    """Says whether a point that has entries is said in its own words, and in their order: `X replaces Y`, not `Y X`."""
    starts = [words[0].start for words in hits.values()]
    is_nearly_all = len(hits) >= _FEWEST_SAID_AGAIN and _share(hits, keys) >= _NEARLY_ALL
    return is_nearly_all and starts == sorted(starts)


def _share(hits: Iterable[_Key], keys: Sequence[_Key]) -> float:
    return sum(key.weight for key in hits) / sum(key.weight for key in keys)


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
    opposites = read_opposites().get(key.phrase.whole, frozenset())
    return any(True for sentence in sentences for _ in sentence.places_of(opposites))


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
            weight = _WEIGHT_COMMON if _is_common(phrase) else _WEIGHT
            keys.setdefault(phrase.whole, _Key(phrase, is_denied, weight))
    return tuple(keys.values())


def _is_common(phrase: Phrase) -> bool:
    return phrase.whole.isnumeric() or (len(phrase.stems) == 1 and phrase.stems[0] in _read_common())


@lru_cache(1)
def _read_common() -> frozenset[str]:
    return frozenset(map(stem, COMMON))


def _found(text: str, phrases: Iterable[list[Word]]) -> Found:
    """Gives phrases as they were typed, in their order."""
    places = sorted({(words[0].start, words[-1].end) for words in phrases})[:_MOST_WORDS_SHOWN]
    return Found(is_found=True, words=tuple(_as_typed(text, start, end) for start, end in places))


def _as_typed(text: str, start: int, end: int) -> str:
    typed = " ".join(text[start:end].split())
    return f"{typed})" if "(" in typed and ")" not in typed and text[end : end + 1] == ")" else typed
