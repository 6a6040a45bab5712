import io
import textwrap

import pytest
from support.cards import make_card, replace
from support.rounds import Told, replay_round, round_events
from support.shown import shown, shown_in_colour, widest

from aiquiz.core.cards import Card, CardId, KeyPoint, Level, Role
from aiquiz.core.interview.report import Report, take_report
from aiquiz.terminal.console import make_console
from aiquiz.terminal.plain_report import read_report
from aiquiz.terminal.report_view import render_report

POINTS = tuple(KeyPoint(f"Names the `{word}` part") for word in ("first", "second", "third", "fourth"))
LONG = "Why does a model that does well on its own validation data fail with the customers of another country, and what"
DECK = tuple(
    replace(make_card(name, place, level=level), question=question, key_points=POINTS)
    for name, place, level, question in (
        ("split", "maths/sums", Level.BEGINNER, "What is a `split`?"),
        ("shift", "machine-learning/drift", Level.INTERMEDIATE, f"{LONG} do you do about it?"),
        ("late", "mlops/labels", Level.ADVANCED, "What if labels are late?"),
        ("cost", "mlops/serving", Level.ADVANCED, "What does it cost?"),
    )
)
BANK: dict[CardId, Card] = {card.id: card for card in DECK}
FULL = (
    Told("split", 4, follow_up="And then?", then="So.", is_held=True),
    Told("shift", 1, taken_ms=250_000),
    Told("late", None, taken_ms=5_000),
    Told("cost", 3),
)
COMMAND = (
    "aiquiz study --topic mlops/labels --topic machine-learning/drift --level intermediate --level advanced"
    " --new 20 --limit 20"
)
BROKEN = (Told("split"), Told("shift", is_judged=False), Told("late", is_asked=False), Told("cost", is_asked=False))


def report_on(*told: Told | str, minutes: int = 10) -> Report:
    return take_report(replay_round(round_events(*told, minutes=minutes)), BANK)


def lines(report: Report, width: int = 80, *, ascii_only: bool = False) -> list[str]:
    return shown(render_report(report, BANK, width, ascii_only=ascii_only), width).splitlines()


def read(report: Report) -> list[str]:
    return shown(read_report(report, BANK), 200).splitlines()


def test_the_whole_report_stands_in_its_order() -> None:
    assert lines(report_on(*FULL)) == [
        "score      50 %  ██████████··········  8 of 16 points",
        "questions  4 of 4 asked: 1 passed",
        "time       6 of 10 min",
        "",
        "Questions",
        "1  What is a split?",
        "   ██████████  4 of 4  1:30 of 1:49  beginner  follow-up held",
        "2  Why does a model that does well on its own validation data fail with the…",
        "   ██········  1 of 4  4:10 of 2:21  intermediate  1:49 over",
        "3  What if labels are late?",
        "   passed              0:05 of 2:54  advanced",
        "4  What does it cost?",
        "   ████████··  3 of 4  1:00 of 2:54  advanced",
        "",
        "Levels",
        "beginner      ██████████  100 %  1 question, 4 of 4 points",
        "intermediate  ██········   25 %  1 question, 1 of 4 points",
        "advanced      ████······   38 %  2 questions, 3 of 8 points",
        "",
        "Topics",
        "machine-learning  ██········   25 %  1 question, 1 of 4 points",
        "maths             ██████████  100 %  1 question, 4 of 4 points",
        "mlops             ████······   38 %  2 questions, 3 of 8 points",
        "",
        "Strengths",
        "1  4 of 4  What is a split?",
        "4  3 of 4  What does it cost?",
        "   [ ] Names the fourth part",
        "",
        "Gaps",
        "3  passed  What if labels are late?",
        "   [ ] Names the first part",
        "   [ ] Names the second part",
        "   [ ] Names the third part",
        "   [ ] Names the fourth part",
        "2  1 of 4  Why does a model that does well on its own validation data fail with…",
        "   [ ] Names the second part",
        "   [ ] Names the third part",
        "   [ ] Names the fourth part",
        "",
        "Study next",
        *textwrap.wrap(COMMAND, 80),
    ]


def test_a_narrow_window_has_shorter_bars_and_fewer_words() -> None:
    out = lines(report_on(*FULL), 40, ascii_only=True)
    assert out[0] == "score      50 %  ###..  8 of 16 points"
    at = out.index("Questions")
    assert out[at + 4 : at + 8] == [
        "2  Why does a model that does well on",
        "   its own validation data fail...",
        "   #....  1 of 4  4:10 of 2:21",
        "   intermediate  1:49 over",
    ]
    at = out.index("Topics  points made")
    assert out[at + 1] == "machine-learning  #....   25 %  1 of 4"


