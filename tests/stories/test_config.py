import json
import sys
from pathlib import Path

import pytest
from support.program import CARD_IDS, NOON, Grade, Inside, Past, World, make_world
from support.shown import widest

from aiquiz.core.settings import SOME_OF_THEM

PAST = (
    *(Past("confusion-matrix", days) for days in (30, 29, 23, 8)),
    Past("canary-release", 1, Grade.EASY),
    Past("backpropagation", 2, Grade.EASY),
    Past("cross-validation", 1, Grade.AGAIN),
)
ALLOWED = "It is a number from 0.7 to 0.97; did you mean 0.97?"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(world, monkeypatch, capsys)


@pytest.fixture
def file(world: World) -> Path:
    world.home.mkdir()
    return world.home / "config.toml"


def test_the_list_has_every_setting_with_value_origin_and_meaning(inside: Inside, file: Path) -> None:
    file.write_text("rollover_hour = 5\n")
    inside.patch.setenv("AIQUIZ_DESIRED_RETENTION", "0.93")
    done = inside.run("config", columns=200)
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert [line for line in lines[: lines.index("")] if not line.startswith(" ")] == [
        "Dates",
        "scheduler          sm-2   default",
        "desired_retention  0.93   environment",
        "rollover_hour      5      file",
    ]
    assert "  The algorithm that sets the dates of your cards. Allowed: sm-2 or fsrs-6." in lines
    assert "The file:" in done.out


@pytest.mark.parametrize("columns", [24, 40, 80, 200])
def test_the_list_fits_the_window(inside: Inside, columns: int) -> None:
    done = inside.run("config", columns=columns)
    assert widest(done.out) <= min(columns, 88)
    assert "No file yet." in done.out
    for word in ("sm-2", "desired_retention", "0.9", "fsrs-6"):
        assert word in done.out


@pytest.mark.parametrize("columns", [40, 80])
def test_a_person_looks_changes_and_sees_what_it_did(world: World, columns: int) -> None:
    world.write_past(*PAST)
    with world.terminal("config", columns=columns) as terminal:
        terminal.see("scheduler", "sm-2", "default", "No file yet.")
        assert terminal.end() == 0
        assert widest(terminal.text()) <= columns
    with world.terminal("config", "set", "scheduler", "fsrs-6", columns=columns) as terminal:
        said = "The scheduler is now fsrs-6: 3 of 4 cards have another date; 1 is due today instead of 3."
        terminal.see(said)
        assert terminal.end() == 0
        assert widest(terminal.text()) <= columns
    with world.terminal("config", columns=columns) as terminal:
        terminal.see("scheduler", "fsrs-6", "file", "The file:")
        assert terminal.end() == 0


def test_the_data_is_what_the_list_shows(inside: Inside, file: Path) -> None:
    file.write_text("rollover_hour = 5\nschedular = 1\n")
    data = json.loads(inside.run("config", "--json").out)
    assert (data["version"], data["kind"], data["path"]) == (1, "config", str(file))
    assert [(row["key"], row["value"], row["origin"], row["default"]) for row in data["settings"]] == [
        ("scheduler", "sm-2", "default", "sm-2"),
        ("desired_retention", 0.9, "default", 0.9),
        ("rollover_hour", 5, "file", 4),
        ("new_cards_a_day", 10, "default", 10),
        ("reviews_a_day", "none", "default", "none"),
        ("minutes_a_session", "none", "default", "none"),
        ("type_answers", "no", "default", "no"),
        ("hints", "no", "default", "no"),
        ("keep_answers", "yes", "default", "yes"),
        ("theme", "auto", "default", "auto"),
        ("key_reveal", "space", "default", "space"),
        *(
            (f"key_{command}", key, "default", key)
            for command, key in zip(
                ("again", "hard", "good", "easy", "undo", "skip", "suspend", "bury", "flag", "note", "edit", "why"),
                "1234us!bfnew",
                strict=True,
            )
        ),
        *(
            (f"key_{command}", key, "default", key)
            for command, key in zip(("hint", "sure", "unsure", "last", "help", "leave"), "h+-l?q", strict=True)
        ),
    ]
    assert data["settings"][0].keys() == {
        "key",
        "group",
        "value",
        "origin",
        "default",
        "allowed",
        "variable",
        "meaning",
    }
    assert [(row["path"], row["line"]) for row in data["problems"]] == [(str(file), 2)]


def test_the_path_is_one_line_for_a_script(inside: Inside) -> None:
    assert inside.run("config", "path", columns=20) == (0, f"{inside.world.home / 'config.toml'}\n", "")
    assert not inside.world.home.exists()


EFFECTS = {
    ("scheduler", "fsrs-6"): "The scheduler is now fsrs-6: 3 of 4 cards have another date; "
    "1 is due today instead of 3.",
    ("scheduler", "sm-2"): "The scheduler is sm-2, as before: nothing changes.",
    ("desired_retention", "0.8"): "The desired retention is now 0.8: no card has another date.",
    ("rollover_hour", "14"): "The rollover hour is now 14: 4 of 4 cards have another date; 3 are due today, as before.",
    ("rollover_hour", "5"): "The rollover hour is now 5: no card has another date.",
    ("rollover_hour", "4"): "The rollover hour is 4, as before: nothing changes.",
}


