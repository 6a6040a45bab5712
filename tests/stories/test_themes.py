"""The themes as they are used: colours that were chosen, and words in their place for those who listen."""

import re
from pathlib import Path

import pytest
from support.dates import write_goal
from support.program import NOON, Grade, Inside, Past, World, make_world
from support.shown import KEPT, compare_with_kept, widest

PLAIN_SCREENS = {
    "home": [],
    "stats": ["stats"],
    "stats-part": ["stats", "--topic", "mlops"],
    "plan": ["plan"],
    "plan-short": ["plan"],
    "ready": ["ready"],
    "topics": ["topics"],
    "config": ["config"],
    "session": ["study", "--limit", "2"],
}
GOALS = {"plan": (30, 5), "plan-short": (1, 1)}
ONLY_LOOKED_AT = {"config", "topics"}
"""Where the file is changes with the machine; the topics are kept with those of the other themes."""

COLUMNS = (40, 80)
DRAWN = re.compile("[█▒░▓▁-▇─│┌└━›·↻→•]|#{3}|={3}|\x1b")
"""What a screen reader spells out or stumbles over."""

PAST = [
    *(
        Past("confusion-matrix", day, Grade.AGAIN if day % 7 == 3 else Grade.GOOD, 40_000)
        for day in (50, 44, 31, 10, 9)
    ),
    *(Past("canary-release", day, Grade.EASY) for day in (60, 50, 20, 1)),
    Past("backpropagation", 1, Grade.HARD),
]


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    inside = Inside(make_world(tmp_path), monkeypatch, capsys)
    inside.world.write_past(*PAST, now=NOON)
    return inside


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("name", PLAIN_SCREENS)
def test_a_plain_screen_reads_as_it_did_and_draws_nothing(inside: Inside, name: str, columns: int) -> None:
    if name in GOALS:
        write_goal(inside.world, *GOALS[name], set_days_ago=12)
    inside.patch.setenv("AIQUIZ_THEME", "plain")
    done = inside.run(*PLAIN_SCREENS[name], keys="?\n\n1\n\n3\nq\n", columns=columns)
    assert (done.code, done.err) == (0, "")
    out = done.out.replace(str(inside.world.home), "HOME")
    if name != "session":  # what the cards themselves have is theirs
        assert DRAWN.findall(out) == []
    assert widest(out) <= columns
    if name not in ONLY_LOOKED_AT:
        compare_with_kept(f"plain/{name}-{columns}", out)


def test_every_kept_plain_screen_is_compared() -> None:
    kept = {"typed-answer", *PLAIN_SCREENS} - ONLY_LOOKED_AT  # that one in test_practice.py
    names = {f"{name}-{columns}.txt" for name in kept for columns in COLUMNS}
    assert {path.name for path in (KEPT / "plain").iterdir()} == names


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_plain_session_on_a_terminal_has_no_escape_and_its_keys_in_words(tmp_path: Path, columns: int) -> None:
    world: World = make_world(tmp_path)
    with world.terminal("study", "--limit", "1", columns=columns, AIQUIZ_THEME="plain") as terminal:
        terminal.see("Card 1 of 1. machine-learning, evaluation; beginner, new.", "space for the answer", "q to leave.")
        terminal.press(" ")
        terminal.see("Answer:", "actual: spam", "They listen for:", "Asked next:", "4 for easy, 1 day")
        terminal.press("?")
        terminal.see("exclamation mark: suspend it", "question mark: these keys", "1 for again, 1 day, and again today")
        terminal.press("3")
        terminal.see("Done: 1 card", "Tomorrow: 1 due, 4 new", "u to undo, any other key to leave.")
        terminal.press("q")
        assert terminal.end() == 0
        assert widest(terminal.text()) <= columns
    shown = re.sub(rb"\x1b\[\?2004[hl]", b"", terminal.raw)
    assert b"\x1b" not in shown


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
def test_a_theme_changes_colours_and_no_letter(tmp_path: Path, theme: str, columns: int) -> None:
    world: World = make_world(tmp_path)
    world.write_past(*PAST)
    with world.terminal("stats", columns=columns, AIQUIZ_THEME=theme, TERM="xterm-256color") as terminal:
        assert terminal.end() == 0
    with world.terminal("stats", columns=columns, NO_COLOR="1", AIQUIZ_THEME=theme) as bare:
        assert bare.end() == 0
    assert terminal.text() == bare.text()
    assert (b"38;5" in terminal.raw) == (theme != "auto")
    assert b"\x1b[3" not in bare.raw


def test_the_theme_that_is_set_in_the_file_holds(inside: Inside) -> None:
    assert inside.run("config", "set", "theme", "plain").out == "The theme is now plain.\n"
    assert inside.run("stats").out.startswith("Retention: ")
    assert "Calendar, the last 8 weeks" in inside.run("stats").out
    inside.run("config", "unset", "theme")
    assert inside.run("stats").out.startswith("retention  ")


def test_the_predictions_are_said_in_words_too(inside: Inside) -> None:
    inside.world.write_past(*(Past("cross-validation", day) for day in range(2, 240, 2)), now=NOON)
    inside.patch.setenv("AIQUIZ_THEME", "plain")
    out = inside.run("stats", "--memory", columns=80).out
    assert "Log loss, lower is better:\npredictions: 0." in out
    assert "Said and come true, a fifth of the reviews a line:\npredicted " in out
    assert DRAWN.findall(out) == []
