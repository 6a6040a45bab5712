"""Plans and readiness as data, for `--json`; docs/json.md is the page of the format."""

from typing import Any

from aiquiz.core.days import to_date
from aiquiz.core.goal import Outcome, scope_filter
from aiquiz.core.plan import Plan, Readiness
from aiquiz.core.readiness import Chance, Ready


def plan_data(plan: Plan) -> dict[str, Any]:
    """Gives a running goal and what it comes to; chances run from 0 to 1."""
    goal = plan.goal
    return {
        "state": "running",
        "today": to_date(plan.today).isoformat(),
        "date": to_date(plan.date).isoformat(),
        "days_left": plan.date - plan.today,
        "minutes_a_day": goal.minutes,
        "scope": scope_filter(goal)._asdict(),
        "most_asked": goal.most_asked,
        "all": readiness_data(plan.total),
        "topics": [readiness_data(row) for row in plan.topics],
        "days": [
            {
                "day": to_date(load.day).isoformat(),
                "days": load.days,
                "reviews": load.reviews,
                "new": load.new,
                "seconds": round(load.seconds),
            }
            for load in plan.loads
        ],
        "never_asked": plan.never,
        "first_passes": None if plan.cut is None else round(plan.cut.passes, 3),
        "fits": None if plan.cut is None else [card.id for card in plan.cut.cards],
    }


def readiness_data(row: Readiness) -> dict[str, Any]:
    """Gives a topic's chances: now, on the date without study, and with the plan from low to high."""
    return {
        "name": row.name,
        "cards": row.cards,
        "unseen": row.unseen,
        "now": _chance(row.now),
        "without_study": _chance(row.without),
        "planned": _chance(row.planned),
        "planned_low": _chance(row.low),
        "planned_high": _chance(row.high),
    }


def ready_data(ready: Ready) -> dict[str, Any]:
    """Gives readiness now and on a day, for all and by topic."""
    rows = [
        {"name": row.name, "cards": row.cards, "unseen": row.unseen, "now": _chance(row.now), "then": _chance(row.then)}
        for row in (ready.total, *ready.topics)
    ]
    return {
        "today": to_date(ready.today).isoformat(),
        "on": to_date(ready.on).isoformat(),
        "is_planned": ready.is_planned,
        "new_known": round(ready.new_known, 4),
        "all": rows[0],
        "topics": rows[1:],
    }


def outcome_data(outcome: Outcome) -> dict[str, Any]:
    """Gives how it went until a date that has passed."""
    figures = {**outcome._asdict(), "on": outcome.on.isoformat(), "minutes_studied": round(outcome.minutes_studied, 1)}
    return {"state": "over", **figures}


def _chance(chance: Chance) -> dict[str, float]:
    return {"weighted": round(chance.weighted, 4), "plain": round(chance.plain, 4)}
