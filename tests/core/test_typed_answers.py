"""Ticks against answers that were judged by hand; `python benchmarks/ticks.py` prints the figures."""

from collections import Counter

import pytest
from support.judged import Judged, compare, read_judged

ANSWERS = list(read_judged())
LEAST_PRECISION, LEAST_RECALL = 0.85, 0.75


def test_there_are_enough_answers_of_every_kind() -> None:
    tested = [answer for answer in ANSWERS if answer.part == "test"]
    assert len({answer.card.id for answer in tested}) >= 20
    assert len(tested) >= 60
    assert set(Counter(answer.kind for answer in tested)) == {"good", "half", "wrong", "off-topic"}


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"{answer.card.id}-{answer.kind}")
def test_every_answer_is_judged_point_by_point(answer: Judged) -> None:
    assert len(answer.said) == len(answer.card.key_points)


@pytest.mark.parametrize("parts", [("test",), ("test", "dev")], ids=" and ".join)
def test_the_ticks_are_right_often_enough(parts: tuple[str, ...]) -> None:
    ticks = compare([answer for answer in ANSWERS if answer.part in parts])
    assert ticks.precision >= LEAST_PRECISION, ticks
    assert ticks.recall >= LEAST_RECALL, ticks


def test_an_answer_on_something_else_hardly_ticks_anything() -> None:
    ticks = compare([answer for answer in ANSWERS if answer.kind == "off-topic"])
    assert ticks.wrong <= 6, ticks
