import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from support.program import CARDS, PROGRAM, World, make_world

from aiquiz.cli.completion import explain, offer, prepare
from aiquiz.cli.group import COMMANDS
from aiquiz.cli.options import complete_cards, complete_tags, complete_topics
from aiquiz.core.cards import Role

LEVELS = {"beginner", "intermediate", "advanced"}
PROTOCOLS = ["bash", "zsh", "fish", "powershell"]
FISH_PROMPT = "function fish_prompt; echo -n 'ready> '; end"
SHELLS = {"bash": ["bash", "-i"], "zsh": ["zsh", "-i"], "fish": ["fish", "-i", "-C", FISH_PROMPT]}
HOSTILE = "$(touch pwned)"
CONVERSATION = [
    ("aiquiz stu\t", "aiquiz study"),
    ("--topic mlo\t", "--topic mlops"),
    ("--level inter\t", "--level intermediate"),
    ("--tag m\t", "--tag metrics"),
    ("--topic \t\tdeep\t", "--topic deep-learning"),
]
"""What is typed in a shell, and what is there then."""


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


def complete(world: World, shell: str, line: str) -> set[str]:
    """Gives what the shell would be offered at the end of a line, asked as Typer's own scripts ask."""
    words = line.split(" ")
    environment = {"_AIQUIZ_COMPLETE": f"complete_{shell}"}
    if shell == "bash":
        environment |= {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    else:
        environment |= {"_TYPER_COMPLETE_ARGS": line}
    if shell == "fish":
        environment["_TYPER_COMPLETE_FISH_ACTION"] = "get-args"
    if shell == "powershell":  # PowerShell hands over the command without the space at its end
        environment |= {"_TYPER_COMPLETE_ARGS": line.rstrip(), "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1]}
    done = world.run_command([*PROGRAM], **environment)
    assert done.err == ""
    if shell == "zsh":
        return set(re.findall(r'^(?:_arguments .*\(\()?"([^"]+)"', done.out, re.MULTILINE))
    return {re.split("\t|:::", row)[0] for row in done.out.splitlines() if row}


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


@pytest.mark.usefixtures("here")
def test_after_a_slash_the_subtopics_of_a_topic_are_completed() -> None:
    assert complete_topics("machine-learning/") == ["machine-learning/evaluation", "machine-learning/validation"]


@pytest.mark.usefixtures("here")
def test_cards_are_completed_with_their_questions() -> None:
    assert complete_cards("c") == [
        ("canary-release", "What is a canary release?"),
        ("confusion-matrix", "What does a confusion matrix show?"),
        ("cross-validation", "Why is cross-validation better than one split?"),
    ]
    assert complete_cards("x") == []


@pytest.mark.usefixtures("here")
def test_of_very_many_cards_only_the_ids_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aiquiz.cli.options._MOST_TOLD", 2)
    assert complete_cards("c") == [("canary-release", ""), ("confusion-matrix", ""), ("cross-validation", "")]
    assert len(complete_cards("ca")[0][1]) > 0


@pytest.mark.parametrize("shell", PROTOCOLS)
def test_every_shell_is_answered_in_its_own_way(world: World, shell: str) -> None:
    assert complete(world, shell, "aiquiz study --topic m") == {"machine-learning", "mlops"}
    assert complete(world, shell, "aiquiz stats --level ") == LEVELS
    assert complete(world, shell, "aiquiz review --role ") == set(Role)
    assert complete(world, shell, "aiquiz plan --tag s") == {"serving"}
    assert complete(world, shell, "aiquiz config set s") == {"scheduler"}
    assert complete(world, shell, "aiquiz config set scheduler ") == {"sm-2", "fsrs-6"}
    assert complete(world, shell, "aiquiz ") == set(COMMANDS)
    assert {"--level", "--minutes", "--help"} <= complete(world, shell, "aiquiz study -")
    assert complete(world, shell, "aiquiz check x") == set()  # the shell completes files itself


@pytest.mark.parametrize("shell", PROTOCOLS)
def test_the_card_that_is_shown_is_completed(world: World, shell: str) -> None:
    assert complete(world, shell, "aiquiz show ca") == {"canary-release"}


@pytest.mark.parametrize(
    ("words", "at", "whole", "then_at"),
    [
        ("aiquiz study --topic = m", 4, "aiquiz study --topic m", 3),
        ("aiquiz study --topic =", 3, "aiquiz study --topic", 3),
        ("aiquiz study --level = beginner --topic = m", 7, "aiquiz study --level beginner --topic m", 5),
        ("aiquiz study --topic m", 3, "aiquiz study --topic m", 3),
        ("aiquiz search =", 2, "aiquiz search =", 2),
        ("=", 0, "=", 0),
    ],
)
def test_what_bash_takes_apart_at_the_sign_is_put_together(words: str, at: int, whole: str, then_at: int) -> None:
    environ = {"COMP_WORDS": words.replace(" ", "\n"), "COMP_CWORD": str(at)}
    prepare(environ, {})
    assert environ == {"COMP_WORDS": whole.replace(" ", "\n"), "COMP_CWORD": str(then_at)}


def test_rich_is_not_found_while_a_shell_asks() -> None:
    modules: dict[str, Any] = {}
    prepare({}, modules)
    assert modules == {"rich": None}


def test_nothing_is_offered_that_a_shell_would_take_apart_or_run() -> None:
    hostile = [HOSTILE, "`id`", "a b", "a;b", "a'b", 'a"b', "a\\b", "-rf", "--help", "a:b", "~", "a*", "a\nb", ""]
    assert offer([*hostile, "c++", "größe", "a.b/c_d"], "") == ["a.b/c_d", "c++", "größe"]
    assert explain(r"Why is `\$(id)` \"it's\"; $x$ & more, or [0, 1]?") == "Why is id it s x more, or 0, 1 ?"


def install(world: World, shell: str) -> str:
    """Installs the completion as a person does, in the shell itself; gives the PATH on which the program is."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    program = world.folder / "bin" / "aiquiz"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.join(PROGRAM)} "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}:{world.environment()['PATH']}"
    (world.folder / "user" / ".bashrc").write_text("PS1='ready> '\n")  # the machine's own file has set another
    done = world.run_command([shell, "-c", "aiquiz --install-completion; true"], PATH=path)
    assert (done.err, f"{shell} completion installed in" in done.out) == ("", True)
    return path


@pytest.mark.parametrize("shell", SHELLS)
def test_the_shells_themselves_complete_what_is_typed(world: World, shell: str) -> None:
    hostile = CARDS["mlops/deployment"].replace("- id: ", "- id: zz-").replace("What", rf"Is `touch pwned` \{HOSTILE}")
    world.write_bank({f"{HOSTILE}/zz": hostile})
    path = install(world, shell)
    for talk in (CONVERSATION, [("aiquiz show zz-\t\tcan\t", "aiquiz show zz-canary-release")]):
        with world.terminal_of(SHELLS[shell], PATH=path, PS1="ready> ") as terminal:
            terminal.see("ready>")
            for keys, shown in talk:
                terminal.press(keys)
                terminal.see(shown)
    assert [path.name for path in world.folder.rglob("pwned")] == []


def test_what_goes_wrong_while_a_shell_asks_does_not_disturb_the_line(world: World) -> None:
    (world.home / "cache").mkdir(parents=True)
    broken = world.folder / "bin" / "broken.py"
    broken.parent.mkdir()
    broken.write_text(
        "import sys\nfrom aiquiz.cli import group\ngroup.COMMANDS['study'] = 'aiquiz.cli.nowhere'\n"
        "from aiquiz.cli.app import run\nsys.exit(run())\n"
    )
    command = [sys.executable, str(broken)]
    asked = {"_AIQUIZ_COMPLETE": "complete_fish", "_TYPER_COMPLETE_ARGS": "aiquiz study --"}
    done = world.run_command(command, **asked, _TYPER_COMPLETE_FISH_ACTION="get-args")
    assert done == (1, "", "")
    assert world.run_command(command, **asked, _TYPER_COMPLETE_FISH_ACTION="get-args", COMP_CWORD="x") == (1, "", "")
    assert not world.crash_log().exists()


@pytest.mark.parametrize("shell", [*PROTOCOLS, "pwsh"])
def test_a_script_can_be_made_for_another_shell(world: World, shell: str) -> None:
    done = world.run_command([*PROGRAM], _AIQUIZ_COMPLETE=f"source_{shell}")
    assert (done.code, done.err) == (0, "")
    assert "complete_" + shell.replace("pwsh", "powershell") in done.out


def test_a_bank_that_cannot_be_read_completes_nothing_and_says_nothing(
    here: World, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in here.bank.rglob("*.yaml"):
        path.write_text("- [")
    assert complete_topics("") == complete_tags("") == []
    assert complete_cards("") == []
    for path in here.bank.rglob("*.yaml"):
        path.unlink()
    assert complete_topics("") == complete_tags("") == []
    assert complete_cards("") == []
    assert capsys.readouterr() == ("", "")
