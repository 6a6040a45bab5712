"""What the numbers and the arithmetic are worth that somebody types: `1,536`, `0,667`, `66 2/3`, `80/(80+20)`."""

import re

from aiquiz.core.numeric.expressions import evaluate, parse_expression

NUMBER = r"(?:\d[\d,.'_]*+|\.\d++)(?:\s?e[+-]?+\d++)?+"
_MIXED = re.compile(r"(\d++) (\d++)/(\d++)(?!\s*[/^.,\d])")
_OPERAND = re.compile(rf"\s*(?:[-+(]|{_MIXED.pattern}|{NUMBER})", re.IGNORECASE)
# Behind a stroke `1M` is what a price or a rate is counted by; in a price any number with a word behind it is.
_OPERATOR = re.compile(rf"\s*(?:[-+*^)]|/(?!\s*{NUMBER}[kmbgt]\b))", re.IGNORECASE)
_OPERATOR_OF_A_PRICE = re.compile(rf"\s*(?:[-+*^)]|/(?!\s*{NUMBER}\s*[a-z]))", re.IGNORECASE)

# A comma is a decimal one where it cannot part thousands: `0,667`, `66,7`, `1536,25`.
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}(?:\.\d*)?")
_SPACED = re.compile(r"[1-9]\d{0,2}(?:['_]\d{3})+(?:[.,]\d*)?")
_POINTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,}")
_COMMA = re.compile(r"\d+,\d+")
_PLAIN = re.compile(r"\d+\.?\d*|\.\d+")


def read_value(text: str, *, is_price: bool = False) -> tuple[float, str]:
    """Gives what the arithmetic comes to that a text begins with, and what stands behind it.

    Raises ValueError where there is none, where it has no value, and for a range: `12-15`.
    """
    pieces, rest = _cut(text, _OPERATOR_OF_A_PRICE if is_price else _OPERATOR)
    if not pieces:
        raise ValueError
    written = [_written(piece) for piece in pieces]
    match written:
        case [low, "-", high] if float(low) < float(high):
            raise ValueError
    return evaluate(parse_expression("".join(written)), {}), rest


def _cut(text: str, operator: re.Pattern[str]) -> tuple[list[str], str]:
    """Gives the longest arithmetic that a text begins with in its pieces, and what stands behind it."""
    pieces: list[str] = []
    whole, end, place, depth, is_due = 0, 0, 0, 0, True
    while found := (_OPERAND if is_due else operator).match(text, place):
        piece = found.group().strip()
        if (piece == ")" and not depth) or (is_due and piece in "+-" and pieces and pieces[-1] in "+-"):
            break
        pieces.append(piece)
        place = found.end()
        depth += (piece == "(") - (piece == ")")
        is_due = piece in "(+-" if is_due else piece != ")"
        if not is_due and not depth:
            whole, end = len(pieces), place
    return pieces[:whole], text[end:]


def _written(piece: str) -> str:
    """Gives a piece as an expression has it; raises ValueError."""
    if piece in "()+-*/":
        return piece
    if piece == "^":
        return "**"
    if mixed := _MIXED.fullmatch(piece):
        whole, part, of = (float(number) for number in mixed.groups())
        if part >= of:
            raise ValueError
        return f"({whole!r}+{part!r}/{of!r})"
    return repr(_number(piece))


def _number(text: str) -> float:
    digits, _, exponent = text.lower().partition("e")
    digits = digits.rstrip(",'_ ")
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(",", "")
    elif _SPACED.fullmatch(digits):
        digits = re.sub(r"['_]", "", digits).replace(",", ".")
    elif _POINTED.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    elif not _PLAIN.fullmatch(digits):
        raise ValueError
    return float(f"{digits}e{exponent or 0}")
