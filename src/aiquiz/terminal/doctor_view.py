"""How a checkup looks: what is wrong, where, and what can be done about it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.terminal.durations import count
from aiquiz.terminal.layout import Hanging
from aiquiz.terminal.text import clean

_MOST_SHOWN = 40


class Saying(NamedTuple):
    """Something that was found; the line is 0 for a whole file, the remedy what --fix does about it."""

    path: str
    line: int
    message: str
    is_note: bool
    remedy: str | None


def render_doctor(
    sayings: Sequence[Saying], mended: Sequence[str], read: str, versions: Mapping[str, str]
) -> RenderableType:
    """Gives the problems, the notes, what was mended, and how much was read."""
    problems = [saying for saying in sayings if not saying.is_note]
    notes = [saying for saying in sayings if saying.is_note]
    lines: list[RenderableType] = [Hanging("Mended: ", Text(clean(line), style="")) for line in mended]
    lines += [*_some(problems, "Problem: "), *_some(notes, "Note: ")]
    total = f"{count(len(problems), 'problem')}" if problems else "Nothing is wrong"
    left = " left" if problems and mended else ""
    lines.append(Hanging("", Text(f"{total}{left} in {read}.", style="bold")))
    if any(saying.remedy for saying in sayings):
        lines.append(Hanging("", Text("`aiquiz doctor --fix` mends what can be mended.", style="hint")))
    told = " · ".join(f"{name} {version}" for name, version in versions.items())
    return Group(*lines, Hanging("", Text(told, style="hint")))


def _some(sayings: Sequence[Saying], mark: str) -> Iterator[RenderableType]:
    for saying in sayings[:_MOST_SHOWN]:
        place = f"{saying.path}:{saying.line}" if saying.line else saying.path
        text = Text(f"{clean(place)}:", style="place").append(f" {clean(saying.message)}", style="not bold")
        if saying.remedy:
            text.append(f" (--fix: {saying.remedy})", style="hint")
        yield Hanging(mark, text)
    if len(sayings) > _MOST_SHOWN:
        yield Hanging(mark, Text(f"and {len(sayings) - _MOST_SHOWN:,} more; --json has them all"))
