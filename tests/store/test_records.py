import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.logs import answer, seal, undo

from aiquiz.core.cards import CardId, Level, Role
from aiquiz.core.events import Answered, Confidence, Crammed, Event, EventId, Planned, Reviewed, Undone
from aiquiz.core.interview.round_events import Concluded, Convened, Judged, Replied
from aiquiz.core.schedulers import Grade
from aiquiz.store.records import Oddity, OddLine, decode_line, encode_event, salvage

DAMAGED, UNKNOWN_KIND, NEWER = (OddLine(oddity) for oddity in Oddity)

PAGE = Path(__file__).parents[2] / "docs" / "log-format.md"
# A line like this is on somebody's disk: it must be read, and written so, for ever.
PUBLISHED = (
    b'{"v":1,"kind":"reviewed","id":"01a20256-3f97-779a-b3a2-228e72e34648","at":"2026-11-22T08:18:56.535817Z",'
    b'"offset_minutes":60,"card":"overfitting","grade":"good","taken_ms":8120,"sum":"84db450c"}'
)
PUBLISHED_EVENT = Reviewed(
    EventId("01a20256-3f97-779a-b3a2-228e72e34648"),
    datetime(2026, 11, 22, 8, 18, 56, 535817, tzinfo=UTC),
    60,
    CardId("overfitting"),
    Grade.GOOD,
    8120,
)
BODY = (
    b'{"v":1,"kind":"reviewed","id":"01a20256-3f97-779a-b3a2-228e72e34648","at":"2026-11-22T08:18:56Z",'
    b'"offset_minutes":60,"card":"overfitting","grade":"good","taken_ms":8120'
)
FIRST, SECOND = answer(1, "drift"), answer(2, "bias", Grade.AGAIN)
TAKEN_BACK = undo(3, SECOND)
DRILLED = Crammed(EventId("x"), FIRST.at, 60, CardId("drift"), Grade.HARD, 900)
GOAL = Planned(
    EventId("y"),
    FIRST.at,
    -300,
    date(2026, 12, 12),
    20,
    (Level.ADVANCED,),
    ("rag", "llm/serving"),
    ("cost",),
    (Role.ML_ENGINEER,),
    most_asked=40,
)
GOAL_ENDED = Planned(EventId("z"), FIRST.at, 0, None)
GIVEN = Answered(EventId("a"), FIRST.at, 0, CardId("drift"), "It \n shifts — 漢字", Confidence.SURE, 2, 1 << 31)
ROUND = EventId("r")
BEGUN = Convened(
    ROUND,
    FIRST.at,
    60,
    (CardId("drift"), CardId("bias")),
    30,
    7,
    (Level.ADVANCED,),
    ("rag",),
    (Role.ML_ENGINEER,),
    ("mine",),
)
REPLY = Replied(EventId("s"), FIRST.at, 60, ROUND, CardId("drift"), "Aloud.", 61_000, "And then?", is_passed=True)
VERDICT = Judged(EventId("t"), FIRST.at, 60, ROUND, CardId("drift"), (0, 2), 3, is_follow_up_held=False)
FINISHED = Concluded(EventId("u"), FIRST.at, 60, ROUND, is_counted=True)
EVENTS = (FIRST, SECOND, TAKEN_BACK, DRILLED, GOAL, GOAL_ENDED, GIVEN, BEGUN, REPLY, VERDICT, FINISHED)
GOAL_BODY = (
    b'{"v":1,"kind":"planned","id":"y","at":"2026-11-22T08:18:56Z","offset_minutes":0,"on":"2026-12-12","minutes":20,'
    b'"levels":["advanced"],"topics":["rag"],"tags":[],"roles":[],"most_asked":40'
)

