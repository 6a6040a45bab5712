from datetime import date

import pytest
from support.shown import shown, shown_in_colour, widest

from aiquiz.core.days import StudyDay
from aiquiz.core.stats import Mastery, Share, Stats, Streak, WeakPlace
from aiquiz.terminal.stats_view import render_stats, say_share

TODAY = StudyDay(date(2026, 11, 20).toordinal())  # a Friday
ANSWERS = {0: 3, 1: 5, 2: 15, 7: 30, 180: 1}
DUE = {0: 4, 1: 1, 6: 2, 29: 9}
STATS = Stats(
    today=TODAY,
    is_part=False,
    reviews=1_234,
    taken_ms=5_400_000,
    due=4,
    retention=Share(91, 100),
    retention_recent=Share(19, 20),
    streak=Streak(3, 12, is_open=False),
    by_level=(Mastery("beginner", 5, 3, 2), Mastery("advanced", 10, 0, 0)),
    by_topic=(Mastery("machine-learning", 13, 1, 1), Mastery("mlops", 2, 2, 1)),
    calendar=tuple((StudyDay(TODAY - back), ANSWERS.get(back, 0)) for back in reversed(range(182))),
    forecast=tuple((StudyDay(TODAY + ahead), DUE.get(ahead, 0)) for ahead in range(30)),
    weakest=(WeakPlace("mlops/serving", Share(3, 6)), WeakPlace("machine-learning/metrics", Share(8, 9))),
)


def lines(stats: Stats, width: int = 80, *, ascii_only: bool = False) -> list[str]:
    return shown(render_stats(stats, width, ascii_only=ascii_only), width).splitlines()


def test_nothing_answered_is_an_invitation_and_no_table_of_zeros() -> None:
    assert lines(STATS._replace(reviews=0)) == [
        "No answers yet: the figures begin with your first card.",
        "aiquiz study --level beginner",
    ]


def test_the_figures_stand_first_each_with_its_sample() -> None:
    assert lines(STATS)[:5] == [
        "retention  91 % of 100 reviews; last 30 days 95 % of 20 reviews",
        "streak     3 days, the longest 12",
        "answers    1,234 in 90 min",
        "due now    4 cards",
        "",
    ]


def test_the_last_month_is_left_out_where_it_says_the_same() -> None:
    assert lines(STATS._replace(retention_recent=STATS.retention))[0] == "retention  91 % of 100 reviews"


def test_before_the_first_review_of_a_later_day_there_is_no_retention() -> None:
    nothing = Share(0, 0)
    assert lines(STATS._replace(retention=nothing, retention_recent=nothing))[0] == (
        "retention  no review of a later day yet"
    )


@pytest.mark.parametrize(
    ("streak", "said"),
    [
        (Streak(1, 1, is_open=False), "1 day, the longest 1"),
        (Streak(2, 5, is_open=True), "2 days, the longest 5; one card today keeps it"),
        (Streak(0, 5, is_open=True), "0 days, the longest 5"),
    ],
)
def test_an_open_streak_says_how_it_is_kept(streak: Streak, said: str) -> None:
    assert lines(STATS._replace(streak=streak))[1] == f"streak     {said}"


def test_levels_and_topics_are_bars_beside_their_numbers() -> None:
    out = lines(STATS)
    at = out.index("Levels  █ known  ▒ learning  · new")
    assert out[at + 1 : at + 7] == [
        "beginner  █████▒▒▒▒▒▒▒············  2 known, 3 learning, 5 new",
        "advanced  ························  0 known, 0 learning, 10 new",
        "",
        "Topics  █ known  ▒ learning  · new",
        "machine-learning  ██▒▒····················  1 known, 1 learning, 13 new",
        "mlops             █████▒▒▒▒▒▒▒▒▒··········  1 known, 2 learning, 2 new",
    ]


