"""Makes learners for the benchmarks: a bank of many cards, a history of many answers, caches that are warm."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiquiz.core.cards import Card, CardId
from aiquiz.core.events import EventId, Reviewed, make_event_id
from aiquiz.core.schedulers import Grade
from aiquiz.store.bank_files import parse_bank
from aiquiz.store.paths import find_bank, find_places
from aiquiz.store.records import encode_event

_CARD_START = re.compile(r"^- id: *\S+$", re.MULTILINE)
_CARDS_A_FILE = 100
_FILES_A_TOPIC = 20
_UNSETTLED_S = 2.5
_GRADES = (Grade.GOOD, Grade.GOOD, Grade.EASY, Grade.GOOD, Grade.HARD, Grade.GOOD, Grade.AGAIN, Grade.GOOD)
_CHANCE = 0x9E3779B97F4A7C15F39C


def copy_bank(folder: Path) -> tuple[Card, ...]:
    """Copies the bundled bank, so that nobody's editing of it disturbs what is measured, and gives its cards."""
    shutil.copytree(find_bank({}), folder)
    return read_cards(folder)


def read_cards(bank: Path) -> tuple[Card, ...]:
    """Gives the cards of a bank, from its YAML."""
    return parse_bank(bank, sorted(bank.glob("*/*.yaml"))).cards


def write_bank(folder: Path, cards: int) -> None:
    """Writes a bank of so many cards, in files of 100: the bundled cards over and over, each with an id of its own."""
    texts = list(_card_texts())
    for first in range(0, cards, _CARDS_A_FILE):
        number = first // _CARDS_A_FILE
        path = folder / f"topic-{number // _FILES_A_TOPIC}" / f"subtopic-{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        bodies = (texts[place % len(texts)] for place in range(first, min(first + _CARDS_A_FILE, cards)))
        path.write_text("".join(f"- id: card-{first + place}{body}" for place, body in enumerate(bodies)))


def _card_texts() -> Iterator[str]:
    """Gives each bundled card as it is written, from behind its id on."""
    for path in sorted(find_bank({}).glob("*/*.yaml")):
        for body in _CARD_START.split(path.read_text())[1:]:
            yield body.rstrip() + "\n"


def make_answers(cards: Sequence[CardId], answers: int, days: int) -> Iterator[Reviewed]:
    """Gives so many answers to the cards in turn, spread evenly over the days up to yesterday."""
    begin = datetime.now(UTC).replace(microsecond=0) - timedelta(days=days)
    step = timedelta(days=days - 1) / answers
    last: EventId | None = None
    for number in range(answers):
        at = begin + number * step
        last = make_event_id(int(at.timestamp() * 1000), number * _CHANCE, last)
        grade = _GRADES[number * 7 // len(cards) % len(_GRADES)]
        yield Reviewed(last, at, 60, cards[number % len(cards)], grade, 3_000 + number % 9_000)


def write_log(environ: dict[str, str], answers: Iterable[Reviewed]) -> Path:
    """Writes a learner's log and gives its path."""
    path = find_places(environ).reviews / "benchmark-0.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines(map(encode_event, answers))
    return path


def first_question(environ: dict[str, str]) -> str:
    """Gives the question that a sitting begins with, as it is shown on one line."""
    desk = [sys.executable, "-m", "aiquiz", "study"]
    said = subprocess.run(desk, env=environ, input="q\n", text=True, capture_output=True, check=True).stdout
    paragraphs = [" ".join(paragraph.split()) for paragraph in said.strip().split("\n\n")]
    return paragraphs[1]


def warm_up(environ: dict[str, str]) -> None:
    """Makes sure that the bank's cache and the snapshot are there: a sitting is begun and left."""
    places = find_places(environ)
    time.sleep(_UNSETTLED_S)  # a bank that was written a moment ago is not cached yet
    for arguments in (["stats", "--json"], ["study"]):
        subprocess.run(
            [sys.executable, "-m", "aiquiz", *arguments],
            env=environ,
            input="q\n",
            text=True,
            stdout=subprocess.DEVNULL,
            check=True,
        )
    for path in (places.bank_cache, places.snapshot):
        if not path.is_file():
            raise SystemExit(f"{path} is not there: this would not measure a warm start")
