"""Decks of one's own, from making one to being asked its cards, and back into the editor."""

import json
from pathlib import Path

import pytest
from support.program import ANSWER, QUESTION, Inside, Past, World, make_world
from support.shown import widest

from aiquiz.cli.deck import complete_own
from aiquiz.cli.options import complete_decks, complete_topics
from aiquiz.store.card_file import read_card_file

DRIFT = ("add", "--question", "What is drift?", "--answer", "Inputs move.")


@pytest.fixture
def world(tmp_path: Path) -> World:
    return make_world(tmp_path)


@pytest.fixture
def inside(world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return Inside(world, monkeypatch, capsys)


def deck_of(world: World, name: str = "my-cards") -> Path:
    return world.home / "decks" / f"{name}.yaml"


def cards(world: World, name: str = "my-cards") -> list[tuple[str, str, str]]:
    placed, problems = read_card_file(deck_of(world, name), name, name, name)
    assert problems == []
    return [(row.card.id, row.card.question, row.card.answer) for row in placed]


def write_editor(world: World, script: str) -> str:
    """Gives an editor: a script in which $f is the file."""
    path = world.folder / "editor"
    path.write_text(f'#!/bin/sh\nfor f; do :; done\necho "$@" > {world.folder}/opened\n{script}\n')
    path.chmod(0o755)
    return str(path)


def test_without_decks_it_says_how_to_make_one(inside: Inside) -> None:
    assert inside.run("deck") == (0, "You have no deck of your own. `aiquiz deck new NAME` makes one.\n", "")
    assert inside.run("deck", "path").out == f"{inside.world.home / 'decks'}\n"
    assert not (inside.world.home / "decks").exists()


def test_a_deck_is_made_filled_and_listed(inside: Inside) -> None:
    path = deck_of(inside.world, "mine")
    assert inside.run("deck", "new", "mine") == (0, f"Made {path}\nNext: aiquiz add --deck mine\n", "")
    done = inside.run("deck", "list")
    assert done.out.splitlines() == ["mine  0 cards", "`aiquiz add --deck mine` writes a card."]
    done = inside.run(*DRIFT, "--deck", "mine")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[0] == "Added drift to mine."
    inside.world.write_past(Past("drift", 9))
    rows = json.loads(inside.run("deck", "--json").out)
    assert (rows["kind"], rows["folder"]) == ("decks", str(path.parent))
    assert rows["decks"] == [{"name": "mine", "cards": 1, "new": 0, "due": 1, "problems": 0, "path": str(path)}]
    assert inside.run("deck").out.startswith("mine  1 card, 0 new, 1 due\n")


@pytest.mark.parametrize("name", ["../x", "a/b", "bundled", "con", "A b", "x" * 99])
def test_a_name_that_is_none_makes_no_file(inside: Inside, name: str) -> None:
    done = inside.run("deck", "new", "--", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"aiquiz: {name!r} is ")
    assert not inside.world.home.exists()
    assert not list(inside.world.folder.glob("*.yaml"))


def test_a_deck_is_made_only_once(inside: Inside) -> None:
    inside.run("deck", "new", "mine")
    before = deck_of(inside.world, "mine").read_bytes()
    done = inside.run("deck", "new", "mine")
    assert (done.code, "There is a deck 'mine' already" in done.err) == (2, True)
    assert deck_of(inside.world, "mine").read_bytes() == before


def test_the_first_card_makes_the_first_deck_and_the_only_deck_is_taken(inside: Inside) -> None:
    data = json.loads(inside.run(*DRIFT, "--key-point", "Inputs only", "--tip", "PSI", "--json").out)
    assert (data["kind"], data["id"], data["deck"]) == ("added", "drift", "my-cards")
    assert deck_of(inside.world).read_text().splitlines()[data["line"] - 1] == "- id: drift"
    done = inside.run("add", "--question", "What is drift?", "--answer", "-", keys="One\n\n- two: x\n")
    assert done.code == 0
    assert cards(inside.world)[1] == ("drift-2", "What is drift?", "One\n\n- two: x")
    inside.run("deck", "new", "other")
    done = inside.run(*DRIFT)
    assert done == (2, "", "aiquiz: You have several decks: my-cards, other. Say which with --deck.\n")
    done = inside.run(*DRIFT, "--deck", "othr")
    assert done == (2, "", "aiquiz: You have no deck called 'othr'. Did you mean other?\n")


def test_an_id_avoids_those_of_the_bank_and_those_that_have_a_history(inside: Inside) -> None:
    inside.world.write_past(Past("canary-release-2", 3))
    done = inside.run("add", "--question", "What is a canary release?", "--answer", "x")
    assert done.out.startswith("Added canary-release-3 to my-cards.\n")


def test_a_subtopic_is_taken_as_the_place_that_it_is(inside: Inside) -> None:
    inside.run(*DRIFT, "--topic", "deployment", "--level", "advanced")
    story = json.loads(inside.run("show", "drift", "--json").out)
    assert (story["topic"], story["subtopic"], story["level"], story["deck"]) == (
        "mlops",
        "deployment",
        "advanced",
        "my-cards",
    )
    assert "your deck  my-cards\n" in inside.run("show", "drift").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "No card came. Give --question and --answer, or run it in a terminal."),
        (("--question", "x"), "A card needs a question and an answer. Give --question and --answer, or neither."),
        (("--tip", "x"), "A card needs a question and an answer. Give --question and --answer, or neither."),
        (
            ("--question", "x", "--answer", "-"),
            "The answer is empty. Give it with --answer, or pipe it in with --answer -",
        ),
        (("--edit",), "No editor is set. Set EDITOR, as in `export EDITOR=nano`."),
        (("--override", "nothing"), "There is no card called 'nothing'. `aiquiz search` finds cards by their words."),
        (
            ("--override", "canary-release", "--edit"),
            "--override copies a card as it is and takes no other option but --deck. Leave them out.",
        ),
    ],
)
def test_what_makes_no_card_is_said_and_nothing_is_written(
    inside: Inside, arguments: tuple[str, ...], said: str
) -> None:
    assert inside.run("add", *arguments) == (2, "", f"aiquiz: {said}\n")
    assert not (inside.world.home / "decks").exists()


