from math import inf, nan
from pathlib import Path

import pytest

from aiquiz.core.schedulers import NAMES
from aiquiz.core.setting_caps import Cap, OneKey
from aiquiz.core.setting_kinds import Choice, Kind, Number, Whole, nearest_word, show_value
from aiquiz.core.settings import SETTINGS, Setting, Settings, as_cap, find_clash, refuse_clash

WORDS, SHARE, HOUR = Choice(("sm-2", "fsrs-6")), Number(0.7, 0.97), Whole(0, 23)
LIMIT, KEY, REVEAL = Cap(99), OneKey(), OneKey(("space",))
PAGE = Path(__file__).parents[2] / "docs" / "settings.md"

every_setting = pytest.mark.parametrize("setting", SETTINGS.values(), ids=list(SETTINGS))


@every_setting
def test_a_setting_has_a_meaning_of_one_line_and_stands_in_the_documentation(setting: Setting) -> None:
    meaning = setting.about.meaning
    assert meaning
    assert meaning[0].isupper()
    assert meaning.endswith(".")
    assert "\n" not in meaning
    assert f"| `{setting.key}` | {meaning} | {setting.about.kind.allowed} |" in PAGE.read_text(encoding="utf-8")


@every_setting
def test_the_default_is_allowed_typed_or_read(setting: Setting) -> None:
    assert setting.about.kind.check(setting.default) == setting.default
    assert setting.about.kind.parse(str(setting.default)) == setting.default


@every_setting
def test_names_are_the_same_everywhere(setting: Setting) -> None:
    assert SETTINGS[setting.key] is setting
    assert setting.variable == "AIQUIZ_" + setting.key.upper()
    assert "_" not in setting.label


def test_the_table_has_every_field_in_its_order() -> None:
    assert tuple(SETTINGS) == Settings._fields
    assert Settings()[:10] == (NAMES[0], 0.9, 4, 10, "none", "none", "no", "no", "yes", "auto")
    assert Settings()[10:] == ("space", *"1234us!bfnewh+-l?q")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (WORDS, "sm-2", "sm-2"),
        (WORDS, " FSRS-6 ", "fsrs-6"),
        (WORDS, "fsrs", None),
        (WORDS, "", None),
        (SHARE, "0.7", 0.7),
        (SHARE, ".97", 0.97),
        (SHARE, "0.699", None),
        (SHARE, "0.971", None),
        (SHARE, "nan", None),
        (SHARE, "0,9", None),
        (HOUR, "0", 0),
        (HOUR, "23", 23),
        (HOUR, "5.0", 5),
        (HOUR, "24", None),
        (HOUR, "-1", None),
        (HOUR, "4.5", None),
        (HOUR, "inf", None),
        (HOUR, "nan", None),
        (HOUR, "four", None),
        (HOUR, "9" * 5_000, None),
    ],
)
def test_what_is_typed_becomes_a_value_or_none(kind: Kind, text: str, value: object) -> None:
    parsed = kind.parse(text)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize(
    ("kind", "read", "value"),
    [
        (WORDS, "sm-2", "sm-2"),
        (WORDS, "SM-2", None),
        (WORDS, ["sm-2"], None),
        (SHARE, 0.8, 0.8),
        (Number(0, 2), 1, 1.0),
        (Number(0, 2), True, None),
        (SHARE, "0.8", None),
        (SHARE, nan, None),
        (SHARE, inf, None),
        (SHARE, 10**400, None),
        (HOUR, 5, 5),
        (HOUR, 5.0, None),
        (HOUR, True, None),
        (HOUR, 24, None),
        (HOUR, {}, None),
    ],
)
def test_what_is_read_is_of_the_right_type_or_none(kind: Kind, read: object, value: object) -> None:
    checked = kind.check(read)
    assert checked == value
    assert type(checked) is type(value)


@pytest.mark.parametrize(
    ("kind", "text", "near"),
    [
        (WORDS, "FSRS", "fsrs-6"),
        (WORDS, "sm2", "sm-2"),
        (WORDS, "leitner", ""),
        (SHARE, "0.99", "0.97"),
        (SHARE, "0.1", "0.7"),
        (SHARE, "0,85", "0.85"),
        (SHARE, "85", "0.85"),
        (SHARE, "85%", "0.85"),
        (SHARE, "inf", "0.97"),
        (SHARE, "nan", ""),
        (SHARE, "much", ""),
        (HOUR, "24", "23"),
        (HOUR, "-1", "0"),
        (HOUR, "4.4", "4"),
        (HOUR, "4,4", "4"),
        (HOUR, "inf", "23"),
        (HOUR, "nan", ""),
        (HOUR, "four", ""),
    ],
)
def test_the_nearest_that_is_allowed_is_found(kind: Kind, text: str, near: str) -> None:
    assert kind.nearest(text) == near
    assert not near or kind.parse(near) is not None


