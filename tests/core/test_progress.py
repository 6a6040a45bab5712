from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import (
    AGAIN,
    EASY,
    GOOD,
    HARD,
    NOON,
    RULES,
    SM2,
    TODAY,
    histories,
    make_cards,
    progress_of,
    reviewed,
    undone,
)

from aiquiz.core.cards import CardId
from aiquiz.core.confidence import Confidences
from aiquiz.core.days import StudyDay
from aiquiz.core.events import Answered, Confidence, Event, EventId, Reviewed
from aiquiz.core.interview.round_events import Concluded, Convened, Judged, Replied
from aiquiz.core.progress import (
    FOLD_VERSION,
    DayTally,
    Progress,
    Rules,
    Standing,
    due_on,
    evolve,
    is_due,
    is_unfinished,
    replay,
    undone_ids,
)
from aiquiz.core.schedulers import BothModels, Grade, Memory
from aiquiz.core.schedulers.fsrs import Fsrs6
from aiquiz.core.schedulers.sm2 import Sm2Memory

A = CardId("a")
DECK = make_cards("abc")
FIRST = Fsrs6().review(None, GOOD, 0)
LAPSED = Standing(Memory(Sm2Memory(0, 1, 250), FIRST), TODAY, AGAIN, 4, 3, 1)


def test_the_first_answer_makes_a_standing_that_is_no_test_of_memory() -> None:
    memory = Memory(Sm2Memory(1, 1, 236), Fsrs6().review(None, HARD, 0))
    assert evolve(None, HARD, TODAY, SM2) == Standing(memory, TODAY, HARD, 1, 0, 0)


def test_the_scheduler_is_told_how_many_days_went_by_and_none_for_a_new_card() -> None:
    told = []

    class Listening(BothModels):
        def review(self, memory: Memory | None, grade: Grade, days: int) -> Memory:
            told.append((memory is None, days))
            return super().review(memory, grade, days)

    listening = Listening("sm-2", Fsrs6())
    standing = evolve(None, GOOD, TODAY, listening)
    for day in (TODAY + 3, TODAY + 3, TODAY + 40, TODAY - 2, TODAY):
        standing = evolve(standing, GOOD, StudyDay(day), listening)
    assert told == [(True, 0), (False, 3), (False, 0), (False, 37), (False, 0), (False, 2)]


@pytest.mark.parametrize(("grade", "retained"), [(AGAIN, 0), (HARD, 1), (GOOD, 1), (EASY, 1)])
def test_an_answer_on_a_later_day_tests_memory_and_all_but_again_retain(grade: Grade, retained: int) -> None:
    before = evolve(None, GOOD, TODAY, SM2)
    after = evolve(before, grade, StudyDay(TODAY + 1), SM2)
    assert (after.reviews, after.tested, after.retained) == (2, 1, retained)
    assert after.lapses == 1 - retained
    assert (after.reviewed_on, after.last_grade) == (TODAY + 1, grade)
    assert after.memory == SM2.review(before.memory, grade, 1)


def test_an_answer_on_the_same_day_is_practice() -> None:
    before = evolve(None, AGAIN, TODAY, SM2)
    after = evolve(before, GOOD, TODAY, SM2)
    assert after == before._replace(memory=after.memory, last_grade=GOOD, reviews=2)
    assert after.memory.sm2 == before.memory.sm2
    assert after.memory.fsrs.stability > before.memory.fsrs.stability


@pytest.mark.parametrize("days_back", [1, 365])
def test_a_clock_that_was_set_back_gives_no_negative_interval(days_back: int) -> None:
    before = evolve(None, GOOD, TODAY, SM2)
    after = evolve(before, AGAIN, StudyDay(TODAY - days_back), SM2)
    assert (after.memory.sm2, after.tested, after.retained) == (before.memory.sm2, 0, 0)
    assert due_on(after, SM2) == TODAY - days_back + 1


