import errno
import os
import stat
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from support.logs import answer, failing, lines_of, read_folder, recorded, write_log

from aiquiz.core.events import Reviewed
from aiquiz.errors import DataError, ExitCode, NotSavedError
from aiquiz.store.append import Appender
from aiquiz.store.locks import locked
from aiquiz.store.records import encode_event

BEFORE = [answer(1), answer(2)]
NEXT, LATER = answer(3), answer(4)
FULL = (errno.ENOSPC, errno.EDQUOT)

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and links are POSIX's")
not_for_root = pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may write anywhere")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return write_log(tmp_path / "reviews" / "laptop.jsonl", BEFORE)


def append(log: Path, *events: Reviewed) -> None:
    with Appender(log) as appender:
        for event in events:
            appender.append(event)


def test_an_event_is_written_in_one_call_and_synced_before_append_returns(log: Path) -> None:
    with Appender(log) as appender, recorded("write", "fsync") as calls:
        for event in (NEXT, LATER):
            appender.append(event)
            calls.append("returned")
    assert calls == ["write", "fsync", "returned"] * 2
    assert log.read_bytes() == lines_of([*BEFORE, NEXT, LATER])


def test_the_name_of_a_new_file_is_synced_too_and_that_of_an_old_one_is_not(tmp_path: Path) -> None:
    for expected in (["fsync"], []):
        with recorded("fsync") as calls, Appender(tmp_path / "reviews" / "laptop.jsonl"):
            pass
        assert calls == expected


def test_a_folder_that_cannot_be_synced_stands_in_nobodys_way(tmp_path: Path) -> None:
    log = tmp_path / "reviews" / "laptop.jsonl"
    with failing(os, "fsync", 1, errno.EINVAL, tmp_path) as sabotage:
        append(log, NEXT)
    assert sabotage.came
    assert log.read_bytes() == encode_event(NEXT)


@only_posix
def test_the_log_and_the_folders_made_for_it_are_the_learners_own(tmp_path: Path) -> None:
    log = tmp_path / "far" / "away" / "reviews" / "laptop.jsonl"
    append(log, NEXT)
    made = [log.parent, *log.parent.parents[:2]]
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in made} == {0o700}
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


@pytest.mark.parametrize("torn", [b"{", b'{"v":1,"kind":"reviewed","id"', encode_event(NEXT)[:-1], b"\0" * 99, b"\r"])
def test_after_a_torn_line_the_next_record_stands_on_a_line_of_its_own(log: Path, torn: bytes) -> None:
    with log.open("ab") as file:
        file.write(torn)
    append(log, LATER)
    assert log.read_bytes() == lines_of(BEFORE) + torn + b"\n" + encode_event(LATER)


def test_a_line_that_another_process_tore_meanwhile_is_ended_too(log: Path) -> None:
    with Appender(log) as appender:
        appender.append(NEXT)
        with log.open("ab") as other:
            other.write(b'{"v":1,')
        appender.append(LATER)
    assert read_folder(log.parent)[0] == [*BEFORE, NEXT, LATER]


@pytest.mark.parametrize("error_number", [*FULL, errno.EIO])
@pytest.mark.parametrize("short", [False, True])
def test_a_write_that_fails_leaves_the_file_as_it_was(log: Path, error_number: int, *, short: bool) -> None:
    with (
        Appender(log) as appender,
        failing(os, "write", 1, error_number, log.parent, short=short) as sabotage,
        pytest.raises(NotSavedError) as caught,
    ):
        appender.append(NEXT)
    assert sabotage.came
    assert log.read_bytes() == lines_of(BEFORE)
    assert caught.value.exit_code is ExitCode.DATA
    assert ("the disk is full" in str(caught.value)) == (error_number in FULL)
    assert str(log) in str(caught.value)
    assert "Those before it are safe" in str(caught.value)


def test_a_short_write_alone_is_gone_on_with(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))
    append(log, NEXT)
    assert log.read_bytes() == lines_of([*BEFORE, NEXT])


@pytest.mark.parametrize("error_number", [*FULL, errno.EIO])
def test_after_a_failed_sync_the_event_is_taken_back_and_nothing_is_tried_again(log: Path, error_number: int) -> None:
    with (
        Appender(log) as appender,
        recorded("write", "fsync", "ftruncate") as calls,
        failing(os, "fsync", 1, error_number, log.parent),
        pytest.raises(NotSavedError),
    ):
        appender.append(NEXT)
    assert [call for call in calls if call != "fsync"] == ["write", "ftruncate"]
    assert log.read_bytes() == lines_of(BEFORE)


def test_a_torn_line_is_as_torn_as_before_when_the_event_after_it_cannot_be_written(log: Path) -> None:
    torn = lines_of(BEFORE) + b'{"v":1,"ki'
    log.write_bytes(torn)
    with Appender(log) as appender, failing(os, "write", 1, errno.ENOSPC, log.parent, short=True):
        with pytest.raises(NotSavedError):
            appender.append(NEXT)
        assert log.read_bytes() == torn
    append(log, LATER)
    assert log.read_bytes() == torn + b"\n" + encode_event(LATER)


def test_where_not_even_cutting_off_works_the_next_event_still_gets_its_own_line(log: Path) -> None:
    with Appender(log) as appender:
        with (
            failing(os, "write", 1, errno.EIO, log.parent, short=True),
            failing(os, "ftruncate", 1, errno.EIO, log.parent),
            pytest.raises(NotSavedError),
        ):
            appender.append(NEXT)
        appender.append(LATER)
    events, problems = read_folder(log.parent)
    assert events == [*BEFORE, LATER]
    assert [problem.line for problem in problems] == [3]


