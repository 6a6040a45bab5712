"""A deck is made once, and a card is written at its end or not at all."""

import errno
import json
import os
import threading
from datetime import date
from pathlib import Path

import pytest
from support.cards import replace

from aiquiz.core.cards import Card, CardId, Level, Role, Source, as_points
from aiquiz.errors import DataError, UsageError
from aiquiz.store.card_file import read_card_file
from aiquiz.store.deck_file import SCHEMA_NAME, add_card, deck_path, new_deck

WHOLE = Card(
    CardId("whole"),
    "mlops",
    "serving",
    "What: is # it, - really?",
    Level.ADVANCED,
    "# One\n\n  | a | b |\n\tcode: `x`\n\n- two",
    tip='Say "no"',
    key_points=as_points(("A: b", "- c", "true", "* d", "é ü 何 🙂")),
    follow_ups=("And then?",),
    tags=("a", "b-c"),
    roles=(Role.ML_ENGINEER,),
    asked_by=3,
    refs=("top30-7",),
    sources=(Source('Say "yes": a title', "A, B", 2017),),
    checked=date(2026, 11, 22),
    deck="mine",
)
NEW = Card(CardId(""), "", "", "What is drift?", Level.BEGINNER, "Inputs move.")


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    return tmp_path / "state" / "decks.lock"


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    return new_deck(tmp_path / "decks", "mine")


def cards(deck: Path) -> list[Card]:
    placed, problems = read_card_file(deck, "mine", "mine", "mine")
    assert problems == []
    return [row.card for row in placed]


def test_a_new_deck_has_no_cards_explains_itself_and_names_its_schema(deck: Path) -> None:
    assert cards(deck) == []
    first, *rest = deck.read_text().splitlines()
    assert first == f"# yaml-language-server: $schema={SCHEMA_NAME}"
    assert all(line.startswith("#") and len(line) <= 120 for line in rest)
    assert "overrides" in json.loads((deck.parent / SCHEMA_NAME).read_text())["$defs"]["Card"]["properties"]
    assert deck.parent.stat().st_mode & 0o777 == 0o700


def test_the_example_in_a_new_deck_is_a_card(deck: Path) -> None:
    lines = deck.read_text().split("\n#\n")[1].splitlines()
    deck.write_text("\n".join(line.removeprefix("# ") for line in lines))
    (card,) = cards(deck)
    assert (card.id, card.place) == ("my-first-card", "mlops/deployment")
    assert [point.match for point in card.key_points] == [(), ("cost|slow",)]


def test_a_deck_is_never_made_over_a_file(deck: Path) -> None:
    deck.write_text("mine")
    with pytest.raises(UsageError, match=r"There is a deck 'mine' already: .*mine\.yaml"):
        new_deck(deck.parent, "mine")
    assert deck.read_text() == "mine"


def test_a_link_that_leads_nowhere_is_not_written_through(deck: Path, tmp_path: Path) -> None:
    deck_path(deck.parent, "linked").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError):
        new_deck(deck.parent, "linked")
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_in_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "decks").write_text("")
    with pytest.raises(DataError, match="Cannot use"):
        new_deck(tmp_path / "decks", "mine")


def test_every_field_comes_back_as_it_was(deck: Path, lock: Path) -> None:
    added = add_card(deck, WHOLE, lock, topic="mlops/serving")
    assert (added.card, cards(deck)) == (WHOLE, [WHOLE])
    assert deck.read_text().splitlines()[added.line - 1] == "- id: whole"


def test_a_card_without_an_id_gets_one_that_nothing_else_has(deck: Path, lock: Path) -> None:
    deck.write_text(f"{deck.read_text()}# - id: drift-2\n")
    ids = [add_card(deck, NEW, lock, taken=frozenset({"drift-3"})).card.id for _ in range(3)]
    assert ids == ["drift", "drift-4", "drift-5"]


def test_an_id_that_the_deck_has_is_refused(deck: Path, lock: Path) -> None:
    add_card(deck, WHOLE, lock)
    before = deck.read_bytes()
    with pytest.raises(UsageError, match="There is a card 'whole' in"):
        add_card(deck, WHOLE, lock)
    assert deck.read_bytes() == before