def test_replay_counts_a_day_by_reviews_new_cards_and_tests_of_memory() -> None:
    progress = progress_of(
        reviewed("a", AGAIN, day=-1, taken_ms=100),
        reviewed("a", GOOD, day=-1, taken_ms=20),
        reviewed("a", HARD, day=0, taken_ms=3000),
        reviewed("b", EASY, day=0, taken_ms=400),
        reviewed("a", AGAIN, day=1),
    )
    assert progress.days == {
        TODAY - 1: DayTally(reviews=2, new=1, taken_ms=120, new_ms=120),
        TODAY: DayTally(
            reviews=2, new=1, tested=1, retained=1, taken_ms=3400, new_known=1, new_ms=400, retained_ms=3000
        ),
        TODAY + 1: DayTally(reviews=1, new=0, tested=1, retained=0, taken_ms=1000),
    }


@pytest.mark.parametrize(
    ("taken_ms", "counted_ms"), [(0, 0), (299_999, 299_999), (300_000, 300_000), (300_001, 300_000), (10**9, 300_000)]
)
def test_a_day_counts_at_most_five_minutes_for_an_answer(taken_ms: int, counted_ms: int) -> None:
    first, second = reviewed("a", taken_ms=taken_ms), reviewed("a", taken_ms=1)
    assert progress_of(first).days[TODAY].taken_ms == counted_ms
    assert progress_of(second, first).days[TODAY].taken_ms == counted_ms + 1


def test_replay_keeps_each_card_by_itself() -> None:
    progress = progress_of(reviewed("a", GOOD, day=-1), reviewed("b", AGAIN, day=-1), reviewed("a", EASY))
    fsrs = Fsrs6()
    failed = fsrs.review(None, AGAIN, 0)
    assert progress.standings == {
        A: Standing(Memory(Sm2Memory(2, 6, 260), fsrs.review(FIRST, EASY, 1)), TODAY, EASY, 2, 1, 1),
        CardId("b"): Standing(Memory(Sm2Memory(0, 1, 250), failed), StudyDay(TODAY - 1), AGAIN, 1, 0, 0),
    }


def test_a_history_without_events_is_empty() -> None:
    assert replay([], RULES) == Progress({}, {}) == Progress()


def test_replay_turns_the_day_at_the_hour_of_the_rules() -> None:
    at = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
    answer = Reviewed(EventId("1"), at, 120, A, GOOD, 0)
    assert list(replay([answer], RULES).days) == [TODAY - 1]
    assert list(replay([answer], Rules(SM2, rollover_hour=3)).days) == [TODAY]


def test_replay_reads_each_answer_by_the_offset_of_its_own_moment() -> None:
    at = datetime(2026, 3, 2, 2, tzinfo=UTC)
    at_home = Reviewed(EventId("1"), at, 60, A, GOOD, 0)
    abroad = Reviewed(EventId("2"), at, 180, A, GOOD, 0)
    assert list(replay([at_home, abroad], RULES).days) == [TODAY - 1, TODAY]


def test_an_answer_taken_back_leaves_no_trace() -> None:
    kept, wrong = reviewed("a", GOOD, day=-1), reviewed("b", AGAIN)
    assert progress_of(kept, wrong, undone(wrong)) == progress_of(kept)


def test_undoing_twice_is_undoing_once() -> None:
    kept, wrong = reviewed("a", GOOD, day=-1), reviewed("a", AGAIN)
    events: list[Event] = [kept, wrong, undone(wrong), undone(wrong)]
    assert undone_ids(events) == {wrong.id}
    assert progress_of(*events) == progress_of(kept)


def test_undoing_what_is_not_there_changes_nothing() -> None:
    answer = reviewed("a")
    assert progress_of(answer, undone(reviewed("b"))) == progress_of(answer)


def test_only_what_is_named_as_undone_is_left_out() -> None:
    first, second = reviewed("a", AGAIN, day=-1), reviewed("a", GOOD)
    assert replay([first, second, undone(second)], RULES) == progress_of(first, second)
    assert replay([first, second], RULES, {first.id}) == progress_of(second)


