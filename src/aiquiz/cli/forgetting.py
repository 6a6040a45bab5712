"""Appends that cards are forgotten, or that this is taken back; what forget and reset have in common."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from aiquiz.cli.confirm import confirm
from aiquiz.cli.output import Result
from aiquiz.cli.stamps import SystemClock
from aiquiz.cli.wiring import Desk
from aiquiz.core.events import Event, EventId, Forgotten, Undone
from aiquiz.core.headings import CardId
from aiquiz.errors import UsageError
from aiquiz.store.append import Appender
from aiquiz.store.excerpts import read_forgotten

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.core.session import Stamp

_NAMED = 5


def forget_cards(desk: Desk, names: Sequence[str], *, is_named: bool = True, yes: bool) -> Result:
    """Makes cards new again once it is agreed to; UsageError where one that was named has no history."""
    standings = desk.history.progress.standings
    chosen = [CardId(name) for name in dict.fromkeys(names) if name in standings]
    if is_named:
        _refuse_unknown(desk, names)
    if not chosen:
        return _say(["Nothing to forget: none of these cards was answered."])
    what = f"{_count(len(chosen), 'card')} with {_count(sum(standings[name].reviews for name in chosen), 'answer')}"
    some = "" if len(chosen) > _NAMED else f": {', '.join(chosen)}"
    lines = [f"This makes new again {what}{some}. The log keeps the answers, and --undo takes it back."]
    if not confirm(lines, "Forget them?", yes=yes):
        return _say(["Nothing was changed."])
    _append(desk, chosen, lambda stamp, name: Forgotten(*stamp.head, CardId(name)))
    return _say([f"Forgotten: {what}."])


def remember_cards(desk: Desk, names: Sequence[str]) -> Result:
    """Takes back the last time that each of some cards was forgotten."""
    standing = {event.card: event.id for event in read_forgotten(desk.world.places.reviews)}
    return _remember(desk, [standing[CardId(name)] for name in dict.fromkeys(names) if name in standing])


def remember_last(desk: Desk) -> Result:
    """Takes back the last reset: what was forgotten at one go."""
    events = read_forgotten(desk.world.places.reviews)
    return _remember(desk, [event.id for event in events if event.at == events[-1].at])


def _remember(desk: Desk, ids: Sequence[EventId]) -> Result:
    _append(desk, ids, lambda stamp, event_id: Undone(*stamp.head, EventId(event_id)))
    return _say([f"{_count(len(ids), 'card')} remembered again." if ids else "Nothing of that was forgotten."])


def _append(desk: Desk, names: Sequence[str], make: "Callable[[Stamp, str], Event]") -> None:
    """Appends an event a card, all at one moment and in one go."""
    if not names:
        return
    clock = SystemClock(desk.history.snapshot.last_id or None)
    first = clock.stamp()
    stamps = [first, *(clock.stamp()._replace(moment=first.moment) for _ in names[1:])]
    with Appender(desk.world.own_log) as appender:
        appender.append_all(map(make, stamps, names))


def _refuse_unknown(desk: Desk, names: Sequence[str]) -> None:
    """Names the nearest where an id is neither that of a card nor of one that was ever answered."""
    known = {card.id for card in desk.cards} | set(desk.history.progress.standings)
    for name in names:
        if name not in known:
            from aiquiz.core.setting_kinds import nearest_word

            near = nearest_word(name, sorted(known))
            hint = f"Did you mean {near}?" if near else "`aiquiz search` finds cards by their words."
            raise UsageError(f"There is no card called {name!r}", hint)


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _say(lines: list[str]) -> Result:
    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.said import render_said

        return render_said(lines)

    return Result(view)
