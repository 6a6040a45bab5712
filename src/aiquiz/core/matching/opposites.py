"""Words that say the contrary of one another."""

from collections.abc import Mapping
from functools import lru_cache

from aiquiz.core.matching.match_syntax import make_phrase
from aiquiz.core.matching.stems import read_sentences

_SIDES = """
more higher increase widen expand improve gain longer maximise most: lower narrow minimise lose least
fast: slow
high large: low small
cheap free: expensive
before first early earlier: after last late later finally end
all every each always: none never
strong: weak
hard: easy
deep: shallow
depth: width
together jointly: separately independently individually apart
good best: bad
correct right: wrong
positive: negative
local: global
inner: outer
encoder: decoder
online: offline
constant fixed: vary adapt dynamic learned
linear: quadratic square exponential logistic
absolute: squared relative
continuous: discrete category
bias: variance
precision: recall
ridge L2: lasso L1
bagging forest: boosting
mean: median
sparse: dense
random: systematic
sequential: parallel
macro: micro
softmax: sigmoid
row: column
add: remove
true: false
upper: lower
static: dynamic
frequent: rare
simple: complex
push apart: pull
TP: TN
FP: FN
classification: regression
generative: discriminative
generator: discriminator
overfit: underfit
convex: nonconvex
exact: approximate
"""


@lru_cache(1)
def read_opposites() -> Mapping[str, frozenset[str]]:
    """Gives for the whole of a phrase, as it is compared, all that say the contrary of it."""
    found: dict[str, set[str]] = {}
    for line in _SIDES.strip().splitlines():
        left, right = ({_whole(word) for word in side.split()} for side in line.split(":"))
        for one, others in ((left, right), (right, left)):
            for word in one:
                found.setdefault(word, set()).update(others - {word})
    return {word: frozenset(others) for word, others in found.items()}


def _whole(word: str) -> str:
    return make_phrase(read_sentences(word)[0]).whole