def test_a_topic_that_is_none_leaves_the_deck_as_it_was(inside: Inside) -> None:
    inside.run(*DRIFT)
    before = deck_of(inside.world).read_bytes()
    done = inside.run(*DRIFT, "--topic", "Not one")
    assert (done.code, done.out) == (3, "")
    assert "Nothing was added, for the card would not be read back: card 'drift-2': topic: 'Not one'" in done.err
    assert deck_of(inside.world).read_bytes() == before


def test_every_filter_knows_the_decks(inside: Inside) -> None:
    inside.run(*DRIFT)
    assert inside.run("due", "--deck", "my-cards").out == "1 new\n"
    assert [row["name"] for row in json.loads(inside.run("topics", "--deck", "my-cards", "--json").out)["topics"]] == [
        "my-cards"
    ]
    assert "my-cards" in inside.run("topics").out
    assert json.loads(inside.run("stats", "--deck", "my-cards", "--json").out)["by_topic"][0]["name"] == "my-cards"
    assert (
        json.loads(inside.run("search", "drift", "--deck", "my-cards", "--json").out)["cards"][0]["deck"] == "my-cards"
    )
    assert json.loads(inside.run("search", "canary", "--deck", "bundled", "--json").out)["found"] == 1
    assert json.loads(inside.run("ready", "--deck", "my-cards", "--json").out)["all"]["cards"] == 1
    goal = json.loads(inside.run("plan", "--date", "2026-12-01", "--deck", "my-cards", "--json").out)
    assert (goal["scope"]["decks"], goal["all"]["cards"]) == (["my-cards"], 1)
    assert "(my-cards)" in inside.run("plan").out
    assert inside.run("study", "--deck", "my-cards", keys="\n3\n").code == 0
    assert inside.world.answers()[-1] == "drift good"
    assert "my-cards" in inside.run("stats").out
    assert inside.run("review", "--deck", "my-cards").out.startswith("Nothing is due.")
    done = inside.run("study", "--deck", "my-card")
    assert done == (2, "", "aiquiz: There is no deck with cards called 'my-card'. Did you mean my-cards?\n")
    assert "takes no filter" in inside.run("stats", "--memory", "--deck", "my-cards").err


def test_the_shell_is_offered_the_decks(inside: Inside) -> None:
    inside.run(*DRIFT)
    inside.run("deck", "new", "empty")
    assert complete_decks("") == ["bundled", "my-cards"]
    assert complete_own("") == ["empty", "my-cards"]
    assert complete_own("m") == complete_topics("my") == ["my-cards"]


def test_a_card_that_goes_keeps_its_history_and_is_back_when_it_is(inside: Inside) -> None:
    inside.run(*DRIFT)
    inside.world.write_past(Past("drift", 9))
    assert inside.run("due", "--count", "--deck", "my-cards").out == "1\n"
    whole = deck_of(inside.world).read_text()
    deck_of(inside.world).write_text("# empty\n")
    assert inside.run("due", "--count").out == "0\n"
    deck_of(inside.world).write_text(whole.replace("Inputs move.", "The inputs move."))
    assert inside.run("due", "--count").out == "1\n"
    story = json.loads(inside.run("show", "drift", "--json").out)
    assert (story["answer"], story["memory"]["reviews"]) == ("The inputs move.", 1)


