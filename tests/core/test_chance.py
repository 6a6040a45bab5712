from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiquiz.core.chance import draw_place, draw_units


def test_the_numbers_are_those_of_split_mix_64() -> None:
    golden = [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]
    assert list(islice(draw_units(0), 3)) == [((number >> 11) + 1) / 2**53 for number in golden]


@given(st.integers())
def test_any_seed_gives_numbers_above_nothing_and_up_to_one(seed: int) -> None:
    found = list(islice(draw_units(seed), 20))
    assert all(0 < unit <= 1 for unit in found)
    assert found == list(islice(draw_units(seed), 20))


def test_the_numbers_are_evenly_spread() -> None:
    found = list(islice(draw_units(3), 4000))
    assert sum(found) / 4000 == pytest.approx(0.5, abs=0.02)
    assert [sum(part < unit <= part + 0.25 for unit in found) / 4000 for part in (0, 0.25, 0.5, 0.75)] == pytest.approx(
        [0.25] * 4, abs=0.03
    )


@given(st.integers(), st.text(), st.integers(1, 9))
def test_a_place_is_one_of_those_there_are_and_always_the_same(seed: int, name: str, places: int) -> None:
    place = draw_place(seed, name, places)
    assert 0 <= place < places
    assert place == draw_place(seed, name, places)


def test_places_differ_from_name_to_name_and_from_seed_to_seed() -> None:
    by_name = [draw_place(1, f"card-{number}", 3) for number in range(300)]
    by_seed = [draw_place(seed, "card", 3) for seed in range(300)]
    for found in (by_name, by_seed):
        assert all(70 < found.count(place) < 130 for place in range(3))
