import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.cards import make_card, replace

from aiquiz.core.cards import Card, CardId, as_points
from aiquiz.core.search import Found, Part, Shelf, match_card, rank_hits, search_cards, telling_words
from aiquiz.core.search_words import find_spans, fold, make_word, may_have, nearest_known, read_words, split_words

LONG = "Words that tell nothing at all come first here, and there are many of them before the one. " * 3

DECK = (
    replace(
        make_card("bias", "ml/fitting", asked_by=2, tags=("theory",)),
        question="What is bias, and what is variance?",
        answer="A rigid model has **bias**; a `flexible` one has variance.",
        key_points=as_points(("Names the trade-off", "Overfitting is variance")),
    ),
    replace(
        make_card("overfit", "ml/fitting", asked_by=9),
        question="How do you prevent overfitting?",
        answer=f"{LONG}Regularisation, dropout, and more data. {LONG}",
    ),
    replace(
        make_card("ridge", "ml/linear", asked_by=1, tags=("regularisation",)),
        question="What does ridge regression add?",
        answer="The squared weights (L² penalty), after Müller & Tikhonov: naïve café.",
    ),
    replace(make_card("rag", "llm/rag", asked_by=5), question="What is RAG?", answer="Retrieval, then an answer."),
    replace(
        make_card("disk", "ops/tools"), question="Where do logs go?", answer="To storage: AI writes them on average."
    ),
)


def encode(card: Card) -> bytes:
    return "\n".join((card.question, card.answer, card.place, *card.point_texts, *card.tags)).encode()


CARDS = {card.id: card for card in DECK}
SHELF = Shelf(DECK, lambda card_id: encode(CARDS[card_id]), lambda card_id: CARDS[card_id])


def search(query: str) -> Found:
    return search_cards(SHELF, read_words(query))


def ids(query: str) -> str:
    return " ".join(hit.card.id for hit in search(query).hits)


QUERIES = {
    "overfitting": "overfit bias",
    "OVERFITTING": "overfit bias",
    "variances": "bias",
    "bias variance": "bias",
    "variance data": "",
    "fitting": "overfit bias",
    "rag": "rag",
    "ra": "",
    "ai": "disk",
    "log": "disk",
    "regularization": "overfit ridge",
    "naive cafe": "ridge",
    "Café naïve": "ridge",
    "muller": "ridge",
    "l2": "ridge",
    "penalties": "ridge",
    "what is rag": "rag",
    "what is": "rag bias",
    "llm/rag": "rag",
    "theory": "bias",
    "trade-off": "bias",
    "propagation": "",
    "Регрессия": "",
}


@pytest.mark.parametrize("query", QUERIES)
def test_cards_are_found_by_their_words(query: str) -> None:
    assert ids(query) == QUERIES[query]


def test_a_question_that_has_the_words_comes_before_a_body_and_then_the_most_asked() -> None:
    found = search("overfitting")
    assert [(hit.card.id, len(hit.missing), hit.best) for hit in found.hits] == [
        ("overfit", 0, Part.QUESTION),
        ("bias", 1, Part.KEY_POINTS),
    ]
    assert found.hits[1].parts == (Part.KEY_POINTS,)
    assert rank_hits(reversed(found.hits)) == list(found.hits)


def test_a_hit_in_the_question_needs_no_excerpt_and_one_elsewhere_has_the_words_in_it() -> None:
    title, body = search("overfitting").hits
    assert title.excerpt == ""
    assert body.excerpt == "Names the trade-off · Overfitting is variance"
    (inside,) = search("dropout").hits
    assert inside.excerpt.startswith("… ")
    assert inside.excerpt.endswith(" …")
    assert "Regularisation, dropout, and more data." in inside.excerpt
    assert len(inside.excerpt) <= 104


def test_an_excerpt_has_no_marks_of_markdown() -> None:
    (hit,) = search("rigid").hits
    assert hit.excerpt == "A rigid model has bias ; a flexible one has variance."


def test_an_excerpt_of_one_endless_word_is_cut() -> None:
    card = replace(make_card("long"), answer="x" * 400 + "needle" + "y" * 400)
    hit = match_card(card, read_words("needle"))
    assert hit is not None
    assert len(hit.excerpt) <= 600
    early = match_card(replace(card, answer="needle" + "y" * 400), read_words("needle"))
    assert early is not None
    assert early.excerpt == "needle" + "y" * 94 + " …"


