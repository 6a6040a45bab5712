import errno
import io
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.logs import answer, failing, lines_of, progress_of, read_folder, seal, undo, write_log

from aiquiz.core.events import Event, EventId
from aiquiz.core.schedulers import Grade
from aiquiz.errors import DataError, ExitCode, NewerFormatError
from aiquiz.store.append import Appender
from aiquiz.store.log import (
    Line,
    LogProblem,
    OutOfOrderError,
    list_logs,
    read_events,
    read_events_at_once,
    read_file,
    read_lines,
    read_undone,
)
from aiquiz.store.records import encode_event

THREE = [answer(1, "drift"), answer(2, "bias", Grade.AGAIN), answer(3, "recall", Grade.EASY)]
FUTURE = seal(b'{"v":2,"kind":"reviewed","id":"x"')
FOREIGN = seal(b'{"v":1,"kind":"suspended","id":"x","card":"drift"')


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "reviews" / "laptop.jsonl"


def read(path: Path) -> tuple[list[Event], list[LogProblem]]:
    problems: list[LogProblem] = []
    return list(read_file(path, problems.append)), problems


def test_events_are_read_as_they_were_written(log: Path) -> None:
    write_log(log, THREE)
    assert read(log) == (THREE, [])


def test_an_empty_file_has_no_events_and_no_problem(log: Path) -> None:
    write_log(log, [])
    assert read(log) == ([], [])


