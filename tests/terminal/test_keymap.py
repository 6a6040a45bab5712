from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.core.settings import KEYS, SETTINGS
from aiquiz.terminal.keymap import DEFAULT, Command, Keymap
from aiquiz.terminal.keys import BACKSPACE, ENTER, EOF, ESCAPE, HANGUP, INTERRUPT, SPACE, TERMINATE, UNKNOWN, UP

TODAY = {
    SPACE: Command.REVEAL,
    ENTER: Command.REVEAL,
    "1": Command.AGAIN,
    "2": Command.HARD,
    "3": Command.GOOD,
    "4": Command.EASY,
    "u": Command.UNDO,
    "U": Command.UNDO,
    "s": Command.SKIP,
    "S": Command.SKIP,
    "!": Command.SUSPEND,
    "b": Command.BURY,
    "f": Command.FLAG,
    "n": Command.NOTE,
    "e": Command.EDIT,
    "w": Command.WHY,
    "h": Command.HINT,
    "H": Command.HINT,
    "+": Command.SURE,
    "-": Command.UNSURE,
    "l": Command.LAST,
    "?": Command.HELP,
    "q": Command.LEAVE,
    "Q": Command.LEAVE,
    EOF: Command.LEAVE,
    INTERRUPT: Command.LEAVE,
    TERMINATE: Command.LEAVE,
    HANGUP: Command.LEAVE,
}


@pytest.mark.parametrize("key", TODAY, ids=repr)
def test_the_table_that_holds_when_nothing_is_set(key: str) -> None:
    assert DEFAULT.command_of(key) is TODAY[key]


@pytest.mark.parametrize("key", [UNKNOWN, UP, ESCAPE, BACKSPACE, "x", "5", "0", "é", "", "ß", "İ"])
def test_other_keys_ask_for_nothing(key: str) -> None:
    assert DEFAULT.command_of(key) is None


def test_every_command_has_a_key_and_a_setting_with_the_same_default() -> None:
    settings = {key.removeprefix("key_"): row.default for key, row in SETTINGS.items() if row.about.group is KEYS}
    assert settings == {field.name: field.default for field in fields(Keymap)}
    assert list(settings) == [str(command) for command in Command]


def test_a_key_of_ones_own_goes_before_the_small_letter_of_another() -> None:
    mine = Keymap(again="j", easy="J", leave="X", note="N")
    assert mine.command_of("j") is Command.AGAIN
    assert mine.command_of("J") is Command.EASY
    assert mine.command_of("x") is mine.command_of("X") is mine.command_of(INTERRUPT) is Command.LEAVE
    assert mine.command_of("q") is mine.command_of("1") is None
    assert mine.command_of("n") is Command.NOTE


def test_space_and_enter_reveal_whatever_key_was_set_for_it() -> None:
    mine = Keymap(reveal="r")
    assert {mine.command_of(key) for key in (SPACE, ENTER, "r", "R")} == {Command.REVEAL}


@given(st.permutations("asdfghjklöéß1!?+-.,"))
def test_each_command_is_found_by_its_own_key(keys: list[str]) -> None:
    mine = Keymap(*keys)
    assert len(keys) == len(Command)
    for command in Command:
        assert mine.command_of(mine.key_of(command)) is command


def test_keys_are_spelt_for_those_who_listen() -> None:
    mine = Keymap(again="A", hard="h")
    names = ("again", "hard", "suspend", "help", "reveal", "sure", "unsure")
    assert [mine.spell(Command(name)) for name in names] == [
        "capital a",
        "h",
        "exclamation mark",
        "question mark",
        "space",
        "plus",
        "hyphen",
    ]
