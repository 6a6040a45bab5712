import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.terminal.bars import ASCII, UNICODE, Glyphs, glyphs, heat, spark_line, stacked_bar

NUMBERS = st.lists(st.integers(0, 1_000), min_size=3, max_size=3)
SETS = st.sampled_from([UNICODE, ASCII])


def named(numbers: list[int]) -> list[tuple[str, int]]:
    return list(zip("xyz", numbers, strict=True))


@pytest.mark.parametrize(
    ("numbers", "width", "bar"),
    [
        ([1, 1, 2], 8, "xxyyzzzz"),
        ([1, 0, 0], 4, "xxxx"),
        ([998, 1, 1], 10, "xxxxxxxxyz"),
        ([1, 1, 998], 10, "xyzzzzzzzz"),
        ([1, 1, 1], 4, "xxyz"),
        ([0, 0, 0], 9, ""),
        ([1, 2, 3], 0, ""),
        ([1, 2, 3], -5, ""),
    ],
)
def test_a_bar_is_divided_as_its_numbers_are(numbers: list[int], width: int, bar: str) -> None:
    assert stacked_bar(named(numbers), width) == bar


@given(NUMBERS, st.integers(1, 100))
def test_a_bar_is_as_wide_as_asked_and_keeps_the_order(numbers: list[int], width: int) -> None:
    bar = stacked_bar(named(numbers), width)
    assert len(bar) == (width if any(numbers) else 0)
    assert "".join(sorted(bar)) == bar


@given(NUMBERS, st.integers(3, 100))
def test_whatever_there_is_can_be_seen_and_what_is_not_takes_no_room(numbers: list[int], width: int) -> None:
    bar = stacked_bar(named(numbers), width)
    assert {name for name, number in named(numbers) if number} == set(bar)


@given(NUMBERS.filter(any), st.integers(6, 100))
def test_no_part_is_more_than_two_cells_from_its_share(numbers: list[int], width: int) -> None:
    bar = stacked_bar(named(numbers), width)
    for name, number in named(numbers):
        assert abs(bar.count(name) - number * width / sum(numbers)) <= 2


@given(st.lists(st.integers(0, 500), max_size=40), SETS)
def test_a_spark_line_has_a_character_a_number_as_high_as_the_number_is(numbers: list[int], set_: Glyphs) -> None:
    heights = [set_.spark.index(character) for character in spark_line(numbers, set_)]
    assert len(heights) == len(numbers)
    assert [height > 0 for height in heights] == [number > 0 for number in numbers]
    assert max(heights, default=0) == (len(set_.spark) - 1 if any(numbers) else 0)
    by_number = [height for _, height in sorted(zip(numbers, heights, strict=True))]
    assert by_number == sorted(heights)


@pytest.mark.parametrize(("number", "glyph"), [(0, "·"), (1, "░"), (4, "░"), (5, "▒"), (14, "▒"), (15, "▓"), (30, "█")])
def test_a_day_is_darker_the_more_was_answered(number: int, glyph: str) -> None:
    assert heat(number, UNICODE) == glyph
    assert heat(number, ASCII) == ASCII.heat[UNICODE.heat.index(glyph)]


def test_both_sets_have_the_same_steps_and_one_is_ascii() -> None:
    assert glyphs(ascii_only=True) is ASCII
    assert glyphs(ascii_only=False) is UNICODE
    for set_ in (ASCII, UNICODE):
        assert [len(glyph) for glyph in set_] == [1, 1, 1, 5, 9]
        assert len({set_.known, set_.learning, set_.new}) == 3
        assert len(set(set_.heat)) == 5
        assert len(set(set_.spark)) == 9
    assert "".join(ASCII).isascii()
