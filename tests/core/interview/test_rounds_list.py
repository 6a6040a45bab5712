import pytest
from support.cards import make_card, replace
from support.rounds import Told, replay_round, round_events

from aiquiz.core.cards import Card, CardId, Parameter
from aiquiz.core.events import Event
from aiquiz.core.interview.question import put_question
from aiquiz.core.interview.report import Trend
from aiquiz.core.interview.round import rounds_of
from aiquiz.core.interview.rounds_list import PastRounds, as_asked, list_rounds

NUMERIC = replace(
    make_card("n", "maths/sums"),
    question="What is {a} times two?",
    answer="{result}",
    parameters=(Parameter("a", low=1, high=1000),),
    expression="a * 2",
)
BANK: dict[CardId, Card] = {card.id: card for card in (make_card("a"), make_card("b"), NUMERIC)}


def listed(*rounds: list[Event]) -> PastRounds:
    return list_rounds(rounds_of(event for events in rounds for event in events), BANK)


def test_rounds_are_numbered_from_the_oldest_and_keep_what_was_chosen() -> None:
    later = round_events("a", Told("b", 2), day=1, minutes=20, topics=["art"], is_counted=True)
    found = listed(later, round_events(Told("a", 1), Told("b", is_asked=False)))
    first, second = found.rows
    assert (first.number, first.asked, first.questions, first.score, first.is_counted) == (1, 1, 2, 0.25, False)
    assert (second.number, second.asked, second.questions, second.score, second.is_counted) == (2, 2, 2, 0.75, True)
    assert (second.begun.topics, second.begun.minutes, second.taken_ms) == (("art",), 20, 120_000)
    assert (first.is_whole, second.is_whole) == (False, True)
    assert [score for _, score in found.trend.scores] == [0.75]


def test_a_round_left_before_the_review_has_no_score_and_is_no_part_of_the_trend() -> None:
    found = listed(round_events(Told("a", is_judged=False), is_concluded=False), round_events("b", day=1))
    assert [(row.score, row.is_concluded) for row in found.rows] == [(None, False), (1, True)]
    assert [score for _, score in found.trend.scores] == [1]


def test_a_round_that_gave_way_to_another_is_concluded_and_yet_not_whole() -> None:
    (row,) = listed(round_events("a", Told("b", is_judged=False))).rows
    assert (row.score, row.is_concluded, row.is_whole) == (1, True, False)


def test_without_a_round_there_is_no_row() -> None:
    assert listed() == PastRounds((), Trend((), None))


@pytest.mark.parametrize("seed", [1, 99])
def test_cards_come_back_with_the_numbers_that_were_asked(seed: int) -> None:
    played = replay_round(round_events("a", "n", "b", seed=seed))
    found = as_asked(played, BANK)
    assert found[NUMERIC.id] == put_question(played, NUMERIC.id, BANK.__getitem__).card
    assert "{" not in found[NUMERIC.id].question
    assert found[CardId("a")] == BANK[CardId("a")]


def test_a_card_that_is_gone_does_not_move_the_numbers_of_the_others() -> None:
    played = replay_round(round_events("gone", "n"))
    whole = {**BANK, CardId("gone"): make_card("gone")}
    assert as_asked(played, BANK) == {NUMERIC.id: as_asked(played, whole)[NUMERIC.id]}