def test_a_name_without_room_beside_its_score_stands_above_it() -> None:
    long = replace(DECK[0], topic="a-topic-of-somebody-else-with-a-name")
    bank = {**BANK, long.id: long}
    report = take_report(replay_round(round_events(Told("split"), Told("cost", 1))), bank)
    out = shown(render_report(report, bank, 40), 40)
    assert "\na-topic-of-somebody-else-with-a-name\n   █████  100 %  4 of 4\nmlops\n   █····   25 %  1 of 4\n" in out


def test_names_that_take_two_columns_a_character_stand_in_line() -> None:
    wide = replace(DECK[0], topic="漢字の勉強")
    bank = {**BANK, wide.id: wide}
    report = take_report(replay_round(round_events(Told("split"), Told("cost", 1))), bank)
    out = shown(render_report(report, bank, 80)).splitlines()
    at = out.index("Topics")
    assert out[at + 1 : at + 3] == [
        "mlops       ██········   25 %  1 question, 1 of 4 points",
        "漢字の勉強  ██████████  100 %  1 question, 4 of 4 points",
    ]


def test_what_has_nothing_to_tick_stands_in_line_with_what_was_not_judged() -> None:
    out = lines(report_on(Told("split", 0, 0), Told("late", is_judged=False)))
    assert "   nothing to tick  1:00 of 3:50  beginner" in out
    assert "   not judged       1:00 of 6:09  advanced" in out


PAST = round_events(*FULL, roles=[Role.ML_ENGINEER], decks=["mine"], is_counted=True)


def test_a_past_round_says_when_and_for_whom_it_was_and_whether_it_was_counted() -> None:
    played = replay_round(PAST)
    report = take_report(played, BANK)
    assert shown(render_report(report, BANK, 80, past=played)).splitlines()[:4] == [
        "round      Mon 2 March 2026, 12:00",
        "for        ml-engineer, mine",
        "schedule   counted",
        "score      50 %  ██████████··········  8 of 16 points",
    ]
    assert shown(read_report(report, BANK, played), 200).splitlines()[:3] == [
        "The round of Mon 2 March 2026, 12:00, for ml-engineer, mine.",
        "Its answers were counted in your schedule.",
        "Score: 50 %, 8 of 16 points.",
    ]
    left = replay_round(round_events("split", is_concluded=False))
    assert "schedule   left as it was\n" in shown(render_report(take_report(left, BANK), BANK, 80, past=left))
    assert "It left your schedule as it was.\n" in shown(read_report(take_report(left, BANK), BANK, left))


@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_about_a_past_round_is_wider_than_the_window(width: int) -> None:
    played = replay_round(round_events("split", roles=list(Role), decks=["mine"], topics=["\x1b[31mred"]))
    for view in (
        render_report(take_report(played, BANK), BANK, width, past=played),
        read_report(take_report(played, BANK), BANK, played),
    ):
        assert widest(shown(view, width)) <= min(width, 88)
        assert "\x1b" not in shown(view, width)


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("told", [FULL, BROKEN, FULL * 3, ("gone", *FULL), (Told("split", 0, 0),)])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_line_is_wider_than_the_window(width: int, told: tuple[Told | str, ...], *, ascii_only: bool) -> None:
    out = shown(render_report(report_on(*told), BANK, width, ascii_only=ascii_only), width)
    assert widest(out) <= min(width, 88)
    assert out.isascii() or not ascii_only
    assert widest(shown(read_report(report_on(*told), BANK), width)) <= width


def test_the_command_is_one_line_where_it_is_printed_to_be_copied() -> None:
    file = io.StringIO()
    console = make_console(file, width=30, interactive=False, environ={})
    console.print(render_report(report_on(*FULL), BANK, 30), soft_wrap=True)
    assert file.getvalue().endswith(f"\n{COMMAND}\n")
    folded = ["intermediate --level advanced", "--new 20 --limit 20"]
    assert lines(report_on(*FULL), 30)[-2:] == folded


def test_a_round_broken_off_says_what_was_left_and_leaves_out_what_was_not_asked() -> None:
    out = lines(report_on(*BROKEN))
    assert out[:2] == [
        "score      100 %  ████████████████████  4 of 4 points",
        "questions  2 of 4 asked: 1 not judged",
    ]
    assert out[3] == "The round was left half-way: only what was judged or passed counts."
    assert "   not judged          1:00 of 2:21  intermediate" in out
    assert out.count("   not asked                         advanced") == 2
    assert "Levels" not in out


