"""A round and the list of them as data, for `--json`; docs/json.md is the page of the format."""

from collections.abc import Mapping
from typing import Any

from aiquiz.core.cards import Card
from aiquiz.core.headings import CardId
from aiquiz.core.interview.report import Report, ScoreRow, point_texts
from aiquiz.core.interview.report_words import is_counted
from aiquiz.core.interview.round import Round, Turn
from aiquiz.core.interview.round_events import Convened, Replied
from aiquiz.core.interview.rounds_list import PastRounds
from aiquiz.core.interview.score import Score


def report_data(report: Report, played: Round, cards: Mapping[CardId, Card]) -> dict[str, Any]:
    """Gives a round as it went; `cards` are those of the round, as they were asked. Scores run from 0 to 1."""
    return {
        **_begun_data(played.convened),
        "minutes": report.minutes,
        "taken_ms": report.taken_ms,
        "is_concluded": played.concluded is not None,
        "is_whole": report.is_whole,
        "is_counted": is_counted(played),
        "asked": report.asked,
        "all": _row_data(report.total) if report.is_scored else None,
        "levels": [_row_data(row) for row in report.by_level],
        "topics": [_row_data(row) for row in report.by_topic],
        "questions": [
            _question_data(score, turn, cards.get(score.id))
            for score, turn in zip(report.scores, played.turns, strict=True)
        ],
        "strengths": [score.id for score in report.strengths],
        "gaps": [score.id for score in report.gaps],
        "next_command": report.next_command or None,
    }


def history_data(past: PastRounds) -> dict[str, Any]:
    """Gives all rounds, the newest last, and how far the last three with a score are above the three before."""
    rounds = [
        {
            "number": row.number,
            **_begun_data(row.begun),
            "minutes": row.begun.minutes,
            "taken_ms": row.taken_ms,
            "is_concluded": row.is_concluded,
            "is_whole": row.is_whole,
            "is_counted": row.is_counted,
            "questions": row.questions,
            "asked": row.asked,
            "score": _rounded(row.score),
        }
        for row in past.rows
    ]
    return {"rounds": rounds, "change": _rounded(past.trend.change)}


def _begun_data(begun: Convened) -> dict[str, Any]:
    scope = {"levels": begun.levels, "topics": begun.topics, "roles": begun.roles, "decks": begun.decks}
    return {"round": begun.id, "at": begun.at.isoformat(), "offset_minutes": begun.offset_minutes, "scope": scope}


def _row_data(row: ScoreRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "questions": row.questions,
        "score": _rounded(row.mean),
        "made": row.points.part,
        "points": row.points.whole,
    }


def _question_data(score: Score, turn: Turn, card: Card | None) -> dict[str, Any]:
    missed = point_texts(card, score.missed) if card else ()
    return {
        "id": score.id,
        "question": card.question if card else None,
        "topic": score.card.topic if score.card else None,
        "level": score.card.level if score.card else None,
        "verdict": score.verdict.value,
        "score": _rounded(score.share),
        "made": score.points.part,
        "points": score.points.whole,
        "missed": missed,
        "seconds": score.seconds,
        "taken_ms": score.taken_ms,
        "is_over_time": score.is_over_time,
        "text": _text(turn.reply),
        "follow_up": score.follow_up or None,
        "follow_up_text": _text(turn.follow_up),
        "is_follow_up_held": score.is_follow_up_held,
    }


def _text(reply: Replied | None) -> str | None:
    """Gives what was typed; None where it was said aloud, passed, not asked, or not kept."""
    return reply.text or None if reply else None


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
