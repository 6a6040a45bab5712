import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from support.cards import make_card, replace
from support.rounds import Told, replay_round, round_events

from aiquiz.core.cards import Card, CardId, KeyPoint, Level, Role
from aiquiz.core.events import Event
from aiquiz.core.interview.report import take_report
from aiquiz.interchange.markdown_safe import escape_line, fence, quote
from aiquiz.interchange.plain_text import tidy
from aiquiz.interchange.report_markdown import write_report

PAGE = MarkdownIt("commonmark").enable(["table", "strikethrough"])
POINTS = (KeyPoint("Keeps a part aside"), KeyPoint("Never trains on it"))
SPLIT = replace(
    make_card("split", "maths/sums"),
    question="What is a `split`?",
    answer="Two **parts**:\n\n- one\n- two",
    key_points=POINTS,
)
COST = replace(make_card("cost", "mlops/serving", level=Level.ADVANCED), key_points=POINTS)
SPEECH = make_card("speech", "career/talks")
BANK: dict[CardId, Card] = {card.id: card for card in (SPLIT, COST, SPEECH)}
HOSTILE = (
    "```\n# out\n```",
    "~~~\n</code></pre><script>alert(1)</script>",
    "<!-- never closed",
    "- [x] ticked\n\n[x]: http://elsewhere.example",
    "| a | b |\n|---|---|\n| ``|`` | x |",
    "a\n===\nb\n---\n",
    "![picture](http://elsewhere.example/x.png) [link](javascript:alert(1)) **bold** _it_ ~~gone~~ &lt; \\",
    "\x1b[31mred\x1b[0m \x07\x00\x9b \u202etxet \ud800",
    "1. one\n2. two\n+ three\n    code",
    "``\u200b`\nout",
    "`a``b` ``c`d``",
    "`>```*a*`<",
)
MIXED = st.lists(
    st.sampled_from([*"`~#*_[]()<>|\\&-+=.!:1x \n\t", "```", "~~~", "<!--", "[x]:", "\n\n", "ab", "\u200b"]),
    max_size=30,
).map("".join)


def page_of(events: list[Event], cards: dict[CardId, Card] = BANK) -> str:
    played = replay_round(events)
    return write_report(take_report(played, cards), played, cards)


def kinds_in(page: str) -> list[str]:
    """Gives what a page is made of outside of quotations: its blocks, and what is marked in them but code."""
    kinds, depth = [], 0
    for token in PAGE.parse(page):
        depth -= token.type == "blockquote_close"
        if not depth:
            kinds.append(f"{token.type}:{token.tag}:{token.info}")
            kinds += [one.type for one in token.children or () if one.type not in {"text", "code_inline"}]
        depth += token.type == "blockquote_open"
    return kinds


def tokens_in(page: str) -> list[Token]:
    return [one for token in PAGE.parse(page) for one in (token, *(token.children or ()))]


def shown_in(line: str) -> str:
    """Gives the text that a reader sees of one line, code and all."""
    return "".join(token.content for token in PAGE.parseInline(line)[0].children or ())


