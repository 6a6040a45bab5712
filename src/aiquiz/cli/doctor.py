"""`aiquiz doctor`: reads everything, says what is wrong, and mends what can be mended."""

from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.cli.options import AsJson
from aiquiz.cli.output import Result
from aiquiz.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.cli.checkup import Checkup

Fix = Annotated[bool, typer.Option("--fix", help="Mend what can be mended; nothing is lost by it.")]


def doctor(*, fix: Fix = False, json: AsJson = False) -> Result:
    """Read everything and say what is wrong, with file and line: logs, cards, settings, folders, caches, backups.

    --fix takes damaged lines out of the logs (the file as it was stays beside it), leaves out answers from the future,
    and has derived files made anew. Exit code 1 when something is left.

    Example: aiquiz doctor --fix
    """
    from aiquiz.cli.checkup import examine, find_versions
    from aiquiz.cli.remedies import apply_remedies
    from aiquiz.cli.wiring import find_world

    world = find_world()
    checkup = examine(world)
    if mended := apply_remedies(world, checkup.findings) if fix else []:
        checkup = examine(world)
    versions = find_versions()

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.doctor_view import render_doctor
        from aiquiz.terminal.durations import count

        read = f"{count(checkup.lines, 'line')} of {count(checkup.logs, 'log')} and {count(checkup.cards, 'card')}"
        return render_doctor(checkup.sayings, mended, read, versions)

    is_well = all(saying.is_note for saying in checkup.sayings)
    exit_code = ExitCode.DONE if is_well else ExitCode.PROBLEMS_FOUND
    return Result(view, "doctor", (lambda: _data(checkup, mended, versions)) if json else None, exit_code)


def _data(checkup: "Checkup", mended: list[str], versions: dict[str, str]) -> dict[str, object]:
    return {
        "findings": [saying._asdict() for saying in checkup.sayings],
        "mended": mended,
        "read": {"lines": checkup.lines, "logs": checkup.logs, "cards": checkup.cards},
        "versions": versions,
    }
