import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.cards import make_card, replace

from aiquiz.core.cards import Card, KeyPoint, Parameter
from aiquiz.core.numeric.example import example_of, filled
from aiquiz.core.numeric.exercise import check_exercise, expected, fill, say_expected
from aiquiz.core.numeric.parameters import draw
from aiquiz.core.numeric.placeholders import parse_template, template_names, write_number, write_template
from aiquiz.errors import DataError

F1 = replace(
    make_card("f1-worked"),
    question="A classifier finds {tp} of {positives} payments and raises {fp} false alarms. What is its F1 score?",
    answer="Precision is {tp} / {tp + fp} = {100 * tp / (tp + fp):.1f} %, `{{{tp}}}`; F1 is {result:.1f} %.",
    tip="Of {positives} payments {fn} are missed.",
    key_points=(KeyPoint("Recall is {tp / positives:.2f}", ("recall",)), KeyPoint("F1 is a harmonic mean")),
    follow_ups=("And with {fp * 2} false alarms?",),
    parameters=(
        Parameter("tp", low=40, high=90, step=5),
        Parameter("fp", choices=(10, 20, 30, 50)),
        Parameter("positives", formula="100"),
        Parameter("fn", formula="positives - tp"),
    ),
    expression="2 * tp / (2 * tp + fp + fn) * 100",
    unit="%",
)
DIFFERENCE = replace(
    make_card("difference"),
    question="What is {a} less {b}?",
    answer="It is {result}.",
    parameters=(Parameter("a", low=1, high=9), Parameter("b", low=1, high=9)),
    expression="a - b",
)


def changed(card: Card = DIFFERENCE, **fields: object) -> Card:
    return card._replace(**fields)  # type: ignore[arg-type]


def test_a_card_is_filled_with_the_numbers_of_its_seed_in_every_text() -> None:
    assert draw(F1.parameters, 1)["tp"] == 40
    card = fill(F1, 1)
    assert card.question == "A classifier finds 40 of 100 payments and raises 30 false alarms. What is its F1 score?"
    assert card.answer == "Precision is 40 / 70 = 57.1 %, `{40}`; F1 is 47.1 %."
    assert card.tip == "Of 100 payments 60 are missed."
    assert card.key_points == (KeyPoint("Recall is 0.40", ("recall",)), KeyPoint("F1 is a harmonic mean"))
    assert card.follow_ups == ("And with 60 false alarms?",)
    assert expected(F1, 1) == pytest.approx(8000 / 170)


@pytest.mark.parametrize(("unit", "said"), [("%", "47.06 %"), ("$", "$47.06"), ("", "47.06")])
def test_the_right_answer_is_said_with_its_unit(unit: str, said: str) -> None:
    assert say_expected(changed(F1, unit=unit), 1) == said


def test_the_rest_of_a_filled_card_stays_as_it_was() -> None:
    filled = fill(F1, 7)
    texts = {"question", "answer", "tip", "key_points", "follow_ups"}
    assert {name for name in Card._fields if getattr(filled, name) != getattr(F1, name)} == texts


def test_a_card_without_parameters_keeps_its_braces() -> None:
    card = replace(make_card("json"), answer="Write {} or {{}} or }.")
    assert fill(card, 3) is card


@given(st.integers(0, 2**64 - 1))
def test_any_seed_fills_a_card_that_was_found_right(seed: int) -> None:
    filled = fill(F1, seed)
    assert f"F1 is {expected(F1, seed):.1f} %." in filled.answer
    assert not re.search(r"[{}]", filled.question + filled.tip + "".join(filled.follow_ups))


def test_what_has_no_value_is_a_problem_when_it_is_filled() -> None:
    card = changed(expression="1 / (a - a)")
    said = r"The card 'difference' cannot be asked with the numbers drawn: .+ divides by zero\. Correct "
    for ask in (fill, filled, expected, say_expected):
        with pytest.raises(DataError, match=said):
            ask(card, 1)
    with pytest.raises(DataError, match=said):
        example_of(changed(answer="{1 / (a - a)}"))


