import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from support.cards import NOON, decks, histories
from support.logs import RULES, answer, lines_of, progress_of, read_folder, undo, write_log

from aiquiz.core.cards import Card, Level
from aiquiz.core.days import Moment
from aiquiz.core.events import Answered, Event, EventId, Reviewed, Undone, make_event_id
from aiquiz.core.progress import Progress, replay, undone_ids
from aiquiz.core.schedulers import Grade
from aiquiz.core.session import Action, Move, Session, Stamp, answers_of, start_session, step
from aiquiz.store.history import History, catch_up, load_history
from aiquiz.store.records import encode_event
from aiquiz.store.snapshot import NO_EVENT, Snapshot, load_snapshot, save_snapshot

CARDS = ("drift", "bias", "recall")
DEVICES = ("desktop", "laptop", "phone")
laws = settings(deadline=None, max_examples=50)


@st.composite
def pasts(draw: st.DrawFn, largest: int = 14) -> list[Event]:
    """Draws a history: answers hours or days apart on clocks of any zone, and some of them taken back."""
    rows = st.tuples(st.sampled_from(CARDS), st.sampled_from(Grade), st.sampled_from([0.25, 1, 4, 30]), st.booleans())
    events: list[Event] = []
    number = 0.0
    for card, grade, apart, is_undoing in draw(st.lists(rows, max_size=largest)):
        number += apart
        if is_undoing and events:
            events.append(undo(number, draw(st.sampled_from(events))))
        else:
            offset = draw(st.sampled_from([-600, 0, 60, 345, 840]))
            events.append(answer(number, card, grade, offset_minutes=offset, taken_ms=draw(st.integers(0, 99_999))))
    return events


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def replayed(logs: Path) -> Progress:
    return catch_up(logs, Snapshot(), RULES).progress


def spread(draw: st.DataObject, events: Sequence[Event], logs: Path) -> None:
    """Puts every event into the file of one device or of several, in any order, some of them more than once."""
    for event in events:
        for device in draw.draw(st.lists(st.sampled_from(DEVICES), min_size=1, max_size=3)):
            with (logs / f"{device}.jsonl").open("ab") as file:
                file.write(encode_event(event))


@given(events=pasts(), data=st.data())
@laws
def test_whichever_files_the_events_stand_in_and_in_whichever_order_they_come_to_the_same(
    events: list[Event], data: st.DataObject
) -> None:
    with folder() as logs:
        spread(data, data.draw(st.permutations(events)), logs)
        assert read_folder(logs) == (events, [])
        assert replayed(logs) == progress_of(events)


@given(events=pasts(), data=st.data())
@laws
def test_folders_merge_to_the_same_whichever_comes_first_and_however_often(
    events: list[Event], data: st.DataObject
) -> None:
    parts = [data.draw(st.lists(st.sampled_from(events), max_size=9) if events else st.just([])) for _ in range(3)]
    a, b, c = (sorted(set(part), key=lambda event: event.id) for part in parts)
    orders = ([a, b, c], [c, b, a], [b, a, b, c, a], [[*a, *b], c], [a, [*b, *c]])
    merged: list[Progress] = []
    for order in orders:
        with folder() as logs:
            for number, part in enumerate(order):
                write_log(logs / f"{number}.jsonl", part)
            merged.append(replayed(logs))
    assert all(progress == progress_of([*a, *b, *c]) for progress in merged)