@pytest.mark.parametrize(("key", "value"), EFFECTS)
def test_a_change_says_what_it_does_to_the_cards_and_the_history_stays(inside: Inside, key: str, value: str) -> None:
    inside.world.write_past(*PAST, now=NOON)
    log = inside.world.home / "reviews" / "elsewhere.jsonl"
    before = log.read_bytes()
    done = inside.run("config", "set", key, value)
    assert (done.code, " ".join(done.out.split()), done.err) == (0, EFFECTS[key, value], "")
    assert log.read_bytes() == before
    assert list(inside.world.home.joinpath("reviews").iterdir()) == [log]


def test_what_was_said_is_what_the_next_command_finds(inside: Inside) -> None:
    inside.world.write_past(*PAST, now=NOON)
    for key, value in EFFECTS:
        due = inside.run("config", "set", key, value).out.replace("\n", " ").partition("; ")[2].partition(" ")[0]
        found = json.loads(inside.run("stats", "--json").out)["due"]
        assert due in {"", str(found)}
        inside.run("config", "unset", key)


def test_a_scheduler_that_was_set_sets_the_intervals_of_a_session(inside: Inside) -> None:
    assert "4 easy 1 day" in inside.run("study", "--limit", "1", keys="\nq\n").out
    inside.run("config", "set", "scheduler", "fsrs-6")
    assert "4 easy 8 days" in inside.run("study", "--limit", "1", keys="\nq\n").out
    inside.patch.setenv("AIQUIZ_DESIRED_RETENTION", "0.97")
    assert "4 easy 8 days" not in inside.run("study", "--limit", "1", keys="\nq\n").out


def test_fsrs_6_goes_by_the_memory_that_was_fitted(inside: Inside) -> None:
    """Somebody who remembers everything gets longer intervals than the default memory."""
    cards = [Past(card, days, taken_ms=1_000) for card in CARD_IDS for days in range(2, 400, 8)]
    inside.world.write_past(*cards, now=NOON)
    inside.patch.setenv("AIQUIZ_SCHEDULER", "fsrs-6")
    fitted = inside.run("study", "--limit", "1", keys="\nq\n").out
    inside.patch.setattr("aiquiz.core.fit.FIRST_BLOCK", 10_000)
    (inside.world.home / "cache" / "progress.json").unlink(missing_ok=True)
    assert inside.run("study", "--limit", "1", keys="\nq\n").out != fitted


def test_a_day_turns_at_the_hour_that_was_set(inside: Inside) -> None:
    assert json.loads(inside.run("stats", "--json").out)["today"] == "2026-11-20"
    inside.run("config", "set", "rollover_hour", "13")
    assert json.loads(inside.run("stats", "--json").out)["today"] == "2026-11-19"


def test_with_one_card_and_with_none_the_sentence_is_right_too(inside: Inside) -> None:
    assert inside.run("config", "set", "scheduler", "fsrs-6").out == (
        "The scheduler is now fsrs-6; no card has a date yet.\n"
    )
    inside.world.write_past(Past("canary-release", 1, Grade.EASY), now=NOON)
    assert inside.run("config", "unset", "scheduler", columns=200).out == (
        "The scheduler is now sm-2: 1 of 1 card has another date; 1 is due today instead of 0.\n"
    )


def test_only_the_line_of_the_setting_changes_in_the_file(inside: Inside, file: Path) -> None:
    file.write_bytes(b"# mine\r\nrollover_hour = 3 # owl\r\n\r\n[later]\r\nx = 1\r\n")
    inside.run("config", "set", "rollover_hour", "5")
    assert file.read_bytes() == b"# mine\r\nrollover_hour = 5 # owl\r\n\r\n[later]\r\nx = 1\r\n"
    inside.run("config", "unset", "rollover_hour")
    assert file.read_bytes() == b"# mine\r\n\r\n[later]\r\nx = 1\r\n"


def test_what_does_not_change_is_not_written(inside: Inside, file: Path) -> None:
    file.write_text("rollover_hour = 5\n")
    before = file.stat()
    assert inside.run("config", "set", "rollover_hour", "5").out == (
        "The rollover hour is 5, as before: nothing changes.\n"
    )
    assert inside.run("config", "unset", "scheduler").out == "The scheduler is sm-2, as before: nothing changes.\n"
    after = file.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_change_behind_the_environment_is_written_and_said(inside: Inside, file: Path) -> None:
    inside.patch.setenv("AIQUIZ_SCHEDULER", "sm-2")
    assert inside.run("config", "set", "scheduler", "fsrs-6") == (
        0,
        "The scheduler is sm-2, as before: nothing changes.\n",
        "Note: AIQUIZ_SCHEDULER is set in the environment, and goes before the file.\n",
    )
    assert file.read_text() == 'scheduler = "fsrs-6"\n'


