"""A bar is shown for a long reading on a terminal, and for nothing else."""

import io
import sys
from pathlib import Path

import pytest

from aiquiz.cli import progress_bar
from aiquiz.cli.progress_bar import show_progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    found = [tmp_path / f"{number}.yaml" for number in range(3)]
    for path in found:
        path.write_text("x" * 1_000)
    return found


def test_a_long_reading_shows_a_bar_and_every_file_comes(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress_bar, "_WORTH_A_BAR_BYTES", 2_000)
    monkeypatch.setenv("TERM", "xterm")
    assert list(show_progress(paths)) == paths
    assert "Reading the cards" in screen.getvalue()


def test_a_short_reading_shows_none(paths: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    assert list(show_progress(paths)) == paths
    assert screen.getvalue() == ""


def test_without_a_terminal_there_is_none(
    paths: list[Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress_bar, "_WORTH_A_BAR_BYTES", 2_000)
    assert list(show_progress(paths)) == paths
    assert capsys.readouterr().err == ""
