import shlex
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cards import AGAIN, GOOD, HARD, NOON, make_card, replace
from support.rounds import convened, judged, passed, replay_round, replied, scored

from aiquiz.core.cards import Card, CardId, KeyPoint, Level
from aiquiz.core.events import Event
from aiquiz.core.interview.report import Report, ScoreRow, point_texts, take_report, trend
from aiquiz.core.interview.score import Verdict
from aiquiz.core.interview.story import STAR_POINTS
from aiquiz.core.selection import Filter
from aiquiz.core.stats import Share

BEGINNER, INTERMEDIATE, ADVANCED = Level
DECK = (
    make_card("a", "maths/sums", level=BEGINNER),
    make_card("b", "art/ink", level=BEGINNER),
    make_card("c", "maths/proofs", level=INTERMEDIATE),
    make_card("d", "art/oil", level=INTERMEDIATE),
    make_card("e", "code/tests", level=ADVANCED),
    make_card("f", "maths/sums", level=ADVANCED),
)
BANK: Mapping[CardId, Card] = {card.id: card for card in DECK}


def report_on(*made: int | None, cards: Sequence[Card] = DECK, minutes: int = 10, day: float = 0) -> Report:
    """Gives the report of a round in which so many of four points were made; None is a question passed."""
    begun = convened([card.id for card in cards][: len(made)], minutes=minutes, day=day)
    events: list[Event] = []
    for card, number in zip(cards, made, strict=False):
        events += [passed(begun, card.id)] if number is None else scored(begun, card.id, number)
    return take_report(replay_round([begun, *events]), {card.id: card for card in cards})


def names(scores: Sequence[object]) -> str:
    return "".join(str(getattr(score, "id", "")) for score in scores)


def test_rows_give_the_mean_of_questions_and_the_points_they_are_made_of() -> None:
    found = report_on(4, 1, None, 2, 3, 0)
    assert found.total == ScoreRow("all", 6, 2.5 / 6, Share(10, 20))
    assert found.by_level == (
        ScoreRow("beginner", 2, 0.625, Share(5, 8)),
        ScoreRow("intermediate", 2, 0.25, Share(2, 4)),
        ScoreRow("advanced", 2, 0.375, Share(3, 8)),
    )
    assert found.by_topic == (
        ScoreRow("art", 2, 0.375, Share(3, 8)),
        ScoreRow("code", 1, 0.75, Share(3, 4)),
        ScoreRow("maths", 3, 1 / 3, Share(4, 8)),
    )


def test_levels_and_topics_that_were_not_in_the_round_are_left_out() -> None:
    found = report_on(4, 1)
    assert [row.name for row in (*found.by_level, *found.by_topic)] == ["beginner", "art", "maths"]


def test_the_grades_are_those_that_the_shares_propose() -> None:
    found = report_on(4, 1, None, 2)
    assert found.grades == (("a", GOOD), ("b", AGAIN), ("c", AGAIN), ("d", HARD))
    assert found.missed == ("b", "c", "d")


def test_a_round_broken_off_counts_what_was_answered() -> None:
    begun = convened("abcd")
    found = take_report(replay_round([begun, *scored(begun, "a", 4), replied(begun, "b")]), BANK)
    assert [score.verdict for score in found.scores] == [
        Verdict.SCORED,
        Verdict.UNJUDGED,
        Verdict.UNASKED,
        Verdict.UNASKED,
    ]
    assert (found.asked, found.total) == (2, ScoreRow("all", 1, 1.0, Share(4, 4)))
    assert not found.is_whole
    assert found.grades == (("a", GOOD),)
    assert (names(found.strengths), names(found.gaps), found.next_command) == ("a", "", "")


def test_what_a_score_is_of_is_what_its_points_are_of() -> None:
    begun = convened("abcde")
    replies = [replied(begun, name) for name in "abcde"]
    found = take_report(replay_round([begun, *replies, judged(begun, "a", [0, 1], 5)]), BANK)
    assert (found.total, found.is_whole) == (ScoreRow("all", 1, 0.4, Share(2, 5)), False)
    assert [row.questions for row in found.by_level] == [1, 0, 0]


def test_a_question_passed_counts_as_nothing_before_the_review_too() -> None:
    card = replace(DECK[0], key_points=(KeyPoint("First"), KeyPoint("Second")))
    begun = convened("a")
    found = take_report(replay_round([begun, passed(begun, "a")]), {card.id: card})
    assert (found.total, found.is_whole, found.is_scored) == (ScoreRow("all", 1, 0.0, Share(0, 2)), True, True)
    assert names(found.gaps) == "a"


