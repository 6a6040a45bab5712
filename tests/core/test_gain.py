import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.core.days import StudyDay
from aiquiz.core.gain import Appraiser, Outlook, Trace, after_forgetting, after_recalling, recall
from aiquiz.core.pace import USUAL
from aiquiz.core.schedulers.fsrs import AVERAGE, Person

TODAY, DATE = StudyDay(29), StudyDay(30)
CARDS = {
    "a": Trace(2.3065, 2.1181, StudyDay(27)),
    "b": Trace(40, 5, StudyDay(20)),
    "c": Trace(1, 8, StudyDay(28)),
    "d": None,
    "e": Trace(300, 3, StudyDay(10)),
    "f": Trace(6, 6, StudyDay(29)),
}
GOLDEN = {
    "a": (0.095263, 16.81),
    "b": (0.029248, 15.605),
    "c": (0.092393, 17),
    "d": (0.530649, 45),
    "e": (0.009025, 15.185),
    "f": (0, 15),
}

traces = st.builds(Trace, st.floats(0.01, 10_000), st.floats(1, 10), st.integers(-400, 29).map(StudyDay))


@pytest.mark.parametrize("name", CARDS)
def test_the_golden_gains_of_a_day_before_the_date(name: str) -> None:
    gain, seconds = Appraiser(TODAY, Outlook(USUAL, (DATE - TODAY,))).worth(CARDS[name])
    assert gain == pytest.approx(GOLDEN[name][0], abs=2e-5 if name == "f" else 1e-6)
    assert seconds == pytest.approx(GOLDEN[name][1], abs=0.005)


def test_cards_are_compared_by_the_gain_of_a_second() -> None:
    appraiser = Appraiser(TODAY, Outlook(USUAL, (DATE - TODAY,)))
    assert sorted(CARDS, key=lambda name: -appraiser.worth(CARDS[name]).a_second) == list("dacbef")


@given(traces, st.integers(0, 300))
def test_the_gain_is_what_recall_is_with_the_review_less_what_it_is_without(trace: Trace, ahead: int) -> None:
    person, date = Person(0.7, 0.3), StudyDay(TODAY + ahead)
    now = recall(trace, TODAY, person)
    asked = now * recall(after_recalling(trace, TODAY), date, person)
    asked += (1 - now) * recall(after_forgetting(trace, TODAY), date, person)
    worth = Appraiser(TODAY, Outlook(USUAL, (ahead,), person)).worth(trace)
    assert worth.gain == pytest.approx(asked - recall(trace, date, person), abs=1e-12)
    assert 15 <= worth.seconds <= 35


@given(traces)
def test_several_days_give_the_mean_of_their_gains(trace: Trace) -> None:
    single = [Appraiser(TODAY, Outlook(USUAL, (days,))).worth(trace).gain for days in (3, 10, 20)]
    assert Appraiser(TODAY, Outlook(USUAL, (3, 10, 20))).worth(trace).gain == pytest.approx(sum(single) / 3)


def test_a_review_dated_later_than_today_counts_as_one_of_today() -> None:
    trace = Trace(5, 5, StudyDay(TODAY + 3))
    assert recall(trace, TODAY, AVERAGE) == 1
    assert after_recalling(trace, TODAY).reviewed_on == TODAY
