"""A sitting from the first question to the last answer on the disk: what study and review have in common."""

import os
from collections.abc import Callable

from aiquiz.cli.assistant import DeskAssistant
from aiquiz.cli.day_limits import tomorrow_after
from aiquiz.cli.output import drop_output, stdout_console
from aiquiz.cli.practice import DeskPractice
from aiquiz.cli.seat import Seat, exit_code_of, take_seat
from aiquiz.cli.wiring import Desk
from aiquiz.core.cards import Card
from aiquiz.core.headings import CardId, Headed
from aiquiz.core.session import Session, start_session
from aiquiz.core.summary import summarise
from aiquiz.errors import ExitCode
from aiquiz.terminal.console import is_plain
from aiquiz.terminal.drill import Drill, run_drill
from aiquiz.terminal.line_keys import LineKeys
from aiquiz.terminal.manner import Manner
from aiquiz.terminal.screen import RichScreen
from aiquiz.terminal.summary_view import render_summary


def sit(desk: Desk, queue: tuple[Headed, ...], *, note: str = "", is_cram: bool = False) -> ExitCode:
    """Runs a sitting over a queue of cards that is not empty; every answer is on the disk before the next card.

    The note stands in the header of every card; a drill (`is_cram`) leaves the schedule as it is.
    """
    progress = desk.history.progress
    session = start_session(queue, progress.standings, desk.world.rules, progress.marks, is_cram=is_cram)
    session = session._replace(chance=int.from_bytes(os.urandom(4)))
    with take_seat(desk) as seat:
        session, key = run_drill(_make_drill(desk, seat, note), session)
    _say_farewell(desk, session)
    return exit_code_of(key)


def _make_drill(desk: Desk, seat: Seat, note: str) -> Drill:
    manner = Manner(
        seat.is_interactive,
        note,
        seat.keymap,
        desk.is_typed,
        desk.has_hints,
        lambda session: tomorrow_after(desk, session),
    )
    find = desk.whole if desk.is_typed else desk.template
    screen = RichScreen(stdout_console(), find, lambda: desk.world.today, manner)
    practice = DeskPractice(desk, seat, screen)

    def replace_cards(find: Callable[[CardId], Card]) -> None:
        screen.replace_cards(find)
        practice.replace_cards(find)

    keys = seat.keys
    assistant = None if isinstance(keys, LineKeys) else DeskAssistant(desk, keys, replace_cards)
    return Drill(keys, screen, seat.clock, seat.save, assistant, seat.keymap, practice)


def _say_farewell(desk: Desk, session: Session) -> None:
    """Sums up a sitting that was left half-way; at its end the screen has done so."""
    if session.showing is not None:
        try:
            console = stdout_console()
            tomorrow = tomorrow_after(desk, session)
            console.print(render_summary(summarise(session), tomorrow, plain=is_plain(console)))
        except OSError:  # the window is closed
            drop_output()
