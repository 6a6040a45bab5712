"""How scores, times and what a round was about are said, the same on the screen and in a file."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from aiquiz.core.cards import Card
from aiquiz.core.headings import CardId
from aiquiz.core.interview.report import COMPARED, Report, ScoreRow, Trend, mean
from aiquiz.core.interview.round import Round
from aiquiz.core.interview.round_events import Convened
from aiquiz.core.interview.score import Score, Verdict
from aiquiz.core.stats import Share

NO_SCORE = "none, as no answer was held against a checklist"

_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}
_MINUTE_MS = 60_000
_MARKED = (Verdict.PASSED, Verdict.POINTLESS, Verdict.UNJUDGED)


def local_time(begun: Convened) -> datetime:
    """Gives when a round began by the clock on the learner's wall."""
    return begun.at + timedelta(minutes=begun.offset_minutes)


def say_moment(begun: Convened) -> str:
    """Gives when a round began, as `Mon 2 March 2026, 14:05`."""
    at = local_time(begun)
    return f"{at:%a} {at.day} {at:%B %Y, %H:%M}"


def say_scope(begun: Convened) -> str:
    """Gives whom and what a round was for: roles, levels, topics, decks; the whole bank where nothing was chosen."""
    return ", ".join((*begun.roles, *begun.levels, *begun.topics, *begun.decks)) or "the whole bank"


def is_counted(played: Round) -> bool:
    """Says whether the answers of a round went into the schedule."""
    return played.concluded is not None and played.concluded.is_counted


def say_schedule(played: Round) -> str:
    """Gives what became of the schedule after a round: `counted` in it were the answers, or it was `left as it was`."""
    return "counted" if is_counted(played) else "left as it was"


def say_left(report: Report) -> str:
    """Gives that a round was left half-way, and what its score is of then; empty of one that is whole."""
    if report.is_whole:
        return ""
    return f"The round was left half-way{': only what was judged or passed counts' if report.is_scored else ''}."


def say_percent(share: float) -> str:
    """Gives a share as a whole percentage; only all is 100 %, and only nothing is 0 %."""
    if share <= 0:
        return "0 %"
    return f"{min(99, max(1, round(100 * share))) if share < 1 else 100} %"


def say_clock(taken_ms: int) -> str:
    """Gives a time as a clock shows it: `2:05`, minutes and seconds."""
    minutes, seconds = divmod(taken_ms // 1000, 60)
    return f"{minutes}:{seconds:02}"


def say_spent(taken_ms: int, minutes: int) -> str:
    """Gives the time of a round beside what it was to take, `24 of 30 min`; in seconds below a minute."""
    spent = f"{taken_ms // 1000} s" if taken_ms < _MINUTE_MS else f"{taken_ms // _MINUTE_MS}"
    return f"{spent} of {minutes} min"


def say_over(taken_ms: int, allowed_ms: int) -> str:
    """Gives by how much the time was passed, as `1:10 over`."""
    return f"{say_clock(taken_ms - allowed_ms)} over"


def say_taken(score: Score) -> str:
    """Gives how long an answer took of its share of the round, `2:40 of 3:20`; empty where it was not asked."""
    if score.verdict is Verdict.UNASKED:
        return ""
    taken = say_clock(score.taken_ms)
    return f"{taken} of {say_clock(score.seconds * 1000)}" if score.seconds else taken


def say_score(score: Score) -> str:
    """Gives the points made, `3 of 5`, or what became of a question of which none were counted."""
    return say_share(score.points) if score.verdict is Verdict.SCORED else score.verdict.value


def say_share(share: Share) -> str:
    """Gives `3 of 5`."""
    return f"{share.part} of {share.whole}"


def say_points(share: Share) -> str:
    """Gives `3 of 5 points`."""
    return f"{say_share(share)} {_plural(share.whole, 'point')}"


def say_questions(number: int) -> str:
    """Gives `1 question` or `8 questions`."""
    return f"{number} {_plural(number, 'question')}"


def counted(rows: Iterable[ScoreRow]) -> tuple[ScoreRow, ...]:
    """Gives the levels or topics of which something counts; of one alone nothing, because it is the total."""
    found = tuple(row for row in rows if row.questions)
    return found if len(found) > 1 else ()


def say_counts(row: ScoreRow) -> str:
    """Gives what a score is made of: `2 questions, 7 of 10 points`."""
    points = f" {_plural(row.points.whole, 'point')}" if row.points.whole else ""
    return f"{say_questions(row.questions)}, {say_made(row.points)}{points}"


def say_made(share: Share) -> str:
    """Gives `3 of 5`, or that everything was passed where it is not known how many points there were."""
    return say_share(share) if share.whole else "passed"


def say_asked(report: Report) -> str:
    """Gives how many questions were asked, and what is to be said of some: `7 of 8 asked: 1 passed, 1 not judged`."""
    found = Counter(score.verdict for score in report.scores)
    marked = ", ".join(f"{found[verdict]} {verdict}" for verdict in _MARKED if found[verdict])
    return f"{report.asked} of {len(report.scores)} asked{f': {marked}' if marked else ''}"


def say_follow_up(score: Score) -> str:
    """Gives whether the answer to the follow-up question held; empty where there was none or it is not judged."""
    if not score.follow_up or score.is_follow_up_held is None:
        return ""
    return "follow-up held" if score.is_follow_up_held else "follow-up did not hold"


def question_of(score: Score, cards: Mapping[CardId, Card]) -> str:
    """Gives the question of a score; where the bank has it no more, its id."""
    card = cards.get(score.id)
    return card.question if card else f"{score.id} (no longer in the bank)"


def say_next(report: Report) -> tuple[str, str]:
    """Gives what to do next, and the command for it."""
    if report.next_command:
        return "Study next", report.next_command
    return ("Nothing was missed: another round" if report.total.mean == 1 else "Another round"), "aiquiz interview"


def say_trend(trend: Trend) -> str:
    """Gives how the scores went in a sentence; empty for fewer than two whole rounds with a score."""
    found = [score for _, score in trend.scores]
    if trend.change is not None:
        last = f"Your last three rounds: {say_percent(mean(found[-COMPARED:]))}"
        return f"{last}, {_say_change(round(100 * trend.change))} the three before."
    if len(found) < 2:  # noqa: PLR2004 - one is no way anywhere
        return ""
    said = f"Your {_NUMBERS.get(len(found), len(found))} rounds: {say_percent(mean(found))}"
    return f"{said}, from {say_percent(found[0])} in the first to {say_percent(found[-1])} in the last."


def _say_change(points: int) -> str:
    if points == 0:
        return "the same as"
    return f"{'up' if points > 0 else 'down'} {abs(points)} {_plural(abs(points), 'point')} from"


def _plural(number: int, thing: str) -> str:
    return thing if number == 1 else f"{thing}s"
