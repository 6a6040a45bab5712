"""Bytes from outside as text: decoded or refused, and without characters that nobody sees."""

import re

from aiquiz.errors import DataError

MOST_BYTES = 50_000_000
_UNSEEN = re.compile(
    "[^\t\n -~\xa0-\xac\xae-\u061b\u061d-\u200a\u200c\u200d\u2010-\u2027\u202f-\u205f\u206a-\ud7ff\uf900-\ufefe"
    "\uff00-\uffef\ufffc\ufffd\U00010000-\U000dffff\U000e1000-\U0010ffff]+"
)
"""All but what is seen: controls, marks that turn the direction, what has no width, surrogates, private letters."""


def tidy(text: str) -> str:
    """Gives a text with plain line ends and no character that a terminal would obey, hide or turn round."""
    if text.isascii() and text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u2028", "\n").replace("\xa0", " ")
    return _UNSEEN.sub("", text)


def decode(data: bytes, name: str) -> str:
    """Gives the text of a file, UTF-8 or UTF-16 with its mark; DataError names the line that is neither."""
    if len(data) > MOST_BYTES:
        raise DataError(f"{name} has {len(data) / 1e6:,.0f} MB, and the most is 50", "Split it.")
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DataError(f"{name}:{line} is not UTF-8", "Save the file as UTF-8 and try again.") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise DataError(f"{name}:{line} holds a zero byte, so it is no text", "Is it the right file?")
    return text
