from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import (
    AGAIN,
    EASY,
    GOOD,
    HARD,
    RULES,
    TODAY,
    decks,
    histories,
    make_card,
    make_cards,
    progress_of,
    reviewed,
    undone,
)

from aiquiz.core.cards import Card, Level
from aiquiz.core.days import StudyDay
from aiquiz.core.events import Event, Reviewed
from aiquiz.core.progress import NOTHING_DONE, DayTally, Progress, is_due
from aiquiz.core.schedulers import Grade
from aiquiz.core.stats import (
    CALENDAR_DAYS,
    FEWEST_REVIEWS,
    FORECAST_DAYS,
    KNOWN_DAYS,
    RECENT_DAYS,
    WEAKEST,
    Mastery,
    Share,
    Stats,
    Streak,
    WeakPlace,
    take_stats,
    take_streak,
)


def stats_of(cards: tuple[Card, ...], *events: Event, today: StudyDay = TODAY) -> Stats:
    return take_stats(cards, progress_of(*events), today, RULES)


def daily(name: str, *grades: Grade, first: Grade = GOOD) -> list[Reviewed]:
    """Gives a first answer and then one on each of the days that follow, the last of them today."""
    return [reviewed(name, grade, day=day) for day, grade in enumerate([first, *grades], -len(grades))]


def tallies(*days: date) -> dict[StudyDay, DayTally]:
    return {StudyDay(day.toordinal()): NOTHING_DONE._replace(reviews=1) for day in days}


def streak(today: date, *days: date) -> Streak:
    return take_streak(tallies(*days), StudyDay(today.toordinal()))


def test_an_empty_history_has_no_figures() -> None:
    stats = stats_of(make_cards("ab"))
    assert (stats.today, stats.reviews, stats.taken_ms, stats.due) == (TODAY, 0, 0, 0)
    assert stats.retention == stats.retention_recent == Share(0, 0)
    assert stats.retention.ratio is None
    assert stats.streak == Streak(0, 0, is_open=True)
    assert stats.by_level == (Mastery("beginner", 2, 0, 0),)
    assert stats.by_topic == (Mastery("topic", 2, 0, 0),)
    assert stats.weakest == ()
    assert {count for _, count in stats.calendar} == {count for _, count in stats.forecast} == {0}


def test_an_empty_bank_keeps_what_was_done() -> None:
    stats = stats_of((), *daily("gone", AGAIN, GOOD))
    assert (stats.reviews, stats.retention, stats.due) == (3, Share(1, 2), 0)
    assert not any((stats.by_level, stats.by_topic, stats.weakest))


def test_retention_counts_hard_and_better_on_a_later_day_only() -> None:
    stats = stats_of(
        make_cards("ab"),
        reviewed("a", AGAIN, day=-3),
        reviewed("a", GOOD, day=-3),
        reviewed("a", HARD, day=-2),
        reviewed("a", GOOD, day=-2),
        reviewed("a", AGAIN, day=-1),
        reviewed("a", AGAIN, day=-1),
        reviewed("a", EASY, day=0),
        reviewed("b", GOOD, day=0),
    )
    assert stats.retention == Share(2, 3)
    assert stats.retention.ratio == pytest.approx(2 / 3)
    assert stats.reviews == 8


def test_an_answer_taken_back_is_in_no_figure() -> None:
    first, wrong = reviewed("a", day=-1), reviewed("a", AGAIN)
    cards = make_cards("a")
    assert stats_of(cards, first, wrong, undone(wrong)) == stats_of(cards, first)


def test_the_time_taken_is_summed() -> None:
    events = [reviewed("a", taken_ms=1500, day=-1), reviewed("b", taken_ms=250)]
    assert stats_of(make_cards("a"), *events).taken_ms == 1750


def test_recent_retention_looks_at_thirty_days() -> None:
    events = [reviewed("a", day=-80), reviewed("a", AGAIN, day=-RECENT_DAYS), reviewed("a", GOOD, day=1 - RECENT_DAYS)]
    stats = stats_of(make_cards("a"), *events)
    assert RECENT_DAYS == 30
    assert (stats.retention, stats.retention_recent) == (Share(1, 2), Share(1, 1))


def test_a_streak_is_the_days_in_a_row_up_to_today() -> None:
    days = [date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 6)]
    assert streak(date(2026, 3, 6), *days) == Streak(3, 3, is_open=False)


def test_a_day_that_is_still_open_does_not_break_a_streak() -> None:
    days = [date(2026, 3, 4), date(2026, 3, 5)]
    assert streak(date(2026, 3, 6), *days) == Streak(2, 2, is_open=True)
    assert streak(date(2026, 3, 7), *days) == Streak(0, 2, is_open=True)


