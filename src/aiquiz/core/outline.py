"""The topics of the bank with their subtopics: how many cards of which level, and how they stand."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from aiquiz.core.headings import LEVELS, Headed, Level
from aiquiz.core.progress import Progress, Rules
from aiquiz.core.stats import Mastery, take_mastery


class Place(NamedTuple):
    """A topic or a subtopic: how its cards stand, and how many there are of each level, the suspended ones included."""

    mastery: Mastery
    levels: tuple[tuple[Level, int], ...]

    @property
    def cards(self) -> int:
        """How many cards there are, whether they come up or not."""
        return sum(number for _, number in self.levels)


class Topic(NamedTuple):
    """A topic and its subtopics, by name."""

    place: Place
    subtopics: tuple[Place, ...]


def take_outline(cards: Iterable[Headed], progress: Progress, rules: Rules) -> tuple[Topic, ...]:
    """Gives the topics that some cards belong to, by name."""
    by_topic: dict[str, list[Headed]] = {}
    for card in cards:
        by_topic.setdefault(card.topic, []).append(card)
    return tuple(_take_topic(name, deck, progress, rules) for name, deck in sorted(by_topic.items()))


def _take_topic(name: str, deck: list[Headed], progress: Progress, rules: Rules) -> Topic:
    by_subtopic: dict[str, list[Headed]] = {}
    for card in deck:
        by_subtopic.setdefault(card.subtopic, []).append(card)
    subtopics = (_take_place(below, part, progress, rules) for below, part in sorted(by_subtopic.items()))
    return Topic(_take_place(name, deck, progress, rules), tuple(subtopics))


def _take_place(name: str, deck: list[Headed], progress: Progress, rules: Rules) -> Place:
    (mastery,) = take_mastery(deck, lambda _card: name, [name], progress, rules)
    counts = Counter(card.level for card in deck)
    return Place(mastery, tuple((level, counts[level]) for level in LEVELS))
