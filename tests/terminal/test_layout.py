import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.text import Text
from support.shown import shown, shown_in_colour, widest

from aiquiz.terminal.layout import WIDEST, Flow, Hanging, measure, styled


@pytest.mark.parametrize(("width", "room"), [(200, 88), (88, 88), (87, 87), (1, 1), (0, 1), (-3, 1)])
def test_lines_are_as_long_as_the_window_up_to_what_reads_well(width: int, room: int) -> None:
    assert measure(width) == room


def test_the_lines_after_the_first_stand_under_its_beginning() -> None:
    text = Text("one two three four five six")
    assert shown(Hanging(" · ", text), 14) == " · one two\n   three four\n   five six\n"


def test_a_mark_takes_the_style_of_its_text() -> None:
    assert shown_in_colour(Hanging("- ", Text("x", style="dim"))) == "\x1b[2m- \x1b[0m\x1b[2mx\x1b[0m\n"


def test_no_text_is_no_line_but_an_empty_one() -> None:
    assert shown(Hanging("", Text(""))) == "\n"


@settings(deadline=None)
@given(st.text(st.sampled_from("ab 漢\n"), max_size=300), st.integers(6, 120))
def test_a_hanging_text_never_leaves_the_window_and_loses_no_letter(raw: str, width: int) -> None:
    out = shown(Hanging(" · ", styled(raw)), width)
    assert widest(out) <= min(width, WIDEST)
    assert "".join(out.replace(" · ", "", 1).split()) == "".join(raw.split())


def test_pieces_stand_side_by_side_as_far_as_they_fit() -> None:
    pieces = Flow(Text(word) for word in ("one", "two", "three"))
    assert shown(pieces, 80) == "one   two   three\n"
    assert shown(pieces, 17) == "one   two   three\n"
    assert shown(pieces, 16) == "one   two\nthree\n"
    assert shown(pieces, 5) == "one\ntwo\nthree\n"


@settings(deadline=None)
@given(st.lists(st.text("abc ", min_size=1, max_size=9), min_size=1, max_size=12), st.integers(9, 120))
def test_a_piece_is_never_broken_while_it_fits(words: list[str], width: int) -> None:
    pieces = [word.replace(" ", "_") for word in words]
    lines = shown(Flow(map(Text, pieces)), width).splitlines()
    assert [piece for line in lines for piece in line.split()] == pieces
    assert widest("\n".join(lines)) <= min(width, WIDEST)


def test_code_is_set_apart_and_nothing_else_is_interpreted() -> None:
    raw = "Use ``a`b`` or `c`, not **d** [red]e[/red] :smile: `f"
    text = styled(raw)
    assert text.plain == "Use a`b or c, not **d** [red]e[/red] :smile: `f"
    assert [text.plain[span.start : span.end] for span in text.spans if span.style == "snippet"] == ["a`b", "c"]


def test_control_characters_are_cleaned_before_code_is_looked_for() -> None:
    assert styled("`a\x1b[2J`\x07").plain == "a␛[2J␇"
