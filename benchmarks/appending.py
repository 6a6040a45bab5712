"""One durable answer, as a measure: what a sitting does between a grade and the next card."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pairs import Measure, timed

from aiquiz.core.cards import CardId
from aiquiz.core.events import Reviewed, make_event_id
from aiquiz.core.schedulers import Grade
from aiquiz.store.append import Appender

_AT = datetime.now(UTC)
EVENT = Reviewed(
    make_event_id(int(_AT.timestamp() * 1000), 1), _AT, 60, CardId("precision-and-recall"), Grade.GOOD, 8_421
)
"""An answer like any other."""


@contextmanager
def append_one(log: Path) -> Iterator[Measure]:
    """Gives the measure of one more answer in a log, which is open as it is during a sitting."""
    with Appender(log) as appender:
        yield timed(lambda: appender.append(EVENT))
