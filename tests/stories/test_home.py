from pathlib import Path

import pytest
from support.program import CARD_IDS, NOON, Grade, Inside, Past, World, make_world


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    return Inside(world, monkeypatch, capsys)


STATES: dict[str, tuple[list[Past], list[str]]] = {
    "before the first card": (
        [],
        ["none", "5 cards", "begins today", "aiquiz study --level beginner  your first ten questions"],
    ),
    "cards due and new ones": (
        [Past("canary-release", 2), Past("backpropagation", 1)],
        ["2 cards", "3 cards", "2 days; one card today keeps it", "aiquiz study  the due cards, then new ones"],
    ),
    "one card due, none new": (
        [*(Past(card, 0) for card in CARD_IDS[1:]), Past("confusion-matrix", 1)],
        ["1 card", "none left", "2 days", "aiquiz study  the due cards"],
    ),
    "new cards only": (
        [Past("canary-release", 0)],
        ["none; the next one tomorrow", "4 cards", "1 day", "aiquiz study  new cards"],
    ),
    "everything done": (
        [Past(card, 0) for card in CARD_IDS],
        ["none; the next one tomorrow", "none left", "1 day", "aiquiz stats  how it is going"],
    ),
    "a streak that is over": (
        [Past("canary-release", 9), Past("canary-release", 8), Past("canary-release", 2)],
        ["none; the next one in 13 days", "4 cards", "begins today", "aiquiz study  new cards"],
    ),
    "a card left unlearnt today": (
        [Past("canary-release", 0, Grade.AGAIN)],
        ["1 card", "4 cards", "1 day", "aiquiz study  the due cards, then new ones"],
    ),
}


def screen(due: str, new: str, streak: str, command: str) -> str:
    return f"aiquiz  5 cards\n\ndue     {due}\nnew     {new}\nstreak  {streak}\n\nnext    {command}\n"


@pytest.mark.parametrize("name", STATES)
def test_home_says_what_there_is_to_do_and_what_to_type(inside: Inside, name: str) -> None:
    past, said = STATES[name]
    inside.world.write_past(*past, now=NOON)
    assert inside.run() == (0, screen(*said), "")


def test_home_reads_at_forty_columns(inside: Inside) -> None:
    inside.world.write_past(Past("canary-release", 1), now=NOON)
    lines = inside.run(columns=40).out.splitlines()
    assert max(map(len, lines)) <= 40
    assert "streak  1 day; one card today keeps it" in lines


def test_home_writes_nothing_into_the_learners_folder_but_its_cache(world: World) -> None:
    assert world.run().code == 0
    assert [path.name for path in world.folder.joinpath("home").rglob("*.jsonl")] == []
    assert list(world.folder.joinpath("user").iterdir()) == []


def test_answers_about_cards_that_are_gone_leave_the_streak_and_are_not_due(inside: Inside) -> None:
    inside.world.write_past(Past("no-longer-there", 1), now=NOON)
    command = "aiquiz study --level beginner  your first ten questions"
    assert inside.run().out == screen("none", "5 cards", "1 day; one card today keeps it", command)


def test_what_is_wrong_with_cards_and_log_is_noted_in_a_few_lines(inside: Inside) -> None:
    inside.world.write_past(Past("canary-release", 1), now=NOON)
    log = inside.world.home / "reviews" / "elsewhere.jsonl"
    log.write_bytes(b"garbage\n" + log.read_bytes() + b'{"v":1,"ki')
    broken = inside.world.bank / "mlops" / "broken.yaml"
    broken.write_text("- id: One\n- id: two\n")
    done = inside.run()
    assert done.code == 0
    assert "due     1 card\n" in done.out
    assert done.err.splitlines() == [
        f"Note: {broken}:1: card 'One': the field 'question' is missing: add it",
        f"Note: {broken}:1: card 'One': the field 'level' is missing: add it",
        f"Note: {broken}:1: card 'One': the field 'answer' is missing: add it",
        "Note: and 4 more problems in the cards; the good ones are used.",
        f"Note: {log}:1: the line is damaged; stepped over, and kept in the file",
        f"Note: {log}:3: the last line is torn; stepped over, and kept in the file",
    ]


def test_a_name_of_a_file_that_is_talked_about_is_shown_and_not_obeyed(inside: Inside) -> None:
    (inside.world.bank / "mlops" / "\x1b[2J\u202ex.yaml").write_text("- id: x\n")
    said = inside.run().err
    assert "mlops/␛[2J\ufffdx.yaml:1: " in said
    assert all(character.isprintable() for character in said.replace("\n", ""))


def test_a_log_that_went_missing_is_said_until_it_is_back(inside: Inside) -> None:
    inside.world.write_past(Past("canary-release", 1), now=NOON)
    inside.run("study", keys="\n3\n")
    log = inside.world.home / "reviews" / "elsewhere.jsonl"
    log.rename(log.with_suffix(".away"))
    for _ in range(2):
        assert f"Note: the answers in {log} are gone: the file is missing." in inside.run().err
    log.with_suffix(".away").rename(log)
    assert inside.run().err == ""
