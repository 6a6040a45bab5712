from hypothesis import given
from hypothesis import strategies as st
from support.cards import AGAIN, EASY, RULES, TODAY, decks, histories, make_cards, progress_of, reviewed

from aiquiz.core.cards import Card
from aiquiz.core.days import StudyDay
from aiquiz.core.events import Event
from aiquiz.core.progress import Rules, due_on, is_due, replay
from aiquiz.core.reschedule import Outlook, Rescheduled, reschedule
from aiquiz.core.schedulers import by_name

FSRS = Rules(by_name("fsrs-6"))
CARDS = make_cards(["one", "two", "three", "new"])


def outlook(events: list[Event], rules: Rules = RULES, today: StudyDay = TODAY) -> Outlook:
    return Outlook(replay(events, rules), rules, today)


def test_without_answers_nothing_has_a_date() -> None:
    assert reschedule(CARDS, outlook([]), outlook([], FSRS)) == Rescheduled(0, 0, 0, 0)


def test_the_same_rules_move_nothing() -> None:
    events: list[Event] = [reviewed("one", day=-3), reviewed("two", EASY)]
    assert reschedule(CARDS, outlook(events), outlook(events)) == Rescheduled(2, 0, 1, 1)


def test_another_scheduler_gives_some_cards_another_date_and_each_is_counted_once() -> None:
    # SM-2 asks every card again after a day; FSRS-6 an easy one after eight, a forgotten one after a day too.
    events: list[Event] = [reviewed("one", EASY, day=-1), reviewed("two", AGAIN, day=-1), reviewed("gone", day=-1)]
    assert reschedule(CARDS, outlook(events), outlook(events, FSRS)) == Rescheduled(2, 1, 2, 1)


def test_a_card_left_unlearnt_today_is_due_under_any_rules() -> None:
    events: list[Event] = [reviewed("one", AGAIN)]
    assert reschedule(CARDS, outlook(events), outlook(events, FSRS)) == Rescheduled(1, 0, 1, 1)


def test_a_day_that_turns_later_moves_the_answers_of_the_morning() -> None:
    events: list[Event] = [reviewed("one"), reviewed("two", day=-1)]
    later = RULES._replace(rollover_hour=13)
    today = StudyDay(TODAY - 1)
    assert reschedule(CARDS, outlook(events), outlook(events, later, today)) == Rescheduled(2, 2, 1, 1)


def test_a_card_that_one_side_does_not_know_has_no_date_to_compare() -> None:
    events: list[Event] = [reviewed("one", day=-1)]
    assert reschedule(CARDS, outlook(events), outlook([])) == Rescheduled(0, 0, 0, 0)
    assert reschedule(CARDS, outlook([]), outlook(events)) == Rescheduled(0, 0, 0, 0)


@given(st.data())
def test_the_numbers_are_those_of_the_two_sets_of_dates(data: st.DataObject) -> None:
    deck: tuple[Card, ...] = data.draw(decks())
    progress = progress_of(*data.draw(histories(deck)))
    found = reschedule(deck, Outlook(progress, RULES, TODAY), Outlook(progress, FSRS, TODAY))
    standings = progress.standings.values()
    dates = [(due_on(card, RULES.scheduler), due_on(card, FSRS.scheduler)) for card in standings]
    assert (found.cards, found.moved) == (len(dates), sum(old != new for old, new in dates))
    assert found.due_before == sum(is_due(card, TODAY, RULES.scheduler) for card in standings)
    assert found.due_after == sum(is_due(card, TODAY, FSRS.scheduler) for card in standings)
