"""The statistics as data, for `--json`; docs/json.md is the page of the format."""

from typing import Any

from aiquiz.core.days import StudyDay, to_date
from aiquiz.core.stats import Mastery, Share, Stats


def stats_data(stats: Stats) -> dict[str, Any]:
    """Gives the statistics as a JSON object; days are dates, ratios run from 0 to 1 or are null."""
    return {
        "today": _day(stats.today),
        "is_part": stats.is_part,
        "reviews": stats.reviews,
        "taken_ms": stats.taken_ms,
        "due": stats.due,
        "retention": _share(stats.retention),
        "retention_30_days": _share(stats.retention_recent),
        "streak": {"days": stats.streak.days, "longest_days": stats.streak.longest_days},
        "by_level": [mastery_data(row) for row in stats.by_level],
        "by_topic": [mastery_data(row) for row in stats.by_topic],
        "calendar": [{"day": _day(day), "reviews": reviews} for day, reviews in stats.calendar if reviews],
        "forecast": [{"day": _day(day), "due": due} for day, due in stats.forecast],
        "weakest": [{"subtopic": place.name, "retention": _share(place.retention)} for place in stats.weakest],
        "confidence": {
            said.value: {"right": right.part, "answers": right.whole, "ratio": right.ratio}
            for said, right in stats.confidences
        },
    }


def _day(day: StudyDay) -> str:
    return to_date(day).isoformat()


def _share(share: Share) -> dict[str, Any]:
    return {"retained": share.part, "reviews": share.whole, "ratio": share.ratio}


def mastery_data(row: Mastery) -> dict[str, Any]:
    """Gives how the cards of a level, a topic or a subtopic stand."""
    return {
        "name": row.name,
        "cards": row.cards,
        "new": row.new,
        "learning": row.learning,
        "known": row.known,
        "suspended": row.suspended,
    }
