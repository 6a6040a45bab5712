import io
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from aiquiz.terminal.console import make_console
from aiquiz.terminal.markdown import needs_markdown, render_body
from aiquiz.terminal.text import clean

WIDTHS = [24, 40, 60, 88, 120]
TABLE = "| Metric | Formula | Notes |\n|---|---|---|\n| Recall | `TP / P` | of **all** |\n| F1 |  | mean |"

marks = ["*", "**", "_", "`", "~~", "[", "](", ")", "<", ">", "|", "\\", "```", "!", "$", ":", "+", "@"]
lines = ["\n", "\n\n", "  ", "    ", "- ", "1. ", "# ", "> ", "---", "===", "|-|-|"]
words = ["a", "1", "word", "x" * 30, "漢字", "👩\u200d🔬", "❤\ufe0f", "שלום", "http://x", "<b>", "[a](b%1bc)"]
hostile = ["&amp;", "&#x1b;", "&#x202e;", "\t", "\x1b[31m", "\u202e"]
marked_texts = st.lists(st.sampled_from([*marks, *lines, *words, *hostile]), max_size=30).map("".join)


def printed(text: str, width: int = 88) -> str:
    file = io.StringIO()
    console = make_console(file, width=width, interactive=False, environ={})
    console.print(render_body(text, width))
    return file.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "# Heading",
        "Heading\n===",
        "Heading\n---",
        "- item",
        "* item",
        "+ item",
        "a:\n1. item",
        "2) item",
        "> quote",
        "`code`",
        "    code",
        "~~~\ncode",
        "*emphasis*",
        "in*side*",
        "**strong**",
        "_emphasis_",
        "~~struck~~",
        "[link](https://x.org)",
        "![picture](x.png)",
        "<https://x.org>",
        "a|b\n-|-",
        "* * *",
        "_ _ _",
        "AT&amp;T",
        "&#955;",
        "line  \nbreak",
        r"2 \* 3",
    ],
)
def test_marks_are_seen(text: str) -> None:
    assert needs_markdown(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A plain sentence (with brackets), a-b, 3.5 and 10%.",
        "TP / (TP + FP), ‖w‖², e⁻ˣ, a_i * b_i, p(x|y), x[0], a < b > c, #1",
        "one\ntwo\n\nthree",
        "[red] [/b] :smile:",
        "snake_case and x_{i}",
        "R&D, 5 & 6; x",
        "2024.5 was - as they say - good",
    ],
)
def test_a_plain_text_has_no_marks(text: str) -> None:
    assert not needs_markdown(text)


@given(marked_texts)
def test_without_marks_markdown_would_show_the_same(raw: str) -> None:
    text = clean(raw)
    if needs_markdown(text):
        return
    tokens = MarkdownIt("commonmark", {"html": False}).enable(["strikethrough", "table"]).parse(text)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    paragraphs = [token.children or [] for token in tokens if token.type == "inline"]
    assert {span.type for spans in paragraphs for span in spans} <= {"text", "softbreak"}
    shown = "\n\n".join("".join(span.content or " " for span in spans) for spans in paragraphs)
    if all(cell_len(line) <= 88 for line in shown.split("\n")) and "$" not in text:
        assert printed(text) == (shown and shown + "\n")


@given(marked_texts, st.sampled_from(WIDTHS))
def test_no_line_is_over_the_width_and_none_moves_the_cursor(text: str, width: int) -> None:
    shown = printed(text, width)
    assert all(cell_len(line) <= min(width, 88) for line in shown.split("\n"))
    assert clean(shown) == shown


@pytest.mark.parametrize("width", [1, 2, *WIDTHS])
@pytest.mark.parametrize("mark", ["", "*a* "])
@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "漢字" * 200,
        "👩\u200d🔬" * 200,
        "👨\u200d👩\u200d👧\u200d👦 ❤\ufe0f\u200d🔥 1\ufe0f\u20e3 " * 40,
        "שלום עולם " * 60,
        "e\u0301" * 300,
    ],
)
def test_long_words_and_wide_letters_wrap(text: str, mark: str, width: int) -> None:
    shown = printed(mark + text, width)
    assert all(cell_len(line) <= max(width, 2) for line in shown.split("\n"))
    if width >= 24:
        assert "".join(shown.split()).endswith("".join(text.split()))


