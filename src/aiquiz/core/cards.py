"""What a card is: a question with its model answer and everything that belongs to it."""

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

    A card that `overrides` stands in place of the bundled one with its id.
    """

    id: CardId
    topic: str
    subtopic: str
    question: str
    level: Level
    answer: str
    tip: str = ""
    key_points: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    asked_by: int = 0
    refs: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    checked: date | None = None
    deck: str = BUNDLED
    overrides: bool = False

    @property
    def place(self) -> str:
        """Where the card stands in the bank: `topic/subtopic`."""
        return f"{self.topic}/{self.subtopic}"

    @property
    def heading(self) -> Heading:
        """The card without its text."""
        return Heading(self.id, self.topic, self.subtopic, self.level, self.tags, self.roles, self.asked_by, self.deck)
