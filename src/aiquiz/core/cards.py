"""What a card is: a question with its model answer and everything that belongs to it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from aiquiz.core.headings import BUNDLED, LEVELS, CardId, Headed, Heading, Level, Role

__all__ = [
    "BUNDLED",
    "LEVELS",
    "TOLERANCE",
    "Card",
    "CardId",
    "Headed",
    "Heading",
    "KeyPoint",
    "Level",
    "Parameter",
    "Role",
    "Source",
    "as_points",
]


class Source(NamedTuple):
    """A paper, a standard or a page of official documentation that a card's facts were checked against."""

    title: str
    authors: str
    year: int


class KeyPoint(NamedTuple):
    """What an interviewer listens for; each entry of `match` is one way to say it (core/matching/answers.py)."""

    text: str
    match: tuple[str, ...] = ()


class Parameter(NamedTuple):
    """A number that is drawn anew each time a card is shown: one of the choices, or from `low` to `high` in steps.

    With a formula nothing is drawn: it is worked out from the parameters before it.
    """

    name: str
    choices: tuple[float, ...] = ()
    low: float = 0.0
    high: float = 0.0
    step: float = 1.0
    formula: str = ""

    @property
    def written(self) -> str | list[float] | dict[str, float]:
        """What stands for it in a file: a formula, a list of choices, or a range."""
        if self.formula:
            return self.formula
        if self.choices:
            return [_plain(number) for number in self.choices]
        return {"from": _plain(self.low), "to": _plain(self.high), "step": _plain(self.step)}


_LARGEST_WHOLE = 1e15

TOLERANCE = 0.01
"""How far an answer may be off where the card does not say it: one part in a hundred."""


class Card(NamedTuple):
    """One question of the bank; `asked_by` counts the public lists that ask it (0 where none does).

    A card that `overrides` stands in place of the bundled one with its id. One with `parameters` is a template: its
    texts have placeholders, and `expression` gives the answer in `unit`, right within the relative `tolerance`.
    """

    id: CardId
    topic: str
    subtopic: str
    question: str
    level: Level
    answer: str
    tip: str = ""
    key_points: tuple[KeyPoint, ...] = ()
    follow_ups: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    asked_by: int = 0
    refs: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    checked: date | None = None
    deck: str = BUNDLED
    overrides: bool = False
    parameters: tuple[Parameter, ...] = ()
    expression: str = ""
    unit: str = ""
    tolerance: float = TOLERANCE

    @property
    def place(self) -> str:
        """Where the card stands in the bank: `topic/subtopic`."""
        return f"{self.topic}/{self.subtopic}"

    @property
    def point_texts(self) -> tuple[str, ...]:
        """The key points as they are shown."""
        return tuple(point.text for point in self.key_points)

    @property
    def heading(self) -> Heading:
        """The card without its text."""
        return Heading(self.id, self.topic, self.subtopic, self.level, self.tags, self.roles, self.asked_by, self.deck)


def _plain(number: float) -> float:
    """Gives a whole number without its point, unless it is so large that its digits would not all be known."""
    return int(number) if abs(number) < _LARGEST_WHOLE and number == int(number) else number


def as_points(texts: Iterable[str]) -> tuple[KeyPoint, ...]:
    """Gives key points that say no more than their text."""
    return tuple(KeyPoint(text) for text in texts)
