import json
from pathlib import Path

import pytest
from support.dates import THE_DAY, asked, bank_of, in_days, known, now, write_goal
from support.logs import bank_of_questions
from support.program import CARD_IDS, END, NOON, QUESTION, Inside, Past, World, make_world

HOW_TO = "There is no goal. Set one with the date and the minutes that you have a day:\n"
CHANCES = ("now", "without_study", "planned", "planned_low", "planned_high")
RUNNING = {
    *("version", "kind", "state", "today", "date", "days_left", "minutes_a_day", "scope", "most_asked", "all"),
    *("topics", "days", "never_asked", "first_passes", "fits"),
}
OVER = {
    *("version", "kind", "state", "on", "days_planned", "days_studied", "minutes_planned", "minutes_studied"),
    *("cards", "seen", "tested", "retained"),
}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path, bank_of_questions())


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(world, monkeypatch, capsys)


def data_of(inside: Inside, *arguments: str) -> dict[str, object]:
    done = inside.run(*arguments, "--json")
    assert (done.code, done.err) == (0, "")
    data: dict[str, object] = json.loads(done.out)
    return data


def goal_of(inside: Inside) -> dict[str, object]:
    """Gives the goal that was stored last."""
    return [event for event in inside.world.saved() if event["kind"] == "planned"][-1]


# Setting, changing and ending it


def test_without_a_goal_it_says_how_to_set_one(inside: Inside) -> None:
    assert inside.run("plan") == (0, f"{HOW_TO}aiquiz plan --date YYYY-MM-DD --minutes 20\n", "")
    assert data_of(inside, "plan") == {"version": 1, "kind": "plan", "state": "none"}
    assert inside.world.saved() == []


def test_a_goal_that_is_set_is_stored_and_shown(inside: Inside) -> None:
    done = inside.run("plan", "--date", in_days(3), "--minutes", "5")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(
        "3 days to go  Mon 23 November 2026\n12 cards (the whole bank), 5 minutes a day\n\non the day "
    )
    assert inside.run("plan") == done
    assert [goal_of(inside)[name] for name in ("on", "minutes", "most_asked")] == ["2026-11-23", 5, None]


def test_the_minutes_are_twenty_where_none_are_given(inside: Inside) -> None:
    assert "20 minutes a day" in inside.run("plan", "--date", in_days(3)).out


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (in_days(-1), f"{in_days(-1)} has passed; today is {THE_DAY}. Give today or a later day."),
        ("1999-01-01", f"1999-01-01 has passed; today is {THE_DAY}. Give today or a later day."),
        ("soon", f"'soon' is not a date. Write it as year-month-day, as in {THE_DAY}."),
        ("12.12.2026", f"'12.12.2026' is not a date. Write it as year-month-day, as in {THE_DAY}."),
        ("2026-02-30", f"'2026-02-30' is not a date. Write it as year-month-day, as in {THE_DAY}."),
        ("", f"'' is not a date. Write it as year-month-day, as in {THE_DAY}."),
        ("3026-12-12", "3026-12-12 is more than ten years away. Is the year right?"),
    ],
)
def test_a_date_of_no_use_is_an_error_with_a_hint_and_stores_nothing(inside: Inside, date: str, said: str) -> None:
    assert inside.run("plan", "--date", date) == (2, "", f"aiquiz: {said}\n")
    assert inside.world.saved() == []


def test_an_option_alone_needs_a_goal_to_change(inside: Inside) -> None:
    said = "aiquiz: There is no goal to change. Give it a date, as in --date 2026-12-12.\n"
    assert inside.run("plan", "--minutes", "10") == (2, "", said)
    write_goal(inside.world, -1)
    assert inside.run("plan", "--minutes", "10") == (2, "", said)


