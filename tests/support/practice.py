"""A bank for those who answer in full: key points with words to match, a card with numbers, and one with neither."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from support.program import Terminal, World

CARDS = {
    "deep-learning/training": """\
- id: backpropagation
  question: How does backpropagation work?
  level: beginner
  answer: The chain rule, from the loss back to every weight, each layer using what the one after it has worked out.
  key_points:
    - text: Names the chain rule
      match: [chain-rule]
    - text: Goes backwards from the loss, layer by layer
      match: [backwards|back loss]
    - text: Costs about twice as much as a forward pass, because both gradients of each layer are worked out
      match: [twice|double forward-pass]
  tip: Draw two layers.
  asked_by: 9
""",
    "mlops/training": """\
- id: epoch-time
  question: >-
    An epoch has {images} images in batches of {size}, and a batch takes {pace} ms. How many seconds does the epoch
    take?
  level: beginner
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
  asked_by: 5
""",
    "mlops/deployment": """\
- id: canary-release
  question: What is a canary release?
  level: beginner
  answer: A new model gets a small share of the traffic first.
  asked_by: 2
""",
}
TYPED, NUMBER, BARE = "backpropagation", "epoch-time", "canary-release"
"""The cards in the order in which a first session asks them."""

POINTS = "They listen for"
HOW_TO_END, HOW_TO_END_NUMBER = "Ctrl-C gives it up.", "enter alone shows the answer."
"""What stands above the place where an answer is typed."""

CHECKLIST_KEYS = ("enter take the grade", "l last time")
"""What stands at the end of a checklist: of a new card, and of one that may have been answered before."""

_WITH_CHANCE = """
import os
real = os.urandom
os.urandom = lambda size: int(os.environ.get("CHANCE", "0")).to_bytes(4) if size == 4 else real(size)
from aiquiz.__main__ import main
main()
"""
_NUMBERS = re.compile(r"An epoch has ([\d,]+) images in batches of (\d+), and a batch takes (\d+) ms")


@contextmanager
def known_numbers(world: World, *arguments: str, columns: int = 80, **more: str) -> Iterator[Terminal]:
    """Starts the program on a terminal with numbers that are the same each time, for one CHANCE in the environment."""
    with world.terminal_of([sys.executable, "-c", _WITH_CHANCE, *arguments], columns=columns, **more) as terminal:
        yield terminal


def numbers_of(shown: str) -> tuple[int, int, int]:
    """Gives the images, the size of a batch and its milliseconds out of the last question that was shown."""
    images, size, pace = _NUMBERS.findall(" ".join(shown.split()))[-1]
    return int(images.replace(",", "")), int(size), int(pace)


def seconds_of(shown: str) -> float:
    """Gives the right answer to it."""
    images, size, pace = numbers_of(shown)
    return images / size * pace / 1000


def see_checklist(terminal: Terminal, *texts: str) -> str:
    """Waits until the checklist that was shown last has these texts on it, and gives it."""

    def last(shown: str) -> str:
        return " ".join(shown.rpartition(POINTS)[2].split())

    def has_all(shown: str) -> bool:
        return last(shown).endswith(CHECKLIST_KEYS) and all(text in last(shown) for text in texts)

    return last(terminal.see_now(has_all, f"a checklist with {texts}"))


def events(world: World, kind: str = "") -> list[dict[str, Any]]:
    """Gives the events on the disk, of one kind or all."""
    return [event for event in world.saved() if kind in {"", event["kind"]}]


def told(world: World) -> list[str]:
    """Gives the same in short: `answered backpropagation` or `reviewed backpropagation good`."""
    return [" ".join(filter(None, (e["kind"], e.get("card"), e.get("grade")))) for e in world.saved()]
