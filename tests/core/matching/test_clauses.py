from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.core.matching.clauses import find_clauses, find_positions
from aiquiz.core.matching.opposites import read_opposites
from aiquiz.core.matching.stems import Word, read_sentences


def read(text: str) -> list[Word]:
    [words] = read_sentences(text)
    return words


def clauses(text: str) -> str:
    """Gives a sentence with a bar where another clause begins."""
    words = read(text)
    numbers = find_clauses(words)
    walls = [" | " * (now > was) or " " for was, now in pairwise(numbers)]
    return words[0].text + "".join(wall + word.text for wall, word in zip(walls, words[1:], strict=True))


CLAUSES = (
    ("ridge has a closed form, lasso is iterative", "ridge has closed form, | lasso is iterative"),
    ("one step mixes the rows and the next filters the space", "one step mixes rows | and next filters space"),
    ("trees are deep while stumps are shallow", "trees are deep | while stumps are shallow"),
    ("the encoder gives a code – the decoder gives a text", "encoder gives code – | decoder gives text"),
    ("pooling reduces the size and widens the view", "pooling reduces size and widens view"),
    ("pooling reduces the size, it widens the view", "pooling reduces size, it widens view"),
    ("it is slow, because the loop is long", "it is slow, because loop is long"),
    ("deep trees, shallow stumps and no ranks", "deep trees, shallow stumps and no ranks"),
    ("with depth, the view grows", "with depth, view grows"),
    ("it has rows, columns and cells", "it has rows, columns and cells"),
    ("all the rows over the year and every one of the columns", "all rows over year and every one of columns"),
    ("it is fast, and", "it is fast, and"),
    ("and", "and"),
)


@pytest.mark.parametrize(("text", "expected"), CLAUSES, ids=[text for text, _ in CLAUSES])
def test_a_clause_ends_where_another_subject_has_a_verb_of_its_own(text: str, expected: str) -> None:
    assert clauses(text) == expected.replace(",", "").replace("–", "").replace("  ", " ")


def test_what_parts_two_words_keeps_them_apart() -> None:
    assert find_positions(read("one two three")) == [1, 2, 3]
    assert find_positions(read("one, two and three")) == [1, 6, 11, 12]


@given(st.text(max_size=200))
def test_clauses_and_positions_never_go_back(text: str) -> None:
    for words in read_sentences(text):
        numbers, positions = find_clauses(words), find_positions(words)
        assert len(numbers) == len(positions) == len(words)
        assert all(now - was in {0, 1} for was, now in pairwise(numbers))
        assert all(was < now for was, now in pairwise(positions))


def test_opposites_are_mutual_and_none_is_its_own() -> None:
    opposites = read_opposites()
    assert all(word in opposites[other] for word, others in opposites.items() for other in others)
    assert all(word not in others for word, others in opposites.items())
    assert opposites["l2"] == {"lasso", "l1"}
    assert opposites["falsepositiv"] == {"falsenegat"}
