import errno
import io
import os
from pathlib import Path
from types import ModuleType
from zlib import crc32

import pytest
from support.logs import RULES, answer, failing, lines_of, progress_of, write_log

from aiquiz.core.cards import CardId
from aiquiz.core.confidence import Confidences, Said
from aiquiz.core.events import Answered, Confidence, Event
from aiquiz.core.progress import Progress, Rules
from aiquiz.core.schedulers import BothModels, Grade, by_name
from aiquiz.core.schedulers.fsrs import Fsrs6
from aiquiz.store.snapshot import Mark, Snapshot, load_snapshot, mark_file, save_snapshot, still_fits

EVENTS = [answer(1, "drift"), answer(2, "bias", Grade.AGAIN), answer(9, "drift", Grade.EASY)]


class Later(BothModels):
    """The schedulers as a later version may have them."""

    version = BothModels.version + 1


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return write_log(tmp_path / "reviews" / "laptop.jsonl", EVENTS)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "progress.json"


@pytest.fixture
def snapshot(log: Path) -> Snapshot:
    return Snapshot(progress_of(EVENTS), {log.name: mark_file(log)}, EVENTS[-1].id)


def test_a_snapshot_is_read_as_it_was_saved(kept: Path, snapshot: Snapshot) -> None:
    save_snapshot(kept, snapshot, RULES)
    assert load_snapshot(kept, RULES) == snapshot


def test_what_was_said_before_the_answers_is_kept_and_what_waits_for_its_grade(kept: Path) -> None:
    said = [
        Answered(answer(number).id, answer(number).at, 0, CardId(card), confidence=confidence)
        for number, card, confidence in (
            (0.5, "drift", Confidence.SURE),
            (1.5, "bias", Confidence.UNSURE),
            (10, "drift", Confidence.UNSURE),
        )
    ]
    events: list[Event] = [said[0], answer(0.51, "drift"), said[1], answer(1.51, "bias", Grade.AGAIN), said[2]]
    progress = progress_of(events)
    assert progress.confidences == Confidences(
        {Confidence.SURE: (1, 1), Confidence.UNSURE: (0, 1)},
        {CardId("drift"): Said(said[2].at, Confidence.UNSURE)},
    )
    save_snapshot(kept, Snapshot(progress), RULES)
    assert load_snapshot(kept, RULES) == Snapshot(progress)


def test_a_snapshot_of_nothing_is_one_too(kept: Path) -> None:
    save_snapshot(kept, Snapshot(), RULES)
    assert load_snapshot(kept, RULES) == Snapshot(Progress({}, {}), {}, Snapshot().last_id)


def test_there_is_none_before_one_is_saved(kept: Path) -> None:
    assert load_snapshot(kept, RULES) is None


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b"{}", b"\0" * 300, b"00000000", b"\xff\xfe", b"00000000null"])
def test_anything_else_in_its_place_is_none(kept: Path, data: bytes) -> None:
    kept.parent.mkdir()
    kept.write_bytes(data)
    assert load_snapshot(kept, RULES) is None


@pytest.mark.parametrize("body", [b"null", b"[]", b"{}", b"[1,2,3,4,5]", b"[" * 100_000])
def test_another_document_is_none_though_its_sum_fits(kept: Path, body: bytes) -> None:
    kept.parent.mkdir()
    kept.write_bytes(b"%08x" % crc32(body) + body)
    assert load_snapshot(kept, RULES) is None


def test_a_snapshot_cut_anywhere_is_none(kept: Path, snapshot: Snapshot) -> None:
    save_snapshot(kept, snapshot, RULES)
    whole = kept.read_bytes()
    for length in range(len(whole)):
        kept.write_bytes(whole[:length])
        assert load_snapshot(kept, RULES) is None


def test_a_snapshot_with_a_flipped_bit_anywhere_is_none(kept: Path, snapshot: Snapshot) -> None:
    save_snapshot(kept, snapshot, RULES)
    whole = kept.read_bytes()
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        kept.write_bytes(flipped)
        assert load_snapshot(kept, RULES) is None


def test_a_folder_in_its_place_is_none_and_stays(kept: Path, snapshot: Snapshot) -> None:
    kept.mkdir(parents=True)
    assert load_snapshot(kept, RULES) is None
    save_snapshot(kept, snapshot, RULES)
    assert kept.is_dir()


