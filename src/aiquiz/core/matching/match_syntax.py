"""What an entry of a key point's `match` asks for: words near each other, `a|b` either, `a-b` side by side."""

import re
from functools import lru_cache
from itertools import product
from math import prod
from typing import NamedTuple

from aiquiz.core.matching.negation import has_negation
from aiquiz.core.matching.stems import Word, joined, read_sentences
from aiquiz.core.matching.word_forms import ARTICLES, FUNCTION_WORDS

_FORMULA = re.compile(r"[@=+*<>()^×·≤≥]")
_EITHER = re.compile(r"\|(?![^(]*\))")
"""The `|` of a formula such as p(y|x) is none."""

_GROUP = re.compile(r"(?<!\w)\([^()]*\|")
_MOST_LETTERS, _MOST_WORDS, _MOST_READINGS = 200, 8, 8
_WALL = re.compile(r",\s|—")
"""A sign over which words do not stand side by side; a colon is none, as in `busy: int4`."""

_PREFIXES = frozenset({"non", "un", "de", "dis", "anti", "mis"})
_LETTERS_OF_A_UNIT = 2
"""The kB of 16kB and the L of L2 say nothing without the number; longer letters before one do."""


class Phrase(NamedTuple):
    """Words that stand side by side, mostly only one; with operators they are a formula, literal with a negation."""

    stems: tuple[str, ...]
    whole: str
    operators: tuple[str, ...] | None = None
    is_literal: bool = False

    def is_at(self, words: list[Word], place: int) -> bool:
        """Says whether the words from a place on are these, none being a part of F1 or of an abbreviation only."""
        end = place + len(self.stems)
        found = words[place:end]
        if tuple(word.stem for word in found) != self.stems or _is_cut(words, place, end):
            return False
        if self.operators is None:
            return not any(_WALL.search(word.gap) for word in found[1:])
        return tuple(word.operators for word in found[1:]) == self.operators


Unit = tuple[Phrase, ...]
"""The phrases of which one is enough."""


class Entry(NamedTuple):
    """The units that must stand near each other, in a sentence that denies one of them where it is negative."""

    units: tuple[Unit, ...]
    is_negative: bool


def _is_cut(words: list[Word], start: int, end: int) -> bool:
    """Says whether some words are only a part of what is written as one; the letters of GPT4 may stand for it."""
    if start > 0 and (words[start].start == words[start - 1].start or _is_prefixed(words[start - 1], words[start])):
        return True
    if end == len(words) or words[end].start != words[end - 1].start:
        return False
    return not (words[end].is_glued and len(words[end - 1].text) > _LETTERS_OF_A_UNIT)


def _is_prefixed(prefix: Word, word: Word) -> bool:
    """Says whether a word is the rest of `non-linear` or `non linear`, which is not linear."""
    return (word.gap == "-" and prefix.text in _PREFIXES) or (word.gap == " " and prefix.text == "non")


def make_phrase(words: list[Word], *, is_formula: bool = False) -> Phrase:
    """Gives the phrase of some words; one that has a negation in it means it as it is written."""
    stems = tuple(word.stem for word in words)
    whole = joined("".join(word.text for word in words[:-1]), stems[-1])
    operators = tuple(word.operators for word in words[1:]) if is_formula else None
    return Phrase(stems, whole, operators, is_literal=has_negation(words))


@lru_cache(2048)
def parse_entry(entry: str) -> tuple[Entry, ...]:
    """Gives what an entry asks for; `not|ignores x` asks for either, so it comes to two. Empty where it is wrong."""
    if check_entry(entry):
        return ()
    units = [unit for unit in map(_parse_unit, _parts(entry)) if not _is_empty(unit)]
    return tuple(
        Entry(tuple(filter(None, choice)), is_negative=() in choice) for choice in product(*map(_readings, units))
    )


def check_entry(entry: str) -> str:
    """Says what is wrong with an entry of `match`, in a sentence without its subject; empty where it is fine."""
    if problem := check_form(entry):
        return problem
    parts = _parts(entry)
    signs = [part for part in parts for choice in _EITHER.split(part) if not read_sentences(choice)]
    if signs:
        return f"has no word in `{signs[0]}`; write a formula without blanks"
    return _check_units([unit for unit in map(_parse_unit, parts) if not _is_empty(unit)])


def check_form(entry: str) -> str:
    """Says the same of what can be seen without knowing words: quick enough for each of ten thousand entries."""
    if not entry.strip():
        return "is empty"
    parts = _parts(entry)
    if any("" in _EITHER.split(part) or _GROUP.search(part) for part in parts):
        return "has a `|` in brackets or with nothing on one side; write `a|b` without blanks"
    if len(entry) > _MOST_LETTERS or len(parts) > _MOST_WORDS:
        return f"is longer than {_MOST_WORDS} words or {_MOST_LETTERS} characters"
    return ""


def _parts(entry: str) -> list[str]:
    return [part for part in entry.split() if part.lower() not in ARTICLES]


def _check_units(units: list[Unit]) -> str:
    if not units:
        return "has only words such as `the` and `is`, which stand in every sentence"
    if all(() in _readings(unit) for unit in units):
        return "has only a negation; say what is denied"
    if prod(len(_readings(unit)) for unit in units) > _MOST_READINGS:
        return f"can be taken in more than {_MOST_READINGS} ways; leave a negation open in fewer words"
    return ""


def _parse_unit(part: str) -> Unit:
    return tuple(
        make_phrase([word for sentence in read_sentences(choice) for word in sentence], is_formula=is_formula)
        for choice in _EITHER.split(part)
        for is_formula in [bool(_FORMULA.search(choice))]
    )


def _is_empty(unit: Unit) -> bool:
    return all(len(phrase.stems) == 1 and phrase.stems[0] in FUNCTION_WORDS for phrase in unit)


def _readings(unit: Unit) -> list[Unit]:
    """Gives the ways to take a unit: as its words, and as a negation of the others (an empty unit)."""
    negations = [phrase for phrase in unit if len(phrase.stems) == 1 and phrase.is_literal]
    words = tuple(phrase for phrase in unit if phrase not in negations)
    return [words] * bool(words) + [()] * bool(negations)
