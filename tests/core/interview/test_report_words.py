from datetime import timedelta

import pytest
from support.cards import NOON, make_card, replace
from support.rounds import Told, convened, replay_round, round_events

from aiquiz.core.cards import Card, CardId, KeyPoint, Level, Role
from aiquiz.core.interview.report import Report, ScoreRow, Trend, take_report
from aiquiz.core.interview.report_words import (
    counted,
    question_of,
    say_asked,
    say_clock,
    say_counts,
    say_follow_up,
    say_left,
    say_made,
    say_moment,
    say_next,
    say_over,
    say_percent,
    say_points,
    say_schedule,
    say_scope,
    say_score,
    say_spent,
    say_taken,
    say_trend,
)
from aiquiz.core.stats import Share

POINTS = tuple(KeyPoint(f"Point {number}") for number in range(4))
DECK = tuple(
    replace(make_card(name, place, level=level), key_points=POINTS)
    for name, place, level in (
        ("a", "maths/sums", Level.BEGINNER),
        ("b", "art/ink", Level.BEGINNER),
        ("c", "maths/proofs", Level.ADVANCED),
    )
)
BANK: dict[CardId, Card] = {card.id: card for card in DECK}


def report_on(*told: Told | str, minutes: int = 10) -> Report:
    return take_report(replay_round(round_events(*told, minutes=minutes)), BANK)


def trend_of(*scores: float, change: float | None = None) -> Trend:
    return Trend(tuple((NOON + timedelta(days=day), score) for day, score in enumerate(scores)), change)


def test_a_round_is_named_by_the_clock_on_the_wall_where_it_began() -> None:
    assert say_moment(convened("a")) == "Mon 2 March 2026, 12:00"
    assert say_moment(convened("a")._replace(offset_minutes=13 * 60 + 5)) == "Tue 3 March 2026, 01:05"


def test_the_scope_is_what_was_chosen() -> None:
    assert say_scope(convened("a")) == "the whole bank"
    chosen = convened("a")._replace(levels=(Level.ADVANCED,), topics=("mlops", "art"), roles=(Role.ML_ENGINEER,))
    assert say_scope(chosen) == "ml-engineer, advanced, mlops, art"
    assert say_scope(chosen._replace(roles=(), topics=(), decks=("mine", "theirs"))) == "advanced, mine, theirs"


def test_the_schedule_is_as_it_was_unless_the_round_was_counted() -> None:
    left, kept, counted_ = (
        replay_round(round_events("a", is_concluded=False)),
        replay_round(round_events("a")),
        replay_round(round_events("a", is_counted=True)),
    )
    assert [say_schedule(one) for one in (left, kept, counted_)] == [*["left as it was"] * 2, "counted"]


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0 %"), (0.001, "1 %"), (0.5, "50 %"), (0.625, "62 %"), (0.999, "99 %"), (1, "100 %")],
)
def test_only_all_is_a_hundred_per_cent_and_only_nothing_is_none(share: float, said: str) -> None:
    assert say_percent(share) == said


def test_times_are_those_of_a_clock() -> None:
    assert [say_clock(ms) for ms in (999, 65_000, 4_530_000)] == ["0:00", "1:05", "75:30"]
    assert say_spent(59_999, 30) == "59 s of 30 min"
    assert say_spent(119_000, 30) == "1 of 30 min"
    assert say_over(250_000, 200_000) == "0:50 over"


def test_a_question_says_how_long_it_took_of_its_share() -> None:
    found = report_on("a", Told("b", is_asked=False), "gone")
    assert [say_taken(score) for score in found.scores] == ["1:00 of 5:00", "", "1:00"]
    assert [question_of(score, BANK) for score in found.scores] == ["a?", "b?", "gone (no longer in the bank)"]


