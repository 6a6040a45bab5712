"""What a text may hold when it reaches the terminal: visible characters, newlines and whole emoji, nothing else."""

import re

from rich.text import Text

_TAB = " " * 4
_REPLACEMENT = "\ufffd"

# What an emoji starts with: a zero-width joiner is kept between two of these, a variation selector after one.
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf"
    "\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_LAST_TWO_OF_EACH_PLANE = "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(17))
_NEVER_SHOWN = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 but newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the direction of writing
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u2060-\u2065\u206a-\u206f"  # no width,
    "\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # no ink
    "\u2028\u2029"  # line and paragraph separators
    "\ud800-\udfff\ufdd0-\ufdef"  # lone surrogates, noncharacters
    "\U000e0000-\U000e0fff"  # tags and selectors that hide text in text
) + _LAST_TWO_OF_EACH_PLANE

# One set comes first, because the search for a set alone is what makes clean text fast.
_TO_REPLACE = re.compile(
    rf"[{_NEVER_SHOWN}\u200d\ufe0e\ufe0f](?:(?<=\r)\n)?"
    rf"(?!(?<=[{_EMOJI}]\u200d)[{_EMOJI}])(?!(?<=[{_EMOJI}]\ufe0f\u200d)[{_EMOJI}])"
    rf"(?<![{_EMOJI}0-9#*][\ufe0e\ufe0f])"
)
_SHOWN_AS = {
    **{chr(code): chr(0x2400 + code) for code in range(0x20)},
    "\x7f": "\u2421",
    "\t": _TAB,
    "\r": "\n",
    "\r\n": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}


def clean(raw: str) -> str:
    """Gives the text with everything that a terminal would obey, reorder or hide made visible.

    C0 and DEL become their control pictures, a tab four spaces, every kind of line end a newline, the rest U+FFFD.
    Cleaning twice is cleaning once.
    """
    return _TO_REPLACE.sub(lambda found: _SHOWN_AS.get(found[0], _REPLACEMENT), raw)


def plain(raw: str) -> Text:
    """Gives the cleaned text as it stands: `[red]` and `:smile:` are letters."""
    return Text(clean(raw))
