import pytest
from support.cards import make_card
from support.rounds import Told, round_events
from support.shown import shown, widest

from aiquiz.core.cards import Level, Role
from aiquiz.core.events import Event
from aiquiz.core.interview.round import rounds_of
from aiquiz.core.interview.rounds_list import PastRounds, list_rounds
from aiquiz.terminal.rounds_view import read_rounds, render_rounds

BANK = {card.id: card for card in (make_card("a"), make_card("b"))}
FIRST = round_events("a", Told("b", 1), minutes=20, roles=[Role.ML_ENGINEER], topics=["mlops"])
LEFT = round_events(Told("a", is_judged=False), Told("b", is_asked=False), day=1, is_concluded=False)
THIRD = round_events(Told("a", 3, taken_ms=700_000), day=2, levels=list(Level), roles=list(Role))
COUNTED = round_events("a", "b", day=3, decks=["mine"], is_counted=True)
GAVE_WAY = round_events(Told("a", 1), Told("b", is_judged=False), day=4)


def listed(*rounds: list[Event]) -> PastRounds:
    return list_rounds(rounds_of(event for events in rounds for event in events), BANK)


def many(number: int) -> PastRounds:
    return listed(*(round_events(Told("a", made % 5), Told("b", 4), day=made) for made in range(number)))


def lines(past: PastRounds, width: int = 80, *, ascii_only: bool = False) -> list[str]:
    return shown(render_rounds(past.rows, past.trend, width, ascii_only=ascii_only), width).splitlines()


def read(past: PastRounds) -> list[str]:
    return shown(read_rounds(past.rows, past.trend), 200).splitlines()


def test_before_the_first_round_it_says_how_to_begin() -> None:
    assert lines(listed()) == ["No mock interview yet. One takes half an hour:", "aiquiz interview"]
    assert read(listed()) == ["No mock interview yet. One takes half an hour: aiquiz interview"]


def test_each_round_is_a_row_with_its_number_the_newest_last() -> None:
    assert lines(listed(THIRD, FIRST, LEFT)) == [
        "1  2026-03-02  ██████····   62 %  2 of 2 asked   2 of 20 min  ml-engineer, mlops",
        "2  2026-03-03                  -  1 of 2 asked   1 of 10 min  left half-way",
        "   the whole bank",
        "3  2026-03-04  ████████··   75 %  1 of 1 asked  11 of 10 min",
        "   ai-engineer, ml-engineer, data-scientist, prompt-engineer, mlops-engineer,",
        "   data-engineer, beginner, intermediate, advanced",
        "",
        "▅▆",
        "Your two rounds: 69 %, from 62 % in the first to 75 % in the last.",
        "",
        "One of them: aiquiz interview --report N",
    ]


def test_a_narrow_window_has_the_same_on_more_lines() -> None:
    assert lines(listed(FIRST, LEFT), 40, ascii_only=True) == [
        "1  2026-03-02  ###..   62 %  2 of 2",
        "   2 of 20 min  ml-engineer, mlops",
        "2  2026-03-03             -  1 of 2",
        "   1 of 10 min  left half-way",
        "   the whole bank",
        "",
        "One of them: aiquiz interview --report N",
    ]


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        (
            80,
            [
                "1  2026-03-05  ██████████  100 %  2 of 2 asked  2 of 10 min  counted  mine",
                "2  2026-03-06  ██········   25 %  2 of 2 asked  2 of 10 min  left half-way",
                "   the whole bank",
            ],
        ),
        (
            40,
            [
                "1  2026-03-05  █████  100 %  2 of 2",
                "   2 of 10 min  counted  mine",
                "2  2026-03-06  █····   25 %  2 of 2",
                "   2 of 10 min  left half-way",
                "   the whole bank",
            ],
        ),
    ],
)
def test_a_round_says_that_it_was_counted_or_that_it_gave_way_to_another(width: int, rows: list[str]) -> None:
    assert lines(listed(COUNTED, GAVE_WAY), width)[: len(rows)] == rows
    assert " ".join(read(listed(COUNTED, GAVE_WAY))) == (
        "Round 1, Thu 5 March 2026, 12:00: 100 %, 2 of 2 questions, 2 of 10 min, counted in your schedule, about mine. "
        "Round 2, Fri 6 March 2026, 12:00: 25 %, 2 of 2 questions, 2 of 10 min, left half-way, about the whole bank. "
        " One of them: aiquiz interview --report N."
    )


def test_the_trend_of_six_rounds_is_a_line_of_bars_and_a_sentence() -> None:
    out = lines(many(6))
    assert out[-4:-2] == ["▄▅▆▇█▄", "Your last three rounds: 79 %, up 17 points from the three before."]
    assert lines(many(6), ascii_only=True)[-4].isascii()


def test_a_score_of_nothing_is_seen_in_the_trend() -> None:
    nothing = [round_events(Told("a", 0), day=day) for day in range(2)]
    assert lines(listed(*nothing))[-4] == "▁▁"


@pytest.mark.parametrize("width", [40, 80, 200])
@pytest.mark.parametrize("past", [listed(), listed(FIRST, LEFT, THIRD), many(6), many(120)])
def test_no_line_is_wider_than_the_window(width: int, past: PastRounds) -> None:
    assert widest(shown(render_rounds(past.rows, past.trend, width), width)) <= min(width, 88)
    assert widest(shown(read_rounds(past.rows, past.trend), width)) <= width


def test_a_topic_of_somebody_else_is_shown_as_it_stands() -> None:
    past = listed(round_events("a", topics=["\x1b[31mred", "[bold]x[/bold]"]))
    for out in ("\n".join(lines(past)), "\n".join(read(past))):
        assert "\x1b" not in out
        assert "[bold]x[/bold]" in out


def test_the_plain_theme_reads_it_in_sentences() -> None:
    assert read(listed(FIRST, LEFT)) == [
        "Round 1, Mon 2 March 2026, 12:00: 62 %, 2 of 2 questions, 2 of 20 min, about",
        "ml-engineer, mlops.",
        "Round 2, Tue 3 March 2026, 12:00: no score, 1 of 2 questions, 1 of 10 min, left",
        "half-way, about the whole bank.",
        "",
        "One of them: aiquiz interview --report N.",
    ]
    assert "Your last three rounds: 79 %, up 17 points from the three before." in read(many(6))
