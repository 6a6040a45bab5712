import errno
import os
from pathlib import Path

import pytest
from support.cards import make_card, replace
from support.logs import failing

from aiquiz.core.cards import Card
from aiquiz.errors import DataError
from aiquiz.store import deck_cards
from aiquiz.store.card_file import read_card_file
from aiquiz.store.deck_cards import added_cards


def add(folder: Path, *cards: Card, dry: bool = False) -> deck_cards.Written:
    with added_cards(folder / "decks", "mine", cards, folder / "state" / "lock", dry=dry) as written:
        return written


def cards_of(path: Path) -> list[Card]:
    placed, problems = read_card_file(path, "mine", "mine", "mine")
    assert problems == []
    return [row.card for row in placed]


def own(card: Card) -> Card:
    return replace(card, deck="mine")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "decks" / "mine.yaml"


def test_cards_are_read_back_as_they_were(tmp_path: Path, path: Path) -> None:
    odd = replace(make_card("odd", "mine/mine"), question="# no: comment? 'x'", answer="  indented\n\n- %x\n\ttab: |")
    cards = [make_card("one", "a/b"), odd]
    assert add(tmp_path, *cards).cards == 2
    assert cards_of(path) == [own(cards[0]), own(replace(odd, answer=odd.answer.strip()))]


def test_what_stood_in_the_deck_stays_byte_for_byte(tmp_path: Path, path: Path) -> None:
    path.parent.mkdir()
    before = b"# mine\r\n  - id: old\r\n    question: Old?\r\n    level: beginner\r\n    answer: Yes."
    path.write_bytes(before)
    add(tmp_path, make_card("new", "mine/mine"))
    assert path.read_bytes().startswith(before)
    assert [card.id for card in cards_of(path)] == ["old", "new"]


def test_more_than_a_file_holds_goes_into_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deck_cards, "_MOST_BYTES", 500)
    cards = [make_card(f"card-{number}", "mine/mine") for number in range(12)]
    written = add(tmp_path, *cards)
    assert [each.name for each in written.paths] == ["mine.yaml", "mine-2.yaml"]
    assert [card.id for each in written.paths for card in cards_of(each)] == [card.id for card in cards]
    add(tmp_path, make_card("later", "mine/mine"))
    assert "later" in [card.id for each in (tmp_path / "decks").glob("*.yaml") for card in cards_of(each)]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    assert add(tmp_path, make_card("one"), dry=True).cards == 1
    assert list(tmp_path.iterdir()) == []


def test_a_card_that_would_not_be_read_back_is_left_out_and_named(tmp_path: Path, path: Path) -> None:
    written = add(tmp_path, make_card("good"), replace(make_card("bad"), tags=("Not Kebab",)))
    assert written.cards == 1
    ((card, why),) = written.refused
    assert card.id == "bad"
    assert "not kebab-case" in why
    assert [card.id for card in cards_of(path)] == ["good"]


def test_a_deck_that_cannot_be_read_is_left_as_it_is(tmp_path: Path, path: Path) -> None:
    path.parent.mkdir()
    path.write_text("- id: [broken\n")
    with pytest.raises(DataError, match="the deck cannot be read"):
        add(tmp_path, make_card("one"))
    assert path.read_text() == "- id: [broken\n"


def test_where_the_disk_is_full_half_way_nothing_has_changed(
    tmp_path: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tmp_path, make_card("before", "mine/mine"))
    before = {each: each.read_bytes() for each in path.parent.iterdir()}
    monkeypatch.setattr(deck_cards, "_MOST_BYTES", 500)
    cards = [make_card(f"card-{number}", "mine/mine") for number in range(12)]
    with failing(os, "replace", 2, errno.ENOSPC, tmp_path), pytest.raises(DataError, match="decks are as they were"):
        add(tmp_path, *cards)
    assert {each: each.read_bytes() for each in path.parent.iterdir()} == before


def test_where_what_follows_fails_the_cards_go_again(tmp_path: Path, path: Path) -> None:
    lock = tmp_path / "state" / "lock"
    with (
        pytest.raises(KeyboardInterrupt),
        added_cards(path.parent, "mine", [make_card("one")], lock),
    ):
        raise KeyboardInterrupt
    assert not path.exists()
