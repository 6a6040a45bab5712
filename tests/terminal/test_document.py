import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.terminal.console import make_console
from aiquiz.terminal.markdown import render_body

TABLE = "| Metric | Formula | Notes |\n|---|---|---|\n| Recall | `TP / P` | of **all** |\n| F1 |  | mean |"


def printed(text: str, width: int = 88, *, in_colour: bool = False) -> str:
    file = io.StringIO()
    console = make_console(file, width=width, interactive=False, environ={}, colour=in_colour)
    console.print(render_body(text, width))
    return file.getvalue()


def test_html_blocks_are_text() -> None:
    assert printed("*a*\n\n<div onclick='x'>\nb\n</div>") == "a\n\n<div onclick='x'> b </div>\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b]52;c;x\x07", "a␛]52;c;x␇"),
        ("`a\x9b31m` *b*", "a\ufffd31m b"),
        ("*a* &#x202e;b&#x200b;", "a \ufffdb\ufffd"),
        ("*a*&#27;[31m&#x9b;", "a\ufffd[31m\ufffd"),
        ("*a* &#13;b &#12;", "a\nb ␌"),
        ("<https://x.org/%1b]0;x%07>", "https://x.org/␛]0;x␇"),
        ("[a](x%1by)", "[a](x␛y)"),
        ("```\na\x1bb\n```", "  a␛b"),
    ],
)
def test_no_control_character_comes_back_through_markdown(text: str, shown: str) -> None:
    assert printed(text) == shown + "\n"


def test_web_addresses_alone_become_links_and_are_readable() -> None:
    shown = printed("[paper](https://x.org/a_b?c=ü) <http://y.org> [no](ftp://z.org)", in_colour=True)
    assert shown.count("\x1b]8;") == 2 * 3  # text, address and the bare address, each opened and closed
    assert ";https://x.org/a_b?c=%C3%BC\x1b\\" in shown
    plain_shown = printed("[paper](https://x.org/a_b?c=ü) <http://y.org> [no](ftp://z.org)")
    assert plain_shown == "paper (https://x.org/a_b?c=%C3%BC) http://y.org [no](ftp://z.org)\n"


def test_a_picture_is_its_description() -> None:
    assert printed("see ![the *loss* curve](https://x.org/a.png) there") == "see the *loss* curve there\n"


def test_headings_are_left_and_all_alike() -> None:
    assert printed("# One\n\n## Two *b*\n\nThree\n===", 40) == "One\n\nTwo b\n\nThree\n"
    assert "\x1b[1mOne" in printed("# One", in_colour=True)


def test_a_table_in_a_wide_window() -> None:
    assert printed(f"Before\n\n{TABLE}\n\nafter") == (
        "Before\n\n"
        "Metric  Formula  Notes\n"
        "───────────────────────\n"
        "Recall  TP / P   of all\n"
        "F1               mean\n"
        "\nafter\n"
    )


@pytest.mark.parametrize("width", [24, 40, 59])
def test_a_table_in_a_narrow_window_is_a_block_a_row(width: int) -> None:
    assert printed(TABLE, width) == (
        "Metric: Recall\nFormula: TP / P\nNotes: of all\n\nMetric: F1\nFormula:\nNotes: mean\n"
    )


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        ("| a | b |\n|---|---|", "a\nb"),
        ("|  | b |\n|---|---|\n| x | y |", "x\nb: y"),
        ("- item\n\n  | a |\n  |---|\n  | x |", " • item\n   a: x"),
    ],
)
def test_odd_tables_in_a_narrow_window(table: str, shown: str) -> None:
    assert printed(table, 40) == shown + "\n"


@given(st.lists(st.lists(st.integers(1, 40), min_size=1, max_size=4), min_size=8, max_size=8), st.integers(2, 8))
def test_no_word_of_a_table_is_cut(lengths: list[list[int]], columns: int) -> None:
    cells = [" ".join("x" * length for length in words) for words in lengths[:columns]]
    shown = printed(f"|{'h|' * columns}\n|{'-|' * columns}\n|{'|'.join(cells)}|")
    assert sorted(word for word in shown.split() if word.startswith("x")) == sorted(" ".join(cells).split())


def test_code_has_no_background_and_no_bright_colours() -> None:
    shown = printed("```python\n# note\n@d\ndef f(x: int) -> str:\n    return 'a' + 1\n```\n`a`", in_colour=True)
    codes = {int(part) for run in shown.split("\x1b[")[1:] for part in run.partition("m")[0].split(";")}
    assert codes <= {0, 1, 2, 3, 4, 32, 35}
    assert 32 in codes


@pytest.mark.parametrize("language", ["python", "no-such-language", "", "../../x", "{.python}"])
def test_code_keeps_its_lines(language: str) -> None:
    assert printed(f"```{language}\nif a:\n\n    b  # c\n```") == "  if a:\n\n      b  # c\n"


def test_a_note_that_looks_like_a_link_definition_stays() -> None:
    assert printed("*a* [1]\n\n[1]: https://x.org") == "a [1]\n\n[1]: https://x.org\n"
