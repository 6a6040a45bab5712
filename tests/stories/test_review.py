from pathlib import Path

import pytest
from support.program import ANSWER, CARD_IDS, END, NOON, QUESTION, Grade, Inside, Past, World, make_world


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(world, monkeypatch, capsys)


def test_a_review_asks_the_due_cards_only(world: World) -> None:
    world.write_past(Past("canary-release", 1), Past("cross-validation", 1), Past("backpropagation", 0))
    with world.terminal("review") as terminal:
        assert "intermediate · review" not in terminal.see("deployment · beginner · review", "1 of 2", QUESTION)
        terminal.press(" ")
        terminal.see("3 good 6 days", ANSWER)
        terminal.press("3")
        terminal.see("validation · intermediate · review", "2 of 2", QUESTION)
        terminal.press(" 3")
        terminal.see("Done: 2 cards, 2 answers", END)
        terminal.press("q")
        assert terminal.end() == 0
    assert world.answers() == ["canary-release good", "cross-validation good"]
    done = world.run("review")
    assert (done.code, done.err) == (0, "")
    assert done.out == "Nothing is due. The next card is due tomorrow.\n2 new cards to learn: aiquiz study\n"


@pytest.mark.parametrize(
    ("days_ago", "when"),
    [((0,), "tomorrow"), ((7, 6, 4), "in 13 days"), ((7, 6, 0), "in 17 days"), ((62, 61, 55, 0), "in 1.6 months")],
)
def test_with_nothing_due_it_says_when(inside: Inside, days_ago: tuple[int, ...], when: str) -> None:
    inside.world.write_past(*(Past("canary-release", days, Grade.EASY) for days in days_ago), now=NOON)
    done = inside.run("review")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == f"Nothing is due. The next card is due {when}."


def test_before_the_first_card_it_says_that_all_are_new(inside: Inside) -> None:
    done = inside.run("review")
    assert (done.code, done.out) == (0, "Nothing is due.\n5 new cards to learn: aiquiz study\n")


def test_when_every_card_is_known_there_is_no_word_of_new_ones(inside: Inside) -> None:
    inside.world.write_past(*(Past(card, 0) for card in CARD_IDS), now=NOON)
    for command in ("review", "study"):
        assert inside.run(command).out == "Nothing is due. The next card is due tomorrow.\n"


def test_filters_hold_for_what_is_due_and_for_what_is_said(inside: Inside) -> None:
    known = (Past("canary-release", days) for days in (7, 6, 0))
    inside.world.write_past(Past("confusion-matrix", 1), Past("backpropagation", 0), *known, now=NOON)
    said = inside.run("review", "--topic", "mlops").out
    assert said == "Nothing is due. The next card is due in 15 days.\n1 new card to learn: aiquiz study --topic mlops\n"
    asked = inside.run("review", "--topic", "evaluation", "--level", "beginner", keys="\n4\n")
    assert asked.out.endswith("Done: 1 card, 1 answer in 0 s\n1 easy\nTomorrow: 1 due, 2 new (about 1 minute).\n")


@pytest.mark.parametrize("grade", [Grade.AGAIN, Grade.HARD])
def test_a_card_left_before_it_was_answered_well_is_asked_again_the_same_day(inside: Inside, grade: Grade) -> None:
    inside.world.write_past(Past("canary-release", 0, grade), Past("backpropagation", 0), now=NOON)
    asked = inside.run("review", keys="\n3\n")
    assert "What is a canary release?" in asked.out
    assert "Done: 1 card, 1 answer in 0 s\n1 good\nTomorrow: 2 due, 3 new (about " in asked.out
    assert inside.run("review").out.startswith("Nothing is due.")


def test_what_is_left_unlearnt_is_said_at_the_end(inside: Inside) -> None:
    inside.world.write_past(Past("canary-release", 1), Past("backpropagation", 1), now=NOON)
    asked = inside.run("review", keys="\n1\n\n2\nq\n")
    assert asked.out.endswith(
        "So far: 2 cards, 2 answers in 0 s\n1 again · 1 hard\n"
        "2 cards not yet answered well: `aiquiz review` asks again today.\n"
        "Tomorrow: 1 due, 3 new (about 2 minutes).\n"
    )


def test_a_limit_leaves_the_rest_for_later(inside: Inside) -> None:
    inside.world.write_past(*(Past(card, 1) for card in CARD_IDS), now=NOON)
    asked = inside.run("review", "--limit", "2", keys="\n3\n" * 9)
    assert asked.out.endswith("Done: 2 cards, 2 answers in 0 s\n2 good\nTomorrow: 3 due (about 1 minute).\n")
    assert "3 cards" in inside.run().out.splitlines()[2]
