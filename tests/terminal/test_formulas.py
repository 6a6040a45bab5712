import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from aiquiz.terminal.document import lay_out
from aiquiz.terminal.formulas import convert


def shown_by_markdown(text: str) -> str:
    file = io.StringIO()
    Console(file=file, width=2000).print(lay_out(text, 2000))
    return file.getvalue().strip()


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        ("x*y*z", "x*y*z"),
        (r"\alpha\beta + \Omega", "αβ + Ω"),
        (r"\frac{a}{b}", "a/b"),
        (r"\frac{TP}{TP + FP}", "TP/(TP + FP)"),
        (r"\frac{a+b}{2\sigma^2}", "(a+b)/(2σ²)"),
        (r"\frac{1}{2}x", "1/2 x"),
        (r"\frac12", "1/2"),
        (r"\frac{1}{2(x+1)}", "1/(2(x+1))"),
        (r"\frac{\frac{a}{b}}{c}", "(a/b)/c"),
        (r"\left(\frac{a}{b}\right)^2", "(a/b)²"),
        (r"\frac{\partial L}{\partial w}", "∂L/∂w"),
        (r"\frac{|A \cap B|}{|A \cup B|}", "|A ∩ B|/|A ∪ B|"),
        (r"\sigma(x) = \frac{1}{1 + e^{-x}}", "σ(x) = 1/(1 + e⁻ˣ)"),
        (r"x^2 + x_1 + x_{ij}^{2k+1}", "x² + x₁ + xᵢⱼ²ᵏ⁺¹"),
        (r"x^{a,b} + x_\theta + p_{n \times d}", "x^(a,b) + x_θ + p_(n × d)"),
        (r"\theta^* + w^\top x + 90^\circ", "θ* + wᵀ x + 90°"),
        (r"\sum_{i=1}^{n} x_i \prod_j \int_0^\infty", "∑ᵢ₌₁ⁿ xᵢ ∏ⱼ ∫₀^∞"),
        (r"\frac{1}{n}\sum_{i=1}^{n}(y_i-\hat{y}_i)^2", "1/n ∑ᵢ₌₁ⁿ (yᵢ-ŷᵢ)²"),
        (r"\sqrt{x} + \sqrt{a+b} + \sqrt[3]{x}", "√x + √(a+b) + ³√x"),
        (r"a \cdot b\times c\le d \ge e \ne f \approx g", "a · b × c ≤ d ≥ e ≠ f ≈ g"),
        (r"\infty \partial f \nabla f \in \mathbb{R}^n \to", "∞ ∂f ∇f ∈ ℝⁿ →"),
        (r"\mathbb{E}_{x \sim p}[f(x)] + \mathbb{P}(A)", "𝔼_(x ∼ p)[f(x)] + ℙ(A)"),
        (r"-\sum_{x} p(x)\log p(x)", "-∑ₓ p(x) log p(x)"),
        (r"\log_2 n + \exp(x) + \arg\max_\theta", "log₂ n + exp(x) + arg max_θ"),
        (r"\hat{\theta} \bar{x} \hat{y}", "θ\u0302 x\u0304 ŷ"),
        (r"\text{softmax}(x) \text{ if } \mathrm{KL} = \mathbf{w}", "softmax(x) if KL = w"),
        (r"\operatorname*{arg\,max}_x f'(x)", "arg maxₓ f′(x)"),
        (r"\left\{ x \right\} \big| \left. y \right|", "{ x } | y |"),
        (r"\|w\|_2^2 + \lambda\|w\|", "‖w‖₂² + λ‖w‖"),
        (r"\binom{n}{k} + 10\% + a\,b\!c", "C(n, k) + 10% + a bc"),
    ],
)
def test_a_formula_in_unicode(latex: str, shown: str) -> None:
    for text in (f"${latex}$", f"$${latex}$$", f"\\({latex}\\)"):
        assert convert(text, for_markdown=False) == shown
        assert shown_by_markdown(convert(f"see {text}.")) == f"see {shown}."


