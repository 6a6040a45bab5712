import errno
import os
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.logs import answer, failing, lines_of, write_log

from aiquiz.errors import DataError
from aiquiz.store.backup_list import is_wanted, list_backups
from aiquiz.store.backups import is_sound, make_backup, put_back, unpack, verify
from aiquiz.store.paths import Places, find_places

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = find_places({"AIQUIZ_HOME": str(tmp_path)})
    write_log(places.reviews / "desktop.jsonl", [answer(0), answer(1)])
    places.decks.mkdir()
    (places.decks / "mine.yaml").write_text("- id: mine\n")
    return places


def test_a_backup_holds_the_logs_and_the_decks_and_nothing_else(places: Places) -> None:
    (places.reviews / "notes.txt").write_text("not ours")
    made = make_backup(places, NOW)
    assert made is not None
    assert made.path.name.startswith("2026-11-20T12-00-00Z-")
    assert list_backups(places.backups) == [made]
    assert verify(made.path) == ["reviews/desktop.jsonl", "decks/mine.yaml"]
    assert made.path.stat().st_mode & 0o077 == 0


def test_nothing_to_keep_makes_no_backup(tmp_path: Path) -> None:
    places = find_places({"AIQUIZ_HOME": str(tmp_path)})
    assert make_backup(places, NOW) is None
    assert not is_wanted(places, NOW)
    assert list_backups(places.backups) == []


def test_it_is_time_for_a_backup_when_an_hour_has_passed_and_something_changed(places: Places) -> None:
    assert is_wanted(places, NOW)
    first = make_backup(places, NOW)
    assert not is_wanted(places, NOW + timedelta(days=1))
    assert make_backup(places, NOW + timedelta(days=1)) == first
    write_log(places.reviews / "phone.jsonl", [answer(2)])
    assert not is_wanted(places, NOW + timedelta(minutes=59))
    assert is_wanted(places, NOW + timedelta(minutes=60))
    assert is_wanted(places, NOW - timedelta(days=9))


def test_what_is_too_much_goes_when_another_is_made(places: Places) -> None:
    for day in range(120):
        write_log(places.reviews / "phone.jsonl", [answer(number) for number in range(day + 1)])
        make_backup(places, NOW + timedelta(days=day))
    assert len(list_backups(places.backups)) == 3 + 12 + 10 + 1  # of a fifth month before


def test_files_of_other_names_are_let_be(places: Places) -> None:
    places.backups.mkdir(parents=True)
    (places.backups / "2026-99-99T12-00-00Z-00000000.zip").write_bytes(b"")
    (places.backups / "mine.zip").write_bytes(b"")
    assert list_backups(places.backups) == []
    make_backup(places, NOW)
    assert len(list(places.backups.iterdir())) == 3


def test_what_was_kept_comes_back_and_what_came_later_goes(places: Places, tmp_path: Path) -> None:
    made = make_backup(places, NOW)
    assert made is not None
    write_log(places.reviews / "desktop.jsonl", [])
    write_log(places.reviews / "phone.jsonl", [answer(5)])
    (places.decks / "mine.yaml").unlink()
    places.snapshot.parent.mkdir()
    places.snapshot.write_bytes(b"stale")
    put_back(tmp_path / "unpacked", unpack(made.path, tmp_path / "unpacked"), places)
    assert [path.name for path in places.reviews.iterdir()] == ["desktop.jsonl"]
    assert (places.reviews / "desktop.jsonl").read_bytes() == lines_of([answer(0), answer(1)])
    assert (places.decks / "mine.yaml").read_text() == "- id: mine\n"
    assert not places.snapshot.exists()


@pytest.mark.parametrize("keep", [0, 10, 150, -1])
def test_a_backup_that_is_cut_off_is_no_sound_one(places: Places, tmp_path: Path, keep: int) -> None:
    made = make_backup(places, NOW)
    assert made is not None
    made.path.write_bytes(made.path.read_bytes()[:keep])
    assert not is_sound(made.path)
    with pytest.raises(DataError, match="is no sound backup"):
        unpack(made.path, tmp_path / "unpacked")
    assert not (tmp_path / "unpacked").exists()
    again = make_backup(places, NOW + timedelta(hours=2))
    assert again is not None
    assert again.path != made.path


def test_a_flipped_byte_is_noticed(places: Places) -> None:
    made = make_backup(places, NOW)
    assert made is not None
    data = bytearray(made.path.read_bytes())
    data[70] ^= 1
    made.path.write_bytes(data)
    assert not is_sound(made.path)


@pytest.mark.parametrize(
    "name", ["../x.jsonl", "/etc/x.jsonl", "reviews/../x.jsonl", "reviews\\x.jsonl", "reviews/x.sh", "config.toml"]
)
def test_a_zip_file_with_anything_else_in_it_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / "odd.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
    with pytest.raises(DataError, match="does not belong into a backup"):
        unpack(path, tmp_path / "unpacked")
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_no_half_of_a_backup_and_all_of_the_old_ones(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make_backup(places, NOW)
    write_log(places.reviews / "phone.jsonl", [answer(5)])

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    with pytest.raises(DataError, match="No space left on device"):
        make_backup(places, NOW + timedelta(hours=2))
    assert [path for path in places.backups.iterdir() if old and path != old.path] == []


def test_a_full_disk_while_restoring_is_said(places: Places, tmp_path: Path) -> None:
    made = make_backup(places, NOW)
    assert made is not None
    names = unpack(made.path, tmp_path / "unpacked")
    with failing(os, "replace", 1, errno.ENOSPC, tmp_path), pytest.raises(DataError, match="No space left"):
        put_back(tmp_path / "unpacked", names, places)
    assert (places.reviews / "desktop.jsonl").read_bytes() == lines_of([answer(0), answer(1)])


def test_a_file_in_the_place_of_the_folder_is_said(places: Places) -> None:
    places.state.mkdir()
    places.backups.write_text("")
    with pytest.raises(DataError, match="Cannot use"):
        make_backup(places, NOW)


def test_what_a_process_that_was_killed_left_behind_goes_after_an_hour(places: Places) -> None:
    (places.backups / "unpacked-x" / "reviews").mkdir(parents=True)
    (places.backups / "2026.part").write_bytes(b"half")
    soon = datetime.now(UTC)
    make_backup(places, soon)
    assert len(list(places.backups.iterdir())) == 3
    write_log(places.reviews / "phone.jsonl", [answer(5)])
    make_backup(places, soon + timedelta(hours=2))
    assert [path.suffix for path in places.backups.iterdir()] == [".zip", ".zip"]


def test_logs_that_cannot_be_listed_are_said(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(places.reviews))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(DataError, match="reviews: Permission denied"):
        make_backup(places, NOW)
