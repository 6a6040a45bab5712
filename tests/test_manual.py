"""The manual page: it is that of this program, and the formatters have nothing to say against it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aiquiz.cli.group import COMMANDS
from aiquiz.core.settings import SETTINGS
from aiquiz.errors import ExitCode

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "aiquiz.1"
FORMATTERS = {
    "man": ["man", "-P", "cat", "-E", "UTF-8", "--warnings", "-l"],
    "mandoc": ["mandoc", "-T", "utf8", "-W", "error"],
    "groff": ["groff", "-man", "-ww", "-Tutf8", "-P-cbou"],
}


def run(*command: str | Path, **more: str) -> tuple[int, str, str]:
    environment = {**os.environ, "MANWIDTH": "80", **more}
    done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("formatter", FORMATTERS)
def test_the_formatters_read_the_page_without_a_warning(formatter: str) -> None:
    if shutil.which(formatter) is None:
        pytest.skip(f"{formatter} is not installed")
    code, out, err = run(*FORMATTERS[formatter], PAGE)
    assert (code, err) == (0, "")
    text = re.sub("\x1b\\[[0-9;]*m|.\b", "", out)
    flat = " ".join(text.split())
    for name in COMMANDS:
        assert re.search(rf"^ +{name} \[OPTIONS\]", text, re.MULTILINE)
        assert f" aiquiz {name}" in flat
    for setting in SETTINGS.values():
        assert setting.variable in flat
    for exit_code in ExitCode:
        assert f" {exit_code.value} {exit_code.meaning}" in flat
    for part in ("aiquiz - flashcards with", "AIQUIZ_HOME", "crash.log", "--install-completion", "config set"):
        assert part in flat
    assert "Example:" not in flat
    assert max(map(len, text.splitlines())) <= 80


def test_the_page_that_is_kept_is_that_of_this_program() -> None:
    assert run(sys.executable, ROOT / "docs" / "make_manual.py", "--check") == (0, "", "")


def test_a_page_that_is_out_of_date_is_found(tmp_path: Path) -> None:
    script = tmp_path / "make_manual.py"
    script.write_bytes((ROOT / "docs" / "make_manual.py").read_bytes())
    said = (1, f"{tmp_path / 'aiquiz.1'} is out of date: run `just docs`\n", "")
    assert run(sys.executable, script, "--check") == said
    assert run(sys.executable, script) == (0, "", "")
    assert (tmp_path / "aiquiz.1").read_bytes() == PAGE.read_bytes()
    assert run(sys.executable, script, "--check") == (0, "", "")
    (tmp_path / "aiquiz.1").write_text(PAGE.read_text(encoding="utf-8").replace("most asked", "least asked"))
    assert run(sys.executable, script, "--check") == said
