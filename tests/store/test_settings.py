import errno
import io
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.logs import failing

from aiquiz.core.setting_kinds import Value
from aiquiz.core.settings import SETTINGS, SOME_OF_THEM, Settings, find_clash
from aiquiz.errors import DataError
from aiquiz.store.settings import (
    Loaded,
    Origin,
    change_setting,
    load_settings,
    read_file,
    read_settings,
    write_settings,
)
from aiquiz.store.settings_template import settings_template
from aiquiz.store.toml_text import TomlError, line_of, parse_toml, put_value

FILE = Path("config.toml")
DEFAULTS = Settings()
only_posix = pytest.mark.skipif(sys.platform == "win32", reason="links and permissions are POSIX's")


def read(text: str, **environ: str) -> Loaded:
    return read_settings(text, FILE, environ)


def said(text: str) -> list[str]:
    return [str(problem) for problem in read(text).problems]


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    for path in (tmp_path / "none" / "config.toml", tmp_path / "file" / "config.toml"):
        (tmp_path / "file").touch()
        loaded = load_settings(path, {})
        assert loaded == (DEFAULTS, dict.fromkeys(SETTINGS, Origin.DEFAULT), ())


def test_the_environment_goes_before_the_file_and_the_file_before_the_default(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbfscheduler = "fsrs-6"\r\nrollover_hour = 2 # late\r\n')
    loaded = load_settings(path, {"AIQUIZ_ROLLOVER_HOUR": " 5 ", "AIQUIZ_SCHEDULER": " ", "AIQUIZ_HOME": "x"})
    assert loaded.settings == DEFAULTS._replace(scheduler="fsrs-6", rollover_hour=5)
    assert list(loaded.origins.values()) == ["file", "default", "environment", *["default"] * (len(SETTINGS) - 3)]
    assert loaded.problems == ()


BROKEN = {
    "rollover_hour = 24\n": "config.toml:1: rollover_hour cannot be 24, so it is left out. "
    "It is a whole number from 0 to 23; did you mean 23?",
    '# mine\n\n"scheduler" = "sm2"': "config.toml:3: scheduler cannot be 'sm2', so it is left out. "
    "It is sm-2 or fsrs-6; did you mean sm-2?",
    "desired_retention = '0.9'": "config.toml:1: desired_retention cannot be '0.9', so it is left out. "
    "It is a number from 0.7 to 0.97; did you mean 0.9?",
    "rollover_hour = true": "config.toml:1: rollover_hour cannot be True, so it is left out. "
    "It is a whole number from 0 to 23.",
    "[scheduler]\nname = 'sm-2'": "config.toml:1: scheduler cannot be {'name': 'sm-2'}, so it is left out. "
    "It is sm-2 or fsrs-6.",
    "scheduler.name = 'x'": "config.toml: scheduler cannot be {'name': 'x'}, so it is left out. It is sm-2 or fsrs-6.",
    "schedular = 'sm-2'": "config.toml:1: there is no setting called 'schedular'; did you mean scheduler?",
    "\n[ui]\ncolour = 1": f"config.toml:2: there is no setting called 'ui'; known: {SOME_OF_THEM}.",
    "rollover_hour = 5\nrollover hour": "config.toml:2: this is not TOML (Expected '=' after a key in a key/value "
    "pair): mend it; until then no setting in the file counts",
    "rollover_hour = 5\n\nx = [1,\n": "config.toml:3: this is not TOML (Invalid value): mend it; "
    "until then no setting in the file counts",
    "x = " + "[" * 9_000: "config.toml: this is not TOML (it is nested too deeply): mend it; "
    "until then no setting in the file counts",
    "x = " + "9" * 9_000: "config.toml: this is not TOML (a number in it is too long): mend it; "
    "until then no setting in the file counts",
    "rollover_hour = 0x" + "f" * 9_000: "config.toml:1: rollover_hour cannot be a number that long, so it is left out. "
    "It is a whole number from 0 to 23.",
}


@pytest.mark.parametrize("text", BROKEN, ids=[text[:30] for text in BROKEN])
def test_what_is_wrong_is_one_line_with_its_place_and_the_defaults_hold(text: str) -> None:
    loaded = read(text)
    assert [str(problem) for problem in loaded.problems] == [BROKEN[text]]
    assert loaded.settings == DEFAULTS


def test_what_is_wrong_leaves_the_rest_as_it_was_set() -> None:
    loaded = read('scheduler = "fsrs"\nrollover_hour = 5\n', AIQUIZ_ROLLOVER_HOUR="noon", AIQUIZ_DESIRED_RETENTION="1")
    assert loaded.settings == DEFAULTS._replace(rollover_hour=5)
    assert [problem.path for problem in loaded.problems] == [
        str(FILE),
        "AIQUIZ_DESIRED_RETENTION",
        "AIQUIZ_ROLLOVER_HOUR",
    ]
    assert "AIQUIZ_ROLLOVER_HOUR: rollover_hour cannot be 'noon', so it is left out." in str(loaded.problems[2])


def test_many_unknown_keys_are_all_named_and_cost_little() -> None:
    found = said("".join(f"schedule{number} = 1\n" for number in range(3_000)))
    assert len(found) == 3_000
    assert found[2] == "config.toml:3: there is no setting called 'schedule2'; did you mean scheduler?"
    assert found[-1] == "config.toml: 'schedule2999' is no setting"


def test_hostile_text_is_one_short_line() -> None:
    for line in said(
        '"\\u001b[2J\\u202e\\n" = 1\n' + "x" * 9_000 + ' = 1\nscheduler = "\\u0007\\n' + "y" * 9_000 + '"'
    ):
        assert "\n" not in line
        assert "\x1b" not in line
        assert len(line) < 260


@pytest.mark.parametrize("data", [b"rollover_hour = 5\n\xff\n", b"\n\xff\xfes\0"])
def test_a_file_that_is_not_utf_8_is_said_with_its_line(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    loaded = load_settings(path, {"AIQUIZ_ROLLOVER_HOUR": "3"})
    assert loaded.settings.rollover_hour == 3
    assert [str(problem) for problem in loaded.problems] == [
        f"{path}:2: this is not UTF-8: save it as UTF-8; until then no setting in the file counts"
    ]
    with pytest.raises(DataError, match=r"Nothing was changed\. .*:2: this is not UTF-8\. Save it as UTF-8 first\."):
        read_file(path)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.mkdir()
    loaded = load_settings(path, {})
    assert loaded.settings == DEFAULTS
    assert "config.toml: this cannot be read (" in str(loaded.problems[0])
    with pytest.raises(DataError, match=r"Cannot use .*config\.toml"):
        read_file(path)


CHANGES: dict[str, tuple[str, str, Value | None, str]] = {
    "no file": ("", "rollover_hour", 5, "rollover_hour = 5\n"),
    "a text": ("", "scheduler", "fsrs-6", 'scheduler = "fsrs-6"\n'),
    "a text with marks": ("", "scheduler", 'a"\\b', 'scheduler = "a\\"\\\\b"\n'),
    "a last line without its end": ("# mine", "rollover_hour", 5, "# mine\nrollover_hour = 5\n"),
    "lines of Windows": ("x = 1\r\n", "rollover_hour", 5, "x = 1\r\nrollover_hour = 5\r\n"),
    "a mark at the beginning": ("\ufeff[t]\n", "rollover_hour", 5, "\ufeffrollover_hour = 5\n[t]\n"),
    "a comment behind": ("rollover_hour=4 # owl\n", "rollover_hour", 5, "rollover_hour=5 # owl\n"),
    "a comment in a text": ("scheduler = 'a#b' #c\r\n", "scheduler", "sm-2", 'scheduler = "sm-2" #c\r\n'),
    "a quoted key": ('  "rollover_hour"  =  4', "rollover_hour", 5, '  "rollover_hour"  =  5'),
    "above a table": ("[t]\nrollover_hour = 1\n", "rollover_hour", 5, "rollover_hour = 5\n[t]\nrollover_hour = 1\n"),
    "a line that only looks so": (
        "a = '''\nrollover_hour = 1\n'''\nrollover_hour = 2\n",
        "rollover_hour",
        5,
        "a = '''\nrollover_hour = 1\n'''\nrollover_hour = 5\n",
    ),
    "not a number elsewhere": ("x = nan\n", "desired_retention", 0.8, "x = nan\ndesired_retention = 0.8\n"),
    "a float that is there": ("desired_retention = 0.90\n", "desired_retention", 0.8, "desired_retention = 0.8\n"),
    "taking out": ("# a\nrollover_hour = 4 # b\n\nx = 1", "rollover_hour", None, "# a\n\nx = 1"),
    "taking out what is not there": ("x = 1\n", "rollover_hour", None, "x = 1\n"),
    "taking out the last line": ("x = 1\nrollover_hour = 4", "rollover_hour", None, "x = 1\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_one_line_is_changed_and_all_others_stay(name: str) -> None:
    text, key, value, wanted = CHANGES[name]
    assert change_setting(text, FILE, key, value) == wanted


REFUSED = {
    "x = 1\ny y\n": "config.toml:2: Expected '=' after a key",
    "[scheduler]\nname = 1\n": "config.toml:1: scheduler stands there in a way",
    "scheduler.name = 1\n": "config.toml: scheduler stands there in a way",
    'scheduler = """\nsm-2"""\n': "config.toml:1: scheduler stands there in a way",
    "scheduler = [\n'sm-2']\n": "config.toml:1: scheduler stands there in a way",
}


@pytest.mark.parametrize("value", ["fsrs-6", None])
@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_changed_in_one_line_is_said_with_its_line(text: str, value: str | None) -> None:
    with pytest.raises(DataError) as caught:
        change_setting(text, FILE, "scheduler", value)
    assert str(caught.value).startswith(f"Nothing was changed. {REFUSED[text]}")
    assert str(caught.value).endswith(". Mend it in an editor first.")


def test_a_value_that_would_break_the_file_is_refused() -> None:
    with pytest.raises(TomlError, match="cannot be changed in one line"):
        put_value("", "scheduler", "two\nlines")


OTHERS = st.sampled_from(
    ["# a comment", "", "   # rollover_hour = 3", "unknown = 'x' # why", "a.b = [1, 2]", "day = 2026-11-22", "n = nan"]
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "scheduler": st.sampled_from(["sm-2", "fsrs-6"]),
    "desired_retention": st.floats(0.7, 0.97),
    "rollover_hour": st.integers(0, 23),
}


@st.composite
def files(draw: st.DrawFn) -> str:
    """Draws a file that is TOML: settings and other lines, then perhaps a table or a text of several lines."""
    lines = draw(st.lists(OTHERS, max_size=5, unique=True))
    for key, values in VALUES.items():
        if draw(st.booleans()):
            value = draw(values)
            literal = f"'{value}'" if isinstance(value, str) else value
            lines.insert(draw(st.integers(0, len(lines))), f"{key} = {literal}{draw(st.sampled_from(['', ' # so']))}")
    if draw(st.booleans()):
        lines += ["[keys]", "rollover_hour = 1"]
    if draw(st.booleans()):
        lines += ["text = '''", "scheduler = 'other'", "'''"]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(lines) + draw(st.sampled_from(["", end]))


def without(text: str, key: str) -> Iterator[str]:
    lines = text.split("\n")
    place = line_of(text, key)
    return (line.removesuffix("\r") for number, line in enumerate(lines, 1) if number != place and line)


@given(st.data())
def test_what_was_set_is_loaded_and_every_other_line_is_what_it_was(data: st.DataObject) -> None:
    text, key = data.draw(files()), data.draw(st.sampled_from(list(VALUES)))
    value = data.draw(VALUES[key])
    changed = change_setting(text, FILE, key, value)
    loaded = read(changed)
    assert loaded.settings == read(text).settings._replace(**{key: value})
    assert loaded.origins[key] is Origin.FILE
    assert [*without(changed, key)] == [*without(text, key)]
    assert change_setting(changed, FILE, key, value) == changed


@given(st.data())
def test_what_was_taken_out_is_the_default_and_every_other_line_is_what_it_was(data: st.DataObject) -> None:
    text, key = data.draw(files()), data.draw(st.sampled_from(list(VALUES)))
    changed = change_setting(text, FILE, key, None)
    loaded, default = read(changed), dict[str, Any]({key: SETTINGS[key].default})
    assert loaded.settings == read(text).settings._replace(**default)
    assert loaded.origins[key] is Origin.DEFAULT
    assert [line.removesuffix("\r") for line in changed.split("\n") if line] == [*without(text, key)]


@given(st.text(alphabet="ab=[]'\"#\n\r.{}\\0\t\x1b\ufeff é", max_size=60))
@example("\ufeff\ufeff")
def test_any_text_at_all_is_loaded_or_refused_in_words(text: str) -> None:
    assert read(text).settings == DEFAULTS
    try:
        changed = change_setting(text, FILE, "rollover_hour", 7)
    except DataError:
        return
    assert parse_toml(changed)["rollover_hour"] == 7


@only_posix
def test_a_link_stays_and_its_target_is_written(tmp_path: Path) -> None:
    target, link = tmp_path / "dotfiles" / "aiquiz.toml", tmp_path / "config.toml"
    target.parent.mkdir()
    target.write_text("# mine\n")
    link.symlink_to(target)
    write_settings(link, "rollover_hour = 5\n")
    assert link.is_symlink()
    assert target.read_text() == "rollover_hour = 5\n"


@pytest.mark.parametrize(("owner", "name"), [(os, "fsync"), (os, "replace"), (io, "open")])
def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path, owner: ModuleType, name: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text("# mine\n")
    with failing(owner, name, 1, errno.ENOSPC, tmp_path), pytest.raises(DataError, match=r"Cannot use .*No space"):
        write_settings(path, "rollover_hour = 5\n")
    assert path.read_text() == "# mine\n"


def test_a_line_within_a_text_is_not_taken_for_the_setting() -> None:
    assert said("a = '''\nscheduler = 1\n'''\nscheduler = 2")[0].startswith("config.toml:4: scheduler cannot be 2,")


def test_the_lines_are_those_that_were_written() -> None:
    path_text = "a = 1\r\nb = 2\r\n"
    assert [line_of(path_text, key) for key in "abc"] == [1, 2, 0]
    assert line_of("x = [\n[\n1]]\n[[b]]\n", "b") == 4


CLASHES = {
    'key_skip = "u"\n': ["config.toml:1: key_undo and key_skip cannot both be 'u', so key_skip is 's' as before"],
    'key_undo = "j"\nkey_skip = "j"\n': [
        "config.toml:2: key_undo and key_skip cannot both be 'j', so key_skip is 's' as before"
    ],
    'key_skip = "u"\nkey_flag = "s"\n': [
        "config.toml:1: key_undo and key_skip cannot both be 'u', so key_skip is 's' as before",
        "config.toml:2: key_skip and key_flag cannot both be 's', so key_flag is 'f' as before",
    ],
    'key_skip = "u"\nkey_undo = "s"\n': [],
    "key_again = 4\nkey_easy = 1\n": [],
}


@pytest.mark.parametrize("text", CLASHES)
def test_two_commands_on_one_key_are_parted_again_and_said(text: str) -> None:
    loaded = read(text)
    assert [str(problem) for problem in loaded.problems] == CLASHES[text]
    keys = [value for key, value in loaded.settings._asdict().items() if key.startswith("key_")]
    assert len(set(keys)) == len(keys)


def test_of_two_on_one_key_the_one_from_the_environment_goes_back() -> None:
    loaded = read('key_undo = "j"\n', AIQUIZ_KEY_AGAIN="j")
    assert [str(problem) for problem in loaded.problems] == [
        "AIQUIZ_KEY_AGAIN: key_again and key_undo cannot both be 'j', so key_again is '1' as before"
    ]
    assert (loaded.settings.key_again, loaded.settings.key_undo) == ("1", "j")
    assert (loaded.origins["key_again"], loaded.origins["key_undo"]) == ("default", "file")


@given(st.dictionaries(st.sampled_from([key for key in SETTINGS if key.startswith("key_")]), st.sampled_from("us!bfx")))
def test_whatever_was_set_each_command_has_a_key_of_its_own(wanted: dict[str, str]) -> None:
    loaded = read("".join(f'{key} = "{value}"\n' for key, value in wanted.items()))
    assert find_clash(loaded.settings._asdict()) is None
    changed = [key for key, value in loaded.settings._asdict().items() if value != getattr(DEFAULTS, key)]
    assert all(wanted[key] == getattr(loaded.settings, key) for key in changed)


def test_the_template_sets_nothing_and_each_of_its_lines_can_be_used() -> None:
    text = settings_template()
    assert read(text) == (DEFAULTS, dict.fromkeys(SETTINGS, Origin.DEFAULT), ())
    lines = [line for line in text.splitlines() if re.match(r"# [a-z_]+ = ", line)]
    loaded = read("\n".join(line.removeprefix("# ") for line in lines))
    assert loaded == (DEFAULTS, dict.fromkeys(SETTINGS, Origin.FILE), ())
    assert all(setting.about.meaning in text for setting in SETTINGS.values())


def test_a_command_that_came_later_gives_way_to_a_key_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('key_good = "l"\nkey_skip = "h"\n')
    loaded = load_settings(path, {})
    assert loaded.problems == ()
    assert (loaded.settings.key_good, loaded.settings.key_last) == ("l", "L")
    assert (loaded.settings.key_skip, loaded.settings.key_hint) == ("h", "H")


def test_where_its_spare_key_is_taken_too_the_last_one_set_goes_back(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('key_good = "l"\nkey_skip = "L"\n')
    loaded = load_settings(path, {})
    assert len(loaded.problems) == 1
    keys = [value for key, value in loaded.settings._asdict().items() if key.startswith("key_")]
    assert len(set(keys)) == len(keys)