@given(events=pasts(), data=st.data())
@laws
def test_a_snapshot_and_what_came_after_it_give_what_a_full_replay_gives(
    events: list[Event], data: st.DataObject
) -> None:
    # Each device has its events in order; how many of them have arrived at each look is chance.
    owners = [data.draw(st.sampled_from(DEVICES[:2])) for _ in events]
    own = {device: [e for e, owner in zip(events, owners, strict=True) if owner == device] for device in DEVICES[:2]}
    with folder() as home:
        arrived = dict.fromkeys(own, 0)
        for _ in range(data.draw(st.integers(1, 4))):
            for device, its_events in own.items():
                upto = data.draw(st.integers(arrived[device], len(its_events)))
                with (home / f"{device}.jsonl").open("ab") as file:
                    file.write(lines_of(its_events[arrived[device] : upto]))
                arrived[device] = upto
            there = [event for device, its_events in own.items() for event in its_events[: arrived[device]]]
            history = look(home)
            assert history.progress == progress_of(there) == replayed(home)
            assert history.snapshot.last_id == max((event.id for event in there), default=NO_EVENT)


def look(home: Path) -> History:
    """Brings progress up to date and keeps it, as a sitting does at its end."""
    history = load_history(home, home / "progress.json", RULES)
    save_snapshot(home / "progress.json", history.snapshot, RULES)
    assert load_snapshot(home / "progress.json", RULES) == history.snapshot
    return history


@given(events=pasts(), length=st.integers(0, 10_000), kept=st.booleans())
@laws
def test_a_log_cut_anywhere_still_has_its_complete_lines(events: list[Event], length: int, *, kept: bool) -> None:
    whole = lines_of(events)
    length = min(length, len(whole))
    complete = (whole[:length] + b"\n").count(b"}\n")
    with folder() as home:
        log = write_log(home / "laptop.jsonl", events)
        if kept:
            look(home)
        log.write_bytes(whole[:length])
        assert read_folder(home)[0] == events[:complete]
        assert look(home).progress == progress_of(events[:complete])
        with log.open("ab") as file:
            file.write(b"\n" + encode_event(answer(9_999, "later")))
        assert look(home).progress == progress_of([*events[:complete], answer(9_999, "later")])


@given(events=pasts(largest=8), data=st.data())
@laws
def test_a_log_with_flipped_bytes_never_gives_an_event_that_was_not_written(
    events: list[Event], data: st.DataObject
) -> None:
    ruined = bytearray(lines_of(events))
    places = data.draw(st.lists(st.integers(0, len(ruined) - 1), max_size=4)) if ruined else []
    for place in places:
        ruined[place] ^= data.draw(st.integers(1, 255))
    with folder() as logs:
        (logs / "laptop.jsonl").write_bytes(ruined)
        found, problems = read_folder(logs)
        assert set(found) <= set(events)
        assert len(events) - len(found) <= len(places)
        assert bool(problems) >= (len(found) < len(events))
        assert (logs / "laptop.jsonl").read_bytes() == ruined


class Sitting:
    """A session that is played, the log that comes of it, and a clock that goes on as it likes."""

    def __init__(self, deck: tuple[Card, ...], past: Sequence[Event]) -> None:
        self.events: list[Event] = [*past]
        self.session = start_session(deck, self.replay().standings, RULES)
        self.last: EventId | None = past[-1].id if past else None
        self.at = NOON

    def replay(self) -> Progress:
        return replay(self.events, RULES, undone_ids(self.events))

    def take(self, action: Action, minutes: int = 1) -> tuple[Event, ...]:
        self.at += timedelta(minutes=minutes)
        event_id = make_event_id(int(self.at.timestamp() * 1000), len(self.events), self.last)
        self.session, events = step(self.session, action, Stamp(Moment(self.at, 60), event_id, 2000))
        self.events += events
        self.last = events[-1].id if events else self.last
        return events


# A minute, the night, some days; and a clock that was set back.
MINUTES = st.sampled_from([0, 1, 700, 5_000, -60, -525_600])
# Most keys are answers, and most answers bring the card back.
TURNS = st.sampled_from(
    [
        *([Move.REVEAL, grade] for grade in (*Grade, Grade.AGAIN, Grade.HARD)),
        *([move] for move in Move),
        [Grade.GOOD],
    ]
)


