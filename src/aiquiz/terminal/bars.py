"""Bars, sparklines and heat maps out of characters; each stands beside its number."""

from collections.abc import Sequence
from typing import NamedTuple


class Glyphs(NamedTuple):
    """The characters that pictures are made of, one set for each kind of encoding."""

    known: str
    learning: str
    new: str
    heat: str
    spark: str


UNICODE = Glyphs("█", "▒", "·", "·░▒▓█", " ▁▂▃▄▅▆▇█")
ASCII = Glyphs("#", "=", ".", ".-+*#", " .:-=+*#@")


def glyphs(*, ascii_only: bool) -> Glyphs:
    """Gives the set that the terminal's encoding can show."""
    return ASCII if ascii_only else UNICODE


def stacked_bar(parts: Sequence[tuple[str, int]], width: int) -> str:
    """Gives a bar of that width; each part that is not 0 has a cell at least, while there is room."""
    total = sum(number for _, number in parts)
    if not total or width < 1:
        return ""
    present = [(glyph, number) for glyph, number in parts if number]
    cells = [max(1, round(number * width / total)) for _, number in present]
    while sum(cells) != width and max(cells) > 0:
        widest = max(range(len(cells)), key=cells.__getitem__)
        cells[widest] += 1 if sum(cells) < width else -1
    return "".join(glyph * count for (glyph, _), count in zip(present, cells, strict=True))


def spark_line(numbers: Sequence[int], set_: Glyphs) -> str:
    """Gives one character a number, the highest for the greatest; anything above 0 is seen."""
    most = max(numbers, default=0)
    steps = len(set_.spark) - 1
    return "".join(set_.spark[-(-number * steps // most) if most else 0] for number in numbers)


def heat(number: int, set_: Glyphs, thresholds: Sequence[int] = (1, 5, 15, 30)) -> str:
    """Gives the character for a day's answers: none, or how many of the thresholds they reach."""
    return set_.heat[sum(number >= threshold for threshold in thresholds)]
