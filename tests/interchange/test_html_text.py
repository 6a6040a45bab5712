import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aiquiz.interchange.html_text import to_markdown
from aiquiz.interchange.markdown_html import to_html

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@pytest.mark.parametrize(
    ("html", "text", "losses"),
    [
        ("a<br>b", "a\n\nb", ()),
        ("<div>a</div><div>b <b> x </b>c</div>", "a\n\nb **x** c", ()),
        ("<ul><li>one<li>two<ul><li>in</ul></ul>after", "- one\n- two\n   - in\n\nafter", ()),
        ('<ol start="4"><li>four</li><li>five</li></ol>', "4. four\n5. five", ()),
        ("<script>alert(1)</script>hi<style>x{}</style>", "hi", ("a script",)),
        ("<p onerror='x()'>text</p>", "text", ("a script",)),
        ("&#27;[31mred &lt;b&gt; &amp; &#x202e;on", "[31mred <b> & on", ()),
        ("2*3*4 snake_case _it_ `tick`", r"2\*3\*4 snake_case \_it\_ \`tick\`", ()),
        ("<b>never closed", "never closed", ()),
        ("<b><i>both</i></b>", "***both***", ()),
        ("<b>over<br>lines</b>", "over\n\nlines", ()),
        ("<h2>Title</h2>body", "**Title**\n\nbody", ()),
        ("<code>a*b</code> and <code>`</code>", "`a*b` and `` ` ``", ()),
        ('<pre><code class="language-python">a\n  b&lt;2<br>c</code></pre>x', "```python\na\n  b<2\nc\n```\n\nx", ()),
        ("<pre>open", "```\nopen\n```", ()),
        ("<table><tr><th>a<th>b|c</tr><tr><td>1<td>2</td></tr></table>", "| a | b\\|c |\n|---|---|\n| 1 | 2 |", ()),
        (
            "<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td><td>2<br>3</td></tr></table>",
            "| a | b\\|c |\n|---|---|\n| 1 | 2 3 |",
            (),
        ),
        ("x<sup>2</sup> a<sub>ij</sub> e<sup>a+b</sup> w<sub>Q</sub>", "x² aᵢⱼ e^(a+b) w_(Q)", ()),
        (r"\(a_1*b\) and \[ y \]", "$a_1*b$ and $$y$$", ()),
        (r"[latex]\frac{1}{2}[/latex]", r"$\frac{1}{2}$", ("a LaTeX picture (its source is kept)",)),
        ('[sound:x.mp3]<img src="p.png" alt="a curve">', "[a curve]", ("the sound x.mp3", "the picture p.png")),
        ('<a href="https://x.org/a">t</a> <a href="javascript:x">u</a>', "[t](https://x.org/a) u", ("a script",)),
        ("<video src=x></video>seen", "seen", ("a video",)),
        ("<![foo bar]]> text", "text", ("markup that cannot be read",)),
        ("<!-- note -->a&nbsp;b", "a b", ()),
        ("</b></ul></table></sup></a></td>all the same", "all the same", ()),
    ],
)
def test_html_becomes_markdown(html: str, text: str, losses: tuple[str, ...]) -> None:
    found = to_markdown(html)
    assert found.text == text
    assert found.losses == losses


def test_a_question_is_plain_but_for_code_and_lines() -> None:
    found = to_markdown("What is <b>bold</b>,<br>2*3 and <code>x_y</code>?", plain=True)
    assert found.text == "What is bold,\n2*3 and `x_y`?"
    assert to_markdown('<a href="https://x.org">t</a>', plain=True).text == "t (https://x.org)"


PIECES = (
    *("<b>", "</b>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<pre>", "</pre>"),
    *("<script>", "</script>", "<a href='http://x.y'>", "</a>", "<sup>", "</sup>", "<br>", "<h1>", "</h1>", "word "),
    *("\x1b[2J", "&#27;", "<!--", "-->", "<![x", "\u202e", "{{c1::", "}}", r"\(", "[latex]", "\x00"),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_html_whatever_makes_it_stumble_or_lets_a_control_character_through(pieces: list[str]) -> None:
    found = to_markdown("".join(pieces))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", found.text)
    assert "\ue000" not in found.text


def test_a_hundred_thousand_open_tags_take_no_time() -> None:
    assert to_markdown("<b>" * 20_000 + "x").text == "x"
    assert to_markdown(r"\(" * 20_000).text
    assert to_markdown("<table><tr><td>" * 5_000 + "x").text == "x"
    assert to_markdown("<b>" * 15_000 + "<br>" * 15_000 + "x").text == "x"


@pytest.mark.parametrize(
    "text",
    [
        "One paragraph\nover two lines.\n\nAnd another with **bold words**, *italic ones* and `co*de`.",
        "- one\n- two\n   - in\n   - there\n- three\n\nafter",
        "1. one\n2. two\n\n   more of two\n3. three",
        "4. starts at four\n5. five",
        "about\n199. is no list",
        "| a | b\\|c |\n|---|---:|\n| 1 | `x` |\n| **2** | |",
        "```python\na = 1\n\nif a < 2:\n    b\n```\n\ntail",
        "> quoted\n> twice\n\nand not",
        "# Heading\n\n2 \\* 3 \\_x\\_ <script>alert(1)</script> & more",
        "[a link](https://example.org/a_b) and **over\ntwo lines**",
        "snake_case and 2 * 3 * 4 and a_b_c",
    ],
)
def test_markdown_becomes_the_html_that_a_whole_parser_gives_and_comes_back(text: str) -> None:
    assert alike(to_html(text)) == alike(MARKDOWN.render(text))
    back = to_markdown(to_html(text))
    assert not back.losses
    if not any(part in text for part in ("> quoted", "# Heading", "more of two")):  # these come back as plain text
        assert alike(MARKDOWN.render(back.text)) == alike(MARKDOWN.render(text))


def test_formulas_go_to_anki_in_its_own_marks_and_come_back() -> None:
    html = to_html("The loss $a_1 < b_2$ and $$x^2$$, for $5 and $6.")
    assert html == r"<p>The loss \(a_1 &lt; b_2\) and \[x^2\], for $5 and $6.</p>"
    assert to_markdown(html).text == "The loss $a_1 < b_2$ and $$x^2$$, for $5 and $6."


def alike(html: str) -> str:
    """Gives HTML without the differences that nobody sees."""
    html = html.replace("strong>", "b>").replace("em>", "i>")
    html = re.sub(r"</?t(head|body)>", "", html)
    html = re.sub(r"(<t[dh])[^>]*>", r"\1>", html)
    html = re.sub(r"<li>\s*<p>", "<li>", html)
    html = re.sub(r"</p>\s*(?=</li>|<[uo]l)", "", html)
    html = re.sub(r"(<li>(?:(?!</li>).)*?)<p>((?:(?!</li>).)*?)</p>", r"\1\2", html, flags=re.DOTALL)
    html = re.sub(r"(<li>(?:(?!</li>).)*?)</p>", r"\1", html, flags=re.DOTALL)
    return unescape(re.sub(r"\s+", "", html)).replace("&quot;", '"')
