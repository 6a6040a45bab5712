import errno
import io
import os
import sys
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import ModuleType

import pytest
from support.logs import APART, FIRST_AT, RULES, answer, failing, lines_of, progress_of, recorded, seal, undo, write_log

from aiquiz.core.days import to_date
from aiquiz.core.events import Event
from aiquiz.core.progress import Rules, due_on, replay
from aiquiz.core.schedulers import Grade
from aiquiz.errors import DataError, NewerFormatError
from aiquiz.store.append import Appender
from aiquiz.store.history import History, catch_up, load_history
from aiquiz.store.records import encode_event
from aiquiz.store.snapshot import NO_EVENT, Snapshot, load_snapshot, save_snapshot

CARDS = ("drift", "bias", "recall", "dropout")
EVENTS: list[Event] = [answer(number, CARDS[number % 4], Grade(list(Grade)[number % 3])) for number in range(1, 21)]
AFTER = [answer(number, CARDS[number % 4]) for number in range(21, 26)]


class Learner:
    """A folder of logs with a snapshot beside it."""

    def __init__(self, folder: Path) -> None:
        self.reviews = folder / "reviews"
        self.kept = folder / "cache" / "progress.json"
        self.laptop = self.reviews / "laptop.jsonl"
        self.phone = self.reviews / "phone.jsonl"

    def load(self) -> History:
        return load_history(self.reviews, self.kept, RULES)

    def save(self) -> History:
        """Loads, and keeps what came of it, as a sitting does at its end."""
        history = self.load()
        save_snapshot(self.kept, history.snapshot, RULES)
        return history

    def replay(self) -> History:
        return catch_up(self.reviews, Snapshot(), RULES)


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    learner = Learner(tmp_path)
    write_log(learner.laptop, EVENTS)
    return learner


def add(path: Path, *events: Event, raw: bytes = b"") -> None:
    with path.open("ab") as file:
        file.write(lines_of(events) + raw)


def test_without_a_log_nothing_was_done_and_nothing_is_made(tmp_path: Path) -> None:
    history = load_history(tmp_path / "reviews", tmp_path / "cache" / "progress.json", RULES)
    assert history.progress == progress_of([])
    assert (history.problems, history.missing, history.snapshot.last_id) == ((), (), NO_EVENT)
    assert list(tmp_path.iterdir()) == []


def test_the_log_alone_says_where_the_learner_stands(learner: Learner) -> None:
    history = learner.load()
    assert history.progress == progress_of(EVENTS)
    assert history.snapshot.last_id == EVENTS[-1].id
    assert history.folded_lines == len(EVENTS)


def test_with_a_snapshot_a_start_opens_no_log_that_did_not_change(learner: Learner) -> None:
    learner.save()
    with failing(io, "open", 1, errno.EIO, learner.reviews) as sabotage:
        history = learner.load()
    assert not sabotage.came
    assert (history.progress, history.folded_lines) == (progress_of(EVENTS), 0)


def test_only_the_new_lines_are_folded_on_top_of_a_snapshot(learner: Learner) -> None:
    learner.save()
    add(learner.laptop, *AFTER)
    write_log(learner.phone, [answer(30, "bias")])
    history = learner.load()
    assert history.folded_lines == len(AFTER) + 1
    assert history.progress == progress_of([*EVENTS, *AFTER, answer(30, "bias")])
    assert history.snapshot.marks == learner.replay().snapshot.marks
    assert history.snapshot.last_id == answer(30).id


