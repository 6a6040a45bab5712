"""Puts the parts together; the one place that asks the machine and the environment."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aiquiz.cli.clock import now
from aiquiz.cli.output import say, tell_problems
from aiquiz.cli.progress_bar import show_progress
from aiquiz.core.days import Moment, StudyDay, study_day
from aiquiz.core.headings import CardId, Heading
from aiquiz.core.progress import Rules
from aiquiz.core.schedulers import by_name
from aiquiz.core.schedulers.fsrs import AVERAGE, Person
from aiquiz.core.settings import PLAIN, YES, Settings
from aiquiz.store.bank import load_bank
from aiquiz.store.history import History, load_history
from aiquiz.store.paths import Places, device_name, find_bank, find_places
from aiquiz.store.problem import Problem
from aiquiz.store.settings import Loaded, load_settings

if TYPE_CHECKING:
    from aiquiz.core.cards import Card


class World(NamedTuple):
    """Where this learner's things are, the settings as they were loaded, and the rules that hold."""

    places: Places
    bank_folder: Path
    loaded: Loaded
    rules: Rules

    @property
    def moment(self) -> Moment:
        """This moment."""
        return now()

    @property
    def today(self) -> StudyDay:
        """The study day of this moment."""
        moment = self.moment
        return self.day_of(moment.at, moment.offset_minutes)

    def day_of(self, at: datetime, offset_minutes: int) -> StudyDay:
        """Gives the study day of an instant, by the local clock of then."""
        return study_day(at, offset_minutes, self.rules.rollover_hour)

    @property
    def own_log(self) -> Path:
        """The log that this device writes."""
        device = device_name(self.places.state, _hostname(), os.urandom(3).hex())
        return self.places.reviews / f"{device}.jsonl"


class Manners(NamedTuple):
    """How answers are asked to be given: typed or thought, with hints or without; None leaves it to the settings."""

    is_typed: bool | None = None
    has_hints: bool | None = None


class Desk(NamedTuple):
    """What lies ready for a command: the world, the cards (and how to find a whole one), the history.

    `find` gives a card to be shown, `template` the card as it stands in its file: where there are numbers to draw the
    two differ. `whole` has the entries of the key points as well, which only a typed answer needs. `problems` is what
    was wrong with cards; it was told already.
    """

    world: World
    cards: tuple[Heading, ...]
    find: "Callable[[CardId], Card]"
    template: "Callable[[CardId], Card]"
    whole: "Callable[[CardId], Card]"
    history: History
    problems: tuple[Problem, ...] = ()
    manners: Manners = Manners()

    @property
    def is_typed(self) -> bool:
        """Whether answers are typed: as it was asked for, else as it is set."""
        wanted = self.manners.is_typed
        return self.world.loaded.settings.type_answers == YES if wanted is None else wanted

    @property
    def has_hints(self) -> bool:
        """Whether hints are to be had: as it was asked for, else as it is set."""
        wanted = self.manners.has_hints
        return self.world.loaded.settings.hints == YES if wanted is None else wanted


def find_world() -> World:
    """Looks at the environment and the settings."""
    places = find_places(os.environ)
    loaded = load_settings(places.config, os.environ)
    return World(places, find_bank(os.environ), loaded, make_rules(loaded.settings))


def make_rules(settings: Settings, person: Person = AVERAGE) -> Rules:
    """Gives the rules that somebody chose, for a memory like theirs."""
    return Rules(by_name(settings.scheduler, settings.desired_retention, person), settings.rollover_hour)


def open_desk() -> Desk:
    """Loads the settings, the bank and the history, and says on stderr what was not right with them."""
    world = find_world()
    tell_problems(world.loaded.problems, "settings")
    return lay_out(world)


def lay_out(world: World) -> Desk:
    """Loads the bank and the history, and says on stderr what was not right with them."""
    watch = list if world.loaded.settings.theme == PLAIN else show_progress
    bank = load_bank(world.bank_folder, world.places.bank_cache, watch, decks=world.places.decks)
    history = load_history(world.places.reviews, world.places.snapshot, world.rules)
    tell_problems(bank.problems, "cards")
    for problem in history.problems:
        say(f"Note: {problem}")
    if history.missing or not history.snapshot.marks:
        from aiquiz.cli.lost import tell_lost

        tell_lost(world.places, history)
    rules = make_rules(world.loaded.settings, history.progress.fit.person)
    return Desk(world._replace(rules=rules), bank.cards, bank.example, bank.find, bank.whole, history, bank.problems)


def _hostname() -> str:
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