def test_numbers_that_give_no_value_are_drawn_again_from_the_same_seed() -> None:
    card = changed(parameters=(Parameter("a", choices=(0.0, 1.0)), Parameter("b", low=1, high=9)), expression="b / a")
    seeds = range(50)
    assert any(draw(card.parameters, seed)["a"] == 0 for seed in seeds)
    for seed in seeds:
        shown = fill(card, seed)
        assert str(int(expected(card, seed))) in shown.question
        assert fill(card, seed) == shown


@pytest.mark.parametrize(
    "card",
    [
        F1,
        DIFFERENCE,
        make_card("plain"),
        replace(make_card("braces"), answer="{not a placeholder}"),
        changed(tolerance=0.0),
        changed(
            question="How far apart are {a + b} and {c}?",
            parameters=(*DIFFERENCE.parameters, Parameter("c", formula="a * b")),
            expression="c - a - b",
        ),
    ],
    ids=["F1", "difference", "plain", "braces", "exact", "shown by way of a formula"],
)
def test_nothing_is_wrong_with_a_card_that_is_right(card: Card) -> None:
    assert check_exercise(card) == ""


@pytest.mark.parametrize(
    ("card", "said"),
    [
        (changed(make_card("plain"), unit="%"), "has a unit, but no expression"),
        (changed(expression=""), "has no expression: an exercise needs both"),
        (changed(parameters=()), "has no parameters: an exercise needs both"),
        (changed(tolerance=-0.1), "has a tolerance of -0.1"),
        (changed(tolerance=0.6), "has a tolerance of 0.6"),
        (changed(tolerance=float("nan")), "has a tolerance of nan"),
        (changed(parameters=(Parameter("a", low=2, high=1),)), "the parameter 'a': draws from nothing"),
        (changed(expression="a -"), "'a -' is no expression"),
        (changed(expression="a - c"), "the expression uses c, which is no parameter"),
        (changed(expression="a - result"), "the expression uses result, which is no parameter"),
        (changed(question="{a} and {b} and {c}?"), "the question uses c, which is no parameter"),
        (changed(question="{a} and {b}, so {result}?"), "the question shows the result"),
        (changed(answer="{a -}"), "the answer has the placeholder {a -}, which 'a -' is no expression"),
        (changed(answer="{}"), "the answer has the placeholder {}, which is empty"),
        (changed(answer="{a:d}"), "the answer has :d in a placeholder"),
        (changed(answer="{a:.2}"), "the answer has :.2 in a placeholder"),
        (changed(answer="{a:>9999999f}"), "the answer has :>9999999f in a placeholder"),
        (changed(tip="It is {a"), "the tip has a lone {"),
        (changed(tip="It is a}"), "the tip has a lone }"),
        (changed(tip="It is {{a}"), "the tip has a lone }"),
        (changed(key_points=(KeyPoint("{c}"),)), "the key point uses c, which is no parameter"),
        (changed(follow_ups=("{c}?",)), "the follow-up uses c, which is no parameter"),
        (
            changed(parameters=(*DIFFERENCE.parameters, Parameter("c", choices=(1, 2)))),
            "the parameter 'c' is never used",
        ),
        (
            changed(parameters=(Parameter("a", choices=(3,)), Parameter("b", choices=(2, 2)))),
            "draws the same numbers each time",
        ),
        (changed(expression="2 * 3"), "has the same result whatever is drawn"),
        (
            changed(parameters=(Parameter("a", choices=(3,)), Parameter("b", choices=(2, 4))), expression="a"),
            "has the same result whatever is drawn",
        ),
        (changed(question="What is {a} less nobody knows?"), "the question does not show b"),
        (changed(expression="1 / (a - b)"), "'1 / (a - b)' divides by zero (with a = 1, b = 1)"),
        (changed(expression="sqrt(a - b)"), "sqrt cannot take -1 (with a = 1, b = 2)"),
        (changed(expression="10 ** (a * b * 4)"), "becomes too large"),
        (changed(answer="{1 / (a - 9)}, {result}"), "'1 / (a - 9)' divides by zero (with a = 9, b = 1)"),
    ],
)
def test_what_is_wrong_with_an_exercise_is_said(card: Card, said: str) -> None:
    assert check_exercise(card).startswith(said) or said in check_exercise(card)


