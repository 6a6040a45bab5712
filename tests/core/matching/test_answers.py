from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.core.cards import KeyPoint
from aiquiz.core.matching.answers import Found, match_points
from aiquiz.core.matching.match_syntax import check_entry
from aiquiz.core.matching.synonyms import COMMON

FALLS = KeyPoint(
    "Falls with prevalence even when the classifier itself is unchanged",
    ("falls|depends|changes prevalence|base-rate|class-balance", "falls positives rare|rarer"),
)
MISSED = KeyPoint("Says nothing about the positives that were missed", ("not missed|misses|false-negatives",))
FLAGGED = KeyPoint("The denominator is everything the model flagged", ("tp/(tp+fp)", "flagged correct|right"))
POINTS = (FLAGGED, MISSED, FALLS)

SENTENCES = (
    "Precision is TP / (TP + FP).",
    "Of what was flagged, how much is right?",
    "It does not see the missed positives.",
    "It drops with the base rate!",
    "It does not depend on prevalence, they say.",
    "Nobody reads the false negatives; a spam filter shows it.",
    "Lunch was excellent, and the weather fine.",
)
"""What an answer may be made of, with and without a key point."""


def find(answer: str, *entries: str, text: str = "Zebra quagga okapi") -> Found:
    return match_points(answer, [KeyPoint(text, entries)])[0]


def ticks(answer: str, points: tuple[KeyPoint, ...] = POINTS) -> tuple[bool, ...]:
    return tuple(found.is_found for found in match_points(answer, points))


def test_a_good_answer_ticks_all_points_and_shows_the_words_as_they_were_typed() -> None:
    answer = "Precision = TP / (TP + FP). It doesn't count misses. With a lower base rate it DROPS."
    assert match_points(answer, POINTS) == (
        Found(is_found=True, words=("TP / (TP + FP)",)),
        Found(is_found=True, words=("misses",)),
        Found(is_found=True, words=("lower", "base rate")),
    )


def test_a_wrong_answer_and_one_beside_the_point_tick_nothing() -> None:
    assert not any(ticks("Precision is TP / (TP + FN). It does not depend on prevalence. All missed ones are seen."))
    assert not any(ticks("Floating-point numbers have a precision of 23 bits; training may diverge."))


SAYING = (
    ("it FALLS when prevalence is low", "falls prevalence"),
    ("prevalence makes it fall", "falls with the prevalence"),
    ("goes down with size", "falls size"),
    ("generalization of behavior", "generalisation behaviour"),
    ("labeled data, modeled", "labelled modelling"),
    ("over-fitting", "overfitting"),
    ("overfitting", "over-fitting"),
    ("the base rate", "base-rate"),
    ("three matrices", "matrix"),
    ("an FP", "false-positive"),
    ("false positives", "fp"),
    ("two RNNs", "recurrent-neural-network"),
    ("an INT-8 kernel", "int8"),
    ("the F1", "f-1"),
    ("GPT4 is large", "gpt"),
    ("8bit weights", "8-bit"),
    ("O(n^2)", "n²"),
    ("n**2 steps", "n²"),
    ("n² steps", "n^2"),
    ("divide by √d", "sqrt(d)"),
    ("1 − p is kept", "1-p"),
    ("2 × 3 × 4", "2*3*4"),
    ("a penalty λ", "lambda"),
    ("naïve Bayes", "naive-bayes"),
    ("10,000 rows of 3.5 MB", "10000 3.5-mb"),
    ("5 %", "5%"),
    ("it models P(Y | X)", "p(y|x)|conditional"),
    ("it models a conditional", "p(y|x)|conditional"),
    ("an A/B test", "a/b-test"),
    ("e.g. fraud is rare", "fraud rare"),
    ("w/o labels", "without-labels"),
    ("an overfiting network", "overfitting"),
    ("a grdaient step", "gradient step"),
    ("its model’s error", "model error"),
    ("it replaces the sum", "replaces-the-sum"),
    ("a state-of-the-art net", "state-of-the-art"),
    ("the model decides the next step", "model decides next|step loop|next"),
    ("fewer params, lower var", "parameters variance"),
    ("grads on the val set", "gradient validation-set"),
    ("SGD w/ momentum", "sgd-with-momentum"),
    ("7B weights", "7-billion"),
    ("7 bn weights", "7b"),
    ("a 4x gain", "four-times"),
    ("fourfold", "4x"),
    ("a threshold of .76", "0.76"),
    ("two units at zero", "2 0"),
    ("the largest gap", "large-gap"),
    ("guesses the difficulty", "predicts hard"),
    ("busy: int4", "busy-int4"),
    ("a non-linear map", "non-linear"),
    ("pass^4", "pass^4"),
    ("it updates the index instead of the weights", "index instead-of-weights"),
    ("labels rather than scores", "rather-than-scores"),
    ("a tiny batch", "small-batch"),
    ("the smallest batch", "tiny batch"),
    ("a higher temperature", "increases temperature"),
    ("9 per cent", "9%"),
    ("9%", "9-percent"),
    ("a non‑linear map", "non-linear"),
    ("over‐fitting", "overfitting"),
    ("its model‘s error", "model error"),
    ("gradient descent takes gradients", "sgd-takes|gradient-descent-takes gradient|gradients|grads|weights"),
)


