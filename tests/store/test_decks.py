"""Decks of one's own stand beside the bank: found by themselves, cached with it, and never in the way of it."""

import os
import time
from pathlib import Path

import pytest

from aiquiz.core.cards import BUNDLED, Level
from aiquiz.store import bank
from aiquiz.store.bank import Bank, load_bank

CARD = "- id: {id}\n  question: {question}?\n  level: beginner\n  answer: Because.\n"
GOOD = CARD.format(id="good", question="Good")


class Shelf:
    """A bank of two cards, a folder for decks, and a cache."""

    def __init__(self, folder: Path) -> None:
        self.bank, self.decks, self.cache = folder / "bank", folder / "decks", folder / "cache" / "bank.json"
        (self.bank / "mlops").mkdir(parents=True)
        for name in ("one", "two"):
            (self.bank / "mlops" / f"{name}.yaml").write_text(CARD.format(id=name, question=name))

    def put(self, name: str, text: str | bytes) -> Path:
        self.decks.mkdir(exist_ok=True)
        path = self.decks / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def load(self) -> Bank:
        return load_bank(self.bank, self.cache, decks=self.decks)

    def ids(self) -> list[str]:
        return [card.id for card in self.load().cards]

    def problems(self) -> list[str]:
        return [str(problem) for problem in self.load().problems]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Gives the shelf, on a clock an hour ahead: its files count as settled."""
    monkeypatch.setattr(bank, "time_ns", lambda: time.time_ns() + 3_600 * 10**9)
    return Shelf(tmp_path)


def test_where_there_is_no_folder_of_decks_the_bank_is_what_it_was(shelf: Shelf) -> None:
    assert shelf.load()[:2] == load_bank(shelf.bank, shelf.cache)[:2]
    assert {card.deck for card in shelf.load().cards} == {BUNDLED}


def test_a_card_of_a_deck_belongs_to_it_and_to_a_topic_of_that_name_or_to_its_own(shelf: Shelf) -> None:
    more = CARD.format(id="placed", question="q") + "  topic: mlops/serving\n"
    more += CARD.format(id="half", question="q") + "  topic: mlops\n"
    shelf.put("mine.yaml", GOOD + more)
    found = shelf.load()
    assert [(card.id, card.deck, card.place) for card in found.cards[2:]] == [
        ("good", "mine", "mine/mine"),
        ("placed", "mine", "mlops/serving"),
        ("half", "mine", "mlops/mine"),
    ]
    assert [found.find(card.id).heading for card in found.cards] == list(found.cards)


def test_the_cache_is_of_the_bank_and_the_decks_together(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    path = shelf.put("mine.yaml", GOOD)
    first = shelf.load()
    with monkeypatch.context() as patch:
        patch.setattr(bank, "parse_bank", lambda *_: pytest.fail("the YAML was read although nothing changed"))
        assert shelf.load()[:2] == first[:2]
    path.write_text(CARD.format(id="fine", question="Fine"))
    assert shelf.ids() == ["one", "two", "fine"]
    path.unlink()
    assert shelf.ids() == ["one", "two"]


def test_a_broken_deck_is_told_with_its_line_and_the_other_cards_are_used(shelf: Shelf) -> None:
    path = shelf.put("a.yaml", GOOD + "- id: bad\n  question: q?\n  levl: beginner\n  answer: a\n")
    other = shelf.put("b.yaml", "- id: x\n  question: [\n")
    assert shelf.ids() == ["one", "two", "good"]
    assert shelf.problems() == [
        f"{path}:7: card 'bad': there is no field 'levl': did you mean 'level'?",
        f"{path}:5: card 'bad': the field 'level' is missing: add it",
        f"{other}:3: column 1: a value is missing inside the brackets: quote the text, or close the bracket",
    ]


HOSTILE = {
    "deep": "[" * 100_000,
    "dashes": "- " * 50 + "x",
    "alias bomb": "- &a [x]\n- *a\n",
    "a tag": "- id: !!python/object/apply:os.system [echo]\n",
    "twice": "- id: a\n  id: b\n",
    "a comment within": "- id: a\n  question: C # is a language\n",
    "tab": "- id: a\n\tquestion: q\n",
    "colon": "- id: a\n  question: What is x: y?\n",
    "utf-16": GOOD.encode("utf-16"),
    "latin-1": GOOD.replace("Good", "Größe").encode("latin-1"),
    "nul": GOOD + "\x00",
    "empty": "",
    "blank": "\n \n",
    "two documents": f"{GOOD}---\n{GOOD}",
    "a scalar": "hello",
    "a mapping": "id: a\n",
    "huge": b"#" * 5_000_001,
    "long answer": GOOD.replace("Because", "x" * 5_001),
    "missing": "- id: a\n",
    "unknown": f"{GOOD}  colour: red\n",
    "misspelt": GOOD.replace("answer", "anwser"),
    "empty question": GOOD.replace("Good?", "''"),
    "id with spaces": GOOD.replace("id: good", "id: not good"),
    "a list as a text": GOOD.replace("Because.", "[a, b]"),
    "bad place": f"{GOOD}  topic: ../etc\n",
    "three places": f"{GOOD}  topic: a/b/c\n",
    "yes for true": f"{GOOD}  overrides: yes\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_cannot_be_a_deck_is_refused_with_its_line_and_the_bank_is_used(shelf: Shelf, text: str | bytes) -> None:
    path = shelf.put("mine.yaml", text)
    assert shelf.ids() == ["one", "two"]
    problems = shelf.load().problems
    assert problems
    assert {problem.path for problem in problems} == {str(path)}
    assert all(problem.line >= 1 and problem.message for problem in problems)


@pytest.mark.parametrize("word", ["no", "yes", "12:30:45", "012", "1_000", "3.10", "2024-01-02", ".nan", "9" * 4_999])
def test_what_looks_like_another_kind_of_value_stays_text(shelf: Shelf, word: str) -> None:
    shelf.put("mine.yaml", GOOD.replace("Because.", word))
    assert shelf.load().find(shelf.load().cards[2].id).answer == word


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()])
def test_a_byte_order_mark_and_the_line_ends_of_windows_are_fine(shelf: Shelf, data: bytes) -> None:
    shelf.put("mine.yaml", data)
    assert (shelf.ids(), shelf.problems()) == (["one", "two", "good"], [])


@pytest.mark.parametrize("text", ["# soon\n", "\ufeff# soon\r\n\r\n  # more", "\n# x"])
def test_a_deck_of_comments_has_no_cards_and_no_problems(shelf: Shelf, text: str) -> None:
    shelf.put("mine.yaml", text)
    assert (shelf.ids(), shelf.problems()) == (["one", "two"], [])


def test_of_two_cards_with_one_id_the_bundled_one_stands_and_both_places_are_named(shelf: Shelf) -> None:
    first = shelf.put("a.yaml", CARD.format(id="one", question="Mine"))
    shelf.put("b.yaml", GOOD)
    second = shelf.put("c.yaml", GOOD)
    found = shelf.load()
    assert [(card.id, card.deck) for card in found.cards] == [("one", BUNDLED), ("two", BUNDLED), ("good", "b")]
    there = shelf.bank / "mlops" / "one.yaml"
    either = "choose another, or write `overrides: true` to replace that card"
    assert shelf.problems() == [
        f"{first}:1: the id 'one' stands in {there}:1 already: {either}",
        f"{second}:1: the id 'good' stands in {shelf.decks / 'b.yaml'}:1 already: choose another",
    ]


def test_a_card_that_says_so_stands_in_place_of_the_bundled_one_and_in_its_topic(shelf: Shelf) -> None:
    mine = CARD.format(id="one", question="Mine") + "  overrides: true\n"
    shelf.put("mine.yaml", mine.replace("beginner", "advanced"))
    found = shelf.load()
    assert [(card.id, card.deck, card.place) for card in found.cards] == [
        ("one", "mine", "mlops/one"),
        ("two", BUNDLED, "mlops/two"),
    ]
    assert (found.find(found.cards[0].id).question, found.cards[0].level) == ("Mine?", Level.ADVANCED)
    assert found.problems == ()
    shelf.put("mine.yaml", f"{mine}  topic: career\n")
    assert shelf.load().cards[0].place == "career/mine"


def test_only_a_bundled_card_can_be_overridden_and_only_once(shelf: Shelf) -> None:
    shelf.put("a.yaml", CARD.format(id="one", question="A") + "  overrides: true\n" + GOOD)
    shelf.put("b.yaml", CARD.format(id="one", question="B") + "  overrides: true\n" + GOOD + "  overrides: true\n")
    found = shelf.load()
    assert [(card.id, card.deck) for card in found.cards] == [("one", "a"), ("two", BUNDLED), ("good", "a")]
    assert len(found.problems) == 2
    assert all(f"stands in {shelf.decks / 'a.yaml'}:" in problem.message for problem in found.problems)


def test_a_bundled_card_has_neither_a_topic_of_its_own_nor_anything_to_override(shelf: Shelf) -> None:
    (shelf.bank / "mlops" / "two.yaml").write_text(GOOD + "  topic: career\n  overrides: true\n")
    assert shelf.ids() == ["one"]
    assert [problem.partition("field ")[2] for problem in shelf.problems()] == ["'topic'", "'overrides'"]


def test_what_is_no_deck_is_left_alone_or_told(shelf: Shelf) -> None:
    for name in (".hidden.yaml", "notes.txt", "card.schema.json", "mine.yaml~"):
        shelf.put(name, "- [")
    yml, reserved = shelf.put("mine.yml", GOOD), shelf.put("bundled.yaml", GOOD)
    folder, gone = shelf.decks / "folder.yaml", shelf.decks / "gone.yaml"
    folder.mkdir()
    gone.symlink_to(shelf.decks / "nowhere")
    assert shelf.ids() == ["one", "two"]
    assert shelf.problems() == [
        f"{reserved}: 'bundled' is what the cards are called that come with aiquiz: rename the file",
        f"{gone}: cannot be read: No such file or directory",
        f"{yml}: a deck's name ends in .yaml: rename it",
        f"{folder}: cannot be read: Is a directory",
    ]


def test_a_file_where_the_folder_should_be_is_told_and_the_bank_is_used(shelf: Shelf) -> None:
    shelf.decks.write_text("")
    assert shelf.ids() == ["one", "two"]
    assert shelf.problems() == [f"{shelf.decks}: cannot be read: Not a directory"]


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such name")
def test_a_name_that_is_no_text_is_shown_as_far_as_it_is(shelf: Shelf) -> None:
    shelf.decks.mkdir()
    with open(os.fsencode(shelf.decks) + b"/a\xff.yaml", "w", encoding="utf-8") as file:  # noqa: PTH123 - bytes
        file.write(GOOD)
    assert shelf.load().cards[2].deck == "a\ufffd"
    assert shelf.ids() == ["one", "two", "good"]


def test_a_folder_of_decks_within_the_bank_is_not_read_twice(shelf: Shelf) -> None:
    shelf.decks = shelf.bank / "decks"
    shelf.put("mine.yaml", GOOD)
    assert [(card.id, card.deck) for card in shelf.load().cards[2:]] == [("good", "mine")]
    assert shelf.problems() == []
