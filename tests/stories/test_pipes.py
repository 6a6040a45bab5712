import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest
from support.program import ANSWER, CARDS, PROGRAM, QUESTION, Past, World, in_shell, make_world, without_styles

NO_UTF8 = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
USAGE = "aiquiz: No keys came: the input is empty."
ADVICE = "Run it in a terminal, or pipe one key a line, as in `yes '' | aiquiz study`."


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


def colours(text: str | bytes) -> list[str]:
    """Gives the numbers that set a colour among the styles."""
    text = text if isinstance(text, str) else text.decode()
    numbers = [number for style in re.findall(r"\x1b\[([0-9;]*)m", text) for number in style.split(";")]
    return [number for number in numbers if re.fullmatch(r"[349][0-8]|10[0-7]", number)]


def test_piped_lines_are_keys_and_the_output_is_plain_text(world: World) -> None:
    done = world.run("study", "--limit", "3", keys="space\n1\n\n\ns\n enter \ngood\n4\n")
    assert done.code == 0
    assert done.err == ""
    assert world.answers() == ["confusion-matrix again", "canary-release good", "confusion-matrix easy"]
    assert done.out.endswith(
        "Done: 2 cards, 3 answers in 0 s\n1 again · 1 good · 1 easy\nTomorrow: 2 due, 3 new (about 2 minutes).\n"
    )
    assert re.findall("What .*|How .*", done.out) == [
        "What does a confusion matrix show?",
        "What is a canary release?",
        "How does backpropagation work?",
        "What does a confusion matrix show?",
    ]
    assert "\x1b" not in done.out
    assert QUESTION not in done.out
    assert max(map(len, done.out.splitlines())) == 80


def test_input_that_ends_leaves_as_ctrl_d_does(world: World) -> None:
    done = world.run("study", keys="\n3")
    assert (done.code, done.err, world.answers()) == (0, "", ["confusion-matrix good"])
    assert done.out.splitlines()[-3:-1] == ["So far: 1 card, 1 answer in 0 s", "1 good"]


def test_piped_windows_line_ends_are_keys_too(world: World) -> None:
    assert world.run("study", keys="\r\n4\r\n").code == 0
    assert world.answers() == ["confusion-matrix easy"]


@pytest.mark.parametrize("redirection", ["< /dev/null", "<&-"])
def test_no_input_says_how_to_use_it(world: World, redirection: str) -> None:
    done = world.run_command(["sh", "-c", f"{in_shell('study')} {redirection}"])
    assert (done.code, done.err) == (2, f"{USAGE} {ADVICE}\n")
    assert world.answers() == []


def test_a_keyboard_without_a_screen_says_how_to_use_it(world: World) -> None:
    with world.terminal_of(["sh", "-c", f"{in_shell('study')} > out"]) as terminal:
        terminal.see("aiquiz: Questions need a screen, and stdout is not a terminal.", "without the redirection.")
        assert terminal.end() == 2
    assert (world.folder / "out").read_text() == ""


def test_a_screen_without_a_keyboard_takes_lines_as_keys(world: World) -> None:
    command = f"printf '\\n2\\n' | {in_shell('study', '--limit', '1')}"
    with world.terminal_of(["sh", "-c", command], columns=50) as terminal:
        assert QUESTION not in terminal.see("So far: 1 card, 1 answer")
        assert terminal.end() == 0
    assert world.answers() == ["confusion-matrix hard"]
    assert max(map(len, terminal.text().splitlines())) <= 50


def test_a_pipe_is_as_wide_as_the_environment_says(world: World) -> None:
    assert max(map(len, world.run("study", keys="\n", COLUMNS="40").out.splitlines())) == 40


@pytest.mark.parametrize(
    ("environment", "is_coloured", "is_bold"),
    [
        ({}, True, True),
        ({"NO_COLOR": "1"}, False, True),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
    ],
)
def test_what_a_terminal_gets(
    world: World, environment: dict[str, str | None], *, is_coloured: bool, is_bold: bool
) -> None:
    with world.terminal("study", columns=80, **environment) as terminal:
        terminal.see(QUESTION)
        terminal.press(" ")
        terminal.see(ANSWER)
        terminal.press("q")
        assert terminal.end() == 0
    assert (colours(terminal.raw) != []) == is_coloured
    assert (b"\x1b[1m" in terminal.raw) == is_bold
    assert "\x1b" not in without_styles(terminal.raw)
    assert terminal.text().startswith("\nmachine-learning › evaluation · beginner · new" + 28 * " " + "1 of 5\n")
    if environment.get("TERM") == "dumb" and not is_coloured:
        assert b"\x1b" not in terminal.raw


