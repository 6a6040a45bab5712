"""What a card is practised with is read from its file, and what is wrong with it is said with its line."""

import re
from pathlib import Path

import pytest

from aiquiz.core.cards import TOLERANCE, Card, KeyPoint, Parameter
from aiquiz.core.matching.match_syntax import check_entry
from aiquiz.core.numeric.example import example_of
from aiquiz.store.card_file import read_card_file

TEXT = """\
- id: f1
  question: A classifier finds {tp} of {positives} frauds and raises {fp} false alarms. What is its F1 score?
  level: beginner
  parameters:
    tp: {from: 40, to: 90, step: 5}
    fp: [10, 20.5, 3e1]
    positives: 100
    fn: positives - tp
  expression: 2 * tp / (2 * tp + fp + fn) * 100
  unit: "%"
  tolerance: 0.02
  answer: |
    It is {result:.1f} %.
"""
POINT = """\
- id: drift
  question: What is drift?
  level: beginner
  answer: Inputs move.
  key_points:
    - Names the inputs
"""


def read(tmp_path: Path, text: str) -> tuple[list[Card], list[str]]:
    path = tmp_path / "file.yaml"
    path.write_text(text)
    placed, problems = read_card_file(path, "topic", "file")
    return [found.card for found in placed], [str(problem).removeprefix(f"{path}:") for problem in problems]


def test_a_numeric_card_has_its_parameters_in_their_order(tmp_path: Path) -> None:
    ((card,), problems) = read(tmp_path, TEXT)
    assert problems == []
    assert card.parameters == (
        Parameter("tp", low=40, high=90, step=5),
        Parameter("fp", choices=(10, 20.5, 30)),
        Parameter("positives", formula="100"),
        Parameter("fn", formula="positives - tp"),
    )
    assert (card.expression, card.unit, card.tolerance) == ("2 * tp / (2 * tp + fp + fn) * 100", "%", 0.02)


def test_a_range_goes_by_one_and_a_tolerance_is_a_hundredth_where_nothing_is_said(tmp_path: Path) -> None:
    ((card,), _) = read(tmp_path, TEXT.replace(", step: 5", "").replace("  tolerance: 0.02\n", ""))
    assert (card.parameters[0].step, card.tolerance) == (1, TOLERANCE)


@pytest.mark.parametrize(
    ("item", "point"),
    {
        "Names it": KeyPoint("Names it"),
        "{text: Names it}": KeyPoint("Names it"),
        "{text: Names it, match: []}": KeyPoint("Names it"),
        '{text: " Names it ", match: [ "input|feature moves " , not-fixed]}': KeyPoint(
            "Names it", ("input|feature moves", "not-fixed")
        ),
        "text: Names it\n      match:\n        - moves": KeyPoint("Names it", ("moves",)),
    }.items(),
)
def test_a_key_point_is_a_text_or_a_text_with_entries(tmp_path: Path, item: str, point: KeyPoint) -> None:
    ((card,), problems) = read(tmp_path, POINT.replace("Names the inputs", item))
    assert (card.key_points, problems) == ((point,), [])


def many(number: int) -> str:
    return "[" + ", ".join(f"word{place}" for place in range(number)) + "]"


POINTS = {
    "no text": ("match: [x]", "a key point needs text: what an interviewer listens for"),
    "an unknown field": ("{text: T, mach: [x]}", "a key point has no field 'mach': did you mean 'match'?"),
    "an empty text": ('{text: ""}', "is empty: write a text"),
    "a text that is a list": ("[a, b]", "is a list where a text is meant: quote it if it holds [ or {, or a colon"),
    "entries that are a text": (
        "{text: T, match: x}",
        "takes a list: begin each item on a line of its own with a dash",
    ),
    "an entry that is a group": (
        "{text: T, match: [{a: b}]}",
        "is a group of fields where a text is meant: quote it if it holds [ or {, or a colon",
    ),
    "an empty entry": ('{text: T, match: [""]}', "is empty: write a text"),
    "an entry of one sign": (
        "{text: T, match: ['cost|']}",
        f"match: 'cost|' {check_entry('cost|')}",
    ),
    "a long entry": (f"{{text: T, match: [{'x' * 201}]}}", "has 201 characters: the most is 200"),
    "fifty-one entries": (f"{{text: T, match: {many(51)}}}", "match: has 51 entries: the most is 50"),
}


