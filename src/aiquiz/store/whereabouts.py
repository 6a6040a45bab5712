"""Where a card stands: the file and line of its id."""

import re
from pathlib import Path
from typing import NamedTuple

from aiquiz.core.cards import CardId
from aiquiz.store.paths import unusable


class Whereabouts(NamedTuple):
    """A file and a line, from 1 on."""

    path: Path
    line: int


def find_card_line(folder: Path, card_id: CardId) -> Whereabouts | None:
    """Gives where a card of that id begins in the files of a folder; None when it is in none of them."""
    start = re.compile(rf"-\s+id:\s*['\"]?{re.escape(card_id)}['\"]?\s*(#.*)?$")
    for path in sorted(folder.rglob("*.y*ml")):
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            raise unusable(path, error) from error
        if card_id not in text:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if start.match(line.lstrip("\ufeff")):
                return Whereabouts(path, number)
    return None