@pytest.mark.parametrize(
    ("environment", "is_coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_a_pipe_gets_colours_only_when_asked_to_and_never_moves_the_cursor(
    world: World, environment: dict[str, str], *, is_coloured: bool
) -> None:
    done = world.run("study", keys="\n\n\n", **environment)
    assert (colours(done.out) != []) == is_coloured
    assert "\x1b" not in without_styles(done.out.encode())
    assert is_coloured or "\x1b" not in done.out


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"LC_ALL": "C"}, "utf-8"),
        (NO_UTF8, "ascii"),
        ({"PYTHONIOENCODING": "ascii:strict"}, "ascii"),
        ({"PYTHONIOENCODING": "cp1252"}, "cp1252"),
    ],
)
def test_an_encoding_without_the_characters_gets_others(
    world: World, environment: dict[str, str], encoding: str
) -> None:
    world.write_past(*(Past("canary-release", days) for days in (20, 3)))
    for arguments in (["study"], ["stats"], ["study", "--topic", "mlöps"]):
        done = world.run(*arguments, keys="\n\n" * 5 + "q\n", encoding=encoding, **environment)
        assert done.code == (2 if "mlöps" in arguments else 0), done
        assert "bug" not in done.err
    assert not world.crash_log().exists()


def test_json_is_utf8_whatever_the_encoding_of_the_terminal_is(tmp_path: Path) -> None:
    world = make_world(tmp_path, {"größen/übung": CARDS["mlops/deployment"]})
    done = world.run("stats", "--json", **NO_UTF8)
    assert (done.code, done.err) == (0, "")
    assert '"name": "größen"' in done.out


@pytest.mark.parametrize(
    ("arguments", "buffering"),
    [
        (["stats"], None),
        (["stats", "--json"], "1"),
        (["--version"], None),
        (["study"], None),
    ],
)
def test_a_reader_that_has_gone_is_no_matter(world: World, arguments: list[str], buffering: str | None) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        done = subprocess.run(
            [*PROGRAM, *arguments],
            input=b"\n" * 9,
            stdout=write_end,
            stderr=subprocess.PIPE,
            env=world.environment(PYTHONUNBUFFERED=buffering),
            cwd=world.folder,
            timeout=60,
            check=False,
        )
    finally:
        os.close(write_end)
    assert done.stderr == b""
    assert done.returncode in {0, 1}
    assert not world.crash_log().exists()


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_from_the_start_are_no_bug(world: World, closed: str) -> None:
    commands = ((), ("nonsense",))
    codes = "; ".join(f"{in_shell(*command)} {closed}; echo $? >> codes" for command in commands)
    world.run_command(["sh", "-c", codes])
    assert (world.folder / "codes").read_text().split() == ["0", "2"]
    assert not world.crash_log().exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["stats", "--json"], ["--version"], ["study"]])
def test_a_full_disk_behind_stdout_is_said_in_one_line(world: World, arguments: list[str]) -> None:
    done = world.run_command(["sh", "-c", f"{in_shell(*arguments)} > /dev/full"], keys="\n\n")
    assert (done.code, done.err) == (3, "aiquiz: The output cannot be written: No space left on device.\n")
    assert not world.crash_log().exists()


def test_answers_go_to_stdout_and_talk_goes_to_stderr(world: World) -> None:
    broken = world.bank / "mlops" / "broken.yaml"
    broken.write_text("- id: broken\n  question: What?\n")
    done = world.run()
    assert "aiquiz  5 cards" in done.out
    assert done.err.splitlines() == [
        f"Note: {broken}:1: card 'broken': the field 'level' is missing: add it",
        f"Note: {broken}:1: card 'broken': the field 'answer' is missing: add it",
    ]
    only_data = world.run_command(["sh", "-c", shlex.join([*PROGRAM, "stats", "--json"]) + " 2>/dev/null"])
    assert only_data.out.startswith("{")
    assert only_data.err == ""