def test_the_extremes_are_tried_where_there_are_too_many_draws_to_try_all() -> None:
    wide = (Parameter("a", low=0, high=1_000_000), Parameter("b", low=0, high=1_000_000))
    assert "divides by zero (with a = 1,000,000, b = 0)" in check_exercise(
        changed(parameters=wide, expression="a - b + 1 / (b - a + 1000000)")
    )


def test_with_many_ranges_more_than_the_extremes_are_tried() -> None:
    names = [f"p{number}" for number in range(8)]
    shown = " ".join(f"{{{name}}}" for name in names)
    for name in names:
        others = " + ".join(other for other in names if other != name)
        card = changed(
            question=shown,
            parameters=tuple(Parameter(name, low=1, high=2) for name in names),
            expression=f"1 / (2 - {name}) + {others}",
        )
        assert "divides by zero" in check_exercise(card)


@given(st.integers(0, 40), st.integers(1, 9))
def test_the_example_of_a_card_that_was_found_right_is_always_there(power: int, many: int) -> None:
    names = [f"p{number}" for number in range(many)]
    card = changed(
        question=" ".join(f"{{{name}}}" for name in names),
        parameters=tuple(Parameter(name, low=0, high=power) for name in names),
        expression=f"1 / ({' + '.join(names)} - {power})",
    )
    if not check_exercise(card):
        assert len(example_of(card).question.split()) == many


def test_more_draws_find_more() -> None:
    rare = changed(parameters=(Parameter("a", low=1, high=20), Parameter("b", low=1, high=20)))
    card = rare._replace(expression="1 / (abs(a - 7) + abs(b - 13))")
    assert "divides by zero (with a = 7, b = 13)" in check_exercise(card, draws=400)


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (12288.0, "", "12,288"),
        (0.0, "", "0"),
        (-0.0, "", "0"),
        (-3.0, "", "-3"),
        (1e12, "", "1,000,000,000,000"),
        (1e15, "", "1e+15"),
        (1.23456e20, "", "1.235e+20"),
        (2 / 3, "", "0.6667"),
        (0.1 + 0.2, "", "0.3"),
        (0.5, "", "0.5"),
        (-3.14159, "", "-3.142"),
        (0.0123456, "", "0.01235"),
        (0.0001, "", "0.0001"),
        (0.00001234, "", "1.234e-05"),
        (99.999, "", "100"),
        (1234.56, "", "1,235"),
        (12345.678, "", "12,346"),
        (12345.678, ",", "12,346"),
        (12288.0, ",", "12,288"),
        (12345.678, ".1f", "12345.7"),
        (12345.678, ",.1f", "12,345.7"),
        (-0.04, ".1f", "0.0"),
        (0.5, ".0f", "0"),
        (12345.678, ".3g", "1.23e+04"),
        (12345.678, ".1e", "1.2e+04"),
        (12345.0, "g", "12345"),
        (0.25, "f", "0.250000"),
        (12345678.0, ",f", "12,345,678.000000"),
    ],
)
def test_a_number_is_written_as_its_placeholder_says(value: float, spec: str, text: str) -> None:
    assert write_number(value, spec) == text
    assert write_template(parse_template(f"{{a:{spec}}}"), {"a": value}) == text


@given(st.floats(-1e300, 1e300))
@example(9999.6)
@example(999.96)
@example(0.99996)
def test_a_number_that_is_written_is_read_back_to_four_digits(value: float) -> None:
    assert float(write_number(value).replace(",", "")) == pytest.approx(value, rel=5.001e-4, abs=0)


@given(st.text())
def test_doubled_braces_give_any_text_back(text: str) -> None:
    doubled = text.replace("{", "{{").replace("}", "}}")
    assert write_template(parse_template(doubled), {}) == text


def test_a_template_tells_its_names() -> None:
    assert template_names(parse_template("{b} {a + b:.1f} {{c}} {2 * pi}")) == ("b", "a")


def test_a_card_packed_with_placeholders_is_refused_before_they_are_worked_out() -> None:
    assert check_exercise(changed(answer="{a} " * 90)) == ""
    for packed in ("{a} " * 200, "}} " * 200):
        assert check_exercise(changed(answer=packed)).endswith("placeholders: the most is 100")
