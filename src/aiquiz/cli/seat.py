"""A learner at the keys: the keyboard, the clock and the log of a sitting or a round, and what is put away after it."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from aiquiz.cli.back_up import back_up_behind
from aiquiz.cli.output import say, stdout_console
from aiquiz.cli.stamps import SystemClock, clock_warning
from aiquiz.cli.wiring import Desk
from aiquiz.core.events import Answered, Event
from aiquiz.core.interview.round_events import Replied
from aiquiz.core.settings import YES
from aiquiz.errors import AiquizError, ExitCode, UsageError
from aiquiz.store.append import Appender
from aiquiz.store.history import catch_up
from aiquiz.store.session_lock import session_lock
from aiquiz.store.snapshot import save_snapshot
from aiquiz.terminal.keymap import Command, Keymap
from aiquiz.terminal.keys import HANGUP, INTERRUPT, TERMINATE, Keyboard, open_keyboard
from aiquiz.terminal.line_keys import LineKeys

if TYPE_CHECKING:
    from aiquiz.terminal.writer import Writer

_EXIT_CODES = {INTERRUPT: ExitCode.INTERRUPTED, TERMINATE: ExitCode.TERMINATED, HANGUP: ExitCode.HUNG_UP}


class Seat(NamedTuple):
    """What somebody works with who answers; `save` puts an event on the disk before it returns.

    `save_all` does so with several: all of them are there afterwards, or none.
    """

    keys: LineKeys | Keyboard
    clock: SystemClock
    save: Callable[[Event], None]
    save_all: Callable[[Iterable[Event]], None]
    keymap: Keymap
    is_interactive: bool

    @property
    def is_empty(self) -> bool:
        """Whether it is a pipe out of which nothing came."""
        return isinstance(self.keys, LineKeys) and not self.keys.lines_read

    def open_writer(self, show_again: Callable[[], None] = lambda: None) -> "Writer":
        """Gives what texts are typed with; `show_again` shows what stands above them, after a shell was there."""
        if isinstance(self.keys, LineKeys):
            from aiquiz.terminal.writer_lines import PipeWriter

            return PipeWriter(self.keys, stdout_console())
        from aiquiz.terminal.writer import TerminalWriter

        return TerminalWriter(self.keys, stdout_console(), show_again)


@contextmanager
def take_seat(desk: Desk, command: str = "study") -> Iterator[Seat]:
    """Gives the keys of whoever sits there, or of a pipe; afterwards the history is folded in and backed up.

    UsageError where there are keys and no screen, or where not a single key came for the command.
    """
    is_interactive = _is_interactive()
    places = desk.world.places
    if warning := clock_warning(desk.history.snapshot.last_id):
        say(warning)
    with Appender(desk.world.own_log) as appender, session_lock(places.state) as is_alone:
        if not is_alone:
            say("Note: another aiquiz session is open. Both are saved.")
        clock = SystemClock(desk.history.snapshot.last_id or None)
        save = _kept(appender.append, texts=desk.world.loaded.settings.keep_answers == YES)
        try:
            with _open_keys(is_interactive=is_interactive) as keys:
                seat = Seat(keys, clock, save, appender.append_all, make_keymap(desk), is_interactive)
                yield seat
        finally:
            _refresh_snapshot(desk)
            back_up_behind(places)
    if seat.is_empty:
        hint = f"Run it in a terminal, or pipe one key a line, as in `yes '' | aiquiz {command}`."
        raise UsageError("No keys came: the input is empty", hint)


def exit_code_of(key: str) -> ExitCode:
    """Gives what the shell is told when the program was left with this key."""
    return _EXIT_CODES.get(key, ExitCode.DONE)


def make_keymap(desk: Desk) -> Keymap:
    """Gives the learner's own keys."""
    settings = desk.world.loaded.settings._asdict()
    return Keymap(**{command.value: settings[f"key_{command}"] for command in Command})


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


def _kept(save: Callable[[Event], None], *, texts: bool) -> Callable[[Event], None]:
    """Gives what saves events, without the texts that were typed unless they are to be kept."""
    if texts:
        return save

    def save_without(event: Event) -> None:
        if isinstance(event, Answered):
            event = event._replace(text="")
        elif isinstance(event, Replied):
            event = event._replace(text="", is_withheld=bool(event.text))
        save(event)

    return save_without
