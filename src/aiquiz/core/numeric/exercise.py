"""What a numeric card is with its numbers drawn: the texts filled, and the result that is expected."""

from collections.abc import Iterator, Mapping

from aiquiz.core.cards import Card
from aiquiz.core.chance import scramble
from aiquiz.core.numeric.expressions import ExpressionProblem, evaluate, names_in, parse_expression
from aiquiz.core.numeric.parameters import RESULT, check_parameters, draw, reach, samples, variants
from aiquiz.core.numeric.placeholders import parse_template, template_names, write_number, write_template
from aiquiz.errors import DataError

LARGEST_TOLERANCE = 0.5
_FEWEST_VARIANTS = 2
_MOST_PLACEHOLDERS = 100
_DRAWS = 100
"""How many draws are tried before a card is taken to be right."""

_REDRAWS = 20


def fill(card: Card, seed: int) -> Card:
    """Gives the card as it is shown with this seed; one without parameters is as it was.

    Raises DataError where something has no value, however often the numbers are drawn again.
    """
    return _put(card, _drawn(card, seed)) if card.parameters else card


def expected(card: Card, seed: int) -> float:
    """Gives the right answer with this seed, in the card's unit; raises DataError where there is none."""
    return _drawn(card, seed)[RESULT]


def say_expected(card: Card, seed: int) -> str:
    """Gives the right answer as it is written, with its unit; raises DataError where there is none."""
    number = write_number(expected(card, seed))
    return f"{card.unit}{number}" if card.unit == "$" else f"{number} {card.unit}".rstrip()


def check_exercise(card: Card, draws: int = _DRAWS) -> str:
    """Says what is wrong with a card as an exercise, over so many draws; empty where nothing is.

    A tolerance of 0 is let pass here; a file has to say one above it.
    """
    if not (card.parameters or card.expression):
        return "has a unit, but no expression whose unit it is: add parameters and an expression" if card.unit else ""
    if not (card.parameters and card.expression):
        return f"has {'no expression' if card.parameters else 'no parameters'}: an exercise needs both"
    if not 0 <= card.tolerance <= LARGEST_TOLERANCE:
        return f"has a tolerance of {card.tolerance:g}: it is a share of the result, from 0 to {LARGEST_TOLERANCE}"
    try:
        return check_parameters(card.parameters) or _unfit(card) or _failing(card, draws)
    except ExpressionProblem as problem:
        return str(problem)


def _drawn(card: Card, seed: int) -> Mapping[str, float]:
    """Gives the numbers of a seed with the result; where something has no value with them, those of a seed made of it.

    `check_exercise` tries many draws, and not all: a card with one bad draw among thousands is still to be asked.
    """
    said = ""
    for _ in range(_REDRAWS):
        try:
            named = _worked(card, draw(card.parameters, seed))
            _put(card, named)
        except ExpressionProblem as problem:
            said = str(problem)
            seed = scramble(seed)
        else:
            return named
    hint = "Correct its expression or its ranges in its file."
    raise DataError(f"The card {card.id!r} cannot be asked with the numbers drawn: {said}", hint)


def _put(card: Card, named: Mapping[str, float]) -> Card:
    def put(text: str) -> str:
        return write_template(parse_template(text), named)

    return card._replace(
        question=put(card.question),
        answer=put(card.answer),
        tip=put(card.tip),
        key_points=tuple(point._replace(text=put(point.text)) for point in card.key_points),
        follow_ups=tuple(put(follow_up) for follow_up in card.follow_ups),
    )


def _worked(card: Card, drawn: Mapping[str, float]) -> Mapping[str, float]:
    return {**drawn, RESULT: evaluate(parse_expression(card.expression), drawn)}


def _texts(card: Card) -> Iterator[tuple[str, str]]:
    """Gives every text that may have placeholders, with what it is."""
    yield "question", card.question
    yield "answer", card.answer
    yield "tip", card.tip
    for point in card.key_points:
        yield "key point", point.text
    for follow_up in card.follow_ups:
        yield "follow-up", follow_up


def _unfit(card: Card) -> str:
    """Says what is wrong before any number is drawn: names that are not there, and those that nobody needs."""
    known = {parameter.name for parameter in card.parameters}
    needed = list(names_in(parse_expression(card.expression)))
    for name in needed:
        if name not in known:
            return f"the expression uses {name}, which is no parameter"
    braces = sum(max(text.count("{"), text.count("}")) for _, text in _texts(card))
    if braces > _MOST_PLACEHOLDERS:  # each is worked out in every draw that is tried
        return f"has {braces:,} placeholders: the most is {_MOST_PLACEHOLDERS}"
    shown: list[str] = []
    for what, text in _texts(card):
        try:
            names = template_names(parse_template(text))
        except ExpressionProblem as problem:
            return f"the {what} {problem}"
        for name in names:
            if name == RESULT and what == "question":
                return "the question shows the result"
            if name not in {*known, RESULT}:
                return f"the {what} uses {name}, which is no parameter"
        needed += names
        shown += names if what == "question" else ()
    return _unused(card, needed) or _unsolvable(card, shown)


def _unused(card: Card, needed: list[str]) -> str:
    used = reach(card.parameters, needed)
    unused = [parameter.name for parameter in card.parameters if parameter.name not in used]
    return f"the parameter {unused[0]!r} is never used" if unused else ""


def _unsolvable(card: Card, shown: list[str]) -> str:
    """Says which number a learner would have to guess, or that there is nothing new to work out."""
    if variants(card.parameters) < _FEWEST_VARIANTS:
        return "draws the same numbers each time: give a parameter a range or several choices"
    varied = {parameter.name for parameter in card.parameters if variants([parameter]) >= _FEWEST_VARIANTS}
    behind = reach(card.parameters, names_in(parse_expression(card.expression))) & varied
    if not behind:
        return "has the same result whatever is drawn: let the expression use a parameter that varies"
    hidden = sorted(behind - reach(card.parameters, shown))
    return f"the question does not show {hidden[0]}, on which the result depends" if hidden else ""


def _failing(card: Card, draws: int) -> str:
    for drawn in samples(card.parameters, draws):
        try:
            named = _worked(card, drawn)
            for _, text in _texts(card):
                write_template(parse_template(text), named)
        except ExpressionProblem as problem:
            numbers = ", ".join(f"{name} = {write_number(value)}" for name, value in drawn.items())
            return f"{problem} (with {numbers})"
    return ""
