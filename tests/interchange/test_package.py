"""Packages that mean no good, or are none: each is refused with a sentence, and nothing is written anywhere."""

import sqlite3
import stat
import sys
import zipfile
from pathlib import Path

import pytest
import zstandard
from support.packages import ANKI2, make_database, pack

from aiquiz.errors import DataError
from aiquiz.interchange import package
from aiquiz.interchange.kinds import read_notes


def refusal(path: Path) -> str:
    before = sorted(path.parent.parent.rglob("*"))
    with pytest.raises(DataError) as caught:
        read_notes(path)
    assert sorted(path.parent.parent.rglob("*")) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@pytest.mark.parametrize("name", ["../../x", "/etc/x", "..\\x", "a/../../x", "C:\\x", "c:x", "media/..", "\\\\host\\x"])
def test_an_entry_that_would_lie_outside_refuses_the_whole_package(folder: Path, name: str) -> None:
    path = pack(folder / "evil.apkg", {"collection.anki2": make_database(folder), name: b"x"})
    assert "would lie outside of it" in refusal(path)


def test_an_entry_that_is_a_link_refuses_the_whole_package(folder: Path) -> None:
    path = pack(folder / "link.apkg", {"collection.anki2": make_database(folder)})
    link = zipfile.ZipInfo("0")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "is a link" in refusal(path)


def test_a_collection_that_says_it_is_too_large_is_refused_by_what_it_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pack(folder / "bomb.apkg", {"collection.anki21": bytes(3_000_000)})
    monkeypatch.setattr(package, "MOST_COLLECTION_BYTES", 2_000_000)
    assert "unpacks to more than 2 MB" in refusal(path)
    assert path.stat().st_size < 10_000


def test_a_collection_that_lies_about_its_size_is_refused_while_it_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MOST_COLLECTION_BYTES", 2_000_000)
    packed = zstandard.ZstdCompressor().compress(bytes(5_000_000))
    path = pack(folder / "bomb.apkg", {"collection.anki21b": packed, "meta": b"\x08\x03"})
    assert "unpacks to more than 2 MB" in refusal(path)
    path = pack(folder / "lie.apkg", {"collection.anki21": bytes(3_000_000)})
    data = path.read_bytes().replace((3_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    path.write_bytes(data)
    assert "is not an Anki package" in refusal(path)


def test_an_encrypted_package_says_so(folder: Path) -> None:
    path = pack(folder / "locked.apkg", {"collection.anki2": make_database(folder)})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    assert "it is encrypted" in refusal(path)


@pytest.mark.parametrize("keep", [3, 40, 400, 900])
def test_a_package_that_is_cut_off_is_none(folder: Path, keep: int) -> None:
    path = pack(folder / "cut.apkg", {"collection.anki2": make_database(folder)})
    path.write_bytes(path.read_bytes()[:keep])
    assert "cut.apkg is not an Anki package" in refusal(path)


@pytest.mark.parametrize(
    ("name", "entries", "said"),
    [
        ("text.apkg", None, "is not an Anki package"),
        ("empty.apkg", {}, "there is no collection in it"),
        ("other.apkg", {"notes.txt": b"x"}, "there is no collection in it"),
        ("garbage.apkg", {"collection.anki2": b"garbage" * 500}, "its collection cannot be read"),
        ("head.apkg", {"collection.anki2": b"SQLite format 3\0" + b"\xff" * 4_000}, "its collection cannot be read"),
        ("zst.apkg", {"collection.anki21b": b"no zstd"}, "its collection is damaged"),
        ("meta.apkg", {"collection.anki21": b"x", "meta": b"\xff\xff"}, "its meta entry is damaged"),
        ("newer.apkg", {"collection.anki30": b"x", "meta": b"\x08\x09"}, "was written by a newer Anki"),
    ],
)
def test_what_is_no_package_says_what_is_wrong(
    folder: Path, name: str, entries: dict[str, bytes] | None, said: str
) -> None:
    path = folder / name
    if entries is None:
        path.write_text("this is no package")
    else:
        pack(path, entries)
    assert said in refusal(path)


def test_a_database_with_other_tables_or_with_views_in_their_place_is_refused(folder: Path) -> None:
    database = sqlite3.connect(folder / "other.sqlite")
    database.executescript("CREATE TABLE x (y); CREATE VIEW notes AS SELECT 1; CREATE VIEW cards AS SELECT 1;")
    database.close()
    data = (folder / "other.sqlite").read_bytes()
    (folder / "other.sqlite").unlink()
    assert "has other tables" in refusal(pack(folder / "views.apkg", {"collection.anki2": data}))


def test_two_collections_of_one_name_are_refused(folder: Path) -> None:
    path = pack(folder / "two.apkg", {"collection.anki2": make_database(folder)})
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("collection.anki2", b"another")
    assert "two of its entries have one name" in refusal(path)


def test_the_collection_itself_is_pointed_to_the_right_menu(folder: Path) -> None:
    path = folder / "collection.anki2"
    path.write_bytes(make_database(folder))
    assert "it is the collection itself. In Anki: File, Export" in refusal(path)


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python reads Zstandard itself")
def test_without_zstandard_a_sentence_says_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    said = refusal(pack(folder / "new.apkg", {"collection.anki21b": b"x", "meta": b"\x08\x03"}))
    assert 'pip install "aiquiz[anki]"' in said
    assert "Support older Anki versions" in said


def test_a_file_that_is_not_there_is_said(folder: Path) -> None:
    assert "No such file" in refusal(folder / "nowhere.apkg")


def test_a_text_of_two_hundred_megabytes_is_refused_before_it_is_read(folder: Path) -> None:
    path = folder / "large.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert "and the most is 50" in refusal(path)


@pytest.mark.parametrize("name", ["bad.csv", "bad.md", "bad.jsonl"])
def test_what_is_not_utf_8_names_the_line(folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(b"fine,fine\nbad \xff,x\n")
    assert f"{name}:2 is not UTF-8" in refusal(path)


def test_an_old_package_is_read_without_anki(folder: Path) -> None:
    path = pack(folder / "old.apkg", {"collection.anki2": make_database(folder), "media": b"{}"})
    notes = read_notes(path).notes
    assert [(note.question, note.answer, note.deck) for note in notes] == ANKI2
