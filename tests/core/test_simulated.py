"""The learners of the deadline benchmark, against figures worked out by hand from the papers' formulas."""

from math import log

import pytest
from simulated import DAY_S, FAMILIES, ActrMemory, Fsrs5Memory, HlrMemory, read_people

TEN_DOUBLES = 10 * log(2)
"""With this as w10 or w14, a tenth of forgetting (R = 0.9) gives a factor of two."""


def fsrs5(**changed: float) -> list[float]:
    """Gives 19 weights under which nothing moves; `w8=1.5` changes one of them."""
    weights = {"w2": 4.0, "w0": 1.0, "w4": 5.0, **changed}
    return [weights.get(f"w{place}", 0.0) for place in range(19)]


def chance_after(memory: Fsrs5Memory, days: int, last: int = 0) -> float:
    return memory.chance(0, last + days)


def test_fsrs_5_forgets_a_tenth_in_as_many_days_as_its_stability() -> None:
    memory = Fsrs5Memory(fsrs5(), [1.0])
    memory.review(0, 0, is_known=True)
    assert [memory.chance(0, day) for day in (0, 4)] == pytest.approx([1, 0.9])
    assert memory.chance(0, 4 * 81) == pytest.approx(20**-0.5)


def test_fsrs_5_grows_by_difficulty_stability_and_what_was_forgotten() -> None:
    # S' = S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1 - R)) - 1)) = 4 (1 + 1 · 6 · 4^-1 · 1) = 10
    memory = Fsrs5Memory(fsrs5(w9=1.0, w10=TEN_DOUBLES), [1.0])
    memory.review(0, 0, is_known=True)
    memory.review(0, 4, is_known=True)
    assert chance_after(memory, 10, 4) == pytest.approx(0.9)


def test_fsrs_5_learns_anew_what_was_forgotten_on_the_same_day() -> None:
    # S' = D^-1 ((S + 1)^1 - 1) e^(w14 (1 - R)) = 4 · 2 / 5 = 1.6, and again on the day S' e^(w17 w18) = 1.6 · 10 = 16
    memory = Fsrs5Memory(fsrs5(w11=1.0, w12=1.0, w13=1.0, w14=TEN_DOUBLES, w17=1.0, w18=log(10)), [1.0])
    memory.review(0, 0, is_known=True)
    memory.review(0, 4, is_known=False)
    assert chance_after(memory, 16, 4) == pytest.approx(0.9)


def test_fsrs_5_never_remembers_longer_for_having_forgotten() -> None:
    memory = Fsrs5Memory(fsrs5(w11=100.0, w13=1.0), [1.0])
    memory.review(0, 0, is_known=True)
    memory.review(0, 4, is_known=False)
    assert chance_after(memory, 4, 4) == pytest.approx(0.9)


def test_fsrs_5_begins_a_forgotten_card_with_the_first_weight() -> None:
    memory = Fsrs5Memory(fsrs5(w0=1.5, w17=1.0, w18=log(4)), [1.0])
    memory.review(0, 0, is_known=False)
    assert chance_after(memory, 6) == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("known", "weights", "difficulty"),
    [
        ([True], {}, 5.0),
        ([True], {"w5": log(2)}, 5.0 - 4 + 1),  # w4 - e^(w5 (G - 1)) + 1 with G = 3
        ([True], {"w4": 40.0}, 10.0),
        ([True], {"w4": -40.0}, 1.0),
        ([True, True], {"w6": 0.9}, 5.0),  # good moves nothing
        ([True, False], {"w6": 0.9}, 6.0),  # D + (10 - D) / 9 · 2 w6
        ([False], {"w6": 0.9, "w5": log(2)}, 5.0),  # w4 - e^0 + 1, and then good
        ([True, True], {"w7": 0.5, "w5": log(1.5)}, 0.5 * 2.625 + 0.5 * 3.75),  # towards w4 - e^(3 w5) + 1
    ],
)
def test_fsrs_5_moves_difficulty(known: list[bool], weights: dict[str, float], difficulty: float) -> None:
    # The next success makes S + 11 - D of any S; a first success follows so that it is told from the stability alone.
    memory = Fsrs5Memory(fsrs5(**weights, w0=4.0, w9=1.0, w10=TEN_DOUBLES, w11=1.0, w13=1.0), [1.0])
    day, stability = 0, 4.0
    for place, is_known in enumerate(known):
        memory.review(0, day, is_known=is_known)
        if place and is_known:
            stability += 11 - (5.0 if "w5" not in weights else 3.75)
        if place + 1 < len(known):
            day += 4
    last = day
    day = last + 4
    before = memory.chance(0, day)
    memory.review(0, day, is_known=True)
    # R = (1 + 19/81 t / S)^-0.5 is turned round to S, and that to D.
    grown = 19 / 81 * 10 / (memory.chance(0, day + 10) ** -2 - 1)
    growth = 2 ** (10 * (1 - before)) - 1
    assert 11 - (grown - stability) / growth == pytest.approx(difficulty)


