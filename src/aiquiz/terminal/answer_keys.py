"""The keys of an answer that is being written, where they differ from those of every line editor."""

import signal
import sys
from collections.abc import Callable

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent


def bind_keys(finish: Callable[[], None], give_up: Callable[[], None]) -> KeyBindings:
    """Gives the keys that end the writing, and those that must do less than elsewhere."""
    bindings = KeyBindings()

    @bindings.add("enter")
    def _go_on_or_finish(event: KeyPressEvent) -> None:
        document = event.current_buffer.document
        if not event.current_buffer.multiline() or _is_at_empty_end(document.current_line, document.text_after_cursor):
            finish()
        else:
            event.current_buffer.newline(copy_margin=False)

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

    _bind_edits(bindings)
    return bindings


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


def _is_at_empty_end(line: str, rest: str) -> bool:
    return not line.strip() and not rest.strip()


def _begins_a_word(event: KeyPressEvent) -> bool:
    return not event.current_buffer.document.char_before_cursor.strip()
