"""`aiquiz import` and `aiquiz export`, as a person runs them."""

import csv
import json
import os
from pathlib import Path

import pytest
from support.packages import make_database, pack
from support.program import CARD_IDS, Inside, Past, World, make_world
from support.shown import widest


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    monkeypatch.chdir(world.folder)
    return Inside(world, monkeypatch, capsys)


def write(inside: Inside, name: str, text: str) -> Path:
    path = inside.world.folder / name
    path.write_text(text, encoding="utf-8")
    return path


def snapshot(folder: Path) -> dict[str, bytes]:
    kept = [path for path in folder.rglob("*") if path.is_file() and not {"cache", "state"} & set(path.parts)]
    return {str(path): path.read_bytes() for path in kept}


def test_a_file_becomes_a_deck_whose_cards_are_asked(inside: Inside) -> None:
    write(inside, "My cards.md", "Q: Why is the sky blue?\nA: It scatters.\n\nQ: And at night?\nA: No light.\n")
    done = inside.run("import", "My cards.md")
    assert (done.code, done.err) == (0, "")
    path = inside.world.home / "decks" / "my-cards.yaml"
    assert "".join(done.out.split()) == f"Took2cardsfromMycards.mdintothedeckmy-cards.{path}"
    assert json.loads(inside.run("search", "scatters", "--json").out)["found"] == 1
    assert "my-cards" in inside.run("deck", "list").out


def test_importing_twice_adds_nothing_and_says_so_with_1(inside: Inside) -> None:
    write(inside, "a.csv", "q1,a1\nq2,a2\n")
    assert inside.run("import", "a.csv").code == 0
    before = snapshot(inside.world.home)
    done = inside.run("import", "a.csv")
    assert (done.code, done.out) == (1, "Nothing was imported from a.csv: everything in it is there already.\n")
    assert inside.run("import", "a.csv", "--deck", "other").code == 1
    assert snapshot(inside.world.home) == before
    write(inside, "a.csv", "q1,a1\nq3,a3\n")
    done = inside.run("import", "a.csv")
    assert done.code == 0
    assert "Took 1 card from" in done.out
    assert "1 card was there already and stayed as before." in done.out


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("empty.md", "", "there is no card in it that can be taken"),
        ("empty.csv", "\n\n", "there is no card in it that can be taken"),
        ("half.csv", "only a question\n", "there is no card in it that can be taken"),
    ],
)
def test_an_import_that_brings_nothing_is_an_error(inside: Inside, name: str, text: str, said: str) -> None:
    write(inside, name, text)
    done = inside.run("import", name, columns=200)
    assert done.code == 1
    assert said in done.out
    assert snapshot(inside.world.home) == {}


def test_a_dry_run_shows_what_would_happen_and_writes_nothing(inside: Inside) -> None:
    write(inside, "a.jsonl", '{"question": "q", "answer": "a", "level": "expert"}\n')
    done = inside.run("import", "a.jsonl", "--dry-run", "--deck", "new")
    assert done.code == 1
    assert done.out.startswith("Would take 1 card from a.jsonl into the deck new.")
    assert done.out.endswith('Lost from 1 card:\n  q: level ("expert")\n')
    assert snapshot(inside.world.home) == {}


def test_a_package_comes_in_and_what_is_lost_is_listed_and_in_the_exit_code(inside: Inside) -> None:
    folder = inside.world.folder
    pack(folder / "old.apkg", {"collection.anki2": make_database(folder)})
    assert inside.run("import", "old.apkg", "--level", "advanced").code == 0
    text = (inside.world.home / "decks" / "old.yaml").read_text(encoding="utf-8")
    assert "topic: top/sub" in text
    assert "level: advanced" in text
    write(inside, "lossy.txt", '#separator:tab\n#html:true\nq\t<img src="x.png" onerror="y">a\n')
    data = json.loads(inside.run("import", "lossy.txt", "--json").out)
    assert (data["kind"], data["cards"], data["known"], data["answers"]) == ("import", 1, 0, 0)
    assert data["losses"] == [{"card": "q", "what": "a script"}, {"card": "q", "what": "the picture x.png"}]


def test_a_long_list_of_losses_is_cut_and_counted(inside: Inside) -> None:
    write(inside, "many.csv", "".join(f"q{number},a,extra\n" for number in range(50)))
    done = inside.run("import", "many.csv")
    assert "Lost from 50 cards:" in done.out
    assert done.out.endswith("and 30 more; --json lists them all.\n")


@pytest.mark.parametrize("name", ["../evil", "CON", "con", "a/b", "bundled", "A b", ""])
def test_a_deck_with_a_hostile_name_is_refused(inside: Inside, name: str) -> None:
    write(inside, "a.csv", "q,a\n")
    done = inside.run("import", "a.csv", "--deck", name)
    assert done.code == 2
    assert snapshot(inside.world.home) == {}


@pytest.mark.parametrize("name", ["bad.apkg", "bad.csv", "nowhere.md", "odd.xyz"])
def test_what_cannot_be_read_is_a_sentence_and_nothing_is_written(inside: Inside, name: str) -> None:
    if name != "nowhere.md":
        (inside.world.folder / name).write_bytes(b"\xff\xfe\xff bad")
    done = inside.run("import", name)
    assert done.code == 3
    assert done.err.startswith("aiquiz: ")
    assert done.err.count("\n") == 1
    assert snapshot(inside.world.home) == {}