@given(st.data())
@settings(deadline=None)
def test_a_history_folded_in_two_parts_is_the_history_folded_at_once(data: st.DataObject) -> None:
    events = data.draw(histories(DECK))
    cut = data.draw(st.integers(0, len(events)))
    begun = replay(events[:cut], RULES)
    frozen = Progress(dict(begun.standings), dict(begun.days), begun.fit, begun.goal, begun.marks, begun.confidences)
    assert replay(events[cut:], RULES, start=begun) == replay(events, RULES)
    assert begun == frozen, "what was begun with is a value and stays as it was"


@given(st.data())
@settings(deadline=None)
def test_the_days_add_up_to_the_cards(data: st.DataObject) -> None:
    events = data.draw(histories(DECK))
    taken_back = data.draw(st.sets(st.sampled_from(events))) if events else set()
    progress = progress_of(*events, *(undone(event) for event in sorted(taken_back, key=lambda event: event.id)))
    standings, days = progress.standings.values(), progress.days.values()
    assert sum(day.reviews for day in days) == sum(standing.reviews for standing in standings)
    assert sum(day.reviews for day in days) == len(events) - len(taken_back)
    assert sum(day.new for day in days) == len(standings)
    assert sum(day.tested for day in days) == sum(standing.tested for standing in standings)
    assert sum(day.retained for day in days) == sum(standing.retained for standing in standings)
    assert all(0 <= standing.retained <= standing.tested < standing.reviews for standing in standings)


def test_a_card_is_due_when_its_interval_has_passed() -> None:
    standing = Standing(Memory(Sm2Memory(2, 6, 250), FIRST), TODAY, GOOD, 2, 1, 1)
    assert due_on(standing, SM2) == TODAY + 6
    assert not is_due(standing, StudyDay(TODAY + 5), SM2)
    assert is_due(standing, StudyDay(TODAY + 6), SM2)
    assert is_due(standing, StudyDay(TODAY + 60), SM2)


@pytest.mark.parametrize(("grade", "unfinished"), [(AGAIN, True), (HARD, True), (GOOD, False), (EASY, False)])
def test_a_card_left_today_before_it_was_good_is_due_again_today(grade: Grade, *, unfinished: bool) -> None:
    standing = Standing(Memory(Sm2Memory(3, 15, 250), FIRST), TODAY, grade, 3, 2, 2)
    assert is_unfinished(standing, TODAY) is unfinished
    assert is_due(standing, TODAY, SM2) is unfinished
    assert not is_unfinished(standing, StudyDay(TODAY + 1))


def test_a_forgotten_card_is_due_tomorrow() -> None:
    standing = progress_of(reviewed("a", AGAIN), reviewed("a", GOOD)).standings[A]
    assert not is_due(standing, TODAY, SM2)
    assert is_due(standing, StudyDay(TODAY + 1), SM2)


def test_lapses_are_the_tests_that_were_not_retained() -> None:
    assert LAPSED.lapses == 2


def test_noon_is_on_the_study_day_that_the_tests_call_today() -> None:
    assert progress_of(reviewed("a")).standings[A].reviewed_on == TODAY == NOON.toordinal()


def test_what_is_said_of_an_answer_changes_neither_memory_nor_days() -> None:
    events = [reviewed("a", day=-1), reviewed("a", AGAIN)]
    said = [
        Answered(EventId(f"said-{day}"), event.at, 0, A, "A text.", Confidence.SURE, 2, 99)
        for day, event in enumerate(events)
    ]
    progress = progress_of(said[0], events[0], said[1], events[1])
    assert progress == progress_of(*events)._replace(confidences=Confidences({Confidence.SURE: (1, 2)}, {}))


def test_a_round_changes_nothing() -> None:
    begun = EventId("round")
    told: list[Event] = [
        Convened(begun, NOON, 0, (A,), 30, 7),
        Replied(EventId("reply"), NOON, 0, begun, A, "A text.", 60_000),
        Judged(EventId("judged"), NOON, 0, begun, A, (0,), 2),
        Concluded(EventId("end"), NOON, 0, begun, is_counted=True),
    ]
    assert progress_of(*told) == Progress()
    assert progress_of(reviewed("a"), *told) == progress_of(reviewed("a"))


def test_a_snapshot_of_a_fold_without_confidences_is_stale() -> None:
    assert FOLD_VERSION == 5