def test_an_option_changes_its_part_of_a_goal_and_leaves_the_rest(inside: Inside) -> None:
    inside.world.write_bank({"topic/other": "- {id: other, question: Other?, level: advanced, answer: Yes.}\n"})
    inside.run("plan", "--date", in_days(9), "--minutes", "5", "--topic", "part", "--most-asked", "4")
    inside.run("plan", "--minutes", "7")
    parts = ("on", "minutes", "topics", "levels", "most_asked")
    assert [goal_of(inside)[part] for part in parts] == [in_days(9), 7, ["part"], [], 4]
    inside.run("plan", "--date", in_days(8))
    assert [goal_of(inside)[part] for part in parts] == [in_days(8), 7, ["part"], [], 4]
    inside.run("plan", "--most-asked", "6")
    assert [goal_of(inside)[part] for part in parts] == [in_days(8), 7, ["part"], [], 6]
    assert "1 card (advanced), 7 minutes a day" in inside.run("plan", "--level", "advanced").out
    assert [goal_of(inside)[part] for part in parts] == [in_days(8), 7, [], ["advanced"], None]


def test_looking_at_a_goal_stores_nothing(inside: Inside) -> None:
    write_goal(inside.world, 3)
    for command in (["plan"], ["plan", "--json"], ["ready"], []):
        assert inside.run(*command).code == 0
    assert inside.world.saved() == []


def test_a_goal_is_ended_once(inside: Inside) -> None:
    write_goal(inside.world, 3)
    ended = "The goal is ended; what was learnt stays, and studying is back to normal.\n"
    assert inside.run("plan", "--clear") == (0, ended, "")
    assert goal_of(inside)["on"] is None
    for command in (["plan"], ["plan", "--clear"]):
        assert inside.run(*command).out.startswith(HOW_TO)
    assert len(inside.world.saved()) == 1
    assert data_of(inside, "plan", "--clear")["state"] == "none"


def test_ending_a_goal_gives_data_too(inside: Inside) -> None:
    write_goal(inside.world, 3)
    assert data_of(inside, "plan", "--clear") == {"version": 1, "kind": "plan", "state": "none"}
    assert goal_of(inside)["on"] is None


def test_to_end_a_goal_and_to_change_it_are_two_wishes(inside: Inside) -> None:
    write_goal(inside.world, 3)
    for more in (["--minutes", "5"], ["--date", in_days(3)], ["--level", "beginner"]):
        done = inside.run("plan", "--clear", *more)
        assert done == (2, "", "aiquiz: --clear ends the goal and takes no other option. Leave out one of them.\n")
    assert inside.world.saved() == []


@pytest.mark.parametrize("arguments", [["--level", "advanced"], ["--topic", "part", "--role", "data-engineer"]])
def test_a_scope_without_cards_is_an_error_with_a_hint_and_stores_nothing(inside: Inside, arguments: list[str]) -> None:
    done = inside.run("plan", "--date", in_days(3), *arguments)
    said = "aiquiz: No card fits the goal's filters. Give others: aiquiz plan --topic … or --level …\n"
    assert done == (2, "", said)
    assert inside.world.saved() == []


def test_a_scope_whose_cards_went_out_of_the_bank_leaves_normal_study(inside: Inside) -> None:
    write_goal(inside.world, 3, topics=("gone",))
    assert inside.run("plan").code == 2
    assert asked(inside, "study") == "topic › part · beginner · new 1 of 10"
    assert inside.run("ready").code == inside.run().code == 0


# What it says


def test_the_data_of_a_goal_has_its_fields(inside: Inside) -> None:
    inside.world.write_past(Past("card-01", 3), Past("card-01", 1), now=NOON)
    write_goal(inside.world, 9, minutes=5)
    data = json.loads(inside.run("plan", "--json").out)
    assert data.keys() == RUNNING
    assert (data["version"], data["kind"], data["state"]) == (1, "plan", "running")
    assert (data["today"], data["date"], data["days_left"]) == (in_days(0), in_days(9), 9)
    assert (data["minutes_a_day"], data["most_asked"], data["first_passes"], data["fits"]) == (5, None, None, None)
    assert data["scope"] == {"levels": [], "topics": [], "tags": [], "roles": [], "decks": []}
    assert [row["name"] for row in (data["all"], *data["topics"])] == ["all", "topic"]
    for row in (data["all"], *data["topics"]):
        assert row.keys() == {"name", "cards", "unseen", *CHANCES}
        assert (row["cards"], row["unseen"]) == (12, 11)
        assert all(0 <= row[chance][way] <= 1 for chance in CHANCES for way in ("weighted", "plain"))
        assert row["without_study"]["plain"] < row["now"]["plain"] < row["planned"]["plain"]
        assert row["planned_low"]["plain"] <= row["planned"]["plain"] <= row["planned_high"]["plain"]
    assert [day["day"] for day in data["days"]] == [in_days(day) for day in range(9)]
    for day in data["days"]:
        assert day.keys() == {"day", "days", "reviews", "new", "seconds"}
        assert day["seconds"] <= 300
    assert sum(day["new"] for day in data["days"]) + data["never_asked"] == 11


