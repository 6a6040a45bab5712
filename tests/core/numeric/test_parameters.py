import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.core.cards import Parameter
from aiquiz.core.numeric.expressions import ExpressionProblem
from aiquiz.core.numeric.parameters import check_parameters, draw, reach, samples, variants

PAYMENTS = (
    Parameter("tp", low=40, high=90, step=5),
    Parameter("fp", choices=(10, 20, 30, 50)),
    Parameter("positives", formula="100"),
    Parameter("fn", formula="positives - tp"),
    Parameter("rate", low=0.1, high=0.9, step=0.1),
)

# What a seed has drawn once it draws for ever: a log names seeds, and the answers in it were to these numbers.
DRAWN = {
    0: [70.0, 30.0, 100.0, 30.0, 0.3],
    1: [40.0, 30.0, 100.0, 60.0, 0.1],
    2: [85.0, 30.0, 100.0, 15.0, 0.4],
    3: [70.0, 30.0, 100.0, 30.0, 0.8],
    42: [65.0, 10.0, 100.0, 35.0, 0.6],
    1772000000000: [55.0, 50.0, 100.0, 45.0, 0.9],
    9223372036854775808: [60.0, 10.0, 100.0, 40.0, 0.6],
}

seeds = st.integers(-(2**70), 2**70)
hundredths = st.integers(-10_000, 10_000)


def values_of(parameter: Parameter, *, seeds: int = 300) -> set[float]:
    return {draw((parameter,), seed)[parameter.name] for seed in range(seeds)}


@pytest.mark.parametrize(("seed", "numbers"), DRAWN.items())
def test_a_seed_draws_the_same_numbers_for_ever(seed: int, numbers: list[float]) -> None:
    assert list(draw(PAYMENTS, seed).values()) == numbers


def test_of_a_seed_the_last_sixty_four_bits_count() -> None:
    assert draw(PAYMENTS, 5) == draw(PAYMENTS, 5 + 2**64)
    assert draw(PAYMENTS, -1) == draw(PAYMENTS, 2**64 - 1)


@given(seeds)
def test_what_a_parameter_draws_does_not_depend_on_those_beside_it(seed: int) -> None:
    alone = draw((PAYMENTS[4],), seed)
    assert draw(PAYMENTS, seed)["rate"] == alone["rate"]
    assert draw((PAYMENTS[4], PAYMENTS[0]), seed)["rate"] == alone["rate"]


def test_two_parameters_with_the_same_range_draw_each_its_own_number() -> None:
    twins = (Parameter("a", low=1, high=100), Parameter("b", low=1, high=100))
    same = sum(len(set(draw(twins, seed).values())) == 1 for seed in range(1000))
    assert same < 30


def test_each_choice_is_drawn_about_as_often_as_any_other() -> None:
    drawn = Counter(draw(PAYMENTS, seed)["fp"] for seed in range(4000))
    assert set(drawn) == {10, 20, 30, 50}
    assert all(900 < times < 1100 for times in drawn.values())


def test_both_ends_of_a_range_are_drawn() -> None:
    assert values_of(Parameter("tp", low=40, high=60, step=5)) == {40, 45, 50, 55, 60}
    assert values_of(Parameter("n", low=-1, high=1)) == {-1, 0, 1}
    assert values_of(Parameter("n", low=7, high=7)) == {7}


def test_steps_of_tenths_end_in_tenths() -> None:
    assert values_of(Parameter("p", low=0.1, high=0.7, step=0.1)) == {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7}
    assert values_of(Parameter("lr", low=1e-05, high=5e-05, step=1e-05)) == {1e-05, 2e-05, 3e-05, 4e-05, 5e-05}
    assert values_of(Parameter("flops", low=1e22, high=3e22, step=1e22)) == {1e22, 2e22, 3e22}


@given(hundredths, st.integers(1, 500), st.integers(0, 50), seeds)
def test_a_value_of_a_range_is_written_with_as_few_digits_as_its_step(
    low: int, step: int, many: int, seed: int
) -> None:
    grid = Parameter("p", low=low / 100, high=(low + many * step) / 100, step=step / 100)
    drawn = draw((grid,), seed)["p"]
    assert drawn in {(low + taken * step) / 100 for taken in range(many + 1)}
    assert variants((grid,)) == many + 1
    assert check_parameters((grid,)) == ""


@given(seeds)
def test_formulas_are_worked_out_from_the_parameters_before(seed: int) -> None:
    drawn = draw(PAYMENTS, seed)
    assert list(drawn) == ["tp", "fp", "positives", "fn", "rate"]
    assert drawn["fn"] == 100 - drawn["tp"]
    assert all(isinstance(value, float) for value in drawn.values())


def test_variants_are_counted_over_all_that_is_drawn() -> None:
    assert variants(PAYMENTS) == 11 * 4 * 9
    assert variants((Parameter("a", choices=(1, 1, 2)), Parameter("b", formula="a"))) == 2
    assert variants((Parameter("a", formula="2"),)) == 1
    assert variants(()) == 1


