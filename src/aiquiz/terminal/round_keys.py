"""The keys of a mock interview beside the learner's own, and what is said of them: none takes one that is theirs."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from aiquiz.terminal.durations import count
from aiquiz.terminal.keymap import Command, Keymap
from aiquiz.terminal.layout import Flow, Hanging


class Way(StrEnum):
    """What a key can ask for; the value has the keys that may do so, each of which does where those before are taken.

    Three may be taken, so each has four, and shares none.
    """

    BACK = "ebtj"
    REVIEW = "rvxg"
    COUNT = "ycko"
    SAVE = "mdfw"

    def key_in(self, keymap: Keymap) -> str:
        """Gives the key beside these keys."""
        taken = {keymap.key_of(command).lower() for command in (Command.LEAVE, Command.REVEAL, Command.UNDO)}
        return next(key for key in self.value if key not in taken)


class Possible(NamedTuple):
    """What can come of a round that is over: how many answers can count, and whether it goes back or is saved."""

    answers: int
    go_back: bool
    save: bool


class _Row(NamedTuple):
    """A key with what it does, as it is shown, and as it is said after `to`."""

    key: str
    shown: str
    said: str = ""


def way_of(key: str, keymap: Keymap) -> Way | None:
    """Gives what a key asks for beside the commands of the learner's own."""
    return next((way for way in Way if key.lower() == way.key_in(keymap)), None)


def render_way_out(keymap: Keymap, *, plain: bool, has_text: bool) -> RenderableType:
    """Gives what can be done after an answer was given up, of which there may be a text already."""
    leave = _Row(_key(keymap, Command.LEAVE, plain=plain), "leave, to resume later", "leave and resume later")
    back = [_Row(Way.BACK.key_in(keymap), "back to your text", "go back to your text")] if has_text else []
    review = _Row(Way.REVIEW.key_in(keymap), "end here, and review", "end here and review")
    return _line([*back, _Row("enter", "pass this question"), leave, review], plain=plain)


def render_review_keys(keymap: Keymap, *, plain: bool, has_ticks: bool) -> RenderableType:
    """Gives what can be done with an answer in the review."""
    arrows = _Row("arrow keys" if plain else "↑↓", "move")
    ticking = [arrows, _Row("space", "tick", "tick or untick point 1")] if has_ticks else []
    undo = _Row(_key(keymap, Command.UNDO, plain=plain), "back", "go back")
    leave = _Row(_key(keymap, Command.LEAVE, plain=plain), "leave, to resume later", "leave and resume later")
    return _line([*ticking, _Row("enter", "next", "go on"), undo, leave], plain=plain)


def render_report_keys(keymap: Keymap, can: Possible, *, plain: bool) -> RenderableType:
    """Gives what can come of a round that is over."""
    leave = _key(keymap, Command.LEAVE, plain=plain)
    rows = [_Row(f"enter or {leave}" if plain else f"enter, {leave}", "leave the schedule as it is")]
    if can.answers:
        rows.insert(0, _Row(Way.COUNT.key_in(keymap), f"count {count(can.answers, 'answer')} in your schedule"))
    if can.go_back:
        rows.append(_Row(_key(keymap, Command.UNDO, plain=plain), "back to the review", "go back to the review"))
    if can.save:
        rows.append(_Row(Way.SAVE.key_in(keymap), "save it as Markdown"))
    return _line(rows, plain=plain)


def _key(keymap: Keymap, command: Command, *, plain: bool) -> str:
    return keymap.spell(command) if plain else keymap.key_of(command)


def _line(rows: Sequence[_Row], *, plain: bool) -> RenderableType:
    if plain:
        said = ", ".join(f"{row.key} to {row.said or row.shown}" for row in rows)
        return Hanging("", Text(f"Keys: {said}."))
    return Flow(Text(row.key, style="key").append(f" {row.shown}", style="aside") for row in rows)