INSTANTS = st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants naive bounds
TEXTS = st.text(max_size=30) | st.sampled_from(['{"v":1', '","sum":"00000000"}', PUBLISHED.decode(), "a\nb\u2028"])
IDS, OFFSETS = TEXTS.map(EventId), st.integers(-720, 840)
ANSWER_DRAWN = (IDS, INSTANTS, OFFSETS, TEXTS.map(CardId), st.sampled_from(Grade), st.integers(0, 10**9))
GOALS_DRAWN = st.builds(
    Planned,
    IDS,
    INSTANTS,
    OFFSETS,
    st.dates() | st.none(),
    st.integers(1, 1440),
    st.lists(st.sampled_from(Level), max_size=3).map(tuple),
    st.lists(TEXTS, max_size=3).map(tuple),
    st.lists(TEXTS, max_size=3).map(tuple),
    st.lists(st.sampled_from(Role), max_size=3).map(tuple),
    st.integers(1, 10**6) | st.none(),
)
CARDS_DRAWN, COUNTS = TEXTS.map(CardId), st.integers(0, 10**9)
PRACTICE_DRAWN = (
    st.builds(
        Answered,
        IDS,
        INSTANTS,
        OFFSETS,
        CARDS_DRAWN,
        TEXTS,
        st.sampled_from(Confidence) | st.none(),
        COUNTS,
        st.none() | st.integers(0, 1 << 70),
    )
    | st.builds(
        Convened,
        IDS,
        INSTANTS,
        OFFSETS,
        st.lists(CARDS_DRAWN, max_size=9).map(tuple),
        st.integers(1, 1440),
        COUNTS,
        st.lists(st.sampled_from(Level), max_size=3).map(tuple),
        st.lists(TEXTS, max_size=3).map(tuple),
        st.lists(st.sampled_from(Role), max_size=3).map(tuple),
        st.lists(TEXTS, max_size=3).map(tuple),
    )
    | st.builds(Replied, IDS, INSTANTS, OFFSETS, IDS, CARDS_DRAWN, TEXTS, COUNTS, TEXTS, st.booleans())
    | st.builds(
        Judged,
        IDS,
        INSTANTS,
        OFFSETS,
        IDS,
        CARDS_DRAWN,
        st.sets(st.integers(0, 9)).map(lambda places: tuple(sorted(places))),
        st.integers(10, 1000),
        st.booleans() | st.none(),
    )
    | st.builds(Concluded, IDS, INSTANTS, OFFSETS, IDS, st.booleans())
)
EVENTS_DRAWN = (
    st.builds(Reviewed, *ANSWER_DRAWN)
    | st.builds(Crammed, *ANSWER_DRAWN)
    | st.builds(Undone, IDS, INSTANTS, OFFSETS, IDS)
    | GOALS_DRAWN
    | PRACTICE_DRAWN
)


def line_of(event: Event) -> bytes:
    return encode_event(event).removesuffix(b"\n")


def read(body: bytes) -> Event | OddLine:
    return decode_line(seal(body).removesuffix(b"\n"))


def flips(line: bytes) -> Iterator[bytes]:
    for place in range(len(line)):
        for bit in range(8):
            flipped = bytearray(line)
            flipped[place] ^= 1 << bit
            yield bytes(flipped)


def test_a_record_is_written_and_read_as_the_page_of_the_format_has_it() -> None:
    assert PUBLISHED.decode() in PAGE.read_text(encoding="utf-8").splitlines()
    assert decode_line(PUBLISHED) == PUBLISHED_EVENT
    assert encode_event(PUBLISHED_EVENT) == PUBLISHED + b"\n"


@pytest.mark.parametrize("event", EVENTS)
def test_a_record_is_plain_json_whose_last_field_sums_up_all_before_it(event: Event) -> None:
    line = line_of(event)
    *others, last = json.loads(line)
    assert (others[0], last) == ("v", "sum")
    assert json.loads(line)["sum"] == f"{crc32(line[: line.rindex(b',')]):08x}"


@given(EVENTS_DRAWN)
@settings(deadline=None)
def test_whatever_is_written_is_one_line_and_reads_back_the_same(event: Event) -> None:
    line = encode_event(event)
    assert (line.count(b"\n"), line[-1:]) == (1, b"\n")
    assert decode_line(line[:-1]) == event


@pytest.mark.parametrize("event", EVENTS)
def test_a_flipped_bit_anywhere_is_seen_and_gives_no_event_and_no_other_version(event: Event) -> None:
    assert {decode_line(line) for line in flips(line_of(event))} == {DAMAGED}


