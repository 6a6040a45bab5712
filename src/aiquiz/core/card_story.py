"""All there is to say of one card: its text, what is remembered of it, when it comes next and why, every answer."""

from typing import NamedTuple

from aiquiz.core.card_history import Asked
from aiquiz.core.cards import Card
from aiquiz.core.days import StudyDay
from aiquiz.core.marks import UNMARKED, CardMarks
from aiquiz.core.progress import Standing, due_on
from aiquiz.core.schedulers.fsrs import retrievability
from aiquiz.core.why import Here, say_why


class Remembered(NamedTuple):
    """What is remembered of a card that was answered: under both models, and what was counted.

    The stability is the learner's own, in days: with the factor that was fitted. The chance of recall runs from 0 to 1.
    """

    stability_days: float
    difficulty: float
    recall: float
    interval_days: int
    easiness: float
    reviewed_on: StudyDay
    due_on: StudyDay
    reviews: int
    lapses: int


class CardStory(NamedTuple):
    """A card and its story; nothing is remembered of one that is new."""

    card: Card
    today: StudyDay
    remembered: Remembered | None
    marks: CardMarks
    why: str
    history: tuple[Asked, ...]


def take_story(card: Card, here: Here, history: tuple[Asked, ...]) -> CardStory:
    """Gives what there is to say of a card."""
    standing = here.progress.standings.get(card.id)
    marks = here.progress.marks.get(card.id, UNMARKED)
    remembered = None if standing is None else _remember(standing, here)
    return CardStory(card, here.today, remembered, marks, say_why(card, here), history)


def _remember(standing: Standing, here: Here) -> Remembered:
    sm2, fsrs = standing.memory
    person = here.progress.fit.person
    return Remembered(
        stability_days=fsrs.stability * person.k,
        difficulty=fsrs.difficulty,
        recall=retrievability(max(0, here.today - standing.reviewed_on), fsrs.stability, person),
        interval_days=sm2.interval_days,
        easiness=sm2.easiness_x100 / 100,
        reviewed_on=standing.reviewed_on,
        due_on=due_on(standing, here.rules.scheduler),
        reviews=standing.reviews,
        lapses=standing.lapses,
    )
