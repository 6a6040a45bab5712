import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.core.card_names import LONGEST_NAME, fresh_id, refuse_deck_name


@pytest.mark.parametrize(
    ("question", "name"),
    {
        "What is a confusion matrix?": "confusion-matrix",
        "Why is cross-validation better than one split?": "cross-validation-better-than-one-split",
        "What's the naïve Bayes assumption, in Gauss’ words?": "whats-naive-bayes-assumption-gauss-words",
        "What is it?": "what-is-it",
        "何ですか": "card",
        "": "card",
        "$$$ \x1b[31m": "31m",
        "x" * 200: "x" * LONGEST_NAME,
    }.items(),
)
def test_an_id_is_made_of_the_telling_words(question: str, name: str) -> None:
    assert fresh_id(question, set()) == name


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert fresh_id("What is drift?", {"drift"}) == "drift-2"
    assert fresh_id("What is drift?", {"drift", "drift-2", "drift-3"}) == "drift-4"


@given(st.text(max_size=80), st.sets(st.sampled_from(["card", "card-2", "a", "a-2", "b"])))
def test_an_id_is_always_a_name_that_is_not_taken(question: str, taken: set[str]) -> None:
    found = fresh_id(question, taken)
    assert found not in taken
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", found)


@pytest.mark.parametrize("name", ["mine", "my-cards", "2026", "a" * LONGEST_NAME])
def test_these_are_names_for_a_deck(name: str) -> None:
    assert refuse_deck_name(name) == ""


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("bundled", "come with aiquiz"),
        ("con", "Windows"),
        ("lpt9", "Windows"),
        ("a" * (LONGEST_NAME + 1), "longer"),
        *(
            (name, "small letters")
            for name in (
                "",
                ".",
                "..",
                "../x",
                "a/b",
                "a\\b",
                "/etc/passwd",
                ".hidden",
                "-rf",
                "--deck",
                "A",
                "a b",
                "a\n",
                "é",
                "a--b",
                "a.yaml",
                "~",
                "$HOME",
                "a\x00",
                "con.yaml",
            )
        ),
    ],
)
def test_these_are_refused_as_names(name: str, reason: str) -> None:
    assert reason in refuse_deck_name(name)