@pytest.mark.parametrize(("answer", "entry"), SAYING, ids=[answer for answer, _ in SAYING])
def test_an_entry_is_found_in_all_its_spellings(answer: str, entry: str) -> None:
    assert find(answer, entry).is_found


NOT_SAYING = (
    ("the prevalence. It falls", "falls prevalence"),
    (f"falls {'and so on ' * 8} prevalence", "falls prevalence"),
    ("L2 norm", "2"),
    ("an L2 norm", "l"),
    ("an RNN", "network"),
    ("FPR rises", "false-positive"),
    ("TP / (TP - FP)", "tp/(tp+fp)"),
    ("quartiles", "quantile"),
    ("a decoder", "encoder"),
    ("prevalence", "prevalence|rate prevalence|share"),
    ("the position", "positive"),
    ("rate of base", "base-rate"),
    ("anything", "|broken"),
    ("SGD for Transformers, AdamW for CNNs", "transformers-adamw"),
    ("a non-linear map", "linear"),
    ("a non‑linear map", "linear"),
    ("a non linear map", "linear"),
    ("it doesn´t depend on size", "depends size"),
    ("neither slow nor big", "big"),
    ("a higher bias", "reduces bias"),
    ("pass@4", "pass^4"),
    ("pass^4", "pass@4"),
    ("a valid token", "validates"),
    ("it encodes", "encoder"),
    ("the worst case", "worse"),
    ("a problem", "difficulty"),
    ("retries are independent", "not independent"),
    ("", "falls"),
)


@pytest.mark.parametrize(("answer", "entry"), NOT_SAYING, ids=[entry for _, entry in NOT_SAYING])
def test_an_entry_is_not_found_where_its_words_are_apart_or_other_ones(answer: str, entry: str) -> None:
    assert not find(answer, entry).is_found


def test_the_words_of_a_short_list_are_one_sentence_and_those_of_a_wrapped_line_as_well() -> None:
    assert find("it falls\nprevalence matters", "falls prevalence").is_found
    assert not find("it falls.\nprevalence matters", "falls prevalence").is_found
    assert not find(
        "Precision is what falls among all the measures of a test:\n- prevalence", "falls prevalence"
    ).is_found
    assert find("Precision is that measure of a classifier which falls\nwith prevalence", "falls prevalence").is_found


CONTRARY = (
    ("ridge has the closed form", "lasso has the closed form, ridge is iterative", "ridge closed-form"),
    ("a small k overfits, a large one underfits", "a large k overfits, a small one underfits", "small overfits"),
    ("rare words get larger steps", "frequent words get larger steps, rare ones smaller", "rare larger steps"),
    ("it shrinks the map and widens the view", "it widens the map and narrows the view", "widens view"),
    ("test set first, features last", "features first, at the end a test set", "test-set first"),
    ("two stages are slow, YOLO uses one pass", "two stages are one pass, YOLO uses proposals", "yolo one-pass"),
    ("depthwise filters space", "depthwise mixes the rows and pointwise filters the space", "depthwise filters space"),
    ("L2 is stable, not L1", "the L1 is stable, and L2 jumps", "l2 stable"),
    ("labels help", "labels are useless, ranks help", "labels help"),
    ("high recall lowers the precision", "high recall raises precision, a low one costs it", "recall lowers precision"),
)


