from itertools import pairwise
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiquiz.core.events import EventId, make_event_id, read_event_ms

MILLISECONDS = st.integers(0, (1 << 48) - 2)
CHANCE = st.integers(0, (1 << 80) - 1)


def test_an_id_is_laid_out_as_the_standard_shows_it() -> None:
    # RFC 9562, appendix A.6: 2022-02-22 14:22:22 -05:00, with the chance bits given there.
    chance = (0xCC3 << 62) | 0x18C4DC0C0C07398F
    assert make_event_id(0x017F22E279B0, chance) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


@given(now_ms=MILLISECONDS, chance=CHANCE)
@settings(deadline=None)
def test_an_id_is_a_uuid_of_version_seven_that_tells_its_time(now_ms: int, chance: int) -> None:
    event_id = make_event_id(now_ms, chance)
    uuid = UUID(event_id)
    assert (uuid.version, uuid.variant, str(uuid)) == (7, RFC_4122, event_id)
    assert read_event_ms(event_id) == uuid.int >> 80 == now_ms


@given(earlier=MILLISECONDS, later=MILLISECONDS, chances=st.tuples(CHANCE, CHANCE))
@settings(deadline=None)
def test_ids_sorted_as_text_are_sorted_by_time(earlier: int, later: int, chances: tuple[int, int]) -> None:
    earlier, later = sorted((earlier, later))
    first, second = make_event_id(earlier, chances[0]), make_event_id(later, chances[1])
    assert first < second or earlier == later


@given(st.lists(st.tuples(MILLISECONDS, CHANCE), min_size=2, max_size=10))
@settings(deadline=None)
def test_ids_made_after_one_another_rise_whatever_the_clock_does(readings: list[tuple[int, int]]) -> None:
    ids: list[EventId] = []
    for now_ms, chance in readings:
        ids.append(make_event_id(min(now_ms, (1 << 48) - 20), chance, ids[-1] if ids else None))
    assert all(before < after for before, after in pairwise(ids))


@pytest.mark.parametrize(("now_ms", "stamped_ms"), [(999, 1001), (1000, 1001), (1001, 1001), (1002, 1002)])
def test_an_id_takes_the_time_of_the_clock_unless_that_is_not_later(now_ms: int, stamped_ms: int) -> None:
    assert read_event_ms(make_event_id(now_ms, 0, make_event_id(1000, (1 << 74) - 1))) == stamped_ms


@given(st.sets(st.integers(0, (1 << 74) - 1), min_size=2))
@settings(deadline=None)
def test_all_of_the_chance_goes_into_the_id(chances: set[int]) -> None:
    assert len({make_event_id(1000, chance) for chance in chances}) == len(chances)


def test_an_id_made_otherwise_has_no_time() -> None:
    assert read_event_ms(EventId("written-by-hand")) == 0