def test_the_picture_has_the_figures_of_the_data(inside: Inside) -> None:
    write_goal(inside.world, 9, minutes=5)
    data, picture = json.loads(inside.run("plan", "--json").out), inside.run("plan").out

    def percent(chance: str) -> str:
        return f"{min(99, round(100 * data['all'][chance]['weighted']))} %"

    span = f"({percent('planned_low')} to {percent('planned_high')})"
    assert f"on the day      {percent('planned')} {span}  of what is asked\n" in picture
    assert f"without study   {percent('without_study')}  of what is asked" in picture
    assert f"now             {percent('now')}  12 cards never seen yet\n" in picture
    for day, label in ((data["days"][0], "Fri 20 Nov"), (data["days"][8], "Sat 28 Nov")):
        line = next(line for line in picture.splitlines() if line.startswith(label))
        assert line.endswith(f"{day['seconds'] / 60:3.0f} min  {day['reviews']} + {day['new']} new")


def test_time_too_short_is_said_with_the_cards_that_fit(inside: Inside) -> None:
    done = inside.run("plan", "--date", in_days(3), "--minutes", "2")
    flowing = " ".join(done.out.split())
    assert "The time is short: it is enough to see 8 of 12 new cards once, and learning takes half as" in flowing
    assert "The 5 most asked cards would fit: aiquiz plan --most-asked 5" in flowing
    assert flowing.count("· Question") == 5
    data = json.loads(inside.run("plan", "--json").out)
    assert data["first_passes"] == round(8 / 12, 3)
    assert data["fits"] == [f"card-{number:02}" for number in range(1, 6)]
    cut = inside.run("plan", "--most-asked", "5").out
    assert "5 cards (the whole bank, the 5 most asked), 2 minutes a day" in cut
    assert "The time is short" not in cut


def test_a_little_too_short_is_said_in_passes(inside: Inside) -> None:
    out = inside.run("plan", "--date", in_days(1), "--minutes", "10").out
    assert "it is enough to see each new card 1.1 times, and learning takes 1.5." in " ".join(out.split())


def test_no_time_at_all_offers_no_cut(inside: Inside) -> None:
    out = inside.run("plan", "--date", in_days(0), "--minutes", "1").out
    assert "it is enough to see 1 of 12 new cards once" in out
    assert "That is too little to learn even one. Give it more minutes, or a later date.\n" in out
    assert "--most-asked" not in out


def test_what_does_not_come_up_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world = make_world(tmp_path, bank_of(200))
    world.write_past(*known(190, 20), now=NOON)
    write_goal(world, 5, minutes=4)
    inside = Inside(world, monkeypatch, capsys)
    never = json.loads(inside.run("plan", "--json").out)["never_asked"]
    assert 0 < never <= 10
    assert f"{never} cards will not come up before the day: reviewing the others" in inside.run("plan").out


