import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.core.matching.stems import MOST_LETTERS_OF_A_TEXT, read_sentences, stem
from aiquiz.core.matching.synonyms import COMMON, SYNONYMS

SAME = (
    "generalise generalizes generalisation generalization",
    "behaviour behavior behaviours",
    "labelled labeled labels labelling",
    "centre center centres",
    "reduce reduction falls fell dropped lower",
    "comparison compares",
    "matrix matrices",
    "hypothesis hypotheses",
    "analysis analyses analysing",
    "chosen choice picks selects",
    "accuracy accurate",
    "classify classification classifier",
    "quantisation quantize quantised",
    "costly expensive",
)
APART = ("positive position", "experiment experience", "means mean", "note not", "cell cel", "variance variable")


@pytest.mark.parametrize("words", SAME)
def test_forms_spellings_and_plain_synonyms_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", APART)
def test_different_words_have_different_stems(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == len(words.split())


ROWS = [{stem(word) for word in row} for row in SYNONYMS]


def test_every_synonym_has_the_stem_of_its_row_and_stands_in_no_other() -> None:
    assert all(len(row) == 1 for row in ROWS)
    assert len(set.union(*ROWS)) == len(ROWS)


def test_no_frequent_word_is_listed_in_two_of_its_forms() -> None:
    assert len({stem(word) for word in COMMON}) == len(COMMON)


def texts(text: str) -> list[list[str]]:
    return [[word.text for word in words] for words in read_sentences(text)]


SENTENCES: tuple[tuple[str, list[list[str]] | int], ...] = (
    ("One. Two! Three? four; five", [["one"], ["two"], ["three"], ["four"], ["five"]]),
    ("Rises (a lot.) Falls", [["rises", "lot"], ["falls"]]),
    ("e.g. this vs. that", [["e", "g", "this", "versus", "that"]]),
    ("about 0.5 or 1,000", [["about", "0.5", "or", "1000"]]),
    ("- one\n- two", [["one", "two"]]),
    ("one\n\ntwo", [["one"], ["two"]]),
    ("one,\ntwo", [["one", "two"]]),
    ("The learner has typed a rather long line of text here,\nand goes on", 1),
    ("The learner has typed a rather long line of text here\nAnd begins anew", 2),
    (f"one{' ' * 200}two", [["one"], ["two"]]),
    ("the a an", []),
    ("", []),
    ("ﬁne ﬂow", [["fine", "flow"]]),
    ("½ ² ৳", 1),
    ("GPT-4 and k8s", [["gpt", "4", "and", "kubernetes"]]),
)


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text[:12] for text, _ in SENTENCES])
def test_a_text_is_parted_into_sentences(text: str, expected: list[list[str]] | int) -> None:
    found = texts(text)
    assert (found if isinstance(expected, list) else len(found)) == expected


def test_a_sentence_without_end_is_parted_too() -> None:
    assert [len(words) for words in read_sentences("word " * 400)] == [150, 150, 100]


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    assert sum(map(len, read_sentences("x. " * MOST_LETTERS_OF_A_TEXT))) < MOST_LETTERS_OF_A_TEXT


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    words = [word for sentence in read_sentences(text) for word in sentence]
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)
