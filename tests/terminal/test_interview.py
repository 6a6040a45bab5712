"""The loop of a round: what is asked, saved and judged, in which order, and how it is left and taken up again."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import pytest
from support.cards import NOON, make_card, replace, stamp_at
from support.rounds import Told, convened, replay_round, round_events

from aiquiz.core.cards import Card, KeyPoint, Level, Parameter
from aiquiz.core.events import Event
from aiquiz.core.headings import CardId
from aiquiz.core.interview.question import Question, still_asks
from aiquiz.core.interview.round import Done, Round, Turn, open_round
from aiquiz.core.interview.round_events import Judged, Replied
from aiquiz.core.session import Stamp
from aiquiz.terminal.interview import REVIEW, run_interview
from aiquiz.terminal.interview_review import review_round
from aiquiz.terminal.interview_room import Room
from aiquiz.terminal.keymap import DEFAULT, Keymap
from aiquiz.terminal.keys import CONTINUED, DOWN, ENTER, HANGUP, INTERRUPT, SPACE, TAB, TERMINATE, UP

POINTS = (KeyPoint("Names the chain rule"), KeyPoint("Goes from the loss back to every weight", ("back loss",)))
FOLLOW_UP = "And with a cycle?"
ONE = replace(make_card("one"), key_points=POINTS, follow_ups=(FOLLOW_UP,))
TWO = replace(make_card("two", level=Level.INTERMEDIATE), key_points=POINTS[:1])
BARE = make_card("bare", level=Level.ADVANCED)
NUMBERS = replace(
    make_card("numbers"),
    question="What is twice {n}?",
    answer="{result}",
    parameters=(Parameter("n", low=1, high=100_000),),
    expression="2 * n",
)
CARDS = {card.id: card for card in (ONE, TWO, BARE, NUMBERS)}
GOOD = "The chain rule, applied from the loss back to every weight."
BAD = "By magic, I believe."
SHORT_MS, LONG_MS = 1_000, 300_000
"""Under a third of the share that a question has of ten minutes, and over it."""


class Said(NamedTuple):
    """An answer, None where it was given up, how long it took, and what stood there as it was given up."""

    text: str | None
    taken_ms: int = SHORT_MS
    given_up: str = ""


class Stage:
    """Keys, a writer, a clock and a screen, and everything that was done with them in its order."""

    def __init__(self, said: Iterable[Said | str | None], keys: Iterable[str]) -> None:
        self.said = [one if isinstance(one, Said) else Said(one) for one in said]
        self.keys = list(keys)
        self.done: list[str] = []
        self.saved: list[Event] = []
        self.questions: list[str] = []
        self.taken_ms = 0
        self.clocks: list[str] = []
        self.given_up = ""
        self.begun: list[str] = []

    def read(self) -> str:
        return self.keys.pop(0)

    def write(
        self, prompt: str, *, is_single: bool = False, clock: Callable[[], str] | None = None, text: str = ""
    ) -> str | None:
        assert not is_single
        assert clock is not None
        assert prompt == "> "
        reply, self.taken_ms, self.given_up = self.said.pop(0)
        self.begun.append(text)
        self.clocks.append(clock())
        return reply

    def restart(self) -> None:
        self.taken_ms = 0

    def stamp(self) -> Stamp:
        return stamp_at(NOON, self.taken_ms)

    def elapsed_ms(self) -> int:
        return self.taken_ms

    def ask(self, played: Round, question: Question, follow_up: str) -> None:
        assert all(turn.judged is None for turn in played.turns)
        self.done.append(f"ask {question.number} {question.card.id}{' more' if follow_up else ''}")
        self.questions.append(question.card.question)

    def remind(self, question: Question, turn: Turn) -> None:
        assert turn.reply is not None
        self.done.append(f"remind {question.number} {turn.card} {turn.reply.text}")

    def show_way_out(self, *, has_text: bool) -> None:
        self.done.append("way out with a text" if has_text else "way out")

    def ask_to_say_it(self) -> None:
        self.done.append("say it first")

    def begin_review(self, played: Round) -> None:
        self.done.append(f"begin {len(played.replied)}")

    def review(self, question: Question, turn: Turn, ticks: tuple[bool, ...]) -> None:
        assert turn.card == question.card.id
        self.done.append(f"review {question.number} {question.card.id} {marks(ticks)}")
        self.questions.append(question.card.question)

    def show_ticks(self, question: Question, turn: Turn, ticks: tuple[bool, ...], cursor: int) -> None:
        assert turn.card == question.card.id
        self.done.append(f"ticks {marks(ticks)} {cursor}")

    def say_clock(self, played: Round, question: Question, elapsed_ms: int) -> str:
        return f"{question.number}: {elapsed_ms} after {played.taken_ms}"

    def save(self, event: Event) -> None:
        assert isinstance(event, Replied | Judged)
        self.saved.append(event)
        what = "reply" if isinstance(event, Replied) else "judge"
        self.done.append(f"{what} {event.card}")

    @property
    def replies(self) -> list[Replied]:
        return [event for event in self.saved if isinstance(event, Replied)]

    @property
    def judgements(self) -> list[Judged]:
        return [event for event in self.saved if isinstance(event, Judged)]


def marks(ticks: tuple[bool, ...]) -> str:
    return "".join("x" if is_made else "." for is_made in ticks)


def begin(*names: str) -> Round:
    return open_round(convened(names))


def find(card_id: CardId) -> Card:
    return CARDS[card_id]


def room_of(stage: Stage, keymap: Keymap = DEFAULT, *, is_interactive: bool = False) -> Room:
    return Room(stage, stage, stage, stage, stage.save, find, keymap, is_interactive)


def run(stage: Stage, played: Round, keymap: Keymap = DEFAULT, *, is_interactive: bool = False) -> tuple[Round, str]:
    """Runs a round, all of whose answers and keys are used up."""
    ended = run_interview(room_of(stage, keymap, is_interactive=is_interactive), played)
    assert (stage.said, stage.keys) == ([], [])
    return ended


def test_each_reply_is_saved_before_the_next_question_and_all_questions_come_before_the_review() -> None:
    stage = Stage([BAD, "", "Yes."], [ENTER] * 3)
    played, key = run(stage, begin("one", "two", "bare"))
    assert (key, played.stage) == ("", Done())
    assert stage.done == [
        *("ask 1 one", "reply one", "ask 2 two", "reply two", "ask 3 bare", "reply bare"),
        *("begin 3", "review 1 one ..", "judge one", "review 2 two .", "judge two", "review 3 bare ", "judge bare"),
    ]
    assert [reply.text for reply in stage.replies] == [BAD, "", "Yes."]
    rounds = [*(reply.round for reply in stage.replies), *(judged.round for judged in stage.judgements)]
    assert set(rounds) == {played.convened.id}
    assert len({event.id for event in stage.saved}) == len(stage.saved)


def test_what_comes_out_is_what_its_events_come_to() -> None:
    stage = Stage([GOOD, "No.", ""], [SPACE, ENTER, ENTER])
    begun = begin("one", "two")
    played, _ = run(stage, begun)
    assert replay_round([begun.convened, *stage.saved]) == played


def test_a_good_typed_answer_is_followed_up_at_once() -> None:
    stage = Stage([GOOD, Said("No.", 7_000), ""], [ENTER] * 2)
    run(stage, begin("one", "two"))
    assert stage.done[:5] == ["ask 1 one", "reply one", "ask 1 one more", "reply one", "ask 2 two"]
    assert [(reply.text, reply.follow_up, reply.taken_ms) for reply in stage.replies[:2]] == [
        (GOOD, "", SHORT_MS),
        ("No.", FOLLOW_UP, 7_000),
    ]


@pytest.mark.parametrize(
    ("said", "is_followed"),
    [
        (Said(GOOD), True),
        (Said(BAD, LONG_MS), False),
        (Said("", LONG_MS), True),
        (Said("", SHORT_MS), False),
        (Said(None, LONG_MS), False),
    ],
    ids=["typed well", "typed badly", "long aloud", "short aloud", "passed"],
)
def test_a_follow_up_has_to_be_earned(said: Said, *, is_followed: bool) -> None:
    keys = [ENTER] if said.text is None else []
    stage = Stage([said, *(["And so on."] if is_followed else [])], [*keys, ENTER])
    run(stage, begin("one"))
    assert ("ask 1 one more" in stage.done) == is_followed


def test_a_good_answer_to_a_question_without_one_is_not_followed_up() -> None:
    stage = Stage([Said("The chain rule.", LONG_MS)], [ENTER])
    run(stage, begin("two"))
    assert "ask 1 two more" not in stage.done


def test_the_clock_is_that_of_the_answer_and_of_all_before() -> None:
    stage = Stage([Said(GOOD, 3_000), Said("No.", 2_000), Said("", 4_000)], [ENTER] * 2)
    run(stage, begin("one", "two"))
    assert stage.clocks == ["1: 3000 after 0", "1: 2000 after 3000", "2: 4000 after 5000"]


def test_enter_after_ctrl_c_passes_the_question() -> None:
    stage = Stage([Said(None, 2_500), ""], ["x", ENTER, ENTER, ENTER])
    run(stage, begin("one", "two"))
    assert stage.done[:4] == ["ask 1 one", "way out", "reply one", "ask 2 two"]
    assert [(reply.text, reply.is_passed, reply.taken_ms) for reply in stage.replies] == [
        ("", True, 2_500),
        ("", False, SHORT_MS),
    ]


def test_who_gave_up_a_text_can_go_back_to_it_and_the_time_runs_on() -> None:
    stage = Stage([Said(None, 2_500, "By the"), Said("By the rule.", 9_000), ""], ["x", "e", ENTER, ENTER])
    run(stage, begin("one", "two"))
    assert stage.done[:4] == ["ask 1 one", "way out with a text", "reply one", "ask 2 two"]
    assert stage.begun == ["", "By the", ""]
    assert [(reply.text, reply.is_passed, reply.taken_ms) for reply in stage.replies] == [
        ("By the rule.", False, 9_000),
        ("", False, SHORT_MS),
    ]


def test_who_went_back_to_a_text_may_give_it_up_again() -> None:
    stage = Stage([Said(None, given_up="By"), Said(None, given_up="By the")], ["E", CONTINUED, "q"])
    played, key = run(stage, begin("one"))
    assert (key, played.replied, stage.begun) == ("q", (), ["", "By"])
    assert stage.done.count("way out with a text") == 3


def test_without_a_text_there_is_nothing_to_go_back_to() -> None:
    stage = Stage([None], ["e", "q"])
    run(stage, begin("one"))
    assert stage.done == ["ask 1 one", "way out"]


def test_a_key_that_is_the_learners_own_leaves_and_another_does_what_it_did() -> None:
    stage = Stage([Said(None, given_up="By")], ["e"])
    assert run(stage, begin("one"), Keymap(leave="e", edit="z"))[1] == "e"
    stage = Stage([Said(None, given_up="By"), "By the rule."], ["b", ENTER])
    run(stage, begin("one"), Keymap(leave="e", edit="z"))
    assert stage.begun == ["", "By"]
    stage = Stage([None], ["r"])
    assert run(stage, begin("one"), Keymap(leave="r"))[1] == "r"
    stage = Stage([None], ["v"])
    assert run(stage, begin("one"), Keymap(leave="r"))[1] == ""


def test_one_enter_too_many_is_no_answer_where_somebody_sits_there() -> None:
    said = [Said("", 1_999), Said("", 300), Said("", 2_000), Said("Yes.", 10)]
    stage = Stage(said, [ENTER, ENTER])
    run(stage, begin("two", "bare"), is_interactive=True)
    assert stage.done[:5] == ["ask 1 two", "say it first", "say it first", "reply two", "ask 2 bare"]
    assert [(reply.text, reply.taken_ms) for reply in stage.replies] == [("", 2_000), ("Yes.", 10)]


def test_in_a_pipe_an_empty_line_is_an_answer_at_once() -> None:
    stage = Stage([Said("", 0)], [ENTER])
    run(stage, begin("two"))
    assert "say it first" not in stage.done


def test_a_follow_up_may_be_passed_too() -> None:
    stage = Stage([GOOD, None], [ENTER, ENTER])
    played, _ = run(stage, begin("one"))
    assert [reply.is_passed for reply in stage.replies] == [False, True]
    assert not played.turns[0].is_passed


@pytest.mark.parametrize("key", ["q", "Q", INTERRUPT, TERMINATE, HANGUP])
def test_leaving_keeps_what_was_answered_and_does_not_pass_the_question(key: str) -> None:
    stage = Stage(["", None], [key])
    played, left = run(stage, begin("one", "two"))
    assert left == key
    assert stage.done == ["ask 1 one", "reply one", "ask 2 two", "way out"]
    assert played.turns[1].reply is None


def test_leaving_at_a_follow_up_keeps_the_answer_before_it() -> None:
    stage = Stage([GOOD, None], ["q"])
    played, key = run(stage, begin("one", "two"))
    assert key == "q"
    assert (played.turns[0].reply, played.turns[0].follow_up) == (stage.replies[0], None)


def test_space_does_not_pass_a_question() -> None:
    stage = Stage([None, None], [SPACE, SPACE, ENTER, SPACE, "q"])
    run(stage, begin("one", "two"))
    assert [reply.card for reply in stage.replies] == [ONE.id]


def test_ticks_are_kept_when_the_review_goes_back_and_the_way_on_leads_through_them() -> None:
    stage = Stage([BAD, "No."], [ENTER, SPACE, "u", ENTER, ENTER])
    played, _ = run(stage, begin("one", "two"))
    assert [(judged.card, judged.ticked) for judged in stage.judgements] == [
        *((ONE.id, ()), (TWO.id, (0,)), (ONE.id, ()), (TWO.id, (0,)))
    ]
    assert played.turn_of(TWO.id).judged == stage.judgements[-1]


def test_a_corrected_tick_is_kept_when_the_review_is_left() -> None:
    stage = Stage([BAD, ""], [ENTER, "u", SPACE, "q"])
    played, _ = run(stage, begin("one", "two"))
    assert [(judged.card, judged.ticked) for judged in stage.judgements] == [(ONE.id, ()), (ONE.id, (0,))]
    assert played.turn_of(TWO.id).judged is None


def test_r_ends_the_questions_and_reviews_what_was_answered() -> None:
    stage = Stage(["", None], ["r", ENTER])
    played, key = run(stage, begin("one", "two", "bare"))
    assert key == ""
    assert stage.done[3:] == ["way out", "begin 1", "review 1 one ..", "judge one"]
    assert played.stage == Done()
    assert REVIEW not in stage.done


def test_r_at_the_first_question_leaves_nothing_to_review() -> None:
    stage = Stage([None], ["r"])
    played, key = run(stage, begin("one"))
    assert (key, stage.done) == ("", ["ask 1 one", "way out"])
    assert played.replied == ()


def test_who_comes_back_to_the_terminal_is_told_again() -> None:
    stage = Stage([None], [CONTINUED, ENTER, CONTINUED, ENTER])
    run(stage, begin("one"))
    assert stage.done.count("way out") == 2
    assert stage.done.count("review 1 one ..") == 2


def test_learners_with_keys_of_their_own_leave_and_undo_with_them() -> None:
    stage = Stage([None], ["q", "u", "z"])
    assert run(stage, begin("one"), Keymap(leave="z", undo="y"))[1] == "z"
    stage = Stage(["", ""], [ENTER, "y", ENTER, ENTER])
    run(stage, begin("two", "bare"), Keymap(undo="y"))
    assert stage.done.count("review 1 two .") == 2


# The review.


def test_the_review_begins_with_what_was_found_and_space_and_the_arrows_change_it() -> None:
    stage = Stage(["By the chain rule."], [SPACE, DOWN, SPACE, UP, TAB, "x", ENTER])
    run(stage, begin("one"))
    assert stage.done[3:] == [
        *("review 1 one x.", "ticks .. 0", "ticks .. 1", "ticks .x 1", "ticks .x 0", "ticks .x 1"),
        "judge one",
    ]
    (judged,) = stage.judgements
    assert (judged.ticked, judged.points, judged.is_follow_up_held) == ((1,), 2, None)


@pytest.mark.parametrize(("keys", "cursor"), [([UP], 1), ([DOWN, DOWN], 0), ([TAB], 1)])
def test_the_cursor_goes_round(keys: list[str], cursor: int) -> None:
    stage = Stage([""], [*keys, ENTER])
    run(stage, begin("one"))
    assert stage.done[-2] == f"ticks .. {cursor}"


@pytest.mark.parametrize("is_held", [False, True])
def test_the_last_tick_says_whether_the_follow_up_held(*, is_held: bool) -> None:
    stage = Stage([GOOD, "No."], [UP, *([SPACE] if is_held else []), ENTER])
    run(stage, begin("one"))
    (judged,) = stage.judgements
    assert (judged.ticked, judged.points, judged.is_follow_up_held) == ((0, 1), 2, is_held)


def test_a_passed_answer_is_shown_and_cannot_be_ticked() -> None:
    stage = Stage([None], [ENTER, DOWN, UP, SPACE])
    run(stage, begin("one"))
    assert stage.done[-2:] == ["review 1 one ..", "judge one"]
    assert (stage.judgements[0].ticked, stage.judgements[0].points) == ((), 2)


def test_a_key_that_changes_nothing_shows_nothing() -> None:
    stage = Stage([""], ["x", DOWN, UP, TAB, ENTER])
    run(stage, begin("two"))
    assert stage.done[-2:] == ["review 1 two .", "judge two"]


def test_who_comes_back_to_the_review_ticks_the_point_that_is_shown() -> None:
    stage = Stage([""], [DOWN, CONTINUED, SPACE, ENTER])
    run(stage, begin("one"))
    assert stage.done[-5:] == ["review 1 one ..", "ticks .. 1", "review 1 one ..", "ticks x. 0", "judge one"]


def test_a_card_without_points_is_looked_at() -> None:
    stage = Stage(["Something."], [DOWN, SPACE])
    played, _ = run(stage, begin("bare"))
    assert (stage.judgements[0].ticked, stage.judgements[0].points) == ((), 0)
    assert played.stage == Done()


def test_undoing_goes_back_to_the_one_before_with_its_ticks_and_the_last_judgement_counts() -> None:
    stage = Stage(["", "", ""], [SPACE, ENTER, SPACE, "u", DOWN, SPACE, ENTER, ENTER, ENTER])
    played, _ = run(stage, begin("one", "two", "bare"))
    reviews = [line for line in stage.done if line.startswith("review")]
    assert reviews == ["review 1 one ..", "review 2 two .", "review 1 one x.", "review 2 two x", "review 3 bare "]
    assert [(judged.card, judged.ticked) for judged in stage.judgements] == [
        ("one", (0,)),
        ("two", (0,)),
        ("one", (0, 1)),
        ("two", (0,)),
        ("bare", ()),
    ]
    assert played.turn_of(ONE.id).judged == stage.judgements[2]


def test_undoing_goes_back_step_by_step_and_at_the_first_stays_there() -> None:
    stage = Stage(["", "", ""], [ENTER, ENTER, "u", "u", "u", ENTER, ENTER])
    run(stage, begin("one", "two", "bare"))
    reviews = [line.split()[2] for line in stage.done if line.startswith("review")]
    assert reviews == ["one", "two", "bare", "two", "one", "one", "bare"]


@pytest.mark.parametrize("key", ["q", INTERRUPT, TERMINATE, HANGUP])
def test_leaving_the_review_keeps_what_was_judged(key: str) -> None:
    stage = Stage(["", ""], [ENTER, SPACE, key])
    played, left = run(stage, begin("one", "two"))
    assert left == key
    assert [judged.card for judged in stage.judgements] == ["one"]
    assert played.turns[1].judged is None


# Taking it up again.


def resumed(*told: Told | str) -> Round:
    return replay_round(round_events(*told, is_concluded=False))


def test_asking_goes_on_with_the_question_that_was_left() -> None:
    played = resumed(Told("one", text=BAD, is_judged=False), Told("two", is_asked=False))
    stage = Stage([""], [ENTER] * 2)
    run(stage, played)
    assert stage.done[:3] == ["ask 2 two", "reply two", "begin 2"]


def test_a_follow_up_that_a_killed_round_did_not_come_to_is_asked_first() -> None:
    played = resumed(Told("one", text=GOOD, is_judged=False), Told("two", is_asked=False))
    stage = Stage(["And so on.", ""], [ENTER] * 2)
    run(stage, played)
    assert stage.done[:3] == [f"remind 1 one {GOOD}", "ask 1 one more", "reply one"]
    assert stage.done[3:6] == ["ask 2 two", "reply two", "begin 2"]


def test_a_follow_up_to_the_last_answer_is_asked_before_the_review() -> None:
    stage = Stage(["And so on."], [ENTER])
    run(stage, resumed(Told("one", text=GOOD, is_judged=False)))
    assert stage.done[:4] == [f"remind 1 one {GOOD}", "ask 1 one more", "reply one", "begin 1"]


@pytest.mark.parametrize(
    "told",
    [
        Told("one", text=GOOD, follow_up=FOLLOW_UP, then="So.", is_judged=False),
        Told("one", text=BAD, is_judged=False),
        Told("one", None, is_judged=False),
    ],
    ids=["answered", "not earned", "passed"],
)
def test_no_follow_up_is_asked_again_that_is_not_owed(told: Told) -> None:
    stage = Stage([""], [ENTER] * 2)
    run(stage, resumed(told, Told("two", is_asked=False)))
    assert stage.done[0] == "ask 2 two"


def test_once_the_review_has_begun_no_follow_up_is_asked() -> None:
    stage = Stage([], [ENTER])
    run(stage, resumed(Told("two", 1, 1), Told("one", text=GOOD, is_judged=False)))
    assert stage.done[0] == "review 2 one xx"


def test_a_round_left_at_a_follow_up_goes_on_with_it() -> None:
    left, key = run(Stage([GOOD, None], ["q"]), begin("one"))
    stage = Stage(["And so on."], [ENTER])
    run(stage, left)
    assert (key, stage.done[:2]) == ("q", [f"remind 1 one {GOOD}", "ask 1 one more"])


def test_the_review_goes_on_with_the_answer_that_was_left_and_back_from_there() -> None:
    played = resumed(Told("one", 1, 2), Told("two", is_judged=False), Told("bare", is_asked=False))
    stage = Stage([], ["u", ENTER, ENTER])
    run(stage, played)
    assert stage.done == [
        *("review 2 two .", "review 1 one x.", "judge one", "review 2 two .", "judge two"),
    ]


def test_a_round_whose_review_is_over_asks_nothing_more() -> None:
    stage = Stage([], [])
    played = resumed(Told("one", 1, 2))
    assert run(stage, played) == (played, "")
    assert stage.done == []


def test_numbers_stay_the_same_in_the_review_and_when_the_round_is_resumed() -> None:
    stage = Stage(["", None], ["q"])
    left, _ = run(stage, begin("numbers", "two"))
    again = Stage([""], [ENTER] * 2)
    run(again, left)
    assert stage.questions[0] == again.questions[1]
    assert "{" not in stage.questions[0]


def test_numbers_stay_the_same_when_another_question_has_gone_from_the_bank() -> None:
    whole = resumed(Told("gone", is_judged=False), Told("numbers", is_asked=False))
    before = Stage([None], ["q"])
    CARDS[CardId("gone")] = make_card("gone")
    try:
        run(before, whole)
    finally:
        del CARDS[CardId("gone")]
    after = Stage([None], ["q"])
    run(after, whole._replace(turns=whole.turns[1:]))
    assert before.questions == after.questions
    assert after.done[0] == "ask 1 numbers"


def test_who_comes_back_from_the_report_goes_to_the_last_answer_and_from_there_back() -> None:
    played = resumed(Told("one", 1, 2), Told("two", 0, 1))
    stage = Stage([], ["u", SPACE, ENTER])
    after, key = review_round(room_of(stage), played, has_come_back=True)
    assert (key, stage.keys) == ("", [])
    assert stage.done == ["review 2 two .", "review 1 one x.", "ticks .. 0", "judge one"]
    assert after.stage == Done()


def test_without_an_answer_there_is_nothing_to_come_back_to() -> None:
    played = resumed(Told("one", is_asked=False))
    assert review_round(room_of(Stage([], [])), played, has_come_back=True) == (played, "")


def test_the_number_of_an_answer_ticks_its_result() -> None:
    def answer(question: str) -> str:
        return str(2 * int("".join(filter(str.isdigit, question.replace("twice", "")))))

    asked = Stage(["", None], ["q"])
    left, _ = run(asked, begin("numbers", "two"))
    said = answer(asked.questions[0])
    assert left.turns[0].reply is not None
    right = left.turns[0]._replace(reply=left.turns[0].reply._replace(text=said))
    stage = Stage([""], [ENTER] * 2)
    run(stage, left._replace(turns=(right, *left.turns[1:])))
    assert "review 1 numbers x" in stage.done


@pytest.mark.parametrize(
    ("told", "is_asking"),
    [
        ([Told("one", is_asked=False)], True),
        ([Told("one", text=GOOD, is_judged=False)], True),
        ([Told("one", text=BAD, is_judged=False)], False),
        ([Told("one", 1, 2)], False),
    ],
    ids=["a question", "a follow-up", "the review", "the report"],
)
def test_it_is_known_whether_a_question_is_still_to_come(told: list[Told], *, is_asking: bool) -> None:
    assert still_asks(resumed(*told), find) == is_asking
