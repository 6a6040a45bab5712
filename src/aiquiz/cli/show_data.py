"""A card and its story as data, for `--json`; docs/json.md is the page of the format."""

from typing import Any

from aiquiz.core.card_history import Asked
from aiquiz.core.card_story import CardStory, Remembered
from aiquiz.core.cards import Card
from aiquiz.core.days import to_date


def show_data(story: CardStory) -> dict[str, Any]:
    """Gives the story as a JSON object; days are dates, what is remembered of a new card is null."""
    card, marks = story.card, story.marks
    return {
        "today": to_date(story.today).isoformat(),
        "id": card.id,
        "topic": card.topic,
        "subtopic": card.subtopic,
        "deck": card.deck,
        "level": card.level,
        "question": card.question,
        "answer": card.answer,
        "key_points": card.point_texts,
        "tip": card.tip,
        "follow_ups": card.follow_ups,
        "tags": card.tags,
        "roles": card.roles,
        "asked_by": card.asked_by,
        "template": _template(card),
        "sources": [source._asdict() for source in card.sources],
        "checked": None if card.checked is None else card.checked.isoformat(),
        "is_suspended": marks.is_suspended,
        "is_buried": marks.buried_on == story.today,
        "is_flagged": marks.is_flagged,
        "note": marks.note,
        "why": story.why,
        "memory": None if story.remembered is None else _memory(story.remembered),
        "history": [_asked(row) for row in story.history],
    }


def _template(card: Card) -> dict[str, Any] | None:
    """Gives what the numbers in the texts were drawn from; None where nothing is drawn."""
    if not card.parameters:
        return None
    from aiquiz.interchange.practice import numbers_object

    return numbers_object(card)


def _memory(found: Remembered) -> dict[str, Any]:
    return {
        "due": to_date(found.due_on).isoformat(),
        "reviewed": to_date(found.reviewed_on).isoformat(),
        "reviews": found.reviews,
        "lapses": found.lapses,
        "recall": round(found.recall, 4),
        "stability_days": round(found.stability_days, 2),
        "difficulty": round(found.difficulty, 2),
        "sm2_interval_days": found.interval_days,
        "sm2_easiness": found.easiness,
    }


def _asked(row: Asked) -> dict[str, Any]:
    return {
        "day": to_date(row.day).isoformat(),
        "grade": row.grade,
        "taken_ms": row.taken_ms,
        "days_since": row.days_since,
        "is_drill": row.is_drill,
        "is_undone": row.is_undone,
    }
