import pytest
from rich.console import RenderableType
from support.cards import RULES, make_card, play, replace
from support.shown import shown, shown_in_colour, widest

from aiquiz.core.cards import Card, KeyPoint, Parameter
from aiquiz.core.session import Given, Session, start_session
from aiquiz.terminal.practice import Attempt
from aiquiz.terminal.practice_view import list_points, render_attempt, render_hints, render_own, render_verdict

POINTS = (KeyPoint("Names the chain rule"), KeyPoint("Goes from the loss back to every weight"))
CARD = replace(make_card("card"), key_points=POINTS)
NUMBERS = replace(
    make_card("numbers"),
    question="How long do {n} batches take?",
    parameters=(Parameter("n", choices=(400.0,)),),
    expression="n * 5",
    unit="ms",
    tolerance=0.01,
)
BEFORE = Attempt("The chain rule,\nfrom the loss on.", 3)


def answered(text: str | None, ticks: tuple[bool, ...] = (True, False)) -> Session:
    given = Given(text or "", None, None, ticks, is_given_up=text is None)
    return play(start_session((CARD,), {}, RULES), [given])[0]


def verdict(text: str | None, card: Card = NUMBERS, *, plain: bool = False) -> RenderableType | None:
    ticks = () if text == "" else (text == "2000 ms",)
    return render_verdict(card, Given(text or "", None, 7, ticks, is_given_up=text is None), plain=plain)


def said(text: str | None, card: Card = NUMBERS) -> str:
    view = verdict(text, card)
    assert view is not None
    return shown(view)


def test_the_checklist_has_the_points_their_ticks_and_the_words_that_were_found() -> None:
    checklist = list_points(POINTS, answered("It is the chain rule."), 1)
    assert checklist.points == [point.text for point in POINTS]
    assert (checklist.ticks, checklist.cursor) == ((True, False), 1)
    assert [list(words) for words in checklist.words] == [["chain", "rule"], []]


def test_an_answer_that_was_given_up_has_no_words() -> None:
    assert [len(words) for words in list_points(POINTS, answered(None), None).words] == [0, 0]


@pytest.mark.parametrize("points", [(), POINTS[:1], (*POINTS, KeyPoint("More")), POINTS[::-1]])
def test_a_card_that_was_edited_since_keeps_as_many_points(points: tuple[KeyPoint, ...]) -> None:
    checklist = list_points(points, answered("It is the chain rule."), 1)
    assert len(checklist.points) == len(checklist.ticks) == len(checklist.words) == 2
    texts = [point.text for point in points][:2]
    assert checklist.points == [*texts, *[""] * (2 - len(texts))]


def test_a_right_number_is_said_to_be_right() -> None:
    assert said("2000 ms") == "Right: 2,000 ms.\n"
    assert said("2 s") == "Right: 2,000 ms.\n"


@pytest.mark.parametrize(
    ("text", "begins"),
    [("1900", "Not right: it is 2,000 ms."), ("3 GB", "Not right: it is 2,000 ms. The answer is in ms, not in GB.")],
)
def test_a_wrong_number_is_said_to_be_wrong_and_why(text: str, begins: str) -> None:
    assert said(text).startswith(begins)


@pytest.mark.parametrize("text", ["no idea", "1 2 3", "x" * 5000, "\x1b[31m", "[bold]"])
def test_what_is_no_number_is_said_to_be_none_and_is_not_repeated(text: str) -> None:
    out = " ".join(said(text).split())
    assert out.startswith("Not right: it is 2,000 ms. That is no number: write it like")
    assert text not in out


def test_a_number_that_was_given_up_is_told_and_one_that_was_not_asked_for_is_not() -> None:
    assert said(None) == "It is 2,000 ms.\n"
    assert verdict("") is None
    begun = render_verdict(NUMBERS, Given("2", None, 7, (False,), is_given_up=True), plain=False)
    assert begun is not None
    assert shown(begun) == "It is 2,000 ms.\n"
    assert render_verdict(CARD, Given("Text", None, None, (True,)), plain=False) is None


