import errno
import io
from datetime import timedelta
from pathlib import Path

import pytest
from support.logs import FIRST_AT, RULES, answer, failing, progress_of, seal, undo, write_log

from aiquiz.core.events import Event
from aiquiz.core.progress import Trial, replay, undone_ids
from aiquiz.core.schedulers import Grade
from aiquiz.errors import DataError, NewerFormatError
from aiquiz.store.history import load_history
from aiquiz.store.trials import Trials, read_trials

CARDS = ("drift", "bias", "recall", "dropout")
EVENTS: list[Event] = [answer(number, CARDS[number % 4], Grade(list(Grade)[number % 3])) for number in range(1, 241)]
TAKEN_BACK = [*EVENTS[:200], undo(200.5, EVENTS[199]), undo(200.6, EVENTS[30]), *EVENTS[200:]]


def watched(events: list[Event]) -> list[Trial]:
    """Gives the trials of events in order, without a file."""
    trials: list[Trial] = []
    replay(events, RULES, undone_ids(events), watch=trials.append)
    return trials


def read(folder: Path) -> Trials[Trial]:
    return read_trials(folder, RULES, lambda trial: trial)


def test_without_a_log_there_are_none(tmp_path: Path) -> None:
    assert read(tmp_path / "reviews") == ((), progress_of([]).fit, ())


@pytest.mark.parametrize("events", [EVENTS, TAKEN_BACK], ids=["plain", "with answers taken back"])
def test_every_test_of_memory_is_told_with_what_was_known_before_it(tmp_path: Path, events: list[Event]) -> None:
    write_log(tmp_path / "laptop.jsonl", events[::2])
    write_log(tmp_path / "phone.jsonl", events[1::2])
    found = read(tmp_path)
    progress = progress_of(events)
    assert list(found.taken) == watched(events)
    assert len(found.taken) == progress.fit.reviews > 100
    assert found.fit == progress.fit == load_history(tmp_path, tmp_path / "kept", RULES).progress.fit
    assert len({trial.person for trial in found.taken}) > 1, "else the fit of the day is not tried"


def test_an_answer_taken_back_is_no_trial_and_teaches_nothing(tmp_path: Path) -> None:
    write_log(tmp_path / "laptop.jsonl", TAKEN_BACK)
    without = [event for event in EVENTS if event not in (EVENTS[199], EVENTS[30])]
    assert list(read(tmp_path).taken) == watched(without)


def test_a_log_out_of_order_tells_no_trial_twice(tmp_path: Path) -> None:
    many: list[Event] = [
        answer(number / 8, CARDS[number % 4], at=FIRST_AT + timedelta(days=number // 9)) for number in range(9_000)
    ]
    write_log(tmp_path / "laptop.jsonl", [*many[4_500:], *many[:4_500]])
    assert list(read(tmp_path).taken) == watched(many)


def test_a_line_that_was_stepped_over_is_told_and_one_of_a_newer_version_stops_everything(tmp_path: Path) -> None:
    log = write_log(tmp_path / "laptop.jsonl", EVENTS)
    log.write_bytes(log.read_bytes() + b"garbage\n")
    assert [problem.line for problem in read(tmp_path).problems] == [241]
    log.write_bytes(log.read_bytes() + seal(b'{"v":2,"kind":"reviewed"'))
    with pytest.raises(NewerFormatError):
        read(tmp_path)


def test_a_log_that_cannot_be_read_is_a_data_error(tmp_path: Path) -> None:
    write_log(tmp_path / "laptop.jsonl", EVENTS)
    with failing(io, "open", 1, errno.EIO, tmp_path), pytest.raises(DataError):
        read(tmp_path)


def test_the_snapshot_is_neither_read_nor_written(tmp_path: Path) -> None:
    write_log(tmp_path / "reviews" / "laptop.jsonl", EVENTS)
    read(tmp_path / "reviews")
    assert [path.name for path in tmp_path.iterdir()] == ["reviews"]
