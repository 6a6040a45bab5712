"""Which modules are loaded on the way to an answer: the same on every machine, where a stopwatch is not."""

import json
import sys
from pathlib import Path
from time import time_ns

import pytest
from support import practice
from support.dates import now, write_goal
from support.program import QUESTION, Past, World, make_world

from aiquiz.store import bank

NEVER = ("pydantic", "asyncio", "importlib.metadata", "prompt_toolkit", "sqlite3", "ssl", "http", "email", "unittest")
MARKDOWN = ("pygments", "markdown_it", "rich.markdown", "rich.syntax", "rich.table")
TYPING = ("snowballstemmer", "aiquiz.core.matching.answers", "aiquiz.terminal.answer_box", "aiquiz.terminal.writer")

AT_THE_END = """
import atexit, json, sys
from pathlib import Path
atexit.register(lambda: Path("modules").write_text(json.dumps(sorted(sys.modules))))
from aiquiz.__main__ import main
main()
"""
AT_THE_FIRST_KEY = """
import json, sys
from pathlib import Path
from aiquiz.terminal import {module} as module
whole = module.{name}
def note(*arguments):
    module.{name} = whole
    Path("modules").write_text(json.dumps(sorted(sys.modules)))
    return whole(*arguments)
module.{name} = note
from aiquiz.__main__ import main
main()
"""


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """Gives a world whose bank is cached, as from the second start on, and which has a past."""
    world = make_world(tmp_path)
    monkeypatch.setattr(bank, "time_ns", lambda: time_ns() + 10_000_000_000)  # the files are old enough
    bank.load_bank(world.bank, world.home / "cache" / "bank.json")
    world.write_past(Past("canary-release", 1))
    return world


def loaded(world: World, *names: str) -> list[str]:
    """Gives those of the names that were loaded, or had a part of them loaded."""
    modules = json.loads((world.folder / "modules").read_text())
    assert "aiquiz.cli.app" in modules
    return [name for name in names if any(f"{module}.".startswith(f"{name}.") for module in modules)]


@pytest.mark.parametrize(
    ("arguments", "kept_out"),
    [
        (["--version"], ("yaml", "rich", "msgspec", "aiquiz.store", "aiquiz.core")),
        (["--help"], ("rich", "msgspec")),
        (["study", "--help"], ("yaml", "rich")),
        (["stats", "--json"], ("yaml", "rich", "aiquiz.terminal")),
        (["interview", "--history", "--json"], ("yaml", "rich", "aiquiz.terminal", "aiquiz.core.planner", *TYPING)),
        (["interview", "--history"], ("yaml", *MARKDOWN, *TYPING, "aiquiz.terminal.keys")),
        (["due"], ("yaml", "rich", "aiquiz.core.planner", "aiquiz.terminal.text")),
        (["due", "--count", "--topic", "mlops"], ("yaml", "rich", "aiquiz.terminal")),
        (["search", "release"], ("yaml", *MARKDOWN, "aiquiz.terminal.card_view")),
        (["show", "canary-release", "--json"], ("yaml", "rich", "aiquiz.terminal", "aiquiz.core.planner")),
        (["topics"], ("yaml", *MARKDOWN)),
        (["suspended"], ("yaml", *MARKDOWN)),
        (["deck"], ("yaml", *MARKDOWN)),
        (["deck", "path"], ("yaml", "aiquiz.store.bank", *MARKDOWN)),
        (["topics", "--deck", "bundled"], ("yaml", *MARKDOWN)),
        (["config"], ("yaml", "tomllib", "aiquiz.store.bank", "aiquiz.store.log", *MARKDOWN)),
        (["config", "--json"], ("yaml", "tomllib", "rich", "aiquiz.terminal")),
        ([], ("yaml", *MARKDOWN, "aiquiz.terminal.keys", "aiquiz.cli.study")),
        (["stats"], ("yaml", *MARKDOWN)),
        (["review", "--topic", "validation"], ("yaml", *MARKDOWN, "aiquiz.terminal.keys")),
    ],
    ids=" ".join,
)
def test_a_command_loads_what_it_needs(world: World, arguments: list[str], kept_out: tuple[str, ...]) -> None:
    done = world.run_command([sys.executable, "-c", AT_THE_END, *arguments])
    assert (done.code, done.err) == (0, "")
    assert loaded(world, *NEVER, *kept_out) == []


