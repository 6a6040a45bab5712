"""In which order the questions of a round come: from easy to hard, the same topic not twice in a row if possible."""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from operator import attrgetter

from aiquiz.core.headings import LEVELS, Headed

_Key = Callable[[Headed], str]


def order_round(cards: Sequence[Headed], last: Headed | None = None) -> tuple[Headed, ...]:
    """Gives the cards level by level, and one that comes last after all of them whatever its level.

    Cards that are alike in level and topic keep their order. Where there is one topic only, its subtopics alternate.
    """
    everything = [*cards, *([last] if last else [])]
    key = attrgetter("topic" if len({card.topic for card in everything}) > 1 else "place")
    blocks = [[card for card in cards if card.level is level] for level in LEVELS]
    return tuple(_chain([block for block in [*blocks, [last] if last else []] if block], key))


def _chain(blocks: Sequence[Sequence[Headed]], key: _Key) -> list[Headed]:
    """Orders each block such that, over all of them, the fewest neighbours are alike.

    All that the next block needs to know of those before it is the topic that they end with: for each topic that they
    may end with, the best order is kept.
    """
    best: dict[str | None, tuple[int, list[Headed]]] = {None: (0, [])}
    for block in blocks:
        found: dict[str | None, tuple[int, list[Headed]]] = {}
        for before, (clashes, begun) in best.items():
            for end in dict.fromkeys(key(card) for card in block):
                ordered = _arrange(block, key, before, end)
                total = clashes + _count_clashes([key(card) for card in ordered], before)
                if end not in found or total < found[end][0]:
                    found[end] = total, [*begun, *ordered]
        best = found
    return min(best.values(), key=lambda way: way[0])[1]


def _arrange(block: Sequence[Headed], key: _Key, before: str | None, end: str) -> list[Headed]:
    """Gives a block in the order with the fewest neighbours alike, given the topics before it and at its end.

    Always the topic that most is left of comes next: it is the one that will be hardest to keep apart. Of two, not that
    of the end, which has its last place for sure.
    """
    waiting: dict[str, deque[Headed]] = {}
    for card in block:
        waiting.setdefault(key(card), deque()).append(card)
    left = Counter({name: len(cards) for name, cards in waiting.items()})
    closing, ordered, previous = waiting[end].pop(), [], before
    for _ in range(len(block) - 1):
        free = [name for name, cards in waiting.items() if cards]
        name = max(free, key=lambda name: (name != previous, left[name], name != end))
        ordered.append(waiting[name].popleft())
        left[name] -= 1
        previous = name
    return [*ordered, closing]


def _count_clashes(names: Sequence[str], before: str | None) -> int:
    return sum(one == next_one for one, next_one in zip([before, *names], names, strict=False))
