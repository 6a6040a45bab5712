"""Goals that were set before the program starts, and banks with more cards than a day holds."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from support.program import NOON, Grade, Inside, Past, World

from aiquiz.core.days import to_date
from aiquiz.core.events import EventId, Planned, make_event_id
from aiquiz.core.goal import goal_day
from aiquiz.store.records import OddLine, decode_line, encode_event

THE_DAY = NOON.date()
"""The day on which a program runs inside a test."""


def in_days(days: int) -> str:
    """Gives the date so many days from that day."""
    return str(THE_DAY + timedelta(days=days))


def write_goal(
    world: World, days_left: int, minutes: int = 2, *, set_days_ago: int = 1, now: datetime = NOON, **scope: Any
) -> None:
    """Adds a goal to the log of the other device, in its place among what is there; call it after `write_past`."""
    at = now - timedelta(days=set_days_ago, hours=1)
    event_id: EventId = make_event_id(int(at.timestamp() * 1000), 1)
    on: date = now.date() + timedelta(days=days_left)
    goal = Planned(event_id, at, 0, on, minutes, **scope)
    log = world.home / "reviews" / "elsewhere.jsonl"
    log.parent.mkdir(parents=True, exist_ok=True)
    lines = log.read_bytes().splitlines() if log.exists() else []
    events = [event for line in lines if not isinstance(event := decode_line(line), OddLine)]
    log.write_bytes(b"".join(map(encode_event, sorted([*events, goal], key=lambda event: event.id))))
    assert to_date(goal_day(goal)) == on


def now() -> datetime:
    """Gives the moment for goals of a program that is really started."""
    return datetime.now(UTC)


def bank_of(cards: int) -> dict[str, str]:
    """Gives the files of a bank: twenty cards a subtopic, a hundred a topic, asked in the order of numbers."""
    files: dict[str, str] = {}
    for number in range(cards):
        name = f"topic-{number // 100}/part-{number // 20}"
        card = (
            f"- id: card-{number:04}\n  question: Question {number:04}?\n  level: beginner\n"
            f"  answer: Answer {number:04}.\n  asked_by: {cards - number}\n"
        )
        files[name] = files.get(name, "") + card
    return files


def known(cards: int, days_ago: int = 60, *, first: int = 0, taken_ms: int = 6_000) -> list[Past]:
    """Gives two good answers to each of the cards, the later one so long ago."""
    ids = [f"card-{number:04}" for number in range(first, first + cards)]
    return [Past(card, days_ago + back, Grade.GOOD, taken_ms) for card in ids for back in (1, 0)]


def asked(inside: Inside, *arguments: str, keys: str = "q\n") -> str:
    """Gives the header of the first card that a command asks; the command must ask one."""
    done = inside.run(*arguments, keys=keys)
    assert done.code == 0, done
    return " ".join(done.out.split("\n\n")[0].split())
