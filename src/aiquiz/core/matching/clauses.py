"""The clauses of a sentence: where one ends behind which another thing is spoken about."""

import re
from collections.abc import Sequence

from aiquiz.core.matching.stems import Word
from aiquiz.core.matching.word_forms import FUNCTION_WORDS, read_set

_SIGN = re.compile(r"[,:()]|\s[-–—]+\s|—")
_ARTICLE = re.compile(r"(?<![^\s])(?:an?|the)\s", re.IGNORECASE)
_CONTRASTS = read_set("but while whereas whilst although though however")
_JOINING = _CONTRASTS | {"and", "or"}
_REASONS = read_set("so because since when if then where")
"""Behind these stands what belongs to the claim before: its reason, its result or its condition."""

_BACK = read_set("it they this that these those which who you we i its their")
"""With these a clause goes on about the same thing."""

_VERBS = read_set(
    """
    is are was were has have had can cannot cant must should will would may be get gets do does did isnt arent dont
    doesnt wont couldnt give gives gave use uses need needs make makes keep keeps take takes predict predicts learn
    learns returns adds removes looks works see sees grows falls rises decreases increases reduces lowers raises means
    holds generates replaces depends shrinks stays picks sets goes comes shows tells
    """
)
"""Verbs that are hardly ever nouns; a word before an article is taken for one too."""

_NO_VERBS = read_set(
    """
    all both half like than not per over under between during without against across before after until versus instead
    because out up down
    """
)
_SEPARATION = 4
"""A comma, an `and` or a contrast keeps two words apart like so many words between them."""


def find_clauses(words: Sequence[Word]) -> list[int]:
    """Gives the number of each word's clause; another one begins with a subject and a verb of its own."""
    starts = [place for place in range(len(words)) if not place or _is_parted(words, place)]
    clauses: list[int] = []
    number, has_verb = 0, False
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        first = next((place for place in range(start, end) if words[place].text not in _JOINING), end - 1)
        is_clause = any(_is_verb(words, place) for place in range(first, end))
        is_going_on = words[first].text in _BACK | _REASONS or _is_verb(words, first)
        number += has_verb and is_clause and not is_going_on
        has_verb = has_verb or is_clause
        clauses += [number] * (end - start)
    return clauses


def find_positions(words: Sequence[Word]) -> list[int]:
    """Gives how far each word stands from the beginning, where what parts two words counts as a distance."""
    positions: list[int] = []
    for place in range(len(words)):
        last = positions[-1] if positions else 0
        positions.append(last + 1 + _SEPARATION * (place > 0 and _is_parted(words, place)))
    return positions


def _is_parted(words: Sequence[Word], place: int) -> bool:
    """Says whether a sign or a joining word stands between a word and the one before."""
    return words[place].text in _JOINING or bool(_SIGN.search(words[place].gap))


def _is_verb(words: Sequence[Word], place: int) -> bool:
    text = words[place].text
    if text.replace("'", "") in _VERBS:
        return True
    is_other = text in FUNCTION_WORDS or text in _NO_VERBS or place + 1 == len(words)
    return not is_other and bool(_ARTICLE.search(words[place + 1].gap)) and not _is_parted(words, place + 1)