def test_a_round_left_before_the_review_has_no_score() -> None:
    begun = convened("ab")
    assert not take_report(replay_round([begun, replied(begun, "a")]), BANK).is_scored
    assert take_report(replay_round([begun, replied(begun, "a"), passed(begun, "b")]), BANK).is_scored


def test_a_round_of_which_nothing_was_asked_has_no_score() -> None:
    found = take_report(replay_round([convened("ab")]), BANK)
    assert (found.asked, found.total, found.taken_ms) == (0, ScoreRow("all", 0, None, Share(0, 0)), 0)
    assert found.by_level == (ScoreRow("beginner", 0, None, Share(0, 0)),)


def test_time_is_set_beside_the_share_of_each_question_and_of_all() -> None:
    found = report_on(4, 4, minutes=2)
    assert [(score.taken_ms, score.seconds, score.is_over_time) for score in found.scores] == [(60_000, 60, False)] * 2
    assert (found.taken_ms, found.minutes, found.is_over_time) == (120_000, 2, False)
    short = report_on(4, 4, minutes=1)
    assert short.is_over_time
    assert all(score.is_over_time for score in short.scores)


def test_a_round_is_over_time_from_the_first_whole_second_on() -> None:
    begun = convened("a", minutes=1)
    taken = [take_report(replay_round([begun, replied(begun, "a", taken_ms=ms)]), BANK) for ms in (60_999, 61_000)]
    assert [report.is_over_time for report in taken] == [False, True]


def test_a_card_that_is_gone_counts_in_all_and_nowhere_else() -> None:
    begun = convened("ab")
    found = take_report(replay_round([begun, *scored(begun, "a", 4), *scored(begun, "b", 0)]), {DECK[0].id: DECK[0]})
    assert found.total == ScoreRow("all", 2, 0.5, Share(4, 8))
    assert [(row.name, row.questions) for row in (*found.by_level, *found.by_topic)] == [("beginner", 1), ("maths", 1)]
    assert (names(found.strengths), names(found.gaps), found.grades) == ("a", "", (("a", GOOD),))


@pytest.mark.parametrize(
    ("made", "strengths", "gaps"),
    [
        ((4, 3, 2, 1, 0, None), "ab", "efd"),
        ((4, 4, 4, 4, 4, 4), "efc", ""),
        ((0, 0, 0, 0, 0, 0), "", "abc"),
        ((3, 3, 3, 3, 3, 3), "efc", "abd"),
        ((4, 4, 4, 4, 3, 0), "cda", "fe"),
        ((3, 2), "a", "b"),
        ((3,), "a", ""),
        ((2,), "", "a"),
        ((1,), "", "a"),
        ((4, 1, 1), "a", "bc"),
        ((2, 2, 1), "", "cab"),
        ((), "", ""),
    ],
)
def test_strengths_and_gaps_are_the_highest_and_the_lowest(
    made: tuple[int | None, ...], strengths: str, gaps: str
) -> None:
    found = report_on(*made)
    assert (names(found.strengths), names(found.gaps)) == (strengths, gaps)


def test_of_equal_scores_the_harder_are_the_strengths_and_gaps_come_as_they_were_asked() -> None:
    found = report_on(3, 3, 3, 3, 3, 3)
    assert [score.card.level for score in found.strengths if score.card] == [ADVANCED, ADVANCED, INTERMEDIATE]
    story = replace(DECK[0], id=CardId("story"))
    assert [score.id for score in report_on(0, 0, 0, cards=(DECK[2], DECK[4], story)).gaps] == ["c", "e", "story"]


def test_two_thirds_of_the_points_are_a_strength_and_half_of_them_a_gap() -> None:
    begun = convened("ab")
    halves = take_report(replay_round([begun, *scored(begun, "a", 3, 5), *scored(begun, "b", 2)]), BANK)
    assert (names(halves.strengths), names(halves.gaps)) == ("a", "b")
    assert "--topic art/ink" in report_on(4, 2).next_command


