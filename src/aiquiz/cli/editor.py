"""Opens a file in the editor that a person chose, at a line."""

import os
import shlex
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_BY_PLUS = frozenset({"vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "micro", "joe", "ne", "kak", "pico"})
_BY_GOTO = frozenset({"code", "codium", "cursor"})
_BY_COLON = frozenset({"hx", "helix", "subl", "zed"})


def editor_command(environ: Mapping[str, str], path: Path, line: int = 1) -> list[str] | None:
    """Gives the command of VISUAL or EDITOR, arguments and all, for a file at a line; None where none is set."""
    chosen = environ.get("VISUAL", "").strip() or environ.get("EDITOR", "").strip()
    try:
        words = shlex.split(chosen, posix=os.name != "nt")
    except ValueError:  # a quotation mark that is not closed
        words = chosen.split()
    if not words:
        return None
    name = Path(words[0]).stem.lower()
    if name in _BY_PLUS:
        return [*words, f"+{line}", str(path)]
    if name in _BY_GOTO:
        return [*words, "--wait", "--goto", f"{path}:{line}"]
    return [*words, f"{path}:{line}" if name in _BY_COLON else str(path)]


def open_editor(command: list[str]) -> str:
    """Runs an editor until it is left, and gives what went wrong; nothing when all is well."""
    with suppress(KeyboardInterrupt):
        try:
            code = subprocess.run(command, check=False).returncode  # noqa: S603 - the editor that the person chose
        except OSError as error:
            return f"{command[0]} cannot be run: {error.strerror or error}"
        return f"{command[0]} ended with {code}" if code else ""
    return "The editor was interrupted"
