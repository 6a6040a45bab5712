import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "prediction.py"
EXPECTED = {
    "FSRS-6, average learner": 0.4407,
    "FSRS-6, fitted to the learner": 0.4409,
    "SM-2 as `0.9 ** (days / interval)`": 0.5262,
    "constant": 0.4872,
}


@pytest.fixture(scope="module")
def printed() -> str:
    """Gives what the benchmark prints; it ends with 1 where a log loss is above its bound."""
    done = subprocess.run([sys.executable, str(BENCHMARK)], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return done.stdout


@pytest.mark.parametrize("name", EXPECTED)
def test_one_person_s_real_reviews_are_predicted_as_well_as_ever(printed: str, name: str) -> None:
    loss, bound = map(float, re.findall(rf"^\| {re.escape(name)} \| ([\d.]+) \| ([\d.]+) ", printed, re.MULTILINE)[0])
    assert loss == pytest.approx(EXPECTED[name], abs=0.0005), "another figure needs an explanation, a better one too"
    assert loss <= bound


def test_every_review_of_a_later_day_in_the_second_half_is_scored(printed: str) -> None:
    assert "Scored: 3,186 reviews." in printed
