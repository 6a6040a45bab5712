"""Which cards come when there is less time than there are cards, and which when there is more."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from aiquiz.core.days import StudyDay
from aiquiz.core.gain import Appraiser, Outlook, recall, trace_of
from aiquiz.core.headings import Headed
from aiquiz.core.pace import Pace, take_pace
from aiquiz.core.progress import Progress, Rules, Standing, is_due, is_unfinished
from aiquiz.core.schedulers.fsrs import Person
from aiquiz.core.selection import askable, choose_due, unsuspended

NEXT_DAYS = (3, 9, 15, 21, 27)
"""The next thirty days, as the middles of five parts: where no date is set a card is wanted on any of them."""


class Budget(NamedTuple):
    """The seconds there are, and the days from today on which a card will be wanted."""

    seconds: float
    ahead_days: Sequence[int] = NEXT_DAYS


class Portion(NamedTuple):
    """What fits into some minutes, in the order of its worth, the seconds expected, and how many cards are left."""

    cards: tuple[Headed, ...]
    seconds: float
    left: int


def seconds_of(standing: Standing | None, today: StudyDay, pace: Pace, person: Person) -> float:
    """Gives the seconds that a card is expected to take today."""
    trace = trace_of(standing)
    if trace is None:
        return pace.new_s
    chance = recall(trace, today, person)
    return chance * pace.recalled_s + (1 - chance) * pace.forgotten_s


def cut_to_time(cards: Sequence[Headed], progress: Progress, today: StudyDay, seconds: float) -> Portion:
    """Gives as many of the cards, from the first on, as fit into some seconds; one at least."""
    pace, person = take_pace(progress.days, today), progress.fit.person
    total, taken = 0.0, 0
    for card in cards:
        cost = seconds_of(progress.standings.get(card.id), today, pace, person)
        if taken and total + cost > seconds:
            break
        total, taken = total + cost, taken + 1
    return Portion(tuple(cards[:taken]), total, len(cards) - taken)


def choose_best(
    cards: Iterable[Headed],
    progress: Progress,
    today: StudyDay,
    rules: Rules,
    budget: Budget,
) -> Portion:
    """Gives the due cards that are worth most for the time they take, as many as fit into the budget.

    Worth is the rise of the chance of knowing a card on the days on which it will be wanted. Those left unfinished
    today come first.
    """
    outlook = Outlook(take_pace(progress.days, today), budget.ahead_days, progress.fit.person)
    appraiser = Appraiser(today, outlook)
    ranked = []
    for card in askable(cards, progress, today):
        standing = progress.standings.get(card.id)
        if standing is not None and is_due(standing, today, rules.scheduler):
            first = is_unfinished(standing, today)
            ranked.append((not first, -appraiser.worth(trace_of(standing)).a_second, card.id, card))
    ranked.sort(key=lambda row: row[:3])
    return cut_to_time([card for *_, card in ranked], progress, today, budget.seconds)


def choose_ahead(cards: Iterable[Headed], progress: Progress, today: StudyDay, rules: Rules, days: int) -> list[Headed]:
    """Gives the cards that are due within so many days, those due first at the front."""
    return choose_due(askable(cards, progress, today), progress, StudyDay(today + days), rules)


def choose_cram(cards: Iterable[Headed], progress: Progress, today: StudyDay) -> list[Headed]:
    """Gives the cards that were ever answered, those least likely known today at the front."""
    known = []
    for card in askable(cards, progress, today):
        trace = trace_of(progress.standings.get(card.id))
        if trace is not None:
            known.append((recall(trace, today, progress.fit.person), card.id, card))
    return [card for *_, card in sorted(known, key=lambda row: row[:2])]


def days_to_clear(left: int, a_day: int, cards: Iterable[Headed], progress: Progress, rules: Rules) -> int | None:
    """Gives in how many days those left have had their turn, at so many cards a day; None when more come in than go."""
    standings = (progress.standings.get(card.id) for card in unsuspended(cards, progress))
    coming = sum(1 / max(1, rules.scheduler.interval_days(standing.memory)) for standing in standings if standing)
    net = a_day - coming
    return None if net <= 0 else -(-left // max(1, int(net)))
