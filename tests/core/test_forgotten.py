from support.logs import RULES, answer, progress_of, undo

from aiquiz.core.card_history import take_history
from aiquiz.core.cards import CardId
from aiquiz.core.events import Event, Forgotten
from aiquiz.core.progress import replay

DRIFT = CardId("drift")


def forget(number: float, card: CardId = DRIFT) -> Forgotten:
    stamp = answer(number)
    return Forgotten(stamp.id, stamp.at, 0, card)


PAST: list[Event] = [answer(0, "drift"), answer(5, "drift"), answer(6, "bias")]


def test_a_card_that_is_forgotten_is_new_and_the_others_stand() -> None:
    before, after = progress_of(PAST), progress_of([*PAST, forget(7)])
    assert set(after.standings) == {"bias"}
    assert (after.days, after.marks, after.fit.person) == (before.days, before.marks, before.fit.person)


def test_what_comes_after_forgetting_is_a_first_answer() -> None:
    found = progress_of([*PAST, forget(7), answer(8, "drift")])
    alone = progress_of([answer(8, "drift")])
    assert found.standings[DRIFT] == alone.standings[DRIFT]
    assert sum(day.new for day in found.days.values()) == 3


def test_undone_the_history_counts_as_if_nothing_had_been_forgotten() -> None:
    forgetting = forget(7)
    later = answer(8, "drift")
    assert progress_of([*PAST, forgetting, later, undo(9, forgetting)]) == progress_of([*PAST, later])


def test_an_answer_that_comes_in_later_from_before_stays_forgotten() -> None:
    late = answer(6.5, "drift")
    assert progress_of([*PAST, forget(7), late]).standings.get(DRIFT) is None


def test_forgetting_a_card_that_was_never_answered_changes_nothing() -> None:
    assert replay([forget(1)], RULES) == replay([], RULES)


def test_the_history_of_a_card_begins_anew() -> None:
    forgetting = forget(7)
    events = [*PAST, forgetting, answer(20, "drift")]
    assert [asked.days_since for asked in take_history(events, frozenset(), DRIFT)] == [None, 1, None]
    assert [asked.days_since for asked in take_history(events, {forgetting.id}, DRIFT)] == [None, 1, 5]


def test_forgetting_another_card_leaves_the_intervals_of_this_one() -> None:
    events = [*PAST, forget(7, CardId("bias")), answer(20, "drift")]
    assert [asked.days_since for asked in take_history(events, frozenset(), DRIFT)] == [None, 1, 5]
