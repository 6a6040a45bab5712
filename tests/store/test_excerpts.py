from pathlib import Path

from support.logs import answer, lines_of, undo, write_log

from aiquiz.core.cards import CardId
from aiquiz.core.events import Event, Mark, Marked
from aiquiz.store.excerpts import Excerpt, read_card_events, read_mark_events

RAG = CardId("rag")


def mark(number: int, card: str, kind: Mark, text: str = "") -> Marked:
    like = answer(number)
    return Marked(like.id, like.at, 0, CardId(card), kind, text)


def test_the_events_of_one_card_are_read_from_all_logs_in_order_and_once(tmp_path: Path) -> None:
    events: list[Event] = [answer(n, card) for n, card in enumerate(["rag", "other", "rag", "rags", "rag"])]
    events.append(mark(5, "rag", Mark.FLAGGED))
    gone = undo(6, events[2])
    write_log(tmp_path / "one.jsonl", [events[4], events[1], events[0], gone])
    write_log(tmp_path / "two.jsonl", [events[2], events[3], events[0], events[5]])
    wanted = tuple(events[n] for n in (0, 2, 4, 5))
    assert read_card_events(tmp_path, RAG) == Excerpt(wanted, frozenset([events[2].id]))


def test_marks_are_read_whatever_card_they_are_of(tmp_path: Path) -> None:
    marks = [mark(1, "rag", Mark.SUSPENDED), mark(3, "other", Mark.NOTED, '"kind":"reviewed"')]
    write_log(tmp_path / "one.jsonl", [marks[0], answer(2, "rag"), marks[1]])
    assert read_mark_events(tmp_path) == Excerpt(tuple(marks), frozenset())


def test_what_a_note_says_makes_no_event_of_another_card(tmp_path: Path) -> None:
    note = mark(1, "other", Mark.NOTED, 'see "rag", "kind":"marked"')
    write_log(tmp_path / "one.jsonl", [note])
    assert read_card_events(tmp_path, RAG).events == ()
    assert read_mark_events(tmp_path).events == (note,)


def test_torn_and_damaged_lines_give_what_is_whole_in_them(tmp_path: Path) -> None:
    one, two = answer(1, "rag"), answer(2, "rag")
    glued = lines_of([one]).rstrip(b"\n") + lines_of([two])
    (tmp_path / "one.jsonl").write_bytes(b'garbage "rag"\n' + glued + lines_of([answer(3, "rag")])[:-20])
    assert read_card_events(tmp_path, RAG).events == (one, two)


def test_no_folder_is_no_events(tmp_path: Path) -> None:
    assert read_mark_events(tmp_path / "none") == Excerpt((), frozenset())
