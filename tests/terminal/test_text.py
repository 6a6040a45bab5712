import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.terminal.text import clean, plain

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
SCIENTIST = "👩🏽\u200d🔬"
BURNING_HEART = "❤\ufe0f\u200d🔥"
KEYCAP = "1\ufe0f\u20e3"

raw_texts = st.text(st.characters(), max_size=60) | st.lists(
    st.sampled_from(
        [
            "\x1b",
            "\x9b",
            "\x07",
            "\r",
            "\n",
            "\t",
            "\u200d",
            "\ufe0f",
            "\u202e",
            "\ud800",
            "👩",
            "❤",
            "🏽",
            "a",
            "1",
        ]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),  # writes to the clipboard
        ("\x1b]8;;http://x\x1b\\text\x1b]8;;\x1b\\", "␛]8;;http://x␛\\text␛]8;;␛\\"),
        ("\x1bP0;1|17/ab\x1b\\", "␛P0;1|17/ab␛\\"),  # DCS
        ("\x1b]0;never closed", "␛]0;never closed"),
        ("\x1bc", "␛c"),  # resets the terminal
        ("\x9b31mred", "\ufffd31mred"),  # CSI in one byte
        ("\x9d0;title\x9c", "\ufffd0;title\ufffd"),
        ("\x00\x01\x1f\x7f", "␀␁␟␡"),
        ("secret\b\b\bpublic", "secret␈␈␈public"),
        ("hidden\rshown", "hidden\nshown"),
        ("one\r\ntwo\r\n", "one\ntwo\n"),
        ("\r\r\n\n", "\n\n\n"),
        ("a\u2028b\u2029c\u0085d", "a\nb\nc\ufffdd"),
        ("\tx", "    x"),
        ("\x0b\x0c", "␋␌"),
        ("pay \u202eevil\u202c", "pay \ufffdevil\ufffd"),
        ("\u2066isolate\u2069 \u200fmark \u061c", "\ufffdisolate\ufffd \ufffdmark \ufffd"),
        ("pass\u200bword \u200cx \u2060y \ufeffz \u00ad", "pass\ufffdword \ufffdx \ufffdy \ufffdz \ufffd"),
        ("a\u200db", "a\ufffdb"),
        ("a\ufe0f", "a\ufffd"),
        ("flag \U000e0067\U000e007f", "flag \ufffd\ufffd"),
        ("\ud83d \udfff", "\ufffd \ufffd"),
        ("\ufffe\uffff\ufdd0\U0010ffff", "\ufffd\ufffd\ufffd\ufffd"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(raw: str, shown: str) -> None:
    assert clean(raw) == shown


@pytest.mark.parametrize(
    "text",
    [
        "TP / (TP + FP), ‖w‖², e⁻ˣ, σ(x), x̂, ŷ",
        "漢字 かな 한글 שלום مرحبا हिन्दी",
        FAMILY,
        SCIENTIST,
        BURNING_HEART,
        KEYCAP,
        "🏳\ufe0f\u200d🌈 🤦🏽\u200d♂\ufe0f 🇩🇪 ☎\ufe0e",
        "non-breaking\u00a0space",
        "private use \ue0a0, unassigned \u0378",
        "",
        "line\n\nline\n",
    ],
)
def test_what_is_meant_to_be_seen_stays(text: str) -> None:
    assert clean(text) == text


@given(raw_texts)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@given(raw_texts)
def test_no_control_character_but_newline_is_left(raw: str) -> None:
    for character in clean(raw):
        assert character == "\n" or unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in {"RLO", "LRO", "RLE", "LRE", "PDF"}
        assert unicodedata.bidirectional(character) not in {"RLI", "LRI", "FSI", "PDI"}
        assert ord(character) & 0xFFFE != 0xFFFE
        assert character not in "\u200b\u200c\u200e\u200f\u061c\u2060\ufeff"
        assert not 0xE0000 <= ord(character) <= 0xE0FFF


@given(raw_texts)
def test_a_joiner_is_left_between_emoji_only(raw: str) -> None:
    cleaned = clean(raw)
    for position, character in enumerate(cleaned):
        if character == "\u200d":
            before = cleaned[:position].removesuffix("\ufe0f")[-1]
            assert {unicodedata.category(before), unicodedata.category(cleaned[position + 1])} <= {
                "So",
                "Sk",
                "Sm",
                "Cn",
            }


@given(raw_texts)
def test_every_character_has_a_trace(raw: str) -> None:
    assert len(clean(raw)) >= len(raw) - raw.count("\r\n")


def test_ten_thousand_hostile_characters_all_go() -> None:
    assert clean("\x1b\u202e" * 5_000) == "␛\ufffd" * 5_000


@pytest.mark.parametrize("written", ["[red]x", "[/b]", "[link=https://x]y[/link]", "x[0]", ":smile:", "\\[b]"])
def test_markup_is_letters(written: str) -> None:
    shown = plain(written)
    assert shown.plain == written
    assert shown.spans == []


def test_plain_text_is_cleaned() -> None:
    assert plain("\x1b[2J\x9b").plain == "␛[2J\ufffd"