@pytest.mark.parametrize(("item", "said"), POINTS.values(), ids=POINTS)
def test_a_key_point_that_cannot_be_read_is_told_with_its_line(tmp_path: Path, item: str, said: str) -> None:
    assert read(tmp_path, POINT.replace("Names the inputs", item)) == ([], [f"6: card 'drift': key_points: {said}"])


def test_a_card_has_at_most_a_hundred_key_points_and_follow_up_questions(tmp_path: Path) -> None:
    hundred = POINT + "    - One more\n" * 99
    ((card,), problems) = read(tmp_path, hundred)
    assert (len(card.key_points), problems) == (100, [])
    said = "6: card 'drift': key_points: are 101: the most is 100, so split the card"
    assert read(tmp_path, hundred + "    - Too many\n") == ([], [said])
    follow_ups = "  follow_ups:\n" + "    - Why?\n" * 101
    assert read(tmp_path, POINT + follow_ups) == ([], [said.replace("6:", "8:").replace("key_points", "follow_ups")])


def test_the_line_of_a_bad_entry_is_its_own(tmp_path: Path) -> None:
    text = POINT.replace("Names the inputs", "text: T\n      match:\n        - inputs\n        - of|")
    ((), (problem,)) = read(tmp_path, text)
    assert problem == f"9: card 'drift': key_points: match: 'of|' {check_entry('of|')}"


PARAMETERS = {
    "a text": (
        "x",
        "takes names with what is drawn for each: n: {from: 10, to: 50} or n: [16, 32]",
    ),
    "none": ("{}", "are 0: from 1 to 20 are allowed"),
    "too many": ("{" + ", ".join(f"p{n}: 1" for n in range(21)) + "}", "are 21: from 1 to 20 are allowed"),
    "a name with a capital": (
        "{Tp: [1, 2]}",
        "'Tp' is no name: use small letters, digits and _, at most 30",
    ),
    "a name with a bracket": (
        "{'a[0]': [1, 2]}",
        "'a[0]' is no name: use small letters, digits and _, at most 30",
    ),
    "a name of 31 letters": (
        f"{{{'n' * 31}: [1]}}",
        f"'{'n' * 31}' is no name: use small letters, digits and _, at most 30",
    ),
    "a name that is taken": (
        "{result: [1, 2]}",
        "'result' is what the expression gives: choose another name",
    ),
    "no choice": ("{n: []}", "n has 0 choices: from 1 to 100 are allowed"),
    "101 choices": (f"{{n: {list(range(101))}}}", "n has 101 choices: from 1 to 100 are allowed"),
    "a choice that is a word": ("{n: [1, two]}", "'two' is not a number: write it as 12, 0.5 or 1e-3"),
    "a choice with a comma": ("{n: ['1,000']}", "'1,000' is not a number: write it as 12, 0.5 or 1e-3"),
    "a choice that is not a number": ("{n: [nan]}", "'nan' is not a number: write it as 12, 0.5 or 1e-3"),
    "a choice beyond all": ("{n: [1e999]}", "'1e999' is not a number: write it as 12, 0.5 or 1e-3"),
    "a choice in other digits": ("{n: ['٣']}", "'٣' is not a number: write it as 12, 0.5 or 1e-3"),
    "a very long choice": (
        f"{{n: [{'7' * 99}]}}",
        f"'{'7' * 40}' is not a number: write it as 12, 0.5 or 1e-3",
    ),
    "a range with an odd field": (
        "{n: {from: 1, to: 2, stepp: 1}}",
        "the range of n has no field 'stepp': did you mean 'step'?",
    ),
    "half a range": ("{n: {from: 1}}", "the range of n needs to"),
    "an empty range": ("{n: {}}", "the range of n needs from and to"),
    "a range upside down": (
        "{n: {from: 2, to: 1}}",
        "the range of n goes from less to more in at most 100,000 steps",
    ),
    "a range without a step": (
        "{n: {from: 1, to: 2, step: 0}}",
        "the range of n goes from less to more in at most 100,000 steps",
    ),
    "a range of too many steps": (
        "{n: {from: 0, to: 1, step: 1e-300}}",
        "the range of n goes from less to more in at most 100,000 steps",
    ),
    "an empty formula": ("{n: ''}", "is empty: write a text"),
}


@pytest.mark.parametrize(("given", "said"), PARAMETERS.values(), ids=PARAMETERS)
def test_parameters_that_cannot_be_read_are_told(tmp_path: Path, given: str, said: str) -> None:
    text = f"{POINT}  parameters: {given}\n  expression: n\n"
    assert read(tmp_path, text) == ([], [f"7: card 'drift': parameters: {said}"])


