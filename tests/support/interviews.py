"""A bank for mock interviews, whose questions come in one order, and how a round on a terminal is gone through."""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from support.program import Ended, Terminal, World, make_world
from support.shown import compare_with_kept

from aiquiz.core.events import Event
from aiquiz.store.records import encode_event

CARDS = {
    "deep-learning/training": """\
- id: backpropagation
  question: How does backpropagation work?
  level: beginner
  answer: The chain rule, from the loss back to every weight, each layer using what the one after it has worked out.
  tip: Draw two layers.
  key_points:
    - text: Names the chain rule
      match: [chain-rule]
    - text: Goes backwards from the loss, layer by layer
      match: [backwards|back loss]
    - text: Costs about twice as much as a forward pass
      match: [twice|double forward-pass]
  follow_ups:
    - What has to be kept in memory for it?
  roles: [ml-engineer]
  asked_by: 9
""",
    "mlops/training": """\
- id: epoch-time
  question: >-
    An epoch has {images} images in batches of {size}, and a batch takes {pace} ms. How many seconds is that?
  level: intermediate
  parameters:
    images: {from: 1000, to: 900000, step: 1000}
    size: [10, 20, 50]
    pace: {from: 10, to: 90, step: 10}
  expression: images / size * pace / 1000
  unit: s
  tolerance: 0.001
  answer: |
    {images} / {size} = {images / size} batches of {pace} ms each, which is **{result} s**.
  key_points:
    - Divides the images by the size of a batch, {size}
    - Says that loading may be slower than computing
  roles: [mlops-engineer]
  asked_by: 5
""",
    "generative-ai/retrieval": """\
- id: rag-or-tuning
  question: Would you retrieve or fine-tune?
  level: advanced
  answer: Retrieve what changes, and fine-tune how it is said.
  asked_by: 2
""",
    "career/stories": """\
- id: failed-launch
  question: Tell me about a launch that failed.
  level: beginner
  answer: A story in four parts. Most of it is what you did yourself.
  tags: [star]
  asked_by: 7
""",
}
FIRST, SECOND, THIRD, STORY = "backpropagation", "epoch-time", "rag-or-tuning", "failed-launch"
"""The cards in the order of a round of five or more; a shorter one leaves out the last."""

THREE = ("interview", "--questions", "3", "--minutes", "20")
QUESTIONS = (
    "How does backpropagation work?",
    "An epoch has",
    "Would you retrieve or fine-tune?",
    "Tell me about a launch that failed.",
)
GOOD_ANSWER = "The chain rule, backwards from the loss."
FOLLOW_UP = "What has to be kept in memory for it?"

CLOCK = "gone"
"""What stands at the end of the heading of a question."""

WAY_OUT, LOOKING = "r end here, and review", "enter next u back q leave, to resume later"
TICKING = f"space tick {LOOKING}"
COUNTING = "m save it as Markdown"
"""What stands at the end of what can be pressed: after Ctrl-C, in the review (two), and at the report."""


def make_interviewee(folder: Path, more: dict[str, str] | None = None) -> World:
    """Makes a world with this bank."""
    return make_world(folder, {**CARDS, **(more or {})})


_WITHOUT_WAITING = """
import os
real = os.urandom
os.urandom = lambda size: bytes(size) if size == 4 else real(size)
from aiquiz.core.interview import question
question.SHORTEST_ALOUD_MS = 0
from aiquiz.__main__ import main
main()
"""


@contextmanager
def interviewed(world: World, *arguments: str, columns: int = 80, **more: str) -> Iterator[Terminal]:
    """Begins a round of three on a terminal, with the same numbers each time; an answer can be said in no time."""
    command = [sys.executable, "-c", _WITHOUT_WAITING, *THREE, *arguments]
    with world.terminal_of(command, columns=columns, **more) as terminal:
        yield terminal


def see_question(terminal: Terminal, number: int) -> str:
    """Waits until a question is there to be answered, with its clock running."""
    shown = terminal.see(f"Question {number} of", CLOCK, QUESTIONS[number - 1], ">")
    return f"{shown}\n{terminal.see_below(' of ')}"


def type_answer(terminal: Terminal, text: str) -> None:
    """Types an answer; one without text was said aloud."""
    terminal.press(f"{text}\r\r" if text else "\r")


def answer_all(terminal: Terminal) -> None:
    """Types a good answer with its follow-up, then one that misses all, and says the third aloud."""
    see_question(terminal, 1)
    type_answer(terminal, GOOD_ANSWER)
    terminal.see(FOLLOW_UP, ">")
    type_answer(terminal, "The activations.")
    see_question(terminal, 2)
    type_answer(terminal, "Too long.")
    see_question(terminal, 3)
    type_answer(terminal, "")


def go_through_review(terminal: Terminal, leave: str = "q") -> None:
    """Takes the ticks as they are, but one: the follow-up held. `leave` is the learner's own key for that."""
    ticking, looking = (keys.replace("q leave", f"{leave} leave") for keys in (TICKING, LOOKING))
    terminal.see("Review of question 1", "2 of 3", ticking)
    terminal.press("\x1b[A \r")
    terminal.see("Review of question 2", "It is", "0 of 3", ticking)
    terminal.press("\r")
    terminal.see("Review of question 3", looking)
    terminal.press("\r")
    terminal.see("score", COUNTING)


def events(world: World, kind: str = "") -> list[dict[str, Any]]:
    """Gives the events on the disk, of one kind or all."""
    return [event for event in world.saved() if kind in {"", event["kind"]}]


def told(world: World) -> list[str]:
    """Gives the same in short: `replied backpropagation`, `reviewed backpropagation good`, `concluded`."""
    return [" ".join(filter(None, (e["kind"], e.get("card"), e.get("grade")))) for e in world.saved()]


def write_rounds(world: World, *rounds: Iterable[Event]) -> None:
    """Writes rounds of the past into the log of another device."""
    log = world.home / "reviews" / "elsewhere.jsonl"
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_bytes(b"".join(encode_event(event) for told_events in rounds for event in told_events))


def compare_round(name: str, text: str) -> None:
    """Compares a screen of a round with the file that is kept of it; what a clock shows below a minute is left out."""
    text = re.sub(r"\b0:[0-5]\d\b", "0:00", text)
    compare_with_kept(name, re.sub(r"\b\d+ s of (\d+) min", r"0 s of \1 min", text))


_WITH_CHANCE = """
import os
real = os.urandom
os.urandom = lambda size: {chance!r} if size == 4 else real(size)
from aiquiz.__main__ import main
main()
"""


def piped(world: World, *arguments: str, keys: str = "", chance: int = 0, **more: str) -> Ended:
    """Holds a round in a pipe, with questions that are drawn the same way each time."""
    driver = _WITH_CHANCE.format(chance=chance.to_bytes(4))
    return world.run_command([sys.executable, "-c", driver, "interview", *arguments], keys, **more)