def test_a_page_has_everything_in_its_order() -> None:
    told = (
        Told("split", 1, 2, text="Two parts,\nI think.", taken_ms=200_000, follow_up="Why?", then="So.", is_held=True),
        Told("cost", None, 2, taken_ms=5_000),
        Told("speech", is_asked=False),
    )
    assert page_of(round_events(*told, roles=[Role.ML_ENGINEER])) == (
        "# Mock interview, Mon 2 March 2026, 12:00\n\nFor: ml-engineer\n\n"
        "- **Score:** 25 %, 1 of 4 points\n- **Questions:** 2 of 3 asked: 1 passed\n- **Time:** 3 of 10 min\n"
        "- **Schedule:** left as it was\n- The round was left half-way: only what was judged or passed counts.\n\n"
        "## Questions\n\n| # | Question | Topic | Level | Score | Time |\n| --- | --- | --- | --- | --- | --- |\n"
        "| 1 | What is a `split`? | maths | beginner | 1 of 2 | 3:50 of 2:46, 1:04 over |\n"
        "| 2 | cost? | mlops | advanced | passed | 0:05 of 4:26 |\n"
        "| 3 | speech? | career | beginner | not asked |  |\n\n"
        "## Levels\n\n| Level | Score | Of |\n| --- | --- | --- |\n"
        "| beginner | 50 % | 1 question, 1 of 2 points |\n| advanced | 0 % | 1 question, 0 of 2 points |\n\n"
        "## Topics\n\n| Topic | Score | Of |\n| --- | --- | --- |\n"
        "| maths | 50 % | 1 question, 1 of 2 points |\n| mlops | 0 % | 1 question, 0 of 2 points |\n\n"
        "## Gaps\n\n- cost? (passed)\n  - missed: Keeps a part aside\n  - missed: Never trains on it\n"
        "- What is a `split`? (1 of 2)\n  - missed: Never trains on it\n\n"
        "## Study next\n\n```sh\naiquiz study --topic mlops/serving --topic maths/sums"
        " --level beginner --level advanced --new 20 --limit 20\n```\n\n"
        "## Answers\n\n### 1. What is a `split`?\n\nmaths › sums · beginner · 1 of 2\n\n"
        "**Your answer**, 3:20:\n\n```text\nTwo parts,\nI think.\n```\n\n"
        "**Follow-up:** Why?\n\n**Your answer to it**, 0:30:\n\n```text\nSo.\n```\n\nIt held.\n\n"
        "**They listen for**\n\n- [x] Keeps a part aside\n- [ ] Never trains on it\n\n"
        "**Model answer**\n\n> Two **parts**:\n>\n> - one\n> - two\n\n"
        "### 2. cost?\n\nmlops › serving · advanced · passed\n\n**Your answer**, 0:05:\n\nPassed.\n\n"
        "**They listen for**\n\n- [ ] Keeps a part aside\n- [ ] Never trains on it\n\n"
        "**Model answer**\n\n> An answer.\n"
    )


def test_a_whole_round_is_not_called_half_way_before_it_is_concluded() -> None:
    page = page_of(round_events(Told("split", 2, 2), Told("cost", None, 2), is_concluded=False))
    assert "- **Time:** 2 of 10 min\n\n## Questions" in page


def test_a_round_that_gave_way_to_another_was_left_half_way_though_it_is_concluded() -> None:
    page = page_of(round_events(Told("split", 2, 2), Told("cost", is_judged=False)))
    assert "- The round was left half-way: only what was judged or passed counts.\n" in page
    assert "- **Schedule:** counted\n" in page_of(round_events("split", is_counted=True, decks=["mine"]))
    assert "\nFor: mine\n" in page_of(round_events("split", decks=["mine"]))


def test_a_round_left_half_way_says_so_and_has_no_score() -> None:
    page = page_of(round_events(Told("split", is_judged=False), Told("cost", is_asked=False), is_concluded=False))
    assert "- **Score:** none, as no answer was held against a checklist\n" in page
    assert "- The round was left half-way.\n" in page
    assert "**They listen for**, not judged yet\n\n- [ ] Keeps" in page
    assert "## Levels" not in page
    assert "## Another round\n\n```sh\naiquiz interview\n```\n" in page


def test_a_round_in_which_nothing_was_asked_is_its_head_and_what_is_next() -> None:
    page = page_of(round_events(Told("split", is_asked=False)))
    assert [line for line in page.splitlines() if line.startswith("#")] == [
        "# Mock interview, Mon 2 March 2026, 12:00",
        "## Another round",
    ]


def test_a_card_that_is_gone_keeps_its_answer() -> None:
    page = page_of(round_events(Told("gone", 2, 2, text="Said.", follow_up="Why?", is_held=False), Told("split", 1, 2)))
    assert "| 1 | gone (no longer in the bank) |  |  | 2 of 2 | 1:30 |" in page
    assert "### 1. gone (no longer in the bank)\n\n**Your answer**, 1:00:\n\n```text\nSaid.\n```\n" in page
    assert "**Your answer to it**, 0:30:\n\nSaid aloud.\n\nIt did not hold.\n\n### 2." in page


def test_rounds_over_time_are_marked_and_what_is_not_judged_is_in_no_row() -> None:
    page = page_of(round_events(Told("split", 2, 2), Told("cost", is_judged=False), minutes=1))
    assert "- **Time:** 2 of 1 min, 1:00 over" in page
    assert "## Levels" not in page


