"""`aiquiz config edit` with editors that are small scripts: what they leave behind is looked at and said."""

import shlex
import sys
from pathlib import Path

import pytest
from support.program import NOON, Grade, Inside, Past, World, make_world

from aiquiz.store.settings_template import settings_template


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    inside = Inside(make_world(tmp_path), monkeypatch, capsys)
    inside.world.home.mkdir()
    inside.patch.delenv("VISUAL", raising=False)
    inside.patch.delenv("EDITOR", raising=False)
    return inside


def config(inside: Inside) -> Path:
    return inside.world.home / "config.toml"


def use_editor(inside: Inside, does: str, variable: str = "EDITOR") -> None:
    """Sets an editor that runs lines of Python over `path`."""
    script = inside.world.folder / "editor.py"
    script.write_text(f"import sys\nfrom pathlib import Path\npath = Path(sys.argv[-1])\n{does}\n", encoding="utf-8")
    inside.patch.setenv(variable, f"{shlex.quote(sys.executable)} {shlex.quote(str(script))} --quiet")


APPEND = "path.write_text(path.read_text() + {!r})"


def test_without_an_editor_it_says_what_to_set(inside: Inside) -> None:
    done = inside.run("config", "edit")
    said = f"aiquiz: No editor is set. Set EDITOR, as in `export EDITOR=nano`; the file is {config(inside)}.\n"
    assert done == (2, "", said)
    assert not config(inside).exists()


def test_a_first_edit_begins_with_every_setting_in_a_comment(inside: Inside) -> None:
    use_editor(inside, APPEND.format('theme = "plain"\nkey_again = "j"\n'))
    done = inside.run("config", "edit")
    assert done == (0, "The theme is now plain.\nThe key for again is now j.\n", "")
    assert config(inside).read_text() == settings_template() + 'theme = "plain"\nkey_again = "j"\n'


def test_visual_goes_before_editor_and_has_arguments(inside: Inside) -> None:
    use_editor(inside, "assert sys.argv[1] == '--quiet'\n" + APPEND.format("# mine\n"), "VISUAL")
    inside.patch.setenv("EDITOR", "false")
    assert inside.run("config", "edit") == (0, "Saved. Every setting has the value that it had.\n", "")


def test_what_a_change_does_to_the_cards_is_said(inside: Inside) -> None:
    inside.world.write_past(Past("cross-validation", 1, Grade.AGAIN), now=NOON)
    use_editor(inside, APPEND.format('scheduler = "fsrs-6"\ntheme = "dark"\n'))
    done = inside.run("config", "edit")
    assert done.out.startswith("The scheduler is now fsrs-6: ")
    assert done.out.endswith("The theme is now dark.\n")


def test_each_problem_is_said_with_its_line_and_the_code_is_1(inside: Inside) -> None:
    config(inside).write_text("# mine\n")
    use_editor(inside, APPEND.format('theme = "blue"\n\nkey_skip = "u"\ncolour = 1\n'))
    done = inside.run("config", "edit", columns=200)
    assert (done.code, done.out) == (1, "Mend that: aiquiz config edit\n")
    lines = done.err.splitlines()
    assert [line.split(": ")[0] for line in lines] == [f"{config(inside)}:{number}" for number in (2, 5, 4)]
    assert "theme cannot be 'blue'" in lines[0]
    assert "key_undo and key_skip cannot both be 'u'" in lines[2]
    assert "colour = 1" in config(inside).read_text()


def test_a_file_that_is_no_toml_any_more_is_said_with_its_line(inside: Inside) -> None:
    use_editor(inside, "path.write_text('rollover_hour 5\\n')")
    done = inside.run("config", "edit")
    assert done.code == 1
    assert f"{config(inside)}:1: this is not TOML" in done.err


@pytest.mark.parametrize("text", [None, "rollover_hour = 5\n"])
def test_leaving_the_file_as_it_is_changes_nothing(inside: Inside, text: str | None) -> None:
    if text is not None:
        config(inside).write_text(text)
    use_editor(inside, "")
    assert inside.run("config", "edit") == (0, "Nothing was changed.\n", "")
    assert (config(inside).read_text() if config(inside).exists() else None) == text


@pytest.mark.parametrize("text", [None, "rollover_hour = 5\n"])
def test_an_editor_that_fails_leaves_the_settings_as_they_were(inside: Inside, text: str | None) -> None:
    if text is not None:
        config(inside).write_text(text)
    use_editor(inside, APPEND.format("theme = 'dark'\n") + "\nsys.exit(3)")
    done = inside.run("config", "edit", columns=200)
    assert (done.code, done.err) == (1, "")
    assert done.out.endswith("ended with 3: the settings are as they were.\n")
    assert (config(inside).read_text() if config(inside).exists() else None) == text


def test_an_editor_that_is_not_there_is_said(inside: Inside) -> None:
    inside.patch.setenv("EDITOR", "/nowhere/ed")
    done = inside.run("config", "edit", columns=200)
    assert (done.code, done.out) == (
        1,
        "/nowhere/ed cannot be run: No such file or directory: the settings are as they were.\n",
    )
    assert not config(inside).exists()


def test_a_variable_of_the_environment_still_goes_before_the_file(inside: Inside) -> None:
    inside.patch.setenv("AIQUIZ_THEME", "light")
    use_editor(inside, APPEND.format('theme = "dark"\n'))
    assert inside.run("config", "edit") == (
        0,
        "Saved. Every setting has the value that it had.\n",
        "Note: AIQUIZ_THEME is set in the environment, and goes before the file.\n",
    )


def test_a_file_that_is_not_utf_8_can_be_mended(inside: Inside) -> None:
    config(inside).write_bytes(b"theme = '\xff'\n")
    use_editor(inside, "path.write_text('theme = \"dark\"\\n')")
    done = inside.run("config", "edit")
    assert (done.code, done.out) == (0, "The theme is now dark.\n")


def test_on_a_terminal_the_editor_has_it(tmp_path: Path) -> None:
    world: World = make_world(tmp_path)
    script = world.folder / "asks.sh"
    script.write_text('#!/bin/sh\nprintf "Which theme? "\nread theme\necho "theme = \\"$theme\\"" >> "$1"\n')
    script.chmod(0o755)
    with world.terminal("config", "edit", EDITOR=str(script), VISUAL=None) as terminal:
        terminal.see("Which theme?")
        terminal.press("light\r")
        terminal.see("The theme is now light.")
        assert terminal.end() == 0
