import pytest
from support.cards import AGAIN, TODAY, make_card, progress_of, reviewed
from support.goals import answers_to, make_deck, make_goal

from aiquiz.core.days import StudyDay
from aiquiz.core.gain import Trace, recall
from aiquiz.core.readiness import (
    Chance,
    mean_chance,
    places_by_topic,
    take_chances,
    take_readiness,
    weight,
)
from aiquiz.core.schedulers.fsrs import AVERAGE, Person

CARDS = (
    make_card("a", "maths/sums", asked_by=3),
    make_card("b", "art/ink"),
    make_card("c", "maths/proofs", asked_by=1),
)


def test_a_card_counts_for_the_lists_that_ask_it_and_one_at_least() -> None:
    assert [weight(card) for card in CARDS] == [3, 1, 1]


def test_a_card_never_seen_has_the_chance_of_a_new_one() -> None:
    trace, person = Trace(4, 5, StudyDay(TODAY - 2)), Person(0.7, 0.4)
    assert take_chances([trace, None], TODAY, person, 0.2) == [recall(trace, TODAY, person), 0.2]


def test_the_mean_is_taken_of_cards_alike_and_by_how_often_they_are_asked() -> None:
    assert mean_chance(CARDS, [0.9, 0.5, 0.1], [0, 1, 2]) == pytest.approx((0.5, (2.7 + 0.5 + 0.1) / 5))
    assert mean_chance(CARDS, [0.9, 0.5, 0.1], [1]) == Chance(0.5, 0.5)


def test_topics_come_by_name_with_the_places_shown() -> None:
    assert list(places_by_topic(CARDS, range(3)).items()) == [("art", [1]), ("maths", [0, 2])]
    assert places_by_topic(CARDS, [2]) == {"maths": [2]}


def test_without_a_goal_it_is_now_and_two_weeks_from_now_without_study() -> None:
    progress = progress_of(reviewed("a", day=-3), reviewed("b", AGAIN, day=-1))
    found = take_readiness(CARDS, CARDS, progress, TODAY)
    traces = {
        name: Trace(*progress.standings[card.id].memory.fsrs, StudyDay(TODAY - days))
        for name, card, days in (("a", CARDS[0], 3), ("b", CARDS[1], 1))
    }
    assert (found.today, found.on, found.is_planned) == (TODAY, TODAY + 14, False)
    assert [row.name for row in (found.total, *found.topics)] == ["all", "art", "maths"]
    assert (found.total.cards, found.total.unseen) == (3, 1)
    art, maths = found.topics
    assert art.now.plain == pytest.approx(recall(traces["b"], TODAY, AVERAGE))
    assert art.then.plain == pytest.approx(recall(traces["b"], StudyDay(TODAY + 14), AVERAGE))
    new = (3 + 1) / 12
    assert maths.now.plain == pytest.approx((recall(traces["a"], TODAY, AVERAGE) + new) / 2)
    assert maths.now.weighted == pytest.approx((3 * recall(traces["a"], TODAY, AVERAGE) + new) / 4)


def test_with_a_goal_it_is_that_of_its_scope_on_its_date_with_the_plan() -> None:
    progress = progress_of(reviewed("b", day=-30), make_goal(5, topics=("maths",)))
    found = take_readiness(CARDS, CARDS, progress, TODAY)
    assert (found.on, found.is_planned) == (TODAY + 5, True)
    assert [(row.name, row.cards, row.unseen) for row in (found.total, *found.topics)] == [
        ("all", 2, 2),
        ("maths", 2, 2),
    ]
    assert found.total.now.plain < 0.4
    assert found.total.then.plain > 0.8


def test_cards_outside_of_the_goal_are_shown_as_without_one() -> None:
    progress = progress_of(reviewed("b", day=-30), make_goal(5, topics=("maths",)))
    found = take_readiness(CARDS, CARDS[1:2], progress, TODAY)
    assert (found.on, found.is_planned, found.total.cards) == (TODAY + 14, False, 1)


def test_what_is_shown_of_a_goal_is_planned_within_the_whole_of_it() -> None:
    deck = make_deck(60)
    progress = progress_of(make_goal(2, 10))
    alone = take_readiness(deck[:3], deck[:3], progress, TODAY)
    within = take_readiness(deck, deck[-3:], progress, TODAY)
    assert within.total.cards == alone.total.cards == 3
    assert within.total.then.plain < alone.total.then.plain, "the time goes to the other cards as well"


@pytest.mark.parametrize("days", [-1, None])
def test_a_goal_that_is_over_or_ended_counts_no_more(days: int | None) -> None:
    assert not take_readiness(CARDS, CARDS, progress_of(make_goal(days)), TODAY).is_planned


def test_the_time_spent_today_is_not_planned_again() -> None:
    deck = make_deck(30)
    slow, quick = (
        take_readiness(
            deck, deck[20:], progress_of(*answers_to(deck[:20], day=0, taken_ms=ms), make_goal(1, 15)), TODAY
        )
        for ms in (45_000, 1000)
    )
    assert slow.total.then == slow.total.now
    assert quick.total.then > quick.total.now


def test_topics_sum_up_to_all() -> None:
    deck = make_deck(20, asked_by=(0, 4, 1))
    progress = progress_of(*answers_to(deck[:9], day=-4), make_goal(9, 5))
    found = take_readiness(deck, deck, progress, TODAY)
    assert sum(row.cards for row in found.topics) == found.total.cards == 20
    assert sum(row.unseen for row in found.topics) == found.total.unseen == 11
    for chances in ("now", "then"):
        total = sum(row.cards * getattr(row, chances).plain for row in found.topics)
        assert total / 20 == pytest.approx(getattr(found.total, chances).plain)