def test_a_score_is_its_points_or_what_became_of_the_question() -> None:
    found = report_on(Told("a", 3), Told("b", None), Told("c", is_judged=False))
    assert [say_score(score) for score in found.scores] == ["3 of 4", "passed", "not judged"]
    assert [say_points(Share(*share)) for share in ((1, 1), (0, 4))] == ["1 of 1 point", "0 of 4 points"]


def test_what_was_asked_says_what_counts_as_nothing() -> None:
    assert say_asked(report_on("a", "b")) == "2 of 2 asked"
    some = report_on(Told("a", None), Told("b", is_judged=False), Told("c", 0, 0), Told("d", is_asked=False))
    assert say_asked(some) == "3 of 4 asked: 1 passed, 1 nothing to tick, 1 not judged"
    assert say_asked(report_on(Told("a", is_judged=False))) == "1 of 1 asked: 1 not judged"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (("a", Told("b", None, is_judged=False)), ""),
        (("a", Told("b", is_asked=False)), "The round was left half-way: only what was judged or passed counts."),
        (("a", Told("b", is_judged=False)), "The round was left half-way: only what was judged or passed counts."),
        ((Told("a", is_judged=False),), "The round was left half-way."),
    ],
)
def test_a_round_left_half_way_says_what_its_score_is_of(told: tuple[Told | str, ...], said: str) -> None:
    assert say_left(report_on(*told)) == said


def test_levels_and_topics_are_told_where_there_are_two_that_were_asked() -> None:
    found = report_on("a", "b", Told("c", is_asked=False))
    assert counted(found.by_level) == ()
    assert [row.name for row in counted(found.by_topic)] == ["art", "maths"]
    assert [say_counts(row) for row in found.by_topic] == ["1 question, 4 of 4 points"] * 2
    assert say_counts(ScoreRow("x", 2, 0.0, Share(0, 0))) == "2 questions, passed"
    assert [say_made(Share(*share)) for share in ((1, 2), (0, 0))] == ["1 of 2", "passed"]
    half = report_on("a", Told("b", is_judged=False), Told("c", 2))
    assert [row.name for row in counted(half.by_topic)] == []
    assert [row.name for row in counted(half.by_level)] == ["beginner", "advanced"]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Told("a"), ""),
        (Told("a", follow_up="And?"), ""),
        (Told("a", follow_up="And?", is_held=True), "follow-up held"),
        (Told("a", follow_up="And?", is_held=False), "follow-up did not hold"),
    ],
)
def test_a_follow_up_held_or_did_not(told: Told, said: str) -> None:
    assert say_follow_up(report_on(told).scores[0]) == said


def test_next_is_the_command_for_the_gaps_or_another_round() -> None:
    command = "aiquiz study --topic maths/sums --level beginner --new 20 --limit 20"
    assert say_next(report_on(Told("a", 0), "b")) == ("Study next", command)
    assert say_next(report_on("a", "b")) == ("Nothing was missed: another round", "aiquiz interview")
    assert say_next(report_on(Told("a", is_asked=False))) == ("Another round", "aiquiz interview")


@pytest.mark.parametrize(
    ("trend", "said"),
    [
        (trend_of(), ""),
        (trend_of(0.5), ""),
        (trend_of(0.5, 0.7), "Your two rounds: 60 %, from 50 % in the first to 70 % in the last."),
        (trend_of(*[0.5] * 5), "Your five rounds: 50 %, from 50 % in the first to 50 % in the last."),
        (
            trend_of(0.6, 0.6, 0.6, 0.7, 0.7, 0.7, change=0.1),
            "Your last three rounds: 70 %, up 10 points from the three before.",
        ),
        (trend_of(*[0.5] * 6, change=-0.011), "Your last three rounds: 50 %, down 1 point from the three before."),
        (trend_of(*[0.5] * 6, change=0.004), "Your last three rounds: 50 %, the same as the three before."),
    ],
)
def test_the_trend_is_a_sentence(trend: Trend, said: str) -> None:
    assert say_trend(trend) == said
