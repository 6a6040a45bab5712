import math
import warnings
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aiquiz.core.numeric.expressions import LONGEST, ExpressionProblem, evaluate, names_in, parse_expression
from aiquiz.core.numeric.operations import LARGEST

NAMES = {"tp": 40.0, "fp": 10.0, "fn": 60.0, "zero": 0.0, "huge": 1e200}

numbers = st.floats(-1e6, 1e6, allow_subnormal=False)
NESTED = st.recursive(
    st.one_of(
        st.sampled_from(["tp", "fp", "zero", "huge", "pi", "e", "0", "1", "2.5", "1e-3", "9"]),
        st.integers(0, 10**6).map(str),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "//", "%", "**"]), inner).map(
            lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"
        ),
        inner.map(lambda part: f"-{part}"),
        st.tuples(st.sampled_from(["sqrt", "exp", "log", "round", "comb", "floor"]), inner).map(
            lambda parts: f"{parts[0]}({parts[1]})"
        ),
        st.tuples(inner, inner).map(lambda parts: f"comb({parts[0]}, {parts[1]})"),
    ),
    max_leaves=12,
)


def value_of(text: str) -> float:
    return evaluate(parse_expression(text), NAMES)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", 2.0),
        ("1_000_000", 1e6),
        (".5", 0.5),
        ("5.", 5.0),
        ("1.5e-3", 0.0015),
        ("2 * tp / (2 * tp + fp + fn) * 100", 8000 / 150),
        ("tp - fp - fn", -30.0),
        ("2 ** 3 ** 2", 512.0),
        ("-2 ** 2", -4.0),
        ("+tp", 40.0),
        ("7 // 2", 3.0),
        ("7 % 4", 3.0),
        ("-7 % 4", 1.0),
        ("sqrt(16)", 4.0),
        ("exp(0)", 1.0),
        ("log(e)", 1.0),
        ("log2(1024)", 10.0),
        ("log10(1000)", 3.0),
        ("ceil(2.1)", 3.0),
        ("floor(-2.1)", -3.0),
        ("round(2.4)", 2.0),
        ("round(2.345, 1)", 2.3),
        ("abs(-3)", 3.0),
        ("min(3, 1, 2)", 1.0),
        ("max(tp, fp)", 40.0),
        ("comb(5, 2)", 10.0),
        ("comb(1000, 500)", float(math.comb(1000, 500))),
        ("cos", None),
        ("2 * pi", 2 * math.pi),
        ("  tp\n  + fp\t", 50.0),
        ("(" * 100 + "1" + ")" * 100, 1.0),
    ],
)
def test_an_expression_comes_to_its_value(text: str, value: float | None) -> None:
    if value is None:
        with pytest.raises(ExpressionProblem, match="uses cos, which has no value"):
            value_of(text)
    else:
        assert value_of(text) == value


def test_the_value_is_always_a_float_even_where_the_names_have_whole_numbers() -> None:
    for text in ("n", "n + 1", "floor(n)", "comb(n, 2)", "round(n)", "abs(n)"):
        assert isinstance(evaluate(parse_expression(text), {"n": 7}), float)


def test_the_names_are_given_once_each_as_they_stand_and_without_constants() -> None:
    assert names_in(parse_expression("b * sqrt(a + b) / pi - c * e")) == ("b", "a", "c")


