"""Round trips with the real Anki: what we write it imports, and what it exports we read."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.cards import make_card

from aiquiz.core.cards import Card, CardId, Level, Role, Source, as_points
from aiquiz.core.schedulers import Grade
from aiquiz.interchange.anki_read import read_package
from aiquiz.interchange.anki_write import write_package
from aiquiz.interchange.ids import guid_of
from aiquiz.interchange.note import Departure, Leaving, PastAnswer, Scheduled

collection = pytest.importorskip("anki.collection", reason="the anki package is not installed")

NOW = datetime.now(UTC)
CARD = Card(
    id=CardId("a-b-test"),
    topic="statistics",
    subtopic="testing",
    question="What does `p < 0.05` say & what not?",
    level=Level.ADVANCED,
    answer="Two things:\n\n- **one** with $a_1 < b$\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    tip="Say *what is assumed*.",
    key_points=as_points(("First: the null", "Second, `alpha`")),
    follow_ups=("And power?",),
    tags=("testing", "p-value"),
    roles=(Role.DATA_SCIENTIST,),
    sources=(Source("The ASA Statement", "Wasserstein & Lazar", 2016),),
)
ANSWERS = (
    PastAnswer(NOW - timedelta(days=9), Grade.GOOD, 4_000, interval_days=1),
    PastAnswer(NOW - timedelta(days=8), Grade.AGAIN, 9_000, interval_days=1),
    PastAnswer(NOW - timedelta(days=2), Grade.EASY, 5_000, interval_days=6),
)
SCHEDULED = Scheduled(NOW.date() + timedelta(days=4), 6, 2_600, 3, 1)


@pytest.fixture
def anki(tmp_path: Path) -> Any:
    (tmp_path / "anki").mkdir()
    opened = collection.Collection(str(tmp_path / "anki" / "collection.anki2"))
    yield opened
    opened.close()


def take_in(anki: Any, path: Path) -> Any:
    options = collection.ImportAnkiPackageOptions(with_scheduling=True)
    request = collection.ImportAnkiPackageRequest(package_path=str(path), options=options)
    return anki.import_anki_package(request).log


def give_out(anki: Any, path: Path, *, legacy: bool) -> Path:
    options = collection.ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy)
    anki.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def write(path: Path, *leaving: Leaving, at: datetime = NOW) -> Path:
    path.write_bytes(write_package(leaving, Departure(at, 60, 4)).data)
    return path


def find_note(anki: Any, card: Card) -> Any:
    return anki.get_note(anki.db.scalar("select id from notes where guid = ?", guid_of(card.id)))


def test_anki_imports_fields_tags_and_deck(anki: Any, tmp_path: Path) -> None:
    log = take_in(anki, write(tmp_path / "ours.apkg", Leaving(CARD)))
    assert len(log.new) == 1
    note = find_note(anki, CARD)
    fields = dict(note.items())
    assert fields["Front"] == "What does <code>p &lt; 0.05</code> say &amp; what not?"
    assert fields["Level"] == "advanced"
    assert fields["Topic"] == "statistics/testing"
    assert fields["Key points"] == "<ul><li>First: the null</li><li>Second, <code>alpha</code></li></ul>"
    assert set(note.tags) == {"testing", "p-value", "role::data-scientist"}
    (card,) = note.cards()
    assert anki.decks.name(card.did) == "aiquiz::statistics::testing"
    assert "They listen for" in card.answer()
    assert r"\(a_1 &lt; b\)" in card.answer()
    assert card.type == card.queue == 0


def test_anki_imports_the_schedule_and_the_answers(anki: Any, tmp_path: Path) -> None:
    take_in(anki, write(tmp_path / "ours.apkg", Leaving(CARD, SCHEDULED, ANSWERS, is_flagged=True)))
    (card,) = find_note(anki, CARD).cards()
    assert (card.type, card.queue, card.ivl, card.factor, card.reps, card.lapses) == (2, 2, 6, 2_600, 3, 1)
    assert card.due - anki.sched.today in {3, 4, 5}  # a day of Anki begins where that of the machine does
    assert card.flags == 1
    rows = anki.db.all("select ease, ivl, time from revlog order by id")
    assert rows == [[3, 1, 4_000], [1, 1, 9_000], [4, 6, 5_000]]


def test_a_suspended_card_stays_suspended(anki: Any, tmp_path: Path) -> None:
    take_in(anki, write(tmp_path / "ours.apkg", Leaving(CARD, SCHEDULED, ANSWERS, is_suspended=True)))
    assert find_note(anki, CARD).cards()[0].queue == -1
    assert read_package(give_out(anki, tmp_path / "back.apkg", legacy=True)).notes[0].is_suspended


def test_a_second_export_updates_instead_of_doubling(anki: Any, tmp_path: Path) -> None:
    other = make_card("other")
    take_in(anki, write(tmp_path / "one.apkg", Leaving(CARD), Leaving(other)))
    changed = CARD._replace(question="Changed?")
    later = NOW + timedelta(seconds=5)
    log = take_in(anki, write(tmp_path / "two.apkg", Leaving(changed), Leaving(other), at=later))
    assert (len(log.new), len(log.updated)) == (0, 2)
    assert anki.note_count() == anki.card_count() == 2
    assert find_note(anki, CARD)["Front"] == "Changed?"


@pytest.mark.parametrize("legacy", [True, False])
def test_our_own_card_comes_back_from_anki_as_it_was(anki: Any, tmp_path: Path, *, legacy: bool) -> None:
    take_in(anki, write(tmp_path / "ours.apkg", Leaving(CARD, SCHEDULED, ANSWERS)))
    reading = read_package(give_out(anki, tmp_path / "back.apkg", legacy=legacy))
    assert reading.losses == ()
    (note,) = reading.notes
    for name in ("question", "answer", "level", "key_points", "follow_ups", "roles", "sources"):
        assert getattr(note, name) == getattr(CARD, name), name
    assert note.card_id == CARD.id
    assert note.topic == CARD.place
    assert set(note.tags) == set(CARD.tags)
    assert note.tip == "Say what is assumed."
    there = [(answer.at, answer.grade, answer.taken_ms) for answer in note.reviews]
    assert there == [(to_ms(answer.at), answer.grade, answer.taken_ms) for answer in ANSWERS]


def to_ms(at: datetime) -> datetime:
    return datetime.fromtimestamp(round(at.timestamp() * 1000) / 1000, UTC)


def fill(anki: Any) -> None:
    rows = [
        ("Basic", ["What is <b>this</b>?", 'A<br>curve<img src="roc.png">']),
        ("Basic (and reversed card)", ["front", "back"]),
        ("Basic (optional reversed card)", ["no", "reverse", ""]),
        ("Basic (type in the answer)", ["spelt?", "so"]),
        ("Cloze", ["The {{c1::sky::where}} is {{c2::blue}}", "as <script>x</script>seen"]),
    ]
    for name, fields in rows:
        note = anki.new_note(anki.models.by_name(name))
        note.fields = fields
        note.tags = ["one", "two::three"]
        anki.add_note(note, anki.decks.id("Top::Sub"))
    anki.decks.select(anki.decks.id("Top::Sub"))
    card = anki.sched.getCard()
    anki.sched.answerCard(card, 3)


@pytest.mark.parametrize("legacy", [True, False])
def test_what_anki_exports_is_read_in_both_of_its_layouts(anki: Any, tmp_path: Path, *, legacy: bool) -> None:
    fill(anki)
    reading = read_package(give_out(anki, tmp_path / "theirs.apkg", legacy=legacy))
    assert [(note.question, note.answer) for note in reading.notes] == [
        ("What is this?", "A\n\ncurve[picture]"),
        ("front", "back"),
        ("back", "front"),
        ("no", "reverse"),
        ("spelt?", "so"),
        ("The [where] is blue", "The **sky** is blue\n\nas seen"),
        ("The sky is […]", "The sky is **blue**\n\nas seen"),
    ]
    assert {note.deck for note in reading.notes} == {"Top::Sub"}
    assert {note.tags for note in reading.notes} == {("one", "two::three")}
    assert [len(note.reviews) for note in reading.notes] == [1, 0, 0, 0, 0, 0, 0]
    assert reading.notes[0].reviews[0].grade is Grade.GOOD
    assert [loss.what for loss in reading.losses] == ["the picture roc.png", "a script", "a script"]
    assert len({note.key for note in reading.notes}) == 7


def test_the_oldest_layout_is_read_as_well(anki: Any, tmp_path: Path) -> None:
    import zipfile  # noqa: PLC0415 - for this one test

    fill(anki)
    given = give_out(anki, tmp_path / "theirs.apkg", legacy=True)
    with zipfile.ZipFile(given) as package, zipfile.ZipFile(tmp_path / "oldest.apkg", "w") as oldest:
        oldest.writestr("collection.anki2", package.read("collection.anki21"))
        oldest.writestr("media", b"{}")
    assert read_package(tmp_path / "oldest.apkg") == read_package(given)


def test_anki_takes_our_table_for_its_own_text_format(anki: Any, tmp_path: Path) -> None:
    from aiquiz.interchange.delimited import write_tsv  # noqa: PLC0415 - beside the one test of it

    take_in(anki, write(tmp_path / "ours.apkg", Leaving(make_card("other"))))
    path = tmp_path / "ours.tsv"
    path.write_bytes(write_tsv([Leaving(CARD)]).data)
    metadata = anki.get_csv_metadata(str(path), None)
    anki.import_csv(collection.ImportCsvRequest(path=str(path), metadata=metadata))
    note = find_note(anki, CARD)
    assert note["Level"] == "advanced"
    assert note["Key points"].startswith("<ul><li>First")
    assert anki.decks.name(note.cards()[0].did) == "aiquiz::statistics::testing"
    assert "testing" in note.tags
