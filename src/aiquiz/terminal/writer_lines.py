"""Lines of piped text as an answer."""

from collections.abc import Callable

from rich.console import Console

from aiquiz.terminal.line_keys import LineKeys
from aiquiz.terminal.writer import keep, tidy


class PipeWriter:
    """Takes the lines that follow, from where the keys are read."""

    def __init__(self, keys: LineKeys, console: Console) -> None:
        self._keys = keys
        self._console = console
        self.given_up = ""

    def write(
        self,
        prompt: str,  # noqa: ARG002 - there is nobody to ask
        *,
        is_single: bool = False,
        clock: Callable[[], str] | None = None,  # noqa: ARG002 - nor to show the time to
        text: str = "",  # noqa: ARG002 - nor to go on with what was begun
    ) -> str | None:
        """Gives the lines up to an empty one or the end, or the next line; None where there is none any more."""
        lines: list[str] = []
        while (line := self._keys.read_line()) is not None:
            lines.append(line)
            if is_single or not line.strip():
                break
        return keep(tidy("\n".join(lines), is_single=is_single), self._console) if lines else None
