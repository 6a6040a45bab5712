import io

import pyte
import pytest
from rich.text import Text
from support.shown import shown, shown_in_colour, widest

from aiquiz.terminal.checklist import Checklist, Rewriter, read_checklist, render_checklist, say_point
from aiquiz.terminal.console import make_console

POINTS = ("Names the `chain rule`", "Goes from the loss back to every weight, layer by layer", "Says what it costs.")
LIST = Checklist(POINTS, (True, False, False), (("chain", "rule"), (), ("costs",)), 1)
LINES = 25


def test_a_checklist_has_its_ticks_the_words_that_were_found_and_the_cursor() -> None:
    assert shown(render_checklist(LIST)) == (
        "They listen for  1 of 3\n"
        " [x] Names the chain rule  (chain, rule)\n"
        "›[ ] Goes from the loss back to every weight, layer by layer\n"
        " [ ] Says what it costs.  (costs)\n"
    )


def test_what_does_not_count_can_be_ticked_and_is_not_counted() -> None:
    assert LIST._replace(ticks=(True, False, True), uncounted=1).made == "1 of 2"


def test_in_a_narrow_window_the_lines_hang_under_their_beginning() -> None:
    assert shown(render_checklist(LIST), 40) == (
        "They listen for  1 of 3\n"
        " [x] Names the chain rule  (chain, rule)\n"
        "›[ ] Goes from the loss back to every\n"
        "     weight, layer by layer\n"
        " [ ] Says what it costs.  (costs)\n"
    )


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_it_keeps_to_the_window_and_to_the_measure(width: int) -> None:
    long = Checklist(("word " * 60, "x" * 300), (True, False), (("word",) * 30, ()), 0)
    for view in (render_checklist(long), read_checklist(long)):
        assert widest(shown(view, width)) <= min(width, 88)


def test_without_a_cursor_no_point_is_pointed_at() -> None:
    assert "›" not in shown(render_checklist(LIST._replace(cursor=None)))


def test_it_reads_as_sentences() -> None:
    assert shown(read_checklist(LIST)) == (
        "They listen for, 1 of 3 ticked:\n"
        "1, ticked: Names the chain rule. Found: chain, rule.\n"
        "2, not ticked: Goes from the loss back to every weight, layer by layer.\n"
        "3, not ticked: Says what it costs. Found: costs.\n"
    )


def test_one_point_is_said_by_itself() -> None:
    assert say_point(LIST, 2) == "3, not ticked: Says what it costs. Found: costs."
    assert say_point(LIST._replace(points=("It is $x^2$",)), 0) == "1, ticked: It is x². Found: chain, rule."


def test_what_the_terminal_would_obey_is_shown_and_markup_is_letters() -> None:
    hostile = Checklist(("\x1b[31mred [bold]\x07",), (True,), (("\x1b]0;title\x07", "漢字"),), 0)
    for view in (render_checklist(hostile), read_checklist(hostile)):
        assert "\x1b" not in shown(view)
        assert "\x07" not in shown(view)
        assert "␛[31mred [bold]␇" in shown(view)
        assert "␛]0;title␇, 漢字" in shown(view)
    assert "\x1b[31m" not in shown_in_colour(render_checklist(hostile))


def test_an_encoding_without_the_pointer_gets_another() -> None:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii")
    make_console(file, width=40, interactive=False, environ={}).print(render_checklist(LIST))
    file.flush()
    assert b"\n>[ ] Goes from the loss" in raw.getvalue()


class Tty(io.StringIO):
    """A terminal of which only what is written to it is known."""

    def isatty(self) -> bool:
        return True


class Window:
    """A terminal, what it looks like, and how wide it says it is."""

    def __init__(self, term: str = "xterm") -> None:
        self.environ = {"COLUMNS": "40", "TERM": term}
        self.file = Tty()
        self.console = make_console(self.file, interactive=True, environ=self.environ)
        self.rewriter = Rewriter(self.console)

    def print(self, *lines: str, in_place: bool = True) -> None:
        self.rewriter.print(Text("\n".join(lines)), in_place=in_place)

    def shown(self) -> list[str]:
        screen = pyte.HistoryScreen(int(self.environ["COLUMNS"]), LINES, history=1000)
        pyte.Stream(screen).feed(self.file.getvalue().replace("\n", "\r\n"))
        history = ["".join(row[x].data for x in range(screen.columns)) for row in screen.history.top]
        return [line.rstrip() for line in [*history, *screen.display[: screen.cursor.y]]]


@pytest.fixture
def window() -> Window:
    return Window()


def test_what_changes_is_printed_where_it_stood(window: Window) -> None:
    window.print("before", in_place=False)
    window.print("one", "two")
    window.print("ONE", "TWO")
    window.print("1", "2")
    assert window.shown() == ["before", "1", "2"]


def test_what_the_terminal_can_do_is_not_asked_of_the_tests_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    window = Window()
    window.print("one")
    window.print("two")
    assert window.shown() == ["two"]


def test_a_shorter_one_leaves_nothing_of_a_longer_one_and_the_next_goes_on_from_there(window: Window) -> None:
    window.print("before", in_place=False)
    window.print("a long line", "another one", "a third one")
    window.print("short")
    window.print("s", "h")
    assert window.shown() == ["before", "s", "h"]


def test_lines_that_are_folded_count_as_many(window: Window) -> None:
    window.print("word " * 30)
    window.print("short")
    assert window.shown() == ["short"]


def test_where_something_was_printed_in_between_it_is_printed_anew(window: Window) -> None:
    window.print("one")
    window.print("between", in_place=False)
    window.print("two")
    window.print("three")
    assert window.shown() == ["one", "between", "three"]


@pytest.mark.parametrize(("height", "is_over"), [(LINES - 1, True), (LINES, False), (LINES + 5, False)])
def test_what_is_taller_than_the_screen_is_printed_anew(window: Window, height: int, *, is_over: bool) -> None:
    first, second = ([f"{name} {place}" for place in range(height)] for name in ("first", "second"))
    window.print("before", in_place=False)
    window.print(*first)
    window.print(*second)
    assert window.shown() == ["before", *([] if is_over else first), *second]


def test_in_a_window_of_another_width_it_is_printed_anew(window: Window) -> None:
    window.print("one")
    window.environ["COLUMNS"] = "30"
    window.print("two")
    window.print("three")
    assert window.shown() == ["one", "three"]


def test_a_terminal_that_cannot_move_its_cursor_is_not_asked_to() -> None:
    window = Window("dumb")
    window.print("one")
    window.print("two")
    assert window.file.getvalue() == "one\ntwo\n"