@pytest.mark.parametrize(
    ("days", "said", "heading", "rows"),
    [
        (0, "today is the day  Fri 20 November 2026", "Days", 1),
        (1, "1 day to go  Sat 21 November 2026", "Days", 1),
        (14, "14 days to go  Fri 4 December 2026", "Days", 14),
        (20, "20 days to go  Thu 10 December 2026", "Weeks", 3),
        (100, "100 days to go  Sun 28 February 2027", "Until then", 8),
        (730, "730 days to go  Sun 19 November 2028", "Until then", 11),
    ],
    ids=str,
)
def test_a_date_near_or_far_has_all_its_days_in_the_chart(
    inside: Inside, days: int, said: str, heading: str, rows: int
) -> None:
    done = inside.run("plan", "--date", in_days(days), "--minutes", "5")
    assert (done.code, done.err, done.out.splitlines()[0]) == (0, "", said)
    lines = done.out.splitlines()
    chart = lines[next(place for place, line in enumerate(lines) if line.startswith(f"{heading}  minutes a day")) + 1 :]
    assert [" min  " in line for line in chart] == [True] * rows
    assert ("2028" in chart[-1]) is (days == 730)
    data = json.loads(inside.run("plan", "--json").out)
    assert sum(day["days"] for day in data["days"]) == max(1, days)
    assert data["all"]["planned"]["plain"] > data["all"]["without_study"]["plain"]


@pytest.mark.parametrize("columns", [24, 40, 80, 200])
@pytest.mark.parametrize("arguments", [["plan"], ["ready"], []], ids=" ".join)
def test_it_fits_the_window(inside: Inside, arguments: list[str], columns: int) -> None:
    inside.world.write_past(*(Past(f"card-{day:02}", day) for day in range(1, 9)), now=NOON)
    for set_days_ago, days_left, minutes in ((5, 700, 90), (4, 10, 2), (3, 0, 20)):
        write_goal(inside.world, days_left, minutes, set_days_ago=set_days_ago)
        out = inside.run(*arguments, columns=columns).out
        assert max(map(len, out.splitlines())) <= min(columns, 88)


def test_a_pipe_that_knows_ascii_only_gets_ascii(world: World) -> None:
    no_utf8: dict[str, str | None] = {
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "LC_ALL": "C",
        "LANG": None,
        "NO_COLOR": "1",
    }
    write_goal(world, 5, now=now())
    for command in ("plan", "ready"):
        done = world.run(command, keys="", encoding="ascii", **no_utf8)
        assert (done.code, done.err) == (0, "")
        assert "\x1b" not in done.out
        assert "?" not in done.out.replace("Question", "").replace("?\n", "")
    assert "# reviews = new" in world.run("plan", keys="", encoding="ascii", **no_utf8).out


def test_on_a_terminal_it_is_shown_and_ends(world: World) -> None:
    with world.terminal("plan", "--date", str(now().date()), "--minutes", "5", columns=40) as terminal:
        terminal.see("today is the day", "on the day", "Days", " min")
        assert terminal.end() == 0


# Study with it


def test_the_header_counts_the_days_and_the_queue_is_cut_to_the_minutes(world: World) -> None:
    write_goal(world, 3, minutes=2, now=now())
    with world.terminal("study") as terminal:
        terminal.see("topic › part · beginner · new", "3 days to go · 1 of 2", "Question 01?", QUESTION)
        terminal.press(" 3")
        terminal.see("3 days to go · 2 of 2", "Question 02?", QUESTION)
        terminal.press(" 3")
        terminal.see("Done: 2 cards, 2 answers", END)
        terminal.press("q")
        assert terminal.end() == 0
    assert world.answers() == ["card-01 good", "card-02 good"]


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today is the day"), (1, "1 day to go"), (730, "730 days to go")], ids=str
)
def test_the_header_counts_the_days_of_any_date(inside: Inside, days: int, said: str) -> None:
    write_goal(inside.world, days, minutes=2)
    assert asked(inside, "study") == f"topic › part · beginner · new {said} · 1 of 2"


def test_minutes_study_and_a_limit_hold_for_this_time_only(inside: Inside) -> None:
    write_goal(inside.world, 3, minutes=2)
    assert asked(inside, "study", "--minutes", "4").endswith("3 days to go · 1 of 5")
    assert asked(inside, "study", "--limit", "1").endswith("3 days to go · 1 of 1")
    assert asked(inside, "study", "--minutes", "4", "--new", "3").endswith("3 days to go · 1 of 3")
    assert asked(inside, "study").endswith("3 days to go · 1 of 2")


