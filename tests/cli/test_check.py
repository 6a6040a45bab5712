"""`aiquiz check` says what it finds in plain lines or as JSON, and tells the shell whether it found something."""

import json
import sys
from pathlib import Path

import pytest

from aiquiz.cli.app import run
from aiquiz.errors import ExitCode

POOR = "- id: poor\n  question: What is poor?\n  level: beginner\n  answer: Too short.\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIQUIZ_HOME", str(tmp_path / "home"))


def test_a_poor_deck_is_told_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(POOR)
    assert run(["check", str(deck)]) == ExitCode.PROBLEMS_FOUND
    lines = capsys.readouterr().out.splitlines()
    assert f"{deck}:4: card 'poor': answer: has 2 words to say: at least 60 (length)" in lines
    assert lines[-1] == "4 problems in 1 card in 1 file."


def test_the_same_comes_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(POOR)
    assert run(["check", str(deck), "--json"]) == ExitCode.PROBLEMS_FOUND
    found = json.loads(capsys.readouterr().out)
    assert (found["version"], found["kind"], found["files"], found["cards"]) == (1, "check", 1, 1)
    assert [problem["line"] for problem in found["problems"]] == [1, 1, 1, 4]


def test_nothing_is_found_in_the_bundled_bank(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == ExitCode.DONE
    assert capsys.readouterr().out.startswith("Nothing to find fault with in ")


def test_a_renamed_id_of_the_bank_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = tmp_path / "bank" / "mlops" / "deck.yaml"
    deck.parent.mkdir(parents=True)
    deck.write_text(POOR)
    (tmp_path / "bank" / "ids.lock").write_text("poor\nonce-there\n")
    monkeypatch.setenv("AIQUIZ_BANK", str(tmp_path / "bank"))
    assert run(["check"]) == ExitCode.PROBLEMS_FOUND
    assert "ids.lock:2: the id 'once-there' was released and is gone" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "/none.yaml"]) == ExitCode.USAGE
    assert "There is no file /none.yaml" in capsys.readouterr().err


def test_without_rapidfuzz_it_says_what_was_not_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(POOR)
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert run(["check", str(deck)]) == ExitCode.PROBLEMS_FOUND
    assert "pip install rapidfuzz" in capsys.readouterr().err
