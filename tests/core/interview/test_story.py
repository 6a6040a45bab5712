import pytest
from support.cards import make_card, replace

from aiquiz.core.cards import KeyPoint
from aiquiz.core.interview.story import STAR_POINTS, is_story_prompt, points_of
from aiquiz.core.matching.answers import match_points
from aiquiz.core.matching.match_syntax import check_entry


@pytest.mark.parametrize(
    ("place", "tags", "is_prompt"),
    [
        ("career/stories", ("career", "star"), True),
        ("career/stories", ("career",), False),
        ("astronomy/stars", ("star",), False),
    ],
)
def test_a_prompt_is_of_the_career_and_tagged_star(place: str, tags: tuple[str, ...], is_prompt: bool) -> None:  # noqa: FBT001 - a row of the table
    own = (KeyPoint("Its own"),)
    card = replace(make_card("one", place, tags=tags), key_points=own)
    assert is_story_prompt(card) is is_prompt
    assert points_of(card) == (STAR_POINTS if is_prompt else own)


def test_the_four_parts_stand_in_their_order_and_may_be_said_in_several_ways() -> None:
    assert [point.text.split(":")[0] for point in STAR_POINTS] == ["Situation", "Task", "Action", "Result"]
    assert all(len(point.match) > 2 for point in STAR_POINTS)
    assert not [entry for point in STAR_POINTS for entry in point.match if check_entry(entry)]


WHOLE = """Two years ago our team ran a churn model for a bank, and its precision had dropped.
I was responsible for getting it back above 80 percent before the quarter ended.
I compared the training data with live traffic and convinced the data team to add a contract.
Precision rose from 41 to 84 percent, and since then we check schemas on every release."""


@pytest.mark.parametrize(
    ("told", "parts"),
    [
        (WHOLE, "STAR"),
        ("At my last company the ranking was slow. My job was to cut latency. I replaced the model.", "STA"),
        ("Last year our company launched a chatbot and customers were angry.", "S"),
        ("False alarms fell by 60 percent, and I learned to measure before tuning.", "R"),
        ("Gradient descent updates the weights. The learning rate sets the size of a step.", ""),
        ("Each head has its own projections. The outputs are concatenated and projected.", ""),
    ],
)
def test_the_parts_of_a_story_are_found_as_people_tell_them(told: str, parts: str) -> None:
    found = match_points(told, STAR_POINTS)
    assert "".join(letter for letter, point in zip("STAR", found, strict=True) if point.is_found) == parts