def live_agrees_with_the_log(sitting: Sitting) -> None:
    session, logged = sitting.session, sitting.replay()
    if session.showing is not None:
        assert session.standing == logged.standings.get(session.showing.id)
    for waiting in session.waiting:
        assert waiting.standing == logged.standings[waiting.card.id]
    undone = undone_ids(sitting.events)
    mine = [event for event in sitting.events if isinstance(event, Reviewed) and event.id not in undone]
    answers = answers_of(session)
    assert list(answers) == mine[len(mine) - len(answers) :]


@given(data=st.data())
@laws
def test_what_is_shown_live_is_what_replaying_the_log_gives_after_every_key(data: st.DataObject) -> None:
    deck = data.draw(decks(largest=4))
    sitting = Sitting(deck, data.draw(histories(deck, longest=8)))
    for actions, minutes in data.draw(st.lists(st.tuples(TURNS, MINUTES), max_size=20)):
        for action in actions:
            sitting.take(action, minutes)
            live_agrees_with_the_log(sitting)
    assert all(before.id < after.id for before, after in pairwise(sitting.events))
    with folder() as logs:
        write_log(logs / "laptop.jsonl", sitting.events)
        assert read_folder(logs) == (sitting.events, [])
        assert replayed(logs) == sitting.replay()


@given(data=st.data(), grade=st.sampled_from(Grade))
@laws
def test_undo_after_a_review_gives_back_the_state_before_it_live_and_in_the_log(
    data: st.DataObject, grade: Grade
) -> None:
    deck = data.draw(decks(largest=4))
    sitting = Sitting(deck, data.draw(histories(deck, longest=8)))
    for actions, minutes in data.draw(st.lists(st.tuples(TURNS, MINUTES), max_size=10)):
        for action in actions:
            sitting.take(action, minutes)
    sitting.take(Move.REVEAL)
    session, progress = sitting.session, sitting.replay()
    reviewed = sitting.take(grade)
    undone = sitting.take(Move.UNDO) if reviewed else ()
    assert sitting.session == session
    assert sitting.replay() == progress
    assert len(reviewed) == len(undone) == (session.showing is not None)
    assert all(isinstance(event, Undone) and event.undoes == reviewed[0].id for event in undone)


@given(data=st.data())
@laws
def test_undoing_everything_gives_back_the_beginning_and_the_log_keeps_both_sides(data: st.DataObject) -> None:
    deck = data.draw(decks(largest=4))
    sitting = Sitting(deck, data.draw(histories(deck, longest=8)))
    first, progress, past = sitting.session, sitting.replay(), len(sitting.events)
    for actions in data.draw(st.lists(TURNS.filter(lambda turn: turn != [Move.UNDO]), max_size=15)):
        for action in actions:
            sitting.take(action)
    answered = sitting.events[past:]
    for _ in range(31):
        sitting.take(Move.UNDO)
    assert unrevealed(sitting.session) == unrevealed(first)
    assert sitting.replay() == progress
    assert sitting.events[past : past + len(answered)] == answered
    given_before = sum(isinstance(event, Answered) for event in answered)  # what hints were taken stays told
    assert len(sitting.events) == past + 2 * len(answered) - given_before


def unrevealed(session: Session) -> Session:
    return session._replace(is_revealed=False, given=None, ticks=(), hints=0)


@given(taken_ms=st.integers(-(10**9), 10**9))
@laws
def test_a_time_below_nothing_is_never_written(taken_ms: int) -> None:
    deck = (Card(answer(1).card, "topic", "part", "Question?", Level.BEGINNER, "Answer."),)
    session, _ = step(start_session(deck, {}, RULES), Move.REVEAL, Stamp(Moment(NOON, 0), answer(1).id))
    _, (event,) = step(session, Grade.GOOD, Stamp(Moment(NOON, 0), answer(1).id, taken_ms))
    assert isinstance(event, Reviewed)
    assert event.taken_ms == max(0, taken_ms)
