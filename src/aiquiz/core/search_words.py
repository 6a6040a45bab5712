"""The words of a search: what counts as the same word, and where a text has one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[^\W_]+")
_AMERICAN = re.compile(r"(?<=[iy])z(?=[aei])")
_HISSING = ("ses", "xes", "zes", "ches", "shes")
_MAY_FOLD = bytes((*range(0xC3, 0xCE), 0xE1, 0xEF, 0xF0))
"""The first bytes of accented and wide letters and of accents alone, in UTF-8."""

_MAY_FOLD_TO_DIGIT = _MAY_FOLD + bytes((0xC2, 0xE2))
_TIMES = "×".encode()
"""The most frequent sign that begins like an accented letter."""

_EMPTY = re.compile(
    "an?|and|are|as|at|be|by|can|do|does|for|from|how|in|is|it|of|on|or|that|the|to|vs|was|what|when|which|why|with|you|your"
)
"""Words that tell nothing of what is looked for; they count where there are no others."""

_LONGEST_WHOLE, _LONGEST_BEGINNING, _SHORTEST_TYPO = 2, 4, 4
_LEAST_ALIKE = 0.8


class Word(NamedTuple):
    """A word that is looked for, in all the forms that count as the same."""

    text: str
    forms: tuple[str, ...]

    def places(self, folded: str) -> Iterator[tuple[int, int]]:
        """Gives where a folded text has the word.

        Two letters stand alone, up to four begin a word, more may stand anywhere in one.
        """
        for form in self.forms:
            size, start = len(form), folded.find(form)
            while start >= 0:
                end = start + size
                is_begun = size > _LONGEST_BEGINNING or not folded[start - 1 : start].isalnum()
                if is_begun and (size > _LONGEST_WHOLE or not folded[end : end + 1].isalnum()):
                    yield start, end
                start = folded.find(form, start + 1)


def fold(text: str) -> str:
    """Gives the text in small letters without accents."""
    lowered = text.lower()
    return lowered if lowered.isascii() else _FOREIGN.sub(lambda found: _strip(found[0]), lowered)


@lru_cache(4096)
def _strip(run: str) -> str:
    return "".join(part for part in normalize("NFKD", run.casefold()) if not combining(part))


def read_words(query: str) -> tuple[Word, ...]:
    """Gives the words of a query, each once; marks of punctuation part them, and words like `what is a` go."""
    found = dict.fromkeys(_WORD.findall(fold(query)))
    return tuple(make_word(text) for text in [text for text in found if not _EMPTY.fullmatch(text)] or found)


def make_word(text: str) -> Word:
    """Gives a folded word with its singular and plural, and with s for an American z."""
    forms = [text]
    if text.endswith("ies"):
        forms.append(f"{text[:-3]}y")
    elif text.endswith(_HISSING):
        forms.append(text[:-2])
    elif text.endswith("s") and not text.endswith("ss"):
        forms.append(text[:-1])
    elif text.endswith("y"):
        forms.append(f"{text[:-1]}ies")
    elif len(text) <= _LONGEST_WHOLE:
        forms.append(f"{text}s")
    british = [_AMERICAN.sub("s", form) for form in forms]
    usable = (form for form in (*forms, *british) if form == text or len(form) >= _LONGEST_WHOLE)
    return Word(text, tuple(dict.fromkeys(usable)))


def may_have(raw: bytes, words: Sequence[Word]) -> bool:
    """Says whether a text in UTF-8 has the letters of every word somewhere: a quick look before a real one.

    Folding ten thousand cards takes half a second, so it is left to those with a letter that may carry an accent.
    """
    lowered = raw.lower()
    if all(any(form.encode() in lowered for form in word.forms) for word in words):
        return True
    rest = raw.replace(_TIMES, b"")
    has_digit = any(letter.isdigit() for word in words for letter in word.text)
    telling = _MAY_FOLD_TO_DIGIT if has_digit else _MAY_FOLD
    if len(rest.translate(None, telling)) == len(rest) and all(word.text.isascii() for word in words):
        return False
    folded = fold(raw.decode())
    return all(any(form in folded for form in word.forms) for word in words)


def find_spans(text: str, words: Iterable[Word]) -> list[tuple[int, int]]:
    """Gives where a text as it is written has any of the words, from the first letter to behind the last."""
    folded, places = [], []
    for place, letter in enumerate(text):
        small = fold(letter)
        folded.append(small)
        places += [place] * len(small)
    joined = "".join(folded)
    found = {span for word in words for span in word.places(joined)}
    return [(places[start], places[end - 1] + 1) for start, end in sorted(found)]


def nearest_known(word: Word, known: Iterable[str]) -> str:
    """Gives the known word that is written most like one, empty when none is near or the word is too short to tell."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for what was mistyped

    size = len(word.text)
    if size < _SHORTEST_TYPO:
        return ""
    near = sorted({other for other in known if abs(len(other) - size) <= 2})  # noqa: PLR2004 - two letters more or less
    return next(iter(get_close_matches(word.text, near, 1, _LEAST_ALIKE)), "")


def split_words(text: str) -> set[str]:
    """Gives the different words of a text, folded."""
    return set(_WORD.findall(fold(text)))
