import pytest
from support.cards import make_card, replace

from aiquiz.core.cards import KeyPoint
from aiquiz.core.story import STAR_POINTS, is_story_prompt, points_of


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
