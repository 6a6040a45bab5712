"""What a card is: a question with its model answer and everything that belongs to it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple, NewType, Protocol

CardId = NewType("CardId", str)
"""Names a card for ever: written by hand in the bank, kebab-case, never derived from the text."""


BUNDLED = "bundled"
"""The deck of the cards that come with the program; a deck of one's own is called as its file is."""


class Level(StrEnum):
    """How far along a candidate is who is expected to answer."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


LEVELS = tuple(Level)


class Role(StrEnum):
    """Whom an interview is for."""

    AI_ENGINEER = "ai-engineer"
    ML_ENGINEER = "ml-engineer"
    DATA_SCIENTIST = "data-scientist"
    PROMPT_ENGINEER = "prompt-engineer"
    MLOPS_ENGINEER = "mlops-engineer"
    DATA_ENGINEER = "data-engineer"


class Source(NamedTuple):
    """A paper, a standard or a page of official documentation that a card's facts were checked against."""

    title: str
    authors: str
    year: int


class KeyPoint(NamedTuple):
    """What an interviewer listens for; each entry of `match` is one way in which it may be said (core/answers.py)."""

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


class Headed(Protocol):
    """What sessions, filters and statistics need of a card: all but its text. A `Card` is one, a `Heading` too."""

    @property
    def id(self) -> CardId:
        """Names the card."""

    @property
    def topic(self) -> str:
        """The folder it stands in."""

    @property
    def level(self) -> Level:
        """How far along a candidate is who is expected to answer."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Words to filter by."""

    @property
    def roles(self) -> tuple[Role, ...]:
        """Whom it is asked."""

    @property
    def asked_by(self) -> int:
        """How many public lists ask it."""

    @property
    def subtopic(self) -> str:
        """The file it stands in."""

    @property
    def place(self) -> str:
        """Where it stands in the bank: `topic/subtopic`."""

    @property
    def deck(self) -> str:
        """The deck it belongs to."""


class Heading(NamedTuple):
    """A card without its text: what is known of it before it is shown."""

    id: CardId
    topic: str
    subtopic: str
    level: Level
    tags: tuple[str, ...]
    roles: tuple[Role, ...]
    asked_by: int
    deck: str = BUNDLED

    @property
    def place(self) -> str:
        """Where the card stands in the bank: `topic/subtopic`."""
        return f"{self.topic}/{self.subtopic}"


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
