from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from rich.console import RenderableType
from support.cards import make_cards
from support.shown import shown, widest

from aiquiz.core.agenda import Agenda
from aiquiz.core.cards import Level
from aiquiz.core.course import DayLoad
from aiquiz.core.days import StudyDay
from aiquiz.core.events import Planned, make_event_id
from aiquiz.core.goal import Outcome
from aiquiz.core.plan import Cut, Plan, Readiness
from aiquiz.core.readiness import Chance, Ready, ReadyRow
from aiquiz.terminal.plan_view import (
    render_ended,
    render_no_agenda,
    render_no_goal,
    render_outcome,
    render_plan,
    say_percent,
)
from aiquiz.terminal.ready_view import render_ready

TODAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECONDS = (300, 1200, 0, 77)


def make_goal(days: int, minutes: int = 20, most_asked: int | None = None) -> Planned:
    levels, topics = (Level.BEGINNER,), ("natural-language-processing",)
    on = TODAY + timedelta(days=days)
    return Planned(make_event_id(0, 1), AT, 0, on, minutes, levels, topics, most_asked=most_asked)


def make_row(name: str, planned: float, cards: int = 1_200) -> Readiness:
    chances = [Chance(chance - 0.01, chance) for chance in (0.31, 0.3, planned, planned - 0.05, planned + 0.04)]
    return Readiness(name, cards, 34, *chances)


def make_loads(spans: Sequence[int]) -> tuple[DayLoad, ...]:
    """Gives a load for each span of days, one after the other from today on."""
    starts = [TODAY.toordinal() + sum(spans[:place]) for place in range(len(spans))]
    return tuple(
        DayLoad(StudyDay(start), days, 12 * days, 4 * days, SECONDS[place % 4] * days)
        for place, (start, days) in enumerate(zip(starts, spans, strict=True))
    )


def make_plan(
    days: int = 9, *, spans: Sequence[int] = (), never: int = 0, cut: Cut | None = None, most_asked: int | None = None
) -> Plan:
    topics = (make_row("natural-language-processing", 0.8), make_row("mlops", 0.7), make_row("statistics", 0.94, 1))
    today = StudyDay(TODAY.toordinal())
    loads = make_loads(spans or (1,) * max(1, days))
    goal = make_goal(days, most_asked=most_asked)
    return Plan(goal, today, StudyDay(today + days), make_row("all", 0.8), topics, loads, 0.0, never, cut)


def lines(plan: Plan, width: int = 80, *, ascii_only: bool = False, questions: Sequence[str] = ()) -> list[str]:
    return shown(render_plan(plan, questions, width, ascii_only=ascii_only), width).splitlines()


def test_a_plan_in_full() -> None:
    assert lines(make_plan(4, never=3)) == [
        "4 days to go  Tue 24 November 2026",
        "1,200 cards (beginner, natural-language-processing), 20 minutes a day",
        "",
        "on the day      80 % (75 % to 84 %)  of what is asked",
        "                79 % (74 % to 83 %)  each card counted alike",
        "without study   30 %  of what is asked, 29 % each card alike",
        "now             31 %  34 cards never seen yet",
        "does not fit    3 cards will not come up before the day: reviewing the others is",
        "                worth more.",
        "",
        "Topics  on the day, and without study",
        "mlops                         70 % (65 % to 74 %)   30 %  1,200 cards",
        "natural-language-processing   80 % (75 % to 84 %)   30 %  1,200 cards",
        "statistics                    94 % (89 % to 98 %)   30 %  1 card",
        "",
        "Days  minutes a day; of the cards █ reviews ▒ new",
        "Fri 20 Nov  ██████▒▒                          5 min  12 + 4 new",
        "Sat 21 Nov  ██████████████████████▒▒▒▒▒▒▒▒   20 min  12 + 4 new",
        "Sun 22 Nov                                    0 min  12 + 4 new",
        "Mon 23 Nov  ██                                1 min  12 + 4 new",
    ]


