"""Rounds of the log: those of all devices, in the order of time, out of whatever stands between them."""

from pathlib import Path

from support.logs import answer, lines_of, seal, write_log
from support.rounds import Told, replay_round, round_events

from aiquiz.core.events import Event
from aiquiz.store.rounds import read_rounds

FULL = round_events(Told("split", 2, text="Said.", follow_up="Why?", then="So.", is_held=True), Told("cost", None))
LEFT = round_events(Told("split", is_judged=False), Told("cost", is_asked=False), day=3, is_concluded=False)


def test_no_folder_and_no_rounds_are_none(tmp_path: Path) -> None:
    assert read_rounds(tmp_path / "none") == ()
    write_log(tmp_path / "one.jsonl", [answer(1), answer(2)])
    assert read_rounds(tmp_path) == ()


def test_rounds_come_in_the_order_of_time_whole_or_left(tmp_path: Path) -> None:
    write_log(tmp_path / "one.jsonl", [*LEFT, *FULL])
    full, left = read_rounds(tmp_path)
    assert (full, left) == (replay_round(FULL), replay_round(LEFT))
    assert full.concluded is not None
    assert left.concluded is None


def test_what_stands_between_their_events_is_stepped_over(tmp_path: Path) -> None:
    between: list[Event] = [each for number, event in enumerate(FULL) for each in (event, answer(number, "split"))]
    path = write_log(tmp_path / "one.jsonl", between)
    path.write_bytes(
        path.read_bytes() + seal(b'{"v":1,"kind":"whistled","text":"\\"kind\\":\\"judged\\""') + b"garbage\n"
    )
    assert read_rounds(tmp_path) == (replay_round(FULL),)


def test_a_round_that_went_on_on_another_device_is_one_and_nothing_counts_twice(tmp_path: Path) -> None:
    write_log(tmp_path / "one.jsonl", FULL[:3])
    write_log(tmp_path / "two.jsonl", FULL[1:])
    assert read_rounds(tmp_path) == (replay_round(FULL),)


def test_a_log_cut_anywhere_gives_the_round_as_far_as_it_is_whole(tmp_path: Path) -> None:
    whole = lines_of(FULL)
    ends = [place for place, byte in enumerate(whole) if byte == ord("\n")]  # a line is whole before its newline
    for end in sorted({*range(0, len(whole), 7), *ends}):
        (tmp_path / "one.jsonl").write_bytes(whole[:end])
        lines = sum(place <= end for place in ends)
        assert read_rounds(tmp_path) == ((replay_round(FULL[:lines]),) if lines else ())


def test_without_its_beginning_there_is_no_round(tmp_path: Path) -> None:
    write_log(tmp_path / "one.jsonl", FULL[1:])
    assert read_rounds(tmp_path) == ()


def test_a_text_that_looks_like_an_event_is_a_text(tmp_path: Path) -> None:
    events = round_events(Told("split", text='"kind":"concluded"\n{"v":1,"kind":"judged"}'), is_concluded=False)
    write_log(tmp_path / "one.jsonl", events)
    assert read_rounds(tmp_path) == (replay_round(events),)
