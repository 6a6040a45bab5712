"""The result of a question with numbers: the point that it is, and which numbers of an answer are held against it."""

import pytest
from support.cards import make_card, replace

from aiquiz.core.cards import KeyPoint, Parameter
from aiquiz.core.interview.result import Held, Wanted, draw_numbers, hold_result, say_result
from aiquiz.core.numeric.exercise import fill

PARAMETERS = (Parameter("n", low=2, high=2), Parameter("m", choices=(3, 4)))
CARD = replace(make_card("twice"), parameters=PARAMETERS, expression="n * m", unit="GB")
OWN = (
    KeyPoint("Takes {n} of them"),
    KeyPoint("Reaches {result:.1f} GB", ("six",)),
    KeyPoint("Stays below {result * 2}"),
)
SHARE = Wanted(0, 56.8, "56.8 %", "%", 0.01)


@pytest.mark.parametrize(
    ("unit", "said"), [("GB", "The result: {} GB"), ("$", "The result: ${}"), ("", "The result: {}")]
)
def test_where_no_point_names_the_result_one_more_does_and_the_places_of_the_others_stay(unit: str, said: str) -> None:
    card = replace(CARD, unit=unit, key_points=(KeyPoint("The result is the product of {n} and {m}"),))
    drawn, wanted = draw_numbers(card, 5)
    assert drawn.key_points[:1] == fill(card, 5).key_points
    assert drawn.key_points[1:] == (KeyPoint(said.format(f"{wanted.value:.0f}")),)
    assert wanted.place == 1
    assert drawn.key_points[1].text.endswith(wanted.said)


def test_a_point_of_its_own_that_names_the_result_is_the_one_and_nothing_is_said_twice() -> None:
    card = replace(CARD, key_points=OWN)
    drawn, wanted = draw_numbers(card, 5)
    assert drawn == fill(card, 5)
    assert (wanted.place, wanted.unit, wanted.tolerance) == (1, "GB", card.tolerance)


@pytest.mark.parametrize(
    "text",
    [
        "0.568",
        "56.8 %",
        "It's about 57 percent.",
        "568 of 1,000, so 568 / 1000 = 0.568, or more than half",
        "Precision is true positives by all flagged: 56.8 %, as I said",
        "1. Divide by all flagged\n2. Which gives 56.8 percent of them",
        "568/1000\nwhich is the share",
        "43.2 % are wrong\n56.8 % are right",
        "So the precision comes to 56.8 %",
        "- 56.8 %",
        "**56.8 %**",
        "Precision equals 56.8 %",
        "that would be 0.568",
        "I'd say 56.8 %",
        "so 0.568",
        "a precision of 56.8 %",
        "not 40 %, it is 56.8 %",
        "first it was 3: then 5, in all **56.8 %** of them",
    ],
)
def test_the_result_is_found_where_it_is_said(text: str) -> None:
    held = hold_result(text, SHARE)
    assert held is not None
    assert held.is_right
    assert held.words in text


@pytest.mark.parametrize(
    ("text", "words", "more"),
    [
        ("5.68 %", "5.68 %", "That is 10 times too small"),
        ("0.432", "0.432", "That is the other part of the whole"),
        ("By the flagged.\n40 %\n30 %", "30 %", "That is"),
        ("3 hours", "3 hours", "The answer is in %"),
        ("40 %\nright ones by all flagged", "40 %", "That is"),
        ("it goes from 2 to 0.568\n5 %", "5 %", "That is"),
        ("- 40 %", "40 %", "That is"),
    ],
)
def test_a_number_that_has_a_line_to_itself_and_is_not_the_result_is_wrong(text: str, words: str, more: str) -> None:
    held = hold_result(text, SHARE)
    assert held is not None
    assert (held.is_right, held.words) == (False, words)
    assert held.more.startswith(more)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "By all that were flagged.",
        "1. Divide\n2) Look at it",
        "By all of them:\n600 + 400 = 1000\n30 %\nand so on",
        "I would say that it is 40 or some other number like that, =",
        "3 things have to be said first of all here",
        "It is not equal to 0.568",
        "the answer cannot be 0.3 or 0.568",
        "it isn't 56.8 %",
        "it is either 0.3 or 0.568",
        "40 % or 56.8 % I think",
        "it is 56.8 % if not for the others, but then it is 3",
    ],
)
def test_where_no_number_stands_for_the_result_nothing_is_held_against_it(text: str) -> None:
    assert hold_result(text, SHARE) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "It is 56.8 %."),
        ("Flagged.", "It is 56.8 %."),
        ("0.568", "Right: 56.8 %."),
        ("5.68 %", "Not right: it is 56.8 %. That is 10 times too small: the decimal point stands one place off."),
    ],
)
def test_it_is_said_as_a_sitting_says_it(text: str, said: str) -> None:
    assert say_result(text, SHARE) == said


def test_a_long_answer_is_read_in_no_time() -> None:
    assert hold_result("is =" * 1250, SHARE) is None
    assert hold_result("it is 7, " * 550, SHARE) is None
    held = hold_result("5 apples\n" * 500, SHARE)
    assert held == Held(is_right=False, words="5 apples", more="The answer is in %, not in apples.")
