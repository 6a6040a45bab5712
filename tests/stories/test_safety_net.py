import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.logs import answer, write_log
from support.marks import add_to_log
from support.program import NOON, PATIENCE_S, Inside, Past, World, make_world
from support.shown import widest

from aiquiz.cli.backup import complete_backups
from aiquiz.core.days import Moment
from aiquiz.store.backup_list import Backup, list_backups
from aiquiz.store.session_lock import session_lock

PASTS = (Past("canary-release", 4), Past("canary-release", 2), Past("backpropagation", 3), Past("gone", 1))


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    inside = Inside(make_world(tmp_path), monkeypatch, capsys)
    inside.world.write_past(*PASTS, now=NOON)
    for module in ("backup", "restore", "checkup", "remedies", "merging"):
        monkeypatch.setattr(f"aiquiz.cli.{module}.now", lambda: Moment(NOON, 0), raising=False)
    monkeypatch.setattr("aiquiz.cli.clock.now", lambda: Moment(NOON, 0))
    return inside


def log_of(inside: Inside) -> Path:
    return inside.world.home / "reviews" / "elsewhere.jsonl"


def backups_of(world: World) -> list[Backup]:
    return list_backups(world.home / "state" / "backups")


def logs(inside: Inside) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(inside.world.home.rglob("*.jsonl"))}


def reviews(inside: Inside) -> int:
    """Gives how many answers to the cards of the bank count: what is forgotten does not."""
    topics = json.loads(inside.run("stats", "--json").out)["by_topic"]
    return sum(topic["cards"] - topic["new"] for topic in topics)


# Forgetting


def test_a_card_is_forgotten_and_remembered_again(inside: Inside) -> None:
    done = inside.run("forget", "canary-release", "--yes")
    assert done == (0, "Forgotten: 1 card with 2 answers.\n", "")
    assert inside.run("due", "--topic", "mlops").out == "2 new\n"
    assert inside.run("forget", "canary-release", "--undo").out == "1 card remembered again.\n"
    assert inside.run("due", "--topic", "mlops").out != "2 new\n"
    assert inside.run("forget", "canary-release", "--undo").out == "Nothing of that was forgotten.\n"
    assert [event["kind"] for event in inside.world.saved()] == ["forgotten", "undone"]


def test_everything_or_a_topic_begins_anew_and_nothing_is_deleted(inside: Inside) -> None:
    before = log_of(inside).read_bytes()
    assert inside.run("reset", "--topic", "mlops", "--yes").out == "Forgotten: 1 card with 2 answers.\n"
    assert reviews(inside) == 1
    assert inside.run("reset", "--undo", "--topic", "mlops").out == "1 card remembered again.\n"
    assert inside.run("reset", "--yes").out == "Forgotten: 3 cards with 4 answers.\n"
    assert reviews(inside) == 0
    assert log_of(inside).read_bytes() == before
    assert inside.run("reset", "--undo").out == "3 cards remembered again.\n"
    assert reviews(inside) == 2
    assert inside.run("reset", "--card", "model-registry", "--yes").out == (
        "Nothing to forget: none of these cards was answered.\n"
    )


