import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from aiquiz.errors import DataError
from aiquiz.store.locks import locked, try_lock
from aiquiz.store.session_lock import session_lock

fcntl = pytest.importorskip("fcntl", reason="Windows locks bytes; there the stories are the test")


@pytest.fixture
def descriptors(tmp_path: Path) -> Iterator[list[int]]:
    """Gives one file opened twice: two openings lock each other out, whichever processes they are of."""
    opened = [os.open(tmp_path / "file", os.O_RDWR | os.O_CREAT) for _ in range(2)]
    yield opened
    for descriptor in opened:
        os.close(descriptor)


def without_locks(_descriptor: int, _how: int) -> None:
    raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))


def test_a_lock_is_held_to_the_end_of_the_block_and_no_longer(descriptors: list[int]) -> None:
    one, two = descriptors
    with locked(one):
        assert not try_lock(two)
    assert try_lock(two)


def test_a_lock_is_given_back_when_the_block_fails(descriptors: list[int]) -> None:
    one, two = descriptors
    with pytest.raises(ZeroDivisionError), locked(one):
        _ = 1 / 0
    assert try_lock(two)


def test_a_file_system_without_locks_gets_none_and_nothing_fails(
    descriptors: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", without_locks)
    done = []
    with locked(descriptors[0]):
        done.append("inside")
    with pytest.raises(ZeroDivisionError), locked(descriptors[0]):
        _ = 1 / 0
    assert done == ["inside"]


def test_where_there_are_no_locks_nobody_is_said_to_hold_one(
    descriptors: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", without_locks)
    assert all(try_lock(descriptor) for descriptor in descriptors)


def test_the_first_session_is_alone_and_the_others_are_not(tmp_path: Path) -> None:
    with session_lock(tmp_path / "state") as first:
        with session_lock(tmp_path / "state") as second, session_lock(tmp_path / "state") as third:
            assert (first, second, third) == (True, False, False)
        with session_lock(tmp_path / "elsewhere") as other:
            assert other
    with session_lock(tmp_path / "state") as again:
        assert again


def test_a_lock_file_left_by_a_crash_means_nothing(tmp_path: Path) -> None:
    (tmp_path / "session.lock").write_text("4711")
    with session_lock(tmp_path) as is_alone:
        assert is_alone


def test_a_lock_file_that_cannot_be_opened_stops_no_session(tmp_path: Path) -> None:
    (tmp_path / "session.lock").mkdir()
    with session_lock(tmp_path) as is_alone:
        assert is_alone


def test_a_session_whose_folder_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with ExitStack() as stack, pytest.raises(DataError, match=r"Cannot use .*state"):
        stack.enter_context(session_lock(tmp_path / "file" / "state"))