def test_a_day_left_out_begins_a_streak_anew() -> None:
    days = [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 5)]
    assert streak(date(2026, 3, 5), *days) == Streak(1, 3, is_open=False)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (date(2026, 1, 31), date(2026, 2, 1)),
        (date(2026, 2, 28), date(2026, 3, 1)),
        (date(2028, 2, 28), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 3, 1)),
        (date(2026, 4, 30), date(2026, 5, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_a_streak_runs_over_the_end_of_a_month(first: date, second: date) -> None:
    assert streak(second, first, second) == Streak(2, 2, is_open=False)


def test_a_leap_day_left_out_breaks_a_streak() -> None:
    assert streak(date(2028, 3, 1), date(2028, 2, 28), date(2028, 3, 1)) == Streak(1, 1, is_open=False)


def test_a_streak_needs_no_order_of_days() -> None:
    days = [date(2026, 3, 6), date(2026, 3, 4), date(2026, 3, 5)]
    assert streak(date(2026, 3, 6), *days) == Streak(3, 3, is_open=False)


def test_days_of_a_clock_that_was_ahead_do_not_count_as_up_to_today() -> None:
    days = [date(2026, 3, 6), date(2099, 1, 1), date(2099, 1, 2)]
    assert streak(date(2026, 3, 6), *days) == Streak(1, 2, is_open=False)


def test_a_card_is_known_from_an_interval_of_two_weeks_on() -> None:
    assert KNOWN_DAYS == 14
    cards = make_cards(["new", "first", "six", "thirteen", "fourteen", "lapsed"])
    events = [
        *daily("first"),
        *daily("six", GOOD),
        *daily("thirteen", HARD, HARD, first=HARD),
        *daily("fourteen", HARD, HARD),
        *daily("lapsed", GOOD, GOOD, AGAIN),
    ]
    progress = progress_of(*events)
    intervals = {name: standing.memory.sm2.interval_days for name, standing in progress.standings.items()}
    assert intervals == {"first": 1, "six": 6, "thirteen": 13, "fourteen": 14, "lapsed": 1}
    assert take_stats(cards, progress, TODAY, RULES).by_topic == (Mastery("topic", new=1, learning=4, known=1),)


def test_mastery_is_given_by_level_in_order_and_by_topic_by_name() -> None:
    cards = (
        make_card("a", "rag/one", level=Level.ADVANCED),
        make_card("b", "mlops/one", level=Level.BEGINNER),
        make_card("c", "mlops/two", level=Level.BEGINNER),
        make_card("d", "rag/one", level=Level.ADVANCED),
    )
    stats = stats_of(cards, *daily("a", GOOD, GOOD), *daily("b"), *daily("gone"))
    assert stats.by_level == (Mastery("beginner", 1, 1, 0), Mastery("advanced", 1, 0, 1))
    assert stats.by_topic == (Mastery("mlops", 1, 1, 0), Mastery("rag", 1, 0, 1))
    assert [row.cards for row in stats.by_topic] == [2, 2]


def test_the_calendar_ends_today_and_shows_days_without_study_as_nothing() -> None:
    assert CALENDAR_DAYS == 182
    oldest = 1 - CALENDAR_DAYS
    events = [
        reviewed("a", day=oldest - 1),
        reviewed("a", day=oldest),
        reviewed("a", day=-1),
        reviewed("b", day=-1),
        reviewed("a", day=0),
    ]
    calendar = stats_of(make_cards("a"), *events).calendar
    assert [day for day, _ in calendar] == list(range(TODAY + oldest, TODAY + 1))
    assert len(calendar) == CALENDAR_DAYS
    assert {day - TODAY: count for day, count in calendar if count} == {oldest: 1, -1: 2, 0: 1}


def test_the_forecast_counts_what_is_due_on_each_day_and_what_is_overdue_today() -> None:
    cards = make_cards(["overdue", "today", "tomorrow", "in-six", "unfinished", "new"])
    events = [
        reviewed("overdue", day=-20),
        reviewed("today", day=-1),
        reviewed("tomorrow"),
        *daily("in-six", GOOD),
        reviewed("unfinished", AGAIN),
        reviewed("gone", day=-5),
    ]
    stats = stats_of(cards, *events)
    assert [day for day, _ in stats.forecast] == list(range(TODAY, TODAY + FORECAST_DAYS))
    assert {day - TODAY: count for day, count in stats.forecast if count} == {0: 3, 1: 1, 6: 1}
    assert stats.due == 3


@pytest.mark.parametrize(("days_ago", "place"), [(8, 30), (9, 29), (37, 1), (38, 0), (39, 0)])
def test_the_forecast_ends_after_thirty_days(days_ago: int, place: int) -> None:
    events = [reviewed("a", day=day - days_ago) for day in (-3, -2, -1, 0)]
    forecast = [count for _, count in stats_of(make_cards("a"), *events).forecast]
    assert progress_of(*events).standings[events[0].card].memory.sm2.interval_days == 38
    assert FORECAST_DAYS == 30
    assert forecast == [int(day == place) for day in range(30)]


def test_nothing_is_ranked_under_five_reviews() -> None:
    assert FEWEST_REVIEWS == 5
    cards = (make_card("a", "topic/a"), make_card("b", "topic/b"))
    four, five = [AGAIN] * 4, [AGAIN, GOOD, GOOD, GOOD, GOOD]
    assert stats_of(cards, *daily("a", *four), *daily("b", *five)).weakest == (WeakPlace("topic/b", Share(4, 5)),)


def test_the_cards_of_a_subtopic_are_ranked_together() -> None:
    cards = (make_card("a", "topic/one"), make_card("b", "topic/one"))
    stats = stats_of(cards, *daily("a", AGAIN, GOOD, GOOD), *daily("b", HARD, AGAIN), *daily("gone", AGAIN))
    assert stats.weakest == (WeakPlace("topic/one", Share(3, 5)),)


def test_the_weakest_come_first_then_those_with_more_reviews_then_by_name() -> None:
    grades = {
        "half": [AGAIN, AGAIN, AGAIN, GOOD, GOOD, GOOD],
        "half-of-more": [AGAIN, AGAIN, AGAIN, AGAIN, GOOD, GOOD, GOOD, GOOD],
        "also-half": [GOOD, AGAIN, GOOD, AGAIN, GOOD, AGAIN],
        "fifth": [AGAIN, AGAIN, AGAIN, AGAIN, GOOD],
        "none": [AGAIN] * 5,
    }
    events = [event for name, row in grades.items() for event in daily(name, *row)]
    ranked = [place.name.removeprefix("topic/") for place in stats_of(make_cards(grades), *events).weakest]
    assert ranked == ["none", "fifth", "half-of-more", "also-half", "half"]


def test_only_five_are_named_and_none_that_was_never_forgotten() -> None:
    assert WEAKEST == 5
    names = [f"card-{number}" for number in range(7)]
    events = [event for name in names for event in daily(name, AGAIN, GOOD, GOOD, GOOD, GOOD)]
    strong = daily("strong", *[GOOD] * 8)
    weakest = stats_of(make_cards([*names, "strong"]), *events, *strong).weakest
    assert [place.name for place in weakest] == [f"topic/card-{number}" for number in range(5)]
    assert stats_of(make_cards(["strong"]), *strong).weakest == ()


def test_a_share_is_a_number_from_none_to_all() -> None:
    assert (Share(0, 4).ratio, Share(3, 4).ratio, Share(4, 4).ratio) == (0, 0.75, 1)


@given(st.data())
@settings(deadline=None)
def test_the_figures_agree_with_each_other(data: st.DataObject) -> None:
    deck = data.draw(decks())
    progress = progress_of(*data.draw(histories(deck)))
    stats = take_stats(deck, progress, TODAY, RULES)
    assert sum(row.cards for row in stats.by_level) == sum(row.cards for row in stats.by_topic) == len(deck)
    assert sum(row.new for row in stats.by_level) == len(deck) - len(progress.standings)
    assert stats.forecast[0][1] == stats.due
    assert stats.due == sum(is_due(standing, TODAY, RULES.scheduler) for standing in progress.standings.values())
    assert sum(count for _, count in stats.calendar) == stats.reviews
    assert 0 <= stats.retention.part <= stats.retention.whole
    assert stats.streak.longest_days >= stats.streak.days
    assert all(place.retention.whole >= FEWEST_REVIEWS for place in stats.weakest)


def test_statistics_of_nothing_at_all_can_be_taken() -> None:
    stats = take_stats((), Progress(), TODAY, RULES)
    assert not any((stats.by_level, stats.by_topic, stats.weakest))


def test_the_figures_of_a_part_of_the_bank_are_those_of_its_cards() -> None:
    progress = progress_of(reviewed("a", day=-3), reviewed("b", day=-3), reviewed("a", AGAIN, day=0))
    stats = take_stats([make_card("b")], progress, TODAY, RULES, is_part=True)
    assert (stats.reviews, stats.retention) == (1, Share(0, 0))
    stats = take_stats([make_card("a")], progress, TODAY, RULES, is_part=True)
    assert (stats.reviews, stats.retention) == (2, Share(0, 1))
