"""The end of a mock interview: its report, and whether it counts, is saved, or goes back into the review."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from aiquiz.cli.output import stdout_console
from aiquiz.cli.past_rounds import cards_of, save_markdown, view_of
from aiquiz.cli.seat import Seat, exit_code_of
from aiquiz.cli.wiring import Desk
from aiquiz.core.cards import Card
from aiquiz.core.days import to_date
from aiquiz.core.events import Event, Reviewed
from aiquiz.core.headings import CardId
from aiquiz.core.interview.report import Report, take_report
from aiquiz.core.interview.round import Round
from aiquiz.core.interview.round_events import Concluded
from aiquiz.errors import DataError, ExitCode
from aiquiz.store.rounds import read_rounds
from aiquiz.terminal.durations import count
from aiquiz.terminal.interview_review import review_round
from aiquiz.terminal.interview_room import Room
from aiquiz.terminal.interview_screen import RichInterview
from aiquiz.terminal.keymap import Command
from aiquiz.terminal.keys import CONTINUED, ENTER, HANGUP, TERMINATE
from aiquiz.terminal.round_keys import Way, way_of

LEFT = "Left. What you answered is kept: `aiquiz interview --resume` goes on."

_KILLED = {TERMINATE, HANGUP}


class Table(NamedTuple):
    """What a round is held with, and the file in which it is to be saved, where one was named."""

    desk: Desk
    seat: Seat
    screen: RichInterview
    room: Room
    markdown: Path | None


class _Ended(NamedTuple):
    played: Round
    cards: dict[CardId, Card]
    report: Report


def check_folder(markdown: Path | None) -> None:
    """Raises DataError where no file can be written at its place: before the round, not after it."""
    if markdown is not None and not os.access(markdown.parent, os.W_OK):
        raise DataError(f"Nothing can be written in the folder {markdown.parent}", "Give a file elsewhere.")


def finish_round(table: Table, played: Round) -> ExitCode:
    """Shows the report and asks what comes of the round; gives what the shell is told."""
    key: str = Command.UNDO
    while key == Command.UNDO:
        cards = cards_of(table.desk, played)
        ended = _Ended(played, cards, take_report(played, cards))
        _show(ended)
        failed = _save_as_asked(table, ended)
        key = _settle(table, ended, is_saved=table.markdown is not None and not failed)
        if key == Command.UNDO:
            played, left = review_round(table.room, played, has_come_back=True)
            if left:
                table.screen.tell(LEFT)
                key = left
    return exit_code_of(key) or failed


def _show(ended: _Ended) -> None:
    console = stdout_console()
    console.print()
    console.print(view_of(ended.report, ended.cards)(console), soft_wrap=True)


def _settle(table: Table, ended: _Ended, *, is_saved: bool) -> str:
    """Asks until something is to come of the round; gives the key, or Command.UNDO to go back into the review."""
    answers, can_go_back = len(ended.report.grades), bool(ended.played.replied)
    table.screen.ask_to_count(answers, is_saved=is_saved, can_go_back=can_go_back)
    keymap = table.seat.keymap
    while (key := table.seat.keys.read()) not in _KILLED:
        command, way = keymap.command_of(key), way_of(key, keymap)
        if command is Command.UNDO and can_go_back:
            return Command.UNDO
        if command is Command.LEAVE or key == ENTER or (key.lower() == "n" and command is not Command.UNDO):
            _conclude(table, ended, is_counted=False)
            return key
        if way is Way.COUNT and answers:
            _conclude(table, ended, is_counted=True)
            return key
        if way is Way.SAVE and not is_saved:
            _save_here(table, ended)
        elif key == CONTINUED:
            _show(ended)
            table.screen.ask_to_count(answers, is_saved=is_saved, can_go_back=can_go_back)
    return key


def _conclude(table: Table, ended: _Ended, *, is_counted: bool) -> None:
    """Puts the answers into the schedule where they count, with the end of the round: no answer can count twice."""
    begun, seat = ended.played.convened, table.seat
    rounds = read_rounds(table.desk.world.places.reviews)
    before = next((one.concluded for one in rounds if one.convened.id == begun.id), None)
    if before is not None:
        counted = "its answers are counted" if before.is_counted else "its answers are not counted"
        table.screen.tell(f"This round came to its end elsewhere meanwhile, and {counted}: nothing is written here.")
        return
    taken = {turn.card: turn.taken_ms for turn in ended.played.turns}
    events: list[Event] = [
        Reviewed(*seat.clock.stamp().head, card_id, grade, taken[card_id])
        for card_id, grade in (ended.report.grades if is_counted else ())
    ]
    seat.save_all([*events, Concluded(*seat.clock.stamp().head, begun.id, is_counted)])
    if is_counted:
        table.screen.tell(f"Counted in your schedule: {count(len(events), 'answer')}.")
    else:
        table.screen.tell("Your schedule stays as it was. `aiquiz interview --history` lists your rounds.")
    if missed := len(ended.report.missed):
        table.screen.tell(f"`aiquiz study --missed` asks {count(missed, 'question')} again: what you missed.")


def _save_as_asked(table: Table, ended: _Ended) -> ExitCode:
    """Saves the round where the learner named a file; a failure is told and kept, for the round is not over."""
    return _save(table, ended, table.markdown) if table.markdown is not None else ExitCode.DONE


def _save_here(table: Table, ended: _Ended) -> None:
    """Saves the round under a name of its own in the folder where the program was started."""
    begun = ended.played.convened
    day = to_date(table.desk.world.day_of(begun.at, begun.offset_minutes))
    folder = Path().absolute() if _has_folder() else Path.home()
    path = folder / f"aiquiz-interview-{day}.md"
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"aiquiz-interview-{day}-{number}.md")
    _save(table, ended, path)


def _has_folder() -> bool:
    """Says whether the folder where the program was started is still there."""
    with suppress(OSError):
        return Path.cwd().is_dir()
    return False


def _save(table: Table, ended: _Ended, path: Path) -> ExitCode:
    """Saves the round in a file and says where it is, or why not."""
    try:
        save_markdown(path, ended.report, ended.played, ended.cards)
    except DataError as error:
        table.screen.tell(str(error))
        return error.exit_code
    table.screen.tell_place(str(path))
    return ExitCode.DONE