WRONG_USE = {
    ("set", "schedular", "sm-2"): "There is no setting called 'schedular'. Did you mean scheduler?",
    ("unset", "colour"): f"There is no setting called 'colour'. Known: {SOME_OF_THEM}.",
    ("set", "scheduler", "fsrs"): "scheduler cannot be 'fsrs'. It is sm-2 or fsrs-6; did you mean fsrs-6?",
    ("set", "desired_retention", "0.99"): f"desired_retention cannot be '0.99'. {ALLOWED}",
    ("set", "rollover_hour", "-1"): "rollover_hour cannot be '-1'. It is a whole number from 0 to 23; did you mean 0?",
    ("set", "rollover_hour"): "Missing argument 'VALUE'. Try `aiquiz config set -h`.",
    ("sat",): "No such command 'sat'. Did you mean 'set'? Try `aiquiz config -h`.",
}


@pytest.mark.parametrize("arguments", WRONG_USE, ids=" ".join)
def test_what_cannot_be_set_is_one_line_and_code_2_and_nothing_is_made(
    inside: Inside, arguments: tuple[str, ...]
) -> None:
    assert inside.run("config", *arguments) == (2, "", f"aiquiz: {WRONG_USE[arguments]}\n")
    assert not inside.world.home.exists()


def test_a_broken_file_stops_no_command_and_is_said_once(inside: Inside, file: Path) -> None:
    file.write_text("rollover_hour = 5\nscheduler fsrs-6\n")
    note = (
        f"Note: {file}:2: this is not TOML (Expected '=' after a key in a key/value pair): mend it; "
        "until then no setting in the file counts\n"
    )
    for command in ([], ["stats"], ["study", "--limit", "1"], ["review"], ["config"]):
        done = inside.run(*command, keys="\n3\n")
        assert (done.code, done.err) == (0, note)


def test_a_broken_file_is_not_changed(inside: Inside, file: Path) -> None:
    file.write_text("rollover_hour = 5\nscheduler fsrs-6\n")
    for arguments in (("set", "scheduler", "fsrs-6"), ("unset", "rollover_hour")):
        done = inside.run("config", *arguments)
        assert (done.code, done.out) == (3, "")
        assert done.err == (
            f"aiquiz: Nothing was changed. {file}:2: Expected '=' after a key in a key/value pair. "
            "Mend it in an editor first.\n"
        )
    assert file.read_text() == "rollover_hour = 5\nscheduler fsrs-6\n"


def test_a_value_that_was_wrong_is_mended_by_setting_it(inside: Inside, file: Path) -> None:
    file.write_text("rollover_hour = 99\ncolour = 1\n")
    done = inside.run("config", "set", "rollover_hour", "5")
    assert done.out == "The rollover hour is now 5; no card has a date yet.\n"
    assert done.err.splitlines() == [f"Note: {file}:2: there is no setting called 'colour'; known: {SOME_OF_THEM}."]


def test_many_problems_are_three_lines_and_a_number(inside: Inside, file: Path) -> None:
    file.write_text("".join(f"x{number} = 1\n" for number in range(20)))
    lines = inside.run().err.splitlines()
    assert len(lines) == 4
    assert lines[3] == "Note: and 17 more problems in the settings; the good ones are used."


HOSTILE = '"\\u001b[2J\\u202e" = 1\nscheduler = "\\u001b]0;x\\u0007\\n"\n'


@pytest.mark.parametrize(
    "text", [HOSTILE, HOSTILE + "\x1b[2J = 1\n", HOSTILE + 'x = "\u202e'], ids=["read", "key", "text"]
)
def test_what_the_file_says_is_shown_and_not_obeyed(inside: Inside, file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    for command in (["config"], ["config", "--json"], ["config", "unset", "scheduler"]):
        err = inside.run(*command).err
        assert err
        assert all(character.isprintable() for character in err.replace("\n", ""))
        assert err.count("\n") <= 2


@pytest.mark.skipif(sys.platform == "win32", reason="a folder of the file's name is POSIX's way to be unwritable")
def test_a_file_that_cannot_be_read_stops_only_its_own_command(inside: Inside, file: Path) -> None:
    file.mkdir()
    done = inside.run()
    assert (done.code, done.err.count("\n")) == (0, 1)
    assert done.err.startswith(f"Note: {file}: this cannot be read (")
    done = inside.run("config", "set", "rollover_hour", "5")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith(f"aiquiz: Cannot use {file}: ")


def test_without_a_home_of_its_own_the_file_is_where_the_platform_has_it(world: World) -> None:
    folder = world.folder / "xdg"
    if sys.platform == "linux":
        done = world.run("config", "path", AIQUIZ_HOME=None, XDG_CONFIG_HOME=str(folder))
        assert done == (0, f"{folder / 'aiquiz' / 'config.toml'}\n", "")
        world.run("config", "set", "rollover_hour", "5", AIQUIZ_HOME=None, XDG_CONFIG_HOME=str(folder))
        assert (folder / "aiquiz" / "config.toml").read_text() == "rollover_hour = 5\n"
