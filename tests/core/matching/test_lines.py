import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.core.cards import KeyPoint
from aiquiz.core.matching.answers import match_points
from aiquiz.core.matching.lines import ITEM, join_lines
from aiquiz.core.matching.stems import read_sentences

LONG = "regularisation such as L1, L2 or dropout in the upper layers"

JOINED = (
    ("dropout\nearly stopping", "dropout | early stopping"),
    ("- dropout\n* early stopping\n• more data", "dropout | early stopping | more data"),
    ("1) dropout\n2) more data", "dropout | more data"),
    ("(a) dropout\nb. more data", "dropout | more data"),
    ("- Dropout.\n- More data;\n- Less of it", "Dropout | More data | Less of it"),
    ("dropout,\nmore data", "dropout | more data"),
    ("Remedies:\n- dropout\n- more data", "Remedies: | dropout | more data"),
    ("- fast\n- cheap\nBut:\n- wide", "fast | cheap / But: | wide"),
    ("- data, e.g. images\n- labels", "data, e.g. images | labels"),
    (f"- {LONG}\n- early stopping\n- data", f"{LONG} / early stopping | data"),
    ("- it stops. It is early\n- data", "it stops. It is early / data"),
    ("It stops.\nIt is early", "It stops. / It is early"),
    ("dropout\n\nearly stopping", "dropout / / early stopping"),
    ("It drops the\nneurons", "It drops the neurons"),
    ("It does not\n\nfit", "It does not / / fit"),
    ("such as\n- dropout", "such as | dropout"),
    ("Precision is that measure of a classifier which falls\nwith prevalence", 1),
    ("Precision is that measure of a classifier which falls\nWith prevalence", 2),
    ("Precision is that measure of a classifier which falls.\nwith prevalence", 2),
    (f"It has three of them here\nwhich are {LONG}", 2),
    (f"It goes on here {'very ' * 20}long\nand ends", 1),
    ("one\x1ctwo\r\nthree", "one two | three"),
    ("- dropout", "dropout"),
    ("", ""),
)


@pytest.mark.parametrize(("text", "expected"), JOINED, ids=[text[:30] for text, _ in JOINED])
def test_lines_are_a_sentence_each_unless_they_are_a_list_or_wrapped(text: str, expected: str | int) -> None:
    joined = join_lines(text)
    assert len(joined) == len(text)
    if isinstance(expected, int):
        assert len(joined.split("\n")) == expected
    else:
        assert joined.replace(ITEM, " | ").replace("\n", " / ").split() == expected.split()


def test_the_mark_of_an_item_is_no_word() -> None:
    assert [[word.text for word in words] for words in read_sentences("1) one\n2) two")] == [["one", "two"]]


ITEMS = st.lists(
    st.sampled_from(("early stopping", "dropout", "more labels", "ridge", "pruning of trees", "x: low", "momentum")),
    min_size=1,
    max_size=6,
)
ENTRIES = (
    "stopping dropout",
    "dropout ridge labels",
    "low momentum",
    "ridge-pruning",
    "early-stopping",
    "trees more x",
)
FORMS = ("{item}", "- {item}", "* {item}.", "{number}) {item}", "{number}. {item}", "  • {item};")


@given(ITEMS, st.sampled_from(FORMS), st.sampled_from(("", "Remedies:")))
def test_a_list_ticks_what_the_same_words_with_commas_tick(items: list[str], form: str, heading: str) -> None:
    points = [KeyPoint("Zebra quagga okapi", (entry,)) for entry in ENTRIES]
    lines = [heading] * bool(heading) + [form.format(item=item, number=n) for n, item in enumerate(items, 1)]
    in_commas, in_lines = match_points(f"{heading} {', '.join(items)}", points), match_points("\n".join(lines), points)
    assert [found.is_found for found in in_commas] == [found.is_found for found in in_lines]


def ticks(answer: str, entry: str) -> bool:
    return match_points(answer, [KeyPoint("Zebra quagga okapi", (entry,))])[0].is_found


def test_a_list_of_remedies_ticks_a_point_that_wants_several() -> None:
    answer = "- regularisation (L1/L2, dropout)\n- early stopping\n- more data / augmentation\n- cross-validation"
    assert ticks(answer, "regularisation augmentation early-stopping")


def test_a_denial_stays_in_its_item_and_a_phrase_does_not_span_two() -> None:
    assert ticks("- no labels\n- cheap scores", "cheap scores")
    assert not ticks("- no labels\n- cheap scores", "labels scores")
    assert ticks("- labels are cheap\n- scores are not needed", "labels cheap")
    assert not ticks("- early\n- stopping", "early-stopping")
    assert not ticks("it does not\nfit noise", "fit noise")
