"""Which cards come, and in which order: filters, what is due, what is new, limits and interleaving."""

from collections import deque
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from aiquiz.core.days import StudyDay
from aiquiz.core.headings import LEVELS, Headed, Level, Role
from aiquiz.core.marks import UNMARKED
from aiquiz.core.progress import Progress, Rules, due_on, is_due

NEW_CARDS_A_DAY = 10
_LEVEL_ORDER = {level: place for place, level in enumerate(LEVELS)}


class Filter(NamedTuple):
    """What a learner asked for; an empty part lets everything through, several values of one part are alternatives."""

    levels: tuple[Level, ...] = ()
    topics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    decks: tuple[str, ...] = ()

    def admits(self, card: Headed) -> bool:
        """Says whether a card belongs; a topic is met as `topic`, `subtopic` or `topic/subtopic`."""
        return (
            (not self.levels or card.level in self.levels)
            and (not self.topics or not {card.topic, card.subtopic, card.place}.isdisjoint(self.topics))
            and (not self.tags or not set(self.tags).isdisjoint(card.tags))
            and (not self.roles or not set(self.roles).isdisjoint(card.roles))
            and (not self.decks or card.deck in self.decks)
        )


class Limits(NamedTuple):
    """How much one session takes on: new cards, cards in all, and due cards that were not begun today (None: all)."""

    new: int = NEW_CARDS_A_DAY
    cards: int | None = None
    reviews: int | None = None


def askable(cards: Iterable[Headed], progress: Progress, today: StudyDay) -> list[Headed]:
    """Gives the cards that may come up today: neither suspended, nor buried for today."""
    marks = progress.marks
    if not marks:
        return list(cards)
    return [card for card in cards if marks.get(card.id, UNMARKED).is_asked(today)]


def unsuspended(cards: Iterable[Headed], progress: Progress) -> list[Headed]:
    """Gives the cards that come up on some day: a buried one is back tomorrow, a suspended one is not."""
    marks = progress.marks
    if not marks:
        return list(cards)
    return [card for card in cards if not marks.get(card.id, UNMARKED).is_suspended]


def choose_due(cards: Iterable[Headed], progress: Progress, today: StudyDay, rules: Rules) -> list[Headed]:
    """Gives the due cards, those waiting longest first, then the most asked."""
    found = []
    for card in askable(cards, progress, today):
        standing = progress.standings.get(card.id)
        if standing is not None and is_due(standing, today, rules.scheduler):
            found.append((due_on(standing, rules.scheduler), -card.asked_by, card.id, card))
    return [card for *_, card in sorted(found, key=lambda row: row[:3])]


def cap_reviews(due: list[Headed], progress: Progress, today: StudyDay, most: int | None) -> list[Headed]:
    """Gives so many of the due cards, the first ones, and all that were begun today: those are counted already."""
    if most is None:
        return due
    kept, left = [], most
    for card in due:
        is_begun = progress.standings[card.id].reviewed_on == today
        if is_begun or left > 0:
            kept.append(card)
            left -= not is_begun
    return kept


def choose_new(cards: Iterable[Headed], progress: Progress, today: StudyDay) -> list[Headed]:
    """Gives the cards never answered, in the order of learning."""
    return in_order_of_learning(card for card in askable(cards, progress, today) if card.id not in progress.standings)


def in_order_of_learning(cards: Iterable[Headed]) -> list[Headed]:
    """Gives the cards, beginner before intermediate before advanced, the most asked first."""
    return sorted(cards, key=lambda card: (_LEVEL_ORDER[card.level], -card.asked_by, card.id))


def choose_session(
    cards: Iterable[Headed], progress: Progress, today: StudyDay, rules: Rules, limits: Limits
) -> tuple[Headed, ...]:
    """Gives the cards of a session in order: due ones first, then new ones level by level, interleaved."""
    admitted = askable(cards, progress, today)
    due = interleave(cap_reviews(choose_due(admitted, progress, today, rules), progress, today, limits.reviews))
    new = choose_new(admitted, progress, today)[: max(0, limits.new)]
    queue = list(due)
    for level in LEVELS:
        queue += interleave([card for card in new if card.level is level], after=queue[-1] if queue else None)
    return tuple(queue if limits.cards is None else queue[: limits.cards])


def next_due_on(cards: Iterable[Headed], progress: Progress, today: StudyDay, rules: Rules) -> StudyDay | None:
    """Gives the first day on which one of the cards is due; None when none that comes up was ever answered."""
    found = []
    for card in unsuspended(cards, progress):
        if (standing := progress.standings.get(card.id)) is not None:
            day = due_on(standing, rules.scheduler)
            is_asked = progress.marks.get(card.id, UNMARKED).is_asked(today)
            found.append(day if is_asked else StudyDay(max(day, today + 1)))
    return min(found, default=None)


def interleave(cards: Sequence[Headed], after: Headed | None = None) -> list[Headed]:
    """Keeps the order as far as no two cards of one subtopic follow each other while there is a choice.

    Mixing topics helps later recall: Rohrer, "Interleaved practice improves mathematics learning" (2014, 2020).
    """
    groups: dict[str, deque[tuple[int, Headed]]] = {}
    for place, card in enumerate(cards):
        groups.setdefault(card.place, deque()).append((place, card))
    heads = [(group[0][0], subtopic_place) for subtopic_place, group in groups.items()]
    heapify(heads)
    ordered: list[Headed] = []
    last = after.place if after else None
    while heads:
        head = heappop(heads)
        if head[1] == last and heads:
            head, aside = heappop(heads), head
            heappush(heads, aside)
        last = head[1]
        group = groups[last]
        ordered.append(group.popleft()[1])
        if group:
            heappush(heads, (group[0][0], last))
    return ordered