@pytest.mark.parametrize("spans", [(1,) * 9, (1,) * 40, (24,) * 29 + (1,) * 30], ids=["days", "weeks", "years"])
@pytest.mark.parametrize("width", [24, 40, 80, 200])
@pytest.mark.parametrize("passes", [None, 0.03, 1.2])
def test_no_line_is_longer_than_the_width_or_the_measure(
    spans: Sequence[int], width: int, passes: float | None
) -> None:
    cut = None if passes is None else Cut(passes, make_cards(map(str, range(12))))
    plan = make_plan(sum(spans), spans=spans, never=517, cut=cut, most_asked=900)
    for ascii_only in (False, True):
        text = "\n".join(lines(plan, width, ascii_only=ascii_only, questions=["What is it, and why? " * 9] * 10))
        assert widest(text) <= min(width, 88)


def test_ascii_is_all_that_a_terminal_without_more_gets() -> None:
    chart = lines(make_plan(9), ascii_only=True)[-10:]
    assert chart[0] == "Days  minutes a day; of the cards # reviews = new"
    assert all(line.isascii() for line in chart)
    assert chart[2].count("#") == 22
    assert chart[2].count("=") == 8


@pytest.mark.parametrize(
    ("spans", "heading", "rows", "first"),
    [
        ((1,), "Days", 1, "Fri 20 Nov"),
        ((1,) * 14, "Days", 14, "Fri 20 Nov"),
        ((1,) * 15, "Weeks", 3, "Fri 20 Nov"),
        ((1,) * 60, "Weeks", 9, "Fri 20 Nov"),
        ((1,) * 99, "Until then", 8, "Fri 20 Nov"),
        ((24,) * 29 + (1,) * 30, "Until then", 11, "20 Nov 2026"),
        ((121,) * 30 + (1,) * 30, "Until then", 11, "20 Nov 2026"),
    ],
)
def test_days_are_put_together_until_they_fit(spans: Sequence[int], heading: str, rows: int, first: str) -> None:
    text = lines(make_plan(sum(spans), spans=spans))
    start = next(place for place, line in enumerate(text) if "minutes a day;" in line)
    assert text[start].startswith(f"{heading}  ")
    assert text[start + 1].startswith(f"{first}  ")
    assert len(text) - start - 1 == rows <= 14


def test_less_than_one_a_day_is_not_nothing() -> None:
    day = StudyDay(TODAY.toordinal())
    plan = make_plan()._replace(loads=(DayLoad(day, 70, 14, 0, 420.0),))
    assert lines(plan)[-1].endswith("  0.1 min  0.2 + 0 new")


def test_a_single_topic_is_not_told_twice() -> None:
    plan = make_plan()
    assert not any(line.startswith("Topics") for line in lines(plan._replace(topics=plan.topics[:1])))


def test_a_cut_is_named_where_it_cuts() -> None:
    assert "(beginner, natural-language-processing, the 900 most asked)" in lines(make_plan(most_asked=900))[1]
    assert "most asked" not in lines(make_plan(most_asked=5_000))[1]


@pytest.mark.parametrize(
    ("passes", "said"),
    [
        (0.0, "it is enough to see 0 of 34 new cards once, and learning takes half as long again."),
        (5 / 34, "it is enough to see 5 of 34 new cards once, and learning takes half as long again."),
        (1.0, "it is enough to see each new card 1.0 times, and learning takes 1.5."),
        (1.44, "it is enough to see each new card 1.4 times, and learning takes 1.5."),
    ],
)
def test_how_short_the_time_is(passes: float, said: str) -> None:
    assert f"The time is short: {said}" in " ".join(lines(make_plan(cut=Cut(passes, ()))))


def test_of_the_cards_that_fit_the_first_few_are_named() -> None:
    cut = Cut(0.5, make_cards(map(str, range(12))))
    text = lines(make_plan(cut=cut, never=20), questions=[f"Number\x1b[2J {number}?\nMore" for number in range(10)])
    start = text.index("As it is, 20 cards will not come up before the day.")
    assert text[start + 1] == "The 12 most asked cards would fit: aiquiz plan --most-asked 12"
    assert text[start + 2] == " · Number␛[2J 0? More"
    assert [line.startswith(" · ") for line in text[start + 2 : start + 11]] == [True] * 8 + [False]
    assert text[start + 10] == "   and 4 more; aiquiz plan --json names them all"


