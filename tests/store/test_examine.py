import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.logs import RULES, answer, read_folder, seal, undo, write_log

from aiquiz.core.events import Event
from aiquiz.errors import NewerFormatError
from aiquiz.store.backups import make_backup
from aiquiz.store.examine import Examined, Finding, Remedy, examine_logs
from aiquiz.store.history import load_history
from aiquiz.store.log import list_logs
from aiquiz.store.mending import mend_log
from aiquiz.store.paths import Places, find_places
from aiquiz.store.records import encode_event
from aiquiz.store.surroundings import examine_backups, examine_folders, examine_snapshot

LATEST = datetime(2030, 1, 1, tzinfo=UTC)
FUTURE = answer(3, at=datetime(2099, 5, 6, 7, 8, tzinfo=UTC))
EVENTS: list[Event] = [answer(number) for number in range(4)]
DREAMT = seal(b'{"v":1,"kind":"dreamt","id":"01a20256-3f97-779a-b3a2-228e72e34648"')


def examine(folder: Path) -> Examined:
    return examine_logs(list_logs(folder), LATEST)


def said(examined: Examined) -> list[tuple[int, str, bool, Remedy | None]]:
    return [(found.line, found.message, found.is_note, found.remedy) for found in examined.findings]


def test_sound_logs_give_nothing_however_many_copies_there_are(tmp_path: Path) -> None:
    write_log(tmp_path / "a.jsonl", EVENTS)
    write_log(tmp_path / "a (conflicted copy).jsonl", EVENTS)
    found = examine(tmp_path)
    assert (found.findings, found.lines, found.is_newer) == ((), 8, False)
    assert [(card, asked.times, asked.line) for card, asked in found.cards.items()] == [("overfitting", 8, 1)]


def test_every_kind_of_line_is_told_with_its_number(tmp_path: Path) -> None:
    first, second, third = map(encode_event, EVENTS[:3])
    newer = seal(b'{"v":2,"kind":"reviewed","id":"01"')
    (tmp_path / "a.jsonl").write_bytes(first.replace(b"good", b"easy") + DREAMT + second + newer + third[:40])
    found = examine(tmp_path)
    assert said(found) == [
        (1, "the line is damaged", False, Remedy.MEND),
        (2, "of a kind that this version does not know; kept", True, None),
        (4, "written by a newer aiquiz: please update", False, None),
        (5, "the last line is torn", False, Remedy.MEND),
    ]
    assert found.is_newer


def test_an_event_from_the_future_is_told_until_it_is_left_out(tmp_path: Path) -> None:
    write_log(tmp_path / "a.jsonl", [*EVENTS[:2], FUTURE])
    assert said(examine(tmp_path)) == [(3, "from the future: 2099-05-06 07:08 UTC", False, Remedy.LEAVE_OUT)]
    assert examine(tmp_path).findings[0].event == FUTURE.id
    write_log(tmp_path / "b.jsonl", [undo(9, FUTURE)])
    assert said(examine(tmp_path)) == []


def test_one_id_for_two_things_is_told(tmp_path: Path) -> None:
    write_log(tmp_path / "a.jsonl", EVENTS[:1])
    write_log(tmp_path / "b.jsonl", [answer(0, "bias")])
    message = f"the id {EVENTS[0].id} stands for something else too; the first one counts"
    assert said(examine(tmp_path)) == [(1, message, False, None)]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    found = examine_logs([tmp_path / "gone.jsonl"], LATEST)
    assert [(finding.line, "gone.jsonl" in finding.message) for finding in found.findings] == [(0, True)]


def test_mending_keeps_every_whole_record_and_the_file_as_it_was(tmp_path: Path) -> None:
    first, second, third, fourth = map(encode_event, EVENTS)
    path = tmp_path / "a.jsonl"
    before = first + second[:-1] + third + b"\x00\x00\n" + DREAMT + fourth[:60]
    path.write_bytes(before)
    kept = mend_log(path, "20261120")
    assert kept == tmp_path / "a.jsonl.before-mending-20261120"
    assert kept.read_bytes() == before
    assert path.read_bytes() == first + second + third + DREAMT
    assert read_folder(tmp_path) == (EVENTS[:3], [])
    assert [found.is_note for found in examine(tmp_path).findings] == [True]


def test_a_file_of_a_newer_version_is_not_mended(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x\n" + seal(b'{"v":2,"kind":"reviewed","id":"01"'))
    with pytest.raises(NewerFormatError):
        mend_log(path, "now")
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = find_places({"AIQUIZ_HOME": str(tmp_path / "home")})
    write_log(places.reviews / "a.jsonl", [answer(number) for number in range(600)])
    load_history(places.reviews, places.snapshot, RULES)
    assert places.snapshot.is_file()
    return places


def messages(findings: list[Finding]) -> list[tuple[str, bool, bool]]:
    return [(found.message, found.is_note, found.remedy is not None) for found in findings]


def test_a_sound_snapshot_gives_nothing(places: Places) -> None:
    assert list(examine_snapshot(places, RULES)) == []


def test_a_damaged_snapshot_is_a_note(places: Places) -> None:
    places.snapshot.write_bytes(b"null")
    message = "is damaged, or of other settings or another version"
    assert messages(list(examine_snapshot(places, RULES))) == [(message, True, True)]


def test_a_log_that_is_gone_is_a_problem_unless_all_of_it_is_elsewhere(places: Places) -> None:
    path = places.reviews / "a.jsonl"
    path.rename(path.with_name("b.jsonl"))
    message = "is gone; all that it held is in other files"
    assert messages(list(examine_snapshot(places, RULES))) == [(message, True, True)]
    path.with_name("b.jsonl").unlink()
    message = "is gone, and answers with it: put it back, or take `aiquiz backup restore`"
    assert messages(list(examine_snapshot(places, RULES))) == [(message, False, False)]


def test_folders_that_cannot_be_written_and_a_full_disk_are_told(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert list(examine_folders(places)) == []
    places.state.write_text("")
    monkeypatch.setattr(os, "access", lambda path, _: path != places.reviews)
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 7_000_000}))
    assert [(found.path, found.message) for found in examine_folders(places)] == [
        (places.reviews, "cannot be written: no permission"),
        (places.state, "is a file, and should be a folder"),
        (places.data, "the disk is nearly full: 7 MB are left"),
    ]


def test_backups_that_are_missing_old_or_damaged_are_told(places: Places) -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    missing = "there is no backup yet: `aiquiz backup now` makes one"
    assert messages(list(examine_backups(places, now))) == [(missing, True, False)]
    made = make_backup(places, now)
    assert made is not None
    assert list(examine_backups(places, now + timedelta(days=8))) == []
    write_log(places.reviews / "b.jsonl", EVENTS)
    old = "the newest backup is of 2026-11-20: `aiquiz backup now` makes another"
    assert messages(list(examine_backups(places, now + timedelta(days=8)))) == [(old, True, False)]
    made.path.write_bytes(b"")
    damaged = "the newest backup cannot be read: `aiquiz backup now` makes another"
    assert messages(list(examine_backups(places, now))) == [(damaged, False, False)]
