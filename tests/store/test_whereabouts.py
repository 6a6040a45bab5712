from pathlib import Path

import pytest

from aiquiz.core.cards import CardId
from aiquiz.errors import DataError
from aiquiz.store.whereabouts import Whereabouts, find_card_line

DECK = """\
# id: not-this-one
- id: first
  question: Is "- id: second" an id?
- id: 'second'   # mine
  question: Which?
-   id: third
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "topic").mkdir()
    (tmp_path / "topic" / "one.yaml").write_text(DECK, encoding="utf-8")
    (tmp_path / "topic" / "two.yaml").write_text("\ufeff- id: fourth\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("card", "name", "line"), [("first", "one", 2), ("second", "one", 4), ("third", "one", 6)])
def test_a_card_stands_where_its_id_is_written(folder: Path, card: str, name: str, line: int) -> None:
    assert find_card_line(folder, CardId(card)) == Whereabouts(folder / "topic" / f"{name}.yaml", line)


def test_a_mark_of_byte_order_is_no_matter(folder: Path) -> None:
    assert find_card_line(folder, CardId("fourth")) == Whereabouts(folder / "topic" / "two.yaml", 1)


@pytest.mark.parametrize("card", ["not-this-one", "fir", "irst", "first.", ""])
def test_what_only_looks_like_it_is_not_found(folder: Path, card: str) -> None:
    assert find_card_line(folder, CardId(card)) is None


def test_a_folder_in_the_place_of_a_file_is_said(folder: Path) -> None:
    (folder / "zzz.yaml").mkdir()
    with pytest.raises(DataError, match=r"zzz\.yaml"):
        find_card_line(folder, CardId("fifth"))
