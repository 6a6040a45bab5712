"""Mends what `aiquiz doctor` found, where it can be mended without losing anything."""

from collections.abc import Sequence

from aiquiz.cli.clock import now
from aiquiz.cli.stamps import SystemClock
from aiquiz.cli.wiring import World
from aiquiz.core.events import EventId, Undone
from aiquiz.errors import NewerFormatError, UsageError
from aiquiz.store.append import Appender
from aiquiz.store.examine import Finding, Remedy
from aiquiz.store.history import load_history
from aiquiz.store.mending import mend_log
from aiquiz.store.session_lock import session_lock


def apply_remedies(world: World, findings: Sequence[Finding]) -> list[str]:
    """Does what can be done, and gives what was done; UsageError while a session is open."""
    with session_lock(world.places.state) as is_alone:
        if not is_alone:
            raise UsageError("A session is open, and its answers would be lost", "Leave it first.")
        return [*_mend(findings), *_rebuild(world, findings), *_leave_out(world, findings)]


def _mend(findings: Sequence[Finding]) -> list[str]:
    stamp = f"{now().at:%Y%m%dT%H%M%S}"
    done = []
    for path in dict.fromkeys(finding.path for finding in findings if finding.remedy is Remedy.MEND):
        try:
            done.append(f"{path}: damaged lines taken out; the file as it was is {mend_log(path, stamp).name}")
        except NewerFormatError:  # the finding says it, and stays
            continue
    return done


def _rebuild(world: World, findings: Sequence[Finding]) -> list[str]:
    """Removes what is derived; a file of the log that is gone is remembered there too, and forgotten so."""
    if not any(finding.remedy is Remedy.REBUILD for finding in findings):
        return []
    world.places.snapshot.unlink(missing_ok=True)
    return ["The folded log is made anew at the next start."]


def _leave_out(world: World, findings: Sequence[Finding]) -> list[str]:
    """Takes back what is from the future, once each however many files it stands in."""
    places = world.places
    ids: list[EventId] = list(dict.fromkeys(finding.event for finding in findings if finding.event))
    if not ids:
        return []
    history = load_history(places.reviews, places.snapshot, world.rules)
    clock = SystemClock(history.snapshot.last_id or None)
    with Appender(world.own_log) as appender:
        appender.append_all(_undo(clock, event_id) for event_id in ids)
    return [f"{len(ids):,} event{'' if len(ids) == 1 else 's'} from the future left out"]


def _undo(clock: SystemClock, event_id: EventId) -> Undone:
    stamp = clock.stamp()
    return Undone(*stamp.head, event_id)