@pytest.mark.parametrize("rules", [Rules(RULES.scheduler, 3), Rules(Later("sm-2", Fsrs6()))])
def test_other_rules_need_another_snapshot(kept: Path, snapshot: Snapshot, rules: Rules) -> None:
    save_snapshot(kept, snapshot, RULES)
    assert load_snapshot(kept, rules) is None
    save_snapshot(kept, snapshot, rules)
    assert load_snapshot(kept, RULES) is None


def test_another_scheduler_or_retention_needs_no_other_snapshot(kept: Path, snapshot: Snapshot) -> None:
    save_snapshot(kept, snapshot, RULES)
    assert load_snapshot(kept, Rules(by_name("fsrs-6", 0.8))) == snapshot


@pytest.mark.parametrize("error_number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
@pytest.mark.parametrize(("owner", "name"), [(io, "open"), (os, "replace")])
def test_when_it_cannot_be_saved_the_old_one_stands_and_nobody_is_troubled(
    kept: Path, snapshot: Snapshot, owner: ModuleType, name: str, error_number: int
) -> None:
    save_snapshot(kept, Snapshot(), RULES)
    before = kept.read_bytes()
    with failing(owner, name, 1, error_number, kept.parent) as sabotage:
        save_snapshot(kept, snapshot, RULES)
    assert sabotage.came
    assert [path.read_bytes() for path in kept.parent.iterdir()] == [before]


def test_a_file_in_the_place_of_the_cache_troubles_nobody(kept: Path, snapshot: Snapshot) -> None:
    kept.parent.write_text("mine")
    save_snapshot(kept, snapshot, RULES)
    assert load_snapshot(kept, RULES) is None
    assert kept.parent.read_text() == "mine"


def test_a_mark_covers_whole_lines_only(log: Path) -> None:
    whole = lines_of(EVENTS)
    for length in range(len(whole) + 1):
        log.write_bytes(whole[:length])
        mark = mark_file(log)
        assert mark.lines == whole[:length].count(b"\n")
        assert mark.length == whole[:length].rfind(b"\n") + 1


def test_a_mark_that_goes_on_from_another_is_the_same_as_one_from_the_beginning(log: Path) -> None:
    whole = lines_of(EVENTS)
    for length in range(0, len(whole) + 1, 5):
        log.write_bytes(whole[:length])
        first = mark_file(log)
        log.write_bytes(whole)
        assert mark_file(log, first) == mark_file(log)


def test_a_mark_is_right_for_a_file_larger_than_what_is_read_at_once(log: Path) -> None:
    data = b"".join(b"%d" % number * 700 + b"\n" for number in range(3_000))
    log.write_bytes(data + b"no newline" * 200_000)
    mark = mark_file(log)
    assert (mark.length, mark.lines, mark.crc) == (len(data), 3_000, crc32(data))
    assert still_fits(log, mark)


def test_a_mark_fits_a_file_that_grew_and_one_that_is_as_it_was(log: Path) -> None:
    mark = mark_file(log)
    assert still_fits(log, mark)
    with log.open("ab") as file:
        file.write(b"more\n")
    assert still_fits(log, mark)


@pytest.mark.parametrize("change", ["shorter", "other", "gone", "empty"])
def test_a_mark_fits_no_file_whose_beginning_changed(log: Path, change: str) -> None:
    mark = mark_file(log)
    whole = log.read_bytes()
    if change == "gone":
        log.unlink()
    else:
        log.write_bytes({"shorter": whole[:-1], "other": whole.replace(b"good", b"easy") + b"x", "empty": b""}[change])
    assert not still_fits(log, mark)


def test_a_copy_of_the_file_elsewhere_fits_by_what_is_in_it(log: Path, tmp_path: Path) -> None:
    mark = mark_file(log)
    restored = tmp_path / "restored.jsonl"
    restored.write_bytes(log.read_bytes())
    os.utime(restored, (0, 0))
    assert still_fits(restored, mark)


def test_a_file_that_cannot_be_read_fits_nothing(log: Path) -> None:
    mark = mark_file(log)
    os.utime(log, (0, 0))
    with failing(io, "open", 1, errno.EIO, log.parent):
        assert not still_fits(log, mark)
    assert still_fits(log, Mark(mark.length, mark.lines, mark.crc, (0, 0, 0, 0)))