@pytest.mark.parametrize(
    "line",
    [
        "aiquiz ",
        "aiquiz study --",
        "aiquiz study --topic m",
        "aiquiz plan --tag m",
        "aiquiz show c",
        "aiquiz config set scheduler ",
    ],
)
@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_a_shell_is_answered_without_anything_heavy(world: World, shell: str, line: str) -> None:
    asked = {"_AIQUIZ_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": line.rstrip()}
    asked |= {"_TYPER_COMPLETE_ARGS": line} if shell != "powershell" else {}
    asked["_TYPER_COMPLETE_WORD_TO_COMPLETE"] = line.rpartition(" ")[2]
    done = world.run_command([sys.executable, "-c", AT_THE_END], **asked, _TYPER_COMPLETE_FISH_ACTION="get-args")
    assert (done.code, done.err) == (0, "")
    assert done.out.strip()
    heavy = ("yaml", "rich.console", "rich.text", "rich.markup", "aiquiz.terminal", "aiquiz.store.log", "tomllib")
    assert loaded(world, *NEVER, *MARKDOWN, *heavy) == []


@pytest.mark.parametrize(
    ("topic", "module", "name"),
    [("evaluation", "ahead", "_load_markdown"), ("training", "keyboard_posix", "_Keyboard.read")],
    ids=["an answer with marks", "an answer without"],
)
def test_the_question_is_on_the_screen_before_anything_heavy_is_loaded(
    world: World, topic: str, module: str, name: str
) -> None:
    driver = AT_THE_FIRST_KEY.format(module=module, name=name)
    with world.terminal_of([sys.executable, "-c", driver, "study", "--topic", topic]) as terminal:
        terminal.see(QUESTION)
        terminal.press(" ")
        terminal.see("4 easy")
        terminal.press("q")
        assert terminal.end() == 0
    assert loaded(world, *NEVER, *MARKDOWN, "yaml", "aiquiz.terminal.document") == []
    assert loaded(world, "rich.console", "aiquiz.terminal.keyboard_posix") != []


def test_an_answer_without_marks_never_loads_markdown(world: World) -> None:
    done = world.run_command([sys.executable, "-c", AT_THE_END, "study", "--topic", "training"], "\n3\n")
    assert (done.code, world.answers()) == (0, ["backpropagation good"])
    assert loaded(world, *NEVER, *MARKDOWN, "yaml") == []


@pytest.mark.parametrize("text", [None, "rollover_hour = 5\n"], ids=["no file", "a file"])
def test_the_reader_of_settings_is_loaded_only_where_there_is_a_file(world: World, text: str | None) -> None:
    if text is not None:
        (world.home / "config.toml").write_text(text)
    assert world.run_command([sys.executable, "-c", AT_THE_END]).code == 0
    assert loaded(world, "tomllib", "aiquiz.store.toml_text") == (
        [] if text is None else ["tomllib", "aiquiz.store.toml_text"]
    )
    assert loaded(world, "aiquiz.cli.config", "aiquiz.core.reschedule") == []


def test_a_bank_that_is_not_cached_needs_the_yaml_reader(world: World) -> None:
    (world.home / "cache" / "bank.json").unlink()
    world.run_command([sys.executable, "-c", AT_THE_END])
    assert loaded(world, "yaml") == ["yaml"]


DRAWING = ("aiquiz.core.numeric.exercise", "aiquiz.core.numeric.expressions", "aiquiz.core.numeric.quantities")


