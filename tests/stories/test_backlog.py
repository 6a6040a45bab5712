import json
import re
from pathlib import Path

import pytest
from support.dates import asked, bank_of, known, write_goal
from support.program import NOON, QUESTION, Grade, Inside, Past, make_world

SCOLDING = ("overdue", "late", "behind", "missed", "should", "only", "failed", "neglected", "must", "days ago")


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    """Gives a learner who comes back after two months: of 200 cards 150 are due."""
    world = make_world(tmp_path, bank_of(200))
    world.write_past(*known(150), now=NOON)
    return Inside(world, monkeypatch, capsys)


def test_the_best_minutes_say_what_is_left(inside: Inside) -> None:
    done = inside.run("review", "--minutes", "5", keys="q\n")
    assert done.code == 0
    said = re.fullmatch(r"The best (\d+) cards for this time\. (\d+) others can wait.*\.\n", done.err)
    assert said
    taken, left = map(int, said.groups())
    assert (taken + left, f" 1 of {taken}\n" in done.out) == (150, True)
    assert 10 <= taken <= 20


def test_those_left_are_spread_over_days(inside: Inside) -> None:
    said = inside.run("review", "--minutes", "20", keys="q\n").err
    spread = re.search(r"; at (\d+) a day they have had their turn in about (\d+) days?\.$", said)
    assert spread
    assert int(spread[2]) >= 2


def test_at_a_pace_that_never_gets_there_no_day_is_named(inside: Inside) -> None:
    said = inside.run("review", "--minutes", "1", keys="q\n").err
    assert re.fullmatch(r"The best \d cards for this time. 14\d others can wait.\n", said)


@pytest.mark.parametrize(
    "arguments", [[], ["review"], ["review", "--minutes", "15"], ["study"], ["stats"]], ids=" ".join
)
def test_nothing_scolds(inside: Inside, arguments: list[str]) -> None:
    done = inside.run(*arguments, keys="\n1\nq\n")
    words = f"{done.out} {done.err}".lower()
    assert [word for word in SCOLDING if re.search(rf"\b{word}\b", words)] == []


def test_a_backlog_on_a_terminal(inside: Inside) -> None:
    world = inside.world
    world.write_past(*known(150))
    with world.terminal("review", "--minutes", "1", columns=80) as terminal:
        terminal.see("The best", "others can wait", "beginner · review", "1 of ", QUESTION)
        terminal.press("q")
        assert terminal.end() == 0


def test_all_that_fits_leaves_nothing_to_say(inside: Inside) -> None:
    done = inside.run("review", "--minutes", "600", keys="q\n")
    assert (done.err, " 1 of 150\n" in done.out) == ("", True)


def test_a_limit_on_top_counts_among_those_that_wait(inside: Inside) -> None:
    done = inside.run("review", "--minutes", "5", "--limit", "2", keys="q\n")
    assert done.err.startswith("The best 2 cards for this time. 148 others can wait")
    assert " 1 of 2\n" in done.out


def test_a_minute_too_short_for_a_card_gives_one(inside: Inside) -> None:
    inside.world.write_past(*known(150, 40, taken_ms=110_000), now=NOON)
    done = inside.run("review", "--minutes", "1", keys="q\n")
    assert done.err.startswith("The best 1 card for this time. 149 others can wait")


def test_a_card_left_unlearnt_today_comes_first(inside: Inside) -> None:
    past = [*known(150), Past("card-0149", 0, Grade.AGAIN)]
    inside.world.write_past(*past, now=NOON)
    assert "Question 0149?" in inside.run("review", "--minutes", "2", keys="q\n").out


def test_what_is_worth_nothing_more_waits(inside: Inside) -> None:
    """Cards that are as good as lost, and cards well known, come after those that a minute helps most."""
    strong = [Past(f"card-{number:04}", days) for number in range(5) for days in (400, 399, 393, 378, 341, 248)]
    inside.world.write_past(*strong, *known(20, 12, first=100), now=NOON)
    done = inside.run("review", "--minutes", "2", keys="q\n")
    assert re.search(r"Question 01\d\d\?", done.out)


