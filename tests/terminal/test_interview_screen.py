"""How a round looks: the questions with their clocks, the answers with their checklists, and what can be pressed."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from rich.console import Console
from support.cards import make_card, replace
from support.rounds import Told, replay_round, round_events
from support.shown import widest

from aiquiz.core.cards import Card, KeyPoint, Level, Parameter
from aiquiz.core.headings import CardId
from aiquiz.core.interview.question import put_question, start_ticks
from aiquiz.core.interview.round import Round
from aiquiz.core.interview.round_events import Replied
from aiquiz.terminal.console import make_console
from aiquiz.terminal.interview_screen import HOW_IT_GOES, HOW_TO_REVIEW, NOT_KEPT, SAY_IT_FIRST, RichInterview
from aiquiz.terminal.keymap import DEFAULT, Keymap

POINTS = (KeyPoint("Names the `chain rule`"), KeyPoint("Goes from the loss back to every weight, layer by layer"))
ONE = replace(make_card("one"), question="How does `backpropagation` work?", key_points=POINTS, answer="By the rule.")
TABLE = replace(
    make_card("table", level=Level.ADVANCED), question="What is it here?\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
)
CARDS: dict[CardId, Card] = {card.id: card for card in (ONE, TABLE)}
FOLLOW_UP = "What has to be kept in `memory` for it, and for how long?"
SAID = "By the chain rule.\nFrom the end."
FOLLOWED = Told("one", text=SAID, follow_up=FOLLOW_UP, then="The activations.", is_judged=False)
LAST = Told("table", is_asked=False)


class Window:
    """A screen for a round, and what is on it."""

    def __init__(self, console: Console, file: io.StringIO | io.TextIOWrapper, played: Round, *, alone: bool) -> None:
        self.screen = RichInterview(console, DEFAULT, is_interactive=not alone)
        self.played = played
        self._file = file

    def text(self) -> str:
        self._file.flush()
        if isinstance(self._file, io.StringIO):
            return self._file.getvalue()
        self._file.seek(0)
        return self._file.read()

    def ask(self, name: str, follow_up: str = "") -> None:
        self.screen.ask(self.played, put_question(self.played, CardId(name), find), follow_up)

    def review(self, name: str) -> None:
        question = put_question(self.played, CardId(name), find)
        turn = next(turn for turn in self.played.turns if turn.card == name)
        self.screen.review(question, turn, start_ticks(question, turn))

    def tick(self, name: str, ticks: tuple[bool, ...], cursor: int) -> str:
        """Gives what is shown after a key that changed the checklist."""
        before = self.text()
        turn = self.played.turn_of(CardId(name))
        self.screen.show_ticks(put_question(self.played, CardId(name), find), turn, ticks, cursor)
        return self.text().removeprefix(before)

    def say_clock(self, name: str, elapsed_ms: int) -> str:
        return self.screen.say_clock(self.played, put_question(self.played, CardId(name), find), elapsed_ms)


def find(card_id: CardId) -> Card:
    return CARDS[card_id]


def play(*told: Told | str) -> Round:
    return replay_round(round_events(*told, is_concluded=False))


def window(*told: Told | str, width: int = 80, theme: str = "auto", alone: bool = False) -> Window:
    file = io.StringIO()
    console = make_console(file, width=width, interactive=False, environ={}, theme=theme)
    return Window(console, file, play(*(told or (FOLLOWED, LAST))), alone=alone)


@contextmanager
def ascii_window(*told: Told | str, width: int = 80) -> Iterator[Window]:
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    yield Window(make_console(file, width=width, interactive=False, environ={}), file, play(*told), alone=False)


def show_everything(shown: Window) -> str:
    """Shows all that a round can show."""
    shown.screen.open(shown.played, is_asking=True)
    for name in CARDS:
        shown.ask(name)
    shown.ask("one", FOLLOW_UP)
    shown.screen.show_way_out(has_text=True)
    shown.screen.ask_to_say_it()
    shown.screen.begin_review(shown.played)
    for name in CARDS:
        shown.review(name)
    shown.screen.ask_to_count(2, is_saved=False, can_go_back=True)
    shown.screen.tell("word " * 60)
    return shown.text()


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("theme", ["auto", "plain"])
def test_nothing_is_wider_than_the_window_or_the_measure(width: int, theme: str) -> None:
    assert widest(show_everything(window(width=width, theme=theme))) <= min(width, 88)


def test_an_encoding_with_few_characters_has_others_in_their_place() -> None:
    with ascii_window(FOLLOWED, LAST) as shown:
        out = show_everything(shown)
    assert out.isascii()
    assert ">[ ] Goes from" not in out
    assert ">[x] Names the chain rule  (chain, rule)" in out
    assert "^v move" in out
    assert "?" not in out.replace("work?", "").replace("here?", "").replace("long?", "")


def test_a_round_begins_with_how_it_goes() -> None:
    shown = window(Told("one", is_asked=False), LAST, width=200)
    shown.screen.open(shown.played, is_asking=True)
    head, *how = shown.text().strip().split("\n")
    assert head == "A mock interview: 2 questions in 10 minutes, from easy to hard."
    assert " ".join(how) == HOW_IT_GOES


def test_a_round_that_is_resumed_says_where_it_stands() -> None:
    shown = window()
    shown.screen.open(shown.played, is_asking=True)
    assert shown.text().startswith("\nResumed: 1 of 2 questions answered, 1:30 of 10:00 gone.\n")


def test_a_round_that_is_resumed_says_what_comes() -> None:
    shown = window(Told("one", 1, 2), Told("table", is_judged=False))
    shown.screen.open(shown.played, is_asking=False)
    assert shown.text() == f"\nResumed: 1 of 2 answers reviewed.\n{HOW_TO_REVIEW}\n"
    shown = window(Told("one", 1, 2))
    shown.screen.open(shown.played, is_asking=False)
    assert shown.text() == "\nResumed: all answers are reviewed, and this is the report.\n"


def test_a_question_has_its_time_and_nothing_of_its_answer() -> None:
    shown = window()
    shown.ask("one")
    assert shown.text() == (
        "\nQuestion 1 of 2 · 3:50 for it · 1:30 of 10:00 gone\n\nHow does backpropagation work?\n\n"
    )


def test_a_question_of_several_lines_keeps_its_table() -> None:
    shown = window()
    shown.ask("table")
    out = shown.text()
    assert "What is it here?" in out
    assert "|---" not in out


def test_a_follow_up_stands_below_the_answer() -> None:
    shown = window()
    shown.ask("one", FOLLOW_UP)
    assert shown.text() == "\n→ What has to be kept in memory for it, and for how long?\n\n"


@pytest.mark.parametrize(
    ("name", "elapsed_ms", "said"),
    [
        ("table", 0, "0:00 of 6:09 · 1:30 of 10:00"),
        ("table", 369_999, "6:09 of 6:09 · 7:39 of 10:00  time is up: finish your sentence"),
        ("table", 369_000, "6:09 of 6:09 · 7:39 of 10:00"),
        ("one", 5_000, "1:35 of 3:50 · 1:35 of 10:00"),
        ("table", 3_600_000, "60:00 of 6:09 · 61:30 of 10:00  time is up: finish your sentence"),
    ],
)
def test_the_clock_shows_the_question_and_the_round_and_cuts_nothing_off(name: str, elapsed_ms: int, said: str) -> None:
    assert window().say_clock(name, elapsed_ms) == said


def test_a_screen_reader_is_read_no_clock() -> None:
    assert window(theme="plain").say_clock("one", 900_000) == ""


def test_the_ways_out_have_the_learners_own_key() -> None:
    shown = window()
    shown.screen.show_way_out(has_text=False)
    assert shown.text() == "enter pass this question   q leave, to resume later   r end here, and review\n"
    file = io.StringIO()
    console = make_console(file, width=200, interactive=False, environ={}, theme="plain")
    RichInterview(console, Keymap(leave=";"), is_interactive=True).show_way_out(has_text=False)
    assert file.getvalue() == (
        "Keys: enter to pass this question, semicolon to leave and resume later, r to end here\nand review.\n"
    )


def test_a_text_that_was_given_up_is_offered_again_and_said_to_be_no_answer_yet() -> None:
    shown = window(width=200)
    shown.screen.show_way_out(has_text=True)
    assert shown.text() == (
        f"{NOT_KEPT}\n"
        "e back to your text   enter pass this question   q leave, to resume later\nr end here, and review\n"
    )


def test_who_presses_enter_too_soon_is_asked_to_say_something() -> None:
    shown = window()
    shown.screen.ask_to_say_it()
    assert shown.text() == f"{SAY_IT_FIRST}\n"


def test_the_question_that_is_being_answered_can_be_shown_again() -> None:
    shown = window()
    shown.screen.ask_again()
    assert shown.text() == ""
    shown.ask("one")
    once = shown.text()
    shown.screen.ask_again()
    assert shown.text() == once * 2


def test_an_answer_stands_beside_the_model_answer_and_its_checklist() -> None:
    shown = window()
    shown.review("one")
    assert shown.text() == (
        "\nReview of question 1 · 1:30 of 3:50\n"
        "\nHow does backpropagation work?\n"
        "\nYou said:\n  By the chain rule.\n  From the end.\n"
        "\n→ What has to be kept in memory for it, and for how long?\nYou said:\n  The activations.\n"
        "\nBy the rule.\n"
        "\nThey listen for  1 of 2\n"
        "›[x] Names the chain rule  (chain, rule)\n"
        " [ ] Goes from the loss back to every weight, layer by layer\n"
        " [ ] The follow-up held (without a tick: it did not): What has to be kept in\n"
        "     memory for it, and for how long?\n"
        "\n↑↓ move   space tick   enter next   u back   q leave, to resume later\n"
    )


def test_what_was_said_aloud_or_passed_is_said_so() -> None:
    shown = window(Told("one", follow_up=FOLLOW_UP, is_judged=False), LAST)
    shown.review("one")
    assert "\nYou said it aloud.\n\n→ What" in shown.text()
    assert shown.text().count("You said it aloud.") == 2
    shown = window(Told("one", None, is_judged=False), LAST)
    shown.review("one")
    out = shown.text()
    assert "\nYou passed it.\n" in out
    assert " [ ] Names the chain rule\n" in out
    assert "›" not in out
    assert out.endswith("\nenter next   u back   q leave, to resume later\n")


def test_a_follow_up_that_was_passed_is_said_so() -> None:
    events = round_events(FOLLOWED, LAST, is_concluded=False)
    shown = window()
    shown.played = replay_round(
        event._replace(is_passed=True, text="") if isinstance(event, Replied) and event.follow_up else event
        for event in events
    )
    shown.review("one")
    assert "and for how long?\nPassed.\n" in shown.text()


def test_a_card_without_points_has_no_checklist() -> None:
    shown = window(Told("one"), Told("table", text="This.", is_judged=False))
    shown.review("table")
    out = shown.text()
    assert "They listen for" not in out
    assert "[ ]" not in out
    assert out.endswith("\nenter next   u back   q leave, to resume later\n")


def test_in_a_pipe_nobody_is_told_of_keys() -> None:
    shown = window(alone=True)
    shown.review("one")
    out = shown.text()
    assert " [x] Names the chain rule" in out
    assert "›" not in out
    assert "enter next" not in out


def test_where_it_is_plain_all_is_in_sentences() -> None:
    shown = window(theme="plain", width=200)
    shown.ask("one", FOLLOW_UP)
    shown.review("one")
    out = shown.text()
    assert "\nFollow-up: What has to be kept in memory for it, and for how long?\n" in out
    assert "\nThey listen for, 1 of 2 ticked:\n1, ticked: Names the chain rule. Found: chain, rule.\n" in out
    assert "\n3, not ticked: The follow-up held (without a tick: it did not): What has" in out
    assert out.count("\nFollow-up: What has") == 2
    assert "\nKeys: arrow keys to move, space to tick or untick point 1, enter to go on, u to go back,\n" in out
    assert not set("›→↑↓") & set(out)


def test_where_something_was_saved_stands_in_one_line() -> None:
    shown = window()
    shown.screen.tell_place("/a" * 60 + "\x1b[31m")
    assert shown.text() == f"Saved: {'/a' * 60}␛[31m\n"


def test_only_what_can_be_counted_and_saved_is_offered() -> None:
    leaving, undoing, saving = "enter, q leave the schedule as it is", "u back to the review", "m save it as Markdown"
    for answers, is_saved, can_go_back, keys in (
        (2, False, True, f"y count 2 answers in your schedule   {leaving}\n{undoing}   {saving}"),
        (1, True, False, f"y count 1 answer in your schedule   {leaving}"),
        (0, False, False, f"{leaving}   {saving}"),
    ):
        shown = window()
        shown.screen.ask_to_count(answers, is_saved=is_saved, can_go_back=can_go_back)
        assert shown.text() == f"\n{keys}\n"


def test_what_can_come_of_a_round_is_said_in_sentences_where_it_is_plain() -> None:
    shown = window(theme="plain", width=200)
    shown.screen.ask_to_count(1, is_saved=False, can_go_back=True)
    assert shown.text() == (
        "\nKeys: y to count 1 answer in your schedule, enter or q to leave the schedule as it is, u\n"
        "to go back to the review, m to save it as Markdown.\n"
    )


@pytest.mark.parametrize(("theme", "alone"), [("plain", False), ("auto", True), ("plain", True)])
def test_to_who_cannot_see_the_list_change_only_the_point_is_read(theme: str, *, alone: bool) -> None:
    shown = window(theme=theme, alone=alone, width=200)
    assert shown.tick("one", (True, True, False), 1) == (
        "2, ticked: Goes from the loss back to every weight, layer by layer. 2 of 2.\n"
    )
    assert (
        shown.tick("one", (False, True, False), 0)
        == "1, not ticked: Names the chain rule. Found: chain, rule. 1 of 2.\n"
    )


def test_on_a_screen_the_list_stands_there_as_it_is_ticked() -> None:
    out = window().tick("one", (True, True, True), 2)
    assert out.startswith("They listen for  2 of 2\n [x] Names")
    assert "\n›[x] The follow-up held" in out


def test_what_a_terminal_would_obey_is_shown() -> None:
    hostile = replace(ONE, question="\x1b[31mred [bold]\x07?", key_points=(KeyPoint("\x1b]0;t\x07"),))
    CARDS[hostile.id] = hostile
    try:
        shown = window(FOLLOWED._replace(text="\x1b[2Jgone\x9b", follow_up="\x1b[5m?"), LAST)
        out = show_everything(shown)
    finally:
        CARDS[ONE.id] = ONE
    assert not set("\x1b\x07\x9b") & set(out)
    assert "␛[31mred [bold]␇" in out
    assert "␛[2Jgone" in out


# Numbers.


def number_card() -> Card:
    return replace(
        make_card("share"),
        question="Of {n}, 568 are right. Which part is that?",
        answer="{result} %",
        parameters=(Parameter("n", choices=(1000,)),),
        expression="56800 / n",
        unit="%",
        key_points=(KeyPoint("Divides"),),
    )


@pytest.mark.parametrize(
    ("text", "said", "tick"),
    [
        ("0.568", "Right: 56.8 %.", "[x] The result: 56.8 %  (0.568)"),
        ("5.68 %", "Not right: it is 56.8 %. That is 10 times too small", "[ ] The result: 56.8 %\n"),
        ("", "It is 56.8 %.", "[ ] The result: 56.8 %\n"),
    ],
)
@pytest.mark.parametrize("theme", ["auto", "plain"])
def test_of_a_number_it_is_said_whether_it_is_right(theme: str, text: str, said: str, tick: str) -> None:
    card = number_card()
    CARDS[card.id] = card
    try:
        shown = window(Told("share", text=text, is_judged=False), theme=theme)
        shown.review("share")
    finally:
        del CARDS[card.id]
    assert f"\n{said}" in shown.text()
    assert theme == "plain" or tick in shown.text()
