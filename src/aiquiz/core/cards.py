"""What a card is: a question with its model answer and everything that belongs to it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, NewType

CardId = NewType("CardId", str)
"""Names a card for ever: written by hand in the bank, kebab-case, never derived from the text."""


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


@dataclass(frozen=True, slots=True)
class Card:
    """One question of the bank; `asked_by` counts the public lists that ask it (0 where none does)."""

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

    @property
    def place(self) -> str:
        """Where the card stands in the bank: `topic/subtopic`."""
        return f"{self.topic}/{self.subtopic}"