def test_a_mistyped_word_is_taken_for_the_nearest() -> None:
    found = search("overfiting data")
    assert [hit.card.id for hit in found.hits] == ["overfit"]
    assert found.meant == (("overfiting", "overfitting"),)
    assert [word.text for word in found.words] == ["overfitting", "data"]
    assert found.counts == ()


def test_where_nothing_has_all_words_each_is_counted() -> None:
    assert search("bias ridge") == Found(read_words("bias ridge"), (), (), (("bias", 1), ("ridge", 1)))
    assert search("zebra").counts == (("zebra", 0),)
    assert search("xyz").meant == ()
    assert search("overfiting ridge").counts == (("overfitting", 2), ("ridge", 1))


def test_an_answer_is_no_place_to_look_for_what_a_mistyped_word_meant() -> None:
    assert {"overfitting", "theory", "fitting", "llm"} <= telling_words(DECK)
    assert "dropout" not in telling_words(DECK)


@pytest.mark.parametrize(
    ("query", "forms"),
    {
        "gradients": ["gradients", "gradient"],
        "losses": ["losses", "loss"],
        "loss": ["loss"],
        "properties": ["properties", "property"],
        "property": ["property", "properties"],
        "ai": ["ai", "ais"],
        "k8s": ["k8s", "k8"],
        "as if": ["if", "ifs"],
        "optimizers": ["optimizers", "optimizer", "optimisers", "optimiser"],
        "analyze": ["analyze", "analyse"],
        "size": ["size", "sise"],
        "s": ["s"],
        "ß": ["ss", "sss"],
    }.items(),
)
def test_a_word_counts_in_all_its_forms(query: str, forms: list[str]) -> None:
    (word,) = read_words(query)
    assert list(word.forms) == forms


def test_marks_of_punctuation_part_words_and_each_counts_once() -> None:
    assert [word.text for word in read_words("Bias-variance, (bias) k_means?")] == ["bias", "variance", "k", "means"]
    assert read_words(" ?! ") == ()


SPANS = {
    ("A RAG, a rag and storage", "rag"): ["RAG", "rag"],
    ("Overfitting and overfitted", "overfit"): ["Overfit", "overfit"],
    ("naïve NAI\u0308VE", "naive"): ["naïve", "NAI\u0308VE"],
    ("die Straße", "strasse"): ["Straße"],
    ("L² and l2", "l2"): ["L²", "l2"],
    ("ﬁne-tuning", "fine"): ["ﬁne"],
    ("nothing", "rag"): [],
}


@pytest.mark.parametrize(("text", "query"), SPANS)
def test_words_are_found_in_the_text_as_it_is_written(text: str, query: str) -> None:
    assert [text[start:end] for start, end in find_spans(text, read_words(query))] == SPANS[text, query]


def test_the_nearest_word_is_near_or_none() -> None:
    assert nearest_known(make_word("kubernets"), {"kubernetes", "kernel"}) == "kubernetes"
    assert nearest_known(make_word("kubernets"), {"kernel"}) == ""
    assert nearest_known(make_word("rga"), {"rag"}) == ""


TEXTS = st.text(st.sampled_from("abiszyABSZéÉß²×·‘ -_7Яяﬁ\u0308\n"), max_size=30)


@given(TEXTS, TEXTS)
@example("×", "")
def test_the_quick_look_never_misses_what_a_real_one_finds(text: str, query: str) -> None:
    words = read_words(query)
    if all(next(word.places(fold(text)), None) for word in words):
        assert may_have(text.encode(), words)


@given(TEXTS)
def test_a_text_is_found_by_each_of_its_own_words(text: str) -> None:
    card = replace(make_card("card"), answer=text)
    for word in split_words(text):
        hit = match_card(card, (make_word(word),))
        assert hit is not None
        assert len(hit.excerpt) <= 200


def test_a_card_is_found_whatever_its_id() -> None:
    assert match_card(replace(DECK[0], id=CardId("other")), read_words("bias")) is not None
    assert match_card(DECK[0], read_words("ridge")) is None
