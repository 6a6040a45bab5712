import errno
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest
from support.logs import (
    QUESTIONS,
    RULES,
    bank_of_questions,
    failing,
    progress_of,
    read_folder,
    recorded,
    seal,
)
from support.program import PROGRAM, Ended, Past, World, make_world

from aiquiz.cli.app import run
from aiquiz.core.cards import CardId
from aiquiz.core.events import EventId, Reviewed, make_event_id
from aiquiz.core.progress import Progress
from aiquiz.core.schedulers import Grade
from aiquiz.errors import ExitCode
from aiquiz.store.history import load_history
from aiquiz.store.records import decode_line, encode_event

PATIENCE_S = 60
GOOD = "\n\n"
"""Enter shows the answer, and enter again says that it was good."""

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and links are POSIX's")

Sit = Callable[..., Ended]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path, bank_of_questions())


@pytest.fixture
def sit(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sit:
    """Gives the program within this process, where calls of the system can be made to fail."""

    def sit(world: World, keys: str, *arguments: str, **more: str) -> Ended:
        with monkeypatch.context() as patch:
            for name, value in world.environment(**more).items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.StringIO(keys))
            code = run([*arguments] or ["study"])
        return Ended(code, *capsys.readouterr())

    return sit


def asked(out: str) -> list[str]:
    """Gives the cards whose questions were shown."""
    return [f"card-{number}" for number in re.findall(r"^Question (\d\d)\?$", out, re.MULTILINE)]


def cards(first: int, last: int) -> list[str]:
    return [f"card-{number:02}" for number in range(first, last + 1)]


def kept(world: World) -> list[str]:
    """Gives the cards of the answers that are in the log, which has nothing else in it."""
    events, problems = read_folder(world.home / "reviews")
    assert problems == []
    return [event.card for event in events if isinstance(event, Reviewed)]


def progress(world: World) -> Progress:
    return load_history(world.home / "reviews", world.home / "cache" / "progress.json", RULES).progress


def logs_of(world: World) -> list[Path]:
    return sorted((world.home / "reviews").glob("*.jsonl"))


