"""What the history says of the learner: retention, streak, mastery, calendar, forecast and weak places."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from aiquiz.core.days import StudyDay
from aiquiz.core.events import Confidence
from aiquiz.core.headings import LEVELS, Headed
from aiquiz.core.marks import UNMARKED
from aiquiz.core.progress import DayTally, Progress, Rules, due_on, is_due
from aiquiz.core.selection import askable, unsuspended

KNOWN_DAYS = 14
"""A card is known when its interval has reached two weeks: three successes spaced over days, under SM-2."""

FEWEST_REVIEWS = 5
"""Nothing is ranked on fewer reviews: 1 of 2 must not read as 50 %."""

RECENT_DAYS = 30
CALENDAR_DAYS = 182
FORECAST_DAYS = 30
WEAKEST = 5


class Share(NamedTuple):
    """A part of a whole; the whole may be 0."""

    part: int
    whole: int

    @property
    def ratio(self) -> float | None:
        """The share from 0 to 1; None where there is nothing to share."""
        return self.part / self.whole if self.whole else None


class Mastery(NamedTuple):
    """How many cards of a level or topic are new, being learnt, and known; the suspended ones stand apart."""

    name: str
    new: int
    learning: int
    known: int
    suspended: int = 0

    @property
    def cards(self) -> int:
        """How many there are that come up."""
        return self.new + self.learning + self.known


class WeakPlace(NamedTuple):
    """A subtopic and how much of it was retained."""

    name: str
    retention: Share


class Streak(NamedTuple):
    """Days of study in a row up to today, or up to yesterday while today is still open; and the longest ever."""

    days: int
    longest_days: int
    is_open: bool


class Stats(NamedTuple):
    """Everything that `aiquiz stats` shows; retention counts reviews of a later day answered hard or better.

    `confidences` are the answers that were right of those of which the learner said to be sure, and not sure.
    """

    today: StudyDay
    is_part: bool
    reviews: int
    taken_ms: int
    due: int
    retention: Share
    retention_recent: Share
    streak: Streak
    by_level: tuple[Mastery, ...]
    by_topic: tuple[Mastery, ...]
    calendar: tuple[tuple[StudyDay, int], ...]
    forecast: tuple[tuple[StudyDay, int], ...]
    weakest: tuple[WeakPlace, ...]
    confidences: tuple[tuple[Confidence, Share], ...] = ()


def take_stats(
    cards: Iterable[Headed], progress: Progress, today: StudyDay, rules: Rules, *, is_part: bool = False
) -> Stats:
    """Gives the statistics of some cards as they stand today.

    Where the cards are a part of the bank, the figures are those of the cards alone, and what is known by day only
    (recent retention, streak, calendar, time) is that of all.
    """
    deck = list(cards)
    tallies = progress.days
    standings = [standing for card in deck if (standing := progress.standings.get(card.id))]
    answered = Share(sum(standing.retained for standing in standings), sum(standing.tested for standing in standings))
    return Stats(
        today=today,
        is_part=is_part,
        reviews=sum(row.reviews for row in (standings if is_part else tallies.values())),
        taken_ms=sum(tally.taken_ms for tally in tallies.values()),
        due=sum(1 for card in askable(deck, progress, today) if _is_due(card, progress, today, rules)),
        retention=answered if is_part else _retention(tallies.values()),
        retention_recent=_retention(tally for day, tally in tallies.items() if day > today - RECENT_DAYS),
        streak=take_streak(tallies, today),
        by_level=take_mastery(deck, lambda card: card.level.value, [level.value for level in LEVELS], progress, rules),
        by_topic=take_mastery(deck, lambda card: card.topic, sorted({card.topic for card in deck}), progress, rules),
        calendar=_calendar(tallies, today),
        forecast=_forecast(deck, progress, today, rules),
        weakest=_weakest(deck, progress),
        confidences=() if is_part else _take_confidences(progress),
    )


def _take_confidences(progress: Progress) -> tuple[tuple[Confidence, Share], ...]:
    counts = progress.confidences.counts
    return tuple((confidence, Share(*counts[confidence])) for confidence in Confidence if confidence in counts)


def take_streak(tallies: Mapping[StudyDay, DayTally], today: StudyDay) -> Streak:
    """Gives the streak; a day not yet studied does not break it before it is over."""
    longest = run = 0
    last = None
    for day in sorted(tallies):
        run = run + 1 if last is not None and day == last + 1 else 1
        longest, last = max(longest, run), day
    end = today if today in tallies else StudyDay(today - 1)
    days = 0
    while StudyDay(end - days) in tallies:
        days += 1
    return Streak(days, longest, is_open=today not in tallies)


def _is_due(card: Headed, progress: Progress, today: StudyDay, rules: Rules) -> bool:
    standing = progress.standings.get(card.id)
    return standing is not None and is_due(standing, today, rules.scheduler)


def _retention(tallies: Iterable[DayTally]) -> Share:
    rows = list(tallies)
    return Share(sum(tally.retained for tally in rows), sum(tally.tested for tally in rows))


def take_mastery(
    cards: Iterable[Headed], group: Callable[[Headed], str], names: list[str], progress: Progress, rules: Rules
) -> tuple[Mastery, ...]:
    """Gives how the cards of each group stand, in the order of the names; a group without cards is left out."""
    counts = {name: [0, 0, 0, 0] for name in names}
    for card in cards:
        standing = progress.standings.get(card.id)
        place = 0
        if progress.marks.get(card.id, UNMARKED).is_suspended:
            place = 3
        elif standing is not None:
            place = 2 if rules.scheduler.interval_days(standing.memory) >= KNOWN_DAYS else 1
        counts[group(card)][place] += 1
    return tuple(Mastery(name, *counts[name]) for name in names if any(counts[name]))


def _calendar(tallies: Mapping[StudyDay, DayTally], today: StudyDay) -> tuple[tuple[StudyDay, int], ...]:
    days = (StudyDay(day) for day in range(today - CALENDAR_DAYS + 1, today + 1))
    return tuple((day, tallies[day].reviews if day in tallies else 0) for day in days)


def _forecast(
    cards: list[Headed], progress: Progress, today: StudyDay, rules: Rules
) -> tuple[tuple[StudyDay, int], ...]:
    """Counts the cards due on each day to come; what waits already is due today, or tomorrow where it is buried."""
    counts = [0] * FORECAST_DAYS
    for card in unsuspended(cards, progress):
        standing = progress.standings.get(card.id)
        if standing is not None:
            ahead = 0 if is_due(standing, today, rules.scheduler) else due_on(standing, rules.scheduler) - today
            if progress.marks.get(card.id, UNMARKED).buried_on == today:
                ahead = max(1, ahead)
            if ahead < FORECAST_DAYS:
                counts[ahead] += 1
    return tuple((StudyDay(today + ahead), count) for ahead, count in enumerate(counts))


def _weakest(cards: list[Headed], progress: Progress) -> tuple[WeakPlace, ...]:
    """Ranks subtopics by what was retained, the lowest share first."""
    sums: dict[str, tuple[int, int]] = {}
    for card in cards:
        standing = progress.standings.get(card.id)
        if standing is not None:
            retained, tested = sums.get(card.place, (0, 0))
            sums[card.place] = retained + standing.retained, tested + standing.tested
    ranked = [WeakPlace(name, Share(*pair)) for name, pair in sums.items() if pair[1] >= FEWEST_REVIEWS]
    ranked = [place for place in ranked if place.retention.part < place.retention.whole]
    ranked.sort(key=lambda place: (place.retention.part / place.retention.whole, -place.retention.whole, place.name))
    return tuple(ranked[:WEAKEST])