HOSTILE = [
    ("9**9**9", "becomes too large"),
    ("9**9**9**9**9", "becomes too large"),
    ("10**400", "becomes too large"),
    ("1e200 * 1e200", "becomes too large"),
    ("huge * huge", "becomes too large"),
    ("exp(1000)", "becomes too large"),
    ("().__class__", r"has '\(\).__class__'"),
    ("tp.__class__.__mro__", "has 'tp.__class__.__mro__'"),
    ("__import__('os')", "has the sign"),
    ("__import__(os)", "has no function '__import__'"),
    ("eval(tp)", "has no function 'eval': there are sqrt"),
    ("open", "uses open, which has no value"),
    ("(" * 150 + "1" + ")" * 150, "301 characters: the most is 300"),
    ("(" * 149 + "1", "is no expression"),
    ("(" * 300, "is no expression"),
    ("[" * 149 + "1" + "]" * 149, r"has '\[\["),
    ("-" * 299 + "1", "nested too deeply"),
    ("+".join("1" * 150), "nested too deeply"),
    ("1e999", "has '1e999'"),
    ("\0", "has the sign"),
    ("1\0+1", "has the sign"),
    ("lambda: 1", "has 'lambda: 1'"),
    ("f'{tp}'", "has the sign"),
    ('"a"', "has the sign"),
    ("1 # one", "has the sign"),
    ("1 \\ + 1", "has the sign"),
    ("comb(1000000000, 500000000)", "comb cannot take 1e\\+09, 5e\\+08"),
    ("comb(2.5, 1)", "comb cannot take 2.5, 1"),
    ("comb(5, 1.5)", "comb cannot take"),
    ("comb(5, -1)", "comb cannot take"),
    ("comb(2, 3)", "comb cannot take"),
    ("(x := 1)", "has 'x := 1'"),
    ("x = 1", "is no expression"),
    ("[x for x in y]", r"has '\[x for x in y\]'"),
    ("{1: 2}", "has '{1: 2}'"),
    ("(1, 2)", "has '"),
    ("tp[0]", r"has 'tp\[0\]'"),
    ("tp if fp else fn", "has 'tp if fp else fn'"),
    ("tp < fp", "has 'tp < fp'"),
    ("tp and fp", "has 'tp and fp'"),
    ("not tp", "has 'not tp'"),
    ("~tp", "has '~tp'"),
    ("tp ^ 2", "has 'tp \\^ 2'"),
    ("tp @ fp", "has 'tp @ fp'"),
    ("1 << 9999", "has '1 << 9999'"),
    ("True", "has 'True'"),
    ("None", "has 'None'"),
    ("...", r"has '\.\.\.'"),
    ("1j", "has '1j': put a sign"),
    ("0x1F", "has '0x1F': put a sign"),
    ("2tp", "has '2tp': put a sign"),
    ("1or 2", "has '1or': put a sign"),
    ("1.real", "has '1.real': put a sign"),
    ("007", "is no expression"),
    ("max(*tp)", "gives max 1 values: it takes 2 or more"),
    ("max(1, *tp)", r"has '\*tp'"),
    ("max(**tp)", r"has 'max\(\*\*tp\)'"),
    ("sqrt(x=1)", r"has 'sqrt\(x=1\)'"),
    ("sqrt()", "gives sqrt 0 values: it takes 1"),
    ("sqrt(1)(2)", r"has 'sqrt\(1\)\(2\)'"),
    ("sqrt + 1", "has sqrt without brackets"),
    ("pi(2)", "has no function 'pi'"),
    ("tp × fp", "has the sign '×'"),
    ("ｔｐ", "has the sign"),
    ("é", "has the sign 'é'"),
    ("٣", "has the sign"),
    ("1 +", "is no expression"),
    ("await tp", "has 'await tp'"),
    ("yield", "is no expression"),
    ("import os", "is no expression"),
    ("1; 2", "is no expression"),
    ("", "is empty"),
    (" \n ", "is empty"),
    ("1" * 301, "301 characters"),
    ("tp / zero", "'tp / zero' divides by zero"),
    ("tp // 0", "divides by zero"),
    ("tp % 0", "divides by zero"),
    ("0 ** -1", r"\*\* cannot take 0, -1"),
    ("(-8) ** 0.5", r"\*\* cannot take -8, 0.5"),
    ("sqrt(-1)", "sqrt cannot take -1"),
    ("log(0)", "log cannot take 0"),
    ("round(1, 0.5)", "round cannot take"),
    ("round(1, 400)", "round cannot take"),
]


@pytest.mark.parametrize(("text", "said"), HOSTILE)
def test_what_is_no_expression_of_numbers_is_refused_with_a_sentence(text: str, said: str) -> None:
    with pytest.raises(ExpressionProblem, match=said) as caught:
        value_of(text)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 250


@given(st.text(max_size=LONGEST + 10))
@example("1if 2else 3")
@example("'\\d'")
@example("0_7 is 1")
@example("1e5e5")
def test_any_text_gives_a_number_or_a_problem_and_no_warning(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            value = value_of(text)
        except ExpressionProblem:
            return
    assert abs(value) <= LARGEST


@given(st.text(alphabet="0123456789.eE+-*/%()[]{},:=<>_ abfinorx", max_size=40))
def test_any_row_of_the_signs_of_python_gives_a_number_or_a_problem(text: str) -> None:
    with suppress(ExpressionProblem):
        assert abs(value_of(text)) <= LARGEST


@given(NESTED)
def test_any_nested_expression_gives_a_number_within_bounds_or_a_problem(text: str) -> None:
    with suppress(ExpressionProblem):
        assert abs(value_of(text)) <= LARGEST


@given(numbers, numbers, numbers)
def test_the_operators_bind_as_in_python(a: float, b: float, c: float) -> None:
    names = {"a": a, "b": b, "c": c}
    assert evaluate(parse_expression("a + b * c - a"), names) == a + b * c - a
    assert evaluate(parse_expression("-(a - b) - c"), names) == -(a - b) - c
    assert evaluate(parse_expression("a - b - c"), names) == (a - b) - c


def test_of_two_operands_the_left_one_comes_first() -> None:
    for sign, value in (("-", 5.0), ("/", 3.5), ("**", 49.0), ("%", 1.0), ("//", 3.0)):
        assert evaluate(parse_expression(f"a {sign} b"), {"a": 7.0, "b": 2.0}) == value


def test_reading_the_same_text_again_gives_the_same_expression() -> None:
    assert parse_expression("tp + 1") is parse_expression("tp + 1")
