"""Rules that choose what is studied: ours, the reference rule that it is measured against, and the schedulers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from math import ceil

from aiquiz.core.cards import CardId
from aiquiz.core.days import StudyDay
from aiquiz.core.events import EventId, Reviewed
from aiquiz.core.gain import Appraiser, Outlook, recall, trace_of
from aiquiz.core.pace import Pace, take_pace
from aiquiz.core.planner import Deadline, choose_for_date
from aiquiz.core.progress import NO_PROGRESS, Rules, Standing, due_on, replay
from aiquiz.core.schedulers import Grade, by_name
from aiquiz.core.schedulers.fsrs import AVERAGE

RECALLED_S, FORGOTTEN_S, NEW_S = 15, 35, 45
RELEARNING_S = 15
_HOLD, _WINDOW = 0.85, 1.3


class Deck:
    """What a rule knows: the answers up to yesterday, folded as the program folds them; cards are numbers."""

    def __init__(self, cards: int, days: int, seconds_a_day: float) -> None:
        self.cards, self.date, self.seconds_a_day = [CardId(str(card)) for card in range(cards)], days, seconds_a_day
        self.progress = NO_PROGRESS
        self._today: list[Reviewed] = []

    @property
    def standings(self) -> list[Standing | None]:
        """How each card stands."""
        return [self.progress.standings.get(card) for card in self.cards]

    def learn(self, card: int, day: int, *, is_known: bool, seconds: int) -> None:
        """Takes in an answer; after a failure the card is learnt again."""
        if is_known:
            self._answer(card, day, Grade.GOOD, seconds)
        else:
            self._answer(card, day, Grade.AGAIN, seconds - RELEARNING_S)
            self._answer(card, day, Grade.GOOD, RELEARNING_S)

    def _answer(self, card: int, day: int, grade: Grade, seconds: int) -> None:
        at = FIRST_NOON + timedelta(days=day)
        self._today.append(Reviewed(EventId(""), at, 0, self.cards[card], grade, 1000 * seconds))

    def end_day(self) -> None:
        """Folds the answers of the day in."""
        self.progress = replay(self._today, _RULES, start=self.progress)
        self._today = []

    def pace(self, today: StudyDay) -> Pace:
        """Gives the learner's own pace, as the program measures it."""
        return take_pace(self.progress.days, today)


FIRST_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
FIRST_DAY = FIRST_NOON.toordinal()
_RULES = Rules(by_name("sm-2"))
Rule = Callable[[Deck, StudyDay], list[int]]
"""Gives the cards of a day in the order in which they are asked, until the time is used."""


def by_schedule(name: str, desired_retention: float = 0.9) -> Rule:
    """Gives the rule of a scheduler: what is due, longest first, then what is new."""
    scheduler = by_name(name, desired_retention)

    def choose(deck: Deck, today: StudyDay) -> list[int]:
        seen = [
            (due_on(standing, scheduler), card)
            for card, standing in enumerate(deck.standings)
            if standing is not None and due_on(standing, scheduler) <= today
        ]
        return [card for _, card in sorted(seen)] + _unseen(deck)

    return choose


def reference(deck: Deck, today: StudyDay) -> list[int]:
    """Holds what is known until a last window, then takes what gains most a second for the date."""
    learnt = sum(standing is not None for standing in deck.standings)
    window = max(1, ceil(learnt * RECALLED_S * _WINDOW / deck.seconds_a_day))
    traces = [trace_of(standing) for standing in deck.standings]
    if FIRST_DAY + deck.date - today > window:
        falling = [
            (-recall(trace, today, AVERAGE), card)
            for card, trace in enumerate(traces)
            if trace is not None and trace.reviewed_on < today and recall(trace, today, AVERAGE) <= _HOLD
        ]
        return [card for _, card in sorted(falling)] + _unseen(deck)
    pace = Pace(RECALLED_S, FORGOTTEN_S, NEW_S, deck.pace(today).new_known)
    appraiser = Appraiser(today, Outlook(pace, (FIRST_DAY + deck.date - today,)))
    worths = [
        (appraiser.worth(trace), card)
        for card, trace in enumerate(traces)
        if trace is None or trace.reviewed_on < today
    ]
    return [card for worth, card in sorted(worths, key=lambda row: -row[0].a_second) if worth.gain > 0]


def ours(deck: Deck, today: StudyDay) -> list[int]:
    """Asks the program's own planner."""
    date, person = StudyDay(FIRST_DAY + deck.date), deck.progress.fit.person
    deadline = Deadline(today, date, deck.seconds_a_day, deck.pace(today), person)
    return choose_for_date([trace_of(standing) for standing in deck.standings], deadline)


def _unseen(deck: Deck) -> list[int]:
    return [card for card, standing in enumerate(deck.standings) if standing is None]


RULES: dict[str, Rule] = {
    "SM-2": by_schedule("sm-2"),
    "FSRS .80": by_schedule("fsrs-6", 0.8),
    "FSRS .90": by_schedule("fsrs-6", 0.9),
    "reference": reference,
    "ours": ours,
}
