"""The program as a person runs it: in a pipe or on a pseudo-terminal, with a small bank and a past of its own."""

import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import pexpect
import pyte
import pytest

import aiquiz
from aiquiz.cli.app import run
from aiquiz.core.cards import CardId
from aiquiz.core.days import Moment
from aiquiz.core.events import EventId, Reviewed, make_event_id
from aiquiz.core.schedulers import Grade
from aiquiz.store.records import encode_event

PROGRAM = (sys.executable, "-m", "aiquiz")
PATIENCE_S = 20.0
"""A wait this long is a failure."""

WIDEST, LONGEST = 600, 2_000
"""The screen that is looked at is wider and longer than any window, so that a line too long shows as one."""

CARDS = {
    "machine-learning/evaluation": """\
- id: confusion-matrix
  question: What does a confusion matrix show?
  level: beginner
  answer: |
    A table of what was **predicted** against what was *true*:

    | actual | predicted spam | predicted ham |
    |---|---:|---:|
    | spam | 90 | 10 |
    | ham | 5 | 895 |

    - Precision is 90 of 95
    - Recall is 90 of 100
  tip: Name the error that costs more, `false negatives` or false positives, before any number.
  key_points:
    - Rows are the truth, columns what was predicted, or the other way round, so say which
    - "Accuracy hides the rare class: 98.5 % here"
  follow_ups:
    - Which of the two errors would you rather make in a spam filter, and why is it not the same in medicine?
  tags: [metrics, classification]
  roles: [data-scientist]
  asked_by: 9
""",
    "machine-learning/validation": """\
- id: cross-validation
  question: Why is cross-validation better than one split?
  level: intermediate
  answer: |
    The estimate is the mean $\\bar{E} = \\frac{1}{k} \\sum_i E_i$ of $k$ folds, so it depends less on one lucky split.
  tags: [metrics]
  roles: [ml-engineer]
  asked_by: 4
""",
    "mlops/deployment": """\
- id: canary-release
  question: What is a canary release?
  level: beginner
  answer: >-
    A new model gets a small share of the traffic first. It is watched, and gets the rest only when nothing looks worse
    than with the old one.
  tip: Say what is watched, and who decides.
  tags: [serving]
  roles: [mlops-engineer]
  asked_by: 5
- id: model-registry
  question: What belongs into a model registry?
  level: advanced
  answer: |
    A version, where it came from, and how it did:

    ```python
    registry.add(model, data="2026-11-01", auc=0.91)
    ```
  tags: [serving]
  roles: [mlops-engineer]
  asked_by: 2
""",
    "deep-learning/training": """\
- id: backpropagation
  question: How does backpropagation work?
  level: beginner
  answer: The chain rule, from the loss back to every weight, each layer using what the one after it has worked out.
  key_points:
    - Names the chain rule
  tags: [training]
  roles: [ml-engineer, data-scientist]
  asked_by: 3
""",
}
CARD_IDS = ("confusion-matrix", "canary-release", "backpropagation", "cross-validation", "model-registry")
"""In the order in which a first session asks them."""


QUESTION, ANSWER, END = "q leave", "4 easy", "any other key leave"
"""What stands at the end of a question, an answer and a session, at every width."""


class Past(NamedTuple):
    """An answer of some days ago."""

    card: str
    days_ago: int
    grade: Grade = Grade.GOOD
    taken_ms: int = 6_000


