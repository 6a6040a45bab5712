import pytest
from support.cards import RULES, TODAY, make_card, make_cards, progress_of, reviewed

from aiquiz.core.cards import LEVELS, Card, CardId, Heading, KeyPoint, Level, Parameter, Role
from aiquiz.core.numeric.example import EXAMPLE_SEED, example_of
from aiquiz.core.numeric.exercise import fill
from aiquiz.core.selection import Filter, Limits, choose_session


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
    with pytest.raises(AttributeError):
        setattr(card, "answer", "Another.")  # noqa: B010  # a plain assignment is what mypy forbids


def test_a_heading_is_the_card_without_its_text() -> None:
    card = make_card(
        "a",
        "mlops/monitoring",
        level=Level.ADVANCED,
        asked_by=7,
        tags=("drift",),
        roles=(Role.MLOPS_ENGINEER, Role.ML_ENGINEER),
    )
    heading = card.heading
    assert (heading.id, heading.place) == ("a", "mlops/monitoring")
    assert heading == Heading(card.id, "mlops", "monitoring", card.level, card.tags, card.roles, 7)


def test_headings_make_the_session_that_their_cards_make() -> None:
    cards = (*make_cards("cab"), make_card("d", "topic/a"), make_card("e", level=Level.ADVANCED, tags=("drift",)))
    progress = progress_of(reviewed("c", day=-2), reviewed("d", day=-1))
    headings = [card.heading for card in cards]
    chosen = choose_session(cards, progress, TODAY, RULES, Limits())
    by_headings = choose_session(headings, progress, TODAY, RULES, Limits())
    assert [heading.id for heading in by_headings] == [card.id for card in chosen]
    for asked in (Filter(tags=("drift",)), Filter(topics=("a",)), Filter(levels=(Level.BEGINNER,))):
        assert [asked.admits(heading) for heading in headings] == [asked.admits(card) for card in cards]


@pytest.mark.parametrize(
    ("parameter", "written"),
    [
        (Parameter("n", low=40.0, high=90.0, step=5.0), {"from": 40, "to": 90, "step": 5}),
        (Parameter("n", low=0.1, high=0.5, step=0.1), {"from": 0.1, "to": 0.5, "step": 0.1}),
        (Parameter("n", choices=(16.0, 0.5, 1e15, -2.0)), [16, 0.5, 1e15, -2]),
        (Parameter("n", formula="tp + 1"), "tp + 1"),
    ],
)
def test_a_parameter_is_written_as_it_stands_in_a_file(parameter: Parameter, written: object) -> None:
    assert parameter.written == written
    assert repr(parameter.written) == repr(written)  # 40 and 40.0 are equal and not alike


def test_a_numeric_card_is_shown_with_the_numbers_of_one_example_and_any_other_as_it_is() -> None:
    plain = make_card("a")
    assert example_of(plain) is plain
    numeric = plain._replace(
        question="What is {n} times two?",
        answer="It is {result}.",
        tip="Not {n}.",
        key_points=(KeyPoint("Says {result}", ("double {n}",)),),
        follow_ups=("And {n} + 1?",),
        parameters=(Parameter("n", low=1, high=1000),),
        expression="2 * n",
    )
    found = example_of(numeric)
    assert found == example_of(numeric) == fill(numeric, EXAMPLE_SEED)
    n = int(found.question.split()[2].replace(",", ""))
    assert (found.answer, found.tip, found.follow_ups) == (f"It is {2 * n:,}.", f"Not {n:,}.", (f"And {n:,} + 1?",))
    assert found.point_texts == (f"Says {2 * n:,}",)
    assert (found.parameters, found.expression) == (numeric.parameters, "2 * n")
