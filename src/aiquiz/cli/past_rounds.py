"""Rounds that are over: their list with the trend, and the report of one, on the screen, as data or as Markdown."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from aiquiz.cli.interview import Shown
from aiquiz.cli.output import Result
from aiquiz.cli.wiring import Desk, open_desk
from aiquiz.core.cards import Card
from aiquiz.core.headings import CardId
from aiquiz.core.interview.report import Report, take_report
from aiquiz.core.interview.round import Round
from aiquiz.errors import DataError, UsageError
from aiquiz.store.rounds import read_rounds

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


def show_past(past: Shown) -> Result:
    """Gives the list of rounds, or the report of one."""
    from aiquiz.cli.pictures import find_pictures, find_place

    pictures = find_pictures(past.svg, past.html, as_json=past.as_json)
    if past.number is None:
        if past.markdown is not None:
            raise UsageError("A list of rounds is not saved as Markdown", "Add --report N in place of --history.")
        return history_result(as_json=past.as_json)._replace(pictures=pictures)
    if past.has_history:
        raise UsageError("--history lists all rounds, --report shows one", "Leave out one of them.")
    place = find_place(past.markdown)
    if place is not None and (pictures or past.as_json):
        raise UsageError("--markdown saves a text, the others a picture or data", "Leave out one of them.")
    return report_result(past.number, place, as_json=past.as_json)._replace(pictures=pictures)


def cards_of(desk: Desk, played: Round) -> dict[CardId, Card]:
    """Gives the cards of a round that are still there, as they were asked."""
    from aiquiz.core.interview.rounds_list import as_asked

    known = {card.id for card in desk.cards}
    return as_asked(played, {turn.card: desk.whole(turn.card) for turn in played.turns if turn.card in known})


def report_result(number: int, markdown: Path | None, *, as_json: bool) -> Result:
    """Gives the report of a round by its number in the history; UsageError where there is none."""
    desk = open_desk()
    rounds = past_rounds(desk)
    if number > len(rounds):
        hint = (
            f"The last is {len(rounds)}: `aiquiz interview --history` lists them." if rounds else "There is none yet."
        )
        raise UsageError(f"There is no round {number}", hint)
    played = rounds[number - 1]
    cards = cards_of(desk, played)
    report = take_report(played, cards)
    if markdown is not None:
        save_markdown(markdown, report, played, cards)
        return Result(_say_saved(markdown), is_unwrapped=True)
    from aiquiz.cli.report_data import report_data

    data = (lambda: report_data(report, played, cards)) if as_json else None
    return Result(view_of(report, cards, played), "interview-report", data, is_unwrapped=True)


def view_of(
    report: Report, cards: dict[CardId, Card], past: Round | None = None
) -> "Callable[[Console], RenderableType]":
    """Gives how a report is shown; `past` is its round, where it is not the one that was just held."""

    def view(console: "Console") -> "RenderableType":
        from aiquiz.terminal.console import is_plain

        if is_plain(console):
            from aiquiz.terminal.plain_report import read_report

            return read_report(report, cards, past)
        from aiquiz.terminal.report_view import render_report

        return render_report(report, cards, console.width, past=past, ascii_only=console.options.ascii_only)

    return view


def save_markdown(path: Path, report: Report, played: Round, cards: dict[CardId, Card]) -> None:
    """Writes a round with its report as Markdown, in one piece; DataError where it cannot be written."""
    from aiquiz.interchange.report_markdown import write_report
    from aiquiz.store.replace import write_replacing

    try:
        write_replacing(path, write_report(report, played, cards).encode("utf-8", "replace"))
    except OSError as error:
        raise DataError(f"Cannot save the report in {path}: {error.strerror}", "Give a file elsewhere.") from error


def _say_saved(path: Path) -> "Callable[[Console], RenderableType]":
    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.text import plain

        return plain(f"Saved: {path}")

    return view


def history_result(*, as_json: bool) -> Result:
    """Gives the list of past rounds, the newest last; one of which nothing was answered is none."""
    from aiquiz.core.interview.rounds_list import list_rounds

    desk = open_desk()
    past = list_rounds(past_rounds(desk), {card.id: card for card in desk.cards})

    def view(console: "Console") -> "RenderableType":
        from aiquiz.terminal.console import is_plain
        from aiquiz.terminal.rounds_view import read_rounds as read_aloud
        from aiquiz.terminal.rounds_view import render_rounds

        if is_plain(console):
            return read_aloud(past.rows, past.trend)
        return render_rounds(past.rows, past.trend, console.width, ascii_only=console.options.ascii_only)

    from aiquiz.cli.report_data import history_data

    return Result(view, "interview-history", (lambda: history_data(past)) if as_json else None)


def past_rounds(desk: Desk) -> list[Round]:
    """Gives the rounds in which something was answered, the oldest first."""
    return [played for played in read_rounds(desk.world.places.reviews) if played.replied]
