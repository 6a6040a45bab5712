"""Signals that come while the terminal is lent to an editor: kept, and then given to the keyboard."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

from aiquiz.terminal.keys import CONTINUED, HANGUP, INTERRUPT, TERMINATE, Keyboard

if sys.platform == "win32":
    raise ImportError("kept_signals needs signal masks, which Windows has not")

ENDING = (signal.SIGTERM, signal.SIGHUP)
_ALL = (*ENDING, signal.SIGINT, signal.SIGTSTP, signal.SIGCONT)
_HELD_BACK = (*ENDING, signal.SIGINT, signal.SIGTSTP)
_NUMBERS = {INTERRUPT: signal.SIGINT, TERMINATE: signal.SIGTERM, HANGUP: signal.SIGHUP}


class KeptSignals:
    """The signals that came, in order, from before the terminal is lent until the keyboard has it again."""

    def __init__(self, keyboard: Keyboard) -> None:
        self._keyboard = keyboard
        self._came: dict[int, None] = {}

    @contextmanager
    def lend(self) -> Iterator[None]:
        """Lends the terminal; what comes while it changes hands waits until that is done."""
        with _held_back(), self._keyboard.lend():
            # An event loop takes the pipe for itself, and puts nothing back.
            wake_fd = signal.set_wakeup_fd(-1)
            try:
                yield
            finally:
                signal.set_wakeup_fd(wake_fd, warn_on_full_buffer=False)

    @contextmanager
    def listen(self, wake: Callable[[bool], None], numbers: tuple[signal.Signals, ...] = _ALL) -> Iterator[None]:
        """Notes the signals that come, and wakes the borrower of the terminal at each.

        It is told whether somebody else had the terminal meanwhile, as after SIGSTOP, which cannot be caught.
        """

        def note(number: int, _frame: FrameType | None) -> None:
            self._came[number] = None
            wake(number == signal.SIGCONT)

        with ExitStack() as stack:
            for number in numbers:
                # What the parent ignores stays ignored (nohup); None is a handler that is not Python's.
                if (before := signal.getsignal(number)) not in {None, signal.SIG_IGN}:
                    stack.callback(signal.signal, number, before)
                    signal.signal(number, note)
            stack.callback(signal.pthread_sigmask, signal.SIG_SETMASK, signal.pthread_sigmask(signal.SIG_BLOCK, ()))
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _HELD_BACK)
            yield

    def pass_on(self) -> None:
        """Raises what came once more, for the keyboard's next key, with the keyboard in charge again.

        SIGINT was Ctrl-C, and has done its work.
        """
        for number in self._came:
            if number not in {signal.SIGINT, signal.SIGCONT}:
                signal.raise_signal(number)

    def goes_on(self) -> bool:
        """Passes on what came, obeys a stop, and says whether the writing goes on."""
        came = set(self._came)
        self.pass_on()
        if not came or came & {*ENDING, signal.SIGINT}:
            return False
        if signal.SIGTSTP not in came:
            return True
        key = self._keyboard.read()
        if number := _NUMBERS.get(key):  # it was killed while it was stopped
            signal.raise_signal(number)
        return key == CONTINUED


@contextmanager
def _held_back() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
