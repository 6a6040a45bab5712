"""In a format that draws no numbers a numeric card is one example, and what stays behind is said."""

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from support.cards import make_card

from aiquiz.core.cards import KeyPoint, Parameter
from aiquiz.core.numeric.example import example_of
from aiquiz.interchange.kinds import write_notes
from aiquiz.interchange.note import Departure, Leaving

NUMERIC = make_card("numeric")._replace(
    question="What is {n} times two?",
    answer="It is {result}.",
    key_points=(KeyPoint("Says {result}", ("double", "twice")), KeyPoint("Says it", ("it",))),
    parameters=(Parameter("n", low=1, high=1000),),
    expression="2 * n",
)
LEAVING = [
    Leaving(NUMERIC),
    Leaving(make_card("plain")),
    Leaving(make_card("said")._replace(key_points=NUMERIC.key_points[1:])),
]
DEPARTURE = Departure(datetime(2026, 3, 2, tzinfo=UTC), 0, 4)
EXAMPLE = example_of(NUMERIC).question


@pytest.mark.parametrize("ending", [".apkg", ".csv", ".tsv", ".md"])
def test_elsewhere_a_numeric_card_is_an_example_and_that_is_told(ending: str) -> None:
    writing = write_notes(ending, LEAVING, DEPARTURE)
    data = writing.data
    if ending == ".apkg":
        with zipfile.ZipFile(BytesIO(data)) as package:
            data = package.read("collection.anki21")
    assert EXAMPLE.encode() in data
    assert not re.search(rb"\{(n|result)\}", data)
    about_numbers = [loss for loss in writing.losses if "numbers" in loss.what]
    assert about_numbers == [(EXAMPLE, "its numbers, which are those of one example now")]
    assert writing.unmatched == 2
    assert len(writing.losses) == (4 if ending == ".md" else 1)


def test_our_own_format_keeps_everything() -> None:
    writing = write_notes(".jsonl", LEAVING, DEPARTURE)
    assert (writing.losses, writing.unmatched) == ((), 0)
    assert b"{n} times two" in writing.data
