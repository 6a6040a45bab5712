import pytest

from aiquiz.core.matching.negation import find_scopes
from aiquiz.core.matching.stems import read_sentences


def denied(text: str) -> str:
    [words] = read_sentences(text)
    return " ".join(word.text for word, is_denied in zip(words, find_scopes(words).denied, strict=True) if is_denied)


SCOPES = (
    ("it depends on prevalence", ""),
    ("it does not depend on prevalence", "depend on prevalence"),
    ("it doesn’t depend", "depend"),
    ("it dont depend", "depend"),
    ("no label but a score", "label"),
    ("not slow however wide", "slow"),
    ("never slow because it caches", "slow"),
    ("not because of memory", "because of memory"),
    ("not slow, it caches", "slow"),
    ("no gradient, momentum or label", "gradient momentum or label"),
    ("not slow (it caches)", "slow"),
    ("not slow – it caches", "slow"),
    ("no label and it is fast", "label and"),
    ("neither slow nor big", "slow nor big"),
    ("no labels nor scores", "labels nor scores"),
    ("it is not fast, nor is it cheap", "fast nor is it cheap"),
    ("no label and score", "label and score"),
    ("not one two three four five six seven", "one two three four five six"),
    ("not only depends on size", ""),
    ("it matters no matter what", ""),
    ("whether or not, size counts", ""),
    ("why not", ""),
    ("not", ""),
    ("attention instead of recurrence", "recurrence"),
    ("labels rather than scores", "scores"),
    ("unlike trees, forests average", "trees"),
    ("without one two three four five", "one two three four"),
    ("it fails to generalise", "generalise"),
    ("not without labels", "without"),
    ("labels are not needed", "labels are needed"),
    ("it is fast, labels are not needed", "labels are needed"),
    ("fast but labels are not needed", "labels are needed"),
    ("one two three four five six seven is not needed", "three four five six seven is needed"),
    ("fast: labels are not needed", "labels are needed"),
    ("it blames nobody", "it blames"),
    ("nobody is blamed", "is blamed"),
    ("labels are useless", "labels are"),
    ("it is fast, labels are unnecessary here", "labels are"),
    ("labels are not useless", "useless"),
    ("labels do not happen", "labels do happen"),
    ("labels do not matter", "labels do matter"),
    ("a linear probe tells nothing", "linear probe tells"),
    ("it has nothing to do with labels", "it has labels"),
    ("ridge is stable, lasso is not", "lasso is"),
    ("correct even if it is not", "it is"),
    ("no, labels help", ""),
    ("none: a label helps", ""),
    ("not allowed by the grammar to label", "allowed by grammar"),
    ("labels are a waste", "labels are"),
    ("without it the map is linear", "it"),
    ("without those labels", "those labels"),
)


@pytest.mark.parametrize(("text", "expected"), SCOPES, ids=[text for text, _ in SCOPES])
def test_a_negation_reaches_as_far_as_people_mean_it(text: str, expected: str) -> None:
    assert denied(text) == expected


def test_what_is_left_out_is_not_denied() -> None:
    [words] = read_sentences("precision ignores missed cases")
    scopes = find_scopes(words)
    assert not any(scopes.denied)
    assert scopes.left_out == (False, False, True, True)
    assert scopes.negations == (False, True, False, False)
