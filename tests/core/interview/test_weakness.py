from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.cards import AGAIN, EASY, GOOD, HARD, RULES, TODAY, decks, histories, make_card, progress_of, reviewed

from aiquiz.core.cards import Card
from aiquiz.core.days import StudyDay
from aiquiz.core.interview.weakness import take_weakness
from aiquiz.core.progress import NO_PROGRESS

CARDS = tuple(make_card(name, place) for name, place in (("a", "maths/x"), ("b", "maths/x"), ("c", "art/x")))


def test_without_a_history_all_cards_are_alike() -> None:
    assert take_weakness(CARDS, NO_PROGRESS, TODAY, RULES) == pytest.approx([0.3] * 3)
    assert take_weakness((), NO_PROGRESS, TODAY, RULES) == []


def test_a_card_that_was_missed_is_weak_and_makes_its_topic_weak() -> None:
    missed, beside, elsewhere = take_weakness(CARDS, progress_of(reviewed("a", AGAIN)), TODAY, RULES)
    assert missed > beside > elsewhere > 0.3


def test_a_card_that_is_known_makes_its_topic_strong() -> None:
    known, beside, elsewhere = take_weakness(CARDS, progress_of(reviewed("a", EASY)), TODAY, RULES)
    assert known < beside < elsewhere < 0.3


def test_again_is_weaker_than_hard_and_hard_than_good() -> None:
    progress = [progress_of(reviewed("a", grade)) for grade in (AGAIN, HARD, GOOD)]
    found = [take_weakness(CARDS, one, TODAY, RULES)[0] for one in progress]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 3


def test_a_lapse_counts_even_when_the_card_was_known_again_since() -> None:
    lapsed = progress_of(reviewed("a", day=-9), reviewed("a", AGAIN, day=-5), reviewed("a", EASY, day=-1))
    steady = progress_of(reviewed("a", day=-9), reviewed("a", day=-5), reviewed("a", EASY, day=-1))
    later = StudyDay(TODAY - 1)
    assert take_weakness(CARDS, lapsed, later, RULES)[0] > take_weakness(CARDS, steady, later, RULES)[0]


def test_a_card_that_has_become_due_is_weaker_than_before() -> None:
    progress = progress_of(reviewed("a"))
    later = StudyDay(TODAY + timedelta(days=30).days)
    assert take_weakness(CARDS, progress, later, RULES)[0] > take_weakness(CARDS, progress, TODAY, RULES)[0]


@given(st.data(), decks())
def test_it_lies_between_nothing_and_one_and_is_one_figure_a_card(data: st.DataObject, deck: tuple[Card, ...]) -> None:
    progress = progress_of(*data.draw(histories(deck)))
    found = take_weakness(deck, progress, TODAY, RULES)
    assert len(found) == len(deck)
    assert all(0 < part <= 1 for part in found)