def test_new_cards_left_out_of_a_plan_of_new_cards_are_said(inside: Inside) -> None:
    write_goal(inside.world, 3)
    said = "Today's plan has new cards only, and --new 0 leaves them out.\nWith them: aiquiz study\n"
    assert inside.run("study", "--new", "0") == (0, said, "")


def test_the_minutes_of_a_day_are_used_up_and_more_can_be_asked_for(inside: Inside) -> None:
    inside.world.write_past(Past("card-01", 0, taken_ms=60_000), Past("card-02", 0, taken_ms=60_000), now=NOON)
    write_goal(inside.world, 3, minutes=2)
    done = inside.run("study")
    assert done == (0, "Today's 2 minutes are done. 3 days to go.\nFor more: aiquiz study --minutes 10\n", "")
    assert "goal    3 days to go; 2 of 2 minutes studied today\n" in inside.run().out
    assert asked(inside, "study", "--minutes", "2").endswith("3 days to go · 1 of 2")


def test_one_minute_reads_well(inside: Inside) -> None:
    inside.world.write_past(Past("card-01", 0, taken_ms=60_000), now=NOON)
    write_goal(inside.world, 0, minutes=1)
    assert inside.run("study").out.startswith("Today's minute is done. Today is the day.\n")


def test_part_of_the_minutes_leaves_the_rest(inside: Inside) -> None:
    write_goal(inside.world, 3, minutes=4)
    whole = asked(inside, "study")
    inside.world.write_past(Past("card-01", 0, taken_ms=60_000), Past("card-02", 0, taken_ms=60_000), now=NOON)
    write_goal(inside.world, 3, minutes=4)
    assert (whole[-6:], asked(inside, "study")[-6:]) == ("1 of 5", "1 of 2")


def test_more_minutes_than_there_is_to_gain_from_are_told_what_else(inside: Inside) -> None:
    inside.world.write_past(*(Past(f"card-{number:02}", 0) for number in range(1, 13)), now=NOON)
    said = (
        "Nothing gains by being asked again today. 3 days to go.\n"
        "For a drill that leaves the schedule alone: aiquiz review --cram\n"
    )
    for minutes in (1, 30):  # 72 seconds are studied
        write_goal(inside.world, 3, minutes=minutes, set_days_ago=40 - minutes)
        arguments = ["study"] if minutes == 30 else ["study", "--minutes", "10"]
        assert inside.run(*arguments) == (0, said, "")


def test_a_card_left_unlearnt_today_comes_first(inside: Inside) -> None:
    write_goal(inside.world, 3, minutes=6)
    inside.run("study", "--limit", "4", keys="\n3\n\n3\n\n3\n\n1\nq\n")
    assert inside.world.answers()[-1] == "card-04 again"
    done = inside.run("study", keys="q\n")
    assert "Question 04?" in done.out
    assert "· beginner · review" in done.out


def test_filters_choose_among_the_goals_cards_and_beyond_it_study_is_normal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = Inside(make_world(tmp_path), monkeypatch, capsys)
    write_goal(inside.world, 3, topics=("mlops", "deep-learning"))
    assert "deep-learning › training" in asked(inside, "study", "--topic", "training")
    assert "3 days to go" in asked(inside, "study", "--topic", "training")
    assert "to go" not in asked(inside, "study", "--topic", "machine-learning")


