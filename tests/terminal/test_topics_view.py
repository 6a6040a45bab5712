from support.cards import GOOD, RULES, make_card, progress_of, reviewed
from support.marks import marked
from support.shown import shown, widest

from aiquiz.core.events import Mark
from aiquiz.core.outline import take_outline
from aiquiz.terminal.topics_view import render_topics

PAST = [reviewed("a", GOOD, day=day) for day in (-30, -29, -20)]
CARDS = [
    make_card("a", "maths/sums"),
    make_card("b", "maths/sums"),
    make_card("c", "maths/proofs"),
    make_card("d", "art/\x1b[31mink\u202e"),
]
TOPICS = take_outline(CARDS, progress_of(*PAST, marked("c", Mark.SUSPENDED)), RULES)


def test_without_unicode_the_bars_are_made_of_ascii() -> None:
    lines = shown(render_topics(TOPICS, 80, ascii_only=True)).splitlines()
    assert lines[1] == "# known  = learning  . new"
    assert any("##########.........." in line for line in lines)


def test_in_words_there_are_no_bars_and_no_legend() -> None:
    assert shown(render_topics(TOPICS[1:], 80, in_words=True)).splitlines() == [
        "3 cards in 1 topic",
        "",
        "maths",
        "  1 known, 0 learning, 1 new, 1 suspended",
        "  3 cards: 3 beginner",
        "  proofs",
        "    0 known, 0 learning, 0 new, 1 suspended",
        "  sums",
        "    1 known, 0 learning, 1 new",
    ]


def test_names_are_cleaned_and_lines_fit() -> None:
    for width in (16, 40, 60, 80, 200):
        text = shown(render_topics(TOPICS, width), width)
        assert "\x1b" not in text
        assert "\u202e" not in text
        assert widest(text) <= min(width, 88)


def test_where_all_is_suspended_the_bar_is_empty_and_the_figures_stay_in_line() -> None:
    lines = shown(render_topics(TOPICS, 120), 120).splitlines()
    proofs = next(line for line in lines if "proofs" in line)
    sums = next(line for line in lines if "sums" in line)
    assert proofs.index("0 known") == sums.index("1 known")
