"""The bank is read from YAML, and from its cache only while nothing changed."""

import os
import time
from pathlib import Path

import pytest

from aiquiz.core.cards import CardId, KeyPoint
from aiquiz.core.numeric.example import example_of
from aiquiz.errors import DataError
from aiquiz.store import bank
from aiquiz.store.bank import load_bank

CARD = "- id: {id}\n  question: {question}?\n  level: beginner\n  answer: Because.\n"
LONG_AGO_NS = 1_600_000_000_000_000_000


def write(folder: Path, place: str, *ids: str, question: str = "Why") -> Path:
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(CARD.format(id=id_, question=question) for id_ in ids))
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gives a bank of two files, on a clock an hour ahead: they count as settled."""
    monkeypatch.setattr(bank, "time_ns", lambda: time.time_ns() + 3_600 * 10**9)
    write(tmp_path / "bank", "mlops/a.yaml", "one", "two")
    write(tmp_path / "bank", "mlops/b.yaml", "three")
    return tmp_path / "bank"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "bank.json"


def ids(folder: Path, cache: Path) -> list[str]:
    return [card.id for card in load_bank(folder, cache).cards]


def texts(folder: Path, cache: Path, field: str) -> list[str]:
    found = load_bank(folder, cache)
    return [getattr(found.find(card.id), field) for card in found.cards]


def forbid_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the YAML was read although nothing changed")

    monkeypatch.setattr(bank, "parse_bank", refuse)


def test_topic_and_subtopic_are_the_place_of_the_file(folder: Path, cache: Path) -> None:
    assert [card.place for card in load_bank(folder, cache).cards] == ["mlops/a", "mlops/a", "mlops/b"]


def test_the_cache_gives_the_same_bank_without_reading_yaml(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "mlops/c.yaml", "one")  # a problem is kept in the cache as well
    first = load_bank(folder, cache)
    forbid_parsing(monkeypatch)
    again = load_bank(folder, cache)
    assert again[:2] == first[:2]
    assert [again.find(card.id) for card in again.cards] == [first.find(card.id) for card in first.cards]
    assert len(first.problems) == 1


def test_a_file_that_changed_is_read_again(folder: Path, cache: Path) -> None:
    load_bank(folder, cache)
    path = write(folder, "mlops/b.yaml", "three", question="Who")
    os.utime(path, ns=(LONG_AGO_NS, LONG_AGO_NS))  # the same size, and a time that tells nothing
    assert texts(folder, cache, "question") == ["Why?", "Why?", "Who?"]


def test_files_that_come_and_go_are_seen(folder: Path, cache: Path) -> None:
    load_bank(folder, cache)
    write(folder, "deep-learning/c.yaml", "four")
    assert ids(folder, cache) == ["four", "one", "two", "three"]
    (folder / "mlops/a.yaml").unlink()
    assert ids(folder, cache) == ["four", "three"]


def test_files_that_were_just_written_are_not_cached(tmp_path: Path, cache: Path) -> None:
    write(tmp_path / "bank", "mlops/a.yaml", "one")
    load_bank(tmp_path / "bank", cache)
    assert not cache.exists()


@pytest.mark.parametrize("damage", [b"", b"null", b"[]", b"00000000[]", b"\xff" * 50])
def test_a_damaged_cache_is_made_again(folder: Path, cache: Path, damage: bytes) -> None:
    load_bank(folder, cache)
    whole = cache.read_bytes()
    cache.write_bytes(damage)
    assert ids(folder, cache) == ["one", "two", "three"]
    assert cache.read_bytes() == whole


def test_a_cache_with_one_flipped_letter_is_not_believed(folder: Path, cache: Path) -> None:
    load_bank(folder, cache)
    cache.write_bytes(cache.read_bytes().replace(b"Because", b"Becausf", 1))
    assert set(texts(folder, cache, "answer")) == {"Because."}


def test_a_cache_that_cannot_be_written_is_no_matter(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in its place")
    assert ids(folder, tmp_path / "cache" / "bank.json") == ["one", "two", "three"]


def test_of_two_cards_with_one_id_the_first_stands_and_both_places_are_named(folder: Path, cache: Path) -> None:
    write(folder, "mlops/c.yaml", "four", "one")
    found = load_bank(folder, cache)
    assert [card.id for card in found.cards] == ["one", "two", "three", "four"]
    (problem,) = found.problems
    assert str(problem) == (
        f"{folder / 'mlops/c.yaml'}:5: the id 'one' stands in {folder / 'mlops/a.yaml'}:1 already: choose another"
    )


def test_a_bank_without_questions_is_an_error(tmp_path: Path, cache: Path) -> None:
    with pytest.raises(DataError, match="There are no questions in"):
        load_bank(tmp_path, cache)


NUMERIC = """\
- id: five
  question: What is {n} times {m}?
  level: beginner
  parameters:
    n: {from: 0.5, to: 9.5}
    m: [2, 1e3]
    twice: 2 * m
  expression: n * m
  unit: "%"
  tolerance: 0.2
  answer: It is {result}, half of {n * twice}.
  key_points:
    - {text: Says it, match: [result|product, not sum]}
"""


def test_a_numeric_card_and_the_entries_of_key_points_are_kept_in_the_cache(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "mlops/c.yaml").write_text(NUMERIC)
    first = load_bank(folder, cache)
    assert first.problems == ()
    forbid_parsing(monkeypatch)
    again = load_bank(folder, cache)
    whole = again.whole(CardId("five"))
    assert whole == first.whole(CardId("five"))
    assert again.find(CardId("five")).key_points == (KeyPoint("Says it"),)
    assert whole.question == "What is {n} times {m}?"
    assert (whole.key_points[0].match, whole.parameters[1].choices) == (("result|product", "not sum"), (2.0, 1000.0))
    assert again.example(CardId("five")) == example_of(again.find(CardId("five"))) != whole
    assert again.example(CardId("one")) == again.whole(CardId("one")) == again.find(CardId("one"))
