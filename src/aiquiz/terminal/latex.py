"""How one LaTeX formula looks in Unicode, for the commands that other people's decks use."""

import re
import unicodedata

_TOUCH = "\x00"  # stands around a word such as log: a space where letters would touch it
_APART = "\x01"  # stands after a fraction: a space where a factor follows


def _pairs(table: str) -> dict[str, str]:
    words = table.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_SYMBOLS = _pairs(
    "alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ "
    "lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ "
    "chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω "
    "sum ∑ prod ∏ int ∫ iint ∬ oint ∮ infty ∞ forall ∀ exists ∃ neg ¬ lnot ¬ emptyset ∅ varnothing ∅ ell ℓ "
    "hbar ℏ dots … ldots … cdots ⋯ vdots ⋮ ddots ⋱ prime ′ dagger † top ⊤ bot ⊥ langle ⟨ rangle ⟩ lfloor ⌊ "
    "rfloor ⌋ lceil ⌈ rceil ⌉ Vert ‖ lVert ‖ rVert ‖ | ‖ vert | lvert | rvert | lbrace { rbrace } star ⋆ "
    "bullet • partial ∂ nabla ∇ Re ℜ Im ℑ { { } } % % $ $ & & # # _ _"
)
_OPERATORS = _pairs(
    "times × cdot · div ÷ pm ± mp ∓ le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ approx ≈ sim ∼ "
    "simeq ≃ cong ≅ equiv ≡ propto ∝ in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ "
    "setminus ∖ to → rightarrow → leftarrow ← gets ← Rightarrow ⇒ Leftarrow ⇐ implies ⇒ iff ⇔ "
    "leftrightarrow ↔ Leftrightarrow ⇔ longrightarrow → mapsto ↦ ll ≪ gg ≫ land ∧ wedge ∧ lor ∨ vee ∨ "
    "oplus ⊕ otimes ⊗ odot ⊙ circ ∘ ast * mid | parallel ∥ perp ⊥ coloneqq ≔ triangleq ≜ prec ≺ succ ≻"
)
_WORDS = _words(
    "log ln lg exp max min argmax argmin sup inf lim sin cos tan sinh cosh tanh arcsin arccos arctan "
    "det dim ker deg gcd arg Pr"
)
_SPACES = {",": " ", ";": " ", ":": " ", " ": " ", "quad": " ", "qquad": " ", "!": ""}
_DROPPED = _words(
    "left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr middle displaystyle textstyle "
    "limits nolimits nonumber"
)
_WRITTEN_OUT = _words("text textbf textit textrm texttt mbox operatorname")
_FACES = _words("mathrm mathbf mathit mathsf mathtt mathcal boldsymbol bm")
_ACCENTS = {"hat": 0x302, "bar": 0x304, "overline": 0x304, "tilde": 0x303, "vec": 0x20D7, "dot": 0x307}
_ACCENTS |= {"widehat": 0x302, "widetilde": 0x303, "ddot": 0x308}
_FRACTIONS = _words("frac dfrac tfrac cfrac")
_DOUBLE_STRUCK = {"C": "ℂ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ", "E": "𝔼", "I": "𝕀", "1": "𝟙"}
_RAISED = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ⊤∘′*",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡᵀ°′*",
        strict=True,
    )
)
_LOWERED = dict(zip("0123456789+-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True))
_LETTERS = _SYMBOLS | _SPACES
_SIMPLE = {
    **_LETTERS,
    **{name: f" {sign} " for name, sign in _OPERATORS.items()},
    **{name: f"{_TOUCH}{name}{_TOUCH}" for name in _WORDS},
    **dict.fromkeys(_DROPPED, ""),
}

# Patterns are compiled when the first formula comes: most texts have none.
_MARKS = re.escape("".join({*_RAISED.values(), *_LOWERED.values()})) + "\u0300-\u036f\u20d7"
_PART = r"\\[A-Za-z]+|\\[\s\S]|\s+|."
_UNIT = rf"(?:[^\W\d_]|\d+(?:\.\d+)?)[{_MARKS}]*"
_ATOM = (
    rf"[∂∇√]?(?:(?:[A-Za-z]+|[^\W\d_])[{_MARKS}]*(?:\([^()]*\))?"
    rf"|(?:\d+(?:\.\d+)?|\([^()]*\)|\|[^|]*\||‖[^‖]*‖)[{_MARKS}]*)"
)


class _UnknownError(Exception):
    """The formula holds something that this page does not know."""


def in_unicode(latex: str) -> str | None:
    """Gives the formula (without its dollars) in Unicode, or None where a part of it is not known."""
    try:
        return _until(re.findall(_PART, latex)[::-1], "").strip()
    except (_UnknownError, RecursionError):  # nested deeper than any formula is
        return None


def _until(parts: list[str], end: str) -> str:
    """Converts up to the closing part; the parts stand in reverse, the next one last."""
    shown = ""
    while parts:
        part = parts.pop()
        if part == end:
            return _spaced(shown)
        shown = _with_script(shown, part, parts) if part in "^_" else shown + _piece(part, parts)
    if end:
        raise _UnknownError
    return _spaced(shown)


def _spaced(shown: str) -> str:
    shown = re.sub(rf"{_APART}{_TOUCH}?(?=[\w(‖|√∑∏∫∂∇⟨])|(?<=[\w)]){_TOUCH}+(?=[\w‖√∑∏∫∂∇])", " ", shown)
    shown = re.sub(f"[{_TOUCH}{_APART}]", "", shown)
    shown = re.sub(rf"([∑∏∫∬∮][{_MARKS}]*+)(?=[\w(√∂∇‖])", r"\1 ", shown)
    shown = re.sub(r"(?<=[∂∇]) (?=\w)|(?<=[(\[⟨]) +| +(?=[)\]⟩,])", "", shown)
    return re.sub(r" {2,}", " ", shown)


def _with_script(shown: str, sign: str, parts: list[str]) -> str:
    if shown.endswith(_APART):
        raise _UnknownError  # a/b² would not be (a/b)²
    script, table = _argument(parts), _RAISED if sign == "^" else _LOWERED
    letters = [table.get(letter, "") for letter in script if letter != " "]
    if not all(letters):
        letters = [f"{sign}{script}" if len(script) == 1 else f"{sign}({script})"]
    base = shown.rstrip(f" {_TOUCH}")
    return base + "".join(letters) + (_TOUCH if shown.endswith(_TOUCH) else "")


def _argument(parts: list[str]) -> str:
    while parts and parts[-1].isspace():
        parts.pop()
    if not parts or parts[-1] in "^_":
        raise _UnknownError
    return _spaced(_piece(parts.pop(), parts)).strip()


def _piece(part: str, parts: list[str]) -> str:
    if part == "{":
        return _until(parts, "}")
    if part in ("}", "&", "\\"):
        raise _UnknownError
    if part.startswith("\\"):
        return _command(part[1:], parts)
    return " " if part.isspace() or part == "~" else part.replace("'", "′")


def _command(name: str, parts: list[str]) -> str:
    if name in _SIMPLE:
        if name in {"left", "right"} and parts[-1:] == ["."]:
            parts.pop()
        return _SIMPLE[name]
    if name in _WRITTEN_OUT:
        return _written_out(parts)
    if name in _FRACTIONS:
        return f"{_TOUCH}{_bracketed(_ATOM, parts)}/{_bracketed(_ATOM, parts)}{_APART}"
    if name == "sqrt":
        return _root(parts)
    if name == "binom":
        return f"C({_argument(parts)}, {_argument(parts)})"
    argument = _argument(parts)
    return argument if name in _FACES else _decorated(name, argument)


def _written_out(parts: list[str]) -> str:
    if parts[-1:] == ["*"]:
        parts.pop()
    if not parts or parts.pop() != "{" or "}" not in parts:
        raise _UnknownError
    words = []
    while (part := parts.pop()) != "}":
        words.append(_LETTERS.get(part[1:], "\\") if part.startswith("\\") else part)
    if any(mark in words for mark in "\\{$"):
        raise _UnknownError
    return f"{_TOUCH}{''.join(words)}{_TOUCH}"


def _bracketed(single: str, parts: list[str]) -> str:
    argument = _argument(parts)
    return argument if re.fullmatch(single, argument) else f"({argument})"


def _root(parts: list[str]) -> str:
    if parts[-1:] != ["["]:
        return f"√{_bracketed(_UNIT, parts)}"
    parts.pop()
    index = _until(parts, "]")
    if not index.isdecimal():
        raise _UnknownError
    return "".join(_RAISED[digit] for digit in index) + f"√{_bracketed(_UNIT, parts)}"


def _decorated(name: str, argument: str) -> str:
    if name == "mathbb" and argument in _DOUBLE_STRUCK:
        return _DOUBLE_STRUCK[argument]
    if name in _ACCENTS and re.fullmatch(_UNIT, argument):
        return unicodedata.normalize("NFC", argument[0] + chr(_ACCENTS[name]) + argument[1:])
    raise _UnknownError
