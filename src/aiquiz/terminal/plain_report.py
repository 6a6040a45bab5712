"""How the report of a round reads aloud: a sentence for each thing that the other themes draw."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType

from aiquiz.core.cards import Card
from aiquiz.core.headings import CardId
from aiquiz.core.interview.report import Report, ScoreRow, point_texts
from aiquiz.core.interview.report_words import (
    NO_SCORE,
    counted,
    is_counted,
    question_of,
    say_asked,
    say_counts,
    say_follow_up,
    say_left,
    say_moment,
    say_next,
    say_percent,
    say_points,
    say_scope,
    say_score,
    say_spent,
)
from aiquiz.core.interview.round import Round
from aiquiz.core.interview.score import Score, Verdict
from aiquiz.terminal.layout import styled
from aiquiz.terminal.plain_stats import read_lines
from aiquiz.terminal.scores import Unbroken


def read_report(report: Report, cards: Mapping[CardId, Card], past: Round | None = None) -> RenderableType:
    """Gives a round as it went, in words; `cards` are those of the round, as they were asked.

    What is known only of a round that is past comes first.
    """
    heading, command = say_next(report)
    lines = [*(_begun(past) if past else ()), *_lines(report, cards), "", f"{heading}:"]
    return Group(read_lines(lines), Unbroken(command))


def _begun(past: Round) -> Iterator[str]:
    yield f"The round of {say_moment(past.convened)}, for {say_scope(past.convened)}."
    yield "Its answers were counted in your schedule." if is_counted(past) else "It left your schedule as it was."


def _lines(report: Report, cards: Mapping[CardId, Card]) -> Iterator[str]:
    if report.total.mean is not None:
        yield f"Score: {say_percent(report.total.mean)}, {say_points(report.total.points)}."
    else:
        yield f"Score: {NO_SCORE}."
    yield f"Questions: {say_asked(report)}."
    over = f", {say_long(report.taken_ms - report.minutes * 60_000)} over" if report.is_over_time else ""
    yield f"Time: {say_spent(report.taken_ms, report.minutes)}{over}."
    if left := say_left(report):
        yield left
    for number, score in enumerate(report.scores if report.asked else (), 1):
        yield ""
        yield f"Question {number}: {_question(score, cards)}"
        yield f"{', '.join(_said(score))}."
    if report.is_scored:
        yield from _rows("Levels", counted(report.by_level))
        yield from _rows("Topics", counted(report.by_topic))
        yield from _named("Strengths", report.strengths, report, cards)
        yield from _named("Gaps", report.gaps, report, cards)


def say_long(taken_ms: int) -> str:
    """Gives a time in words: `2 min 40 s`."""
    minutes, seconds = divmod(taken_ms // 1000, 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def _question(score: Score, cards: Mapping[CardId, Card]) -> str:
    return styled(" ".join(question_of(score, cards).split())).plain


def _said(score: Score) -> Iterator[str]:
    is_scored_one = score.verdict is Verdict.SCORED
    yield f"{say_score(score)} points" if is_scored_one else score.verdict.value.capitalize()
    if score.verdict is not Verdict.UNASKED:
        yield f"{say_long(score.taken_ms)}{f' of {say_long(score.seconds * 1000)}' if score.seconds else ''}"
    if score.is_over_time:
        yield f"{say_long(score.taken_ms - score.seconds * 1000)} over"
    if score.card:
        yield score.card.level
    if follow_up := say_follow_up(score):
        yield follow_up


def _rows(title: str, rows: Sequence[ScoreRow]) -> Iterator[str]:
    if rows:
        yield ""
        yield f"{title}:"
    for row in rows:
        yield f"{row.name}: {say_percent(row.mean or 0)}, {say_counts(row)}."


def _named(title: str, scores: Sequence[Score], report: Report, cards: Mapping[CardId, Card]) -> Iterator[str]:
    if not scores:
        return
    yield ""
    yield f"{title}:"
    for score in scores:
        card = cards.get(score.id)
        missed = [styled(point).plain for point in point_texts(card, score.missed)] if card else []
        more = f", missed {len(missed)}" if missed else ""
        yield f"Question {report.scores.index(score) + 1}, {say_score(score)}{more}: {_question(score, cards)}"
        yield from (f"- {point}" for point in missed)