@pytest.mark.parametrize("arguments", [["study"], ["study", "--hints"], ["review"], ["due"], ["stats", "--json"], []])
def test_who_only_presses_keys_loads_nothing_of_typing_and_of_numbers(world: World, arguments: list[str]) -> None:
    done = world.run_command([sys.executable, "-c", AT_THE_END, *arguments], "h\n\n3\nl\n")
    assert (done.code, done.err) == (0, "")
    assert loaded(world, *NEVER, *TYPING, *DRAWING) == []


@pytest.mark.parametrize("topic", ["evaluation", "training"])
def test_the_question_is_on_the_screen_before_anything_of_typing_is_loaded(world: World, topic: str) -> None:
    driver = AT_THE_FIRST_KEY.format(module="ahead", name="_load_writer")
    with world.terminal_of([sys.executable, "-c", driver, "study", "--type", "--topic", topic]) as terminal:
        terminal.see(QUESTION)
        terminal.press(" ")
        terminal.see("Ctrl-C gives it up.", ">")
        assert loaded(world, *NEVER, *MARKDOWN, *TYPING, *DRAWING, "yaml") == []
        terminal.press("Rows.\r\r")
        terminal.see("4 easy")
        terminal.press("q")
        assert terminal.end() == 0
    assert world.saved()[0]["text"] == "Rows."


def test_only_a_card_with_numbers_loads_what_draws_them_and_not_the_editor_before_it_is_on_the_screen(
    world: World,
) -> None:
    world.write_bank(practice.CARDS)
    bank.load_bank(world.bank, world.home / "cache" / "bank.json")
    driver = AT_THE_FIRST_KEY.format(module="ahead", name="_load_writer")
    with world.terminal_of([sys.executable, "-c", driver, "study", "--topic", "mlops/training"]) as terminal:
        terminal.see("An epoch has", QUESTION)
        terminal.press("q")
        assert terminal.end() == 0
    assert loaded(world, *DRAWING[:2]) == list(DRAWING[:2])
    assert loaded(world, *NEVER, *TYPING) == []


def test_an_interview_shows_its_first_question_before_the_editor_and_the_stemmer_are_loaded(world: World) -> None:
    driver = AT_THE_FIRST_KEY.format(module="writer", name="_can_edit")
    arguments = ["interview", "--topic", "deep-learning"]
    with world.terminal_of([sys.executable, "-c", driver, *arguments]) as terminal:
        terminal.see("How does backpropagation work?", ">")
        terminal.press("\x03")
        terminal.see("r end here, and review")
        terminal.press("q")
        assert terminal.end() == 0
    assert loaded(world, *NEVER, *MARKDOWN, "snowballstemmer", "aiquiz.terminal.answer_box", "yaml") == []


PLANNING = ("aiquiz.core.planner", "aiquiz.core.plan", "aiquiz.core.values", "aiquiz.core.course", "aiquiz.cli.goals")


@pytest.mark.parametrize("arguments", [["study"], ["review"], [], ["stats"]], ids=" ".join)
def test_without_a_goal_nothing_of_planning_is_loaded(world: World, arguments: list[str]) -> None:
    assert world.run_command([sys.executable, "-c", AT_THE_END, *arguments], "q\n").code == 0
    assert loaded(world, *PLANNING, "aiquiz.cli.goal_study", "aiquiz.terminal.plan_view") == []


def test_with_a_goal_study_loads_the_planner_and_no_picture_of_the_plan(world: World) -> None:
    write_goal(world, 5, now=now())
    assert world.run_command([sys.executable, "-c", AT_THE_END, "study"], "q\n").code == 0
    assert loaded(world, *PLANNING) == ["aiquiz.core.planner", "aiquiz.core.values"]
    assert loaded(world, *NEVER, "yaml", "aiquiz.terminal.plan_view") == []


@pytest.mark.parametrize("command", ["plan", "ready"])
def test_data_of_the_plan_needs_no_screen(world: World, command: str) -> None:
    write_goal(world, 5, now=now())
    done = world.run_command([sys.executable, "-c", AT_THE_END, command, "--json"])
    assert (done.code, done.err) == (0, "")
    assert loaded(world, *NEVER, "yaml", "rich", "aiquiz.terminal") == []