def test_a_card_without_numbers_any_more_has_no_verdict() -> None:
    assert render_verdict(CARD, Given("5", None, 7, (False,)), plain=False) is None


@pytest.mark.parametrize("text", ["2000 ms", "3", None])
def test_a_plain_verdict_is_the_same_without_colour(text: str | None) -> None:
    view = verdict(text, plain=True)
    assert view is not None
    assert shown_in_colour(view) == said(text)


@pytest.mark.parametrize("width", [20, 80])
def test_what_was_typed_looks_as_it_did_and_nothing_in_it_is_obeyed(width: int) -> None:
    assert shown(render_own("The chain rule,\n\nbackwards."), width) == "> The chain rule,\n  \n  backwards.\n"
    out = shown(render_own("\x1b[31m漢字 [bold]x[/bold] " * 20), width)
    assert widest(out) <= width
    assert "\x1b" not in out


def test_a_hint_has_its_number() -> None:
    second = "Hint 2 of 2  Goes from the loss back to every weight\n"
    assert shown(render_hints(CARD, 2, 2, plain=False)) == second
    assert shown(render_hints(CARD, 1, 2, plain=False)) == f"Hint 1 of 2  Names the chain rule\n{second}"


def test_read_aloud_a_hint_is_a_sentence() -> None:
    points = (*POINTS, KeyPoint("Ends with a stop."), KeyPoint("Asks `why`?"))
    assert shown(render_hints(replace(CARD, key_points=points), 2, 4, plain=True)) == (
        "Hint 2 of 4: Goes from the loss back to every weight.\n"
        "Hint 3 of 4: Ends with a stop.\n"
        "Hint 4 of 4: Asks why?\n"
    )


@pytest.mark.parametrize("first", [1, 2, 3])
def test_a_card_that_was_edited_since_may_have_fewer_hints(first: int) -> None:
    left = shown(render_hints(replace(CARD, key_points=POINTS[:1]), first, 3, plain=False))
    assert left == ("Hint 1 of 1  Names the chain rule\n" if first == 1 else "")


@pytest.mark.parametrize(
    ("days", "when"), [(0, "earlier today"), (1, "yesterday"), (2, "2 days ago"), (400, "400 days ago")]
)
def test_the_last_attempt_says_when_it_was(days: int, when: str) -> None:
    out = shown(render_attempt("", BEFORE._replace(days=days), 80, plain=False))
    assert out == f"Last time, {when}\nThe chain rule,\nfrom the loss on.\n"


def test_two_attempts_stand_beside_each_other_where_there_is_room() -> None:
    lines = shown(render_attempt("Backwards.", BEFORE, 100, plain=False), 100).splitlines()
    assert [line.split() for line in lines] == [
        ["Last", "time,", "3", "days", "ago", "This", "time"],
        ["The", "chain", "rule,", "Backwards."],
        ["from", "the", "loss", "on."],
    ]


@pytest.mark.parametrize(("width", "plain"), [(99, False), (40, False), (200, True)])
def test_two_attempts_stand_below_each_other_where_there_is_none_and_when_read_aloud(
    width: int, *, plain: bool
) -> None:
    colon = ":" if plain else ""
    assert shown(render_attempt("Backwards.", BEFORE, width, plain=plain), width) == (
        f"Last time, 3 days ago{colon}\nThe chain rule,\nfrom the loss on.\n\nThis time{colon}\nBackwards.\n"
    )


@pytest.mark.parametrize("width", [20, 40, 99, 100, 200])
def test_attempts_keep_to_the_window_and_nothing_in_them_is_obeyed(width: int) -> None:
    hostile = "\x1b[31m漢字 [bold]x[/bold]\x07 " + "y" * 300
    for now in (hostile, ""):
        out = shown(render_attempt(now, Attempt(hostile, 1), width, plain=False), width)
        assert widest(out) <= width
        assert "\x1b" not in out
        assert "\x07" not in out
        assert "[bold]x" in "".join(out.split())
