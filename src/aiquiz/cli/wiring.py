"""Puts the parts together; the one place that asks the time, the machine and the environment."""

import os
import secrets
import socket
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from aiquiz.cli.output import say
from aiquiz.core.cards import Card
from aiquiz.core.days import Moment, StudyDay, study_day
from aiquiz.core.events import EventId, make_event_id, read_event_ms
from aiquiz.core.progress import Rules
from aiquiz.core.schedulers import by_name
from aiquiz.core.session import Stamp
from aiquiz.store.bank import load_bank
from aiquiz.store.history import History, load_history
from aiquiz.store.paths import Places, device_name, find_bank, find_places
from aiquiz.store.problem import Problem

_CLOCK_TOLERANCE_MS = 300_000
_PROBLEMS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class World:
    """Where this learner's things are, and the rules that hold."""

    places: Places
    bank_folder: Path
    rules: Rules

    @property
    def today(self) -> StudyDay:
        """The study day of this moment."""
        moment = now()
        return study_day(moment.at, moment.offset_minutes, self.rules.rollover_hour)

    @property
    def own_log(self) -> Path:
        """The log that this device writes."""
        device = device_name(self.places.state, socket.gethostname(), secrets.token_hex(3))
        return self.places.reviews / f"{device}.jsonl"


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies ready for a command: the world, the cards and the history."""

    world: World
    cards: tuple[Card, ...]
    history: History


def find_world() -> World:
    """Looks at the environment."""
    return World(find_places(os.environ), find_bank(os.environ), Rules(by_name("sm-2")))


def open_desk() -> Desk:
    """Loads the bank and the history, and says on stderr what was not right with them."""
    world = find_world()
    bank = load_bank(world.bank_folder, world.places.bank_cache)
    history = load_history(world.places.reviews, world.places.snapshot, world.rules)
    _tell_problems(bank.problems)
    for problem in history.problems:
        say(f"Note: {problem}")
    for name in history.missing:
        say(
            f"Note: the answers in {world.places.reviews / name} are gone: the file is missing. "
            "Put it back and they count again."
        )
    return Desk(world, bank.cards, history)


def now() -> Moment:
    """Asks the time: the instant, and how far the local clock is from UTC."""
    at = datetime.now(UTC)
    offset = at.astimezone().utcoffset()
    return Moment(at, round(offset.total_seconds() / 60) if offset else 0)


def warn_of_clock(history: History) -> None:
    """Says once when the clock stands before the last answer: order is kept, but days may be off."""
    last_id = history.snapshot.last_id
    if last_id and read_event_ms(last_id) - time.time() * 1000 > _CLOCK_TOLERANCE_MS:
        last = datetime.fromtimestamp(read_event_ms(last_id) / 1000, UTC)
        say(f"Note: the clock stands before your last answer ({last:%Y-%m-%d %H:%M} UTC). Is the date right?")


@dataclass(slots=True)
class SystemClock:
    """Stamps answers; ids never go back, even when the clock does."""

    last_id: EventId | None
    started: float = field(default_factory=time.monotonic)

    def restart(self) -> None:
        """Begins to measure the time to the next answer."""
        self.started = time.monotonic()

    def stamp(self) -> Stamp:
        """Gives the moment, a new event id, and the time since the question came."""
        moment = now()
        now_ms = int(moment.at.timestamp() * 1000)
        self.last_id = make_event_id(now_ms, secrets.randbits(74), self.last_id)
        return Stamp(moment, self.last_id, int((time.monotonic() - self.started) * 1000))


def _tell_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems[:_PROBLEMS_SHOWN]:
        say(f"Note: {problem}")
    if len(problems) > _PROBLEMS_SHOWN:
        say(
            f"Note: and {len(problems) - _PROBLEMS_SHOWN} more problems in the cards; the good ones are used."
        )
