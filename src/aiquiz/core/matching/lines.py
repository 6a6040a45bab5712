"""How the lines of a typed text hang together: a sentence wrapped over two, the items of a list, or nothing."""

import re
from itertools import pairwise

from aiquiz.core.matching.word_forms import read_set

ITEM = "\v"
"""Parts two short items of a list in a text whose lines are joined; they make one sentence, as with commas."""

_MOST_WORDS_OF_AN_ITEM = 6
_NARROWEST = 30
"""Letters to which nobody wraps lines; how wide somebody does is seen from the longest line."""

_MARK = re.compile(r"[ \t]*(?:[-*•·–—→]|\(?(?:\d{1,2}|[a-z])[.)])[ \t]+", re.IGNORECASE)
_OTHER_BREAKS = re.compile(r"[\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_CLOSED = re.compile(r"[.!?…:][\"')\]]*\s*$")
_STOP = re.compile(r"[.,;]\s*$")
_INNER_STOP = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bcf)[.!?…][\"')\]]*\s+\S|;\s*\S")
_GOING_ON = read_set("a an the of in on for with by to and or nor as at from into than that not no without its their")
"""Behind these a sentence is never at its end."""


def join_lines(text: str) -> str:
    """Gives a text of the same length in which a line break stands only where a sentence ends.

    One in the middle of a sentence is a blank, one between two short items of a list an `ITEM`. The marks of items are
    blank, `2)` is no number.
    """
    lines = _OTHER_BREAKS.sub(" ", text).split("\n")
    marks = [_MARK.match(line) for line in lines]
    bare = [" " * mark.end() + line[mark.end() :] if mark else line for line, mark in zip(lines, marks, strict=True)]
    width = max(_NARROWEST, *map(len, lines))
    joined: list[str] = bare[:1]
    for (last, line), (last_mark, mark) in zip(pairwise(bare), pairwise(marks), strict=True):
        if _is_list(last, line, is_marked=bool(mark), is_after_mark=bool(last_mark)):
            joined[-1] = _STOP.sub(lambda stop: " " * len(stop[0]), joined[-1])
            joined += ITEM, line
        else:
            joined += " " if not mark and _is_wrapped(last, line, width) else "\n", line
    return "".join(joined)


def _is_list(last: str, line: str, *, is_marked: bool, is_after_mark: bool) -> bool:
    """Says whether two lines are short items of one list, or its heading and its first item."""
    is_heading = line.rstrip().endswith(":")
    is_ended = not is_after_mark and _CLOSED.search(last.rstrip().removesuffix(":"))
    if is_heading or is_ended or (not is_marked and _is_broken_off(last)):
        return False
    return _is_short(last) and _is_short(line)


def _is_short(line: str) -> bool:
    return 0 < len(line.split()) <= _MOST_WORDS_OF_AN_ITEM and not _INNER_STOP.search(line)


def _is_wrapped(last: str, line: str, width: int) -> bool:
    """Says whether a line goes on with the sentence of the last, which had no place left for another word."""
    if not last.strip() or not line.strip():
        return False
    is_full = len(last) + 1 + len(line.split(maxsplit=1)[0]) > width
    return _is_broken_off(last) or (is_full and line.lstrip()[0].islower() and not _CLOSED.search(last))


def _is_broken_off(line: str) -> bool:
    return not _GOING_ON.isdisjoint(line.lower().split()[-1:])