def test_hlr_doubles_its_half_life_with_each_root_of_a_right_answer() -> None:
    memory = HlrMemory([1.0, -1.0, 0.0], [1.0])
    memory.review(0, 0, is_known=True)
    assert [memory.chance(0, day) for day in (0, 2, 4)] == [1, 0.5, 0.25]
    for day in (1, 2, 3):
        memory.review(0, day, is_known=True)
    assert memory.chance(0, 3 + 4) == 0.5, "four right: 2^2 days"


def test_hlr_counts_learning_again_as_right_and_the_failure_as_wrong() -> None:
    memory = HlrMemory([1.0, -1.0, 3.0], [1.0])
    memory.review(0, 0, is_known=False)
    assert memory.chance(0, 8) == 0.5, "2^(1 - 1 + 3) days"
    memory.review(0, 8, is_known=True)
    assert memory.chance(0, 16) == pytest.approx(2 ** (-8 / 2 ** (2**0.5 + 2)))


@pytest.mark.parametrize(("bias", "power"), [(40.0, 12), (-40.0, -10)])
def test_hlr_keeps_half_lives_within_bounds(bias: float, power: int) -> None:
    memory = HlrMemory([0.0, 0.0, bias], [1.0])
    memory.review(0, 0, is_known=True)
    assert memory.chance(0, 1) == pytest.approx(2 ** (-(2.0**-power)))


def actr(a: float = 0.5, c: float = 0.0, s: float = 1.0, tau: float = 0.0) -> ActrMemory:
    """Gives a memory for which a day is one unit of time."""
    return ActrMemory([a, c, s, tau, 1 / DAY_S], [1.0])


def test_actr_sums_traces_that_decay() -> None:
    memory = actr()
    memory.review(0, 0, is_known=True)
    # 4^-0.5 = 1/2: the activation is ln 1/2, and p = 1 / (1 + e^-activation) = 1 / (1 + 2)
    assert memory.chance(0, 4) == pytest.approx(1 / 3)
    memory.review(0, 12, is_known=False)
    assert memory.chance(0, 16) == pytest.approx(0.75 / 1.75), "16^-0.5 + 4^-0.5"


def test_actr_forgets_a_trace_faster_that_was_laid_while_active() -> None:
    memory = actr(c=1.0)
    memory.review(0, 0, is_known=True)
    memory.review(0, 4, is_known=True)
    # The second trace decays by c e^activation + a = 1/2 + 1/2.
    total = 8**-0.5 + 4**-1
    assert memory.chance(0, 8) == pytest.approx(total / (1 + total))


def test_actr_has_a_threshold_and_a_noise() -> None:
    memory = actr(s=0.5, tau=log(1 / 4))
    memory.review(0, 0, is_known=True)
    assert memory.chance(0, 16) == pytest.approx(0.5)
    assert memory.chance(0, 4) == pytest.approx(1 / (1 + 2**-2))


def test_actr_takes_less_than_a_unit_of_time_as_one_and_bounds_what_is_hopeless() -> None:
    memory = actr(tau=1000.0, s=0.1)
    memory.review(0, 0, is_known=True)
    assert memory.chance(0, 0) == pytest.approx(memory.chance(0, 1))
    assert 0 < memory.chance(0, 1) < 1e-20


@pytest.mark.parametrize(
    ("family", "weights"),
    [("FSRS-5", fsrs5()), ("HLR", [1.0, -1.0, 0.0]), ("ACT-R", [0.5, 0.0, 1.0, 0.0, 1 / DAY_S])],
)
def test_a_card_of_factor_two_lasts_twice_as_long_and_minds_no_other(family: str, weights: list[float]) -> None:
    memory = FAMILIES[family](weights, [1.0, 2.0, 1.0])
    for card in (0, 1):
        memory.review(card, 0, is_known=True)
    before = memory.chance(0, 10)
    assert memory.chance(1, 20) == pytest.approx(before)
    memory.review(1, 3, is_known=False)
    memory.review(2, 3, is_known=True)
    assert memory.chance(0, 10) == before


@pytest.mark.parametrize(("family", "numbers"), [("FSRS-5", 19), ("HLR", 3), ("ACT-R", 5)])
def test_forty_people_of_each_family_learn_from_a_review(family: str, numbers: int) -> None:
    people = read_people(family)
    assert (len(people), {len(parameters) for parameters in people}) == (40, {numbers})
    for parameters in people:
        memory = FAMILIES[family](parameters, [1.0, 1.0])
        for card, day in ((0, 0), (1, 0), (1, 3)):
            memory.review(card, day, is_known=True)
        chances = [memory.chance(0, day) for day in range(1, 60)]
        assert chances == sorted(chances, reverse=True)
        assert all(0 < chance < 1 for chance in chances)
        assert memory.chance(1, 10) > memory.chance(0, 10)
