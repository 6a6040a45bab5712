"""What `aiquiz progress export` writes: the events, and the state that they fold to."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiquiz.cli.output import JSON_VERSION, Result, say
from aiquiz.cli.wiring import World, find_world
from aiquiz.core.days import to_date
from aiquiz.core.headings import CardId
from aiquiz.core.progress import Progress, due_on
from aiquiz.errors import UsageError
from aiquiz.store.exports import write_csv, write_json
from aiquiz.store.history import load_history

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_WRITERS = {".json", ".csv"}


def export_progress(target: Path, *, force: bool) -> Result:
    """Writes a file of the kind that its name ends in; UsageError where it is none, or is there already."""
    world = find_world()
    path = target.expanduser()
    _check(path, world, force=force)
    history = load_history(world.places.reviews, world.places.snapshot, world.rules)
    for problem in history.problems:
        say(f"Note: {problem}")
    if path.suffix.lower() == ".csv":
        rows = write_csv(path, world.places.reviews, world.rules.rollover_hour)
    else:
        head = {"version": JSON_VERSION, "kind": "progress", "state": _state(history.progress, world)}
        rows = write_json(path, world.places.reviews, head)

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.text import plain

        what = "answer" if path.suffix.lower() == ".csv" else "event"
        return plain(f"Wrote {rows:,} {what}{'' if rows == 1 else 's'} to {path}")

    return Result(view, is_unwrapped=True)


def _check(path: Path, world: World, *, force: bool) -> None:
    if path.suffix.lower() not in _WRITERS:
        raise UsageError(f"{path.name!r} ends in neither .json nor .csv", "The ending says what is to be written.")
    places = world.places
    own = (places.reviews, places.decks, places.cache, places.state)
    if any(path.resolve().is_relative_to(folder.resolve()) for folder in own):
        raise UsageError(f"{path} lies among aiquiz's own files", "Write it somewhere else.")
    if path.exists() and not force:
        raise UsageError(f"{path} is there already", "Give another name, or --force to write over it.")


def _state(progress: Progress, world: World) -> dict[str, Any]:
    goal = progress.goal
    return {
        "scheduler": world.loaded.settings.scheduler,
        "cards": list(_cards(progress, world)),
        "days": [{"day": to_date(day).isoformat(), **tally._asdict()} for day, tally in sorted(progress.days.items())],
        "goal": None if goal is None or goal.on is None else {"date": goal.on.isoformat(), "minutes": goal.minutes},
        "person": progress.fit.person._asdict(),
    }


def _cards(progress: Progress, world: World) -> Iterator[dict[str, Any]]:
    for card_id in sorted({*progress.standings, *progress.marks}):
        yield {"id": card_id, **_remembered(progress, card_id, world), **_marks(progress, card_id)}


def _remembered(progress: Progress, card_id: CardId, world: World) -> dict[str, Any]:
    standing = progress.standings.get(card_id)
    if standing is None:
        return {"reviews": 0, "due": None}
    return {
        "reviews": standing.reviews,
        "lapses": standing.lapses,
        "last_grade": standing.last_grade.value,
        "reviewed": to_date(standing.reviewed_on).isoformat(),
        "due": to_date(due_on(standing, world.rules.scheduler)).isoformat(),
        "stability_days": standing.memory.fsrs.stability,
        "difficulty": standing.memory.fsrs.difficulty,
        "interval_days": standing.memory.sm2.interval_days,
        "easiness": standing.memory.sm2.easiness_x100 / 100,
    }


def _marks(progress: Progress, card_id: CardId) -> dict[str, Any]:
    marks = progress.marks.get(card_id)
    if marks is None:
        return {"suspended": False, "flagged": False, "note": ""}
    return {"suspended": marks.is_suspended, "flagged": marks.is_flagged, "note": marks.note}
