import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from support.logs import RULES, answer, progress_of, read_folder, undo

from aiquiz.core.cards import CardId
from aiquiz.core.events import Event, Forgotten
from aiquiz.core.progress import Progress
from aiquiz.core.schedulers import Grade
from aiquiz.store.history import catch_up
from aiquiz.store.merge import find_sources, merge_logs
from aiquiz.store.records import encode_event
from aiquiz.store.snapshot import Snapshot

CARDS = ("drift", "bias")
laws = settings(deadline=None, max_examples=40)
numbers = count()


@st.composite
def pasts(draw: st.DrawFn) -> list[Event]:
    """Draws what happened: answers on clocks of any zone, some taken back, cards forgotten."""
    rows = st.tuples(st.sampled_from(CARDS), st.sampled_from(Grade), st.sampled_from(["answer", "undo", "forget"]))
    events: list[Event] = []
    for number, (card, grade, kind) in enumerate(draw(st.lists(rows, max_size=12))):
        made = answer(number, card, grade, offset_minutes=draw(st.sampled_from([-600, 0, 345, 840])))
        if kind == "undo" and events:
            events.append(undo(number, draw(st.sampled_from(events))))
        else:
            events.append(Forgotten(made.id, made.at, 0, CardId(card)) if kind == "forget" else made)
    return events


def put(folder: Path, events: Sequence[Event], draw: st.DataObject) -> Path:
    """Puts a part of the events into the files of some devices, in any order."""
    folder.mkdir()
    for event in draw.draw(st.permutations(events)):
        for device in draw.draw(st.lists(st.sampled_from(["a", "b", "b (conflicted copy)"]), max_size=2)):
            with (folder / f"{device}.jsonl").open("ab") as file:
                file.write(encode_event(event))
    return folder


def union(into: Path, *others: Path) -> Path:
    """Gives a new folder that is the first one with the others merged in, one after the other."""
    merged = into.with_name(f"merged-{next(numbers)}")
    shutil.copytree(into, merged)
    for other in others:
        if any(other.iterdir()):
            merge_logs(find_sources(other), merged, "merged")
    return merged


def came_to(folder: Path) -> tuple[list[Event], Progress]:
    events, problems = read_folder(folder)
    assert problems == []
    progress = catch_up(folder, Snapshot(), RULES).progress
    assert progress == progress_of(events)
    return events, progress


@contextmanager
def folders(events: Sequence[Event], data: st.DataObject) -> Iterator[list[Path]]:
    with tempfile.TemporaryDirectory() as name:
        yield [put(Path(name) / letter, events, data) for letter in "xyz"]


@given(events=pasts(), data=st.data())
@laws
def test_it_is_the_same_whichever_takes_in_the_other(events: list[Event], data: st.DataObject) -> None:
    with folders(events, data) as (x, y, _):
        assert came_to(union(x, y)) == came_to(union(y, x))


@given(events=pasts(), data=st.data())
@laws
def test_it_is_the_same_in_whichever_order_three_come_together(events: list[Event], data: st.DataObject) -> None:
    with folders(events, data) as (x, y, z):
        assert came_to(union(union(x, y), z)) == came_to(union(x, union(y, z))) == came_to(union(z, y, x))


@given(events=pasts(), data=st.data())
@laws
def test_taking_the_same_in_again_or_oneself_adds_nothing(events: list[Event], data: st.DataObject) -> None:
    with folders(events, data) as (x, y, _):
        once = union(x, y)
        files = {path.name for path in once.iterdir()}
        assert {path.name for path in union(once, y, x, once).iterdir()} == files
        assert came_to(union(x, x)) == came_to(x)


@given(events=pasts(), data=st.data())
@laws
def test_nothing_is_lost_and_no_file_that_was_there_is_touched(events: list[Event], data: st.DataObject) -> None:
    with folders(events, data) as (x, y, _):
        merged = union(x, y)
        both = {event.id for folder in (x, y) for event in read_folder(folder)[0]}
        assert {event.id for event in came_to(merged)[0]} == both
        for path in x.iterdir():
            assert (merged / path.name).read_bytes() == path.read_bytes()
