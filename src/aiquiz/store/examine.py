"""Reads every line of the logs and says what is wrong with it, by file and line."""

from collections.abc import Iterator
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from aiquiz.core.events import Answer, Event, EventId, Forgotten, Marked, Undone
from aiquiz.core.headings import CardId
from aiquiz.errors import DataError
from aiquiz.store.log import Line, read_lines, read_undone
from aiquiz.store.records import Oddity, OddLine, decode_line, encode_event, salvage


class Remedy(Enum):
    """What can be done about a finding."""

    MEND = "the damaged lines are taken out; the file as it was stays beside it"
    LEAVE_OUT = "the answer no longer counts; it stays in the log"
    REBUILD = "it is made anew from the log"


class Finding(NamedTuple):
    """Something that is wrong; a note is only worth knowing. The line is 0 for a whole file."""

    path: Path
    line: int
    message: str
    is_note: bool = False
    remedy: Remedy | None = None
    event: EventId | None = None


class Asked(NamedTuple):
    """How often a card stands in the log, and where first."""

    times: int
    path: Path
    line: int


class Examined(NamedTuple):
    """What was found, how many lines were read, which cards stand there, and whether a newer version wrote there."""

    findings: tuple[Finding, ...]
    lines: int
    cards: dict[CardId, Asked]
    is_newer: bool


class _Examiner:
    """Goes through the files; it changes in place, because there are many lines."""

    def __init__(self, latest: datetime, undone: frozenset[EventId]) -> None:
        self.latest, self.undone = latest, undone
        self.findings: list[Finding] = []
        self.cards: dict[CardId, Asked] = {}
        self.seen: dict[EventId, int] = {}
        self.lines = 0
        self.is_newer = False

    def read(self, path: Path) -> None:
        for line in read_lines(path):
            self.lines += 1
            found = decode_line(line.text)
            if not isinstance(found, OddLine):
                self.findings += self._look(path, line.number, found)
                continue
            self.findings.append(self._say_odd(path, line, found))
            for each in salvage(line.text) if found.oddity is Oddity.DAMAGED else ():
                if not isinstance(each, OddLine):
                    self.findings += self._look(path, line.number, each)

    def _say_odd(self, path: Path, line: Line, odd: OddLine) -> Finding:
        if odd.oddity is Oddity.NEWER:
            self.is_newer = True
            return Finding(path, line.number, "written by a newer aiquiz: please update")
        if odd.oddity is Oddity.UNKNOWN_KIND:
            return Finding(path, line.number, "of a kind that this version does not know; kept", is_note=True)
        said = "the last line is torn" if line.is_torn else "the line is damaged"
        return Finding(path, line.number, said, remedy=Remedy.MEND)

    def _look(self, path: Path, number: int, event: Event) -> Iterator[Finding]:
        check = crc32(encode_event(event))
        if self.seen.setdefault(event.id, check) != check:
            yield Finding(path, number, f"the id {event.id} stands for something else too; the first one counts")
        if isinstance(event, Undone):
            return
        if event.at > self.latest and event.id not in self.undone:
            said = f"from the future: {event.at:%Y-%m-%d %H:%M} UTC"
            yield Finding(path, number, said, remedy=Remedy.LEAVE_OUT, event=event.id)
        if isinstance(event, Answer | Marked | Forgotten):
            before = self.cards.get(event.card)
            self.cards[event.card] = before._replace(times=before.times + 1) if before else Asked(1, path, number)


def examine_logs(paths: list[Path], latest: datetime) -> Examined:
    """Reads all files; an event that is later than `latest` and was not taken back is from the future."""
    try:
        undone = read_undone(paths)
    except DataError:
        undone = frozenset()
    examiner = _Examiner(latest, undone)
    for path in paths:
        try:
            examiner.read(path)
        except DataError as error:
            examiner.findings.append(Finding(path, 0, error.message))
    return Examined(tuple(examiner.findings), examiner.lines, examiner.cards, examiner.is_newer)