def test_deleting_the_snapshot_changes_nothing(learner: Learner) -> None:
    learner.save()
    add(learner.laptop, *AFTER)
    before = learner.save().progress
    learner.kept.unlink()
    assert learner.load().progress == before


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b"garbage", None])
def test_a_ruined_snapshot_is_made_anew_from_the_log_without_a_word(learner: Learner, data: bytes | None) -> None:
    learner.save()
    whole = learner.kept.read_bytes()
    learner.kept.write_bytes(whole[: len(whole) // 2] if data is None else data)
    history = learner.save()
    assert history.progress == progress_of(EVENTS)
    assert (history.problems, history.missing) == ((), ())
    assert learner.kept.read_bytes() == whole


def test_other_rules_replay_the_log(learner: Learner) -> None:
    learner.save()
    night_owl = Rules(RULES.scheduler, 12)
    history = load_history(learner.reviews, learner.kept, night_owl)
    assert history.progress == replay(EVENTS, night_owl)
    assert history.progress != progress_of(EVENTS)


def late_answer(learner: Learner) -> list[Event]:
    """A device that was offline sends an answer older than what is folded already."""
    add(learner.phone, answer(3.5, "bias", Grade.AGAIN))
    return [answer(3.5, "bias", Grade.AGAIN)]


def late_undo(learner: Learner) -> list[Event]:
    """An answer that is folded already is taken back."""
    add(learner.laptop, undo(22, EVENTS[4]))
    return [undo(22, EVENTS[4])]


def undo_of_nothing(learner: Learner) -> list[Event]:
    add(learner.laptop, undo(22, answer(99)))
    return [undo(22, answer(99))]


def copies(learner: Learner) -> list[Event]:
    """The new lines stand twice, and a conflict copy has the old ones too."""
    add(learner.laptop, *AFTER, *AFTER)
    write_log(learner.reviews / "laptop (conflict).jsonl", [*EVENTS, *AFTER])
    return [*AFTER]


def twins(learner: Learner) -> list[Event]:
    add(learner.laptop, *AFTER)
    add(learner.phone, *AFTER)
    return [*AFTER]


def many_lines(learner: Learner) -> list[Event]:
    """More than is held in memory at once."""
    events = [answer(number, f"card-{number % 50}") for number in range(100, 6_600)]
    add(learner.phone, *events)
    assert learner.phone.stat().st_size > 1 << 20
    return [*events]


def swapped_lines(learner: Learner) -> list[Event]:
    """Two processes wrote at once."""
    add(learner.laptop, *AFTER[::-1])
    return [*AFTER]


@pytest.mark.parametrize(
    "change",
    [late_answer, late_undo, undo_of_nothing, copies, twins, many_lines, swapped_lines],
    ids=lambda f: f.__name__,
)
def test_whatever_comes_in_a_snapshot_and_the_new_lines_give_what_a_full_replay_gives(
    learner: Learner, change: Callable[[Learner], list[Event]]
) -> None:
    write_log(learner.phone, [])
    learner.save()
    events = [*EVENTS, *change(learner)]
    expected = progress_of(events)
    for history in (learner.load(), learner.save(), learner.load(), learner.replay()):
        assert history.progress == expected
        assert history.problems == ()


@pytest.mark.slow
@pytest.mark.parametrize("kept", [True, False], ids=["beyond-a-snapshot", "from-the-beginning"])
def test_two_hundred_thousand_events_are_replayed_as_a_stream(tmp_path: Path, *, kept: bool) -> None:
    learner = Learner(tmp_path)
    write_log(learner.laptop, EVENTS)
    write_log(learner.phone, [])
    if kept:
        learner.save()
    per_file = 100_000
    for path in (learner.laptop, learner.phone):
        is_phone = path == learner.phone
        with path.open("ab") as file:
            for number in range(per_file):
                at = FIRST_AT + timedelta(minutes=number)
                file.write(encode_event(answer(1000 + number + is_phone / 2, CARDS[number % 4], at=at)))
    tracemalloc.start()
    try:
        history = learner.load()
        _, peak_bytes = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    reviews = sum(standing.reviews for standing in history.progress.standings.values())
    assert reviews == len(EVENTS) + 2 * per_file
    assert history.folded_lines == reviews
    # The files have 34 MB, their events as objects 70; a stream takes 9.
    assert peak_bytes < 16 << 20


def test_a_log_that_was_changed_behind_the_snapshot_is_read_anew(learner: Learner) -> None:
    learner.save()
    kept = [event for event in EVENTS if event is not EVENTS[3]]
    write_log(learner.laptop, kept)
    assert learner.load().progress == progress_of(kept)
    write_log(learner.laptop, [*EVENTS[::-1], *AFTER])
    assert learner.load().progress == progress_of([*EVENTS, *AFTER])


def test_a_last_record_without_its_newline_counts_once_however_often_it_is_read(learner: Learner) -> None:
    add(learner.laptop, raw=lines_of(AFTER[:1])[:-1])
    expected = progress_of([*EVENTS, AFTER[0]])
    for _ in range(3):
        history = learner.save()
        assert (history.progress, history.problems) == (expected, ())
    with Appender(learner.laptop) as appender:
        appender.append(AFTER[1])
    assert learner.save().progress == learner.load().progress == progress_of([*EVENTS, *AFTER[:2]])


def test_a_torn_last_line_is_noted_by_number_and_after_the_next_sitting_no_more(learner: Learner) -> None:
    learner.save()
    add(learner.laptop, AFTER[0], raw=b'{"v":1,"kind":"reviewed","id":"01')
    history = learner.save()
    assert [str(problem) for problem in history.problems] == [
        f"{learner.laptop}:22: the last line is torn; stepped over, and kept in the file"
    ]
    assert history.progress == progress_of([*EVENTS, AFTER[0]])
    with Appender(learner.laptop) as appender:
        appender.append(AFTER[1])
    assert learner.save().progress == progress_of([*EVENTS, *AFTER[:2]])
    assert learner.load().problems == ()


def test_damage_among_the_new_lines_is_noted_by_the_number_of_its_line_in_the_file(learner: Learner) -> None:
    learner.save()
    add(learner.laptop, AFTER[0], raw=b"\n\nnonsense\n")
    add(learner.laptop, AFTER[1])
    history = learner.load()
    assert [(problem.path, problem.line) for problem in history.problems] == [(learner.laptop, 24)]
    assert history.progress == progress_of([*EVENTS, *AFTER[:2]])
    assert [problem.line for problem in learner.replay().problems] == [24]


@pytest.mark.parametrize("kept", [True, False])
def test_kinds_and_fields_of_later_times_are_kept_and_passed_over(learner: Learner, *, kept: bool) -> None:
    if kept:
        learner.save()
    foreign = seal(b'{"v":1,"kind":"suspended","id":"01a","at":"2026-11-22T08:18:56Z","offset_minutes":0,"card":"bias"')
    more = seal(lines_of([AFTER[0]]).split(b',"sum"')[0] + b',"mood":"calm"')
    add(learner.laptop, raw=foreign + more)
    before = learner.laptop.read_bytes()
    for history in (learner.save(), learner.load(), learner.replay()):
        assert (history.progress, history.problems) == (progress_of([*EVENTS, AFTER[0]]), ())
    assert learner.laptop.read_bytes() == before


@pytest.mark.parametrize("kept", [True, False])
def test_a_newer_log_is_refused_and_nothing_is_written(learner: Learner, *, kept: bool) -> None:
    if kept:
        learner.save()
    write_log(learner.phone, [answer(40)])
    add(learner.phone, raw=seal(b'{"v":2,"kind":"answered","id":"x"'))
    before = {path: path.read_bytes() for path in learner.reviews.parent.rglob("*") if path.is_file()}
    with pytest.raises(NewerFormatError, match=r"phone\.jsonl:2 was written by a newer aiquiz, please update"):
        learner.load()
    assert before == {path: path.read_bytes() for path in learner.reviews.parent.rglob("*") if path.is_file()}


def test_a_log_that_is_gone_while_the_snapshot_remembers_it_is_named_until_a_sitting_has_ended(
    learner: Learner,
) -> None:
    write_log(learner.phone, AFTER)
    learner.save()
    contents = learner.laptop.read_bytes()
    learner.laptop.unlink()
    for _ in range(2):
        history = learner.load()
        assert history.missing == ("laptop.jsonl",)
        assert history.progress == progress_of(AFTER)
    assert learner.save().missing == ("laptop.jsonl",)
    assert learner.load().missing == ()
    learner.laptop.write_bytes(contents)
    assert learner.load().progress == progress_of([*EVENTS, *AFTER])


def test_looking_at_a_long_history_does_not_forget_a_log_that_is_gone(learner: Learner) -> None:
    write_log(learner.phone, [answer(1_000 + number, f"card-{number}") for number in range(600)])
    learner.save()
    learner.laptop.unlink()
    assert [learner.load().missing for _ in range(2)] == [("laptop.jsonl",)] * 2


def test_when_the_whole_folder_is_gone_every_log_is_named(learner: Learner) -> None:
    write_log(learner.phone, AFTER)
    learner.save()
    learner.reviews.rename(learner.reviews.with_name("moved"))
    history = learner.load()
    assert history.missing == ("laptop.jsonl", "phone.jsonl")
    assert history.progress == progress_of([])


def test_a_log_that_shrank_is_read_as_it_is(learner: Learner) -> None:
    learner.save()
    write_log(learner.laptop, EVENTS[:3])
    assert learner.load().progress == progress_of(EVENTS[:3])
    write_log(learner.laptop, [])
    assert learner.load().progress == progress_of([])


def test_a_long_replay_is_kept_though_nothing_was_answered_and_a_short_one_is_not(learner: Learner) -> None:
    learner.load()
    assert not learner.kept.exists()
    write_log(learner.laptop, [answer(number) for number in range(500)])
    history = learner.load()
    assert load_snapshot(learner.kept, RULES) == history.snapshot
    assert learner.load().folded_lines == 0


@pytest.mark.parametrize(("owner", "name", "turn"), [(os, "mkdir", 1), (os, "replace", 1), (io, "open", 2)])
def test_a_cache_that_cannot_be_written_stops_nobody(learner: Learner, owner: ModuleType, name: str, turn: int) -> None:
    events = [answer(number) for number in range(500)]
    write_log(learner.laptop, events)
    with failing(owner, name, turn, errno.EROFS, learner.kept.parent) as sabotage:
        assert learner.load().progress == progress_of(events)
    assert sabotage.came
    assert not learner.kept.exists()


def test_a_file_in_the_place_of_the_cache_stops_nobody(learner: Learner) -> None:
    events = [answer(number) for number in range(500)]
    write_log(learner.laptop, events)
    learner.kept.parent.write_text("mine")
    assert learner.load().progress == progress_of(events)


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize(("owner", "name"), [(os, "stat"), (io, "open"), (os, "listdir"), (os, "scandir")])
def test_a_log_that_cannot_be_read_is_said_at_whichever_call_it_fails(
    learner: Learner, owner: ModuleType, name: str, *, kept: bool
) -> None:
    if kept:
        learner.save()
        add(learner.laptop, *AFTER)
    turn = 1
    while True:
        with failing(owner, name, turn, errno.EIO, learner.reviews) as sabotage:
            try:
                history = learner.load()
            except DataError as error:
                assert str(error).startswith(f"Cannot use {learner.reviews}")  # noqa: PT017 - it may also succeed
            else:
                assert history.progress == progress_of([*EVENTS, *(AFTER if kept else [])])
        if not sabotage.came:
            break
        turn += 1


def test_the_log_is_never_opened_for_writing_by_reading_it(learner: Learner) -> None:
    add(learner.laptop, raw=b"nonsense\n{")
    with recorded("write", "ftruncate", "replace", "unlink", "rename", "open") as calls:
        learner.load()
        learner.replay()
    assert calls == []


@pytest.mark.skipif(sys.platform == "win32", reason="links are POSIX's")
def test_logs_and_folders_that_are_links_are_read_like_others(learner: Learner, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    learner.reviews.rename(elsewhere)
    learner.reviews.symlink_to(elsewhere)
    learner.phone.symlink_to(write_log(tmp_path / "phone-log", AFTER))
    assert learner.save().progress == progress_of([*EVENTS, *AFTER])
    add(learner.phone, answer(30))
    assert learner.load().progress == progress_of([*EVENTS, *AFTER, answer(30)])
    assert learner.load().missing == ()


def days_of(learner: Learner) -> dict[date, int]:
    return {to_date(day): tally.reviews for day, tally in learner.load().progress.days.items()}


def at_wall_clock(number: int, text: str, offset_hours: float) -> Event:
    local = datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(hours=offset_hours)))
    return answer(number, "drift", at=local.astimezone(UTC), offset_minutes=round(offset_hours * 60))


@pytest.mark.parametrize(
    ("answers", "days"),
    [
        ([("2026-03-02 03:59", 0), ("2026-03-02 04:01", 0)], ["2026-03-01", "2026-03-02"]),
        ([("2028-02-29 04:00", 1), ("2028-03-01 03:59", 1)], ["2028-02-29", "2028-02-29"]),
        ([("2026-12-31 23:59", 1), ("2027-01-01 03:59", 1)], ["2026-12-31", "2026-12-31"]),
        # Berlin: an hour is lost on 29 March 2026, and one comes twice on 25 October.
        ([("2026-03-29 01:30", 1), ("2026-03-29 03:30", 2)], ["2026-03-28", "2026-03-28"]),
        ([("2026-10-25 02:30", 2), ("2026-10-25 02:30", 1)], ["2026-10-24", "2026-10-24"]),
        # Answered in Auckland, then on the same day over again in Honolulu; and then home.
        ([("2026-03-02 12:00", 13), ("2026-03-01 14:00", -10)], ["2026-03-02", "2026-03-01"]),
        ([("2026-03-02 12:00", 5.75), ("2026-03-03 12:00", 1)], ["2026-03-02", "2026-03-03"]),
    ],
)
def test_an_answer_belongs_to_the_day_that_its_own_clock_showed(
    learner: Learner, answers: list[tuple[str, float]], days: list[str]
) -> None:
    events = [at_wall_clock(number, *row) for number, row in enumerate(answers)]
    write_log(learner.laptop, events)
    expected = {date.fromisoformat(day): days.count(day) for day in days}
    assert days_of(learner) == expected
    # Folded line by line, as sittings do it, the days are the same.
    write_log(learner.laptop, [])
    for event in events:
        learner.save()
        add(learner.laptop, event)
    assert days_of(learner) == expected


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=365)])
def test_a_clock_that_was_set_back_gives_no_negative_interval_and_no_answer_is_lost(
    learner: Learner, back: timedelta
) -> None:
    first = answer(100, "drift")
    events = [first, *(answer(100 + n, "drift", at=first.at + n * APART - back) for n in range(1, 5))]
    write_log(learner.laptop, events)
    history = learner.load()
    standing = history.progress.standings[first.card]
    assert standing.reviews == len(events)
    assert due_on(standing, RULES.scheduler) > standing.reviewed_on
    assert all(tally.taken_ms >= 0 and tally.reviews > 0 for tally in history.progress.days.values())
    assert history.progress == progress_of(events)
    assert history.snapshot.last_id == events[-1].id
