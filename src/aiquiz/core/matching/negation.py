"""Which words of a sentence are denied: negations with a scope, as in NegEx (Chapman et al. 2001), and double ones."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aiquiz.core.matching.stems import Word
from aiquiz.core.matching.word_forms import FUNCTION_WORDS, read_set

_FARTHEST, _FARTHEST_PHRASE = 6, 4
"""How many words a negation reaches, that of a verb and that of `instead of`; function words do not count."""

_BREAK = re.compile(r"[:()\n]|\s[-–—]+\s|—")
"""Ends what a negation reaches; within a sentence a new line is the next item of a list."""

_LABEL = re.compile(r"[,:]\W*\s|\s[-–—]+\s|—")
_NO = read_set(
    """
    not no never none nobody nothing nowhere neither nor cannot cant dont doesnt didnt isnt arent wasnt werent wont
    wouldnt shouldnt couldnt hasnt havent lack lacks lacking hardly
    """
)
_INSTEAD = frozenset({"without", "unlike", "except"})
_IT = frozenset({"it", "them"})
"""Behind `without` these are all that is denied: `without it the map is linear`."""

_PHRASES = {
    ("instead", "of"): _FARTHEST_PHRASE,
    ("rather", "than"): _FARTHEST_PHRASE,
    ("as", "opposed", "to"): _FARTHEST_PHRASE,
    ("in", "contrast", "to"): _FARTHEST_PHRASE,
    ("far", "from"): _FARTHEST,
    ("fails", "to"): _FARTHEST,
    ("fail", "to"): _FARTHEST,
    ("myth", "that"): _FARTHEST,
    ("wrong", "that"): _FARTHEST,
    ("wrong", "to"): _FARTHEST,
    ("nothing", "to", "do", "with"): _FARTHEST,
}
_OBJECTS = frozenset({"nobody", "nothing", "none"})
"""These deny the verb before them too: `blames nobody`."""

_NONE_AFTER = read_set("only just merely simply solely least matter doubt wonder sooner")
"""Behind `not` or `no` these make another expression of it: `not only`, `no matter`."""

_NONE_BEFORE = frozenset({"or", "why", "if", "whether"})
"""Before a `not` that ends its clause: `or not`, `if not, …`."""

_ENDS = read_set("but however because although though while whereas since yet instead so therefore thus hence")
_STARTS = frozenset({"and", "which", "that", "if", "when"})
_LISTS = frozenset({"or", "nor"})
_NEW_CLAUSE = read_set(
    "it they we i you this that is are has have can will then so uses needs works gives makes runs does"
)
"""Behind an `and` these begin a clause of their own, which a negation before it does not reach."""

_BACKWARD = read_set(
    """
    needed required necessary used involved matter matters apply applied exist exists available present possible
    counted considered affected changed included updated touched relevant allowed happen occur work checked effect
    influence role problem use concern help helps arise arises converge scale computed
    """
)
"""Behind a negation these deny what stands before it as well: `labels are not needed`."""

_DISMISSING = read_set(
    "useless pointless unnecessary irrelevant superfluous needless unneeded optional worthless waste"
)
"""These deny what stands before them without a negation: `labels are unnecessary`."""

_IGNORING = read_set(
    """
    ignore ignores ignoring ignored omit omits exclude excludes excluding skip skips avoid avoids miss misses
    absent absence free unable impossible neglects overlooks regardless independent independently blind
    """
)
"""Words that say a no without denying what they name; they serve an entry that asks for a negation."""


def is_negator(word: str) -> bool:
    """Says whether a word in small letters denies what stands behind it or before it."""
    return word in _NO | _INSTEAD | _DISMISSING or word.endswith("n't")


def has_negation(words: Sequence[Word]) -> bool:
    """Says whether some words have a negation among them, be it `instead of`."""
    return any(is_negator(word.text) or _phrase(words, place) for place, word in enumerate(words))


class Scopes(NamedTuple):
    """For each word of a sentence: whether it is denied (twice is not), said to be left out, itself a negation."""

    denied: tuple[bool, ...]
    left_out: tuple[bool, ...]
    negations: tuple[bool, ...]


def find_scopes(words: Sequence[Word]) -> Scopes:
    """Gives what is denied and left out in a sentence."""
    times, negations, left_out = [0] * len(words), [False] * len(words), [False] * len(words)
    for place, word in enumerate(words):
        if word.text in _IGNORING:
            negations[place] = True
            end = _scope_end(words, place + 1, _FARTHEST)
            left_out[place + 1 : end] = [True] * (end - place - 1)
        width, farthest = _negation(words, place)
        if width:
            negations[place] = True
            for covered in _covered(words, place, place + width, farthest):
                times[covered] += not (word.text == "nor" and times[covered])
    return Scopes(tuple(count % 2 == 1 for count in times), tuple(left_out), tuple(negations))


def _covered(words: Sequence[Word], place: int, start: int, farthest: int) -> Iterator[int]:
    end = _scope_end(words, start, farthest)
    yield from range(start, end)
    is_backward = farthest == _FARTHEST and any(word.text in _BACKWARD for word in words[start : start + 2])
    is_last = all(word.text in FUNCTION_WORDS for word in words[start:end])
    if is_backward or is_last or words[place].text in _OBJECTS:
        yield from range(_clause_start(words, place), place)


def _negation(words: Sequence[Word], place: int) -> tuple[int, int]:
    """Gives how many words a negation has that begins here (0: none does) and how far it reaches (0: only back)."""
    if phrase := _phrase(words, place):
        return len(phrase), _PHRASES[phrase]
    text = words[place].text
    if text in _INSTEAD:
        return 1, _FARTHEST_PHRASE
    if text in _DISMISSING:
        return (0, 0) if place and is_negator(words[place - 1].text) else (1, 0)
    if not is_negator(text):
        return 0, 0
    return (0, 0) if _is_idiom(words, place) else (1, _FARTHEST)


def _phrase(words: Sequence[Word], place: int) -> tuple[str, ...]:
    for phrase in _PHRASES:
        if words[place].text == phrase[0] and tuple(word.text for word in words[place : place + len(phrase)]) == phrase:
            return phrase
    return ()


def _is_idiom(words: Sequence[Word], place: int) -> bool:
    """Says whether a negation denies nothing here: `not only`, `or not`."""
    follower = words[place + 1] if place + 1 < len(words) else None
    if words[place].text in {"not", "no"} and follower and follower.text in _NONE_AFTER:
        return (words[place].text, follower.text) != ("not", "matter")
    is_last = not follower or "," in follower.gap or follower.text in _ENDS
    return is_last and place > 0 and words[place - 1].text in _NONE_BEFORE


def _scope_end(words: Sequence[Word], start: int, farthest: int) -> int:
    """Gives behind which word a negation ends: at a contrast, at the end of the clause or where it is too far."""
    if words[start - 1].text in _INSTEAD and start < len(words) and words[start].text in _IT:
        return start + 1
    last = start
    while last < len(words) and farthest:
        farthest -= words[last].text not in FUNCTION_WORDS
        last += 1
    is_passive = any(word.text == "by" for word in words[start + 1 : start + 2])
    ends = _ENDS | {"to"} if is_passive else _ENDS
    for place in range(start, last):
        word = words[place]
        is_listed = any(later.text in _LISTS for later in words[place:last])
        is_new_clause = word.text in _NEW_CLAUSE and words[place - 1].text == "and"
        is_end = word.text in ends or is_new_clause or ("," in word.gap and not is_listed)
        is_label = place == start and _LABEL.search(word.gap)
        if is_label or (place > start and (is_end or _BREAK.search(word.gap))):
            return place
    return last


def _clause_start(words: Sequence[Word], end: int) -> int:
    for place in range(end - 1, max(0, end - _FARTHEST) - 1, -1):
        word = words[place]
        if word.text in _ENDS or word.text in _STARTS:
            return place + 1
        if "," in word.gap or _BREAK.search(word.gap):
            return place
    return max(0, end - _FARTHEST)
