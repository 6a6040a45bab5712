from collections.abc import Iterable

import pytest
from support.cards import AGAIN, EASY, GOOD, HARD, RULES, TODAY, make_cards, progress_of, reviewed
from support.goals import make_deck

from aiquiz.core.backlog import (
    NEXT_DAYS,
    Budget,
    choose_ahead,
    choose_best,
    choose_cram,
    cut_to_time,
    days_to_clear,
    seconds_of,
)
from aiquiz.core.cards import Headed
from aiquiz.core.gain import Appraiser, Outlook, recall, trace_of
from aiquiz.core.pace import USUAL, take_pace
from aiquiz.core.progress import NO_PROGRESS, Progress, is_due
from aiquiz.core.schedulers.fsrs import AVERAGE

DECK = make_cards("abcdef")
BACKLOG = progress_of(
    reviewed("a", GOOD, day=-40),
    reviewed("b", EASY, day=-6),
    reviewed("c", AGAIN, day=-40),
    reviewed("d", GOOD, day=-90),
    reviewed("d", GOOD, day=-89),
    reviewed("e", GOOD, day=0),
    reviewed("c", HARD, day=-2),
)


def names(cards: Iterable[Headed]) -> str:
    return "".join(card.id for card in cards)


def test_a_new_card_takes_the_seconds_of_a_new_one() -> None:
    assert seconds_of(None, TODAY, USUAL, AVERAGE) == USUAL.new_s


def test_a_card_seen_takes_the_seconds_of_both_ways_by_their_chances() -> None:
    standing = BACKLOG.standings[DECK[0].id]
    trace = trace_of(standing)
    assert trace is not None
    chance = recall(trace, TODAY, AVERAGE)
    assert seconds_of(standing, TODAY, USUAL, AVERAGE) == pytest.approx(chance * 15 + (1 - chance) * 35)


@pytest.mark.parametrize(
    ("seconds", "taken"), [(-10, 1), (0, 1), (44, 1), (89.9, 1), (90, 2), (134, 2), (135, 3), (1e9, 6)]
)
def test_what_is_cut_to_the_time_fits_but_is_one_card_at_least(seconds: float, taken: int) -> None:
    portion = cut_to_time(DECK, NO_PROGRESS, TODAY, seconds)
    assert portion == (DECK[:taken], 45.0 * taken, 6 - taken)


def test_nothing_is_cut_to_nothing() -> None:
    assert cut_to_time((), NO_PROGRESS, TODAY, 60) == ((), 0.0, 0)


def test_the_best_of_a_backlog_are_the_due_cards_by_their_gain_a_second() -> None:
    outlook = Outlook(take_pace(BACKLOG.days, TODAY), NEXT_DAYS)
    appraiser = Appraiser(TODAY, outlook)
    portion = choose_best(DECK, BACKLOG, TODAY, RULES, Budget(1e9))
    worths = [appraiser.worth(trace_of(BACKLOG.standings[card.id])).a_second for card in portion.cards]
    assert worths == sorted(worths, reverse=True)
    due = {name for name, standing in BACKLOG.standings.items() if is_due(standing, TODAY, RULES.scheduler)}
    assert {card.id for card in portion.cards} == due == set("abcd")
    assert portion.left == 0


def test_what_does_not_fit_is_left_and_counted() -> None:
    whole = choose_best(DECK, BACKLOG, TODAY, RULES, Budget(1e9))
    portion = choose_best(DECK, BACKLOG, TODAY, RULES, Budget(50))
    assert portion.cards == whole.cards[:2]
    assert portion.left == 2
    assert portion.seconds <= 50


def test_the_days_on_which_cards_are_wanted_change_what_is_best() -> None:
    progress = progress_of(reviewed("a", GOOD, day=-2), reviewed("b", AGAIN, day=-1))
    soon, later = (names(choose_best(DECK, progress, TODAY, RULES, Budget(1e9, days)).cards) for days in ((1,), (300,)))
    assert (soon, later) == ("ba", "ab")


def test_what_was_left_unfinished_today_comes_first() -> None:
    progress = progress_of(reviewed("a", GOOD, day=-40), reviewed("f", HARD, day=-3), reviewed("f", AGAIN))
    assert names(choose_best(DECK, progress, TODAY, RULES, Budget(1e9)).cards) == "fa"


def test_cards_of_equal_worth_come_by_name() -> None:
    progress = progress_of(*[reviewed(name, GOOD, day=-9) for name in "dbca"])
    assert names(choose_best(reversed(DECK), progress, TODAY, RULES, Budget(1e9)).cards) == "abcd"


def test_reviewing_ahead_takes_what_is_due_within_the_days_those_due_first_at_the_front() -> None:
    progress = progress_of(reviewed("a"), reviewed("b", day=-3), reviewed("c", day=-1), reviewed("c"))
    assert names(choose_ahead(DECK, progress, TODAY, RULES, 0)) == "b"
    assert names(choose_ahead(DECK, progress, TODAY, RULES, 1)) == "ba"
    assert names(choose_ahead(DECK, progress, TODAY, RULES, 6)) == "bac"


def test_a_drill_takes_whatever_was_answered_the_least_likely_known_first() -> None:
    drill = choose_cram(DECK, BACKLOG, TODAY)
    traces = [trace_of(BACKLOG.standings.get(card.id)) for card in drill]
    chances = [recall(trace, TODAY, AVERAGE) for trace in traces if trace is not None]
    assert len(chances) == 5
    assert chances == sorted(chances)
    assert names(drill)[-1] == "e"


@pytest.mark.parametrize(("left", "a_day", "days"), [(0, 5, 0), (1, 5, 1), (5, 5, 1), (6, 5, 2), (100, 5, 20)])
def test_with_nothing_coming_in_a_backlog_takes_its_cards_by_the_day(left: int, a_day: int, days: int) -> None:
    assert days_to_clear(left, a_day, DECK, Progress(), RULES) == days


def test_what_comes_in_is_taken_off_what_goes() -> None:
    deck = make_deck(3)
    progress = progress_of(*[reviewed(card.id) for card in deck])
    assert days_to_clear(20, 5, deck, progress, RULES) == 10


@pytest.mark.parametrize("a_day", [3, 2, 0])
def test_where_as_much_comes_in_as_goes_a_backlog_is_never_cleared(a_day: int) -> None:
    deck = make_deck(3)
    progress = progress_of(*[reviewed(card.id) for card in deck])
    assert days_to_clear(20, a_day, deck, progress, RULES) is None


def test_less_than_a_card_a_day_is_told_as_one() -> None:
    progress = progress_of(reviewed("a", day=-1), reviewed("a"), reviewed("b", day=-1), reviewed("b"))
    assert days_to_clear(20, 1, DECK, progress, RULES) == 20
