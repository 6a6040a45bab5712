from dataclasses import FrozenInstanceError

import pytest
from support.cards import make_card

from aiquiz.core.cards import LEVELS, Card, CardId, Level, Role


def test_a_card_stands_at_its_topic_and_subtopic() -> None:
    assert make_card("a", "mlops/monitoring").place == "mlops/monitoring"


def test_levels_run_from_beginner_to_advanced() -> None:
    assert LEVELS == (Level.BEGINNER, Level.INTERMEDIATE, Level.ADVANCED)
    assert list(LEVELS) == ["beginner", "intermediate", "advanced"]


def test_roles_are_the_words_of_the_bank() -> None:
    assert set(Role) == {
        "ai-engineer",
        "ml-engineer",
        "data-scientist",
        "prompt-engineer",
        "mlops-engineer",
        "data-engineer",
    }


def test_a_card_needs_no_more_than_a_question_a_level_and_an_answer() -> None:
    card = Card(CardId("a"), "topic", "one", "What?", Level.BEGINNER, "That.")
    assert (card.tip, card.asked_by, card.checked) == ("", 0, None)
    assert not any((card.key_points, card.follow_ups, card.tags, card.roles, card.refs, card.sources))


def test_a_card_cannot_be_changed() -> None:
    card = make_card("a")
    with pytest.raises(FrozenInstanceError):
        setattr(card, "answer", "Another.")  # noqa: B010  # a plain assignment is what mypy forbids
