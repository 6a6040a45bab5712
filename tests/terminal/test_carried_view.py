from typing import NamedTuple

import pytest
from support.shown import shown

from aiquiz.terminal.carried_view import Carried, render_imported

STAYS = "Anki's own due dates, intervals and flags stay behind: "


class Done(NamedTuple):
    """What an import came to."""

    deck: str = "mine"
    known: int = 0
    answers: int = 0
    is_dry: bool = False


@pytest.mark.parametrize(
    ("name", "answers", "said"),
    [
        ("cards.apkg", 0, f"{STAYS}--with-history brings the answers, and dates follow."),
        ("Cards.COLPKG", 3, f"{STAYS}dates follow from the answers."),
    ],
)
def test_what_anki_keeps_to_itself_is_said(name: str, answers: int, said: str) -> None:
    out = shown(render_imported(Carried(name, (), ()), Done(answers=answers), 2), 200)
    assert said in " ".join(out.split())


@pytest.mark.parametrize(("name", "cards"), [("cards.csv", 2), ("cards.apkg", 0)])
def test_where_anki_has_nothing_more_it_is_not(name: str, cards: int) -> None:
    assert "Anki" not in shown(render_imported(Carried(name, (), ()), Done(), cards), 200)