@pytest.mark.parametrize(
    "formula",
    [
        r"$\begin{matrix} a & b \end{matrix}$",
        r"$\unknown{x} * y * z_i$",
        r"$\frac{a}{b$",
        r"$\frac{a}{b}^2$",  # a/b² would be something else
        r"$\sqrt[n]{x}$",
        r"$\mathbb{X}$",
        r"$\widehat{AB}$",
        r"$x^$",
        r"$x_^2$",
        r"$a}$",
        r"$\text{a $ b}$",
        r"$\text{\alpha\unknown}$",
        r"$\text x$",
        "$" + "{" * 499 + "x" + "}" * 499 + "$",
        "$" + r"\frac" * 190 + "$",
        "\\(\\unknown\\)",
    ],
)
def test_what_is_not_known_stays_as_it_was_written(formula: str) -> None:
    assert convert(formula, for_markdown=False) == formula
    assert shown_by_markdown(convert(f"see {formula}.")) == f"see {formula}."


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "between $5-$10",
        "$5 for one, 10$ for two",
        "$20 or 30$",
        "US$5 or A$6$",
        r"\$5 and \$6",
        "$HOME/bin:$PATH",
        "a $ b $ c",
        "one dollar: $",
        "$$",
        "$first paragraph\n\nsecond$ paragraph",
        "`$x^2$` and `` a ` $y^2$ ``",
        "```\n$x^2$\n```\n",
        "~~~latex\n$x^2$\n~~~",
        "> ```\n> $x^2$\n",
        "text\n\n    $x^2$\n    echo $HOME$\n",
        r"see \[1\] and \[the book\]",
        r"\\(a\\)",
        "no formula",
    ],
)
def test_money_code_and_brackets_are_left_alone(text: str) -> None:
    assert convert(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`a` $x^2$ `b`", "`a` x² `b`"),
        ("the $n$th of $k$-NN", "the nth of k-NN"),
        ("```\n$x^2$\n```\n$x^2$", "```\n$x^2$\n```\nx²"),
        ("1. item\n\n    $x^2$", "1. item\n\n    x²"),
        ("设$x^2$为", "设x²为"),
        (r"\[x^2\]", "x²"),
        ("a lone ` tick and $x^2$", "a lone ` tick and x²"),
        ("$x$, costs $5, $y$", "x, costs $5, y"),
        ("$a\n+ b$", "a + b"),
    ],
)
def test_formulas_beside_other_things(text: str, shown: str) -> None:
    assert convert(text, for_markdown=False) == shown


@pytest.mark.parametrize("sign", ["-", "+", "=", "#", ">", "- x", "1. x", "> x", "# x", "* x", "---", "+ x"])
@pytest.mark.parametrize("before", ["", "text\n", "- item "])
def test_a_formula_that_starts_a_line_starts_no_list(before: str, sign: str) -> None:
    shown = shown_by_markdown(convert(f"{before}${sign}$"))
    assert shown.split()[-len(sign.split()) :] == sign.split()


def test_a_bar_in_a_table_is_no_column() -> None:
    shown = shown_by_markdown(convert("| a | b |\n|---|---|\n| $P(A|B)$ | $\\|w\\|$ |"))
    assert "P(A|B)" in shown
    assert "‖w‖" in shown


pieces = st.sampled_from(
    [
        "x",
        "*",
        "_",
        "\\_",
        "**",
        "y",
        "`",
        "[",
        "](z)",
        "<b>",
        "<http://x>",
        "&lt;",
        "~~",
        "^2",
        "\\alpha ",
        "|",
        " ",
        "\\#",
    ]
)


@given(st.lists(pieces, min_size=1, max_size=12).map("".join))
def test_markdown_eats_nothing_of_a_formula(body: str) -> None:
    text = f"a $x{body}x$ *b* _c"
    converted = convert(text, for_markdown=False)
    if "`" not in body:  # a tick may open code that lasts beyond the formula
        assert shown_by_markdown(convert(text)) == converted.replace("*b*", "b")
    assert lay_out(convert(text), 88) is not None