def test_a_bundled_card_is_copied_changed_and_keeps_its_progress(inside: Inside) -> None:
    inside.world.write_past(Past("canary-release", 9))
    done = inside.run("add", "--override", "canary-release")
    assert (done.code, done.err, done.out.splitlines()[0]) == (0, "", "Added canary-release to my-cards.")
    path = deck_of(inside.world)
    path.write_text(path.read_text().replace("What is a canary release?", "Why is it called a canary release?"))
    story = json.loads(inside.run("show", "canary-release", "--json").out)
    assert (story["question"], story["topic"]) == ("Why is it called a canary release?", "mlops")
    assert (story["deck"], story["memory"]["reviews"]) == ("my-cards", 1)
    assert "in place of the bundled card" in inside.run("show", "canary-release").out
    done = inside.run("add", "--override", "canary-release")
    assert done == (
        2, "", "aiquiz: The card 'canary-release' is your own, in the deck my-cards. Change it there.\n",
    )  # fmt: skip


def test_the_check_of_decks_knows_the_bank_too(inside: Inside) -> None:
    inside.run(*DRIFT)
    clash = "- id: canary-release\n  question: Why?\n  level: beginner\n  answer: x\n"
    deck_of(inside.world, "other").write_text(clash)
    done = inside.run("deck", "check")
    assert (done.code, done.out.splitlines()[-1]) == (1, "10 problems in 2 cards in 2 files.")
    assert f"{deck_of(inside.world, 'other')}:1: the id 'canary-release' stands in" in done.out
    assert "answer: has 2 words to say: at least 60 (length)" in done.out
    data = json.loads(inside.run("deck", "check", "other", "--json").out)
    assert {row["path"] for row in data["problems"]} == {str(deck_of(inside.world, "other"))}
    done = inside.run("deck", "check", "othr")
    assert done == (2, "", "aiquiz: You have no deck called 'othr'. Did you mean other?\n")
    assert "1 problem\n" in inside.run("deck", "list").out


def test_a_broken_deck_is_told_and_the_rest_is_used(inside: Inside) -> None:
    inside.run("deck", "new", "mine")
    path = deck_of(inside.world, "mine")
    path.write_text("- id: x\n  question: What: now?\n")
    done = inside.run("due")
    assert (done.code, done.out) == (0, "5 new\n")
    assert done.err.startswith(f"Note: {path}:2: column 17: a colon followed by a space")
    assert inside.run("deck").out.endswith("`aiquiz deck check mine` says what is wrong.\n")
    done = inside.run(*DRIFT)
    assert (done.code, "Nothing was added, for the deck cannot be read" in done.err) == (3, True)


@pytest.mark.parametrize("columns", [24, 40, 80, 200])
def test_what_is_said_of_decks_fits_the_window(inside: Inside, columns: int) -> None:
    inside.run(*DRIFT)
    inside.run("deck", "new", "a-name-that-is-rather-long")
    out = inside.run("deck", columns=columns).out
    assert widest(out) <= min(columns, 88)


def test_a_card_is_asked_for_in_the_terminal(world: World) -> None:
    with world.terminal("add", columns=40) as terminal:
        for shown, typed in (
            ("Question:", "What is #drift: really?\r"),
            ("Answer (an empty line ends it):", "Inputs move.\rLabels: stay.\r\r"),
            ("Key points, if you like, a line each:", "Inputs only\r\r"),
            ("Tip, if you like:", "PSI\r"),
        ):
            terminal.see(shown)
            terminal.press(typed)
        terminal.see("Added drift-really to my-cards.")
        assert terminal.end() == 0
    assert cards(world) == [("drift-really", "What is #drift: really?", "Inputs move.\nLabels: stay.")]


GIVEN_UP = [
    {"Question:": "\x04"},
    {"Question:": "\r"},
    {"Question:": "Why?\r", "line ends it): >": "\x04"},
    {"Question:": "Why?\r", "line ends it): >": "\r"},
    {
        "Question:": "Why?\r",
        "line ends it): >": "So.\r",
        ">": "\r",
        "a line each: >": "\r",
        "Tip, if you like:": "\x04",
    },
]


@pytest.mark.parametrize("typed", GIVEN_UP, ids=len)
def test_what_is_given_up_adds_nothing(world: World, typed: dict[str, str]) -> None:
    with world.terminal("add") as terminal:
        for shown, keys in typed.items():
            terminal.see(shown)
            terminal.press(keys)
        terminal.see("Nothing was added.")
        assert terminal.end() == 1
    assert not (world.home / "decks").exists()


WRITTEN = """cat > "$f" <<'END'
- question: What is drift?
  level: advanced
  topic: mlops
  answer: |
    One

    two
END"""


