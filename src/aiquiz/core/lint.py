"""What makes a readable card a poor one: length, key points, sources, age, Markdown; docs/writing-cards.md says why."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from aiquiz.core.cards import Card
from aiquiz.core.headings import Level
from aiquiz.core.matching.match_syntax import check_entry
from aiquiz.core.matching.word_forms import FUNCTION_WORDS
from aiquiz.core.numeric.example import example_of

ANSWER_WORDS = (60, 160)
QUESTION_WORDS = (2, 60)
TIP_WORDS = (4, 70)
KEY_POINTS = (3, 6)
KEY_POINT_WORDS = (1, 25)
FOLLOW_UPS = (1, 3)
TAGS = (1, 5)
MOST_ENTRIES = 12
WIDEST_LINE = 80
OLDEST_MONTHS = 18
SAME_WORDS = 8
"""A key point that shares a run of so many words with the answer has copied it."""

FAST_MOVING = frozenset({"generative-ai", "mlops", "responsible-ai", "career"})

_FENCED = re.compile(r"^ *(```|~~~).*?^ *\1 *$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_LINK = re.compile(r"\[[^\]\n]*\]\([^)\n]*$", re.MULTILINE)
_WORD = re.compile(r"[\w’'-]+")
_TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE)


class Finding(NamedTuple):
    """A rule that a card breaks: in which field, and a sentence that says how and what to do."""

    field: str
    rule: str
    message: str


def lint_card(card: Card, today: date) -> Iterator[Finding]:
    """Gives what is poor about one card, looked at by itself; one with numbers to draw is judged as it reads then."""
    card = example_of(card)
    for rule in _RULES:
        yield from rule(card)
    yield from _age(card, today)


def spoken_words(answer: str) -> int:
    """Counts the words that are said aloud: tables and code blocks are looked at, not read out."""
    prose = _TABLE_ROW.sub("", _FENCED.sub("", answer))
    return len(prose.split())


def _lengths(card: Card) -> Iterator[Finding]:
    yield from _bounds("answer", "length", spoken_words(card.answer), ANSWER_WORDS, "words to say")
    yield from _bounds("question", "length", len(card.question.split()), QUESTION_WORDS, "words")
    if card.tip:
        yield from _bounds("tip", "length", len(card.tip.split()), TIP_WORDS, "words")
    for point in card.point_texts:
        yield from _bounds("key_points", "length", len(point.split()), KEY_POINT_WORDS, f"words in {point[:30]!r}")


def _counts(card: Card) -> Iterator[Finding]:
    counted: Mapping[str, tuple[int, tuple[int, int]]] = {
        "key_points": (len(card.key_points), KEY_POINTS),
        "follow_ups": (len(card.follow_ups), FOLLOW_UPS),
        "tags": (len(card.tags), TAGS),
    }
    for field, (number, bounds) in counted.items():
        yield from _bounds(field, "count", number, bounds, "of them")


def _bounds(field: str, rule: str, number: int, bounds: tuple[int, int], what: str) -> Iterator[Finding]:
    least, most = bounds
    if number < least:
        yield Finding(field, rule, f"has {number} {what}: at least {least}")
    elif number > most:
        yield Finding(field, rule, f"has {number} {what}: at most {most}")


def _copied_points(card: Card) -> Iterator[Finding]:
    said = _runs(card.answer)
    for point in card.point_texts:
        words = _words(point)
        whole_sentence = (
            len(words) >= SAME_WORDS // 2 and f" {' '.join(words)} " in f" {' '.join(_words(card.answer))} "
        )
        if whole_sentence or not said.isdisjoint(_runs(point)):
            yield Finding("key_points", "copied", f"{point[:50]!r} copies the answer: say what a listener ticks")


def _loose_entries(card: Card) -> Iterator[Finding]:
    for point in card.key_points:
        what = f"ways to say {point.text[:30]!r}"
        yield from _bounds("key_points", "match", len(point.match), (0, MOST_ENTRIES), what)
        for entry in point.match:
            units = entry.lower().split()
            choices = [choice for unit in units for choice in unit.split("|") if len(units) == 1 or "|" in unit]
            if empty := [choice for choice in choices if choice in FUNCTION_WORDS]:
                message = f"{empty[0]!r} in {entry!r} stands in nearly every answer: leave it out"
                yield Finding("key_points", "match", message)
            elif problem := check_entry(entry):
                yield Finding("key_points", "match", f"has an entry {entry[:40]!r} that {problem}")


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[start : start + SAME_WORDS]) for start in range(len(words) - SAME_WORDS + 1)}


def _sources(card: Card) -> Iterator[Finding]:
    if not card.sources and card.level is not Level.BEGINNER:
        yield Finding(
            "sources", "sources", f"is missing on an {card.level} card: name what its facts were checked against"
        )


def _markdown(card: Card) -> Iterator[Finding]:
    for field, text in (("answer", card.answer), ("question", card.question), ("tip", card.tip)):
        rest = _FENCED.sub("", text)
        if re.search(r"^ *(```|~~~)", rest, re.MULTILINE):
            yield Finding(field, "markdown", "has a code block that is never closed: add the closing fence")
            continue
        prose = _CODE.sub("", rest)
        for mark, name in (("`", "backtick"), ("**", "pair of asterisks")):
            if prose.count(mark) % 2 if mark == "**" else mark in prose:
                yield Finding(field, "markdown", f"has a {name} that is never closed")
        if _LINK.search(prose):
            yield Finding(field, "markdown", "has a link that is never closed: add the bracket")


def _wide_lines(card: Card) -> Iterator[Finding]:
    rows = [row.group().strip() for row in _TABLE_ROW.finditer(_FENCED.sub("", card.answer))]
    code = [line for block in _FENCED.finditer(card.answer) for line in block.group().splitlines()]
    for line in rows + code:
        if len(line) > WIDEST_LINE:
            yield Finding("answer", "width", f"has a line of {len(line)} columns, {line[:30]!r}: at most {WIDEST_LINE}")


def _age(card: Card, today: date) -> Iterator[Finding]:
    if card.topic in FAST_MOVING and card.checked is not None:
        months = (today.year - card.checked.year) * 12 + today.month - card.checked.month
        if months > OLDEST_MONTHS:
            yield Finding(
                "checked", "age", f"was {months} months ago in a topic that moves fast: check the facts again"
            )


_RULES: tuple[Callable[[Card], Iterator[Finding]], ...] = (
    _lengths,
    _counts,
    _copied_points,
    _loose_entries,
    _sources,
    _markdown,
    _wide_lines,
)
