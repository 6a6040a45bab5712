import re
from pathlib import Path

import pytest
from support.program import PROGRAM, World, make_world

from aiquiz.cli.options import complete_tags, complete_topics

LEVELS = {"beginner", "intermediate", "advanced"}


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


def complete(world: World, shell: str, line: str) -> set[str]:
    """Gives what the shell would be offered at the end of a line, asked as Typer's own scripts ask."""
    words = line.split(" ")
    environment = {"_AIQUIZ_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        environment |= {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    else:
        environment |= {"_TYPER_COMPLETE_ARGS": line}
    if shell == "fish":
        environment["_TYPER_COMPLETE_FISH_ACTION"] = "get-args"
    done = world.run_command([*PROGRAM], **environment)
    assert done.err == ""
    if shell == "zsh":
        return set(re.findall(r'^(?:_arguments .*\(\()?"([^"]+)"', done.out, re.MULTILINE))
    return {row.partition("\t")[0] for row in done.out.splitlines() if row}


@pytest.fixture
def here(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Gives a world that is also that of this process."""
    monkeypatch.setenv("AIQUIZ_HOME", str(world.home))
    monkeypatch.setenv("AIQUIZ_BANK", str(world.bank))
    return world


@pytest.mark.usefixtures("here")
def test_topics_and_subtopics_and_tags_are_completed() -> None:
    topics = ["deep-learning", "machine-learning", "mlops"]
    assert complete_topics("") == sorted([*topics, "training", "evaluation", "validation", "deployment"])
    assert complete_topics("va") == ["validation"]
    assert complete_topics("x") == []
    assert complete_tags("") == ["classification", "metrics", "serving", "training"]
    assert complete_tags("me") == ["metrics"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_is_answered_in_its_own_way(world: World, shell: str) -> None:
    assert complete(world, shell, "aiquiz study --topic m") == {"machine-learning", "mlops"}
    assert complete(world, shell, "aiquiz stats --level ") == LEVELS
    assert complete(world, shell, "aiquiz config set s") == {"scheduler"}
    assert complete(world, shell, "aiquiz config set scheduler ") == {"sm-2", "fsrs-6"}


def test_a_bank_that_cannot_be_read_completes_nothing_and_says_nothing(
    here: World, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in here.bank.rglob("*.yaml"):
        path.write_text("- [")
    assert complete_topics("") == complete_tags("") == []
    for path in here.bank.rglob("*.yaml"):
        path.unlink()
    assert complete_topics("") == complete_tags("") == []
    assert capsys.readouterr() == ("", "")
