"""The keys of a round beside the learner's own: there is always one for everything, and none is taken from them."""

from itertools import combinations

import pytest

from aiquiz.terminal.keymap import Keymap
from aiquiz.terminal.round_keys import Way, way_of

LETTERS = "".join(Way)


def test_no_key_has_two_meanings() -> None:
    assert len(set(LETTERS)) == len(LETTERS)


def test_whatever_keys_the_learner_has_there_is_one_for_each_way_and_none_is_theirs() -> None:
    for leave, reveal, undo in combinations(LETTERS, 3):
        keymap = Keymap(leave=leave, reveal=reveal.upper(), undo=undo)
        assert not {leave, reveal, undo} & {way.key_in(keymap) for way in Way}


@pytest.mark.parametrize(("key", "way"), [("y", Way.COUNT), ("Y", Way.COUNT), ("m", Way.SAVE), ("c", None), ("", None)])
def test_a_key_asks_for_its_way(key: str, way: Way | None) -> None:
    assert way_of(key, Keymap()) is way


def test_where_a_key_is_taken_the_next_does_the_same() -> None:
    keymap = Keymap(leave="y")
    assert (way_of("y", keymap), way_of("c", keymap)) == (None, Way.COUNT)
