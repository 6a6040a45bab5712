"""How weak the learner is in each card: from what was forgotten of it, of its topic and of all."""

from collections.abc import Iterable, Sequence

from aiquiz.core.days import StudyDay
from aiquiz.core.headings import Headed
from aiquiz.core.progress import Progress, Rules, Standing, is_due
from aiquiz.core.schedulers import Grade

_MISSED = {Grade.AGAIN: 1.0, Grade.HARD: 0.5}
_MISSED_WHEN_DUE = 0.25

# One card says little: its topic counts for it as so many answers, and so do all cards for a topic.
_BORROWED = 3
_MISSED_BY_ANYBODY = 0.3

_Missed = tuple[float, int]


def take_weakness(deck: Sequence[Headed], progress: Progress, today: StudyDay, rules: Rules) -> list[float]:
    """Gives for each card, from 0 to 1, how likely it is missed; one never seen is as weak as its topic."""
    missed = [_count_missed(progress.standings.get(card.id), today, rules) for card in deck]
    topics: dict[str, list[_Missed]] = {}
    for card, row in zip(deck, missed, strict=True):
        topics.setdefault(card.topic, []).append(row)
    overall = _share_missed(missed, _MISSED_BY_ANYBODY)
    by_topic = {name: _share_missed(rows, overall) for name, rows in topics.items()}
    return [_share_missed([row], by_topic[card.topic]) for card, row in zip(deck, missed, strict=True)]


def _count_missed(standing: Standing | None, today: StudyDay, rules: Rules) -> _Missed:
    """Gives how often a card was missed, and of how many answers: its tests, and once more how it stands now."""
    if standing is None:
        return 0.0, 0
    due = _MISSED_WHEN_DUE if is_due(standing, today, rules.scheduler) else 0.0
    return standing.lapses + _MISSED.get(standing.last_grade, due), standing.tested + 1


def _share_missed(rows: Iterable[_Missed], borrowed: float) -> float:
    found = list(rows)
    part = sum(missed for missed, _ in found) + _BORROWED * borrowed
    return part / (sum(answers for _, answers in found) + _BORROWED)
