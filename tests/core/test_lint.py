"""What the linter says of a card that is readable and still poor."""

from datetime import date

import pytest
from support.cards import replace

from aiquiz.core.cards import Card, CardId, KeyPoint, Level, Parameter, Source, as_points
from aiquiz.core.lint import Finding, lint_card, spoken_words
from aiquiz.core.matching.match_syntax import check_entry

TODAY = date(2026, 11, 22)
PROSE = "Each sentence here is said aloud by somebody who knows the field rather well indeed. " * 5
GOOD = Card(
    id=CardId("good"),
    topic="generative-ai",
    subtopic="rag",
    question="What is a good card?",
    level=Level.INTERMEDIATE,
    answer=PROSE,
    tip="Say what you would measure first.",
    key_points=as_points(("Names the loss", "Gives one number", "Tells the trade-off")),
    follow_ups=("And then?",),
    tags=("llm",),
    sources=(Source("A paper", "Somebody", 2024),),
    checked=date(2026, 11, 1),
)


def findings(**changes: object) -> list[Finding]:
    return list(lint_card(replace(GOOD, **changes), TODAY))


def rules(**changes: object) -> list[tuple[str, str]]:
    return [(finding.field, finding.rule) for finding in findings(**changes)]


def test_a_good_card_gives_no_finding() -> None:
    assert findings() == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"answer": "Too short."}, ("answer", "length")),
        ({"answer": PROSE * 3}, ("answer", "length")),
        ({"question": "Why?"}, ("question", "length")),
        ({"question": "why " * 61}, ("question", "length")),
        ({"tip": "Be good."}, ("tip", "length")),
        ({"key_points": as_points(("One thing", "Two things"))}, ("key_points", "count")),
        ({"key_points": as_points("abcdefg")}, ("key_points", "count")),
        ({"key_points": as_points(("One", "Two", "word " * 26))}, ("key_points", "length")),
        ({"follow_ups": ()}, ("follow_ups", "count")),
        ({"follow_ups": ("a", "b", "c", "d")}, ("follow_ups", "count")),
        ({"tags": ()}, ("tags", "count")),
        ({"tags": tuple("abcdef")}, ("tags", "count")),
        ({"sources": ()}, ("sources", "sources")),
        ({"sources": (), "level": Level.ADVANCED}, ("sources", "sources")),
        ({"checked": date(2025, 4, 30)}, ("checked", "age")),
        ({"answer": PROSE + "\n```python\nx = 1\n"}, ("answer", "markdown")),
        ({"answer": PROSE + "An `open code span."}, ("answer", "markdown")),
        ({"answer": PROSE + "A **bold beginning."}, ("answer", "markdown")),
        ({"answer": PROSE + "See [the page](https://example.org"}, ("answer", "markdown")),
        ({"tip": "Say `this and nothing else."}, ("tip", "markdown")),
        ({"answer": f"{PROSE}\n\n| {'a' * 80} | b |\n|---|---|\n"}, ("answer", "width")),
        ({"answer": f"{PROSE}\n\n```\n{'a' * 81}\n```\n"}, ("answer", "width")),
    ],
)
def test_a_poor_card_is_told_what_is_poor(changes: dict[str, object], expected: tuple[str, str]) -> None:
    assert rules(**changes) == [expected]


@pytest.mark.parametrize(
    "changes",
    [
        {"sources": (), "level": Level.BEGINNER},
        {"checked": date(2020, 1, 1), "topic": "statistics"},
        {"checked": date(2025, 5, 1)},
        {"checked": None},
        {"tip": ""},
        {"answer": PROSE + "`x*y` and ``a`b`` and **bold** and `**kwargs`"},
        {"answer": PROSE + "\n```python\nx = '`' + '**'\n```\n"},
        {"answer": f"{PROSE}\n\n| {'a' * 30} | b |\n|---|---|\n"},
    ],
)
def test_what_is_fine_is_left_alone(changes: dict[str, object]) -> None:
    assert findings(**changes) == []


@pytest.mark.parametrize(
    "point",
    [
        "Is said aloud by somebody who knows the field",  # eight words in a row
        "Knows the field rather",  # a whole key point that stands in the answer
    ],
)
def test_a_key_point_that_copies_the_answer_is_found(point: str) -> None:
    (finding,) = findings(key_points=as_points(("Names the loss", "Gives one number", point)))
    assert (finding.field, finding.rule) == ("key_points", "copied")
    assert point[:20] in finding.message


def test_a_message_says_how_much_and_how_much_is_right() -> None:
    assert [finding.message for finding in findings(answer="Too short.")] == ["has 2 words to say: at least 60"]


def test_tables_and_code_are_not_said_aloud() -> None:
    assert spoken_words("one two\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nfour five\n```\nthree") == 3


NUMERIC = {
    "question": "What is {n} times three, and how would you work that out aloud?",
    "parameters": (Parameter("n", choices=(11.0, 12.0)),),
    "expression": "3 * n",
}


def test_a_numeric_card_is_judged_as_it_reads_when_it_is_filled() -> None:
    assert findings(**NUMERIC, answer=f"{PROSE} It is {{result}}.") == []
    long = "{n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n + n}"
    assert findings(**NUMERIC, tip=f"Say at once that it is {long}") == []
    row = "| {n} | " + "x" * 80 + " |"
    assert [rule for _, rule in rules(**NUMERIC, answer=f"{PROSE}\n\n{row}\n|---|---|\n")] == ["width"]
    open_span = {"answer": f"{PROSE} It is `{{result}}."}
    assert rules(**{**NUMERIC, **open_span}) == [("answer", "markdown")]


def said_of(*entries: str) -> list[str]:
    points = (*as_points(("Gives one number", "Tells the trade-off")), KeyPoint("Names the loss", entries))
    found = findings(key_points=points)
    assert {(finding.field, finding.rule) for finding in found} <= {("key_points", "match")}
    return [finding.message for finding in found]


@pytest.mark.parametrize("entry", ["loss", "loss|cost of", "the loss", "not falls", "base-rate", "is-a|has-a thing"])
def test_an_entry_that_asks_for_a_telling_word_is_fine(entry: str) -> None:
    assert said_of(entry) == []


@pytest.mark.parametrize(
    ("entry", "word"), [("the", "the"), ("The", "the"), ("loss|the", "the"), ("names loss|of", "of"), ("a|loss", "a")]
)
def test_an_entry_that_every_answer_has_is_found(entry: str, word: str) -> None:
    assert said_of(entry) == [f"{word!r} in {entry!r} stands in nearly every answer: leave it out"]


def test_more_than_twelve_ways_to_say_a_point_are_found() -> None:
    assert said_of(*(f"loss{number}" for number in range(12))) == []
    assert said_of(*(f"loss{number}" for number in range(13))) == [
        "has 13 ways to say 'Names the loss': at most 12",
    ]


def test_an_entry_that_says_nothing_or_cannot_be_read_is_found() -> None:
    assert said_of("not is") == [f"has an entry 'not is' that {check_entry('not is')}"]
