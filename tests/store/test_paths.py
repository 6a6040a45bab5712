import errno
import io
import os
import stat
import sys
from pathlib import Path
from threading import Barrier, Thread

import pytest
from platformdirs import user_cache_path, user_config_path, user_data_path, user_state_path
from support.logs import failing

from aiquiz.errors import DataError, ExitCode
from aiquiz.store.paths import Places, device_name, find_bank, find_places, make_folder

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions and links are POSIX's")


def test_everything_lies_below_the_home_that_is_set(tmp_path: Path) -> None:
    places = find_places({"AIQUIZ_HOME": str(tmp_path)})
    assert places == Places(tmp_path, tmp_path / "cache", tmp_path / "state", tmp_path / "config.toml")
    assert places.reviews == tmp_path / "reviews"
    assert places.snapshot == tmp_path / "cache" / "progress.json"
    assert places.bank_cache == tmp_path / "cache" / "bank.json"
    assert places.crash_log == tmp_path / "state" / "crash.log"


def test_looking_for_the_places_makes_none_of_them(tmp_path: Path) -> None:
    find_places({"AIQUIZ_HOME": str(tmp_path / "new")})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["with two  spaces", "学习 の 記録", "ünïcödé-🙂"])
def test_any_name_will_do_for_a_home(tmp_path: Path, name: str) -> None:
    assert find_places({"AIQUIZ_HOME": str(tmp_path / name)}).data == tmp_path / name


def test_a_relative_home_is_taken_from_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_places({"AIQUIZ_HOME": "portable"}).data == tmp_path / "portable"
    assert find_places({"AIQUIZ_HOME": "."}).data == tmp_path


def test_a_tilde_is_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert find_places({"AIQUIZ_HOME": "~/quiz"}).data == tmp_path / "quiz"
    assert find_bank({"AIQUIZ_BANK": "~/cards"}) == tmp_path / "cards"


@only_posix
def test_the_folder_of_a_user_who_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="Cannot use AIQUIZ_HOME=~nobody-of-this-name/quiz") as caught:
        find_places({"AIQUIZ_HOME": "~nobody-of-this-name/quiz"})
    assert caught.value.exit_code is ExitCode.DATA
    with pytest.raises(DataError, match="Cannot use AIQUIZ_BANK=~nobody-of-this-name"):
        find_bank({"AIQUIZ_HOME": str(tmp_path), "AIQUIZ_BANK": "~nobody-of-this-name"})


def places_of_the_platform() -> Places:
    return Places(
        user_data_path("aiquiz"),
        user_cache_path("aiquiz"),
        user_state_path("aiquiz"),
        user_config_path("aiquiz") / "config.toml",
    )


@pytest.mark.parametrize("environ", [{}, {"AIQUIZ_HOME": ""}, {"AIQUIZ_HOME": " \t"}])
def test_without_a_home_the_platform_says_where(environ: dict[str, str]) -> None:
    assert find_places(environ) == places_of_the_platform()


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="the XDG folders are Linux's")
@pytest.mark.parametrize("value", ["", "  ", "relative/folder", None])
def test_blank_relative_and_missing_xdg_folders_fall_back_as_the_platform_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    places = find_places({})
    assert places == places_of_the_platform()
    if not (value or "").strip():
        assert places == Places(
            tmp_path / ".local/share/aiquiz",
            tmp_path / ".cache/aiquiz",
            tmp_path / ".local/state/aiquiz",
            tmp_path / ".config/aiquiz/config.toml",
        )


@only_posix
def test_without_a_home_variable_the_password_file_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    places = find_places({})
    assert places.data == user_data_path("aiquiz")
    assert all(place.is_absolute() for place in places)


@only_posix
def test_missing_folders_are_made_for_their_owner_only_and_old_ones_left_as_they_are(tmp_path: Path) -> None:
    open_to_all = tmp_path / "shared"
    open_to_all.mkdir(mode=0o755)
    open_to_all.chmod(0o755)
    make_folder(open_to_all / "a" / "b" / "c")
    modes = [stat.S_IMODE((open_to_all / name).stat().st_mode) for name in (".", "a", "a/b", "a/b/c")]
    assert modes == [0o755, 0o700, 0o700, 0o700]
    make_folder(open_to_all)
    assert stat.S_IMODE(open_to_all.stat().st_mode) == 0o755


