"""Where a card stands: the file and line of its id."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from aiquiz.core.headings import CardId
from aiquiz.store.paths import unusable


class Whereabouts(NamedTuple):
    """A file and a line, from 1 on."""

    path: Path
    line: int


def find_card_line(folder: Path, card_id: CardId) -> Whereabouts | None:
    """Gives where a card of that id begins in the files of a folder; None when it is in none of them."""
    return find_in_files(sorted(folder.rglob("*.y*ml")), card_id)


def find_in_files(paths: Iterable[Path], card_id: CardId) -> Whereabouts | None:
    """Gives where the id stands in the first of some files that has it; None when none has."""
    start = re.compile(rf"(-\s+)?(\{{\s*)?id:\s*['\"]?{re.escape(card_id)}['\"]?\s*([#,}}].*)?$")
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            continue
        except OSError as error:
            raise unusable(path, error) from error
        if card_id not in text:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if start.match(line.lstrip("\ufeff \t")):
                return Whereabouts(path, number)
    return None
