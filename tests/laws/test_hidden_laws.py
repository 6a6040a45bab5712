"""A suspended card is asked by nothing; a buried one is back tomorrow."""

from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import NOON, RULES, TODAY, decks, histories, progress_of, stamp_at
from support.marks import marked

from aiquiz.core.agenda import make_agenda
from aiquiz.core.backlog import Budget, choose_ahead, choose_best, choose_cram, days_to_clear
from aiquiz.core.cards import Card, CardId, Headed
from aiquiz.core.days import StudyDay, to_date
from aiquiz.core.events import Event, Mark, Planned
from aiquiz.core.progress import Progress
from aiquiz.core.readiness import take_readiness
from aiquiz.core.reschedule import Outlook, reschedule
from aiquiz.core.selection import Limits, askable, choose_due, choose_new, choose_session, next_due_on, unsuspended
from aiquiz.core.stats import take_stats
from aiquiz.core.summary import take_home

ALL = Limits(new=1000)
TOMORROW = StudyDay(TODAY + 1)


def queues(deck: tuple[Card, ...], progress: Progress, today: StudyDay) -> dict[str, list[Headed]]:
    """Gives everything that a command may ask today."""
    goal = Planned(stamp_at(NOON).event_id, NOON, 0, to_date(StudyDay(today + 9)), 600)
    return {
        "study": list(choose_session(deck, progress, today, RULES, ALL)),
        "due": choose_due(deck, progress, today, RULES),
        "new": choose_new(deck, progress, today),
        "ahead": choose_ahead(deck, progress, today, RULES, 400),
        "cram": choose_cram(deck, progress, today),
        "best": list(choose_best(deck, progress, today, RULES, Budget(1e6)).cards),
        "goal": list(make_agenda(deck, progress._replace(goal=goal), goal, today, 600).queue),
    }


def counts(deck: tuple[Card, ...], progress: Progress, today: StudyDay) -> list[int]:
    """Gives everything that is counted as due or new today."""
    home, stats = take_home(deck, progress, today, RULES), take_stats(deck, progress, today, RULES)
    now = Outlook(progress, RULES, today)
    due = [home.due, stats.due, stats.forecast[0][1], reschedule(deck, now, now).due_after]
    assert len(set(due)) == 1
    return [home.due, home.new]


@st.composite
def marked_decks(draw: st.DrawFn, mark: Mark) -> tuple[tuple[Card, ...], Progress, Progress, set[CardId]]:
    """Draws cards with a past, and some of them marked: the progress before that, after it, and which they are."""
    deck = draw(decks())
    past = draw(histories(deck))
    chosen = draw(st.sets(st.sampled_from([card.id for card in deck]))) if deck else set()
    events: list[Event] = [*past, *(marked(name, mark) for name in sorted(chosen))]
    return deck, progress_of(*past), progress_of(*events), chosen


@given(marked_decks(Mark.SUSPENDED), st.integers(0, 40))
@settings(deadline=None)
def test_a_suspended_card_is_in_no_queue_on_any_day(
    drawn: tuple[tuple[Card, ...], Progress, Progress, set[CardId]], days: int
) -> None:
    deck, before, after, chosen = drawn
    today = StudyDay(TODAY + days)
    left = tuple(card for card in deck if card.id not in chosen)
    assert queues(deck, after, today) == queues(left, before, today)
    assert counts(deck, after, today) == counts(left, before, today)
    assert next_due_on(deck, after, today, RULES) == next_due_on(left, before, today, RULES)
    assert tuple(unsuspended(deck, after)) == left


@given(marked_decks(Mark.BURIED))
@settings(deadline=None)
def test_a_buried_card_is_in_no_queue_today_and_in_all_of_them_tomorrow(
    drawn: tuple[tuple[Card, ...], Progress, Progress, set[CardId]],
) -> None:
    deck, before, after, chosen = drawn
    left = tuple(card for card in deck if card.id not in chosen)
    assert queues(deck, after, TODAY) == queues(left, before, TODAY)
    assert counts(deck, after, TODAY) == counts(left, before, TODAY)
    assert queues(deck, after, TOMORROW) == queues(deck, before, TOMORROW)
    assert counts(deck, after, TOMORROW) == counts(deck, before, TOMORROW)
    assert tuple(unsuspended(deck, after)) == deck


@given(marked_decks(Mark.SUSPENDED))
@settings(deadline=None)
def test_a_suspended_card_is_nothing_to_be_ready_for(
    drawn: tuple[tuple[Card, ...], Progress, Progress, set[CardId]],
) -> None:
    deck, before, after, chosen = drawn
    left = tuple(card for card in deck if card.id not in chosen)
    if left:
        assert take_readiness(deck, deck, after, TODAY) == take_readiness(left, left, before, TODAY)
    assert days_to_clear(9, 3, deck, after, RULES) == days_to_clear(9, 3, left, before, RULES)


@given(marked_decks(Mark.BURIED))
@settings(deadline=None)
def test_what_is_buried_is_forecast_for_tomorrow_at_the_earliest(
    drawn: tuple[tuple[Card, ...], Progress, Progress, set[CardId]],
) -> None:
    deck, before, after, _ = drawn
    was, now = (take_stats(deck, progress, TODAY, RULES).forecast for progress in (before, after))
    assert was[0][1] + was[1][1] == now[0][1] + now[1][1]
    assert was[2:] == now[2:]
    asked = {card.id for card in askable(deck, after, TODAY)}
    hidden = tuple(card for card in deck if card.id not in asked)
    due_on = next_due_on(hidden, after, TODAY, RULES)
    assert due_on is None or due_on >= TOMORROW


@given(marked_decks(Mark.SUSPENDED))
@settings(deadline=None)
def test_resuming_or_taking_back_gives_everything_back(
    drawn: tuple[tuple[Card, ...], Progress, Progress, set[CardId]],
) -> None:
    deck, before, after, chosen = drawn
    resumed = after._replace(marks=progress_of(*(marked(name, Mark.RESUMED) for name in chosen)).marks)
    assert queues(deck, resumed, TODAY) == queues(deck, before, TODAY)
    assert take_stats(deck, resumed, TODAY, RULES) == take_stats(deck, before, TODAY, RULES)