@given(st.lists(st.one_of(st.none(), st.integers(0, 4)), max_size=6))
def test_no_question_is_both_and_the_next_command_lets_what_was_missed_through(made: list[int | None]) -> None:
    found = report_on(*made)
    assert not set(names(found.strengths)) & set(names(found.gaps))
    assert max(len(found.strengths), len(found.gaps)) <= 3
    assert bool(found.next_command) == bool(found.gaps)
    for score in found.strengths:
        assert all((score.share or 0) >= (gap.share or 0) for gap in found.gaps)
    if found.next_command:
        chosen = filter_of(found.next_command)
        missed = Counter[str]()
        for score in found.scores:
            if score.card and score.share != 1 and score not in found.strengths:
                missed[score.card.place] += len(score.missed)
                assert chosen.admits(score.card) == (score.card.place in chosen.topics)
        assert list(chosen.topics) == sorted(missed, key=missed.__getitem__, reverse=True)[:3]


def filter_of(command: str) -> Filter:
    """Gives what the command to study next lets through."""
    words = shlex.split(command)
    assert (words[:2], words[-4:]) == (["aiquiz", "study"], ["--new", "20", "--limit", "20"])
    options = list(zip(words[2:-4:2], words[3:-4:2], strict=True))
    levels = tuple(Level(value) for name, value in options if name == "--level")
    return Filter(levels or tuple(Level), tuple(value for name, value in options if name == "--topic"))


def test_next_come_the_three_subtopics_in_which_most_points_were_missed_at_the_levels_missed_there() -> None:
    often = "aiquiz study --topic maths/proofs --topic code/tests --topic maths/sums"
    levels = "--level intermediate --level advanced"
    assert report_on(4, 3, 0, 4, 0, 1).next_command == f"{often} {levels} --new 20 --limit 20"
    assert report_on(4, 4, 3, 4, 4, 4).next_command == (
        "aiquiz study --topic maths/proofs --level intermediate --new 20 --limit 20"
    )


def test_the_points_missed_in_one_subtopic_count_together_and_all_levels_need_no_name() -> None:
    found = report_on(1, 0, 4, 4, 3, 1)
    assert found.next_command == (
        "aiquiz study --topic maths/sums --topic art/ink --level beginner --level advanced --new 20 --limit 20"
    )
    assert report_on(None, 4, 0, 4, 0).next_command == (
        "aiquiz study --topic maths/proofs --topic code/tests --topic maths/sums --new 20 --limit 20"
    )


def test_a_topic_with_a_blank_is_quoted_as_a_shell_needs_it() -> None:
    deck = (DECK[0], make_card("z", "what's new/x"))
    assert filter_of(report_on(4, 0, cards=deck).next_command).topics == ("what's new/x",)


def test_a_question_with_nothing_to_tick_has_no_score_and_no_grade() -> None:
    begun = convened("ab")
    empty = replied(begun, "b"), judged(begun, "b", points=0)
    found = take_report(replay_round([begun, *scored(begun, "a", 2), *empty]), BANK)
    assert (found.asked, found.total.questions, found.grades) == (2, 1, (("a", HARD),))
    assert (names(found.strengths), names(found.gaps)) == ("", "a")


def test_the_points_missed_are_named_by_their_words() -> None:
    card = replace(DECK[0], key_points=(KeyPoint("First"), KeyPoint("Second")))
    assert point_texts(card, (1, 0, 7)) == ("Second", "First")
    story = make_card("s", "career/stories", tags=("star",))
    assert point_texts(story, (3,)) == (STAR_POINTS[3].text,)


@pytest.mark.parametrize(
    ("made", "change"),
    [
        ((), None),
        ((4, 4, 4, 4, 4), None),
        ((0, 1, 2, 2, 3, 4), 0.5),
        ((4, 4, 3, 3, 3, 1, 1, 1), -0.5),
    ],
)
def test_the_trend_sets_the_last_three_rounds_beside_the_three_before(
    made: tuple[int, ...], change: float | None
) -> None:
    found = trend(report_on(number, day=day) for day, number in enumerate(made))
    assert found.scores == tuple((NOON + timedelta(days=day), number / 4) for day, number in enumerate(made))
    assert found.change == (None if change is None else pytest.approx(change))


def test_a_round_without_a_score_is_no_part_of_the_trend() -> None:
    empty = take_report(replay_round([convened("ab")]), BANK)
    assert trend([empty, report_on(2), empty]).scores == ((NOON, 0.5),)


def test_a_round_left_half_way_is_no_part_of_the_trend() -> None:
    begun = convened("ab")
    left = take_report(replay_round([begun, *scored(begun, "a", 4), replied(begun, "b")]), BANK)
    assert left.is_scored
    assert trend([left, report_on(2)]).scores == ((NOON, 0.5),)