@pytest.mark.parametrize("event", EVENTS)
def test_a_record_cut_anywhere_is_damaged(event: Event) -> None:
    line = line_of(event)
    assert {decode_line(line[:length]) for length in range(len(line))} == {DAMAGED}
    assert {decode_line(line[start:]) for start in range(1, len(line))} == {DAMAGED}


@pytest.mark.parametrize(
    "taken", [b"NaN", b"Infinity", b"-Infinity", b"-1", b"1.5", b"1e400", b"null", b'"5"', b"true"]
)
def test_a_time_that_is_no_whole_number_from_zero_up_is_stepped_over_though_its_sum_fits(taken: bytes) -> None:
    assert read(BODY.replace(b"8120", taken)) == DAMAGED
    assert read(BODY.replace(b"8120", b"0")) != DAMAGED


@pytest.mark.parametrize(
    ("part", "nonsense"),
    [
        (b'"grade":"good"', b'"grade":"splendid"'),
        (b'"grade":"good"', b'"grade":4'),
        (b'"at":"2026-11-22T08:18:56Z"', b'"at":"2026-11-22T08:18:56"'),
        (b'"at":"2026-11-22T08:18:56Z"', b'"at":"2026-02-30T08:18:56Z"'),
        (b'"at":"2026-11-22T08:18:56Z"', b'"at":NaN'),
        (b'"offset_minutes":60,', b""),
        (b'"card":"overfitting"', b'"card":null'),
        (b'{"v":1,', b'{"v":"1",'),
        (b'{"v":1,', b"{"),
        (b'{"v":1,', b'["v",1,'),
        (b'"kind":"reviewed"', b'"kind":["reviewed"]'),
        (b'"card":"overfitting"', b'"card":"\xff\xfe"'),
    ],
)
def test_nonsense_whose_sum_fits_is_stepped_over(part: bytes, nonsense: bytes) -> None:
    assert isinstance(read(BODY), Reviewed)
    assert read(BODY.replace(part, nonsense)) == DAMAGED


@pytest.mark.parametrize("at", [b"9999-12-31T23:59:00", b"0001-01-01T00:01:00"])
def test_a_moment_at_the_edge_of_the_calendar_is_damaged(at: bytes) -> None:
    body = b'{"v":1,"kind":"undone","id":"x","at":"%sZ","offset_minutes":0,"undoes":"y"'
    assert read(body % at) == read(BODY.replace(b"2026-11-22T08:18:56", at)) == DAMAGED


def test_an_undone_record_without_a_zone_is_damaged() -> None:
    body = b'{"v":1,"kind":"undone","id":"x","at":"2026-11-22T08:18:56%s","offset_minutes":0,"undoes":"y"'
    assert isinstance(read(body % b"Z"), Undone)
    assert read(body % b"") == DAMAGED


@pytest.mark.parametrize("after", [b'"kind":"reviewed"', b'"offset_minutes":60', b'"taken_ms":8120'])
def test_fields_of_later_versions_are_passed_over_wherever_they_stand(after: bytes) -> None:
    more = b',"mood":{"v":[1,{"a":null}]},"at_home":true'
    assert read(BODY.replace(after, after + more)) == read(BODY)


@pytest.mark.parametrize("body", [BODY, BODY.replace(b'"reviewed"', b'"replied"')], ids=["answer", "rare"])
def test_a_field_too_deep_to_be_read_is_damage_and_no_fault_of_the_program(body: bytes) -> None:
    assert read(body + b',"x":' + b"[" * 100_000 + b"]" * 100_000) == DAMAGED


def test_another_order_of_fields_and_spaces_between_them_are_read() -> None:
    body = (
        b'{ "kind": "undone", "undoes": "y", "v": 1, "offset_minutes": 0, "at": "2026-11-22T08:18:56+01:00", "id": "x"'
    )
    assert read(body) == Undone(EventId("x"), datetime(2026, 11, 22, 7, 18, 56, tzinfo=UTC), 0, EventId("y"))
    negative = BODY.replace(b'{"v":1,', b'{"v": 1,').replace(b"8120", b"-8120")
    assert read(negative) == DAMAGED


def test_a_kind_of_later_times_is_neither_an_event_nor_damage() -> None:
    assert read(b'{"v":1,"kind":"suspended","id":"x","card":"drift"') == UNKNOWN_KIND