def files_of(folder: Path) -> dict[Path, bytes]:
    """Gives all files but the parsed bank, which is written once its cards are two seconds old."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != "bank.json")
    return {path: path.read_bytes() for path in found}


# Killed with -9. Each moment: the call, which one of them, before it, half-way or after it, and how many answers are in
# the log then. The first sync is that of the folder: the one of an answer has a number higher than its write.


class Moment(NamedTuple):
    name: str
    turn: int
    when: str
    answers: int
    about: str = ""

    def __str__(self) -> str:
        return f"{self.when}-{self.name}-{self.turn}"


MOMENTS = [
    Moment("mkdir", 2, "after", 0, "home"),
    Moment("open", 1, "before", 0, "jsonl"),
    Moment("open", 1, "after", 0, "jsonl"),
    Moment("fsync", 1, "after", 0),
    *(Moment("write", turn, "before", turn - 1) for turn in (1, 2, 6)),
    *(Moment("write", turn, "half", turn - 1) for turn in (1, 2, 3, 6)),
    *(Moment("write", turn, "after", turn) for turn in (1, 2, 3, 6)),
    *(Moment("fsync", turn, "before", turn - 1) for turn in (2, 5)),
    *(Moment("fsync", turn, "after", turn - 1) for turn in (2, 4, 7)),
    Moment("replace", 1, "before", 6, "progress"),
    Moment("replace", 1, "after", 6, "progress"),
]
HARNESS = """
from support.logs import signal_self_at
signal_self_at({number}, {moment.name!r}, {moment.turn}, {moment.when!r}, {moment.about!r})
from aiquiz.__main__ import main
main()
"""
TESTS = str(Path(__file__).parents[1])


def with_tests(world: World) -> dict[str, str]:
    environment = world.environment()
    return environment | {"PYTHONPATH": os.pathsep.join([environment["PYTHONPATH"], TESTS])}


def signalled_at(number: int, moment: Moment) -> list[str]:
    """Gives the command of a sitting that sends itself a signal."""
    return [sys.executable, "-c", HARNESS.format(number=int(number), moment=moment), "study"]


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Moment, tuple[World, subprocess.Popen[bytes]]]]:
    """Starts all the processes that will be killed, side by side; each is given the keys of six answers."""
    folder = tmp_path_factory.mktemp("killed")
    worlds = [make_world(folder / str(moment), bank_of_questions()) for moment in MOMENTS]
    with ExitStack() as stack:
        started = {}
        for moment, world in zip(MOMENTS, worlds, strict=True):
            (world.folder / "keys").write_text(GOOD * 6 + "q\n")
            process = subprocess.Popen(
                signalled_at(signal.SIGKILL, moment),
                stdin=stack.enter_context((world.folder / "keys").open("rb")),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=with_tests(world),
                cwd=world.folder,
            )
            started[moment] = world, stack.enter_context(process)
        yield started
        for _, process in started.values():
            process.kill()


@only_posix
@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_killed_at_any_moment_every_answer_that_was_followed_by_a_question_is_in_the_log(
    killed: dict[Moment, tuple[World, subprocess.Popen[bytes]]], moment: Moment, sit: Sit
) -> None:
    world, process = killed[moment]
    out, err = (stream.decode() for stream in process.communicate(timeout=PATIENCE_S))
    assert process.returncode == -signal.SIGKILL, err
    events, problems = read_folder(world.home / "reviews")
    answered = [event.card for event in events if isinstance(event, Reviewed)]
    assert answered == cards(1, moment.answers)
    acknowledged = asked(out)[:-1]
    assert acknowledged == answered[: len(acknowledged)]
    assert len(answered) - len(acknowledged) <= 1
    is_torn = moment.when == "half"
    assert [problem.reason for problem in problems] == ["the last line is torn"] * is_torn
    # The next start goes on as if nothing had been, with the answer that is lost asked again.
    code, out, err = sit(world, GOOD + "q\n")
    assert code == ExitCode.DONE
    assert asked(out) == cards(moment.answers + 1, moment.answers + 2)
    assert err.count("the last line is torn; stepped over") == is_torn
    assert read_folder(world.home / "reviews")[0][:-1] == events
    assert len(progress(world).standings) == moment.answers + 1


# Several at once.


def start(world: World, stack: ExitStack) -> subprocess.Popen[bytes]:
    """Starts a sitting that waits for keys, and waits until its question is shown."""
    process = stack.enter_context(
        subprocess.Popen(
            [*PROGRAM, "study"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=world.environment(),
            cwd=world.folder,
        )
    )
    stack.callback(process.kill)
    return process


def await_question(process: subprocess.Popen[bytes]) -> None:
    assert process.stdout
    assert any(line.startswith(b"Question") for line in process.stdout)


def press(process: subprocess.Popen[bytes], keys: str) -> None:
    assert process.stdin
    process.stdin.write(keys.encode())
    process.stdin.flush()


def test_twenty_processes_that_answer_at_once_keep_twenty_answers(world: World) -> None:
    with ExitStack() as stack:
        processes = [start(world, stack) for _ in range(20)]
        for process in processes:
            await_question(process)
        for process in processes:
            press(process, GOOD)
        ends = [(process.communicate(timeout=PATIENCE_S)[1].decode(), process.returncode) for process in processes]
    assert [code for _, code in ends] == [ExitCode.DONE] * 20, ends
    (log,) = logs_of(world)
    events = [decode_line(line) for line in log.read_bytes().splitlines()]
    assert all(isinstance(event, Reviewed) for event in events)
    assert len({event.id for event in events if isinstance(event, Reviewed)}) == 20
    assert kept(world) == ["card-01"] * 20
    assert sum("another aiquiz session is open" in err for err, _ in ends) == 19


def test_the_second_of_two_sessions_is_told_and_both_are_saved(world: World, sit: Sit) -> None:
    with ExitStack() as stack:
        first = start(world, stack)
        await_question(first)
        press(first, GOOD)
        await_question(first)
        second = world.run("study", keys=GOOD * 2)
        press(first, GOOD)
        first_err = first.communicate(timeout=PATIENCE_S)[1]
    assert second.err == "Note: another aiquiz session is open. Both are saved.\n"
    assert first_err == b""
    assert (second.code, first.returncode) == (ExitCode.DONE, ExitCode.DONE)
    assert kept(world) == ["card-01", "card-02", "card-03", "card-02"]
    assert sit(world, "q\n").err == ""


# What is acknowledged is on the disk.


def test_each_answer_is_written_and_synced_before_the_next_question_is_shown(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Watched(io.StringIO):
        def write(self, text: str) -> int:
            calls.extend(["shown"] * len(asked(text)))
            return super().write(text)

    for name, value in world.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdin", io.StringIO(GOOD * 3 + "u\n" + "q\n"))
    monkeypatch.setattr(sys, "stdout", Watched())
    with recorded("write", "fsync") as calls:
        assert run(["study"]) == ExitCode.DONE
    # The folder first, so that the name of the new file is there too.
    # An undone card comes back with its question, once the undoing is on the disk.
    assert calls == ["fsync", "shown", *["write", "fsync", "shown"] * 4]


FAILURES = [
    *((os, "write", number, False) for number in (errno.ENOSPC, errno.EIO, errno.EDQUOT)),
    *((os, "write", number, True) for number in (errno.ENOSPC, errno.EDQUOT)),
    *((os, "fsync", number, False) for number in (errno.ENOSPC, errno.EIO)),
    *((os, name, errno.EIO, False) for name in ("open", "replace", "stat", "listdir", "read")),
    (os, "mkdir", errno.EROFS, False),
    (io, "open", errno.EIO, False),
]


@pytest.mark.parametrize("is_first", [True, False], ids=["first-start", "later-start"])
@pytest.mark.parametrize(
    ("owner", "name", "error_number", "short"),
    FAILURES,
    ids=[
        f"{owner.__name__}.{name}-{errno.errorcode[number]}{'-short' * short}"
        for owner, name, number, short in FAILURES
    ],
)
def test_whichever_call_fails_what_was_answered_is_kept_and_it_is_said_in_one_line(
    tmp_path: Path, sit: Sit, owner: ModuleType, name: str, error_number: int, *, short: bool, is_first: bool
) -> None:
    (tmp_path / "origin").mkdir()
    origin = make_world(tmp_path / "origin", bank_of_questions())
    if not is_first:
        sit(origin, GOOD * 2)
    before = 0 if is_first else 2
    turn = 0
    came = True
    while came:
        turn += 1
        world = World(Path(shutil.copytree(origin.folder, tmp_path / str(turn))))
        with failing(owner, name, turn, error_number, world.home, short=short) as sabotage:
            code, out, err = sit(world, GOOD * 3 + "q\n")
        came = sabotage.came
        answered = max(0, len(asked(out)) - 1)
        assert code in {ExitCode.DONE, ExitCode.DATA}, err
        if code == ExitCode.DATA:
            assert re.fullmatch(r"aiquiz: (Cannot use|This answer was not saved: ).+\..+\.\n", err)
            assert str(world.home) in err
        else:
            # Settings that cannot be read stop nothing; that is said.
            said = [line for line in err.splitlines() if "config.toml: this cannot be read" not in line]
            assert (answered, said) == (3, [])
        assert kept(world) == cards(1, before + answered)
        # Nothing stands in the way of the next start, and the card that was not saved is asked again.
        code, out, err = sit(world, GOOD + "q\n")
        assert (code, err) == (ExitCode.DONE, "")
        assert asked(out) == cards(before + answered + 1, before + answered + 2)
        assert len(progress(world).standings) == before + answered + 1
        shutil.rmtree(world.folder)
    assert turn > 1 or name in {"listdir", "read"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full is Linux's")
def test_a_full_disk_is_said_and_the_session_stops(world: World, sit: Sit) -> None:
    sit(world, GOOD)
    (log,) = logs_of(world)
    first = log.read_bytes()
    log.unlink()
    log.symlink_to("/dev/full")
    code, out, err = world.run("study", keys=GOOD * 5)
    assert code == ExitCode.DATA
    assert err.splitlines()[-1] == (
        f"aiquiz: This answer was not saved: the disk is full ({log}). "
        "Those before it are safe. Free some space and start again: the card will be asked again."
    )
    assert len(asked(out)) == 1
    log.unlink()
    log.write_bytes(first)
    assert kept(world) == ["card-01"]


@pytest.mark.skipif(sys.platform != "linux", reason="limits are counted in blocks of another size elsewhere")
def test_a_file_that_may_not_grow_keeps_what_it_has_to_the_byte(world: World, sit: Sit) -> None:
    sit(world, GOOD)
    (log,) = logs_of(world)
    limit = 16 * 512
    note = seal(b'{"v":1,"kind":"noted","text":"%s"' % (b"x" * (limit - 100 - log.stat().st_size - 50)))
    log.write_bytes(log.read_bytes() + note)
    before = log.read_bytes()
    assert limit - 150 < len(before) < limit
    limited = ["/bin/sh", "-c", 'ulimit -f 16; exec "$@"', "sh", *PROGRAM, "study"]
    code, out, err = world.run_command(limited, GOOD * 5, PYTHONDONTWRITEBYTECODE="1")
    assert code == ExitCode.DATA
    assert re.fullmatch(r"aiquiz: This answer was not saved: .*: File too large\. Those before it are safe\..*\n", err)
    assert len(asked(out)) == 1
    assert log.read_bytes() == before


# Places.


@pytest.mark.parametrize("home", ["file", "file/inner", "file/further/in", "/proc/nowhere"])
def test_a_home_that_cannot_be_one_is_said_before_the_first_card(world: World, sit: Sit, home: str) -> None:
    (world.folder / "file").write_text("mine")
    code, out, err = sit(world, GOOD, AIQUIZ_HOME=str(world.folder / home))
    assert (code, out) == (ExitCode.DATA, "")
    assert re.fullmatch(
        r"aiquiz: Cannot use .+: .+\. Make it writable, or set AIQUIZ_HOME to a folder that is\.\n", err
    )
    assert (world.folder / "file").read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="root may write anywhere")
def test_a_read_only_home_can_be_looked_at_and_says_so_before_the_first_card(world: World, sit: Sit) -> None:
    world.write_past(Past("card-01", 3))
    folders = [world.home, world.home / "reviews"]
    for folder in folders:
        folder.chmod(0o500)
    try:
        assert sit(world, "", "stats").code == ExitCode.DONE
        code, out, err = sit(world, GOOD)
    finally:
        for folder in folders:
            folder.chmod(0o700)
    assert (code, out) == (ExitCode.DATA, "")
    assert "Permission denied" in err
    assert "AIQUIZ_HOME" in err


def test_a_read_only_disk_can_be_looked_at_and_says_so_before_the_first_card(
    world: World, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)

    world.write_past(Past("card-01", 3))
    before = files_of(world.home)
    monkeypatch.setattr(os, "mkdir", refuse)
    assert sit(world, "", "stats").code == ExitCode.DONE
    code, out, err = sit(world, GOOD)
    assert (code, out) == (ExitCode.DATA, "")
    assert "Read-only file system. Make it writable, or set AIQUIZ_HOME" in err
    assert files_of(world.home) == before


@pytest.mark.parametrize("name", ["my quiz", "学习 の 記録", "a/b/c/d", "ünïcödé-🙂"])
def test_any_home_will_do_and_is_made_where_it_is_missing(world: World, sit: Sit, name: str) -> None:
    home = world.folder / "new" / name
    assert sit(world, GOOD * 2, AIQUIZ_HOME=str(home)).code == ExitCode.DONE
    assert [event.card for event in read_folder(home / "reviews")[0] if isinstance(event, Reviewed)] == cards(1, 2)
    assert asked(sit(world, "q\n", AIQUIZ_HOME=str(home)).out) == cards(3, 3)


def test_a_relative_home_lies_in_the_folder_one_is_in(world: World) -> None:
    assert world.run("study", keys=GOOD, AIQUIZ_HOME="portable").code == ExitCode.DONE
    assert len(read_folder(world.folder / "portable" / "reviews")[0]) == 1


@only_posix
def test_a_home_a_folder_a_log_and_a_snapshot_that_are_links_stay_links(world: World, sit: Sit) -> None:
    sit(world, GOOD)
    (log,) = logs_of(world)
    links = [log, world.home / "cache" / "progress.json", world.home / "reviews", world.home / "cache", world.home]
    for number, link in enumerate(links):
        link.rename(world.folder / f"target-{number}")
        link.symlink_to(world.folder / f"target-{number}")
    for number in (2, 3):
        code, out, err = sit(world, GOOD + "q\n")
        assert (code, err, asked(out)) == (ExitCode.DONE, "", cards(number, number + 1))
    assert all(link.is_symlink() for link in links)
    assert kept(world) == cards(1, 3)
    assert not any(path.name.startswith(".aiquiz-tmp") for path in world.folder.rglob("*"))


def test_what_a_crash_left_in_the_cache_is_gone_after_an_hour(world: World, sit: Sit) -> None:
    sit(world, GOOD)
    old, young = (world.home / "cache" / f".aiquiz-tmp-{number}-progress.json" for number in (1, 2))
    for path, age_s in ((old, 3700), (young, 3500)):
        path.write_bytes(b"half")
        os.utime(path, (time.time() - age_s,) * 2)
    sit(world, GOOD)
    assert (old.exists(), young.exists()) == (False, True)


# Files that are not as they were left.


def test_a_torn_and_a_damaged_line_are_named_once_and_everything_else_counts(world: World, sit: Sit) -> None:
    sit(world, GOOD * 3)
    (log,) = logs_of(world)
    first, second, third = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(first + second.replace(b"good", b"easy") + third + b'{"v":1,"kind"')
    ruined = log.read_bytes()
    code, out, err = sit(world, GOOD)
    assert code == ExitCode.DONE
    assert err.splitlines() == [
        f"Note: {log}:2: the line is damaged; stepped over, and kept in the file",
        f"Note: {log}:4: the last line is torn; stepped over, and kept in the file",
    ]
    assert asked(out)[0] == "card-02"
    assert log.read_bytes().startswith(ruined + b"\n")
    assert sit(world, "q\n").err == ""


@pytest.mark.parametrize("ruin", ["truncated", b"", b"null", b"[]", b"garbage\0\xff", None])
def test_a_snapshot_that_is_none_is_made_anew_without_a_word(world: World, sit: Sit, ruin: str | bytes | None) -> None:
    sit(world, GOOD * 2)
    snapshot = world.home / "cache" / "progress.json"
    whole = snapshot.read_bytes()
    if ruin is None:
        snapshot.unlink()
    else:
        snapshot.write_bytes(ruin if isinstance(ruin, bytes) else whole[: len(whole) // 2])
    code, out, err = sit(world, "q\n")
    assert (code, err, asked(out)) == (ExitCode.DONE, "", cards(3, 3))
    assert snapshot.read_bytes() == whole


def test_logs_that_are_gone_are_named_and_count_again_when_they_are_back(world: World, sit: Sit) -> None:
    sit(world, GOOD * 2)
    (log,) = logs_of(world)
    note = f"Note: the answers in {log} are gone: the file is missing. Put it back and they count again.\n"
    aside = log.rename(world.folder / "aside")
    for command in ("stats", "study"):
        code, _, err = sit(world, "q\n", command)
        assert (code, err) == (ExitCode.DONE, note)
    log.unlink(missing_ok=True)
    aside.rename(log)
    code, out, err = sit(world, "q\n")
    assert (code, err, asked(out)) == (ExitCode.DONE, "", cards(3, 3))


@only_posix
def test_a_log_that_goes_while_a_session_is_open_is_named_at_the_next_start(world: World, sit: Sit) -> None:
    sit(world, GOOD * 2)
    (log,) = logs_of(world)
    with ExitStack() as stack:
        process = start(world, stack)
        await_question(process)
        log.unlink()
        process.communicate(b"q\n", timeout=PATIENCE_S)
    assert process.returncode == ExitCode.DONE
    assert f"the answers in {log} are gone" in sit(world, "q\n").err


@pytest.mark.parametrize("command", ["study", "review", "stats"])
def test_a_log_of_a_newer_version_is_refused_and_nothing_is_written(world: World, sit: Sit, command: str) -> None:
    sit(world, GOOD * 2)
    (log,) = logs_of(world)
    log.write_bytes(log.read_bytes() + seal(b'{"v":2,"kind":"answered","id":"x"'))
    before = files_of(world.home)
    code, out, err = sit(world, GOOD, command)
    assert (code, out) == (ExitCode.DATA, "")
    assert err == f"aiquiz: {log}:3 was written by a newer aiquiz, please update. Nothing was changed.\n"
    assert files_of(world.home) == before


def test_copies_of_the_log_change_nothing(world: World, sit: Sit) -> None:
    sit(world, GOOD * 3)
    (log,) = logs_of(world)
    before = progress(world)
    for name in ("0 conflict copy.jsonl", "zz.sync-conflict.jsonl"):
        shutil.copy(log, log.with_name(name))
    assert progress(world) == before
    assert asked(sit(world, "q\n").out) == cards(4, 4)


def test_a_card_that_is_gone_from_the_bank_keeps_its_history_and_is_due_again_when_it_is_back(
    world: World, sit: Sit
) -> None:
    world.write_past(Past("card-01", 5), Past("card-02", 5))
    assert asked(sit(world, "q\n", "review").out) == cards(1, 1)
    file = world.bank / "topic" / "part.yaml"
    whole = file.read_text()
    file.write_text(whole[whole.index("- id: card-02") :].replace("Question 02?", "Question 99?"))
    code, out, err = sit(world, GOOD, "review")
    assert (code, err, asked(out)) == (ExitCode.DONE, "", ["card-99"])
    assert "card-01" in progress(world).standings
    file.write_text(whole)
    assert asked(sit(world, "q\n", "review").out) == cards(1, 1)
    assert progress(world).standings[CardId("card-02")].reviews == 2


# The clock.


def answered_ahead(world: World, ahead: timedelta) -> EventId:
    """Writes an answer by a clock that is ahead of this one: the same as one that was set back since."""
    at = datetime.now(UTC) + ahead
    event = Reviewed(make_event_id(int(at.timestamp() * 1000), 7), at, 0, CardId("card-01"), Grade.GOOD, 1000)
    (world.home / "reviews").mkdir(parents=True)
    (world.home / "reviews" / "laptop.jsonl").write_bytes(encode_event(event))
    return event.id


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=365)])
def test_after_the_clock_was_set_back_ids_go_on_upwards_and_one_warning_is_given(
    world: World, sit: Sit, ahead: timedelta
) -> None:
    last = answered_ahead(world, ahead)
    code, _, err = sit(world, GOOD * 3)
    assert code == ExitCode.DONE
    assert re.fullmatch(r"Note: the clock stands before your last answer \(.* UTC\)\. Is the date right\?\n", err)
    events, _ = read_folder(world.home / "reviews")
    assert events[0].id == last
    assert all(before.id < after.id for before, after in pairwise(events))
    assert all(abs(event.at - datetime.now(UTC)) < timedelta(minutes=5) for event in events[1:])
    found = progress(world)
    assert found == progress_of(events)
    assert all(standing.memory.sm2.interval_days >= 1 for standing in found.standings.values())
    assert sit(world, "", "stats").code == ExitCode.DONE


def test_a_card_answered_again_after_the_clock_was_set_back_counts_as_the_same_day(world: World, sit: Sit) -> None:
    answered_ahead(world, timedelta(days=365))
    before = progress(world).standings[CardId("card-01")]
    sit(world, GOOD * QUESTIONS)
    again = Reviewed(EventId("ffff"), datetime.now(UTC), 0, CardId("card-01"), Grade.GOOD, 0)
    after = progress_of([*read_folder(world.home / "reviews")[0], again]).standings[CardId("card-01")]
    assert after.memory.sm2 == before.memory.sm2
    assert (before.reviews, after.reviews) == (1, 2)


def test_a_clock_that_is_a_little_off_is_not_worth_a_word(world: World, sit: Sit) -> None:
    last = answered_ahead(world, timedelta(minutes=4))
    assert sit(world, GOOD).err == ""
    assert read_folder(world.home / "reviews")[0][1].id > last


# Undo.


def test_undoing_more_often_than_one_answered_takes_back_each_answer_and_then_says_so(world: World, sit: Sit) -> None:
    code, out, err = sit(world, GOOD * 5 + "u\n" * 31)
    assert (code, err) == (ExitCode.DONE, "")
    assert (out.count("Undone."), out.count("Nothing to undo.")) == (5, 26)
    events, _ = read_folder(world.home / "reviews")
    assert [type(event).__name__ for event in events] == ["Reviewed"] * 5 + ["Undone"] * 5
    assert progress(world) == progress_of([])
    # After a restart there is nothing to undo, and the first card is new again.
    again = world.run("study", keys="u\nq\n")
    assert again.out.count("Nothing to undo.") == 1
    assert asked(again.out) == cards(1, 1)
    assert read_folder(world.home / "reviews")[0] == events


def test_on_the_end_screen_undo_takes_back_the_last_answer_and_it_can_be_given_again(world: World, sit: Sit) -> None:
    code, out, _ = sit(world, GOOD * 2 + "u\nu\n" + "\n" + "\n1\n", "study", "--limit", "2")
    assert (code, out.count("Undone.")) == (ExitCode.DONE, 2)
    events, _ = read_folder(world.home / "reviews")
    assert [type(event).__name__ for event in events] == ["Reviewed"] * 2 + ["Undone"] * 2 + ["Reviewed"] * 2
    grades = {card: standing.last_grade for card, standing in progress(world).standings.items()}
    assert grades == {"card-01": Grade.GOOD, "card-02": Grade.AGAIN}


# Signals in the middle of a write: on a terminal the write ends first, in a pipe the process may end at once.

IN_A_WRITE = [Moment("write", 2, "before", 2), Moment("write", 2, "after", 2)]
SIGNALS = [(signal.SIGINT, ExitCode.INTERRUPTED)]
if sys.platform != "win32":
    SIGNALS += [(signal.SIGTERM, ExitCode.TERMINATED), (signal.SIGHUP, ExitCode.HUNG_UP)]


@only_posix
@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_a_signal_in_the_middle_of_a_write_lets_it_end_and_puts_the_terminal_back(
    world: World, number: int, code: ExitCode
) -> None:
    moment = Moment("write", 2, "before", 2, "kind")  # of the records: other bytes go to the terminal
    with world.terminal_of(signalled_at(number, moment), PYTHONPATH=with_tests(world)["PYTHONPATH"]) as terminal:
        terminal.see("Question 01?", "space answer")
        terminal.press("  ")
        terminal.see("Question 02?")
        terminal.press("  ")
        assert terminal.end() == code
        assert terminal.modes() == terminal.found
    assert kept(world) == cards(1, 2)


@only_posix
@pytest.mark.parametrize("moment", IN_A_WRITE, ids=str)
@pytest.mark.parametrize(("number", "code"), SIGNALS)
def test_a_signal_in_the_middle_of_a_write_leaves_no_half_record_in_a_pipe(
    world: World, number: int, code: ExitCode, moment: Moment
) -> None:
    ended = world.run_command(signalled_at(number, moment), GOOD * 5, PYTHONPATH=with_tests(world)["PYTHONPATH"])
    assert ended.code in {code, -number}
    assert ended.err == ""
    assert kept(world) in (cards(1, 1), cards(1, 2))
