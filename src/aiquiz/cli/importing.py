"""How an import goes: the file is read, its notes become cards of a deck and events of the log, and all is told."""

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from aiquiz.cli.clock import now
from aiquiz.cli.output import Result, tell_problems
from aiquiz.cli.progress_bar import show_progress, show_steps
from aiquiz.cli.wiring import World, find_world
from aiquiz.core.card_names import LONGEST_NAME, refuse_deck_name
from aiquiz.core.events import Event
from aiquiz.core.headings import Level
from aiquiz.core.settings import PLAIN
from aiquiz.errors import ExitCode, UsageError
from aiquiz.interchange.adopt import Adopted, adopt, past_events
from aiquiz.interchange.ids import kebab
from aiquiz.interchange.kinds import read_notes
from aiquiz.interchange.note import Loss, name_of
from aiquiz.store.bank import load_bank
from aiquiz.store.deck_cards import Written, added_cards

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


class Order(NamedTuple):
    """What was asked for on the command line."""

    file: Path
    deck: str | None
    level: Level
    is_dry: bool
    with_history: bool


class Done(NamedTuple):
    """What came of it: the deck, the cards that came in, those known before, the answers that came in, the losses."""

    deck: str
    written: Written
    known: int
    answers: int
    losses: tuple[Loss, ...]
    is_dry: bool

    @property
    def exit_code(self) -> ExitCode:
        """What the shell is told."""
        is_something = self.written.cards or self.answers
        return ExitCode.DONE if is_something and not self.losses else ExitCode.PROBLEMS_FOUND


def import_result(order: Order, *, json: bool) -> Result:
    """Imports a file, or says what importing it would do."""
    world = find_world()
    done = _import(order, world)

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.carried_view import Carried, render_imported

        carried = Carried(order.file.name, [str(path) for path in done.written.paths], done.losses)
        return render_imported(carried, done, done.written.cards)

    return Result(view, "import", (lambda: _data(order, done)) if json else None, done.exit_code)


def _import(order: Order, world: World) -> Done:
    path = Path(os.path.expanduser(order.file))  # noqa: PTH111 - a name that has no home folder stays as it is
    deck = _choose_deck(order)
    is_plain = world.loaded.settings.theme == PLAIN
    bank = load_bank(
        world.bank_folder, world.places.bank_cache, list if is_plain else show_progress, decks=world.places.decks
    )
    tell_problems(bank.problems, "cards")
    reading = read_notes(path, show_steps("Reading the cards", plain=is_plain))
    adopted = adopt(reading.notes, (card.id for card in bank.cards), deck, order.level)
    lock = world.places.state / "decks.lock"
    with added_cards(world.places.decks, deck, adopted.cards, lock, dry=order.is_dry) as written:
        refused = {each.card.id for each in written.refused}
        events = _past(adopted, refused) if order.with_history else []
        answers = _count_new(events, world) if order.is_dry else _take_in(events, world)
    losses = [*reading.losses, *adopted.losses]
    losses += [Loss(name_of(each.card.question), f"the card: {each.why}") for each in written.refused]
    return Done(deck, written, adopted.known, answers, tuple(losses), order.is_dry)


def _choose_deck(order: Order) -> str:
    name = order.deck if order.deck is not None else kebab(order.file.stem)[:LONGEST_NAME].strip("-") or "imported"
    if reason := refuse_deck_name(name):
        raise UsageError(f"{name!r} {reason}", "Name the deck with --deck.")
    return name


def _past(adopted: Adopted, refused: set[Any]) -> list[Event]:
    placed = [(card_id, note) for card_id, note in adopted.placed if card_id not in refused]
    return sorted(past_events(placed, _offset_minutes, now().at), key=lambda event: event.id)


def _offset_minutes(at: datetime) -> int:
    offset = at.astimezone().utcoffset()
    return round(offset.total_seconds() / 60) if offset else 0


def _take_in(events: Sequence[Event], world: World) -> int:
    """Puts the events into the log, in a file of their own; those that are there already stay single."""
    from aiquiz.store.merge import merge_logs
    from aiquiz.store.records import encode_event

    if not events:
        return 0
    with TemporaryDirectory(prefix="aiquiz-") as folder:
        source = Path(folder) / "imported.jsonl"
        source.write_bytes(b"".join(map(encode_event, events)))
        name = f"imported-{world.own_log.stem}-{now().at:%Y%m%dT%H%M%S}"
        return merge_logs([source], world.places.reviews, name).added


def _count_new(events: Sequence[Event], world: World) -> int:
    from aiquiz.store.log import list_logs, read_events_at_once

    there = {event.id for event in read_events_at_once(list_logs(world.places.reviews), lambda _: None)}
    return sum(event.id not in there for event in events)


def _data(order: Order, done: Done) -> dict[str, Any]:
    return {
        "file": str(order.file),
        "deck": done.deck,
        "paths": [str(path) for path in done.written.paths],
        "cards": done.written.cards,
        "known": done.known,
        "answers": done.answers,
        "dry_run": done.is_dry,
        "losses": [loss._asdict() for loss in done.losses],
    }