def test_missed_days_cost_and_extra_days_help(inside: Inside) -> None:
    def expected(*past: Past) -> float:
        inside.world.write_past(*past, now=NOON)
        write_goal(inside.world, 2, minutes=2, set_days_ago=8)
        data = json.loads(inside.run("plan", "--json").out)
        assert sum(day["days"] for day in data["days"]) == 2
        planned: float = data["all"]["planned"]["weighted"]
        return planned

    missed = expected()
    some = expected(*(Past(f"card-{day:02}", day) for day in range(1, 7)))
    every = expected(*(Past(f"card-{day % 12 + 1:02}", day // 3) for day in range(1, 24)))
    assert missed < some < every
    assert "2 days to go · 1 of " in asked(inside, "study")


def test_a_day_that_was_missed_is_no_reproach(inside: Inside) -> None:
    write_goal(inside.world, 2, set_days_ago=30)
    for command in (["plan"], ["study"], []):
        out = inside.run(*command, keys="q\n").out.lower()
        assert not {word for word in ("missed", "behind", "overdue", "late", "should", "only") if f" {word} " in out}


# The day after


def test_a_date_that_passed_says_how_it_went(inside: Inside) -> None:
    past = [Past("card-01", 9), Past("card-01", 5, taken_ms=90_000), Past("card-02", 5), Past("card-03", 1)]
    inside.world.write_past(*past, now=NOON)
    write_goal(inside.world, -2, minutes=3, set_days_ago=8)
    said = (
        "Wed 18 November 2026 has passed. This is how it went:\n"
        "days studied    1 of 6\n"
        "minutes         2 of 18 planned\n"
        "cards seen      3 of 12\n"
        "retained        100 % of 1 review on a later day\n"
        "Studying is back to normal.\n"
        "A new goal: aiquiz plan --date YYYY-MM-DD --minutes 20\n"
    )
    assert inside.run("plan") == (0, said, "")
    data = json.loads(inside.run("plan", "--json").out)
    assert data.keys() == OVER
    assert (data["state"], data["on"], data["minutes_planned"], data["minutes_studied"]) == (
        "over",
        in_days(-2),
        18,
        1.6,
    )
    assert (data["days_planned"], data["days_studied"], data["cards"], data["seen"]) == (6, 1, 12, 3)
    assert (data["tested"], data["retained"]) == (1, 1)


def test_a_date_that_passed_without_study_has_no_share_to_tell(inside: Inside) -> None:
    write_goal(inside.world, -1, set_days_ago=3)
    out = inside.run("plan").out
    assert "days studied    0 of 2\n" in out
    assert "retained" not in out


def test_after_the_date_study_is_normal_and_says_so_for_two_weeks(inside: Inside) -> None:
    normal = inside.run("study", keys="q\n")
    for days, is_told in ((-1, True), (-14, True), (-15, False)):
        write_goal(inside.world, days, set_days_ago=20 - days)
        done = inside.run("study", keys="q\n")
        assert done.out == normal.out
        told = f"Your date, {in_days(days)}, has passed: `aiquiz plan` says how it went, "
        assert done.err.startswith(told) is is_told
        (inside.world.home / "reviews" / "elsewhere.jsonl").unlink()


def test_after_the_date_a_new_goal_begins_afresh(inside: Inside) -> None:
    write_goal(inside.world, -1, minutes=55, topics=("part",), most_asked=3, set_days_ago=9)
    inside.run("plan", "--date", in_days(4))
    parts = ("on", "minutes", "topics", "most_asked")
    assert [goal_of(inside)[part] for part in parts] == [in_days(4), 20, [], None]


def test_the_last_goal_counts(inside: Inside) -> None:
    write_goal(inside.world, 20, set_days_ago=9)
    write_goal(inside.world, 3, set_days_ago=2)
    assert inside.run("plan").out.startswith("3 days to go")


# Without one


@pytest.mark.parametrize("command", ["", "study", "study --minutes 2", "study --new 3", "review", "stats", "ready"])
def test_without_a_goal_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    past = [Past(card, days) for days, card in enumerate(CARD_IDS[:4], 1)]
    outs = []
    for name in ("never", "ended"):
        (tmp_path / name).mkdir()
        world = make_world(tmp_path / name)
        world.write_past(*past, now=NOON)
        inside = Inside(world, monkeypatch, capsys)
        if name == "ended":
            write_goal(world, 3)
            assert inside.run("plan", "--clear").code == 0
        outs.append(inside.run(*command.split(), keys="q\n"))
    assert outs[0] == outs[1]
    assert " to go" not in outs[0].out
