import pytest
from support.cards import AGAIN, GOOD, HARD, make_card, replace
from support.rounds import convened, judged, passed, replied

from aiquiz.core.cards import CardId, KeyPoint
from aiquiz.core.interview.round import Turn
from aiquiz.core.interview.round_events import Judged
from aiquiz.core.interview.score import Verdict, take_score
from aiquiz.core.schedulers import Grade
from aiquiz.core.stats import Share

BEGUN = convened("a")
CARD = make_card("a")
A = CardId("a")
REPLY, PASS = replied(BEGUN, "a"), passed(BEGUN, "a")


@pytest.mark.parametrize(
    ("turn", "verdict", "share", "grade"),
    [
        (Turn(A), Verdict.UNASKED, None, None),
        (Turn(A, judged=judged(BEGUN, "a", [0])), Verdict.UNASKED, None, None),
        (Turn(A, REPLY), Verdict.UNJUDGED, None, None),
        (Turn(A, PASS), Verdict.PASSED, 0.0, AGAIN),
        (Turn(A, PASS, judged=judged(BEGUN, "a", [0, 1])), Verdict.PASSED, 0.0, AGAIN),
        (Turn(A, REPLY, judged=judged(BEGUN, "a", points=0)), Verdict.POINTLESS, None, None),
        (Turn(A, REPLY, judged=judged(BEGUN, "a")), Verdict.SCORED, 0.0, AGAIN),
        (Turn(A, REPLY, judged=judged(BEGUN, "a", [3])), Verdict.SCORED, 0.25, AGAIN),
        (Turn(A, REPLY, judged=judged(BEGUN, "a", [1], 3)), Verdict.SCORED, 1 / 3, HARD),
        (Turn(A, REPLY, judged=judged(BEGUN, "a", [1, 3])), Verdict.SCORED, 0.5, HARD),
        (Turn(A, REPLY, judged=judged(BEGUN, "a", [1, 2], 3)), Verdict.SCORED, 2 / 3, GOOD),
        (Turn(A, REPLY, judged=judged(BEGUN, "a", range(4))), Verdict.SCORED, 1.0, GOOD),
    ],
)
def test_the_share_of_points_is_the_score_and_proposes_the_grade(
    turn: Turn, verdict: Verdict, share: float | None, grade: Grade | None
) -> None:
    found = take_score(turn, CARD, 90)
    assert (found.verdict, found.share, found.grade) == (verdict, share, grade)


def score_ticks(ticked: tuple[int, ...], points: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    verdict = Judged(BEGUN.id, BEGUN.at, 0, BEGUN.id, A, ticked, points)
    found = take_score(Turn(A, REPLY, judged=verdict), CARD, 90)
    assert found.points == Share(len(found.ticked), points)
    return found.ticked, found.missed


def test_what_was_ticked_and_what_was_missed_stand_in_order() -> None:
    assert score_ticks((2, 0), 4) == ((0, 2), (1, 3))


def test_ticks_that_make_no_sense_count_for_nothing() -> None:
    assert score_ticks((1, 1, 4, -1), 4) == ((1,), (0, 2, 3))


def test_a_passed_question_missed_all_of_its_points() -> None:
    assert take_score(Turn(A, PASS, judged=judged(BEGUN, "a", [0], 3)), CARD, 90).missed == (0, 1, 2)


def test_a_passed_question_missed_all_of_its_points_before_they_were_shown_too() -> None:
    card = replace(CARD, key_points=(KeyPoint("One"), KeyPoint("Two")))
    assert take_score(Turn(A, PASS), card, 90).missed == (0, 1)
    assert take_score(Turn(A, PASS), card.heading, 90).missed == ()
    assert take_score(Turn(A, PASS), None, 90).missed == ()
    assert take_score(Turn(A, REPLY), card, 90).missed == ()


def test_the_follow_up_and_its_time_belong_to_the_question() -> None:
    more = replied(BEGUN, "a", taken_ms=40_000, follow_up="Why?")
    found = take_score(Turn(A, REPLY, more, judged(BEGUN, "a")._replace(is_follow_up_held=True)), CARD, 90)
    assert (found.follow_up, found.is_follow_up_held, found.taken_ms) == ("Why?", True, 100_000)
    assert take_score(Turn(A, REPLY, more), CARD, 90).is_follow_up_held is None


@pytest.mark.parametrize(
    ("seconds", "taken_ms", "is_over"),
    [
        (59, 60_000, True),
        (60, 60_000, False),
        (60, 60_999, False),
        (60, 61_000, True),
        (61, 60_000, False),
        (0, 60_000, False),
    ],
)
def test_an_answer_is_over_time_when_it_took_whole_seconds_more_than_its_share(
    seconds: int,
    taken_ms: int,
    is_over: bool,  # noqa: FBT001 - a table
) -> None:
    turn = Turn(A, replied(BEGUN, "a", taken_ms=taken_ms))
    assert take_score(turn, CARD, seconds).is_over_time is is_over


def test_a_card_that_is_gone_still_has_its_score() -> None:
    found = take_score(Turn(A, REPLY, judged=judged(BEGUN, "a", [0])), None, 0)
    assert (found.card, found.share) == (None, 0.25)
