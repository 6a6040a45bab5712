"""Which questions an interviewer asks: most of all what many ask and the learner is weak in, topic by topic."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from math import ceil, log
from typing import NamedTuple

from aiquiz.core.chance import draw_units
from aiquiz.core.days import StudyDay
from aiquiz.core.headings import LEVELS, CardId, Headed, Level
from aiquiz.core.interview.running_order import order_round
from aiquiz.core.interview.story import CAREER, is_story_prompt
from aiquiz.core.interview.weakness import take_weakness
from aiquiz.core.progress import Progress, Rules
from aiquiz.core.selection import askable

_FEWEST_WITH_STORY = 5
"""A shorter round has no time for a story from the learner's own work."""

_PACE = {Level.BEGINNER: 1.0, Level.INTERMEDIATE: 1.3, Level.ADVANCED: 1.6}

# A card that is sure to be missed comes nine times as often as one that is sure to be known.
_SURE, _MISSED = 0.5, 4.0
_RECENT = 0.05


class Wish(NamedTuple):
    """What a round is to be like: its seed, how many questions (1 or more), the cards of the last rounds.

    `is_scoped` says that the learner named the topics: then one of them may fill the round.
    """

    seed: int
    questions: int
    recent: frozenset[CardId] = frozenset()
    is_scoped: bool = False


def choose_round(
    cards: Sequence[Headed], progress: Progress, today: StudyDay, rules: Rules, wish: Wish
) -> tuple[Headed, ...]:
    """Gives the questions of a round in order, fewer than wished for where there are fewer that may be asked.

    A round of five or more ends with a prompt for a story if there is one; no other is in it, unless all is career.
    """
    deck = sorted(askable(cards, progress, today), key=lambda card: card.id)
    ranked = _rank(deck, weigh(deck, progress, today, rules, wish.recent), wish.seed)
    is_career = all(card.topic == CAREER for card in deck)
    story = next(filter(is_story_prompt, ranked), None) if wish.questions >= _FEWEST_WITH_STORY else None
    pool = [card for card in ranked if card is not story and (is_career or not is_story_prompt(card))]
    before = [story] if story else []
    number = min(wish.questions - len(before), len(pool))
    levels = _share_out(number, Counter(card.level for card in pool), wish.seed)
    topics = {card.topic for card in [*pool, *before]}
    most = wish.questions if wish.is_scoped else ceil((number + len(before)) / max(1, len(topics))) + 1
    return _spread(order_round(_draw(pool, levels, most, before), story), pool, most, story)


def weigh(
    deck: Sequence[Headed], progress: Progress, today: StudyDay, rules: Rules, recent: frozenset[CardId] = frozenset()
) -> list[float]:
    """Gives the weight of each card: by the lists that ask it, by how weak the learner is in it, and less if recent."""
    weak = take_weakness(deck, progress, today, rules)
    return [
        (1 + card.asked_by) * (_SURE + _MISSED * part) * (_RECENT if card.id in recent else 1)
        for card, part in zip(deck, weak, strict=True)
    ]


def _rank(deck: Sequence[Headed], weights: Sequence[float], seed: int) -> list[Headed]:
    """Gives the cards in the order in which they would be drawn by weight, none put back.

    Efraimidis and Spirakis, "Weighted random sampling with a reservoir" (2006): each waits a random while, the shorter
    the heavier it is.
    """
    waits = [-log(unit) / part for unit, part in zip(draw_units(seed), weights, strict=False)]
    return [card for _, card in sorted(zip(waits, deck, strict=True), key=lambda pair: pair[0])]


def _share_out(number: int, counts: Mapping[Level, int], seed: int) -> Counter[Level]:
    """Gives how many questions each level has: its share of the cards, rounded up or down by chance."""
    offset = next(draw_units(~seed))
    step = sum(counts.values()) / max(1, number)
    ends = list(accumulate(counts[level] for level in LEVELS))
    places = (min(bisect_left(ends, (turn + offset) * step), len(LEVELS) - 1) for turn in range(number))
    return Counter(LEVELS[place] for place in places)


def _draw(pool: Sequence[Headed], levels: Counter[Level], most: int, before: Sequence[Headed]) -> list[Headed]:
    """Takes cards from the front: so many of each level, at most half of these and `most` in all of a topic.

    While too few are found, less is asked for. `most` counts what is `before`; half is rounded up.
    """
    number, topics = levels.total(), Counter(card.topic for card in before)
    room, alike, taken = Counter(levels), Counter[tuple[Level, str]](), dict[CardId, Headed]()

    def is_few(card: Headed) -> bool:
        return topics[card.topic] < most

    def is_level(card: Headed) -> bool:
        return room[card.level] > 0

    def is_apart(card: Headed) -> bool:
        return alike[card.level, card.topic] < (levels[card.level] + 1) // 2

    for rules in ((is_few, is_level, is_apart), (is_few, is_level), (is_few,), (is_level,), ()):
        for card in pool:
            if len(taken) < number and card.id not in taken and all(admits(card) for admits in rules):
                taken[card.id] = card
                topics[card.topic] += 1
                room[card.level] -= 1
                alike[card.level, card.topic] += 1
    return list(taken.values())


def _spread(ordered: tuple[Headed, ...], pool: Sequence[Headed], most: int, story: Headed | None) -> tuple[Headed, ...]:
    """Puts other cards of the same level in place of some, as long as that parts neighbours of one topic."""
    while clashes := _count_clashes(ordered):
        better = next((way for way in _exchange(ordered, pool, most, story) if _count_clashes(way) < clashes), None)
        if better is None:
            break
        ordered = better
    return ordered


def _exchange(
    ordered: Sequence[Headed], pool: Sequence[Headed], most: int, story: Headed | None
) -> Iterator[tuple[Headed, ...]]:
    """Gives the round with another card for one that stands beside its own topic: the first of each other topic."""
    kept, topics = [card for card in ordered if card is not story], Counter(card.topic for card in ordered)
    alike = [pair for pair in pairwise(ordered) if pair[0].topic == pair[1].topic]
    free = [card for card in pool if card not in kept and topics[card.topic] < most]
    firsts = {(card.level, card.topic): card for card in reversed(free)}
    for card in dict.fromkeys(card for pair in alike for card in pair if card is not story):
        others = [other for other in kept if other is not card]
        for (level, topic), instead in firsts.items():
            if level is card.level and topic != card.topic:
                yield order_round([*others, instead], story)


def _count_clashes(cards: Sequence[Headed]) -> int:
    return sum(one.topic == two.topic for one, two in pairwise(cards))


def seconds_for(card: Headed, cards: Sequence[Headed], minutes: int) -> int:
    """Gives a question's share of the minutes of its round: the harder it is, the more."""
    return int(minutes * 60 * _PACE[card.level] / sum(_PACE[other.level] for other in cards))
