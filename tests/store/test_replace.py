import errno
import io
import os
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from support.logs import failing, recorded

from aiquiz.errors import DataError
from aiquiz.store.replace import write_replacing

HOUR_S = 3600

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="links are POSIX's")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "cache" / "progress.json"
    path.parent.mkdir()
    path.write_bytes(b"old")
    return path


def left_over(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if "tmp" in path.name)


def test_a_file_is_replaced_as_a_whole_and_nothing_is_left_over(kept: Path) -> None:
    write_replacing(kept, b"new")
    assert (kept.read_bytes(), left_over(kept.parent)) == (b"new", [])


def test_a_file_and_its_folders_are_made_where_there_are_none(tmp_path: Path) -> None:
    path = tmp_path / "not" / "yet" / "progress.json"
    write_replacing(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_durable_file_is_synced_before_it_takes_its_place(kept: Path) -> None:
    with recorded("fsync", "replace") as calls:
        write_replacing(kept, b"new", durable=True)
        write_replacing(kept, b"newer")
    assert calls == ["fsync", "replace", "replace"]


@pytest.mark.parametrize("error_number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES])
@pytest.mark.parametrize(("owner", "name"), [(os, "fsync"), (os, "replace"), (io, "open")])
def test_whichever_call_fails_the_old_file_stands_and_nothing_is_left_over(
    kept: Path, owner: ModuleType, name: str, error_number: int
) -> None:
    with failing(owner, name, 1, error_number, kept.parent), pytest.raises(OSError) as caught:
        write_replacing(kept, b"new", durable=True)
    assert caught.value.errno == error_number
    assert (kept.read_bytes(), left_over(kept.parent)) == (b"old", [])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
def test_a_disk_that_is_full_leaves_the_old_file_standing(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = io.open

    def full(path: Path, *arguments: object) -> object:
        # Closing is when the last bytes go to the disk, and it fails there.
        return real("/dev/full", "wb") if "tmp" in str(path) else real(path, *arguments)  # type: ignore[call-overload]  # as given

    monkeypatch.setattr(io, "open", full)
    with pytest.raises(OSError, match="No space left"):
        write_replacing(kept, b"new")
    monkeypatch.undo()
    assert kept.read_bytes() == b"old"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(DataError, match=r"Cannot use .*file"):
        write_replacing(tmp_path / "file" / "progress.json", b"new")


def test_a_folder_in_the_place_of_the_file_stays(tmp_path: Path) -> None:
    (tmp_path / "progress.json" / "inner").mkdir(parents=True)
    with pytest.raises(OSError):
        write_replacing(tmp_path / "progress.json", b"new")
    assert (tmp_path / "progress.json" / "inner").is_dir()
    assert left_over(tmp_path) == []


@only_posix
def test_a_link_stays_a_link_and_its_target_is_replaced(kept: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.json"
    link.parent.mkdir()
    link.symlink_to(kept)
    write_replacing(link, b"new")
    assert link.is_symlink()
    assert kept.read_bytes() == b"new"
    assert left_over(link.parent) == left_over(kept.parent) == []


@only_posix
def test_a_link_to_a_link_into_a_linked_folder_is_followed_to_its_end(kept: Path, tmp_path: Path) -> None:
    folder, first, second = (tmp_path / name for name in ("folder", "first", "second"))
    folder.symlink_to(kept.parent)
    second.symlink_to(folder / kept.name)
    first.symlink_to(second)
    write_replacing(first, b"new")
    assert all(link.is_symlink() for link in (folder, first, second))
    assert kept.read_bytes() == b"new"


@pytest.mark.parametrize(("age_s", "stays"), [(HOUR_S + 60, False), (HOUR_S - 60, True), (0, True), (-HOUR_S, True)])
def test_temporary_files_of_a_crash_go_when_they_are_over_an_hour_old(kept: Path, age_s: int, *, stays: bool) -> None:
    abandoned = kept.with_name(".aiquiz-tmp-4711-progress.json")
    abandoned.write_bytes(b"half")
    os.utime(abandoned, (time.time() - age_s,) * 2)
    write_replacing(kept, b"new")
    assert abandoned.exists() == stays


def test_other_files_stay_however_old_they_are(kept: Path) -> None:
    other = kept.with_name("tmp-notes.txt")
    other.write_bytes(b"mine")
    os.utime(other, (0, 0))
    write_replacing(kept, b"new")
    assert other.read_bytes() == b"mine"


def test_a_temporary_file_that_cannot_be_removed_stands_in_nobodys_way(kept: Path) -> None:
    abandoned = kept.with_name(".aiquiz-tmp-4711-progress.json")
    abandoned.mkdir()
    os.utime(abandoned, (0, 0))
    write_replacing(kept, b"new")
    assert kept.read_bytes() == b"new"