class Ended(NamedTuple):
    """What a run in a pipe left behind."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class World:
    """A learner with a home, a bank and an environment; nothing of the machine's own learner is touched."""

    folder: Path

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def bank(self) -> Path:
        return self.folder / "bank"

    def environment(self, **more: str | None) -> dict[str, str]:
        """Gives a plain environment and what is added to it; None takes a variable away."""
        passed_on = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}
        plain: dict[str, str | None] = {
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
            "PYTHONPATH": str(Path(aiquiz.__file__).parents[1]),
            "HOME": str(self.folder / "user"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "TZ": _where_it_is_noon(),
            "AIQUIZ_HOME": str(self.home),
            "AIQUIZ_BANK": str(self.bank),
            "AIQUIZ_BACKUPS": "off",
        }
        return {name: value for name, value in {**plain, **passed_on, **more}.items() if value is not None}

    def run(self, *arguments: str, keys: str = "", encoding: str = "utf-8", **more: str | None) -> Ended:
        """Runs the program to its end with `keys` piped in; what it says must be in that encoding."""
        return self.run_command([*PROGRAM, *arguments], keys, encoding, **more)

    def run_command(self, command: list[str], keys: str = "", encoding: str = "utf-8", **more: str | None) -> Ended:
        """Runs any command to its end in this world."""
        done = subprocess.run(
            command,
            input=keys.encode(),
            capture_output=True,
            env=self.environment(**more),
            cwd=self.folder,
            timeout=60,
            check=False,
        )
        return Ended(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    @contextmanager
    def terminal(self, *arguments: str, columns: int = 80, **more: str | None) -> Iterator["Terminal"]:
        """Starts the program on a pseudo-terminal of that many columns."""
        with self.terminal_of([*PROGRAM, *arguments], columns=columns, **more) as terminal:
            yield terminal

    @contextmanager
    def terminal_of(self, command: list[str], columns: int = 80, **more: str | None) -> Iterator["Terminal"]:
        """Starts any command on a pseudo-terminal."""
        terminal = Terminal(command, self.environment(**more), self.folder, columns)
        try:
            yield terminal
        finally:
            terminal.put_an_end_to_it()

    def write_bank(self, cards: dict[str, str]) -> None:
        """Writes the card files, each named as `topic/subtopic`."""
        for name, text in cards.items():
            path = self.bank / f"{name}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def write_past(self, *answers: Past, now: datetime | None = None) -> None:
        """Writes answers of days before `now` into the log of another device."""
        offset_minutes = 0 if now else _offset_hours() * 60
        now = now or datetime.now(UTC)
        numbers = count(1)
        last: EventId | None = None
        lines = []
        for answer in sorted(answers, key=lambda answer: -answer.days_ago):
            at = now - timedelta(days=answer.days_ago)
            last = make_event_id(int(at.timestamp() * 1000), next(numbers), last)
            event = Reviewed(last, at, offset_minutes, CardId(answer.card), answer.grade, answer.taken_ms)
            lines.append(encode_event(event))
        log = self.home / "reviews" / "elsewhere.jsonl"
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_bytes(b"".join(lines))

    def saved(self) -> list[dict[str, Any]]:
        """Gives the events that this device has put on the disk."""
        logs = sorted((self.home / "reviews").glob("*.jsonl"))
        own = [path for path in logs if path.name != "elsewhere.jsonl"]
        return [json.loads(line) for path in own for line in path.read_text(encoding="utf-8").splitlines()]

    def answers(self) -> list[str]:
        """Gives the same in short: `canary-release good`, or `undone`."""
        return [f"{event['card']} {event['grade']}" if "card" in event else "undone" for event in self.saved()]

    def crash_log(self) -> Path:
        return self.home / "state" / "crash.log"


def make_world(folder: Path, cards: dict[str, str] | None = None) -> World:
    """Makes a world in an empty folder."""
    world = World(folder)
    world.write_bank(CARDS if cards is None else cards)
    (folder / "user").mkdir()
    return world


NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
"""The moment at which a program runs that runs inside the test: a Friday."""


class Inside(NamedTuple):
    """Runs the program inside the test, which is quick, and at a moment that stands still."""

    world: World
    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def run(self, *arguments: str, keys: str = "", columns: int = 80) -> Ended:
        """Runs the program to its end with `keys` piped in."""
        self.patch.setenv("AIQUIZ_HOME", str(self.world.home))
        self.patch.setenv("AIQUIZ_BANK", str(self.world.bank))
        self.patch.setenv("AIQUIZ_BACKUPS", "off")
        self.patch.setenv("COLUMNS", str(columns))
        for name in ("NO_COLOR", "FORCE_COLOR"):
            self.patch.delenv(name, raising=False)
        self.patch.setattr("sys.stdin", io.StringIO(keys))
        self.patch.setattr("aiquiz.cli.wiring.now", lambda: Moment(NOON, 0))
        self.patch.setattr("aiquiz.cli.stamps.now", lambda: Moment(NOON, 0))
        self.capture.readouterr()
        code = run(list(arguments))
        return Ended(code, *self.capture.readouterr())


class Terminal:
    """A program on a pseudo-terminal, the bytes it wrote, and what they look like."""

    def __init__(self, command: list[str], environment: dict[str, str], folder: Path, columns: int) -> None:
        self.raw = b""
        self._screen = pyte.Screen(WIDEST, LONGEST)
        self._stream = pyte.ByteStream(self._screen)
        self._seen = 0
        self._until = 0.0
        self.child: pexpect.spawn[bytes] = pexpect.spawn(
            command[0], command[1:], env=environment, cwd=str(folder), dimensions=(40, columns)
        )
        self.child.delaybeforesend = None
        self._process: Any = vars(self.child)["ptyproc"]
        self.pid: int = self._process.pid
        self.found = self.modes()

    def modes(self) -> list[object]:
        """Gives the attributes of the terminal as they are now."""
        return list(termios.tcgetattr(self.child.child_fd))

    def text(self) -> str:
        """Gives everything that was shown, each line without the spaces at its end."""
        return self._lines(0, self._screen.cursor.y + 1)

    def see_below(self, text: str) -> str:
        """Waits until a text stands below the line of the cursor; gives the lines there."""
        self._until = monotonic() + PATIENCE_S
        while text not in (shown := self._lines(self._screen.cursor.y + 1, LONGEST)):
            self._read(f"{text!r} to be shown under the cursor")
        return shown

    def _lines(self, first: int, end: int) -> str:
        lines = (self._screen.buffer[y] for y in range(first, end))
        return "\n".join(
            "".join(line[x].data for x in range(max(line, default=-1) + 1)).rstrip() for line in lines
        ).rstrip("\n")

    def see(self, *texts: str) -> str:
        """Waits until each text is shown, below the one before; gives what came since the last look.

        A space in a text may be the end of a line on the screen.
        """
        before, self._until = self._seen, monotonic() + PATIENCE_S
        for text in texts:
            pattern = re.compile(r"\s+".join(map(re.escape, text.split(" "))))
            while (found := pattern.search(self.text(), self._seen)) is None:
                self._read(f"{text!r} to be shown")
            self._seen = found.end()
        return self.text()[before : self._seen]

    def see_now(self, is_there: Callable[[str], bool], what: str) -> str:
        """Waits until everything that is shown is so, wherever it was written, and looks on below it."""
        self._until = monotonic() + PATIENCE_S
        while not is_there(shown := self.text()):
            self._read(f"{what} to be shown")
        self._seen = len(shown)
        return shown

    def press(self, keys: str) -> None:
        """Types."""
        self.child.send(keys.encode())

    def resize(self, columns: int) -> None:
        """Makes the window narrower or wider."""
        self.child.setwinsize(40, columns)

    def signal(self, number: int) -> None:
        """Sends a signal to the program."""
        os.kill(self.pid, number)

    def end(self) -> int:
        """Waits for the end, and gives the exit code, or minus the signal that killed it."""
        self._until = monotonic() + PATIENCE_S
        with suppress(pexpect.EOF):
            while True:
                self._read("its end", at_end=pexpect.EOF)
        return self._wait()

    def close_window(self) -> int:
        """Takes the terminal away and waits for the end; gives what `end` gives."""
        self._process.fileobj.close()
        return self._wait()

    def put_an_end_to_it(self) -> None:
        """Leaves nothing running, without the pauses that pexpect makes."""
        if not self._process.terminated:
            self.signal(signal.SIGKILL)
            self._wait()
        self._process.fileobj.close()
        self._process.closed = self.child.closed = True

    def _wait(self) -> int:
        if self._process.terminated:  # reading has noticed it already
            return int(-(self._process.signalstatus or 0) or self._process.exitstatus)
        _, status = os.waitpid(self.pid, 0)
        self._process.terminated = self.child.terminated = True
        return os.waitstatus_to_exitcode(status)

    def _read(self, what_for: str, at_end: type[Exception] = AssertionError) -> None:
        try:
            left_s = max(0.0, self._until - monotonic())  # a clock that runs is written without an end
            data = self.child.read_nonblocking(1 << 16, timeout=left_s)
        except pexpect.TIMEOUT:
            raise AssertionError(f"waited in vain for {what_for} below\n{self.text()}") from None
        except pexpect.EOF:
            raise at_end(f"ended while {what_for} was awaited, below\n{self.text()}") from None
        self.raw += data
        self._stream.feed(data)


def sit_through(terminal: Terminal) -> None:
    """Goes through a whole session: every key, a card that comes back, a skip, and undoing from the end screen."""
    terminal.see("What does a confusion matrix show?", QUESTION)
    for key, *shown in (
        ("?", "these keys"),
        (" ", "They listen for", "Tip", "Asked next", ANSWER),
        ("1", "What is a canary release?", QUESTION),
        ("\r", "A new model gets", ANSWER),
        ("\r", "How does backpropagation work?", QUESTION),
        ("s", "cross-validation", QUESTION),
        ("u", "Back to the card that was skipped.", "How does backpropagation work?", QUESTION),
        ("s", "cross-validation", QUESTION),
        (" ", "The estimate", ANSWER),
        ("2", "What does a confusion matrix show?", QUESTION),
        (" ", "Precision is 90 of 95", ANSWER),
        ("3", "What belongs into a model registry?", QUESTION),
        (" ", "registry.add", ANSWER),
        ("4", "cross-validation", QUESTION),
        (" ", "The estimate", ANSWER),
        (" ", "Done: 4 cards, 6 answers", END),
        ("u", "Undone.", "The estimate", ANSWER),
        ("4", "Done: 4 cards, 6 answers", END),
    ):
        terminal.press(key)
        terminal.see(*shown)
    terminal.press("q")


SAVED_BY_SITTING_THROUGH = [
    "confusion-matrix again",
    "canary-release good",
    "cross-validation hard",
    "confusion-matrix good",
    "model-registry easy",
    "cross-validation good",
    "undone",
    "cross-validation easy",
]


def in_shell(*arguments: str) -> str:
    """Gives the line that runs the program in a world's shell, the same wherever the checkout lies."""
    return shlex.join([Path(PROGRAM[0]).name, *PROGRAM[1:], *arguments])


def without_styles(raw: bytes) -> str:
    """Gives the text of what was written, without colours, weights and the marks around pasted text."""
    return re.sub(r"\x1b\[[0-9;]*m|\x1b\[\?2004[hl]", "", raw.decode())


def _offset_hours() -> int:
    return 12 - datetime.now(UTC).hour


def _where_it_is_noon() -> str:
    """Gives a time zone in which no study day turns while a test runs; POSIX counts westwards."""
    return f"AIQ{-_offset_hours():+d}"


__all__ = [
    "ANSWER",
    "CARDS",
    "CARD_IDS",
    "END",
    "NOON",
    "PATIENCE_S",
    "PROGRAM",
    "QUESTION",
    "SAVED_BY_SITTING_THROUGH",
    "Ended",
    "Grade",
    "Inside",
    "Past",
    "Terminal",
    "World",
    "in_shell",
    "make_world",
    "sit_through",
    "without_styles",
]
