"""Finds questions that ask the same in nearly the same words; needs the optional rapidfuzz."""

import re
from collections.abc import Sequence
from typing import NamedTuple

CANDIDATE_PERCENT = 70
SAME_WORD_PERCENT = 92
"""`overfitting` and `over-fitting` are one word, `supervised` and `unsupervised` (91 %) are two."""

SAME_SHARE = 0.8

_WORD = re.compile(r"[\w-]+")
_EMPTY = re.compile(
    r"an?|and|are|as|at|be|between|by|can|compare|describe|do|does|did|differ(ence)?s?|each|explain|for|from|give|how|i|if"
    r"|in|is|its?|means?|of|on|or|tell|that|the|their|them|there|they|this|to|vs|versus|wa?s|we|what|when|where|which|who"
    r"|why|will|with|would|you|your"
)
"""Words that tell nothing of what a question is about."""


class Twins(NamedTuple):
    """Two places of a list of texts, the first one first, and the share of their words that is the same."""

    first: int
    second: int
    share: float


def is_available() -> bool:
    """Says whether rapidfuzz is installed."""
    try:
        import rapidfuzz  # noqa: F401, PLC0415 - the question is whether it can be imported
    except ImportError:
        return False
    return True


def find_twins(texts: Sequence[str]) -> list[Twins]:
    """Gives the pairs of texts that say the same words, whatever their order; ImportError without rapidfuzz."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - optional, and only `aiquiz check` needs it

    words = [_telling_words(text) for text in texts]
    joined = [" ".join(sorted(found)) for found in words]
    twins = []
    for place, text in enumerate(joined):
        later = joined[place + 1 :]
        matches = process.extract(text, later, scorer=fuzz.ratio, score_cutoff=CANDIDATE_PERCENT, limit=None)
        for _, _, offset in matches:
            share = _shared(words[place], words[place + 1 + offset])
            if share >= SAME_SHARE:
                twins.append(Twins(place, place + 1 + offset, share))
    return twins


def _telling_words(text: str) -> frozenset[str]:
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(word.removesuffix("s") for word in words if not _EMPTY.fullmatch(word))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    """Gives the share of the words of both that the two have in common (Jaccard), spelt alike or nearly."""
    from rapidfuzz import fuzz  # noqa: PLC0415 - as above

    common = one & other
    rest = set(other - common)
    near = 0
    for word in one - common:
        twin = next((also for also in rest if fuzz.ratio(word, also) >= SAME_WORD_PERCENT), None)
        if twin is not None:
            rest.discard(twin)
            near += 1
    same = len(common) + near
    return same / max(1, len(one) + len(other) - same)
