import sys
from pathlib import Path

import pytest

from aiquiz.cli.editor import editor_command, open_editor

DECK = Path("/tmp/my deck.yaml")  # noqa: S108 - nothing is written there


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({}, None),
        ({"EDITOR": "  "}, None),
        ({"EDITOR": "vi"}, ["vi", "+7", str(DECK)]),
        ({"EDITOR": "vi", "VISUAL": "nano -w"}, ["nano", "-w", "+7", str(DECK)]),
        ({"EDITOR": "vi", "VISUAL": ""}, ["vi", "+7", str(DECK)]),
        ({"EDITOR": "/opt/my tools/x"}, ["/opt/my", "tools/x", str(DECK)]),
        ({"EDITOR": "'/opt/my tools/nvim' -R"}, ["/opt/my tools/nvim", "-R", "+7", str(DECK)]),
        ({"VISUAL": "code -n"}, ["code", "-n", "--wait", "--goto", f"{DECK}:7"]),
        ({"VISUAL": "hx"}, ["hx", f"{DECK}:7"]),
        ({"VISUAL": "some-editor"}, ["some-editor", str(DECK)]),
        ({"EDITOR": "'vi"}, ["'vi", str(DECK)]),
    ],
)
def test_the_editor_that_was_chosen_is_called_at_the_line(environ: dict[str, str], command: list[str] | None) -> None:
    assert editor_command(environ, DECK, 7) == command


def test_what_an_editor_does_wrong_is_said() -> None:
    assert open_editor([sys.executable, "-c", ""]) == ""
    assert open_editor([sys.executable, "-c", "raise SystemExit(3)"]) == f"{sys.executable} ended with 3"
    assert open_editor(["/nowhere/editor"]) == "/nowhere/editor cannot be run: No such file or directory"
    assert open_editor([sys.executable, "-c", "import os, signal; os.kill(os.getppid(), signal.SIGINT)"]).startswith(
        "The"
    )