@pytest.mark.parametrize("kind", [b"reviewed", b"undone", b"never-heard-of"])
@pytest.mark.parametrize("version", [b"2", b"3", b"100"])
def test_a_higher_version_is_told_apart_whatever_its_kind_and_fields(version: bytes, kind: bytes) -> None:
    assert read(b'{"v":%s,"kind":"%s","at":12345' % (version, kind)) == NEWER
    assert read(BODY.replace(b'"v":1', b'"v":' + version).replace(b"reviewed", kind)) == NEWER


def test_a_lower_version_is_read_as_it_is() -> None:
    assert read(BODY.replace(b'"v":1', b'"v":0')) == read(BODY)


def test_two_records_on_one_line_are_both_read() -> None:
    line = line_of(FIRST) + line_of(SECOND)
    assert decode_line(line) == DAMAGED
    assert list(salvage(line)) == [FIRST, SECOND]


@pytest.mark.parametrize("between", [b"\0" * 50, b"\x0b", b'{"v":1,"kind":"revi', b"}", b'","sum":"00000000"}'])
def test_what_stands_between_whole_records_on_one_line_costs_neither(between: bytes) -> None:
    found = list(salvage(between + line_of(FIRST) + between + line_of(SECOND) + between))
    assert [event for event in found if event != DAMAGED] == [FIRST, SECOND]


def test_a_record_that_lost_its_newline_and_a_byte_takes_no_other_with_it() -> None:
    whole = line_of(SECOND)
    for line in flips(line_of(FIRST)):
        assert SECOND in list(salvage(line + whole))
        assert SECOND in list(salvage(whole + line))


def test_a_damaged_record_alone_gives_nothing_back() -> None:
    for line in flips(line_of(FIRST)):
        assert set(salvage(line)) <= {DAMAGED}


def test_a_record_quoted_within_the_text_of_another_is_no_event() -> None:
    quoting = answer(1, line_of(SECOND).decode())
    assert decode_line(line_of(quoting)) == quoting
    assert list(salvage(line_of(quoting) + line_of(FIRST))) == [quoting, FIRST]
    assert SECOND not in list(salvage(b"x" + line_of(quoting)[:-1]))


def test_an_offset_that_no_clock_has_is_damage() -> None:
    assert read(BODY.replace(b'"offset_minutes":60', b'"offset_minutes":999999999')) == DAMAGED


def test_a_newer_record_without_a_kind_is_newer_all_the_same() -> None:
    assert read(b'{"v":2,"id":"x"') == NEWER


@pytest.mark.parametrize(
    ("part", "nonsense"),
    [
        (b'"minutes":20', b'"minutes":0'),
        (b'"minutes":20', b'"minutes":-20'),
        (b'"minutes":20', b'"minutes":1441'),
        (b'"minutes":20', b'"minutes":1' + b"0" * 400),
        (b'"minutes":20', b'"minutes":20.5'),
        (b'"minutes":20,', b""),
        (b'"most_asked":40', b'"most_asked":0'),
        (b'"most_asked":40', b'"most_asked":-1'),
        (b'"most_asked":40', b'"most_asked":"40"'),
        (b'"on":"2026-12-12"', b'"on":"2026-02-30"'),
        (b'"on":"2026-12-12"', b'"on":"0000-01-01"'),
        (b'"on":"2026-12-12"', b'"on":"10000-01-01"'),
        (b'"on":"2026-12-12"', b'"on":"2026-12-12T00:00:00Z"'),
        (b'"on":"2026-12-12"', b'"on":739962'),
        (b'"on":"2026-12-12",', b""),
        (b'"levels":["advanced"]', b'"levels":["expert"]'),
        (b'"levels":["advanced"]', b'"levels":[' + b'"advanced",' * 1000 + b'"advanced"]'),
        (b'"topics":["rag"]', b'"topics":"rag"'),
        (b'"topics":["rag"]', b'"topics":[null]'),
        (b'"topics":["rag"]', b'"topics":[' + b'"rag",' * 1_000_000 + b'"rag"]'),
        (b'"tags":[]', b'"tags":[' + b'"a",' * 1000 + b'"a"]'),
        (b'"roles":[]', b'"roles":[' + b'"ml-engineer",' * 1000 + b'"ml-engineer"]'),
        (b'"at":"2026-11-22T08:18:56Z"', b'"at":"2026-11-22T08:18:56"'),
        (b'"offset_minutes":0', b'"offset_minutes":100000'),
    ],
)
def test_a_goal_that_makes_no_sense_is_damaged_though_its_sum_fits(part: bytes, nonsense: bytes) -> None:
    assert isinstance(read(GOAL_BODY), Planned)
    assert part in GOAL_BODY
    assert read(GOAL_BODY.replace(part, nonsense)) == DAMAGED