@pytest.mark.parametrize("item", ["line {}\n\n", "- line {}\n", "{}. line {}\n", "| line {} | x |\n", "> line {}\n"])
def test_an_answer_of_500_lines_is_shown_to_the_end(item: str) -> None:
    head = "| a | b |\n|---|---|\n" if item.startswith("|") else ""
    shown = printed(head + "".join(item.format(number, number) for number in range(1, 501)), 40)
    assert shown.count("line") == 500
    assert "line 500" in shown


@pytest.mark.parametrize(
    "text",
    [
        "> " * 40 + "deep",
        "- " * 60 + "deep",
        "".join("  " * i + "- x\n" for i in range(50)) + "deep",
        "> " * 4 + "deep",
    ],
)
def test_lists_too_deep_for_the_width_are_shown_as_written(text: str) -> None:
    assert printed(text, 24).split() == text.split()


@pytest.mark.parametrize(
    "text",
    ["[" * 5_000, "![" * 3_000, "**a " * 2_000, "x" + "`" * 5_001, "<" * 5_000, "_a " * 2_500, r"\(" * 2_000],
)
def test_thousands_of_unclosed_marks_are_letters(text: str) -> None:
    assert "".join(printed(text).split()) == "".join(text.replace("\\(", "(").split())


@pytest.mark.parametrize("mark", ["", "*a* "])
@pytest.mark.parametrize(
    "written",
    [
        "[red]x[/red]",
        "[/b]",
        "[link=https://x.org]y[/link]",
        "x[0] = y[1][2]",
        ":smile:",
        "<b>bold</b> <br> <!-- x --> <script>alert(1)</script>",
        "TP / (TP + FP), ‖w‖², e⁻ˣ, σ(x) = 1 / (1 + e⁻ˣ)",
        "a_i * b_i + c_j * d_j, 2 * 3 * 4",
        "[1]: http://x.org",
        "std::vector<std::string> f[0](x) [a](./b.md)",
        "[click](javascript:alert) [file](file:///etc/passwd)",
        "<someone@example.org>",
    ],
)
def test_what_is_no_mark_is_shown_as_written(written: str, mark: str) -> None:
    assert printed(mark + written) == f"{mark}{written}\n".replace("*a*", "a")


def test_paragraphs_flow() -> None:
    assert printed("one\n two \nthree\n\n\nfour") == "one two three\n\nfour\n"
    assert printed("*one*\ntwo\n\nthree") == "one two\n\nthree\n"


def test_lines_are_at_most_88_columns_and_end_with_their_text() -> None:
    for text in ("word " * 100, "*word* " * 100, "- " + "word " * 100, "> " + "word " * 100, TABLE):
        lines = printed(text, 200).splitlines()
        assert 0 < max(map(len, lines)) <= 88
        assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("$x*y*z$", "x*y*z"),
        (r"so $\frac{a*b}{c_1 * c_2}$ *then*", "so (a*b)/(c₁ * c₂) then"),
        (r"$\unknown*x*y$", r"$\unknown*x*y$"),
        ("$5 and $10", "$5 and $10"),
        ("`$x^2$`", "$x^2$"),
    ],
)
def test_formulas_come_through(text: str, shown: str) -> None:
    assert printed(text) == shown + "\n"


@pytest.mark.parametrize(
    ("call", "loaded"),
    [
        ("render_body('a_i * b_i, x[0]', 80)", "False"),
        ("needs_markdown('*a*')", "False"),
        ("render_body('*a*', 80)", "True"),
    ],
)
def test_markdown_is_loaded_for_a_text_with_marks_only(call: str, loaded: str) -> None:
    heavy = "{'rich.markdown', 'pygments', 'markdown_it'}"
    code = f"import sys; from aiquiz.terminal.markdown import *; {call}; print(not {heavy}.isdisjoint(sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
        == loaded
    )
