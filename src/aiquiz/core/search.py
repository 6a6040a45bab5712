"""Finds cards by their words: which have all of them, the best first, and where each was found."""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from aiquiz.core.cards import Card
from aiquiz.core.headings import CardId, Headed
from aiquiz.core.search_words import Word, find_spans, fold, make_word, may_have, nearest_known, split_words

_EXCERPT = 100
_BEFORE = 30
_MARKUP = re.compile(r"[*`#>|]+|(?<=\s)[-+](?=\s)|-{3,}")


class Part(StrEnum):
    """A part of a card in which words are looked for, the most telling first."""

    QUESTION = "question"
    TOPIC = "topic"
    TAGS = "tags"
    KEY_POINTS = "key points"
    ANSWER = "answer"


class Hit(NamedTuple):
    """A card that has all the words, and the parts that have one.

    `missing` are the words that the question has not, `best` is the part that has most of these.
    """

    card: Card
    parts: tuple[Part, ...]
    missing: tuple[Word, ...]
    best: Part

    @property
    def excerpt(self) -> str:
        """About a hundred letters of the best part; empty where the question has all the words."""
        return _excerpt(_texts(self.card)[self.best], self.missing) if self.missing else ""


class Shelf(NamedTuple):
    """Where cards are looked for: their headings, each as raw JSON, and each as a card."""

    cards: Sequence[Headed]
    raw_of: Callable[[CardId], bytes]
    find: Callable[[CardId], Card]


class Found(NamedTuple):
    """What a search came to: the words it was for in the end, the hits, and the words that were taken for others.

    `counts` says how many cards have each word, where no card has all of them.
    """

    words: tuple[Word, ...]
    hits: tuple[Hit, ...]
    meant: tuple[tuple[str, str], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


def search_cards(shelf: Shelf, words: tuple[Word, ...]) -> Found:
    """Gives the cards that have all of some words, the best first; a word that no card has is taken for the nearest."""
    hits = _look(shelf, words)
    if hits:
        return Found(words, hits)
    numbers = [len(_look(shelf, (word,))) for word in words]
    meant = {}
    if 0 in numbers:
        known = telling_words(shelf.find(card.id) for card in shelf.cards)
        lost = [word for word, number in zip(words, numbers, strict=True) if not number]
        meant = {word.text: near for word in lost if (near := nearest_known(word, known))}
    taken = tuple(make_word(meant.get(word.text, word.text)) for word in words)
    hits = _look(shelf, taken) if meant else ()
    counts = () if hits else tuple((word.text, len(_look(shelf, (word,)))) for word in taken)
    return Found(taken, hits, tuple(meant.items()), counts)


def _look(shelf: Shelf, words: tuple[Word, ...]) -> tuple[Hit, ...]:
    likely = (shelf.find(card.id) for card in shelf.cards if may_have(shelf.raw_of(card.id), words))
    return tuple(rank_hits([hit for card in likely if (hit := match_card(card, words))]))


def match_card(card: Card, words: Sequence[Word]) -> Hit | None:
    """Gives the hit that a card is; None where one of the words is not in it."""
    texts = _texts(card)
    had = {}
    for part, text in texts.items():
        folded = fold(text)
        had[part] = {place for place, word in enumerate(words) if next(word.places(folded), None)}
    if len(set().union(*had.values())) < len(words):
        return None
    parts = tuple(part for part in Part if had[part])
    missing = set(range(len(words))) - had[Part.QUESTION]
    best = max(Part, key=lambda part: len(had[part] & missing))
    return Hit(card, parts, tuple(words[place] for place in sorted(missing)), best)


def rank_hits(hits: Iterable[Hit]) -> list[Hit]:
    """Gives the hits, those first whose question has the most of the words, then the most asked."""
    return sorted(hits, key=lambda hit: (len(hit.missing), -hit.card.asked_by, hit.card.id))


def telling_words(cards: Iterable[Card]) -> set[str]:
    """Gives the words of all parts but the answers: those that a mistyped one may have been meant for."""
    return split_words(
        " ".join(text for card in cards for part, text in _texts(card).items() if part is not Part.ANSWER)
    )


def _texts(card: Card) -> dict[Part, str]:
    return {
        Part.QUESTION: card.question,
        Part.TOPIC: card.place,
        Part.TAGS: ", ".join(card.tags),
        Part.KEY_POINTS: " · ".join(card.point_texts),
        Part.ANSWER: card.answer,
    }


def _excerpt(text: str, words: Sequence[Word]) -> str:
    """Gives about a hundred letters around the first of the words, on one line and without Markdown's marks."""
    line = " ".join(_MARKUP.sub(" ", text).split())
    spans = find_spans(line, words)
    start = max(0, (spans[0][0] if spans else 0) - _BEFORE)
    start = line.rfind(" ", 0, start + 1) + 1
    end = len(line)
    if end - start > _EXCERPT:
        cut = line.rfind(" ", start, start + _EXCERPT)
        end = cut if cut > (spans[0][1] if spans else 0) else start + _EXCERPT
    return f"{'… ' if start else ''}{line[start:end]}{' …' if end < len(line) else ''}"
