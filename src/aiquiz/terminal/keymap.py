"""Which key means what in a sitting: the learner's own table, read by the loop and shown on the screen alike."""

from dataclasses import dataclass, fields
from enum import StrEnum

from aiquiz.terminal.keys import DOWN, ENTER, EOF, HANGUP, INTERRUPT, SPACE, TAB, TERMINATE, UP

MOVES = {UP: -1, DOWN: 1, TAB: 1}
"""By how much a key moves the cursor of a checklist."""

ALWAYS_LEAVING = frozenset({EOF, INTERRUPT, TERMINATE, HANGUP})
_ALWAYS_REVEALING = frozenset({SPACE, ENTER})
_SPELT = {
    "!": "exclamation mark",
    "?": "question mark",
    ".": "full stop",
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    "-": "hyphen",
    "_": "underscore",
    "/": "slash",
    "\\": "backslash",
    "'": "apostrophe",
    '"': "quotation mark",
    "#": "hash",
    "+": "plus",
    "*": "asterisk",
}


class Command(StrEnum):
    """What a key can ask for; the value is that of the setting without `key_`."""

    REVEAL = "reveal"
    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"
    UNDO = "undo"
    SKIP = "skip"
    SUSPEND = "suspend"
    BURY = "bury"
    FLAG = "flag"
    NOTE = "note"
    EDIT = "edit"
    WHY = "why"
    HINT = "hint"
    SURE = "sure"
    UNSURE = "unsure"
    LAST = "last"
    HELP = "help"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Keymap:
    """The key of each command: one character, or `space`. Space and enter reveal as well, Ctrl-C and Ctrl-D leave."""

    reveal: str = "space"
    again: str = "1"
    hard: str = "2"
    good: str = "3"
    easy: str = "4"
    undo: str = "u"
    skip: str = "s"
    suspend: str = "!"
    bury: str = "b"
    flag: str = "f"
    note: str = "n"
    edit: str = "e"
    why: str = "w"
    hint: str = "h"
    sure: str = "+"
    unsure: str = "-"
    last: str = "l"
    help: str = "?"
    leave: str = "q"

    def key_of(self, command: Command) -> str:
        """Gives the key of a command as it is shown."""
        return str(getattr(self, command))

    def spell(self, command: Command) -> str:
        """Gives the key of a command in words, as a screen reader should say it."""
        key = self.key_of(command)
        if key in _SPELT:
            return _SPELT[key]
        return f"capital {key.lower()}" if len(key) == 1 and key != key.lower() else key

    def command_of(self, key: str) -> Command | None:
        """Gives what a key asks for; a capital letter that has no command of its own means what the small one means."""
        if key in ALWAYS_LEAVING:
            return Command.LEAVE
        if key in _ALWAYS_REVEALING:
            return Command.REVEAL
        if len(key) != 1:  # a key that types no character has a name
            return None
        return _find(self, key) or _find(self, key.lower()) or _find(self, key.upper())


def _find(keymap: Keymap, key: str) -> Command | None:
    return next((Command(field.name) for field in fields(keymap) if getattr(keymap, field.name) == key), None)


DEFAULT = Keymap()