def test_a_level_of_which_all_was_passed_counts_as_nothing_and_says_so() -> None:
    passed = Told("gone", None, is_judged=False), Told("shift", None, is_judged=False)
    out = lines(report_on("split", *passed))
    at = out.index("Levels")
    assert out[at + 1 : at + 4] == [
        "beginner      ██████████  100 %  1 question, 4 of 4 points",
        "intermediate  ··········    0 %  1 question, 0 of 4 points",
        "",
    ]
    cards = {card.id: card.heading for card in DECK}
    unknown = take_report(replay_round(round_events("split", *passed)), cards)
    assert "intermediate  ·····    0 %  passed" in lines(unknown, 40)
    assert "intermediate: 0 %, 1 question, passed." in read(unknown)


def test_before_the_review_there_is_no_score_and_nothing_that_needs_one() -> None:
    assert lines(report_on(Told("split", is_judged=False), Told("late", is_asked=False))) == [
        "score      none, as no answer was held against a checklist",
        "questions  1 of 2 asked: 1 not judged",
        "time       1 of 10 min",
        "The round was left half-way.",
        "",
        "Questions",
        "1  What is a split?",
        "   not judged  1:00 of 3:50  beginner",
        "2  What if labels are late?",
        "   not asked                 advanced",
        "",
        "Another round",
        "aiquiz interview",
    ]


def test_of_a_round_in_which_nothing_was_asked_no_question_is_shown() -> None:
    report = report_on(Told("split", is_asked=False))
    assert [line for line in lines(report) if "split" in line] == []
    assert [line for line in read(report) if "split" in line] == []


def test_a_card_that_is_gone_is_named_by_its_id() -> None:
    out = lines(report_on("gone", "split"))
    assert "1  gone (no longer in the bank)" in out
    assert "   ██████████  4 of 4  1:00" in out


def test_over_time_is_marked() -> None:
    report = report_on(*FULL, minutes=5)
    assert lines(report)[2] == "time       6 of 5 min  1:45 over"
    assert "\x1b[33m" in shown_in_colour(render_report(report, BANK, 80))


@pytest.mark.parametrize("text", ["\x1b[31mred\x1b[0m", "a\x07b", "[red]x[/red] \u202etxet", "word " * 60, "x" * 200])
def test_text_of_cards_is_shown_as_it_stands(text: str) -> None:
    hostile = replace(DECK[1], question=text, topic=f"{text[:30]}x", key_points=(KeyPoint(text),) * 4)
    bank = {**BANK, hostile.id: hostile}
    report = take_report(replay_round(round_events(*FULL)), bank)
    for view in (render_report(report, bank, 80), read_report(report, bank)):
        out = shown(view)
        assert not {"\x1b", "\x07", "\u202e"} & set(out)
        assert widest(out) <= 80
        assert ("[red]" in out) == ("[red]" in text)


def test_the_plain_theme_reads_it_in_sentences() -> None:
    out = read(report_on(*FULL, minutes=5))
    assert out[:3] == [
        "Score: 50 %, 8 of 16 points.",
        "Questions: 4 of 4 asked: 1 passed.",
        "Time: 6 of 5 min, 1 min 45 s over.",
    ]
    at = out.index("Question 1: What is a split?")
    assert out[at + 1].startswith("4 of 4 points, 1 min 30 s of ")
    assert out[at + 1].endswith(" beginner, follow-up held.")
    assert "advanced: 38 %, 2 questions, 3 of 8 points." in out
    assert out[out.index("Strengths:") + 1 :] == [
        "Question 1, 4 of 4: What is a split?",
        "Question 4, 3 of 4, missed 1: What does it cost?",
        "- Names the fourth part",
        "",
        "Gaps:",
        "Question 3, passed, missed 4: What if labels are late?",
        *(f"- Names the {word} part" for word in ("first", "second", "third", "fourth")),
        "Question 2, 1 of 4, missed 3: Why does a model that does well on its own validation data",
        "fail with the customers of another country, and what do you do about it?",
        *(f"- Names the {word} part" for word in ("second", "third", "fourth")),
        "",
        "Study next:",
        *textwrap.wrap(COMMAND, 88),
    ]


def test_the_plain_theme_says_what_was_not_judged_and_what_is_gone() -> None:
    out = read(report_on(*BROKEN))
    assert "Not judged, 1 min 0 s of 2 min 21 s, intermediate." in out
    assert "Not asked, advanced." in out
    assert "The round was left half-way: only what was judged or passed counts." in out
    assert (
        read(report_on(Told("split", is_judged=False)))[0] == "Score: none, as no answer was held against a checklist."
    )
    assert "Question 1: gone (no longer in the bank)" in read(report_on("gone"))
    assert "4 of 4 points, 1 min 0 s." in read(report_on("gone"))
