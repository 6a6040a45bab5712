"""How an export goes: the cards are gathered with what is known of them, and written in one piece."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from aiquiz.cli.clock import now
from aiquiz.cli.output import Result
from aiquiz.cli.progress_bar import show_steps
from aiquiz.cli.wiring import Desk, find_world
from aiquiz.core.days import study_day, to_date
from aiquiz.core.events import Crammed, Forgotten, Reviewed
from aiquiz.core.headings import CardId, Heading
from aiquiz.core.marks import UNMARKED
from aiquiz.core.progress import Rules, Standing, due_on, evolve
from aiquiz.core.settings import PLAIN
from aiquiz.errors import DataError, ExitCode, UsageError
from aiquiz.interchange.kinds import check_kind, write_notes
from aiquiz.interchange.note import Departure, Leaving, PastAnswer, Scheduled, Writing
from aiquiz.store.log import list_logs, read_events_at_once, read_undone
from aiquiz.store.replace import write_replacing

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_WITH_ANSWERS = frozenset({".apkg", ".jsonl"})


class Request(NamedTuple):
    """What was asked for on the command line."""

    file: Path
    with_schedule: bool
    is_raw: bool
    is_forced: bool


def check_target(request: Request) -> Request:
    """Gives the request with a path that can be written to; an error says what stands in the way."""
    suffix = check_kind(request.file)
    if request.with_schedule and suffix not in _WITH_ANSWERS:
        raise UsageError(f"A {suffix} file holds no schedule", "Leave --with-schedule out, or write .apkg or .jsonl.")
    path = Path(os.path.realpath(os.path.expanduser(request.file)))  # noqa: PTH111 - a name without a home stays
    world = find_world()
    places = world.places
    own = [places.reviews, places.decks, places.cache, places.state, world.bank_folder]
    if any(path.is_relative_to(folder.resolve()) for folder in own) or path.parent == places.data.resolve():
        raise UsageError(f"{path} lies among aiquiz's own files", "Write it somewhere else.")
    if path.is_dir() or (path.exists() and not path.is_file()):
        raise UsageError(f"{path} is not a file", "Give another name.")
    if not path.parent.is_dir():
        raise DataError(f"There is no folder {path.parent}", "Make it, or give a file elsewhere.")
    if path.exists() and not request.is_forced:
        raise UsageError(f"{path} is there already", "Give another name, or --force to write over it.")
    return request._replace(file=path)


def export_result(request: Request, desk: Desk, cards: Sequence[Heading], *, json: bool) -> Result:
    """Writes the cards into the file."""
    if not cards:
        raise UsageError("No card fits all of these filters", "Leave one out.")
    leaving = list(_gather(request, desk, cards))
    moment = now()
    departure = Departure(moment.at, moment.offset_minutes, desk.world.rules.rollover_hour)
    watch = show_steps("Writing the cards", plain=desk.world.loaded.settings.theme == PLAIN)
    writing = write_notes(request.file.suffix.lower(), leaving, departure, raw=request.is_raw, watch=watch)
    try:
        write_replacing(request.file, writing.data)
    except OSError as error:
        raise DataError(f"Cannot write {request.file}: {error.strerror or error}", "Give a file elsewhere.") from error
    answers = sum(len(each.answers) for each in leaving)
    return _told(request, writing, (len(leaving), answers), json=json)


def _told(request: Request, writing: Writing, counts: tuple[int, int], *, json: bool) -> Result:
    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.carried_view import Carried, render_exported

        return render_exported(Carried(str(request.file), [], writing.losses), *counts, unmatched=writing.unmatched)

    def data() -> dict[str, Any]:
        return {
            "file": str(request.file),
            "cards": counts[0],
            "answers": counts[1],
            "unmatched": writing.unmatched,
            "losses": [loss._asdict() for loss in writing.losses],
        }

    exit_code = ExitCode.PROBLEMS_FOUND if writing.losses else ExitCode.DONE
    return Result(view, "export", data if json else None, exit_code)


def _gather(request: Request, desk: Desk, cards: Sequence[Heading]) -> Iterator[Leaving]:
    if not request.with_schedule:
        yield from (Leaving(desk.whole(card.id)) for card in cards)
        return
    progress, rules = desk.history.progress, desk.world.rules
    answers = _answers({card.id for card in cards}, desk, rules)
    for card in cards:
        marks = progress.marks.get(card.id, UNMARKED)
        standing = progress.standings.get(card.id)
        scheduled = _schedule(standing, rules) if standing else None
        past = tuple(answers.get(card.id, ()))
        yield Leaving(desk.whole(card.id), scheduled, past, marks.is_suspended, marks.is_flagged)


def _schedule(standing: Standing, rules: Rules) -> Scheduled:
    memory, scheduler = standing.memory, rules.scheduler
    days = scheduler.interval_days(memory)
    easiness = memory.sm2.easiness_x100 * 10
    return Scheduled(to_date(due_on(standing, scheduler)), days, easiness, standing.reviews, standing.lapses)


def _answers(wanted: set[CardId], desk: Desk, rules: Rules) -> Mapping[CardId, list[PastAnswer]]:
    """Gives the answers to some cards in order, each with the interval that it led to."""
    paths = list_logs(desk.world.places.reviews)
    undone = read_undone(paths)
    found: dict[CardId, list[PastAnswer]] = {}
    standings: dict[CardId, Standing] = {}
    for event in read_events_at_once(paths, lambda _: None):
        if event.id in undone or not isinstance(event, Reviewed | Crammed | Forgotten) or event.card not in wanted:
            continue
        if isinstance(event, Forgotten):
            found.pop(event.card, None)
            standings.pop(event.card, None)
            continue
        days = 0
        if isinstance(event, Reviewed):
            day = study_day(event.at, event.offset_minutes, rules.rollover_hour)
            standings[event.card] = evolve(standings.get(event.card), event.grade, day, rules.scheduler)
            days = rules.scheduler.interval_days(standings[event.card].memory)
        answer = PastAnswer(event.at, event.grade, event.taken_ms, isinstance(event, Crammed), days)
        found.setdefault(event.card, []).append(answer)
    return found
