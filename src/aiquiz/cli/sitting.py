"""A sitting from the first question to the last answer on the disk: what study and review have in common."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from aiquiz.cli.assistant import DeskAssistant
from aiquiz.cli.back_up import back_up_behind
from aiquiz.cli.day_limits import tomorrow_after
from aiquiz.cli.output import drop_output, say, stdout_console
from aiquiz.cli.practice import DeskPractice, kept
from aiquiz.cli.stamps import SystemClock, clock_warning
from aiquiz.cli.wiring import Desk
from aiquiz.core.cards import Headed
from aiquiz.core.session import Session, start_session
from aiquiz.core.settings import YES
from aiquiz.core.summary import summarise
from aiquiz.errors import AiquizError, ExitCode, UsageError
from aiquiz.store.append import Appender
from aiquiz.store.history import catch_up
from aiquiz.store.session_lock import session_lock
from aiquiz.store.snapshot import save_snapshot
from aiquiz.terminal.console import is_plain
from aiquiz.terminal.drill import Drill, run_drill
from aiquiz.terminal.keymap import Command, Keymap
from aiquiz.terminal.keys import HANGUP, INTERRUPT, TERMINATE, Keyboard, open_keyboard
from aiquiz.terminal.line_keys import LineKeys
from aiquiz.terminal.screen import Manner, RichScreen
from aiquiz.terminal.summary_view import render_summary

if TYPE_CHECKING:
    from aiquiz.terminal.writer import Writer

_EXIT_CODES = {INTERRUPT: ExitCode.INTERRUPTED, TERMINATE: ExitCode.TERMINATED, HANGUP: ExitCode.HUNG_UP}


def sit(desk: Desk, queue: tuple[Headed, ...], *, note: str = "", is_cram: bool = False) -> ExitCode:
    """Runs a sitting over a queue of cards that is not empty; every answer is on the disk before the next card.

    The note stands in the header of every card; a drill (`is_cram`) leaves the schedule as it is.
    """
    is_interactive = _is_interactive()
    places, rules = desk.world.places, desk.world.rules
    if warning := clock_warning(desk.history.snapshot.last_id):
        say(warning)
    with Appender(desk.world.own_log) as appender, session_lock(places.state) as is_alone:
        if not is_alone:
            say("Note: another aiquiz session is open. Both are saved.")
        screen = _make_screen(desk, note, is_interactive=is_interactive)
        progress = desk.history.progress
        session = start_session(queue, progress.standings, rules, progress.marks, is_cram=is_cram)
        session = session._replace(chance=int.from_bytes(os.urandom(4)))
        clock = SystemClock(desk.history.snapshot.last_id or None)
        try:
            with _open_keys(is_interactive=is_interactive) as keys:
                save = kept(appender.append, texts=desk.world.loaded.settings.keep_answers == YES)
                practice = DeskPractice(desk, lambda: _writer(keys), screen.tell)
                drill = Drill(keys, screen, clock, save, _assist(desk, keys, screen), _keymap(desk), practice)
                session, key = run_drill(drill, session)
        finally:
            _refresh_snapshot(desk)
            back_up_behind(places)
    if isinstance(keys, LineKeys) and not keys.lines_read:
        hint = "Run it in a terminal, or pipe one key a line, as in `yes '' | aiquiz study`."
        raise UsageError("No keys came: the input is empty", hint)
    _say_farewell(desk, session)
    return _EXIT_CODES.get(key, ExitCode.DONE)


def _is_interactive() -> bool:
    """Says whether somebody sits there; UsageError where there are keys and no screen."""
    if sys.stdin.isatty() and not sys.stdout.isatty():
        raise UsageError("Questions need a screen, and stdout is not a terminal", "Run it without the redirection.")
    return sys.stdin.isatty()


def _refresh_snapshot(desk: Desk) -> None:
    """Folds this sitting in for the next start; what stands in the way is told then.

    Where a file went missing meanwhile the old snapshot stays: it is what remembers the file.
    """
    places, rules = desk.world.places, desk.world.rules
    with suppress(AiquizError, OSError):
        history = catch_up(places.reviews, desk.history.snapshot, rules)
        if not history.missing:
            save_snapshot(places.snapshot, history.snapshot, rules)


@contextmanager
def _open_keys(*, is_interactive: bool) -> Iterator[LineKeys | Keyboard]:
    if not is_interactive:
        yield LineKeys(sys.stdin)
        return
    with open_keyboard() as keyboard:
        yield keyboard


def _assist(desk: Desk, keys: LineKeys | Keyboard, screen: RichScreen) -> DeskAssistant | None:
    return None if isinstance(keys, LineKeys) else DeskAssistant(desk, keys, screen.replace_cards)


def _writer(keys: LineKeys | Keyboard) -> "Writer":
    if isinstance(keys, LineKeys):
        from aiquiz.terminal.writer_lines import PipeWriter

        return PipeWriter(keys, stdout_console())
    from aiquiz.terminal.writer import TerminalWriter

    return TerminalWriter(keys, stdout_console())


def _keymap(desk: Desk) -> Keymap:
    """Gives the learner's own keys."""
    settings = desk.world.loaded.settings._asdict()
    return Keymap(**{command.value: settings[f"key_{command}"] for command in Command})


def _make_screen(desk: Desk, note: str, *, is_interactive: bool) -> RichScreen:
    tomorrow = partial(tomorrow_after, desk)
    manner = Manner(is_interactive, note, _keymap(desk), desk.is_typed, desk.has_hints, tomorrow)
    return RichScreen(stdout_console(), desk.template, lambda: desk.world.today, manner)


def _say_farewell(desk: Desk, session: Session) -> None:
    """Sums up a sitting that was left half-way; at its end the screen has done so."""
    if session.showing is not None:
        try:
            console = stdout_console()
            tomorrow = tomorrow_after(desk, session)
            console.print(render_summary(summarise(session), tomorrow, plain=is_plain(console)))
        except OSError:  # the window is closed
            drop_output()
