"""A learner's own keys: they work, the screen shows them, and two commands never stand on one."""

from pathlib import Path

import pytest
from support.program import QUESTION, Inside, World, make_world

MINE = """\
key_again = "j"
key_hard = "k"
key_good = "l"
key_easy = "ö"
key_undo = "z"
key_hint = "c"
key_last = "v"
key_help = "h"
key_leave = "x"
key_reveal = "a"
"""


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = make_world(tmp_path)
    world.home.mkdir()
    return world


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(world, monkeypatch, capsys)


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_ones_own_keys_work_and_are_shown(world: World, columns: int) -> None:
    (world.home / "config.toml").write_text(MINE, encoding="utf-8")
    with world.terminal("study", columns=columns) as terminal:
        terminal.see("a answer", "z undo", "h keys", "x leave")
        terminal.press("h")
        terminal.see("a, space, enter", "j k l ö", "x, Ctrl-C, Ctrl-D")
        terminal.press("q1a")
        terminal.see("j again", "k hard", "l good", "ö easy")
        terminal.press("ö")
        terminal.see("What is a canary release?")
        terminal.press("z")
        terminal.see("Undone.", "ö easy")
        terminal.press("L")
        terminal.see("What is a canary release?")
        terminal.press("\x03")
        terminal.see("So far: 1 card, 1 answer", "1 good")
        assert terminal.end() == 130
    assert world.answers() == ["confusion-matrix easy", "undone", "confusion-matrix good"]


@pytest.mark.parametrize(
    ("key", "value", "other"),
    [("key_skip", "u", "key_undo"), ("key_undo", "s", "key_skip"), ("key_good", "4", "key_easy")],
)
def test_two_commands_on_one_key_are_refused_and_nothing_is_written(
    inside: Inside, key: str, value: str, other: str
) -> None:
    first, second = sorted((key, other), key=["key_good", "key_easy", "key_undo", "key_skip"].index)
    assert inside.run("config", "set", key, value) == (
        2,
        "",
        (
            f"aiquiz: {first} and {second} cannot both be '{value}'. Give {other} another key first, "
            "or change both at once: aiquiz config edit\n"
        ),
    )
    assert not (inside.world.home / "config.toml").exists()


def test_taking_a_setting_out_may_not_put_two_commands_on_one_key(inside: Inside) -> None:
    (inside.world.home / "config.toml").write_text('key_undo = "z"\nkey_skip = "u"\n')
    done = inside.run("config", "unset", "key_undo")
    assert (done.code, done.out) == (2, "")
    assert "key_undo and key_skip cannot both be 'u'." in done.err
    assert inside.run("config", "unset", "key_skip").code == inside.run("config", "unset", "key_undo").code == 0


def test_a_file_with_two_commands_on_one_key_is_said_and_the_session_goes_on(inside: Inside) -> None:
    (inside.world.home / "config.toml").write_text('key_skip = "u"\n')
    done = inside.run("study", "--limit", "1", keys="\n3\n")
    assert "config.toml:1: key_undo and key_skip cannot both be 'u', so key_skip is 's' as before" in done.err
    assert inside.world.answers() == ["confusion-matrix good"]


def test_a_key_that_is_none_is_refused(inside: Inside) -> None:
    done = inside.run("config", "set", "key_undo", "escape")
    assert done.err == "aiquiz: key_undo cannot be 'escape'. It is one character.\n"
    assert "did you mean space?" in inside.run("config", "set", "key_reveal", " ").err


def test_the_question_names_the_keys_that_hold_when_nothing_is_set(world: World) -> None:
    with world.terminal("study") as terminal:
        terminal.see("space answer", "s skip", "u undo", "? keys", QUESTION)
        terminal.press("q")
        assert terminal.end() == 0
