import pytest
from support.shown import shown, widest

from aiquiz.core.calibration import Bin, Calibration, Score
from aiquiz.core.insight import Insight
from aiquiz.core.schedulers.fsrs import AVERAGE, Person
from aiquiz.terminal.memory_view import render_memory, say_bend, say_speed

BINS = (
    Bin(0.641, 0.653, 637),
    Bin(0.812, 0.812, 637),
    Bin(0.863, 0.862, 637),
    Bin(0.904, 0.896, 637),
    Bin(0.9996, 1.0, 1_638),
)
FOUND = Calibration(Score(0.4434, 0.66, BINS), Score(0.4872, 0.5, BINS), Score(0.4672, 0.53, BINS), 4_186)
INSIGHT = Insight(8_372, FOUND, Person(1.3, 0.2075))


def lines(insight: Insight, width: int = 80, *, ascii_only: bool = False) -> list[str]:
    return shown(render_memory(insight, width, ascii_only=ascii_only), width).splitlines()


def test_everything_is_told_with_its_sample() -> None:
    assert lines(INSIGHT) == [
        "The predictions did better than guessing without a model.",
        "",
        "Log loss  lower is better",
        "predictions  0.443  FSRS-6 with your numbers as they were then",
        "constant     0.487  always your share of the earlier half",
        "moving avg.  0.467  the share of about your last 100 reviews",
        "Scored on the later 4,186 of 8,372 reviews.",
        "",
        "Said and come true  a fifth of the reviews a row",
        "predicted   recalled   reviews",
        "     64 %       65 %       637  ████████████████········",
        "     81 %       81 %       637  ███████████████████·····",
        "     86 %       86 %       637  █████████████████████···",
        "     90 %       90 %       637  ██████████████████████··",
        "    100 %      100 %     1,638  ████████████████████████",
        "",
        "You",
        "You forget 1.3 times as slowly as average.",
        "After 10 times the days that leave you 90 % of your cards, you still know 66 %",
        "(average 69 %).",
        "k 1.30, decay 0.207 (average 1 and 0.1542)",
    ]


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (0.46, "The predictions did better than guessing without a model."),
        (0.4672, "The predictions did better than one way of guessing without a model, not than the other."),
        (0.48, "The predictions did better than one way of guessing without a model, not than the other."),
        (0.4872, "The predictions did no better than guessing without a model."),
    ],
)
def test_predictions_that_do_no_better_are_told_so(model: float, said: str) -> None:
    found = FOUND._replace(model=FOUND.model._replace(log_loss=model))
    assert " ".join(lines(INSIGHT._replace(calibration=found), 200)).startswith(said)


@pytest.mark.parametrize("reviews", [0, 1, 99])
def test_too_few_reviews_are_told_with_how_many_are_needed(reviews: int) -> None:
    told = " ".join(lines(Insight(reviews, None, AVERAGE), 40))
    assert told.startswith("Not enough reviews yet to judge the predictions.")
    assert f"There are {reviews} of the 100 needed" in told


def test_before_anything_is_fitted_the_learner_is_the_average() -> None:
    assert lines(INSIGHT._replace(person=AVERAGE))[-2:] == [
        "You",
        "Nothing is fitted to you yet: the predictions are those for an average learner.",
    ]


@pytest.mark.parametrize(
    ("k", "said"),
    [
        (1.3, "You forget 1.3 times as slowly as average"),
        (0.5, "You forget 2.0 times as fast as average"),
        (1.04, "You forget as fast as average"),
        (0.96, "You forget as fast as average"),
        (0.9, "You forget 1.1 times as fast as average"),
        (20.0, "You forget 20.0 times as slowly as average"),
    ],
)
def test_k_is_said_in_words(k: float, said: str) -> None:
    assert say_speed(k) == said


@pytest.mark.parametrize(("decay", "percent"), [(0.05, 81), (AVERAGE.decay, 69), (0.8, 50)])
def test_the_decay_is_said_by_what_it_leaves(decay: float, percent: int) -> None:
    assert f"you still know {percent} % (average 69 %)" in say_bend(Person(3.0, decay))


@pytest.mark.parametrize("width", [24, 40, 60, 80, 200])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_every_number_is_there_at_any_width_and_no_line_is_too_long(width: int, *, ascii_only: bool) -> None:
    out = lines(INSIGHT, width, ascii_only=ascii_only)
    assert widest("\n".join(out)) <= min(width, 88)
    words = " ".join(" ".join(out).split())
    for said in ("0.443", "0.487", "0.467", "later 4,186 of 8,372 reviews", "65 % 637", "1,638", "1.3 times", "k 1.30"):
        assert said in words
    assert words.isascii() == ascii_only or width < 40
