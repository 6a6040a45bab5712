"""What a sitting asks of the clock: stamps for answers, and a warning when the clock was set back."""

import os
import time
from datetime import UTC, datetime

from aiquiz.cli.clock import now
from aiquiz.core.events import EventId, make_event_id, read_event_ms
from aiquiz.core.session import Stamp

_TOLERANCE_MS = 300_000


def clock_warning(last_id: EventId) -> str:
    """Gives a warning when the clock stands before the last answer: order is kept, but days may be off."""
    if not last_id or read_event_ms(last_id) - time.time() * 1000 <= _TOLERANCE_MS:
        return ""
    last = datetime.fromtimestamp(read_event_ms(last_id) / 1000, UTC)
    return f"Note: the clock stands before your last answer ({last:%Y-%m-%d %H:%M} UTC). Is the date right?"


class SystemClock:
    """Stamps answers; ids never go back, even when the clock does."""

    def __init__(self, last_id: EventId | None) -> None:
        self._last_id = last_id
        self._started = time.monotonic()

    def restart(self) -> None:
        """Begins to measure the time to the next answer."""
        self._started = time.monotonic()

    def elapsed_ms(self) -> int:
        """Gives the time since the question came."""
        return int((time.monotonic() - self._started) * 1000)

    def stamp(self) -> Stamp:
        """Gives the moment, a new event id, and the time since the question came."""
        moment = now()
        now_ms = int(moment.at.timestamp() * 1000)
        self._last_id = make_event_id(now_ms, int.from_bytes(os.urandom(10)), self._last_id)
        return Stamp(moment, self._last_id, self.elapsed_ms())
