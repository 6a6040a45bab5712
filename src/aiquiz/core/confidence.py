"""How often a learner is right who says to be sure: what was said before an answer, and what the grade said then."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import NamedTuple

from aiquiz.core.events import Answer, Answered, Confidence, Crammed, Event
from aiquiz.core.headings import CardId
from aiquiz.core.schedulers.protocol import Grade

LONGEST_WAIT = timedelta(minutes=15)
"""A grade belongs to what was said before it as long as it comes within a quarter of an hour."""


class Said(NamedTuple):
    """A confidence that waits for its grade."""

    at: datetime
    confidence: Confidence


class Confidences(NamedTuple):
    """By confidence the answers that were right (hard or better) and all; by card what waits for a grade."""

    counts: Mapping[Confidence, tuple[int, int]] = MappingProxyType({})
    waiting: Mapping[CardId, Said] = MappingProxyType({})


class ConfidenceCounter:
    """Counts in place, because there may be many."""

    def __init__(self, start: Confidences) -> None:
        self._counts = dict(start.counts)
        self._waiting = dict(start.waiting)

    def see(self, event: Event) -> None:
        """Takes in an event of a rarer kind; one that has nothing to do with confidence changes nothing."""
        if isinstance(event, Crammed):
            self.grade(event)
        elif isinstance(event, Answered) and event.confidence is not None:
            self._waiting[event.card] = Said(event.at, event.confidence)
        elif isinstance(event, Answered):  # given without a word on it
            self._waiting.pop(event.card, None)

    def grade(self, answer: Answer) -> None:
        """Counts an answer to a card on which something was said."""
        if not self._waiting or (said := self._waiting.pop(answer.card, None)) is None:
            return
        if answer.at - said.at <= LONGEST_WAIT:
            right, answers = self._counts.get(said.confidence, (0, 0))
            self._counts[said.confidence] = right + (answer.grade is not Grade.AGAIN), answers + 1

    def result(self) -> Confidences:
        """Gives what came of it."""
        return Confidences(self._counts, self._waiting)