def test_an_import_that_fails_half_way_has_changed_nothing(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    line = {"question": "q", "answer": "a", "reviews": [{"at": "2026-01-01T08:00:00Z", "grade": "good"}]}
    write(inside, "a.jsonl", json.dumps(line))

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("aiquiz.store.merge.merge_logs", full)
    done = inside.run("import", "a.jsonl", "--with-history")
    assert done.code == 3
    assert "Nothing was imported" in done.err
    assert snapshot(inside.world.home) == {}


def test_answers_come_into_the_log_once_and_count(inside: Inside) -> None:
    reviews = [{"at": f"2026-11-{day}T08:00:00Z", "grade": "good", "taken_ms": 5} for day in ("10", "11")]
    write(inside, "a.jsonl", json.dumps({"question": "q", "answer": "a", "reviews": reviews}))
    assert "Would take 2 answers" in inside.run("import", "a.jsonl", "--with-history", "--dry-run").out
    assert "Took 2 answers into the log." in inside.run("import", "a.jsonl", "--with-history").out
    assert inside.run("import", "a.jsonl", "--with-history").code == 1
    assert len(inside.world.saved()) == 2
    assert json.loads(inside.run("due", "--json").out)["due"] == 1


def test_what_was_exported_is_known_again_with_its_answers(inside: Inside, tmp_path: Path) -> None:
    world = inside.world
    world.write_past(Past("canary-release", 9), Past("canary-release", 8))
    for ending in ("apkg", "jsonl"):
        done = inside.run("export", f"out.{ending}", "--with-schedule")
        assert (done.code, done.err) == (0, "")
        assert "Wrote 5 cards and 2 answers to" in done.out
        done = inside.run("import", f"out.{ending}")
        assert (done.code, done.out.split(":")[1].strip()) == (1, "everything in it is there already.")
    (world.home / "reviews" / "elsewhere.jsonl").rename(tmp_path / "away")
    assert "Took 2 answers" in inside.run("import", "out.apkg", "--with-history").out
    assert inside.run("import", "out.jsonl", "--with-history").code == 1 or len(world.saved()) == 4


def test_filters_choose_what_goes_out(inside: Inside) -> None:
    assert "Wrote 2 cards" in inside.run("export", "a.csv", "--topic", "mlops").out
    rows = list(csv.reader((inside.world.folder / "a.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0][:3] == ["Front", "Back", "Level"]
    done = inside.run("export", "b.csv", "--topic", "mlops", "--level", "intermediate")
    assert (done.code, done.err) == (2, "aiquiz: No card fits all of these filters. Leave one out.\n")


def test_what_a_format_cannot_hold_is_told(inside: Inside) -> None:
    done = inside.run("export", "a.md", "--topic", "deep-learning")
    assert done.code == 1
    assert done.out.endswith("Lost from 1 card:\n  How does backpropagation work?: id, level, topic and tags\n")
    data = json.loads(inside.run("export", "a.md", "--force", "--json").out)
    assert (data["kind"], data["cards"], len(data["losses"])) == ("export", 5, len(CARD_IDS))


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("home/reviews/x.csv", 2, "lies among aiquiz's own files"),
        ("home/config.csv", 2, "lies among aiquiz's own files"),
        ("bank/mlops/x.csv", 2, "lies among aiquiz's own files"),
        ("link/x.csv", 2, "lies among aiquiz's own files"),
        ("there.csv", 2, "is there already"),
        ("folder.csv", 2, "is not a file"),
        ("nowhere/x.csv", 3, "There is no folder"),
        ("x.xlsx", 2, "ends in none of .apkg, .csv"),
    ],
)
def test_an_export_overwrites_nothing(inside: Inside, name: str, code: int, said: str) -> None:
    folder = inside.world.folder
    (folder / "home" / "reviews").mkdir(parents=True)
    (folder / "link").symlink_to(folder / "home" / "reviews")
    (folder / "there.csv").write_text("mine")
    (folder / "folder.csv").mkdir()
    before = snapshot(folder)
    done = inside.run("export", name)
    assert done.code == code
    assert said in done.err
    assert snapshot(folder) == before


def test_force_writes_over_a_file_and_never_over_our_own(inside: Inside) -> None:
    write(inside, "there.csv", "old")
    assert inside.run("export", "there.csv", "--force").code == 0
    assert (inside.world.folder / "there.csv").read_text(encoding="utf-8").startswith("Front,Back")
    assert inside.run("export", "home/decks/x.csv", "--force").code == 2
    assert inside.run("export", "x.csv", "--with-schedule").code == 2


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_what_is_said_fits_the_window(inside: Inside, columns: int) -> None:
    write(inside, "a.csv", f"{'a long question ' * 9},a,{'extra ' * 30}\nq,{'=1+1'}\n")
    assert widest(inside.run("import", "a.csv", "--deck", "x", "--dry-run", columns=columns).out.replace(
        str(inside.world.home / "decks" / "x.yaml"), "")) <= columns  # fmt: skip


def test_a_bar_is_shown_for_many_cards_on_a_terminal_and_what_cards_hide_is_not(world: World) -> None:
    rows = "".join(f"question {number} \x1b[31m,answer\n" for number in range(1_500))
    (world.folder / "many.csv").write_text(f"{rows}evil \x1b]0;x\x07,,extra\n", encoding="utf-8")
    with world.terminal("import", "many.csv", columns=200) as terminal:
        terminal.see("Took 1,500 cards", "Lost from 1 card")
        assert terminal.end() == 1
    assert b"Reading the cards" in terminal.raw
    assert b"\x1b]0;" not in terminal.raw
    assert b"\x1b[31m," not in terminal.raw
    assert os.path.getsize(world.home / "decks" / "many.yaml") > 100_000  # noqa: PTH202 - one call
