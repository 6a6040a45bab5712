import errno
import os
from datetime import timedelta
from pathlib import Path

import pytest
from support.logs import RULES, answer, failing, lines_of, progress_of, read_folder, seal, undo, write_log

from aiquiz.core.events import Event
from aiquiz.errors import DataError, NewerFormatError, NotSavedError
from aiquiz.store.history import catch_up
from aiquiz.store.merge import Merged, find_sources, merge_logs
from aiquiz.store.records import encode_event
from aiquiz.store.snapshot import Snapshot

EVENTS: list[Event] = [answer(number) for number in range(6)]


def merge(source: Path, folder: Path) -> Merged:
    return merge_logs(find_sources(source), folder, "merged")


def ids(folder: Path) -> list[str]:
    return [event.id for event in read_folder(folder)[0]]


def test_what_is_missing_goes_into_a_file_of_its_own(tmp_path: Path) -> None:
    here = write_log(tmp_path / "here" / "desktop.jsonl", EVENTS[::2])
    there = write_log(tmp_path / "there" / "phone.jsonl", EVENTS)
    before = here.read_bytes(), there.read_bytes()
    merged = merge(there, here.parent)
    assert (merged.added, merged.sources, merged.problems) == (3, 1, ())
    assert merged.target == here.parent / "merged.jsonl"
    assert merged.target.read_bytes() == lines_of(EVENTS[1::2])
    assert (here.read_bytes(), there.read_bytes()) == before
    assert merge(there, here.parent) == Merged(0, None, 1, ())
    assert sorted(path.name for path in here.parent.iterdir()) == ["desktop.jsonl", "merged.jsonl"]


def test_a_second_merge_takes_another_name(tmp_path: Path) -> None:
    merge(write_log(tmp_path / "a.jsonl", EVENTS[:1]), tmp_path / "here")
    merged = merge(write_log(tmp_path / "b.jsonl", EVENTS[:2]), tmp_path / "here")
    assert merged.target == tmp_path / "here" / "merged-2.jsonl"
    assert ids(tmp_path / "here") == [event.id for event in EVENTS[:2]]


@pytest.mark.parametrize("below", ["", "reviews"])
def test_a_folder_of_logs_and_a_data_folder_are_taken_alike(tmp_path: Path, below: str) -> None:
    write_log(tmp_path / "there" / below / "a.jsonl", EVENTS[3:])
    write_log(tmp_path / "there" / below / "b.jsonl", EVENTS[:4])
    assert merge(tmp_path / "there", tmp_path / "here").added == 6
    assert (tmp_path / "here" / "merged.jsonl").read_bytes() == lines_of(EVENTS)


def test_events_in_no_order_come_in_sorted(tmp_path: Path) -> None:
    merge(write_log(tmp_path / "a.jsonl", EVENTS[::-1]), tmp_path / "here")
    assert (tmp_path / "here" / "merged.jsonl").read_bytes() == lines_of(EVENTS)


def test_damaged_lines_are_said_and_left_and_whole_records_in_them_come_in(tmp_path: Path) -> None:
    first, second, third, fourth = map(encode_event, EVENTS[:4])
    there = tmp_path / "there.jsonl"
    there.write_bytes(first.replace(b"good", b"easy") + second[:-1] + third + fourth[:50])
    merged = merge(there, tmp_path / "here")
    assert [(problem.line, problem.reason) for problem in merged.problems] == [
        (1, "the line is damaged"),
        (2, "the line is damaged"),
        (3, "the last line is torn"),
    ]
    assert (tmp_path / "here" / "merged.jsonl").read_bytes() == second + third


def test_a_record_behind_one_that_is_here_in_one_line_comes_in(tmp_path: Path) -> None:
    write_log(tmp_path / "here" / "a.jsonl", EVENTS[:1])
    (tmp_path / "b.jsonl").write_bytes(encode_event(EVENTS[0])[:-1] + encode_event(EVENTS[1]))
    assert merge(tmp_path / "b.jsonl", tmp_path / "here").added == 1


def test_a_line_that_is_damaged_here_is_replaced_by_a_sound_copy(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "a.jsonl").write_bytes(encode_event(EVENTS[0]).replace(b"good", b"hard"))
    assert merge(write_log(tmp_path / "b.jsonl", EVENTS[:1]), tmp_path / "here").added == 1


def test_a_last_line_without_its_end_is_whole_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes(lines_of(EVENTS)[:-1])
    merged = merge(tmp_path / "b.jsonl", tmp_path / "here")
    assert (merged.added, merged.problems) == (6, ())