@pytest.mark.parametrize(
    "change",
    [
        (b'"minutes":20', b'"minutes":1'),
        (b'"minutes":20', b'"minutes":1440'),
        (b'"most_asked":40', b'"most_asked":1'),
        (b'"most_asked":40', b'"most_asked":null'),
        (b'"on":"2026-12-12"', b'"on":"9999-12-31"'),
        (b'"on":"2026-12-12"', b'"on":"0001-01-01"'),
        (b'"topics":["rag"]', b'"topics":[' + b'"rag",' * 999 + b'"rag"]'),
        (b',"minutes":20', b',"mood":{"v":[1]},"minutes":20'),
    ],
)
def test_a_goal_at_the_border_of_sense_and_one_with_fields_of_later_versions_is_read(
    change: tuple[bytes, bytes],
) -> None:
    assert change[0] in GOAL_BODY
    assert isinstance(read(GOAL_BODY.replace(*change)), Planned)


@pytest.mark.parametrize(("minutes", "is_read"), [(b"0", True), (b"20", True), (b"-1", False), (b"1441", False)])
def test_the_end_of_a_goal_needs_no_minutes(minutes: bytes, *, is_read: bool) -> None:
    body = b'{"v":1,"kind":"planned","id":"z","at":"2026-11-22T08:18:56Z","offset_minutes":0,"on":null'
    assert read(body) == Planned(EventId("z"), datetime(2026, 11, 22, 8, 18, 56, tzinfo=UTC), 0, None)
    assert isinstance(read(body + b',"minutes":' + minutes), Planned) is is_read


def test_a_drill_is_read_like_an_answer_and_refused_like_one() -> None:
    body = BODY.replace(b'"reviewed"', b'"crammed"')
    assert read(body) == Crammed(
        PUBLISHED_EVENT.id, datetime(2026, 11, 22, 8, 18, 56, tzinfo=UTC), 60, PUBLISHED_EVENT.card, Grade.GOOD, 8120
    )
    assert read(body + b',"mood":{"v":[1]}') == read(body)
    for part, nonsense in (
        (b"8120", b"-1"),
        (b'"good"', b'"splendid"'),
        (b'"offset_minutes":60', b'"offset_minutes":1441'),
    ):
        assert read(body.replace(part, nonsense)) == DAMAGED


def body_of(event: Event, part: str = "", other: str = "") -> bytes:
    """Gives the record of an event without its sum, a part of it exchanged."""
    body = line_of(event).rpartition(b',"sum":')[0]
    assert body.count(part.encode()) == 1 or not part
    return body.replace(part.encode(), other.encode()) if part else body


