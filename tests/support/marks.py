"""Cards that are marked, for the tests: as events of the core, and in the log of a learner."""

from datetime import timedelta
from pathlib import Path

from support.cards import NOON, stamp_at

from aiquiz.core.cards import CardId
from aiquiz.core.events import Event, Mark, Marked
from aiquiz.store.records import encode_event


def marked(name: str, mark: Mark, *, day: int = 0, text: str = "") -> Marked:
    """Gives a mark set at noon, `day` days from TODAY."""
    stamp = stamp_at(NOON + timedelta(days=day))
    return Marked(stamp.event_id, stamp.moment.at, 0, CardId(name), mark, text)


def add_to_log(home: Path, *events: Event, device: str = "marks") -> None:
    """Appends events to the log of a device of its own."""
    path = home / "reviews" / f"{device}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.writelines(map(encode_event, events))
