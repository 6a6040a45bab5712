"""Questions that ask the same are found, and questions that differ in one telling word are not."""

import sys

import pytest

from aiquiz.store.similarity import find_twins, is_available


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is overfitting, and how do you prevent it?", "How do you prevent overfitting?"),
        ("What is a confusion matrix?", "Explain the confusion matrix."),
        ("How do L1 and L2 regularisation differ?", "What is the difference between L2 and L1 regularisation?"),
        ("What is overfitting?", "What is over-fitting?"),
        ("What are embeddings?", "What is an embedding?"),
    ],
)
def test_the_same_question_in_other_words_is_found(one: str, other: str) -> None:
    (twins,) = find_twins(["What is a learning rate?", one, other])
    assert (twins.first, twins.second) == (1, 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("What is supervised learning?", "What is unsupervised learning?"),
        ("What is precision?", "What is recall?"),
        ("What is machine learning?", "What is a feature in machine learning?"),
        ("What is bias in machine learning?", "What is variance in machine learning?"),
        ("How do L1 and L2 regularisation differ?", "How do L1 and L2 losses differ?"),
    ],
)
def test_another_question_is_not(one: str, other: str) -> None:
    assert find_twins([one, other]) == []


def test_without_the_library_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_available()
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert not is_available()
