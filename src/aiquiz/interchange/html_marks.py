"""Marks within a line of Markdown: set around their words, never around the spaces beside them."""

import re

BOLD, ITALIC, CODE = "B", "I", "C"
"""Behind U+E000 such a letter begins a mark, behind U+E001 it ends one, until the text is whole."""

_DEEPEST = 20
_INNERMOST = re.compile("\ue000([BIC])(?P<inner>[^\ue000\ue001]*)\ue001\\1")
_LEFT_OVER = re.compile("[\ue000\ue001][BIC]")
_SIGNS = {BOLD: "**", ITALIC: "*"}
_RAISED = str.maketrans("0123456789+-−=()niTx", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵀˣ")
_LOWERED = str.maketrans("0123456789+-−=()aeijknmtx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑᵢⱼₖₙₘₜₓ")
_RAISABLE, _LOWERABLE = re.compile(r"[0-9+\-−=()niTx]+"), re.compile(r"[0-9+\-−=()aeijknmtx]+")


def set_marks(text: str, *, plain: bool) -> str:
    """Gives the text with its marks as Markdown writes them; one that spans lines, or has no end, is left out."""
    for _ in range(_DEEPEST):
        text, number = _INNERMOST.subn(lambda found: _set(found, plain=plain), text)
        if not number:
            break
    return _LEFT_OVER.sub("", text)


def _set(found: re.Match[str], *, plain: bool) -> str:
    mark, inner = found[1], found["inner"]
    words = inner.strip()
    if not words or "\n" in words or (plain and mark != CODE):
        return inner
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    if mark != CODE:
        return f"{before}{_SIGNS[mark]}{words}{_SIGNS[mark]}{after}"
    fence = "`" * (max(map(len, re.findall("`+", words)), default=0) + 1)
    room = " " if "`" in words else ""
    return f"{before}{fence}{room}{words}{room}{fence}{after}"


def raise_up(inner: str) -> str:
    """Gives a superscript: in Unicode where it has the letters, else behind a circumflex."""
    if _RAISABLE.fullmatch(inner):
        return inner.translate(_RAISED)
    return f"^({inner})" if inner.strip() else inner


def lower(inner: str) -> str:
    """Gives a subscript: in Unicode where it has the letters, else behind a low line."""
    if _LOWERABLE.fullmatch(inner):
        return inner.translate(_LOWERED)
    return f"_({inner})" if inner.strip() else inner