@pytest.mark.parametrize(
    ("event", "part", "nonsense"),
    [
        (GIVEN, '"hints":2', '"hints":-1'),
        (GIVEN, '"hints":2', '"hints":1.5'),
        (GIVEN, '"seed":2147483648', '"seed":-1'),
        (GIVEN, '"seed":2147483648', '"seed":"7"'),
        (GIVEN, '"confidence":"sure"', '"confidence":"cocksure"'),
        (GIVEN, "漢字", "x" * 5000),
        (GIVEN, '"card":"drift",', ""),
        (BEGUN, '"cards":["drift","bias"]', '"cards":["drift"' + ',"bias"' * 1000 + "]"),
        (BEGUN, '"cards":["drift","bias"]', '"cards":"drift"'),
        (BEGUN, '"minutes":30', '"minutes":0'),
        (BEGUN, '"minutes":30', '"minutes":1441'),
        (BEGUN, '"seed":7', '"seed":-7'),
        (BEGUN, '"seed":7', '"seed":null'),
        (BEGUN, '"levels":["advanced"]', '"levels":["expert"]'),
        (BEGUN, '"topics":["rag"]', '"topics":["rag"' + ',"rag"' * 1000 + "]"),
        (BEGUN, '"decks":["mine"]', '"decks":["mine"' + ',"mine"' * 1000 + "]"),
        (BEGUN, '"decks":["mine"]', '"decks":"mine"'),
        (REPLY, '"taken_ms":61000', '"taken_ms":-1'),
        (REPLY, "Aloud.", "x" * 5001),
        (REPLY, "And then?", "x" * 5001),
        (REPLY, '"is_passed":true', '"is_passed":1'),
        (VERDICT, '"points":3', '"points":-1'),
        (VERDICT, '"points":3', '"points":2'),
        (VERDICT, '"points":3', '"points":1001'),
        (VERDICT, '"ticked":[0,2]', '"ticked":[2,0]'),
        (VERDICT, '"ticked":[0,2]', '"ticked":[0,0]'),
        (VERDICT, '"ticked":[0,2]', '"ticked":[-1,2]'),
        (VERDICT, '"ticked":[0,2]', '"ticked":[0,3]'),
        (VERDICT, '"ticked":[0,2]', '"ticked":[' + "0," * 1_000_000 + "2]"),
        (FINISHED, '"is_counted":true', '"is_counted":null'),
        (FINISHED, '"offset_minutes":60', '"offset_minutes":1441'),
    ],
)
def test_practice_that_makes_no_sense_is_damaged_though_its_sum_fits(event: Event, part: str, nonsense: str) -> None:
    assert read(body_of(event)) == event
    assert read(body_of(event, part, nonsense)) == DAMAGED


@pytest.mark.parametrize(
    ("event", "part", "other"),
    [
        (GIVEN, '"hints":2', '"hints":0'),
        (GIVEN, '"seed":2147483648', '"seed":0'),
        (GIVEN, "It \\n shifts — 漢字", "漢" * 5000),
        (BEGUN, '"minutes":30', '"minutes":1440'),
        (BEGUN, '"cards":["drift","bias"]', '"cards":["drift"' + ',"bias"' * 999 + "]"),
        (BEGUN, '"seed":7', '"seed":0'),
        (BEGUN, ',"decks":["mine"]', ""),
        (REPLY, '"taken_ms":61000', '"taken_ms":0'),
        (REPLY, "Aloud.", "x" * 5000),
        (VERDICT, '"ticked":[0,2]', '"ticked":[]'),
        (VERDICT, '"ticked":[0,2]', '"ticked":[0,1,2]'),
        (VERDICT, '"ticked":[0,2],"points":3', '"ticked":[],"points":0'),
        (VERDICT, '"points":3', '"points":1000'),
        (FINISHED, '"is_counted":true', '"is_counted":false,"mood":{"v":[1]}'),
    ],
)
def test_practice_at_the_border_of_sense_is_read(event: Event, part: str, other: str) -> None:
    assert isinstance(read(body_of(event, part, other)), type(event))


def test_what_is_not_said_of_an_answer_may_be_left_out() -> None:
    head = b'"id":"a","at":"2026-11-22T08:18:56Z","offset_minutes":0,"card":"drift"'
    at = datetime(2026, 11, 22, 8, 18, 56, tzinfo=UTC)
    assert read(b'{"v":1,"kind":"answered",' + head) == Answered(EventId("a"), at, 0, CardId("drift"))
    assert read(b'{"v":1,"kind":"convened",%s,"cards":[],"minutes":5,"seed":1' % head) == Convened(
        EventId("a"), at, 0, (), 5, 1
    )
    assert read(b'{"v":1,"kind":"replied",%s,"round":"r","text":"","taken_ms":9' % head) == Replied(
        EventId("a"), at, 0, ROUND, CardId("drift"), "", 9
    )
    assert read(b'{"v":1,"kind":"judged",%s,"round":"r","ticked":[1],"points":2' % head) == Judged(
        EventId("a"), at, 0, ROUND, CardId("drift"), (1,), 2
    )