def test_with_a_goal_the_best_minutes_are_those_for_its_date(inside: Inside) -> None:
    write_goal(inside.world, 1)
    done = inside.run("review", "--minutes", "3", keys="q\n")
    assert done.err.startswith("The best ")
    assert "to go" not in done.out


def test_filters_hold(inside: Inside) -> None:
    done = inside.run("review", "--minutes", "2", "--topic", "topic-1", keys="q\n")
    said = re.match(r"The best (\d+) cards for this time. (\d+) others", done.err)
    assert said
    assert int(said[1]) + int(said[2]) == 50
    assert "topic-1 › " in done.out


def test_with_nothing_due_the_minutes_change_nothing(inside: Inside) -> None:
    inside.world.write_past(*known(20, 0), now=NOON)
    assert inside.run("review", "--minutes", "5") == inside.run("review")
    assert inside.run("review").out.startswith("Nothing is due. The next card is due in ")


@pytest.mark.parametrize("minutes", ["0", "-5", "nan", "soon", "1441"])
def test_minutes_that_are_none(inside: Inside, minutes: str) -> None:
    done = inside.run("review", "--minutes", minutes)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("aiquiz: ")
    assert "minutes" in done.err


def test_study_takes_as_much_as_fits_into_minutes(inside: Inside) -> None:
    cut = asked(inside, "study", "--minutes", "5")
    assert 5 <= int(cut.rpartition(" of ")[2]) <= 20
    assert asked(inside, "study").endswith("1 of 160")


# Ahead of time


def test_reviewing_ahead_takes_what_is_due_until_then(inside: Inside) -> None:
    past = [Past("card-0000", 1), Past("card-0000", 0), *known(3, 1, first=1), *known(2, 3, first=10)]
    inside.world.write_past(*past, now=NOON)
    assert inside.run("review").out.startswith("Nothing is due. The next card is due in 3 days.")
    assert asked(inside, "review", "--ahead", "3").endswith("1 of 2")
    assert asked(inside, "review", "--ahead", "5").endswith("1 of 5")
    assert asked(inside, "review", "--ahead", "6").endswith("1 of 6")
    assert asked(inside, "review", "--ahead", "6", "--limit", "4").endswith("1 of 4")
    assert asked(inside, "review", "--ahead", "6", "--minutes", "1").endswith("1 of 4")
    assert inside.run("review", "--ahead", "2").out == inside.run("review").out


def test_an_early_review_is_a_review(inside: Inside) -> None:
    inside.world.write_past(*known(1, 3), now=NOON)
    inside.run("review", "--ahead", "9", keys="\n3\n")
    assert [(event["kind"], event["card"]) for event in inside.world.saved()] == [("reviewed", "card-0000")]
    assert inside.run("review").out.startswith("Nothing is due. The next card is due in 15 days.")


@pytest.mark.parametrize("days", ["0", "-1", "x", "3651"])
def test_days_ahead_that_are_none(inside: Inside, days: str) -> None:
    assert inside.run("review", "--ahead", days).code == 2


# Two thousand


def test_two_thousand_cards_after_a_year_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world = make_world(tmp_path, bank_of(2_100))
    world.write_past(*known(2_000, 365), now=NOON)
    inside = Inside(world, monkeypatch, capsys)
    home = inside.run().out
    assert "due     2,000 cards\n" in home
    assert "next    aiquiz review --minutes 15  the best fifteen minutes of them\n" in home
    done = inside.run("review", "--minutes", "15", keys="\n3\n" * 200)
    said = re.match(r"The best (\d+) cards for this time\. ([\d,]+) others can wait", done.err)
    assert said
    taken = int(said[1])
    assert taken + int(said[2].replace(",", "")) == 2_000
    assert f"Done: {taken} cards, {taken} answers in " in done.out
    assert json.loads(inside.run("stats", "--json").out)["due"] == 2_000 - taken
