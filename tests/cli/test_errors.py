import os
import sys
from pathlib import Path
from zlib import crc32

import pytest
from support.program import NOON, PROGRAM, Inside, Past, World, make_world

BUG = "aiquiz: this is a bug ({kind}). Your answers are safe. The details are in {log}; please report them.\n"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(world, monkeypatch, capsys)


WRONG_USE = {
    "nonsense": ("No such command 'nonsense'.", "aiquiz"),
    "stat": ("Did you mean 'stats'?", "aiquiz"),
    "--nonsense": ("No such option: --nonsense.", "aiquiz"),
    "study --levle beginner": ("No such option: --levle (Possible options: --level", "aiquiz study"),
    "study extra": ("unexpected extra argument", "aiquiz study"),
    "study --level expert": ("'expert' is not one of 'beginner', 'intermediate', 'advanced'.", "aiquiz study"),
    "study --new -1": ("Invalid value for '--new': -1 is not in the range x>=0.", "aiquiz study"),
    "review --limit 0": ("Invalid value for '--limit' / '-n': 0 is not in the range x>=1.", "aiquiz review"),
    "study --limit many": ("Invalid value for '--limit' / '-n': 'many' is not", "aiquiz study"),
    "study --topic": ("Option '--topic' requires an argument.", "aiquiz"),
    "stats --json=yes": ("Option '--json' does not take a value.", "aiquiz"),
}


@pytest.mark.parametrize("command", WRONG_USE)
def test_a_command_that_cannot_be_understood_is_one_line_and_code_2(inside: Inside, command: str) -> None:
    done = inside.run(*command.split())
    problem, help_command = WRONG_USE[command]
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("aiquiz: ")
    assert problem in done.err
    assert done.err.endswith(f" Try `{help_command} -h`.\n")
    assert done.err.count("\n") == 1
    assert not inside.world.home.exists()


def test_a_command_that_cannot_be_understood_obeys_no_control_character(inside: Inside) -> None:
    for command in ("\x1b[2Jx", "--\x9b2Jx\n\x07"):
        done = inside.run(command)
        assert (done.code, done.out) == (2, "")
        assert all(character.isprintable() for character in done.err.removesuffix("\n"))


def test_a_home_that_is_a_file_is_named_before_the_first_card(inside: Inside) -> None:
    inside.world.home.write_text("")
    for command in (["study"], ["review"], ["stats"], []):
        done = inside.run(*command, keys="\n3\n")
        assert (done.code, done.out) == (3, "")
        assert done.err.startswith(f"aiquiz: Cannot use {inside.world.home}")
        assert "AIQUIZ_HOME" in done.err
        assert done.err.count("\n") == 1


def test_a_bank_that_is_not_there_is_named(inside: Inside) -> None:
    for path in sorted(inside.world.bank.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    done = inside.run("study")
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        f"aiquiz: There are no questions in {inside.world.bank}. Install aiquiz again, or unset AIQUIZ_BANK.\n"
    )


def test_a_log_of_a_newer_version_is_left_alone(inside: Inside) -> None:
    inside.world.write_past(Past("canary-release", 1), now=NOON)
    log = inside.world.home / "reviews" / "elsewhere.jsonl"
    body = b'{"v":2,"kind":"dreamt"'
    log.write_bytes(log.read_bytes() + body + b',"sum":"%08x"}\n' % crc32(body))
    before = log.read_bytes()
    for command in ("study", "stats"):
        done = inside.run(command, keys="\n3\n")
        assert (done.code, done.out) == (3, "")
        assert done.err == (f"aiquiz: {log}:2 was written by a newer aiquiz, please update. Nothing was changed.\n")
    assert log.read_bytes() == before
    assert inside.world.answers() == []


def test_an_interrupt_ends_with_its_code_and_no_word(inside: Inside) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    inside.patch.setattr("os.urandom", interrupt)
    assert inside.run("study", keys="\n3\n") == (130, "", "")


def test_a_bug_leaves_a_traceback_in_a_file_and_a_sentence_that_names_it(inside: Inside) -> None:
    inside.patch.setattr("aiquiz.core.summary.take_streak", lambda *_: 1 // 0)
    log = inside.world.crash_log()
    for number in (1, 2):
        assert inside.run() == (1, "", BUG.format(kind="ZeroDivisionError", log=log))
        written = log.read_text()
        assert written.count("ZeroDivisionError: ") == written.count("--- ") == number
    assert written.count("in take_home") == 2
    assert " aiquiz 0." in written


def test_a_bug_that_cannot_be_written_down_is_still_a_sentence(inside: Inside) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    inside.patch.setattr("aiquiz.core.summary.take_streak", lambda *_: 1 // 0)
    inside.patch.setattr("traceback.print_exception", refuse)
    done = inside.run()
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("aiquiz: this is a bug (ZeroDivisionError). Your answers are safe. ")
    assert done.err.endswith(" The details could not be written anywhere.\n")
    assert done.err.count("\n") == 1


def test_a_bug_in_the_middle_of_a_session_shows_no_traceback_and_keeps_the_answers(world: World) -> None:
    driver = world.folder / "broken.py"
    driver.write_text(
        "from aiquiz.terminal import screen\n"
        "from aiquiz.cli.app import run\n"
        "shown = iter([screen.render_question] * 2)\n"
        "screen.render_question = lambda *arguments: next(shown)(*arguments)\n"
        "raise SystemExit(run())\n"
    )
    with world.terminal_of([sys.executable, str(driver), "study"], columns=200) as terminal:
        terminal.see("What does a confusion matrix show?", "q leave")
        terminal.press(" 3")
        terminal.see("What is a canary release?", "q leave")
        terminal.press(" 3")
        terminal.see("aiquiz: this is a bug (StopIteration). Your answers are safe.", "please report them.")
        assert terminal.end() == 1
        assert terminal.modes() == terminal.found
    assert "Traceback" not in terminal.text()
    assert "Traceback" in world.crash_log().read_text()
    assert world.answers() == ["confusion-matrix good", "canary-release good"]


def test_a_module_that_cannot_be_loaded_is_a_bug_with_a_sentence(world: World) -> None:
    saboteur = world.folder / "sabotage"
    saboteur.mkdir()
    (saboteur / "sitecustomize.py").write_text("import sys\nsys.modules['aiquiz.core.stats'] = None\n")
    path = os.pathsep.join([str(saboteur), world.environment()["PYTHONPATH"]])
    done = world.run_command([*PROGRAM, "stats"], PYTHONPATH=path)
    assert done == (1, "", BUG.format(kind="ModuleNotFoundError", log=world.crash_log()))
    assert "Traceback" in world.crash_log().read_text()
