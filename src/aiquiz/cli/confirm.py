"""Asks whether something is really meant."""

import sys

from aiquiz.cli.output import say
from aiquiz.errors import UsageError


def confirm(lines: list[str], question: str, *, yes: bool) -> bool:
    """Says what would change and asks; UsageError where nobody is there to answer and --yes was not given."""
    if yes:
        return True
    for line in lines:
        say(line)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("Nobody is there to be asked, so nothing was changed", "Add --yes if you mean it.")
    from aiquiz.terminal.prompt import ask_line

    answer = ask_line(f"{question} [y/N] ")
    return answer is not None and answer.strip().lower() in {"y", "yes"}