@pytest.mark.parametrize(("right", "wrong", "entry"), CONTRARY, ids=[entry for _, _, entry in CONTRARY])
def test_a_claim_turned_round_does_not_say_what_the_claim_says(right: str, wrong: str, entry: str) -> None:
    assert find(right, entry).is_found
    assert not find(wrong, entry).is_found


PAIRS = ("precision recall", "L1 L2", "bagging boosting", "FP FN", "before after", "high low", "softmax sigmoid")


@given(st.sampled_from(PAIRS), st.booleans(), st.sampled_from((", ", " and ", " but ", " – ", " while ")))
def test_what_is_said_of_one_is_not_said_of_its_contrary(pair: str, is_turned: bool, joint: str) -> None:  # noqa: FBT001 - drawn
    one, other = pair.split()[:: -1 if is_turned else 1]
    answer = f"{one} momentum{joint}{other} entropy"
    assert find(answer, f"{one} momentum").is_found
    assert find(answer, f"entropy {other}").is_found
    assert not find(answer, f"{other} momentum").is_found
    assert not find(answer, f"entropy {one}").is_found


def test_an_entry_of_four_units_may_take_them_from_two_clauses() -> None:
    answer = "The encoder gives a code, the decoder gives a picture."
    assert find(answer, "encoder code decoder picture").is_found
    assert not find(answer, "code decoder picture").is_found


def test_an_entry_may_ask_for_a_dismissal() -> None:
    assert find("scaling is unnecessary for trees", "scaling unnecessary trees").is_found
    assert find("scaling is unnecessary for trees", "not scaling trees").is_found
    assert not find("scaling is needed for trees", "scaling unnecessary trees").is_found


def test_beside_entries_the_own_words_of_a_point_count_only_in_their_order() -> None:
    point = "Cached prefixes make a long prompt cheap"
    assert find(f"{point}.", "zebra", text=point).is_found
    assert not find("A long prompt makes cached prefixes cheap.", "zebra", text=point).is_found
    assert not find("Cached prefixes make it cheap.", "zebra", text=point).is_found
    assert not find("Cached prefixes.", "zebra", text="Cached prefixes").is_found


def test_a_negative_entry_wants_a_negation_and_another_one_wants_none() -> None:
    for answer in ("it never depends on size", "it ignores size", "without size", "size is not used", "none by size"):
        assert find(answer, "not size").is_found
    assert not find("it depends on size", "not size").is_found
    assert not find("it does not depend on size", "depends size").is_found
    assert find("we blame nobody", "nobody blames").is_found
    assert find("no retry after text was streamed", "no-retry streamed").is_found
    assert not find("no retry after text was streamed", "retry|no-backoff streamed").is_found
    assert find("no labels at all", "no-labels").is_found


def test_an_entry_may_take_either_a_negation_or_a_word() -> None:
    assert find("it is blind to size", "not|blind size").is_found
    assert find("it does not see size", "not|blind size").is_found
    assert not find("it sees size", "not|blind size").is_found


def test_the_own_words_of_a_point_count_without_an_entry() -> None:
    point = "Unstructured zeros need special kernels or hardware to pay"
    assert find("Unstructured zeroes pay only with special kernels.", text=point).is_found
    assert find("There are unstructured zeros. They need special hardware.", text=point).is_found
    assert not find("Zeros are fast.", text=point).is_found
    assert not find("Unstructured zeros do not need special kernels or hardware.", text=point).is_found


def test_frequent_words_alone_do_not_make_a_point() -> None:
    assert not find("The data of the model are used.", text="Uses the data of the model in a Kalman filter").is_found
    assert find("It works without target values.", text="Works without target values").is_found


@pytest.mark.parametrize("word", sorted(COMMON))
def test_each_frequent_word_counts_half(word: str) -> None:
    said, unsaid = "Alpha beta gamma delta", "epsilon zeta"
    assert find(said, text=f"{said} {unsaid} {word}").is_found
    assert not find(said, text=f"{said} {unsaid} zebra").is_found


def test_a_point_that_denies_is_said_by_an_answer_that_denies() -> None:
    point = "A remedy for overfitting, not for underfitting"
    assert find("It is a remedy for overfitting but not for underfitting.", text=point).is_found
    assert not find("It is a remedy for overfitting and for underfitting.", text=point).is_found


def test_the_contrary_of_a_point_does_not_say_it() -> None:
    assert not find("Precision rises with prevalence shifts.", text="Precision falls with prevalence shifts").is_found
    assert find("Precision drops with prevalence shifts.", text="Precision falls with prevalence shifts").is_found


