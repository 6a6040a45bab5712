"""What a sitting came to, and what the home screen says: small results of the facts."""

from typing import NamedTuple

from aiquiz.core.days import StudyDay
from aiquiz.core.events import Marked
from aiquiz.core.goal import goal_day, is_running
from aiquiz.core.headings import Headed
from aiquiz.core.progress import NOTHING_DONE, Progress, Rules, count_ms, is_due
from aiquiz.core.schedulers import GRADES, Grade
from aiquiz.core.selection import NEW_CARDS_A_DAY, askable, next_due_on
from aiquiz.core.session import Session, answers_of
from aiquiz.core.stats import Streak, take_streak


class Summary(NamedTuple):
    """What a sitting came to; `to_repeat` are the cards left before they were answered good or better.

    After a drill nothing is to be repeated: it left the schedule as it was.
    """

    cards: int
    answers: int
    by_grade: tuple[tuple[Grade, int], ...]
    taken_ms: int
    left: int
    to_repeat: int
    is_cram: bool = False
    marks: int = 0


class Today(NamedTuple):
    """What a goal leaves to do: the days until its date, its minutes a day, and those studied today already."""

    days_left: int
    minutes: int
    minutes_studied: float


class Home(NamedTuple):
    """What there is to do now; `goal` is None where none is running.

    `is_enough` says that the new cards of today are done; with a goal its minutes decide instead.
    """

    cards: int
    due: int
    new: int
    streak: Streak
    next_due_on: StudyDay | None
    goal: Today | None = None
    is_enough: bool = False


def summarise(session: Session) -> Summary:
    """Sums up the answers of a sitting that stand."""
    answers = answers_of(session)
    last = {answer.card: answer.grade for answer in answers}
    return Summary(
        cards=len(last),
        answers=len(answers),
        by_grade=tuple((grade, sum(answer.grade is grade for answer in answers)) for grade in GRADES),
        taken_ms=sum(count_ms(answer.taken_ms) for answer in answers),
        left=len(session.queue) - session.finished,
        to_repeat=0 if session.is_cram else sum(grade in {Grade.AGAIN, Grade.HARD} for grade in last.values()),
        is_cram=session.is_cram,
        marks=_count_marks(session),
    )


def _count_marks(session: Session) -> int:
    marks, at = 0, session
    while at.before is not None:
        marks, at = marks + isinstance(at.event, Marked), at.before
    return marks


def take_home(
    cards: tuple[Headed, ...],
    progress: Progress,
    today: StudyDay,
    rules: Rules,
    new_a_day: int = NEW_CARDS_A_DAY,
) -> Home:
    """Gives what the bank and the history ask for today."""
    asked = askable(cards, progress, today)
    standings = [standing for card in asked if (standing := progress.standings.get(card.id))]
    return Home(
        cards=len(cards),
        due=sum(1 for standing in standings if is_due(standing, today, rules.scheduler)),
        new=len(asked) - len(standings),
        streak=take_streak(progress.days, today),
        next_due_on=next_due_on(cards, progress, today, rules),
        goal=_take_today(progress, today),
        is_enough=not is_running(progress.goal, today) and progress.days.get(today, NOTHING_DONE).new >= new_a_day,
    )


def _take_today(progress: Progress, today: StudyDay) -> Today | None:
    goal = progress.goal
    if goal is None or not is_running(goal, today):
        return None
    studied_ms = progress.days[today].taken_ms if today in progress.days else 0
    return Today(goal_day(goal) - today, goal.minutes, studied_ms / 60_000)
