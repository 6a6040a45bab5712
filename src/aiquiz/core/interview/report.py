"""What a round says of the learner: scores, time, strengths and gaps, and what to study next."""

import shlex
from collections import Counter
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

COMPARED = 3
"""So many rounds are set beside as many before them."""

_STRONG = 0.6
_MOST_PLACES = 3
_NEXT_CARDS = 20
_LEVEL_ORDER = {level: place for place, level in enumerate(LEVELS)}


class ScoreRow(NamedTuple):
    """The questions of a level or topic, or all: how many count, the mean of their scores, the points made in them."""

    name: str
    questions: int
    mean: float | None
    points: Share


class Report(NamedTuple):
    """A round as it went; strengths come best first, gaps worst first, and no question is in both.

    `next_command` is what to study next; empty where there is no gap. Where a round is not whole, only what was judged
    or passed counts.
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
    is_whole: bool

    @property
    def asked(self) -> int:
        """How many questions were answered or passed."""
        return sum(score.verdict is not Verdict.UNASKED for score in self.scores)

    @property
    def is_scored(self) -> bool:
        """Says whether anything is known of the answers: a round left before the review has no score."""
        return self.total.mean is not None

    @property
    def is_over_time(self) -> bool:
        """Says whether the answers took longer than the round was to take, by a whole second or more."""
        return self.taken_ms // 1000 > self.minutes * 60

    @property
    def grades(self) -> tuple[tuple[CardId, Grade], ...]:
        """What would go into the schedule, in the order of the round: of the cards that are still in the bank."""
        return tuple((score.id, score.grade) for score in self.scores if score.card and score.grade is not None)

    @property
    def missed(self) -> tuple[CardId, ...]:
        """The questions whose answers were not good, in the order of the round: of the cards that are in the bank."""
        return tuple(card_id for card_id, grade in self.grades if grade in {Grade.AGAIN, Grade.HARD})


class Trend(NamedTuple):
    """The scores of past rounds that are whole.

    `change` is from the mean of the three before the last three to that of these.
    """

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
        next_command=_say_next([score for score in scores if score not in strengths]),
        is_whole=played.is_whole,
    )


def trend(reports: Iterable[Report]) -> Trend:
    """Gives how the scores went from round to round, in the order of the reports.

    One without a score is left out, and one that was left half-way: easy questions come first.
    """
    scores = tuple((one.at, one.total.mean) for one in reports if one.is_whole and one.total.mean is not None)
    found = [score for _, score in scores]
    last, before = found[-COMPARED:], found[-2 * COMPARED : -COMPARED]
    return Trend(scores, mean(last) - mean(before) if len(before) == COMPARED else None)


def mean(numbers: Sequence[float]) -> float:
    """Gives the mean of one number or more."""
    return sum(numbers) / len(numbers)


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
    return ScoreRow(str(name), len(shares), mean(shares) if shares else None, points)


def _pick(scores: Sequence[Score]) -> tuple[tuple[Score, ...], tuple[Score, ...]]:
    """Gives strengths and gaps: of equal scores harder questions are strengths first, gaps come as they were asked.

    A strength has six tenths of its points at least and stands in the better half, unless nothing is missing.
    """
    rows = [
        (score.share, _LEVEL_ORDER[score.card.level], place)
        for place, score in enumerate(scores)
        if score.card and score.share is not None
    ]
    ranked, half = sorted(rows, key=lambda row: (-row[0], -row[1], row[2])), (len(rows) + 1) // 2
    strong = [row for turn, row in enumerate(ranked) if row[0] == 1 or (turn < half and row[0] >= _STRONG)][:MOST_SHOWN]
    weak = sorted((row[0], row[2]) for row in rows if row not in strong and row[0] < 1)[:MOST_SHOWN]
    return tuple(scores[place] for *_, place in strong), tuple(scores[place] for *_, place in weak)


def _say_next(scores: Sequence[Score]) -> str:
    """Gives the command for the subtopics where most points were missed, and the levels of what was missed there.

    Empty where nothing was. It takes more new cards than a day may have room for: those of the round stand among others
    of their subtopics.
    """
    lacking = [(score.card, len(score.missed)) for score in scores if score.card and score.share not in {None, 1.0}]
    if not lacking:
        return ""
    missed = Counter[str]()
    for card, points in lacking:
        missed[card.place] += points
    places = [place for place, _ in missed.most_common(_MOST_PLACES)]
    found = {card.level for card, _ in lacking if card.place in places}
    words = [word for place in places for word in ("--topic", place)]
    if len(found) < len(LEVELS):
        words += [word for level in LEVELS if level in found for word in ("--level", level)]
    return shlex.join(["aiquiz", "study", *words, "--new", f"{_NEXT_CARDS}", "--limit", f"{_NEXT_CARDS}"])