def test_where_not_even_one_fits_that_is_said() -> None:
    assert "That is too little to learn even one. Give it more minutes, or a later date." in lines(
        make_plan(cut=Cut(0.01, ()), never=34)
    )


@pytest.mark.parametrize(
    ("chance", "said"),
    [(0.0, "0 %"), (0.004, "0 %"), (0.5, "50 %"), (0.996, "99 %"), (0.99999, "99 %"), (1.0, "100 %")],
)
def test_only_what_is_certain_is_a_hundred_per_cent(chance: float, said: str) -> None:
    assert say_percent(chance) == said


AGENDA = Agenda((), 0.0, 0.0, 3)
OUTCOME = Outcome(TODAY, 12, 9, 240, 201.4, 1_200, 801, 300, 249)
SMALL_VIEWS: dict[str, RenderableType] = {
    "Today's 20 minutes are done. 3 days to go.\nFor more: aiquiz study --minutes 10\n": render_no_agenda(
        AGENDA._replace(spent_s=1200.0), make_goal(3)
    ),
    "Today's minute is done. Today is the day.\nFor more: aiquiz study --minutes 10\n": render_no_agenda(
        AGENDA._replace(spent_s=60.0, days_left=0), make_goal(0, 1)
    ),
    "Nothing gains by being asked again today. 3 days to go.\n"
    "For a drill that leaves the schedule alone: aiquiz review --cram\n": render_no_agenda(
        AGENDA._replace(spent_s=1200.0), make_goal(3), is_more=True
    ),
    "Today's plan has new cards only, and --new 0 leaves them out.\nWith them: aiquiz study\n": render_no_agenda(
        AGENDA._replace(queue=make_cards(["a"])), make_goal(3)
    ),
    "Fri 20 November 2026 has passed. This is how it went:\n"
    "days studied    9 of 12\nminutes         201 of 240 planned\ncards seen      801 of 1,200\n"
    "retained        83 % of 300 reviews on a later day\nStudying is back to normal.\n"
    "A new goal: aiquiz plan --date YYYY-MM-DD --minutes 20\n": render_outcome(OUTCOME),
    "There is no goal. Set one with the date and the minutes that you have a day:\n"
    "aiquiz plan --date YYYY-MM-DD --minutes 20\n": render_no_goal(),
    "The goal is ended; what was learnt stays, and studying is back to normal.\n": render_ended(),
}


@pytest.mark.parametrize("said", SMALL_VIEWS)
def test_the_small_views(said: str) -> None:
    assert shown(SMALL_VIEWS[said]) == said
    for width in (24, 40, 200):
        assert widest(shown(SMALL_VIEWS[said], width)) <= min(width, 88)


def make_ready(*, is_planned: bool) -> Ready:
    rows = [
        ReadyRow(name, cards, 1, Chance(0.5, now), Chance(0.4, then))
        for name, cards, now, then in (
            ("all", 1_321, 0.5, 0.6),
            ("natural-language-processing", 1_300, 0.55, 0.7),
            ("mlops", 21, 0.4, 0.3),
        )
    ]
    today = StudyDay(TODAY.toordinal())
    return Ready(today, StudyDay(today + 14), is_planned, rows[0], tuple(rows[1:]), 0.3)


def test_readiness_has_the_weakest_first_and_all_last() -> None:
    assert shown(render_ready(make_ready(is_planned=True), 80)).splitlines() == [
        "How likely you know a card  now, and on Fri 4 December 2026, with the plan",
        "",
        "mlops                         40 %   30 %  20 of 21 seen",
        "natural-language-processing   55 %   70 %  1,299 of 1,300 seen",
        "all                           50 %   60 %  1,320 of 1,321 seen",
        "",
        "A card never seen counts as 30 %: so many new cards are known at sight.",
    ]


@pytest.mark.parametrize("width", [24, 40, 80, 200])
def test_readiness_fits_the_window(width: int) -> None:
    for is_planned in (True, False):
        assert widest(shown(render_ready(make_ready(is_planned=is_planned), width), width)) <= min(width, 88)
