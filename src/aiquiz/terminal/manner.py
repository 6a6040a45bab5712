"""How a sitting is shown: to somebody who is there or not, with whose keys, and with what to come."""

from collections.abc import Callable
from typing import NamedTuple

from aiquiz.core.limits import Tomorrow
from aiquiz.core.session import Session
from aiquiz.terminal.keymap import DEFAULT, Keymap


def _say_nothing_of_tomorrow(_session: Session) -> Tomorrow | None:
    return None


class Manner(NamedTuple):
    """How a sitting is shown; the note stands in the header of every card."""

    is_interactive: bool
    note: str = ""
    keymap: Keymap = DEFAULT
    is_typed: bool = False
    has_hints: bool = False
    tomorrow: Callable[[Session], Tomorrow | None] = _say_nothing_of_tomorrow