NUMBERS = {
    "tolerance 0": ("0.02", "0", "11: card 'f1': tolerance: 0 is no share above 0 and up to 0.5: write it as 0.01"),
    "tolerance 1": ("0.02", "1", "11: card 'f1': tolerance: 1 is no share above 0 and up to 0.5: write it as 0.01"),
    "tolerance -1": ("0.02", "-1", "11: card 'f1': tolerance: -1 is no share above 0 and up to 0.5: write it as 0.01"),
    "tolerance nan": ("0.02", ".nan", "11: card 'f1': tolerance: '.nan' is not a number: write it as 12, 0.5 or 1e-3"),
    "tolerance 1 %": ("0.02", "1 %", "11: card 'f1': tolerance: '1 %' is not a number: write it as 12, 0.5 or 1e-3"),
    "long unit": ('"%"', "x" * 21, "10: card 'f1': unit: has 21 characters: the most is 20"),
    "empty unit": ('"%"', '""', "10: card 'f1': unit: is empty: write a text"),
    "long expression": (
        "2 * tp / (2 * tp + fp + fn) * 100",
        "tp" + " + tp" * 60,
        "9: card 'f1': expression: has 302 characters: the most is 300",
    ),
    "unknown name": ("2 * tp /", "2 * tpp /", "9: card 'f1': the expression uses tpp, which is no parameter"),
    "unknown name in the text": (
        "{result:.1f}",
        "{recall}",
        "9: card 'f1': the answer uses recall, which is no parameter",
    ),
    "no expression": (
        "  expression: 2 * tp / (2 * tp + fp + fn) * 100\n",
        "",
        "4: card 'f1': has no expression: an exercise needs both",
    ),
}


@pytest.mark.parametrize(("before", "after", "said"), NUMBERS.values(), ids=NUMBERS)
def test_numbers_that_make_no_sense_are_told(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert before in TEXT
    assert read(tmp_path, TEXT.replace(before, after)) == ([], [said])


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("expression: 1 + 1", "has no parameters: an exercise needs both"),
        ("unit: ms", "has a unit, but no expression whose unit it is: add parameters and an expression"),
        ("tolerance: 0.1", "has a tolerance, but nothing to be worked out: add parameters and an expression"),
    ],
)
def test_numbers_without_the_others_are_told(tmp_path: Path, field: str, said: str) -> None:
    assert read(tmp_path, f"{POINT}  {field}\n") == ([], [f"7: card 'drift': {said}"])


HOSTILE = [
    "__import__('os').system('touch pwned')",
    "().__class__.__bases__[0].__subclasses__()",
    "tp.real",
    "[tp for tp in (1, 2)]",
    "lambda: tp",
    "f'{tp}'",
    "9 ** 9 ** 9 ** 9",
    "-" * 290 + "tp",
    "comb(1e9, 5e8) * tp",
    "1 / 0 + tp",
    "exp(tp * 1e6)",
    "tp := 3",
    "tp if tp else fp",
    "eval",
    "tp; fp",
    "ｔｐ",
]


@pytest.mark.parametrize("expression", HOSTILE)
@pytest.mark.parametrize("place", ["expression", "formula", "placeholder"])
def test_a_hostile_expression_is_a_problem_with_file_and_line(tmp_path: Path, expression: str, place: str) -> None:
    quoted = '"' + expression.replace("\\", "\\\\").replace('"', '\\"') + '"'
    text = {
        "expression": TEXT.replace("expression: 2 * tp / (2 * tp + fp + fn) * 100", f"expression: {quoted}"),
        "formula": TEXT.replace("fn: positives - tp", f"fn: {quoted}"),
        "placeholder": TEXT.replace("{result:.1f}", f"{{{expression}}}"),
    }[place]
    good = TEXT.replace("id: f1", "id: good")
    cards, problems = read(tmp_path, text + good)
    assert [card.id for card in cards] == ["good"]
    (problem,) = problems
    assert problem.startswith(("4: card 'f1': ", "9: card 'f1': ", "8: card 'f1': "))
    assert not (tmp_path / "pwned").exists()


def test_the_numeric_card_of_the_page_on_writing_cards_can_be_read(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "writing-cards.md"
    blocks = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    (block,) = (block for block in blocks if "parameters:" in block)
    ((card,), problems) = read(tmp_path, block)
    assert problems == []
    assert re.search(r"[{}]", example_of(card).question + example_of(card).answer) is None
