"""`aiquiz check`: the linter of cards, for the bundled bank and for decks of one's own."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.cli.options import AsJson
from aiquiz.cli.output import Result, say
from aiquiz.core.headings import BUNDLED
from aiquiz.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from aiquiz.store.check import Checked

NO_TWINS = "Note: questions that are nearly the same were not looked for. For that: pip install rapidfuzz"

Files = Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="Files or folders; the bank if none.")]


def check(files: Files = None, *, json: AsJson = False) -> Result:
    """Look for everything wrong or poor about cards: fields, lengths, key points, sources, twins, Markdown.

    Example: aiquiz check my-deck.yaml
    """
    from aiquiz.cli.clock import now
    from aiquiz.store.check import LOCK_NAME, check_files, list_card_files
    from aiquiz.store.paths import find_bank
    from aiquiz.store.similarity import is_available

    bank = find_bank(os.environ)
    if not (find_similar := is_available()):
        say(NO_TWINS)
    lock = None if files or not (bank / LOCK_NAME).is_file() else bank / LOCK_NAME
    paths, day = list_card_files(files or [bank]), now().at.date()
    found = check_files(paths, day, find_similar=find_similar, lock=lock, deck="" if files else BUNDLED)

    return show_checked(found, json=json)


def show_checked(found: "Checked", *, json: bool) -> Result:
    """Gives what a check found."""

    def view(_console: "Console") -> "RenderableType":
        from aiquiz.terminal.check_view import render_check

        return render_check([str(problem) for problem in found.problems], found.cards, found.files)

    def data() -> dict[str, object]:
        rows = [{"path": path, "line": line, "message": message} for path, line, message in found.problems]
        return {"files": found.files, "cards": found.cards, "problems": rows}

    exit_code = ExitCode.PROBLEMS_FOUND if found.problems else ExitCode.DONE
    return Result(view, "check", data if json else None, exit_code, is_unwrapped=True)