def test_a_log_cut_at_any_byte_keeps_its_complete_lines_and_goes_on_with_a_line_of_its_own(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.fsync", lambda _descriptor: None)
    whole = lines_of(THREE)
    later = answer(4)
    for length in range(len(whole) + 1):
        write_log(log, [])
        log.write_bytes(whole[:length])
        # A record that lacks nothing but its newline is complete.
        complete = THREE[: (whole[:length] + b"\n").count(b"}\n")]
        is_torn = length > 0 and whole[:length][-1:] != b"\n" and len(complete) == whole[:length].count(b"\n")
        torn = [LogProblem(log, len(complete) + 1, "the last line is torn")] if is_torn else []
        assert read(log) == (complete, torn)
        with Appender(log) as appender:
            appender.append(later)
        events, problems = read(log)
        assert events == [*complete, later]
        assert [problem.line for problem in problems] == [problem.line for problem in torn]
        assert log.read_bytes().startswith(whole[:length])
        assert log.read_bytes().endswith(b"\n" + encode_event(later) if length else encode_event(later))


def test_a_flipped_byte_anywhere_in_the_file_costs_at_most_the_record_it_is_in(log: Path) -> None:
    whole = lines_of(THREE)
    write_log(log, [])
    for place in range(len(whole)):
        owner = whole[:place].count(b"\n")
        others = [event for number, event in enumerate(THREE) if number != owner]
        for mask in (1 << place % 8, 0xFF):
            flipped = bytearray(whole)
            flipped[place] ^= mask
            log.write_bytes(flipped)
            events, problems = read(log)
            # A newline that is lost costs nothing: the record before it is salvaged.
            assert events == (THREE if whole[place : place + 1] == b"\n" else others)
            assert {problem.line for problem in problems} <= {owner + 1, owner + 2}
            assert problems or place == len(whole) - 1
            assert log.read_bytes() == flipped


def test_a_lost_newline_between_two_records_costs_neither_and_is_reported(log: Path) -> None:
    write_log(log, THREE)
    lines = log.read_bytes().splitlines()
    log.write_bytes(lines[0] + lines[1] + b"\n" + lines[2] + b"\n")
    events, problems = read(log)
    assert events == THREE
    assert [str(problem) for problem in problems] == [
        f"{log}:1: the line is damaged; stepped over, and kept in the file"
    ]


def test_a_problem_names_the_line_that_an_editor_shows(log: Path) -> None:
    first, second, third = (encode_event(event) for event in THREE)
    write_log(log, [])
    log.write_bytes(first + b"\n\nnonsense\n" + second + b"\xff\xfe\n" + third + b'{"v":1,"ki')
    events, problems = read(log)
    assert events == THREE
    assert [(problem.line, problem.reason) for problem in problems] == [
        (4, "the line is damaged"),
        (6, "the line is damaged"),
        (8, "the last line is torn"),
    ]


def test_a_line_that_is_longer_than_what_is_read_at_once_is_stepped_over_and_nothing_around_it(log: Path) -> None:
    first, *others = (encode_event(event) for event in THREE)
    write_log(log, [])
    log.write_bytes(first + b"x" * (3 << 20) + b"\n" + b"".join(others))
    events, problems = read(log)
    assert (events, [problem.line for problem in problems]) == (THREE, [2])


def test_records_are_whole_wherever_the_file_is_divided_for_reading(log: Path) -> None:
    events = [answer(number, f"card-{number}") for number in range(12_000)]
    write_log(log, events)
    assert log.stat().st_size > 2 << 20
    assert read(log) == (events, [])


def test_lines_can_be_read_from_an_offset_with_their_own_numbers(log: Path) -> None:
    write_log(log, THREE)
    first, second, third = log.read_bytes().splitlines()
    start = len(first) + 1
    assert list(read_lines(log, start, 2)) == [Line(2, second, is_torn=False), Line(3, third, is_torn=False)]


def test_kinds_of_later_times_are_passed_over_without_a_word(log: Path) -> None:
    write_log(log, [])
    log.write_bytes(lines_of(THREE[:1]) + FOREIGN + lines_of(THREE[1:]))
    assert read(log) == (THREE, [])


@pytest.mark.parametrize(
    "line", [FUTURE, encode_event(THREE[1])[:-1] + FUTURE, b"\0\0" + FUTURE, FUTURE[:-1] + encode_event(THREE[1])]
)
def test_a_newer_version_stops_the_reading_wherever_it_stands(log: Path, line: bytes) -> None:
    write_log(log, [])
    log.write_bytes(lines_of(THREE[:1]) + line)
    with pytest.raises(NewerFormatError) as caught:
        read(log)
    assert str(caught.value) == f"{log}:2 was written by a newer aiquiz, please update. Nothing was changed."
    assert caught.value.exit_code is ExitCode.DATA


def test_an_older_version_is_read_and_its_file_left_as_it_is(log: Path) -> None:
    old = seal(encode_event(THREE[0]).split(b',"sum"')[0].replace(b'"v":1', b'"v":0'))
    write_log(log, [])
    log.write_bytes(old)
    assert read(log) == (THREE[:1], [])
    assert log.read_bytes() == old


def test_only_log_files_are_read_from_the_folder(log: Path) -> None:
    write_log(log, THREE)
    log.with_suffix(".jsonl.bak").write_bytes(FUTURE)
    log.with_name("notes.txt").write_text("mine")
    log.with_name("folder.jsonl").mkdir()
    assert list_logs(log.parent) == [log]


def test_a_folder_that_is_not_there_yet_holds_no_logs(log: Path) -> None:
    assert list_logs(log.parent) == []


def test_a_file_in_the_place_of_the_folder_is_said(log: Path) -> None:
    log.parent.write_text("in the way")
    with pytest.raises(DataError, match=r"Cannot use .*reviews: Not a directory\..*AIQUIZ_HOME"):
        list_logs(log.parent)


def test_a_file_that_cannot_be_read_is_said(log: Path) -> None:
    write_log(log, THREE)
    with (
        failing(io, "open", 1, errno.EIO, log.parent),
        pytest.raises(DataError, match=r"Cannot use .*laptop\.jsonl: Input/output error"),
    ):
        read(log)


def test_the_files_of_several_devices_are_read_as_one_in_order(tmp_path: Path) -> None:
    events = [answer(number, f"card-{number}") for number in range(40)]
    for device in range(3):
        write_log(tmp_path / f"{device}.jsonl", events[device::3])
    assert read_folder(tmp_path) == (events, [])


def test_an_event_that_stands_in_several_files_or_twice_in_one_counts_once(tmp_path: Path) -> None:
    first, second, third = THREE
    write_log(tmp_path / "laptop.jsonl", [first, second, second])
    write_log(tmp_path / "laptop.sync-conflict-20261122.jsonl", [second, first, third])
    write_log(tmp_path / "laptop (copy).jsonl", [first])
    assert read_folder(tmp_path) == (THREE, [])


def test_two_processes_of_one_device_may_write_their_lines_out_of_order(tmp_path: Path) -> None:
    events = [answer(number) for number in range(9_000)]
    mixed = [event for pair in zip(events[20::2], events[21::2], strict=True) for event in reversed(pair)]
    write_log(tmp_path / "laptop.jsonl", events[:20] + mixed)
    assert read_folder(tmp_path) == (events, [])


def test_a_file_in_any_order_is_read_at_once_where_it_cannot_be_read_as_a_stream(tmp_path: Path) -> None:
    events = [answer(number) for number in range(9_000)]
    shuffled = [*events]
    random.Random(7).shuffle(shuffled)  # noqa: S311 - the same order each time, no secret
    paths = [write_log(tmp_path / "a.jsonl", shuffled), write_log(tmp_path / "b.jsonl", shuffled[:100])]
    problems: list[LogProblem] = []
    with pytest.raises(OutOfOrderError):
        list(read_events(paths, problems.append))
    assert list(read_events_at_once(paths, problems.append)) == events
    for place in (6_000, len(events)):  # one that comes far too late, in the middle or at the end
        write_log(tmp_path / "a.jsonl", [*events[1:place], events[0], *events[place:]])
        with pytest.raises(OutOfOrderError):
            list(read_events(paths, problems.append))
        assert list(read_events_at_once(paths, problems.append)) == events
    assert problems == []


def test_what_was_taken_back_is_found_in_every_file_and_in_damaged_lines_too(tmp_path: Path) -> None:
    first, second, third = THREE
    write_log(tmp_path / "a.jsonl", [first, undo(4, second)])
    glued = tmp_path / "b.jsonl"
    glued.write_bytes(lines_of([second])[:-1] + lines_of([undo(5, third)]) + b'"undone" nonsense\n')
    unread = tmp_path / "c.jsonl"
    unread.write_bytes(lines_of([undo(6, first)])[:-9] + b"\n" + FOREIGN.replace(b"suspended", b"undoneish"))
    assert read_undone(list_logs(tmp_path)) == {second.id, third.id}


def test_taking_back_what_took_something_back_has_no_effect() -> None:
    first, second, _ = THREE
    taken_back = undo(4, second)
    assert progress_of([first, second, taken_back, undo(5, taken_back)]) == progress_of([first])


def test_taking_back_an_event_that_is_not_there_has_no_effect() -> None:
    first = THREE[0]
    nobody = answer(99)
    assert progress_of([first, undo(4, nobody), undo(5, nobody)]) == progress_of([first])


def test_an_instant_is_read_to_the_microsecond_and_in_utc(log: Path) -> None:
    at = datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    write_log(log, [answer(1, at=at)])
    (event,), _ = read(log)
    assert (event.at, event.at.tzinfo, type(event.id)) == (at, UTC, type(EventId("")))