def test_a_follow_up_that_is_not_judged_is_left_open_and_a_card_without_points_has_no_list() -> None:
    page = page_of(round_events(Told("speech", 0, 0, follow_up="Why?", then="So.")))
    assert "So.\n```\n\n**Model answer**" in page


def test_what_was_not_on_the_checklist_yet_is_not_shown_as_missed() -> None:
    later = {SPLIT.id: replace(SPLIT, key_points=(*POINTS, KeyPoint("Came later")))}
    page = page_of(round_events(Told("split", 1, 2)), later)
    assert page.count("- [x] ") == page.count("- [ ] ") == 1
    assert "Came later" not in page
    assert "Came later" in page_of(round_events(Told("split", is_judged=False), is_concluded=False), later)


def test_a_question_of_several_lines_is_quoted_below_its_heading() -> None:
    card = replace(SPLIT, question="Which of these?\n\n- A\n- B")
    page = page_of(round_events("split"), {card.id: card})
    assert "### 1. Which of these? - A - B\n\n> Which of these?\n>\n> - A\n> - B\n\nmaths" in page


def hostile_page(text: str) -> str:
    """Gives a page in which every text that somebody else may have written is this one."""
    card = replace(SPLIT, question=f"Q {text}", topic=f"t {text}", key_points=(KeyPoint(text), KeyPoint("x")))
    card = card._replace(answer=text, subtopic=text)
    told = Told("split", 1, 2, text=f"x{text}", follow_up=f"f {text}", then=f"x{text}", is_held=True)
    return page_of(round_events(told, Told("cost", 1, 2), topics=[text]), {**BANK, card.id: card})


def check_contained(text: str) -> None:
    page = hostile_page(text)
    usual = kinds_in(hostile_page("benign\nbenign" if "\n" in f"Q {tidy(text)}".strip() else "benign"))
    assert kinds_in(page) == usual
    tokens = tokens_in(page)
    assert not {"html_block", "html_inline", "image"} & {token.type for token in tokens}
    said = [token.content for token in PAGE.parse(page) if token.type == "fence" and token.info == "text"]
    assert f"x{tidy(text)}\n" in said
    assert not [sign for sign in page if unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t"]
    assert page.count("\n- [x] ") == 2
    page.encode()


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_others_cannot_break_out(text: str) -> None:
    check_contained(text)


@settings(max_examples=50, deadline=None)
@given(MIXED)
def test_no_text_can_break_out(text: str) -> None:
    check_contained(text)


@given(st.text(max_size=40) | MIXED)
def test_a_line_shows_the_words_that_were_written(text: str) -> None:
    line = " ".join(tidy(text).split())
    shown = shown_in(escape_line(text))
    assert shown.replace("`", "").split() == line.replace("`", "").split()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("What is `a_b` *here*?", "What is `a_b` \\*here\\*?"),
        ("``a`b``", "``a`b``"),
        ("`` `a ``", "`` `a ``"),
        ("`a|b`", "a\\|b"),
        ("- one", "\\- one"),
        ("1. one", "1\\. one"),
        ("two\nlines", "two lines"),
    ],
)
def test_a_line_keeps_code_and_nothing_else(text: str, written: str) -> None:
    assert escape_line(text) == written


@given(MIXED)
def test_a_block_of_code_holds_exactly_the_text(text: str) -> None:
    (token,) = PAGE.parse("\n".join(fence(text)))
    assert (token.type, token.content) == ("fence", f"{tidy(text)}\n")


@given(MIXED)
def test_a_quotation_is_one_whatever_is_in_it(text: str) -> None:
    parsed = PAGE.parse("\n".join([*quote(f"x\n\n{text}"), "", "[x] after"]))
    outer = [token for token in parsed if token.level == 0]
    assert [token.type for token in outer] == [
        "blockquote_open",
        "blockquote_close",
        "paragraph_open",
        "paragraph_close",
    ]
    assert [token.type for token in parsed[-2].children or ()] == ["text"]


def test_a_quotation_with_html_or_names_for_links_is_left_as_it_was_written() -> None:
    assert quote("a <b>c</b>") == ["> ```text", "> a <b>c</b>", "> ```"]
    assert quote("[x]: http://a.example") == ["> ```text", "> [x]: http://a.example", "> ```"]
    assert quote("a  \n\nb") == ["> a  ", ">", "> b"]