def test_an_unreadable_end_of_the_file_is_not_written_after(log: Path) -> None:
    with Appender(log) as appender, failing(os, "read", 1, errno.EIO, log.parent), pytest.raises(NotSavedError):
        appender.append(NEXT)
    assert log.read_bytes() == lines_of(BEFORE)


def test_each_append_holds_the_lock_of_the_file_and_lets_it_go(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fcntl = pytest.importorskip("fcntl")
    states: list[bool] = []
    real = os.fsync

    def is_locked() -> bool:
        other = os.open(log, os.O_RDWR)
        try:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(other)
        return False

    def watching(descriptor: int) -> None:
        states.append(is_locked())
        real(descriptor)

    with Appender(log) as appender:
        monkeypatch.setattr(os, "fsync", watching)
        appender.append(NEXT)
        states.append(is_locked())
        with failing(os, "write", 1, errno.EIO, log.parent), pytest.raises(NotSavedError):
            appender.append(LATER)
        states.append(is_locked())
    assert states == [True, False, False]


def test_an_append_waits_for_the_process_that_is_in_the_middle_of_one(log: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    turns = count()
    real = fcntl.flock

    def flock(descriptor: int, how: int) -> Any:
        if next(turns) == 0:  # another process has just written half of its line, and goes on while this one waits
            with log.open("ab", buffering=0) as other, locked(other.fileno()):
                other.write(encode_event(LATER)[:20])
                other.write(encode_event(LATER)[20:])
        return real(descriptor, how)

    with pytest.MonkeyPatch.context() as patch, Appender(log) as appender:
        patch.setattr(fcntl, "flock", flock)
        appender.append(NEXT)
    assert log.read_bytes() == lines_of([*BEFORE, LATER, NEXT])


def test_two_holders_of_one_file_lose_no_line(log: Path) -> None:
    with Appender(log) as one, Appender(log) as two:
        for number in range(3, 23):
            (one if number % 2 else two).append(answer(number))
    assert read_folder(log.parent) == ([*BEFORE, *(answer(number) for number in range(3, 23))], [])


def wrong_places(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Gives places that cannot hold a log, each with the path that is to blame."""
    (folder / "file").write_text("mine")
    yield folder / "file" / "laptop.jsonl", folder / "file"
    yield folder / "file" / "reviews" / "laptop.jsonl", folder / "file" / "reviews"
    (folder / "reviews" / "taken.jsonl").mkdir(parents=True)
    yield folder / "reviews" / "taken.jsonl", folder / "reviews" / "taken.jsonl"
    if sys.platform != "win32":
        yield Path("/proc/nowhere/reviews/laptop.jsonl"), Path("/proc/nowhere/reviews")
        (folder / "nowhere").symlink_to(folder / "gone" / "away")
        yield folder / "nowhere" / "laptop.jsonl", folder / "nowhere"
        (folder / "reviews" / "linked.jsonl").symlink_to(folder / "gone" / "away.jsonl")
        yield folder / "reviews" / "linked.jsonl", folder / "reviews" / "linked.jsonl"


def test_a_place_that_cannot_hold_a_log_is_said_with_its_path_and_the_way_out(tmp_path: Path) -> None:
    for place, culprit in wrong_places(tmp_path):
        with pytest.raises(DataError) as caught:
            Appender(place)
        assert str(caught.value).startswith(f"Cannot use {culprit}: ")
        assert caught.value.hint == "Make it writable, or set AIQUIZ_HOME to a folder that is."
        assert caught.value.exit_code is ExitCode.DATA
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("error_number", [errno.EROFS, errno.EACCES, errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("name", ["mkdir", "stat", "open"])
def test_a_folder_that_refuses_is_said(tmp_path: Path, name: str, error_number: int) -> None:
    home = tmp_path / "home"
    with failing(os, name, 1, error_number, home), pytest.raises(DataError, match=r"^Cannot use .*AIQUIZ_HOME"):
        Appender(home / "laptop.jsonl")


@not_for_root
def test_a_folder_without_permission_is_said(log: Path) -> None:
    log.parent.chmod(0o500)
    try:
        with pytest.raises(DataError, match="Permission denied"):
            Appender(log.with_name("other.jsonl"))
    finally:
        log.parent.chmod(0o700)


@only_posix
def test_a_log_that_is_a_link_stays_one_and_its_target_is_written(log: Path) -> None:
    link = log.with_name("linked.jsonl")
    link.symlink_to(log)
    append(link, NEXT)
    assert link.is_symlink()
    assert log.read_bytes() == lines_of([*BEFORE, NEXT])


@only_posix
def test_a_link_to_a_log_that_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    link = tmp_path / "linked.jsonl"
    link.symlink_to(tmp_path / "target.jsonl")
    append(link, NEXT)
    assert link.is_symlink()
    assert (tmp_path / "target.jsonl").read_bytes() == encode_event(NEXT)


@only_posix
def test_a_folder_that_is_a_link_stays_one_and_its_target_is_written(log: Path, tmp_path: Path) -> None:
    link = tmp_path / "synchronised"
    link.symlink_to(log.parent)
    append(link / log.name, NEXT)
    assert link.is_symlink()
    assert log.read_bytes() == lines_of([*BEFORE, NEXT])


@pytest.mark.parametrize("name", ["with two  spaces", "学习 の 記録", "ünïcödé-🙂", "-dash", "a'b\"c$d`e"])
def test_any_name_will_do_for_a_folder(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and '"' in name:
        pytest.skip("not a name on Windows")
    log = tmp_path / name / "reviews" / "laptop.jsonl"
    append(log, NEXT)
    assert read_folder(log.parent) == ([NEXT], [])