ENDS = {
    "no newline": "- id: a\n  question: q\n  level: beginner\n  answer: x",
    "indented": "  - id: a\n    question: q\n    level: beginner\n    answer: x\n",
    "a kept block": "- id: a\n  question: q\n  level: beginner\n  answer: |+\n    x\n\n\n",
    "a comment": "- id: a\n  question: q\n  level: beginner\n  answer: x\n# the end",
    "windows": "- id: a\r\n  question: q\r\n  level: beginner\r\n  answer: |\r\n    x\r\n    y\r\n",
    "a mark": "\ufeff- id: a\n  question: q\n  level: beginner\n  answer: x\n",
    "brackets of a card": "- {id: a, question: q, level: beginner, answer: x}\n",
    "a broken card before": "- id: a\n  question: q\n- id: b\n  question: q\n  level: beginner\n  answer: x\n",
    "a document's beginning": "---\n- id: a\n  question: q\n  level: beginner\n  answer: x\n",
}


@pytest.mark.parametrize("text", ENDS.values(), ids=ENDS)
def test_a_card_is_added_whatever_the_deck_ends_with_and_no_other_byte_changes(
    deck: Path, lock: Path, text: str
) -> None:
    deck.write_bytes(before := text.encode())
    add_card(deck, replace(NEW, answer="one\n\ntwo"), lock)
    after = deck.read_bytes()
    assert after.startswith(before)
    placed, _ = read_card_file(deck, "mine", "mine", "mine")
    assert (placed[-1].card.id, placed[-1].card.answer) == ("drift", "one\n\ntwo")
    assert after.count(b"\r\n") == (after.count(b"\n") if b"\r" in before else 0)


REFUSED = {
    "a list in brackets": "[{id: a, question: q, level: beginner, answer: x}]\n",
    "a document's end": "- id: a\n  question: q\n  level: beginner\n  answer: x\n...\n",
    "an open quotation": '- id: a\n  question: "q\n',
    "a mapping": "id: a\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_a_deck_that_takes_no_card_at_its_end_stays_as_it_is(deck: Path, lock: Path, text: str) -> None:
    deck.write_text(text)
    with pytest.raises(DataError, match="Nothing was added"):
        add_card(deck, NEW, lock)
    assert deck.read_text() == text


@pytest.mark.parametrize(
    ("card", "topic", "reason"),
    [
        (NEW, "Not A Topic", "is no place"),
        (replace(NEW, answer="x" * 5_001), "", "5,001 characters"),
        (replace(NEW, question=" "), "", "is empty"),
        (replace(NEW, question="a\udce4"), "", "backslash"),
        (replace(NEW, id=CardId("Not an id")), "", "kebab-case"),
    ],
)
def test_a_card_that_would_not_be_read_back_is_not_kept(
    deck: Path, lock: Path, card: Card, topic: str, reason: str
) -> None:
    before = deck.read_bytes()
    with pytest.raises(DataError, match=f"would not be read back: .*{reason}"):
        add_card(deck, card, lock, topic=topic)
    assert deck.read_bytes() == before


@pytest.mark.parametrize("name", ["replace", "fsync"])
def test_a_disk_that_fails_leaves_the_deck_as_it_was(
    deck: Path, lock: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = deck.read_bytes()
    monkeypatch.setattr(os, name, fail)
    with pytest.raises(DataError, match=r"Nothing was added to .*: No space left on device"):
        add_card(deck, NEW, lock)
    assert deck.read_bytes() == before
    assert sorted(path.name for path in deck.parent.iterdir()) == [SCHEMA_NAME, "mine.yaml"]


def test_a_deck_behind_a_link_is_written_where_it_is(deck: Path, lock: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.yaml"
    deck.rename(real)
    deck.symlink_to(real)
    add_card(deck, NEW, lock)
    assert deck.is_symlink()
    assert [card.id for card in cards(real)] == ["drift"]


def test_cards_that_are_added_at_the_same_time_are_all_kept(deck: Path, lock: Path) -> None:
    threads = [threading.Thread(target=add_card, args=(deck, NEW, lock)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(card.id for card in cards(deck)) == ["drift", *(f"drift-{number}" for number in range(2, 9))]
