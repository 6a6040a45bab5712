"""What is said of the keys: the line below a question, the list of all, and both in words."""

from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.terminal.keymap import Command, Keymap
from aiquiz.terminal.keys import DOWN, SPACE
from aiquiz.terminal.layout import Flow, Hanging

_LABEL = 18
# What stands beside a key, and what is read aloud behind it.
_THOUGHT = ((Command.REVEAL, "answer", "for the answer"),)
_TYPED = (
    (Command.REVEAL, "type your answer", "to type your answer"),
    (Command.SURE, "sure", "if you are sure"),
    (Command.UNSURE, "unsure", "if you are unsure"),
)
_HINT = (Command.HINT, "hint", "for a hint")
_QUESTION = (
    (Command.SKIP, "skip", "to skip"),
    (Command.UNDO, "undo", "to undo"),
    (Command.HELP, "keys", "for all keys"),
    (Command.LEAVE, "leave", "to leave"),
)
_GRADED = "take the grade that is proposed, else good"
_ALL = (
    (Command.AGAIN, "again, hard, good, easy"),
    (Command.UNDO, "undo the last answer, as far back as this session goes"),
    (Command.SKIP, "skip this card for this session"),
    (Command.BURY, "bury it until tomorrow"),
    (Command.SUSPEND, "suspend it until you resume it"),
    (Command.FLAG, "flag it, or take the flag away"),
    (Command.NOTE, "write a note that is shown with the answer"),
    (Command.WHY, "why this card now"),
    (Command.EDIT, "edit it, where the card is your own"),
)
_AT_THE_END = (
    (Command.LAST, "what you typed the last time"),
    (Command.LEAVE, "leave; everything is saved already"),
    (Command.HELP, "these keys"),
)
_BEFORE = (
    (Command.HINT, "a key point as a hint, with --hints"),
    (Command.SURE, "you are sure, or not: then show the answer"),
)
_CONFIDENCES = (Command.SURE, Command.UNSURE)
_GRADES = (Command.AGAIN, Command.HARD, Command.GOOD, Command.EASY)


class Moment(NamedTuple):
    """What the keys hang on: whether answers are typed, and how far it is with the card that is shown."""

    is_typed: bool = False
    is_revealed: bool = False
    has_checklist: bool = False
    is_interactive: bool = True


def render_question_keys(keymap: Keymap, *, plain: bool, typed: bool = False, hints: bool = False) -> RenderableType:
    """Gives what can be done with a question, which is `typed` or thought, with `hints` to be had or none."""
    rows = (*(_TYPED if typed else _THOUGHT), *([_HINT] if hints else []), *_QUESTION)
    return _line([(_key(keymap, command, plain=plain), shown, said) for command, shown, said in rows], plain=plain)


def render_checklist_keys(keymap: Keymap, *, plain: bool, last: bool) -> RenderableType:
    """Gives what can be done with a checklist, with a `last` time there may have been; the grades stand elsewhere."""
    rows = [("arrow keys" if plain else "↑↓", "move", "to move"), ("space", "tick", "to tick")]
    rows += [("enter", "take the grade", "to take the grade")]
    rows += [(_key(keymap, Command.LAST, plain=plain), "last time", "for what you typed the last time")] if last else []
    return _line(rows, plain=plain)


def render_end_keys(keymap: Keymap, *, plain: bool) -> RenderableType:
    """Gives what can be done at the end of a sitting."""
    undo = _key(keymap, Command.UNDO, plain=plain)
    return _line([(undo, "undo", "to undo"), ("any other key", "leave", "to leave")], plain=plain)


def render_all_keys(keymap: Keymap, width: int, moment: Moment, *, plain: bool) -> RenderableType:
    """Gives every key with its meaning at this moment, a line each."""
    before = () if moment.is_revealed else _BEFORE
    rows = [*_first(keymap, moment, plain=plain)]
    rows += [(_keys(keymap, command, plain=plain), meaning) for command, meaning in (*_ALL, *before, *_AT_THE_END)]
    if plain:
        return Group(*(Hanging("", Text(f"{keys}: {meaning}")) for keys, meaning in rows))
    return Group(*(_row(keys, meaning, width) for keys, meaning in rows))


def _first(keymap: Keymap, moment: Moment, *, plain: bool) -> list[tuple[str, str]]:
    """Gives the keys that mean something else before the answer, on a checklist, and on any other answer."""
    every = _keys(keymap, Command.REVEAL, plain=plain)
    without_space = ", ".join(key for key in every.split(", ") if key != SPACE)
    if moment.has_checklist:
        arrows = ("arrow keys, tab" if plain else "↑ ↓ tab") if moment.is_interactive else DOWN
        return [
            (SPACE, "tick the point, or take its tick away"),
            (arrows, "move to another point"),
            (without_space, "take the grade that is proposed"),
        ]
    if moment.is_revealed:
        return [(without_space if moment.is_typed else every, _GRADED)]
    return [(every, "type your answer" if moment.is_typed else "show the answer, then: good")]


def _row(keys: str, meaning: str, width: int) -> RenderableType:
    said = Text(style="key").append(meaning, style="not bold")
    mark = f"{keys:>{_LABEL}}  "
    if width < 2 * len(mark):
        mark, said = "", Text(f"{keys}  ", style="key").append_text(said)
    return Hanging(mark, said)


def _line(rows: list[tuple[str, str, str]], *, plain: bool) -> RenderableType:
    if plain:
        return Hanging("", Text(f"Keys: {', '.join(f'{key} {said}' for key, _, said in rows)}."))
    return Flow(Text(key, style="key").append(f" {shown}", style="aside") for key, shown, _ in rows)


def _key(keymap: Keymap, command: Command, *, plain: bool) -> str:
    return keymap.spell(command) if plain else keymap.key_of(command)


def _keys(keymap: Keymap, command: Command, *, plain: bool) -> str:
    """Gives all keys of a command; those of the grades stand together."""
    own = _key(keymap, command, plain=plain)
    match command:
        case Command.REVEAL:
            return ", ".join(dict.fromkeys((own, "space", "enter")))
        case Command.LEAVE:
            return f"{own}, Ctrl-C, Ctrl-D"
        case Command.AGAIN:
            return (", " if plain else " ").join(_key(keymap, grade, plain=plain) for grade in _GRADES)
        case Command.SURE:
            return (", " if plain else " ").join(_key(keymap, each, plain=plain) for each in _CONFIDENCES)
        case _:
            return own