def test_the_calendar_ends_with_today_and_begins_the_week_on_monday() -> None:
    out = lines(STATS)
    monday = next(place for place, line in enumerate(out) if line.startswith("Mon "))
    week = out[monday : monday + 7]
    assert [line[:4].strip() for line in week] == ["Mon", "", "Wed", "", "Fri", "", "Sun"]
    columns = 4 + 2 * 26
    assert [len(line) for line in week] == [columns - 1] * 5 + [columns - 3] * 2
    assert [line[columns - 2] for line in week[:5]] == ["·", "·", "▓", "▒", "░"]
    assert week[4][columns - 4] == "█"
    assert week[0][4:6] == "· "
    assert sum(line.count(glyph) for line in week for glyph in "░▒▓█") == 4  # the fifth was before the first Monday
    assert out[monday + 7] == "    4 days of study shown"


def test_the_months_stand_above_the_weeks_in_which_they_begin() -> None:
    out = lines(STATS)
    months = out[next(place for place, line in enumerate(out) if line.startswith("Mon ")) - 1]
    for name, first in (("Jun", date(2026, 6, 1)), ("Aug", date(2026, 8, 3)), ("Nov", date(2026, 11, 2))):
        weeks_ago = (date(2026, 11, 16) - first).days // 7
        assert months.index(name) == 4 + 2 * (25 - weeks_ago)


def test_the_forecast_has_a_character_a_day_and_its_sums() -> None:
    out = lines(STATS)
    at = out.index("Forecast  30 days from today, at most 9 cards a day")
    assert out[at + 1].ljust(30) == "▄▁    ▂" + 22 * " " + "█"
    assert out[at + 2] == "today 4, tomorrow 1, the next 7 days 7, 30 days 16"


def test_the_weakest_places_have_their_sample_size() -> None:
    out = lines(STATS)
    at = out.index("Weakest  of the subtopics with 5 reviews or more")
    assert out[at + 1 :] == ["mlops/serving  50 % of 6 reviews", "machine-learning/metrics  89 % of 9 reviews"]
    assert lines(STATS._replace(weakest=()))[-1] == "nothing forgotten there yet"


@pytest.mark.parametrize("width", [24, 40, 60, 80, 200])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_every_number_is_there_at_any_width_and_no_line_is_too_long(width: int, *, ascii_only: bool) -> None:
    out = lines(STATS, width, ascii_only=ascii_only)
    assert widest("\n".join(out)) <= min(width, 88)
    words = " ".join(" ".join(out).split())
    for said in ("91 % of 100 reviews", "1,234 in 90 min", "30 days 16", "mlops/serving 50 % of 6 reviews"):
        assert said in words
    for row in (*STATS.by_level, *STATS.by_topic):
        assert row.name in words
    assert words.isascii() == ascii_only


def test_a_topic_with_control_characters_in_its_name_is_shown_and_not_obeyed() -> None:
    evil = "\x1b[2Jtopic"
    stats = STATS._replace(by_topic=(Mastery(evil, 1, 1, 1),), weakest=(WeakPlace(f"{evil}/x", Share(1, 6)),))
    assert shown(render_stats(stats, 80)).count("␛[2Jtopic") == 2
    assert "\x1b[2J" not in shown_in_colour(render_stats(stats, 80))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Share(0, 0), "no review of a later day yet"),
        (Share(1, 1), "100 % of 1 review"),
        (Share(0, 7), "0 % of 7 reviews"),
        (Share(1_999, 2_000), "100 % of 2,000 reviews"),
    ],
)
def test_a_share_is_said_with_what_it_is_a_share_of(share: Share, said: str) -> None:
    assert say_share(share) == said


def test_of_a_part_of_the_bank_only_what_is_known_by_card_is_told() -> None:
    told = lines(STATS._replace(is_part=True))
    assert told[:3] == ["retention  91 % of 100 reviews", "answers    1,234", "due now    4 cards"]
    assert any(line.startswith("Calendar") and line.endswith("(all cards)") for line in told)
    assert lines(STATS._replace(is_part=True, reviews=0))[0].startswith("No answers to these cards yet")