@only_posix
def test_a_link_to_a_folder_is_a_folder_and_a_link_to_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    make_folder(tmp_path / "link")
    (tmp_path / "dangling").symlink_to(tmp_path / "gone")
    with pytest.raises(DataError, match=r"Cannot use .*dangling"):
        make_folder(tmp_path / "dangling")
    assert (tmp_path / "link").is_symlink()


def test_a_file_in_the_way_is_said_and_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "inner", tmp_path / "file" / "further" / "in"):
        with pytest.raises(DataError) as caught:
            make_folder(folder)
        assert str(folder) in str(caught.value)
        assert "AIQUIZ_HOME" in str(caught.value)
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("turn", [1, 2, 3])
@pytest.mark.parametrize("error_number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_whichever_folder_cannot_be_made_it_is_said(tmp_path: Path, turn: int, error_number: int) -> None:
    # The first call finds the parent missing; the second makes it.
    with failing(os, "mkdir", turn, error_number, tmp_path), pytest.raises(DataError, match=r"^Cannot use "):
        make_folder(tmp_path / "a" / "b")


def test_a_device_keeps_its_name(tmp_path: Path) -> None:
    assert device_name(tmp_path / "state", "Ada's Laptop.local", "abc123") == "ada-s-laptop-local-abc123"
    assert device_name(tmp_path / "state", "Ada's Laptop.local", "fff000") == "ada-s-laptop-local-abc123"


def test_a_data_folder_that_travels_to_another_host_gets_a_log_for_it(tmp_path: Path) -> None:
    assert device_name(tmp_path, "laptop", "abc123") == "laptop-abc123"
    assert device_name(tmp_path, "desktop", "fff000") == "desktop-fff000"
    assert device_name(tmp_path, "laptop", "111111") == "laptop-abc123"


@pytest.mark.parametrize("host", ["", "…", "学习", "../../etc/passwd", "a" * 300, "con\0\n/x"])
def test_any_host_makes_the_name_of_a_file(tmp_path: Path, host: str) -> None:
    name = device_name(tmp_path / "state", host, "abc123")
    assert name.endswith("-abc123")
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(name) < 60
    (tmp_path / f"{name}.jsonl").touch()


@pytest.mark.parametrize("left", [b"", b"\n", b"\0\0\0", b"\xff\xfe"])
def test_a_token_lost_to_a_crash_or_a_full_disk_is_drawn_again_and_then_kept(tmp_path: Path, left: bytes) -> None:
    (tmp_path / "device-laptop").write_bytes(left)
    assert device_name(tmp_path, "laptop", "abc123") == "laptop-abc123"
    assert device_name(tmp_path, "laptop", "fff000") == "laptop-abc123"


def test_many_first_starts_at_once_agree_on_one_name(tmp_path: Path) -> None:
    barrier = Barrier(8)
    names: list[str] = []

    def start(number: int) -> None:
        barrier.wait()
        names.append(device_name(tmp_path, "laptop", f"token{number}"))

    threads = [Thread(target=start, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == 8
    assert len(set(names)) == 1


def test_a_token_that_another_process_has_written_meanwhile_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    real = fcntl.flock

    def flock(descriptor: int, how: int) -> None:
        (tmp_path / "device-laptop").write_text("abc123")
        real(descriptor, how)

    monkeypatch.setattr(fcntl, "flock", flock)
    assert device_name(tmp_path, "laptop", "fff000") == "laptop-abc123"


def test_a_folder_in_the_place_of_the_token_is_said(tmp_path: Path) -> None:
    (tmp_path / "device-laptop").mkdir()
    with pytest.raises(DataError, match=r"Cannot use .*device-laptop"):
        device_name(tmp_path, "laptop", "abc123")


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_token_that_cannot_be_read_or_written_is_said(tmp_path: Path, turn: int) -> None:
    with failing(io, "open", turn, errno.EIO, tmp_path) as sabotage, pytest.raises(DataError, match="Cannot use"):
        device_name(tmp_path, "laptop", "abc123")
    assert sabotage.came
