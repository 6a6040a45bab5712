"""What is known of a card without its text: its id, its place, its level, and whom it is asked."""

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, NewType, Protocol

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


if TYPE_CHECKING:

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

else:  # only the type checker asks for it, and a protocol takes half a millisecond of every start to make
    Headed = object


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