def test_a_kind_that_nobody_knows_yet_comes_along(tmp_path: Path) -> None:
    line = seal(b'{"v":1,"kind":"dreamt","id":"01a20256-3f97-779a-b3a2-228e72e34648"')
    (tmp_path / "b.jsonl").write_bytes(line)
    merge(tmp_path / "b.jsonl", tmp_path / "here")
    assert (tmp_path / "here" / "merged.jsonl").read_bytes() == line


def test_a_log_of_a_newer_version_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_bytes(lines_of(EVENTS) + seal(b'{"v":2,"kind":"reviewed","id":"01"'))
    with pytest.raises(NewerFormatError, match=r"b\.jsonl:7 was written by a newer aiquiz, please update"):
        merge(tmp_path / "b.jsonl", tmp_path / "here")
    assert list((tmp_path / "here").iterdir()) == []


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    write_log(tmp_path / "b.jsonl", EVENTS)
    with failing(os, "fsync", 1, errno.ENOSPC, tmp_path), pytest.raises(NotSavedError, match=r"Nothing was merged"):
        merge(tmp_path / "b.jsonl", tmp_path / "here")
    assert list((tmp_path / "here").iterdir()) == []


def test_a_place_without_logs_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no log"):
        find_sources(tmp_path)
    with pytest.raises(DataError, match="is not there"):
        find_sources(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "name",
    [
        "reviews (conflicted copy).jsonl",
        "laptop (Ann's conflicted copy 2026-11-22).jsonl",
        "laptop.sync-conflict-20261122-101500-ABCDEFG.jsonl",
        "laptop-DESKTOP-1.jsonl",
    ],
)
def test_conflict_copies_in_the_folder_are_read_by_themselves(tmp_path: Path, name: str) -> None:
    write_log(tmp_path / "laptop.jsonl", EVENTS[:4])
    write_log(tmp_path / name, [*EVENTS[:2], *EVENTS[4:]])
    assert read_folder(tmp_path) == (EVENTS, [])
    assert merge(tmp_path / name, tmp_path).added == 0


def test_the_marks_of_a_conflict_within_a_file_are_stepped_over_and_both_sides_count(tmp_path: Path) -> None:
    lines = [encode_event(event) for event in EVENTS[:3]]
    text = [lines[0], b"<<<<<<< HEAD\n", lines[1], b"=======\n", lines[2], b">>>>>>> phone\n"]
    (tmp_path / "laptop.jsonl").write_bytes(b"".join(text))
    events, problems = read_folder(tmp_path)
    assert events == EVENTS[:3]
    assert [problem.line for problem in problems] == [2, 4, 6]


def test_clocks_that_disagree_run_backwards_or_change_zone_never_give_a_negative_interval(tmp_path: Path) -> None:
    first = answer(10, offset_minutes=840)
    back = answer(11, at=first.at - timedelta(days=400), offset_minutes=-600)
    slow = answer(3, at=first.at - timedelta(days=2))
    fast = answer(30, at=first.at + timedelta(days=9), offset_minutes=345)
    write_log(tmp_path / "desktop.jsonl", [first, back])
    write_log(tmp_path / "b" / "phone.jsonl", [slow, fast])
    merge(tmp_path / "b", tmp_path)
    assert ids(tmp_path) == [slow.id, first.id, back.id, fast.id]
    found = catch_up(tmp_path, Snapshot(), RULES).progress
    assert found == progress_of([first, back, slow, fast])
    standing = found.standings[first.card]
    assert (standing.reviews, standing.tested) == (4, 2)
    assert standing.memory.sm2.interval_days >= 1


def test_taking_back_what_another_device_did_counts_once_both_are_there(tmp_path: Path) -> None:
    write_log(tmp_path / "desktop.jsonl", EVENTS[:2])
    write_log(tmp_path / "b" / "phone.jsonl", [undo(8, EVENTS[1])])
    merge(tmp_path / "b", tmp_path)
    assert catch_up(tmp_path, Snapshot(), RULES).progress == progress_of(EVENTS[:1])


def test_a_folder_of_many_devices_that_is_merged_is_read_as_a_stream_afterwards(tmp_path: Path) -> None:
    events: list[Event] = [answer(number / 8) for number in range(9_000)]
    for device in range(3):
        write_log(tmp_path / "b" / f"{device}.jsonl", events[device::3])
    merge(tmp_path / "b", tmp_path / "here")
    assert ids(tmp_path / "here") == [event.id for event in events]
