"""What an expression of a card is worth: a few operators and functions over numbers, and nothing else."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from aiquiz.core.numeric.operations import CONSTANTS, FUNCTIONS, LARGEST, SIGNS, Operation

if TYPE_CHECKING:
    import ast

LONGEST = 300
_DEEPEST = 100

# Quotes, backslashes and comments are refused before Python's own reader sees them: it would warn about some.
_REFUSED = re.compile(r"""[^ -~]|["'\\#]""")
# A number with a letter or a point straight behind it (`2tp`, `0x1F`, `1or`), which Python reads in its own way.
_GLUED = re.compile(r"(?<![\w.])((?:\d[\d_]*+\.?+[\d_]*+|\.\d[\d_]*+)(?:[eE][+-]?+\d++)?+)([A-Za-z_.]\w*)")


class ExpressionProblem(ValueError):  # noqa: N818 - found in somebody's text, so no error of the program
    """Says in a sentence what is wrong with an expression, or with what it comes to."""


class Expression(NamedTuple):
    """An expression as written, and its steps in the order in which they are worked out: operands before operators."""

    text: str
    steps: tuple[float | str | Operation, ...]


@lru_cache(maxsize=512)
def parse_expression(text: str) -> Expression:
    """Reads an expression of at most 300 characters; raises ExpressionProblem."""
    tidy = _tidied(text)
    pending = [(_tree(tidy), 1)]
    steps: list[float | str | Operation] = []
    # From the root down, right before left, is the order of working out turned round; no recursion to run out of.
    while pending:
        node, depth = pending.pop()
        if depth > _DEEPEST:
            raise ExpressionProblem(f"{_short(tidy)} is nested too deeply: split it into parameters")
        step, children = _step(node, tidy)
        steps.append(step)
        pending.extend((child, depth + 1) for child in children)
    return Expression(tidy, tuple(reversed(steps)))


def evaluate(expression: Expression, names: Mapping[str, float]) -> float:
    """Gives what an expression comes to with these values of its names; raises ExpressionProblem."""
    pending: list[float] = []
    for step in expression.steps:
        if isinstance(step, Operation):
            operands = pending[-step.operands :]
            del pending[-step.operands :]
            value = _worked_out(step, operands, expression.text)
        elif isinstance(step, str):
            if step not in names:
                raise ExpressionProblem(f"{_short(expression.text)} uses {step}, which has no value")
            value = names[step]
        else:
            value = step
        if not abs(value) <= LARGEST:
            raise ExpressionProblem(f"{_short(expression.text)} becomes too large")
        pending.append(float(value))
    return pending[0]


def names_in(expression: Expression) -> tuple[str, ...]:
    """Gives the names whose values an expression needs, each once, as they stand in it."""
    return tuple(dict.fromkeys(step for step in expression.steps if isinstance(step, str)))


def _tidied(text: str) -> str:
    if len(text) > LONGEST:
        raise ExpressionProblem(f"has {len(text):,} characters: the most is {LONGEST}, so use a parameter for a part")
    tidy = " ".join(text.split())
    if not tidy:
        raise ExpressionProblem("is empty: write an expression")
    if refused := _REFUSED.search(tidy):
        raise ExpressionProblem(f"has the sign {refused.group()!r}: the signs are + - * / // % ** ( ) and the comma")
    if glued := _GLUED.search(tidy):
        number, word = glued.groups()
        raise ExpressionProblem(f"has {_short(number + word)}: put a sign between a number and what follows it")
    return tidy


def _tree(text: str) -> "ast.expr":
    import ast  # noqa: PLC0415 - only when a numeric card is read

    try:
        return ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise ExpressionProblem(
            f"{_short(text)} is no expression: look for a bracket, a sign or a number too many or too few"
        ) from None


def _step(node: "ast.expr", text: str) -> "tuple[float | str | Operation, Sequence[ast.expr]]":
    import ast  # noqa: PLC0415 - only when a numeric card is read

    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool) and value <= LARGEST:
            return float(value), ()
        case ast.Name(id=name):
            return _named(name), ()
        case ast.UnaryOp(op=op, operand=operand) if type(op).__name__ in SIGNS:
            return Operation(type(op).__name__, 1), (operand,)
        case ast.BinOp(left=left, op=op, right=right) if type(op).__name__ in SIGNS:
            return Operation(type(op).__name__, 2), (left, right)
        case ast.Call(func=ast.Name(id=name), args=operands, keywords=[]):
            return _called(name, len(operands)), operands
    part = _short(text[node.col_offset : node.end_col_offset])
    raise ExpressionProblem(
        f"has {part}: there are numbers up to 1e300, names, + - * / // % **, brackets and functions"
    )


def _named(name: str) -> float | str:
    if name in FUNCTIONS:
        raise ExpressionProblem(f"has {name} without brackets: it is a function, so write {name}(…)")
    return CONSTANTS.get(name, name)


def _called(name: str, operands: int) -> Operation:
    if name not in FUNCTIONS:
        raise ExpressionProblem(f"has no function {_short(name)}: there are {', '.join(FUNCTIONS)}")
    _, fewest, most = FUNCTIONS[name]
    if not fewest <= operands <= most:
        wanted = f"{fewest}" if fewest == most else f"{fewest} or more"
        raise ExpressionProblem(f"gives {name} {operands} values: it takes {wanted}")
    return Operation(name, operands)


def _worked_out(step: Operation, operands: Sequence[float], text: str) -> float:
    sign, work = SIGNS[step.name] if step.name in SIGNS else (step.name, FUNCTIONS[step.name][0])
    try:
        return work(*operands)
    except ZeroDivisionError:
        raise ExpressionProblem(f"{_short(text)} divides by zero") from None
    except OverflowError:
        raise ExpressionProblem(f"{_short(text)} becomes too large") from None
    except ValueError:
        given = ", ".join(f"{operand:g}" for operand in operands)
        raise ExpressionProblem(f"{_short(text)} has no value: {sign} cannot take {given}") from None


def _short(text: str, length: int = 60) -> str:
    return repr(text if len(text) <= length else text[: length - 1] + "…")
