"""Puts the parts together; the one place that asks the machine and the environment."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from aiquiz.cli.clock import now
from aiquiz.cli.output import say
from aiquiz.cli.progress_bar import show_progress
from aiquiz.core.cards import Card, CardId, Heading
from aiquiz.core.days import StudyDay, study_day
from aiquiz.core.progress import Rules
from aiquiz.core.schedulers import by_name
from aiquiz.store.bank import load_bank
from aiquiz.store.history import History, load_history
from aiquiz.store.paths import Places, device_name, find_bank, find_places
from aiquiz.store.problem import Problem

_PROBLEMS_SHOWN = 3


class World(NamedTuple):
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
        device = device_name(self.places.state, _hostname(), os.urandom(3).hex())
        return self.places.reviews / f"{device}.jsonl"


class Desk(NamedTuple):
    """What lies ready for a command: the world, the cards (and how to find a whole one), and the history."""

    world: World
    cards: tuple[Heading, ...]
    find: Callable[[CardId], Card]
    history: History


def find_world() -> World:
    """Looks at the environment."""
    return World(find_places(os.environ), find_bank(os.environ), Rules(by_name("sm-2")))


def open_desk() -> Desk:
    """Loads the bank and the history, and says on stderr what was not right with them."""
    world = find_world()
    bank = load_bank(world.bank_folder, world.places.bank_cache, show_progress)
    history = load_history(world.places.reviews, world.places.snapshot, world.rules)
    _tell_problems(bank.problems)
    for problem in history.problems:
        say(f"Note: {problem}")
    for name in history.missing:
        say(
            f"Note: the answers in {world.places.reviews / name} are gone: the file is missing. "
            "Put it back and they count again."
        )
    return Desk(world, bank.cards, bank.find, history)


def _tell_problems(problems: tuple[Problem, ...]) -> None:
    for problem in problems[:_PROBLEMS_SHOWN]:
        say(f"Note: {problem}")
    if len(problems) > _PROBLEMS_SHOWN:
        say(f"Note: and {len(problems) - _PROBLEMS_SHOWN} more problems in the cards; the good ones are used.")


def _hostname() -> str:
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