def test_a_card_is_written_in_the_editor(inside: Inside) -> None:
    inside.patch.setenv("EDITOR", write_editor(inside.world, WRITTEN))
    done = inside.run("add", "--edit")
    assert (done.code, done.err, done.out.splitlines()[0]) == (0, "", "Added drift to my-cards.")
    assert cards(inside.world) == [("drift", "What is drift?", "One\n\ntwo")]
    assert json.loads(inside.run("show", "drift", "--json").out)["topic"] == "mlops"
    assert not (inside.world.home / "state" / "draft.yaml").exists()


def test_the_draft_holds_what_was_given_and_is_a_card_when_it_is_filled_in(inside: Inside) -> None:
    script = r"""sed -i -e 's/^- question: .*/&\n/' -e 's/^    $/    So it is./' -e 's/^  # tip:/  tip:/' "$f" """
    inside.patch.setenv("EDITOR", write_editor(inside.world, script))
    done = inside.run("add", "--edit", "--question", "Is it?", "--topic", "mlops", "--level", "intermediate")
    assert (done.code, done.err) == (0, "")
    story = json.loads(inside.run("show", "is-it", "--json").out)
    assert (story["answer"], story["tip"]) == ("So it is.", "How to stand out, in a sentence.")
    assert (story["topic"], story["level"]) == ("mlops", "intermediate")


@pytest.mark.parametrize(
    ("script", "said"),
    {
        "exit 7": "ended with 7.\nNothing was added.\n",
        f"{WRITTEN}\nexit 1": "ended with 1.\nNothing was added.\n",
        "true": "Nothing was added.\n",
        ': > "$f"': "Nothing was added.\n",
        'rm "$f"': "Nothing was added.\n",
        'echo "# nothing" > "$f"': "Nothing was added.\n",
    }.items(),
)
def test_an_editor_that_brings_nothing_leaves_everything_as_it_was(inside: Inside, script: str, said: str) -> None:
    inside.run(*DRIFT)
    before = deck_of(inside.world).read_bytes()
    inside.patch.setenv("EDITOR", write_editor(inside.world, script))
    done = inside.run("add", "--edit")
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith(said)
    assert deck_of(inside.world).read_bytes() == before
    assert not (inside.world.home / "state" / "draft.yaml").exists()


def test_an_editor_that_does_not_exist_is_said(inside: Inside) -> None:
    inside.patch.setenv("EDITOR", "/no/such/editor")
    done = inside.run("add", "--edit")
    said = "/no/such/editor cannot be run: No such file or directory.\nNothing was added.\n"
    assert done == (1, "", said)


def test_a_draft_that_is_no_card_is_told_kept_and_gone_on_with(inside: Inside) -> None:
    inside.patch.setenv("EDITOR", write_editor(inside.world, """echo '- question: "What: is' > "$f" """))
    done = inside.run("add", "--edit")
    draft = inside.world.home / "state" / "draft.yaml"
    assert done.code == 1
    assert done.err.startswith(f"{draft}:1: column 13: the quotation mark that stands here is never closed")
    assert "The draft is kept: `aiquiz add --edit` goes on with it.\nNothing was added.\n" in done.err
    script = """printf '%s"\\n  level: beginner\\n  answer: x\\n' "$(cat "$f")" > "$f" """
    inside.patch.setenv("EDITOR", write_editor(inside.world, script))
    done = inside.run("add", "--edit")
    assert (done.code, done.err) == (0, "Note: this goes on with the draft that was kept.\n")
    assert cards(inside.world)[0][1:] == ("What: is", "x")
    assert not draft.exists()


def test_in_a_session_an_own_card_is_opened_at_its_line_and_read_again(world: World) -> None:
    world.run(*DRIFT)
    editor = write_editor(world, 'sed -i "s/Inputs move/The inputs move/" "$f"')
    (world.folder / "vim").symlink_to(editor)
    with world.terminal("study", "--deck", "my-cards", EDITOR=str(world.folder / "vim")) as terminal:
        terminal.see("What is drift?", QUESTION)
        terminal.press("e")
        terminal.see("Read again.")
        terminal.press(" ")
        terminal.see("The inputs move.", ANSWER)
        terminal.press("q")
        assert terminal.end() == 0
    line = deck_of(world).read_text().splitlines().index("- id: drift") + 1
    assert (world.folder / "opened").read_text() == f"+{line} {deck_of(world)}\n"


def test_in_a_session_a_bundled_card_says_how_it_becomes_ones_own(world: World) -> None:
    with world.terminal("study", "--topic", "ai-fundamentals", "--limit", "1", AIQUIZ_BANK=None) as terminal:
        terminal.see(QUESTION)
        terminal.press("e")
        terminal.see("comes with aiquiz and is not yours to edit", "aiquiz add --override", "copies it into your deck")
        terminal.press("q")
        assert terminal.end() == 0
