"""A card that is written in an editor: the draft that is opened, and what becomes of it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from aiquiz.cli.editor import editor_command, open_editor
from aiquiz.cli.output import say
from aiquiz.cli.wiring import Desk
from aiquiz.core.cards import Card
from aiquiz.errors import UsageError
from aiquiz.store.card_file import Home, read_draft
from aiquiz.store.card_text import write_field
from aiquiz.store.paths import make_folder, unusable

if TYPE_CHECKING:
    from aiquiz.cli.add_card import Wanted

_HEAD = """\
# Write the card, save, and leave the editor; with nothing changed, nothing is added. The id is made of the question.
# Take the # away from the fields that you want. Quote a text that holds ": " or " #".
"""
_EMPTY = {
    "question": "question: ",
    "answer": "answer: |\n  ",
    "key_points": "# key_points:\n#   - What an interviewer listens for",
    "tip": "# tip: How to stand out, in a sentence.",
}


def write_draft(desk: Desk, wanted: "Wanted", deck: Path) -> Card | None:
    """Opens a draft in the editor and gives its card; None where nothing came of it, which is told."""
    path = desk.world.places.state / "draft.yaml"
    command = editor_command(os.environ, path, 3)
    if command is None:
        raise UsageError("No editor is set", "Set EDITOR, as in `export EDITOR=nano`.")
    opened = _template(wanted)
    if (kept := _read(path)) is not None:
        say("Note: this goes on with the draft that was kept.")
    else:
        _write(path, opened)
    problem = open_editor(command)
    after = _read(path)
    if problem or not after or after == opened:
        if kept is None or not after:
            path.unlink(missing_ok=True)
        if problem:
            say(f"{problem}.")
        return None
    card, problems = read_draft(after, str(path), Home("", "", deck.stem))
    for found in problems:
        say(str(found))
    if card is None and problems:
        say("The draft is kept: `aiquiz add --edit` goes on with it.")
    elif card is None:
        path.unlink(missing_ok=True)
    return card


def drop_draft(desk: Desk) -> None:
    """Removes the draft of a card that was written."""
    (desk.world.places.state / "draft.yaml").unlink(missing_ok=True)


def _template(wanted: "Wanted") -> bytes:
    given = {"question": wanted.question, "answer": wanted.answer, "key_points": wanted.key_points, "tip": wanted.tip}
    rows = [
        line
        for name, value in given.items()
        for line in (write_field(name, value) if value else _EMPTY[name].split("\n"))
    ]
    rows[1:1] = [f"level: {wanted.level}", *([f"topic: {wanted.topic}"] * bool(wanted.topic))]
    text = "\n".join(f"{'  ' if place else '- '}{row}" for place, row in enumerate(rows))
    return f"{_HEAD}{text}\n".encode("utf-8", "replace")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unusable(path, error) from error


def _write(path: Path, data: bytes) -> None:
    make_folder(path.parent)
    try:
        path.write_bytes(data)
    except OSError as error:
        raise unusable(path, error) from error
