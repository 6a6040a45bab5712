"""A day's limits as a learner meets them: two sessions share a day, and the end of one says what tomorrow holds."""

from pathlib import Path

import pytest
from support.dates import write_goal
from support.program import CARD_IDS, END, NOON, QUESTION, Inside, Past, World, make_world

EACH_GOOD = "\n3\n" * 9


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(make_world(tmp_path), monkeypatch, capsys)


def answered(inside: Inside) -> int:
    return len(inside.world.answers())


def test_the_new_cards_of_a_day_are_shared_by_its_sessions(inside: Inside) -> None:
    inside.patch.setenv("AIQUIZ_NEW_CARDS_A_DAY", "3")
    first = inside.run("study", "--limit", "2", keys=EACH_GOOD)
    assert (first.err, answered(inside)) == ("", 2)
    assert "Tomorrow: 2 due, 3 new (about " in first.out
    assert inside.run("study", keys=EACH_GOOD).err == ""
    assert answered(inside) == 3
    assert inside.run("study", keys=EACH_GOOD) == (
        0,
        "Enough for today. The limits of the day hold back 2 new cards.\nTo go on: aiquiz study --new 2\n",
        "",
    )
    home = inside.run().out
    assert "new     2 cards; today's are done" in home
    assert "next    aiquiz stats" in home
    assert inside.run("review").out == "Nothing is due. The next card is due tomorrow.\n"
    assert inside.run("study", "--new", "2", keys=EACH_GOOD).err == ""
    assert answered(inside) == 5


def test_reviews_of_a_day_are_limited_and_the_rest_is_said_with_the_way_on(inside: Inside) -> None:
    inside.world.write_past(*(Past(card, 9) for card in CARD_IDS), now=NOON)
    inside.patch.setenv("AIQUIZ_REVIEWS_A_DAY", "3")
    done = inside.run("study", "--limit", "2", keys=EACH_GOOD)
    assert done.err == "The limits of the day hold back 2 due cards. To go on: aiquiz study --reviews 2\n"
    done = inside.run("review", keys=EACH_GOOD)
    assert done.err == "The limits of the day hold back 2 due cards. To go on: aiquiz review --limit 2\n"
    assert answered(inside) == 3
    for command, more in (("study", "--reviews 2"), ("review", "--limit 2")):
        said = f"Enough for today. The limits of the day hold back 2 due cards.\nTo go on: aiquiz {command} {more}\n"
        assert inside.run(command) == (0, said, "")
    assert inside.run("review", "--minutes", "30").out.startswith("Enough for today.")
    inside.run("study", "--reviews", "1", keys=EACH_GOOD)
    inside.run("review", "--limit", "1", "--minutes", "30", keys=EACH_GOOD)
    assert answered(inside) == 5


FILTERED = "--level beginner --level advanced --topic mlops/deployment --role mlops-engineer"


def test_the_way_on_has_the_filters_of_the_command_that_was_given(inside: Inside) -> None:
    inside.patch.setenv("AIQUIZ_NEW_CARDS_A_DAY", "1")
    nothing = inside.run("review", *FILTERED.split()).out
    assert nothing == f"Nothing is due.\n2 new cards to learn: aiquiz study {FILTERED}\n"
    inside.run("study", "--limit", "1", keys=EACH_GOOD)
    assert f"\nTo go on: aiquiz study {FILTERED} --new 2\n" in inside.run("study", *FILTERED.split()).out
    inside.world.write_past(*(Past(card, 9) for card in CARD_IDS), now=NOON)
    inside.patch.setenv("AIQUIZ_REVIEWS_A_DAY", "1")
    assert f"\nTo go on: aiquiz review {FILTERED} --limit 2\n" in inside.run("review", *FILTERED.split()).out


def test_a_deck_whose_name_has_a_blank_is_quoted_in_the_way_on(inside: Inside) -> None:
    decks = inside.world.home / "decks"
    decks.mkdir(parents=True)
    card = "- {id: one, question: Q?, level: beginner, answer: A.}\n"
    (decks / "my own.yaml").write_text(card)
    inside.patch.setenv("AIQUIZ_NEW_CARDS_A_DAY", "1")
    inside.run("study", "--topic", "mlops", "--limit", "1", keys=EACH_GOOD)
    said = inside.run("study", "--deck", "my own").out
    assert said.endswith("\nTo go on: aiquiz study --deck 'my own' --new 1\n")


def test_a_card_left_unfinished_comes_back_although_the_day_is_full(inside: Inside) -> None:
    inside.world.write_past(*(Past(card, 9) for card in CARD_IDS[:2]), now=NOON)
    inside.patch.setenv("AIQUIZ_REVIEWS_A_DAY", "1")
    inside.run("review", keys="\n1\nq\n")
    assert "1 of 1" in inside.run("review", keys="\n3\nq\n").out


@pytest.mark.parametrize("command", ["study", "review"])
def test_a_session_lasts_as_long_as_was_set_and_says_how_much_is_left(inside: Inside, command: str) -> None:
    inside.world.write_past(*(Past(card, 9, taken_ms=60_000) for card in CARD_IDS), now=NOON)
    inside.patch.setenv("AIQUIZ_MINUTES_A_SESSION", "1")
    done = inside.run(command, keys="q\n")
    assert " of 5" not in done.out
    assert "To go on" in done.err or "can wait" in done.err
    assert " of 5" in inside.run(command, "--minutes", "60", keys="q\n").out


def test_with_a_goal_its_minutes_rule_and_the_days_to_go_are_said(inside: Inside) -> None:
    write_goal(inside.world, 9, 20)
    inside.patch.setenv("AIQUIZ_NEW_CARDS_A_DAY", "0")
    done = inside.run("study", "--limit", "1", keys=EACH_GOOD)
    assert (done.err, answered(inside)) == ("", 1)
    assert "Tomorrow: about 20 minutes for your goal, then 8 days to go." in " ".join(done.out.split())


def test_a_drill_and_a_session_without_answers_say_nothing_of_tomorrow(inside: Inside) -> None:
    inside.world.write_past(Past(CARD_IDS[0], 9), now=NOON)
    for arguments, keys in ((("review", "--cram"), "\n3\n"), (("study",), "q\n")):
        assert "Tomorrow" not in inside.run(*arguments, keys=keys).out


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_tomorrow_changes_with_undoing_on_the_end_screen(tmp_path: Path, columns: int) -> None:
    world: World = make_world(tmp_path)
    with world.terminal("study", "--limit", "1", columns=columns) as terminal:
        terminal.see(QUESTION)
        terminal.press(" 3")
        terminal.see("Tomorrow: 1 due, 4 new (about", END)
        terminal.press("u")
        terminal.see("Undone.", "4 easy")
        terminal.press("q")
        assert "Tomorrow" not in terminal.see("Nothing was graded; the schedule is as it was.")
        assert terminal.end() == 0
