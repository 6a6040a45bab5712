import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import RULES, TODAY, make_card, play, progress_of, replace, reviewed
from support.shown import shown, shown_in_colour, widest

from aiquiz.core.cards import Card, as_points
from aiquiz.core.schedulers import Grade, Outcome
from aiquiz.core.session import Move, Session, preview, start_session
from aiquiz.terminal.card_view import render_answer, render_grades, render_question

FULL = replace(
    make_card("full", "mlops/serving"),
    question="What does `batch` mean?",
    answer="First.\n\nSecond.",
    key_points=as_points(("One `point`", "Another point that is long enough to need a second line here")),
    tip="Say why.",
    follow_ups=("And then?",),
)


def session_of(*cards: Card) -> Session:
    return start_session(cards, progress_of().standings, RULES)


def test_a_new_card_says_where_it_stands_how_hard_it_is_and_how_far_the_session_is() -> None:
    session = session_of(FULL, make_card("other"))
    header = "mlops › serving · beginner · new"
    out = shown(render_question(session, FULL, 60), 60)
    assert out == f"\n{header}{'1 of 2':>{60 - len(header)}}\n\nWhat does batch mean?\n"


def test_a_header_without_room_for_all_on_one_line_has_two() -> None:
    assert shown(render_question(session_of(FULL), FULL, 36), 36).startswith(
        "\nmlops › serving · beginner · new\n1 of 1\n\n"
    )


def test_a_wide_window_does_not_tear_the_header_apart() -> None:
    assert widest(shown(render_question(session_of(FULL), FULL, 300), 300)) == 88


def test_a_card_seen_before_is_a_review_and_the_count_goes_up_with_what_is_finished() -> None:
    first, second = make_card("first", "a/b"), make_card("second", "c/d")
    standings = progress_of(reviewed("second", day=-1)).standings
    session, _ = play(start_session((first, second), standings, RULES), [Move.REVEAL, Grade.GOOD])
    out = shown(render_question(session, second, 80))
    assert "c › d · beginner · review" in out
    assert "2 of 2\n" in out


def test_a_question_of_several_lines_is_laid_out_and_one_line_is_left_as_it_is() -> None:
    lines = replace(FULL, question="Which of these?\n\n- **A**\n- B")
    assert " • A\n • B\n" in shown(render_question(session_of(lines), lines, 80))
    one = replace(FULL, question="Is 2 * 3 * 4 = [b]24[/b]?")
    assert "\nIs 2 * 3 * 4 = [b]24[/b]?\n" in shown(render_question(session_of(one), one, 80))


def test_an_answer_has_its_points_its_tip_and_what_is_asked_next() -> None:
    assert shown(render_answer(FULL, 40), 40) == (
        "\nFirst.\n\nSecond.\n\n"
        "They listen for\n · One point\n · Another point that is long enough to\n   need a second line here\n\n"
        "Tip  Say why.\n\n"
        "Asked next\n → And then?\n\n"
    )


def test_what_a_card_does_not_have_leaves_no_heading() -> None:
    assert shown(render_answer(make_card("bare"), 80)) == "\nAn answer.\n\n"


def test_the_tip_is_set_apart_and_the_follow_ups_are_dim() -> None:
    out = shown_in_colour(render_answer(FULL, 80))
    assert "\x1b[1;32mTip" in out
    assert "\x1b[2m → \x1b[0m\x1b[2mAnd then?\x1b[0m" in out


@pytest.mark.parametrize("interval", [1, 6, 100])
def test_each_grade_has_its_key_and_its_interval_and_says_whether_it_comes_back_today(interval: int) -> None:
    said = {1: "1 day", 6: "6 days", 100: "3.3 months"}[interval]
    outcomes = tuple(Outcome(grade, interval) for grade in Grade)
    line = f"1 again ↻ {said}   2 hard ↻ {said}   3 good {said}   4 easy {said}\n"
    assert shown(render_grades(outcomes), 100) == line


def test_the_intervals_on_the_keys_are_those_that_are_committed() -> None:
    card = make_card("known")
    standings = progress_of(reviewed("known", day=-7), reviewed("known", day=-6)).standings
    session, _ = play(start_session((card,), standings, RULES), [Move.REVEAL])
    line = shown(render_grades(preview(session, TODAY)))
    assert line == "1 again ↻ 1 day   2 hard ↻ 15 days   3 good 15 days   4 easy 16 days\n"


HOSTILE = "\x1b]0;title\x07 \x9b2J [red]x[/b] \u202eabc\u200b \r\nnext"


def test_no_part_of_a_card_can_speak_to_the_terminal() -> None:
    card = Card(
        **{
            **{name: getattr(FULL, name) for name in Card._fields},
            **dict.fromkeys(("topic", "subtopic", "question", "answer", "tip"), HOSTILE),
            "key_points": as_points([HOSTILE]),
            "follow_ups": (HOSTILE,),
        }
    )
    out = shown(render_question(session_of(card), card, 80)) + shown(render_answer(card, 80))
    assert {character for character in out if not character.isprintable()} == {"\n"}
    assert out.count("␛]0;title␇") == 7
    assert out.count("[red]x[/b]") == 7


@settings(max_examples=40, deadline=None)
@given(st.text(st.sampled_from("ab 漢👩\u200d`*_#->|[]$\\\n\t\x1b"), max_size=200), st.integers(16, 120))
def test_whatever_a_card_says_it_stays_within_the_window(text: str, width: int) -> None:
    said = text.strip() or "?"
    card = replace(FULL, question=said, answer=said, tip=said, key_points=as_points([said]), follow_ups=(said,))
    assert widest(shown(render_question(session_of(card), card, width), width)) <= width
    assert widest(shown(render_answer(card, width), width)) <= width
