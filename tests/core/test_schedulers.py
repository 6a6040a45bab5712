import pytest

from aiquiz.core.schedulers import GRADES, NAMES, Grade, Outcome, by_name, outcomes
from aiquiz.core.schedulers.fsrs import Fsrs6
from aiquiz.core.schedulers.sm2 import Sm2, Sm2Memory
from aiquiz.errors import ExitCode, UsageError


class Echo:
    """A scheduler whose memory is the list of what it was told."""

    name = "echo"
    version = 1

    def review(self, memory: tuple[str, ...] | None, grade: Grade, days: int) -> tuple[str, ...]:
        return (*(memory or ()), f"{grade}{days}")

    def interval_days(self, memory: tuple[str, ...]) -> int:
        return len("".join(memory))


def test_the_grades_stand_in_the_order_of_the_keys() -> None:
    assert list(GRADES) == ["again", "hard", "good", "easy"]


@pytest.mark.parametrize("name", NAMES)
def test_a_scheduler_is_found_by_its_name(name: str) -> None:
    assert by_name(name).name == name


def test_both_memories_are_kept_whichever_sets_the_intervals() -> None:
    by_sm2, by_fsrs = by_name("sm-2"), by_name("fsrs-6")
    memory = None
    for grade, days in ((Grade.GOOD, 0), (Grade.HARD, 2), (Grade.AGAIN, 7), (Grade.GOOD, 0), (Grade.EASY, 3)):
        before, memory = memory, by_sm2.review(memory, grade, days)
        assert memory == by_fsrs.review(before, grade, days)
        assert memory.sm2 == Sm2().review(before.sm2 if before else None, grade, days)
        assert memory.fsrs == Fsrs6().review(before.fsrs if before else None, grade, days)
        assert by_sm2.interval_days(memory) == Sm2().interval_days(memory.sm2)
        assert by_fsrs.interval_days(memory) == Fsrs6().interval_days(memory.fsrs)


def test_an_unknown_scheduler_is_a_usage_error_that_names_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"no scheduler called 'sm-3'.*Known: sm-2, fsrs-6\.") as caught:
        by_name("sm-3")
    assert caught.value.exit_code is ExitCode.USAGE


def test_outcomes_ask_for_all_four_grades_what_answering_would_ask() -> None:
    assert outcomes(Echo(), ("x",), 7) == (
        Outcome(Grade.AGAIN, len("xagain7")),
        Outcome(Grade.HARD, len("xhard7")),
        Outcome(Grade.GOOD, len("xgood7")),
        Outcome(Grade.EASY, len("xeasy7")),
    )


def test_outcomes_of_a_new_card_begin_with_nothing() -> None:
    assert [outcome.interval_days for outcome in outcomes(Echo(), None, 0)] == [6, 5, 5, 5]


def test_outcomes_differ_by_grade_where_the_algorithm_differs() -> None:
    memory = Sm2Memory(2, 6, 250)
    assert [outcome.interval_days for outcome in outcomes(Sm2(), memory, 6)] == [1, 15, 15, 16]