def test_at_most_six_phrases_are_shown() -> None:
    point = "Alpha beta gamma delta epsilon zeta eta theta"
    assert len(find(point, text=point).words) == 6


def test_a_point_of_small_words_only_is_never_ticked() -> None:
    assert not find("It is what it is.", text="It is what it is").is_found


@given(st.sampled_from((" ", "\n", "\n\n", "\t \n")))
def test_an_empty_answer_ticks_nothing(answer: str) -> None:
    assert not any(ticks(answer))
    assert not any(ticks(""))


@given(st.lists(st.sampled_from(SENTENCES), max_size=5))
def test_ticks_do_not_depend_on_small_and_large_letters(sentences: list[str]) -> None:
    answer = " ".join(sentences)
    assert ticks(answer.upper()) == ticks(answer.lower()) == ticks(answer)


@given(st.lists(st.sampled_from(SENTENCES), max_size=4), st.sampled_from(SENTENCES))
def test_another_sentence_never_unticks(sentences: list[str], other: str) -> None:
    before = ticks(" ".join(sentences))
    for answer in (" ".join([*sentences, other]), " ".join([other, *sentences])):
        assert all(now >= was for was, now in zip(before, ticks(answer), strict=True))


WORDS = st.sampled_from(
    (
        "momentum",
        "shrinks",
        "sparse",
        "gradients",
        "centroid",
        "labels",
        "never",
        "cheap",
        "2:4",
        "FP16",
        "F1",
        "n²",
        "RNN",
    )
)


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_the_text_of_a_point_says_the_point(words: list[str]) -> None:
    text = " ".join(words)
    assert find(f"{text}.", text=text).is_found or set(words) <= {"never", "2:4"}


@given(st.text(max_size=300), st.lists(st.text(max_size=30), max_size=3))
def test_any_text_is_matched_and_shown_by_its_own_words(answer: str, entries: list[str]) -> None:
    found = find(answer, *entries, text=answer[:40])
    flat = "".join(answer.split())
    assert all("".join(word.split()) in flat for word in found.words)
    assert found.is_found or not found.words


HOSTILE = ("a" * 10_000, "1," * 5_000, "\n" * 10_000, "not " * 2_500, "数据漂移" * 2_500, "falls prevalence " * 600)


@pytest.mark.parametrize("answer", HOSTILE, ids=[text[:4].strip() or "blank" for text in HOSTILE])
def test_a_hostile_answer_is_read_like_any_other(answer: str) -> None:
    assert [found.is_found for found in match_points(answer, POINTS)] == [False, False, answer.startswith("falls")]


def test_the_order_of_points_does_not_matter() -> None:
    answer = " ".join(SENTENCES)
    assert match_points(answer, POINTS[::-1]) == match_points(answer, POINTS)[::-1]


FAULTS = (
    ("  ", "is empty"),
    ("a||b c", "has a `|` in brackets or with nothing"),
    ("falls |", "has a `|` in"),
    ("(falls|drops)-fast", "has a `|` in brackets"),
    ("the of", "has only words such as"),
    ("not", "has only a negation"),
    ("no never|without", "has only a negation"),
    ("tp / fp", "has no word in `/`"),
    ("x|= y", "has no word in `x|=`"),
    ("b c d e f g h i j", "is longer than"),
    ("x" * 201, "is longer than"),
    ("not|loss not|rate not|data not|cost x", "can be taken in more than 8 ways"),
)


@pytest.mark.parametrize(("entry", "fault"), FAULTS, ids=[fault + entry[:4] for entry, fault in FAULTS])
def test_what_is_wrong_with_an_entry_is_said(entry: str, fault: str) -> None:
    assert check_entry(entry).startswith(fault)
    assert not find(entry, entry).is_found


@pytest.mark.parametrize("entry", [entry for point in POINTS for entry in point.match] + [entry for _, entry in SAYING])
def test_a_good_entry_has_no_fault(entry: str) -> None:
    assert not check_entry(entry)


def test_what_is_shown_stands_in_the_order_of_the_answer() -> None:
    answer = "It depends on the base rate; of what was flagged some is right."
    shown = [answer.index(word) for found in map(partial(find, answer), FALLS.match) for word in found.words]
    assert all(one < other for one, other in pairwise(shown))
