"""How numbers stand in a text: placeholders in braces, and the way in which their values are written."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from aiquiz.core.numeric.expressions import Expression, ExpressionProblem, evaluate, names_in, parse_expression

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_SPEC = re.compile(r",?((\.\d)?[fge])?")
_LARGEST_WRITTEN_OUT = 1e15
_SMALLEST_WRITTEN_OUT = 1e-4
_SIGNIFICANT = 4


class Placeholder(NamedTuple):
    """An expression in braces, and how its value is written: `{tp / (tp + fp):.2f}`."""

    expression: Expression
    spec: str


Template = tuple[str | Placeholder, ...]
"""A text cut at its placeholders; braces that were doubled are single."""


@lru_cache(maxsize=256)
def parse_template(text: str) -> Template:
    """Cuts a text at its placeholders; raises ExpressionProblem."""
    return tuple(_pieces(text))


def template_names(template: Template) -> tuple[str, ...]:
    """Gives the names that the placeholders need, each once."""
    pieces = [piece for piece in template if isinstance(piece, Placeholder)]
    return tuple(dict.fromkeys(name for piece in pieces for name in names_in(piece.expression)))


def write_template(template: Template, names: Mapping[str, float]) -> str:
    """Gives the text with the placeholders worked out; raises ExpressionProblem."""
    return "".join(
        piece if isinstance(piece, str) else write_number(evaluate(piece.expression, names), piece.spec)
        for piece in template
    )


def write_number(value: float, spec: str = "") -> str:
    """Gives a number as the spec says (`,` `.2f` `,.1f` `.3g` `.1e`).

    Without one, and with a comma alone: a whole number in full with commas, any other with 4 significant digits.
    """
    if spec.strip(","):
        # z: a number that is rounded to nothing has no sign.
        return format(value, f"z{spec}")
    size = abs(value)
    if size and not _SMALLEST_WRITTEN_OUT <= size < _LARGEST_WRITTEN_OUT:
        return format(value, f".{_SIGNIFICANT}g")
    if float(value).is_integer():
        return format(value, "z,.0f")
    digits = max(0, _SIGNIFICANT - 1 - int(f"{size:.{_SIGNIFICANT - 1}e}".partition("e")[2]))
    text = format(value, f"z,.{digits}f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _pieces(text: str) -> Iterator[str | Placeholder]:
    end = 0
    for match in _PIECE.finditer(text):
        if match.start() > end:
            yield text[end : match.start()]
        end = match.end()
        if match.group() in {"{{", "}}"}:
            yield match.group()[0]
        elif match.group(1) is None:
            raise ExpressionProblem(f"has a lone {match.group()} in its text: a brace that is meant is doubled")
        else:
            yield _placeholder(match.group(1))
    if end < len(text):
        yield text[end:]


def _placeholder(inside: str) -> Placeholder:
    written, _, spec = inside.partition(":")
    if not _SPEC.fullmatch(spec):
        raise ExpressionProblem(f"has :{spec[:20]} in a placeholder: write , or .2f or ,.1f or .3g or .1e")
    try:
        return Placeholder(parse_expression(written), spec)
    except ExpressionProblem as problem:
        raise ExpressionProblem(f"has the placeholder {{{inside[:40]}}}, which {problem}") from None
