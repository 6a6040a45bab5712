"""Reads out of the log only the events that are asked for: of one card, of marks, of mock interviews."""

from pathlib import Path
from typing import NamedTuple

from aiquiz.core.events import Event, EventId, Forgotten
from aiquiz.core.headings import CardId
from aiquiz.store.log import list_logs, read_lines, read_undone
from aiquiz.store.records import OddLine, decode_line, salvage

_MARKED = b'"kind":"marked"'
_OF_ROUND = tuple(b'"kind":"%s"' % kind for kind in (b"convened", b"replied", b"judged", b"concluded"))
_FORGOTTEN = b'"kind":"forgotten"'


class Excerpt(NamedTuple):
    """Events in order, each once, and the ids of all events that were taken back, whichever they are."""

    events: tuple[Event, ...]
    undone: frozenset[EventId]


def read_card_events(folder: Path, card_id: CardId) -> Excerpt:
    """Gives the events whose lines name a card; what cannot be read was told of when the history was loaded."""
    return _read(folder, f'"{card_id}"'.encode())


def read_mark_events(folder: Path) -> Excerpt:
    """Gives the events that mark cards."""
    return _read(folder, _MARKED)


def read_round_events(folder: Path) -> tuple[Event, ...]:
    """Gives the events of mock interviews in order, each once; none of them can be taken back."""
    return _read_events(list_logs(folder), *_OF_ROUND)


def read_forgotten(folder: Path) -> list[Forgotten]:
    """Gives the events by which cards were forgotten, those that were taken back left out."""
    found = _read(folder, _FORGOTTEN)
    return [event for event in found.events if isinstance(event, Forgotten) and event.id not in found.undone]


def _read(folder: Path, *needles: bytes) -> Excerpt:
    paths = list_logs(folder)
    return Excerpt(_read_events(paths, *needles), read_undone(paths))


def _read_events(paths: list[Path], *needles: bytes) -> tuple[Event, ...]:
    """Decodes the lines that hold some bytes: of a long log hardly any."""
    found: dict[EventId, Event] = {}
    for path in paths:
        for line in read_lines(path):
            if any(needle in line.text for needle in needles):
                event = decode_line(line.text)
                events = salvage(line.text) if isinstance(event, OddLine) else [event]
                found.update((each.id, each) for each in events if not isinstance(each, OddLine))
    return tuple(found[event_id] for event_id in sorted(found))
