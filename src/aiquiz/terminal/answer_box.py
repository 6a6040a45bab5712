"""A text being written on the terminal, with the editing that people know, a clock below it, and nothing kept."""

import asyncio
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from enum import Enum, auto
from typing import Any, TypeAlias

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.history import DummyHistory
from prompt_toolkit.input import Input
from prompt_toolkit.layout import BufferControl, ConditionalContainer, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.output import ColorDepth, Output

from aiquiz.terminal.answer_keys import bind_keys
from aiquiz.terminal.keys import Keyboard
from aiquiz.terminal.writer import CONTINUATION, CUT_SHORT, LONGEST, Typed, tidy

if sys.platform == "win32":
    from prompt_toolkit.input import create_input
    from prompt_toolkit.output import create_output

    def open_devices() -> tuple[Input, Output]:
        """Gives the console that is read from, and the one that is written to."""
        return create_input(), create_output()

    def is_pasting(_: Input) -> bool:
        """Says no: there the library finds out for itself what is pasted."""
        return False

    _GONE: tuple[type[Exception], ...] = (EOFError, OSError)
else:
    import termios

    from aiquiz.terminal.answer_devices import is_pasting, open_devices
    from aiquiz.terminal.kept_signals import KeptSignals

    _GONE = (EOFError, OSError, termios.error)

_Listen: TypeAlias = Callable[[Callable[[bool], None]], AbstractContextManager[None]]


class End(Enum):
    """How the writing came to an end."""

    FINISHED = auto()
    GIVEN_UP = auto()
    WOKEN = auto()


class _Paper(Buffer):
    """A text with a longest length, into which no control character comes."""

    def __init__(self, finish: Callable[[], None], text: str, *, is_single: bool) -> None:
        def accept(_: Buffer) -> bool:
            finish()
            return True  # the text stays

        begun = Document(tidy(text, is_single=is_single)[:LONGEST])
        super().__init__(multiline=not is_single, history=DummyHistory(), accept_handler=accept, document=begun)
        self.is_single = is_single
        self.is_cut = False

    def insert_text(
        self,
        data: str,
        overwrite: bool = False,  # noqa: FBT001, FBT002 - the signature is the library's
        move_cursor: bool = True,  # noqa: FBT001, FBT002 - the same
        fire_event: bool = True,  # noqa: FBT001, FBT002 - the same
    ) -> None:
        """Inserts what there is room for, and always one more line: an empty one ends the answer."""
        data = tidy(data, is_single=self.is_single)
        is_line = data == "\n"
        room = max(0, LONGEST - len(self.text) + is_line)
        self.is_cut = len(data) > room or (is_line and self.is_cut)
        super().insert_text(data[:room], overwrite, move_cursor, fire_event)


class AnswerBox:
    """A text that can be left and taken up again until it is finished or given up."""

    def __init__(
        self, prompt: str, clock: Callable[[], str] | None, colour: str, *, is_single: bool, text: str = ""
    ) -> None:
        self.paper = _Paper(self._finish, text, is_single=is_single)
        self._clock = clock
        self._style = colour
        self._prompt = prompt
        self._app: Application[End] | None = None

    def ask(self, keyboard: Keyboard, show_again: Callable[[], None]) -> Typed:
        """Gives the text once it is finished; it is given up at Ctrl-C, at a signal, and without a terminal.

        `show_again` shows what stands above the text, where a shell was there in between.
        """
        is_given_up = self._run_lent(keyboard, show_again) is not End.FINISHED
        return Typed(self.paper.text, is_given_up, self.paper.is_cut)

    if sys.platform == "win32":

        def _run_lent(self, keyboard: Keyboard, _: Callable[[], None]) -> End:
            with keyboard.lend():
                return self._run(lambda _: nullcontext())
    else:

        def _run_lent(self, keyboard: Keyboard, show_again: Callable[[], None]) -> End:
            while True:
                kept = KeptSignals(keyboard)
                with kept.lend():
                    end = self._run(kept.listen)
                if end is not End.WOKEN:
                    kept.pass_on()
                    return end
                if not kept.goes_on():
                    return end
                show_again()

    def _run(self, listen: _Listen) -> End:
        try:
            return asyncio.run(self._attend(listen))
        except _GONE:  # or another job's for a moment: then a signal tells so
            return End.WOKEN

    async def _attend(self, listen: _Listen) -> End:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self._fail)

        def wake(is_continued: bool) -> None:  # noqa: FBT001 - called by a signal
            loop.call_soon_threadsafe(self._begin_afresh if is_continued else self._leave, End.WOKEN)

        with listen(wake):
            self._app = self._make_app()
            return await self._app.run_async(set_exception_handler=False, handle_sigint=False)

    def _make_app(self) -> Application[End]:
        text = Window(BufferControl(self.paper), get_line_prefix=self._before, wrap_lines=True, dont_extend_height=True)
        below = Window(FormattedTextControl(self._below), wrap_lines=True, dont_extend_height=True)
        reader, screen = open_devices()
        return Application(
            Layout(HSplit([text, ConditionalContainer(below, Condition(self._has_notes) & ~is_done)])),
            key_bindings=bind_keys(self._finish, lambda: self._leave(End.GIVEN_UP), lambda: is_pasting(reader)),
            include_default_pygments_style=False,
            color_depth=ColorDepth.DEPTH_8_BIT if self._style else ColorDepth.DEPTH_1_BIT,
            refresh_interval=1 if self._clock else None,
            input=reader,
            output=screen,
        )

    def _fail(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Lets what goes wrong while drawing or at a key end the writing, as it would anywhere else."""
        if self._app and self._app.is_running and not self._app.is_done:
            self._app.exit(exception=context.get("exception") or RuntimeError(context["message"]))

    def _finish(self) -> None:
        self.paper.document = Document(self.paper.text.rstrip())
        self._leave(End.FINISHED)

    def _leave(self, end: End) -> None:
        if self._app and self._app.is_running and not self._app.is_done:
            self._app.exit(result=end)

    def _begin_afresh(self, end: End) -> None:
        """Leaves without drawing: the cursor is no longer where it was."""
        if self._app:
            self._app.erase_when_done = True
            self._app.renderer.reset()
        self._leave(end)

    def _before(self, line: int, wrap: int) -> str:
        return CONTINUATION if line or wrap else self._prompt

    def _has_notes(self) -> bool:
        return self._clock is not None or self.paper.is_cut

    def _below(self) -> StyleAndTextTuples:
        lines = ([self._clock()] if self._clock else []) + [CUT_SHORT] * self.paper.is_cut
        return [(self._style, "\n".join(lines))]