def test_only_what_can_be_listed_is_listed() -> None:
    assert (WORDS.words, SHARE.words, HOUR.words) == (("sm-2", "fsrs-6"), (), ())


def test_a_refusal_says_what_is_allowed_and_what_may_have_been_meant() -> None:
    assert SETTINGS["scheduler"].refuse("fsrs") == (
        "scheduler cannot be 'fsrs'",
        "It is sm-2 or fsrs-6; did you mean fsrs-6?",
    )
    assert SETTINGS["rollover_hour"].refuse([]) == ("rollover_hour cannot be []", "It is a whole number from 0 to 23.")
    assert SETTINGS["rollover_hour"].refuse(99)[1] == "It is a whole number from 0 to 23; did you mean 23?"


def test_a_value_is_shown_on_one_line_that_fits() -> None:
    assert show_value("two\nlines") == r"'two\nlines'"
    assert show_value("x" * 10_000) == "'" + "x" * 39 + "…"
    assert show_value(1 << 20_000) == "a number that long"
    assert nearest_word("schedule" + "r" * 10_000, ["scheduler"]) == ""
    assert nearest_word("schedular", SETTINGS) == "scheduler"


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (LIMIT, "12", 12),
        (LIMIT, " None ", "none"),
        (LIMIT, "0", None),
        (LIMIT, "100", None),
        (LIMIT, "4.5", None),
        (LIMIT, "", None),
        (KEY, "x", "x"),
        (KEY, " J ", "J"),
        (KEY, "é", "é"),
        (KEY, "1", "1"),
        (KEY, "xy", None),
        (KEY, " ", None),
        (KEY, "\x1b", None),
        (KEY, "\u0301", None),
        (KEY, "\u200b", None),
        (KEY, "space", None),
        (REVEAL, "space", "space"),
        (REVEAL, "r", "r"),
    ],
)
def test_a_limit_may_be_none_and_a_key_is_one_character(kind: Kind, text: str, value: object) -> None:
    assert kind.parse(text) == value
    assert type(kind.parse(text)) is type(value)


@pytest.mark.parametrize(
    ("kind", "read", "value"),
    [
        (LIMIT, 12, 12),
        (LIMIT, "none", "none"),
        (LIMIT, "12", None),
        (LIMIT, True, None),
        (LIMIT, 0, None),
        (KEY, 1, "1"),
        (KEY, 10, None),
        (KEY, -1, None),
        (KEY, True, None),
        (KEY, ["a"], None),
        (KEY, "", None),
    ],
)
def test_what_is_read_for_a_limit_or_a_key_is_of_the_right_type_or_none(
    kind: Kind, read: object, value: object
) -> None:
    assert kind.check(read) == value
    assert type(kind.check(read)) is type(value)


@pytest.mark.parametrize(
    ("kind", "text", "near"),
    [
        (LIMIT, "0", "none"),
        (LIMIT, "off", "none"),
        (LIMIT, "nome", "none"),
        (LIMIT, "1000", "99"),
        (LIMIT, "many", ""),
        (KEY, "ab", "a"),
        (KEY, "escape", ""),
        (KEY, " ", ""),
        (KEY, "\x1bA", ""),
        (REVEAL, " ", "space"),
    ],
)
def test_the_nearest_limit_or_key_is_found(kind: Kind, text: str, near: str) -> None:
    assert kind.nearest(text) == near
    assert not near or kind.parse(near) is not None


def test_what_is_allowed_is_said_in_words() -> None:
    assert [kind.allowed for kind in (LIMIT, KEY, REVEAL, Choice(("a", "b", "c")), Choice(("a",)))] == [
        "a whole number from 1 to 99, or none",
        "one character",
        "one character or space",
        "a, b or c",
        "a",
    ]


def test_a_limit_is_a_number_or_there_is_none() -> None:
    assert (as_cap("none"), as_cap(20)) == (None, 20)


def test_by_default_every_command_has_a_key_of_its_own() -> None:
    assert find_clash(Settings()._asdict()) is None


@pytest.mark.parametrize(
    ("change", "clash"),
    [
        ({"key_skip": "u"}, ("key_undo", "key_skip")),
        ({"key_undo": "s"}, ("key_undo", "key_skip")),
        ({"key_undo": "s", "key_skip": "u"}, None),
        ({"key_skip": "U"}, None),
        ({"theme": "u"}, None),
        ({"key_reveal": "q"}, ("key_reveal", "key_leave")),
    ],
)
def test_two_commands_on_one_key_are_found(change: dict[str, str], clash: tuple[str, str] | None) -> None:
    assert find_clash({**Settings()._asdict(), **change}) == clash


def test_two_commands_on_one_key_are_refused_with_both_names() -> None:
    assert refuse_clash(("key_undo", "key_skip"), "u") == "key_undo and key_skip cannot both be 'u'"
