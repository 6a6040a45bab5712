"""What a round says of the learner: scores, time, strengths and gaps, and what to study next."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from aiquiz.core.cards import Card
from aiquiz.core.headings import LEVELS, CardId, Headed
from aiquiz.core.interview.interviewer import seconds_for
from aiquiz.core.interview.round import Round
from aiquiz.core.interview.score import Score, Verdict, take_score
from aiquiz.core.interview.story import points_of
from aiquiz.core.schedulers import Grade
from aiquiz.core.stats import Share

MOST_SHOWN = 3
"""How many strengths and gaps are named at most."""

_STRONG = 0.5
_TREND_ROUNDS = 3
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./")
_LEVEL_ORDER = {level: place for place, level in enumerate(LEVELS)}


class ScoreRow(NamedTuple):
    """The questions of a level or topic, or all: how many count, the mean of their scores, the points made in them."""

    name: str
    questions: int
    mean: float | None
    points: Share


class Report(NamedTuple):
    """A round as it went; strengths come best first, gaps worst first, and no question is in both.

    `next_command` is what to study next; empty where there is no gap.
    """

    at: datetime
    minutes: int
    taken_ms: int
    scores: tuple[Score, ...]
    total: ScoreRow
    by_level: tuple[ScoreRow, ...]
    by_topic: tuple[ScoreRow, ...]
    strengths: tuple[Score, ...]
    gaps: tuple[Score, ...]
    next_command: str

    @property
    def asked(self) -> int:
        """How many questions were answered or passed."""
        return sum(score.verdict is not Verdict.UNASKED for score in self.scores)

    @property
    def is_over_time(self) -> bool:
        """Says whether the answers took longer than the round was to take."""
        return self.taken_ms > self.minutes * 60_000

    @property
    def grades(self) -> tuple[tuple[CardId, Grade], ...]:
        """What would go into the schedule, in the order of the round: of the cards that are still in the bank."""
        graded = [(score.id, score.grade) for score in self.scores if score.card]
        return tuple((card_id, grade) for card_id, grade in graded if grade is not None)


class Trend(NamedTuple):
    """The scores of past rounds; `change` is from the mean of the three before the last three to that of these."""

    scores: tuple[tuple[datetime, float], ...]
    change: float | None


def take_report(played: Round, cards: Mapping[CardId, Headed]) -> Report:
    """Gives the report of a round, whether it came to its end or not; `cards` are those of the bank by their ids."""
    minutes, present = played.convened.minutes, [cards[turn.card] for turn in played.turns if turn.card in cards]
    scores = []
    for turn in played.turns:
        card = cards.get(turn.card)
        scores.append(take_score(turn, card, seconds_for(card, present, minutes) if card else 0))
    by_level = _rows((score.card.level, score) for score in scores if score.card)
    by_topic = _rows((score.card.topic, score) for score in scores if score.card)
    strengths, gaps = _pick(scores)
    return Report(
        at=played.convened.at,
        minutes=minutes,
        taken_ms=played.taken_ms,
        scores=tuple(scores),
        total=_row("all", scores),
        by_level=tuple(by_level[level] for level in LEVELS if level in by_level),
        by_topic=tuple(row for _, row in sorted(by_topic.items())),
        strengths=strengths,
        gaps=gaps,
        next_command=_say_next(gaps, by_level, by_topic),
    )


def trend(reports: Iterable[Report]) -> Trend:
    """Gives how the scores went from round to round, in the order of the reports; without a score one is left out."""
    scores = tuple((one.at, one.total.mean) for one in reports if one.total.mean is not None)
    found = [score for _, score in scores]
    last, before = found[-_TREND_ROUNDS:], found[-2 * _TREND_ROUNDS : -_TREND_ROUNDS]
    change = (sum(last) - sum(before)) / _TREND_ROUNDS if len(before) == _TREND_ROUNDS else None
    return Trend(scores, change)


def point_texts(card: Card, places: Iterable[int]) -> tuple[str, ...]:
    """Gives the words of key points by their places; those that the card no longer has are left out."""
    points = points_of(card)
    return tuple(points[place].text for place in places if place < len(points))


def _rows(named: Iterable[tuple[str, Score]]) -> dict[str, ScoreRow]:
    groups: dict[str, list[Score]] = {}
    for name, score in named:
        groups.setdefault(name, []).append(score)
    return {name: _row(name, scores) for name, scores in groups.items()}


def _row(name: str, scores: Sequence[Score]) -> ScoreRow:
    shares = [score.share for score in scores if score.share is not None]
    points = Share(sum(score.points.part for score in scores), sum(score.points.whole for score in scores))
    return ScoreRow(str(name), len(shares), sum(shares) / len(shares) if shares else None, points)


def _pick(scores: Sequence[Score]) -> tuple[tuple[Score, ...], tuple[Score, ...]]:
    """Gives strengths and gaps. Of equal scores that of a harder question is the strength, of an easier one the gap.

    A strength has half of its points at least and stands in the better half, unless nothing is missing.
    """
    rows = [
        (-score.share, -_LEVEL_ORDER[score.card.level], place)
        for place, score in enumerate(scores)
        if score.card and score.share is not None and score.verdict is not Verdict.UNJUDGED
    ]
    ranked, half = sorted(rows), (len(rows) + 1) // 2
    strong = [row for turn, row in enumerate(ranked) if -row[0] == 1 or (turn < half and -row[0] >= _STRONG)]
    weak = [row for row in reversed(ranked) if row not in strong[:MOST_SHOWN] and -row[0] < 1]
    return tuple(scores[row[2]] for row in strong[:MOST_SHOWN]), tuple(scores[row[2]] for row in weak[:MOST_SHOWN])


def _say_next(gaps: Sequence[Score], by_level: Mapping[str, ScoreRow], by_topic: Mapping[str, ScoreRow]) -> str:
    """Gives the command for the gap whose topic went worst, then whose level did: its card is let through.

    Where all was of one topic, for its subtopic.
    """
    cards = [score.card for score in gaps if score.card]
    if not cards:
        return ""
    card = min(cards, key=lambda card: (by_topic[card.topic].mean or 0.0, by_level[card.level].mean or 0.0))
    topic = card.topic if len(by_topic) > 1 else card.place
    return f"aiquiz study --topic {_quote(topic)} --level {card.level}"


def _quote(name: str) -> str:
    """Gives a name as a shell takes it: the decks' own names may have spaces."""
    return name if _PLAIN.issuperset(name) and name else "'" + name.replace("'", "'\"'\"'") + "'"