def test_few_draws_are_all_given_once() -> None:
    pair = (Parameter("a", choices=(1, 2)), Parameter("b", low=0, high=2), Parameter("c", formula="a * b"))
    every = [(a, b, a * b) for a in (1, 2) for b in (0, 1, 2)]
    assert [tuple(drawn.values()) for drawn in samples(pair, 6)] == every


def test_of_many_draws_the_extremes_come_first_and_then_those_of_seeds() -> None:
    wide = (Parameter("a", choices=(5, -1, 9)), Parameter("b", low=0, high=1000), Parameter("c", choices=(7,)))
    given_draws = [tuple(drawn.values()) for drawn in samples(wide, 50)]
    assert len(given_draws) == 50
    assert given_draws[:4] == [(-1, 0, 7), (-1, 1000, 7), (9, 0, 7), (9, 1000, 7)]
    assert given_draws[4:] == [tuple(draw(wide, seed).values()) for seed in range(46)]


def test_of_many_extremes_those_of_seeds_are_tried_and_as_many_draws() -> None:
    many = tuple(Parameter(f"p{number}", low=1, high=9) for number in range(8))
    given_draws = [tuple(drawn.values()) for drawn in samples(many, 100)]
    assert all(set(values) <= {1, 9} for values in given_draws[:50])
    assert len(set(given_draws[:50])) > 40
    assert given_draws[50:] == [tuple(draw(many, seed).values()) for seed in range(50)]
    for place in range(8):
        assert 15 < sum(values[place] == 9 for values in given_draws[:50]) < 35


def test_a_choice_that_stands_twice_is_tried_once() -> None:
    assert [dict(drawn) for drawn in samples((Parameter("a", choices=(1, 1, 2)),), 2)] == [{"a": 1}, {"a": 2}]
    assert len(list(samples((Parameter("a", choices=(1, 2)),), 100))) == 2


def test_names_reach_as_far_as_their_formulas() -> None:
    assert reach(PAYMENTS, ["fn"]) == {"fn", "positives", "tp"}
    assert reach(PAYMENTS, ["rate"]) == {"rate"}
    chain = (Parameter("a"), Parameter("b", formula="a"), Parameter("c", formula="b + 1"))
    assert reach(chain, ["c"]) == {"a", "b", "c"}
    assert reach(chain, ["a"]) == {"a"}


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ((Parameter("a b", choices=(1, 2)),), "the parameter 'a b': cannot be called so"),
        ((Parameter("", choices=(1, 2)),), "the parameter '': cannot be called so"),
        ((Parameter("pi", choices=(1, 2)),), "the parameter 'pi': cannot be called so"),
        ((Parameter("sqrt", choices=(1, 2)),), "the parameter 'sqrt': cannot be called so"),
        ((Parameter("é", choices=(1, 2)),), "the parameter 'é': cannot be called so"),
        ((Parameter("lambda", choices=(1, 2)),), "the parameter 'lambda': cannot be called so"),
        ((Parameter("result", choices=(1, 2)),), "the parameter 'result': has a name that is taken"),
        ((Parameter("a", choices=(1,)), Parameter("a", choices=(2,))), "the parameter 'a': has a name that is taken"),
        ((Parameter("a", formula="b"), Parameter("b", choices=(1, 2))), "uses b, which is no parameter before it"),
        ((Parameter("a", formula="a"),), "uses a, which is no parameter before it"),
        ((Parameter("a", formula="1 +"),), "the parameter 'a': '1 +' is no expression"),
        ((Parameter("a", choices=(1, math.nan)),), "has a choice that is not a number"),
        ((Parameter("a", low=1, high=math.inf),), "has a bound that is not a number"),
        ((Parameter("a", low=2, high=1),), "draws from nothing"),
        ((Parameter("a", low=1, high=2, step=0),), "draws from nothing"),
        ((Parameter("a", low=1, high=2, step=-1),), "draws from nothing"),
        ((Parameter("a", low=40, high=92, step=5),), "never reaches 92: the last step ends at 90"),
    ],
)
def test_a_parameter_that_is_not_right_is_named_with_what_is_wrong(
    parameters: tuple[Parameter, ...], said: str
) -> None:
    assert said in check_parameters(parameters)


def test_nothing_is_wrong_with_parameters_that_are_right() -> None:
    assert check_parameters(PAYMENTS) == ""
    assert check_parameters(()) == ""


def test_a_parameter_that_has_nothing_to_draw_from_is_a_problem() -> None:
    with pytest.raises(ExpressionProblem, match="draws from nothing"):
        draw((Parameter("a", low=2, high=1),), 1)
    with pytest.raises(ExpressionProblem, match="divides by zero"):
        draw((Parameter("a", formula="1 / 0"),), 1)
