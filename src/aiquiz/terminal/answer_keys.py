"""The keys of an answer that is being written, where they differ from those of every line editor."""

import signal
import sys
from collections.abc import Callable

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent


def bind_keys(finish: Callable[[], None], give_up: Callable[[], None], is_pasting: Callable[[], bool]) -> KeyBindings:
    """Gives the keys that end the writing, and those that must do less than elsewhere.

    An Enter within a paste ends nothing: what stands behind it would be keys.
    """
    bindings = KeyBindings()
    _bind_ends(bindings, finish, give_up)
    _bind_edits(bindings)

    @bindings.add("enter")
    def _go_on_or_finish(event: KeyPressEvent) -> None:
        if _is_at_the_end(event.current_buffer) and not is_pasting():
            finish()
        else:
            event.current_buffer.insert_text("\n")

    return bindings


def _bind_ends(bindings: KeyBindings, finish: Callable[[], None], give_up: Callable[[], None]) -> None:
    @bindings.add("c-d")
    def _finish(_event: KeyPressEvent) -> None:
        finish()

    @bindings.add("c-c", eager=True)
    def _give_up(_event: KeyPressEvent) -> None:
        give_up()

    @bindings.add("c-z")
    def _stop(_event: KeyPressEvent) -> None:
        if sys.platform == "win32":  # where it is the end of the input
            finish()
        else:
            signal.raise_signal(signal.SIGTSTP)


def _bind_edits(bindings: KeyBindings) -> None:
    @bindings.add("c-l")
    def _draw_again(event: KeyPressEvent) -> None:  # the question above stays
        event.app.renderer.erase()
        event.app.invalidate()

    @bindings.add("<any>", save_before=_begins_a_word)
    def _insert(event: KeyPressEvent) -> None:  # so that undoing takes back a word, where it would take a letter
        event.current_buffer.insert_text(event.data * event.arg)

    @bindings.add("tab")
    def _indent(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(event.data)

    @bindings.add("c-o")
    @bindings.add("escape", "#")
    @bindings.add("s-tab")
    def _do_nothing(_event: KeyPressEvent) -> None:  # they would accept, or complete
        pass


def _is_at_the_end(text: Buffer) -> bool:
    is_empty = not (text.document.current_line.strip() or text.document.text_after_cursor.strip())
    return is_empty or not text.multiline()


def _begins_a_word(event: KeyPressEvent) -> bool:
    return not event.current_buffer.document.char_before_cursor.strip()
