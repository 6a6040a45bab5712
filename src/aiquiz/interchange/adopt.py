"""Makes cards of notes: ids that stay, tags in kebab-case, and the answers as events of the log."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from aiquiz.core.cards import Card
from aiquiz.core.events import Crammed, Event, EventId, Mark, Marked, Reviewed, make_event_id
from aiquiz.core.headings import CardId, Level
from aiquiz.interchange.anki_fields import ROOT_DECK
from aiquiz.interchange.ids import kebab, make_id, mark_in, mark_of
from aiquiz.interchange.note import Loss, Note, name_of

LONGEST_TEXT = 5_000
Offset = Callable[[datetime], int]
"""Gives how many minutes the local clock was ahead of UTC at a moment."""


class Adopted(NamedTuple):
    """Cards that are new, how many were there already, what was lost, and each note with the id it has now."""

    cards: tuple[Card, ...]
    known: int
    losses: tuple[Loss, ...]
    placed: tuple[tuple[CardId, Note], ...]


def adopt(notes: Iterable[Note], known: Iterable[CardId], deck: str, level: Level) -> Adopted:
    """Gives the cards that a deck gets; `level` is for notes that have none.

    A note that was taken over before is known by its key, whatever became of its text.
    """
    ids = set(known)
    by_mark = {mark_in(card_id): card_id for card_id in ids}
    cards: list[Card] = []
    losses: list[Loss] = []
    placed: dict[CardId, Note] = {}
    for note in notes:
        card_id = note.card_id or by_mark.get(mark_of(note.key)) or make_id(note.question, note.key)
        name = name_of(note.question)
        if card_id in placed:
            losses.append(Loss(name, "the card: it is in the file twice"))
        elif too_long := _too_long(note):
            losses.append(Loss(name, too_long))
        else:
            placed[card_id] = note
            if card_id not in ids:
                card, lost = _card_of(note, card_id, deck, level)
                cards.append(card)
                losses += [Loss(name, what) for what in lost]
    return Adopted(tuple(cards), len(placed) - len(cards), tuple(losses), tuple(placed.items()))


def _too_long(note: Note) -> str:
    points = (point.text for point in note.key_points)
    longest = max(map(len, (note.question, note.answer, note.tip, *points, *note.follow_ups)))
    return (
        f"the card: it has {longest:,} characters, and the most is {LONGEST_TEXT:,}" if longest > LONGEST_TEXT else ""
    )


def _card_of(note: Note, card_id: CardId, deck: str, level: Level) -> tuple[Card, tuple[str, ...]]:
    tags = {tag: kebab(tag) for tag in note.tags}
    lost = tuple(f"the tag {tag[:40]}" for tag, name in tags.items() if not name)
    topic, subtopic = _place_of(note, deck)
    card = Card(
        id=card_id,
        topic=topic,
        subtopic=subtopic,
        question=note.question,
        level=note.level or level,
        answer=note.answer,
        tip=note.tip,
        key_points=note.key_points,
        follow_ups=note.follow_ups,
        tags=tuple(dict.fromkeys(name for name in tags.values() if name)),
        roles=note.roles,
        asked_by=note.asked_by,
        refs=note.refs,
        sources=note.sources,
        checked=note.checked,
        deck=deck,
        parameters=note.parameters,
        expression=note.expression,
        unit=note.unit,
        tolerance=note.tolerance,
    )
    return card, lost


def _place_of(note: Note, deck: str) -> tuple[str, str]:
    """Gives topic and subtopic: those the note names, else what its deck elsewhere is called, else the deck's name."""
    parts = note.topic.split("/") if note.topic else note.deck.split("::")
    names = [name for part in parts if (name := kebab(part))]
    if names and not note.topic and names[0] in {ROOT_DECK, "default"}:
        names = names[1:]
    return (names[0], names[-1]) if names else (deck, deck)


def past_events(placed: Iterable[tuple[CardId, Note]], offset: Offset, until: datetime) -> Iterator[Event]:
    """Gives the answers of the notes as events; their ids come of their times, so that twice is once.

    What is said to have happened after `until` is left out: it would stand behind every answer to come.
    """
    for card_id, note in placed:
        answers = [answer for answer in note.reviews if answer.at <= until]
        for answer in answers:
            kind = Crammed if answer.is_drill else Reviewed
            name = _event_id(answer.at, card_id, kind.__name__)
            yield kind(name, answer.at, offset(answer.at), card_id, answer.grade, answer.taken_ms)
        if note.is_suspended and answers:
            last = answers[-1].at
            yield Marked(_event_id(last, card_id, "suspended"), last, offset(last), card_id, Mark.SUSPENDED)


def _event_id(at: datetime, card_id: CardId, kind: str) -> EventId:
    chance = int.from_bytes(sha256(f"{kind}/{card_id}/{at.isoformat()}".encode()).digest()[:10])
    return make_event_id(round(at.timestamp() * 1000), chance)