def test_a_card_that_the_bank_no_longer_has_can_be_forgotten(inside: Inside) -> None:
    assert inside.run("forget", "gone", "--yes").out == "Forgotten: 1 card with 1 answer.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    {
        "forget canary-relaese --yes": "There is no card called 'canary-relaese'. Did you mean canary-release?",
        "reset --card canary-release --topic mlops": "--card and --topic do not go together. Give one of them.",
        "reset": "Nobody is there to be asked, so nothing was changed. Add --yes if you mean it.",
        "forget gone": "Nobody is there to be asked, so nothing was changed. Add --yes if you mean it.",
        "progress": ("Say what to do. `aiquiz progress merge FOLDER` or `aiquiz progress export FILE.json`."),
        "progress export x.xml": "'x.xml' ends in neither .json nor .csv. The ending says what is to be written.",
        "backup restore nothing": "There is no backup called 'nothing'. `aiquiz backup list` has them all.",
    }.items(),
)
def test_what_cannot_be_done_is_said_and_nothing_changes(inside: Inside, arguments: str, said: str) -> None:
    inside.run("backup", "now")
    before = logs(inside)
    done = inside.run(*arguments.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.endswith(f"aiquiz: {said}\n")
    assert logs(inside) == before


def test_somebody_is_asked_and_may_say_no(tmp_path: Path) -> None:
    world = make_world(tmp_path)
    world.write_past(*PASTS)
    for key, answered, saved in (("n", "Nothing was changed.", []), ("y", "Forgotten: 3 cards", ["forgotten"] * 3)):
        with world.terminal("reset") as terminal:
            terminal.see("This makes new again 3 cards with 4 answers", "Forget them? [y/N]")
            terminal.press(f"{key}\r")
            terminal.see(answered)
            assert terminal.end() == 0
        assert [event["kind"] for event in world.saved()] == saved


# Backups


def test_a_backup_is_made_listed_and_put_back_and_that_is_undone(inside: Inside) -> None:
    assert inside.run("backup").out == "No backup yet. One is made when a session ends, or now: aiquiz backup now\n"
    assert inside.run("backup", "now").out.startswith("Backed up: ")
    rows = json.loads(inside.run("backup", "list", "--json").out)["backups"]
    assert [set(row) for row in rows] == [{"name", "made", "bytes"}]
    inside.run("forget", "canary-release", "--yes")
    done = inside.run("backup", "restore", rows[0]["name"], "--yes")
    assert done.code == 0
    assert done.out.startswith(f"Restored: {rows[0]['name']}.\nTo undo this: aiquiz backup restore ")
    assert reviews(inside) == 2
    assert len(logs(inside)) == 1
    before = done.out.split()[-1]
    assert complete_backups(before) == [before]
    inside.run("backup", "restore", before, "--yes")
    assert reviews(inside) == 1
    assert inside.run("due").err == ""


def test_before_it_is_restored_what_would_change_is_shown(tmp_path: Path) -> None:
    world = make_world(tmp_path)
    world.write_past(Past("canary-release", 4), Past("canary-release", 2))
    world.run("backup", "now")
    world.write_past(*PASTS)
    with world.terminal("backup", "restore") as terminal:
        terminal.see("Now: 4 answers, the last on", "Then: 2 answers (2 fewer), the last on", "Restore it? [y/N]")
        terminal.press("\r")
        terminal.see("Nothing was changed.")
        assert terminal.end() == 0
    assert world.run("backup", "restore", "--yes").code == 0
    assert len((world.home / "reviews" / "elsewhere.jsonl").read_bytes().splitlines()) == 2


def test_without_any_backup_there_is_nothing_to_restore(inside: Inside) -> None:
    done = inside.run("backup", "restore")
    assert (done.code, done.out) == (2, "")
    assert "There is no backup in" in done.err
    log_of(inside).unlink()
    assert inside.run("backup", "now").out == "There is nothing to back up yet.\n"


def test_a_damaged_backup_is_refused_and_nothing_changes(inside: Inside) -> None:
    inside.run("backup", "now")
    path = backups_of(inside.world)[0].path
    path.write_bytes(path.read_bytes()[:-30])
    before = logs(inside)
    done = inside.run("backup", "restore", "--yes")
    assert (done.code, done.out) == (3, "")
    assert "is no sound backup" in done.err
    assert logs(inside) == before
    assert [path.name for path in (inside.world.home / "state" / "backups").iterdir()] == [path.name]


@pytest.mark.parametrize("command", ["backup restore --yes", "doctor --fix"])
def test_while_a_session_is_open_nothing_is_written_anew(inside: Inside, command: str) -> None:
    inside.run("backup", "now")
    with session_lock(inside.world.home / "state"):
        done = inside.run(*command.split())
    assert done == (2, "", "aiquiz: A session is open, and its answers would be lost. Leave it first.\n")


def test_where_the_answers_are_gone_the_command_that_brings_them_back_is_said(inside: Inside) -> None:
    inside.run("backup", "now")
    log_of(inside).unlink()
    folder = inside.world.home / "reviews"
    command = f"aiquiz backup restore {backups_of(inside.world)[0].path.stem}"
    said = f"Note: there are no answers in {folder}, but there is a backup of 2026-11-20: {command}\n"
    assert inside.run("due").err == said
    assert inside.run(*command.split()[1:], "--yes").out.startswith("Restored: ")
    assert inside.run("due").err == ""
    assert reviews(inside) == 2


def test_where_one_file_is_gone_the_backup_is_named_too(inside: Inside) -> None:
    write_log(inside.world.home / "reviews" / "long.jsonl", [answer(number) for number in range(600)])
    inside.run("due")
    inside.run("backup", "now")
    named = backups_of(inside.world)[0].path.stem
    (inside.world.home / "reviews" / "long.jsonl").unlink()
    inside.run("forget", "gone", "--yes")
    inside.run("backup", "now")
    said = f"Put it back and they count again, or take the backup of 2026-11-20: aiquiz backup restore {named}\n"
    assert said in inside.run("due").err


def test_the_answers_of_a_backup_come_in_beside_those_that_came_later(inside: Inside) -> None:
    inside.run("backup", "now")
    log_of(inside).unlink()
    add_to_log(inside.world.home, answer(1))
    done = inside.run("progress", "merge", str(backups_of(inside.world)[0].path))
    assert done.out.startswith("Took in 4 events from 1 file, into ")
    assert reviews(inside) == 2


def test_a_sitting_that_ends_leaves_a_backup_behind_and_the_next_one_does_not(tmp_path: Path) -> None:
    world = make_world(tmp_path)
    assert world.run("study", keys="\n3\n", AIQUIZ_BACKUPS=None).code == 0
    until = time.monotonic() + PATIENCE_S
    while not backups_of(world) and time.monotonic() < until:
        time.sleep(0.02)  # nobody is told when it is done: that is the point of it
    assert len(backups_of(world)) == 1
    assert world.run("study", keys="\n3\n", AIQUIZ_BACKUPS=None).code == 0
    assert len(backups_of(world)) == 1


def test_a_backup_that_cannot_be_made_holds_up_no_session(tmp_path: Path) -> None:
    world = make_world(tmp_path)
    (world.home / "state").mkdir(parents=True)
    (world.home / "state" / "backups").write_text("in the way")
    done = world.run("study", keys="\n3\n", AIQUIZ_BACKUPS=None)
    assert (done.code, done.err, len(world.answers())) == (0, "", 1)


# Merging and exporting


def test_what_another_device_has_comes_in_and_twice_does_no_more(inside: Inside, tmp_path: Path) -> None:
    other = make_world_of_another(tmp_path)
    done = inside.run("progress", "merge", str(other))
    assert done.out.startswith("Took in 3 events from 1 file, into ")
    assert inside.run("progress", "merge", str(other)).out == "Nothing new in 1 file: everything is here already.\n"
    with (other / "reviews" / "phone.jsonl").open("ab") as file:
        file.write(b"garbage\n")
    done = inside.run("progress", "merge", str(other), "--json")
    assert json.loads(done.out)["problems"][0]["line"] == 4
    assert done.err.endswith("phone.jsonl:4: the line is damaged; left there\n")
    assert inside.run("progress", "merge", str(tmp_path / "nowhere")).code == 3


def make_world_of_another(folder: Path) -> Path:
    write_log(folder / "other" / "reviews" / "phone.jsonl", [answer(number) for number in range(3)])
    return folder / "other"


def test_everything_is_written_as_json_and_the_answers_as_csv(inside: Inside, tmp_path: Path) -> None:
    inside.run("forget", "canary-release", "--yes")
    inside.run("forget", "canary-release", "--undo")
    assert inside.run("progress", "export", str(tmp_path / "all.json")).out.startswith("Wrote 6 events to ")
    data = json.loads((tmp_path / "all.json").read_text())
    assert (data["version"], data["kind"], set(data["state"])) == (
        1,
        "progress",
        {"scheduler", "cards", "days", "goal", "person"},
    )
    assert [event.get("undone", False) for event in data["events"]] == [False] * 4 + [True, False]
    assert [card["id"] for card in data["state"]["cards"]] == ["backpropagation", "canary-release", "gone"]
    add_to_log(inside.world.home, answer(1, "=cmd|x"))
    inside.run("progress", "export", str(tmp_path / "all.csv"))
    rows = (tmp_path / "all.csv").read_text().splitlines()
    assert rows[0] == "id,at,day,offset_minutes,card,kind,grade,taken_ms,undone"
    assert len(rows) == 6
    assert ",'=cmd|x,reviewed,good,1500,false" in rows[1]
    assert rows[2].endswith(",2026-11-16T12:00:00Z,2026-11-16,0,canary-release,reviewed,good,6000,false")


def test_an_export_goes_over_nothing_unless_it_is_told_to_and_never_among_the_logs(
    inside: Inside, tmp_path: Path
) -> None:
    target = tmp_path / "all.csv"
    target.write_text("mine")
    done = inside.run("progress", "export", str(target))
    assert (done.code, target.read_text()) == (2, "mine")
    assert inside.run("progress", "export", str(target), "--force").code == 0
    assert target.read_text() != "mine"
    assert inside.run("progress", "export", str(log_of(inside).with_suffix(".json")), "--force").code == 2
    assert inside.run("progress", "export", str(tmp_path / "nowhere" / "all.csv")).code == 3


# The doctor


def test_a_sound_place_is_said_to_be_sound(inside: Inside) -> None:
    inside.run("backup", "now")
    done = inside.run("doctor")
    assert (done.code, done.err) == (0, "")
    text = " ".join(done.out.split())
    assert "Nothing is wrong in 4 lines of 1 log and 5 cards." in text
    assert "elsewhere.jsonl:4: no bank or deck has the card 'gone'; its history is kept (1 line)" in text
    assert "aiquiz 0." in text


def test_what_is_wrong_is_told_mended_and_gone(inside: Inside) -> None:
    inside.run("backup", "now")
    with log_of(inside).open("ab") as file:
        file.write(b"garbage\n")
    add_to_log(inside.world.home, answer(1, at=datetime(2099, 1, 1, tzinfo=UTC)))
    before = log_of(inside).read_bytes()
    found = json.loads(inside.run("doctor", "--json").out)["findings"]
    assert [(row["line"], row["message"]) for row in found if not row["is_note"]] == [
        (5, "the line is damaged"),
        (1, "from the future: 2099-01-01 00:00 UTC"),
    ]
    assert inside.run("doctor").code == 1
    done = inside.run("doctor", "--fix")
    text = " ".join(done.out.split())
    assert done.code == 0
    assert "damaged lines taken out; the file as it was is elsewhere.jsonl.before-mending-20261120T120000" in text
    assert "1 event from the future left out" in text
    assert "Nothing is wrong" in text
    kept = log_of(inside).with_name("elsewhere.jsonl.before-mending-20261120T120000")
    assert kept.read_bytes() == before
    assert [event["kind"] for event in inside.world.saved()].count("undone") == 1
    assert inside.run("doctor", "--fix").out.count("Mended") == 0


def test_what_cannot_be_mended_is_left_and_the_exit_code_says_so(inside: Inside) -> None:
    bank = inside.world.bank / "mlops" / "deployment.yaml"
    text = bank.read_text()
    bank.write_text(text + text.replace("canary-release", "canary-release", 1))
    done = inside.run("doctor", "--fix")
    assert done.code == 1
    assert "deployment.yaml" in done.out


def test_a_stale_snapshot_is_made_anew(inside: Inside) -> None:
    snapshot = inside.world.home / "cache" / "progress.json"
    snapshot.parent.mkdir()
    snapshot.write_bytes(b"[]")
    done = inside.run("doctor", "--fix")
    assert (done.code, "The folded log is made anew" in " ".join(done.out.split())) == (0, True)
    assert not snapshot.exists()


@pytest.mark.parametrize("columns", [24, 40, 200])
def test_everything_fits_the_window(inside: Inside, columns: int) -> None:
    inside.run("backup", "now")
    with log_of(inside).open("ab") as file:
        file.write(b"garbage\n")
    write_log(inside.world.home / "reviews" / "later.jsonl", [answer(9, at=NOON + timedelta(days=400))])
    for command in ("doctor", "backup list", "forget gone --yes", "forget gone --undo", "doctor --fix"):
        assert widest(inside.run(*command.split(), columns=columns).out) <= min(columns, 88)


def test_a_sitting_left_without_an_answer_is_no_answer_lost(tmp_path: Path) -> None:
    world = make_world(tmp_path)
    for _ in range(2):
        done = world.run("study", keys="q\n", AIQUIZ_BACKUPS=None)
        assert (done.code, done.err) == (0, "")
    assert not backups_of(world)
