"""Lists the cards that carry a mark, and takes the mark away: what `suspended` and `flagged` have in common."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from aiquiz.cli.output import Result
from aiquiz.cli.wiring import Desk, open_desk
from aiquiz.core.card_history import marked_since
from aiquiz.core.days import to_date
from aiquiz.core.events import Mark, Marked
from aiquiz.core.headings import CardId
from aiquiz.core.marks import CardMarks
from aiquiz.errors import UsageError
from aiquiz.store.excerpts import read_mark_events

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


class Kind(NamedTuple):
    """A mark: the event that begins it and the one that ends it, the option that does so, and who carries it."""

    begins: Mark
    ends: Mark
    option: str
    is_carried: Callable[[CardMarks], bool]

    @property
    def word(self) -> str:
        """What a card is that carries it."""
        return self.begins.value


SUSPENDED = Kind(Mark.SUSPENDED, Mark.RESUMED, "--resume", lambda marks: marks.is_suspended)
FLAGGED = Kind(Mark.FLAGGED, Mark.UNFLAGGED, "--unflag", lambda marks: marks.is_flagged)


def list_or_end(kind: Kind, names: list[str] | None, *, is_end: bool, is_all: bool, json: bool) -> Result:
    """Lists the cards with a mark, or ends it for those that are named."""
    if not is_end and (names or is_all):
        raise UsageError(
            f"{'--all' if is_all else 'An id'} goes with {kind.option}", f"`aiquiz {kind.word}` lists the cards."
        )
    if is_end and bool(names) == is_all:
        raise UsageError(f"{kind.option} takes the ids of cards, or --all", f"`aiquiz {kind.word}` lists the cards.")
    desk = open_desk()
    if not is_end:
        return _list(desk, kind, json=json)
    carriers = _carriers(desk, kind)
    chosen = carriers if is_all else _check(kind, names or [], carriers)
    _end(desk, kind, chosen)
    data = {"ended": chosen, "left": len(carriers) - len(chosen)}

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.marked_view import render_ended

        return render_ended(kind.ends.value, chosen)

    return Result(view, kind.word, (lambda: data) if json else None)


def complete_carriers(kind: Kind, incomplete: str) -> list[str]:
    """Gives the cards with a mark that begin so, for the shell; what cannot be read completes nothing."""
    from contextlib import suppress

    from aiquiz.cli.completion import offer
    from aiquiz.cli.wiring import find_world
    from aiquiz.errors import AiquizError
    from aiquiz.store.history import load_history

    with suppress(AiquizError):
        world = find_world()
        marks = load_history(world.places.reviews, world.places.snapshot, world.rules).progress.marks
        return offer([card_id for card_id, found in marks.items() if kind.is_carried(found)], incomplete)
    return []


def _carriers(desk: Desk, kind: Kind) -> list[CardId]:
    return sorted(card_id for card_id, marks in desk.history.progress.marks.items() if kind.is_carried(marks))


def _check(kind: Kind, names: Sequence[str], carriers: list[CardId]) -> list[CardId]:
    """Gives the ids, each once; UsageError where one of them does not carry the mark, and none is changed then."""
    chosen = [CardId(name) for name in dict.fromkeys(names)]
    for card_id in chosen:
        if card_id not in carriers:
            from aiquiz.core.setting_kinds import nearest_word

            near = nearest_word(card_id, carriers)
            hint = f"Did you mean {near}?" if near else f"`aiquiz {kind.word}` lists those that are."
            raise UsageError(f"{card_id!r} is not {kind.word}", hint)
    return chosen


def _end(desk: Desk, kind: Kind, chosen: Sequence[CardId]) -> None:
    from aiquiz.cli.stamps import SystemClock
    from aiquiz.store.append import Appender

    if not chosen:
        return
    clock = SystemClock(desk.history.snapshot.last_id or None)
    with Appender(desk.world.own_log) as appender:
        for card_id in chosen:
            stamp = clock.stamp()
            appender.append(Marked(*stamp.head, card_id, kind.ends))


def _list(desk: Desk, kind: Kind, *, json: bool) -> Result:
    found = read_mark_events(desk.world.places.reviews)
    since = marked_since(found.events, found.undone, kind.begins, desk.world.rules.rollover_hour)
    known = {card.id for card in desk.cards}
    marks = desk.history.progress.marks
    rows: list[dict[str, Any]] = [
        {
            "id": card_id,
            "question": desk.find(card_id).question if card_id in known else None,
            "since": to_date(since[card_id]).isoformat() if card_id in since else None,
            "note": marks[card_id].note,
        }
        for card_id in _carriers(desk, kind)
    ]
    rows.sort(key=lambda row: row["since"] or "", reverse=True)

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.marked_view import Row, render_marked

        return render_marked(kind.word, kind.option, [Row(**row) for row in rows])

    return Result(view, kind.word, (lambda: {"cards": rows}) if json else None)
