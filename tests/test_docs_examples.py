import json
import re
from pathlib import Path
from typing import Any

import pytest
from support.dates import write_goal
from support.program import CARD_IDS, NOON, Inside, Past, make_world

from aiquiz.core.events import Crammed, Planned, Reviewed
from aiquiz.store.log import LogProblem
from aiquiz.store.records import OddLine, decode_line, encode_event

DOCS = Path(__file__).parents[1] / "docs"


def section(page: str, heading: str) -> str:
    """Gives what stands below a heading, up to the next one."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def names_in(value: Any) -> set[str]:
    """Gives the names of the fields of a document, those within included."""
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    return set().union(*map(names_in, value)) if isinstance(value, list) else set()


def example_lines() -> list[bytes]:
    page = (DOCS / "log-format.md").read_text(encoding="utf-8")
    return [line.encode() for block in re.findall(r"```json\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]


def test_every_example_of_the_log_is_read_and_written_so() -> None:
    kinds = []
    for line in example_lines():
        event = decode_line(line)
        assert not isinstance(event, OddLine | LogProblem)
        assert encode_event(event) == line + b"\n"
        kinds.append(type(event))
    assert {Reviewed, Crammed, Planned} <= set(kinds)


def test_the_page_of_the_log_explains_every_field_of_its_examples() -> None:
    page = (DOCS / "log-format.md").read_text(encoding="utf-8")
    for line in example_lines():
        event = json.loads(line)
        assert f"| `{event['kind']}` | " in page
        for name in event:
            assert re.search(rf"^\| .*`{name}`.* \| .*(all|{event['kind']}).* \| ", page, re.MULTILINE), name


@pytest.mark.parametrize("days_left", [9, 0, -1])
@pytest.mark.parametrize("command", ["plan", "ready"])
def test_the_page_of_data_names_the_fields_that_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str, days_left: int
) -> None:
    world = make_world(tmp_path)
    world.write_past(Past(CARD_IDS[0], 3), Past(CARD_IDS[0], 1), now=NOON)
    write_goal(world, days_left, set_days_ago=5)
    data = json.loads(Inside(world, monkeypatch, capsys).run(command, "--json").out)
    page = section("json.md", f"`aiquiz {command} --json`")
    assert f'`"{data["kind"]}"`' in page
    assert {name for name in names_in(data) if f"`{name}`" not in page} == set()


@pytest.mark.parametrize(
    ("arguments", "heading"),
    [
        ("progress merge {folder} --json", "`aiquiz progress merge --json`"),
        ("backup list --json", "`aiquiz backup list --json`"),
        ("doctor --json", "`aiquiz doctor --json`"),
    ],
)
def test_the_page_of_data_names_the_fields_of_what_keeps_it_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: str, heading: str
) -> None:
    world = make_world(tmp_path)
    world.write_past(Past(CARD_IDS[0], 3), now=NOON)
    inside = Inside(world, monkeypatch, capsys)
    inside.run("backup", "now")
    (world.folder / "other.jsonl").write_bytes(b"garbage\n")
    (world.home / "reviews" / "odd.jsonl").write_bytes(b"garbage\n")
    data = json.loads(inside.run(*arguments.format(folder=world.folder / "other.jsonl").split()).out)
    page = section("json.md", heading)
    assert f'`"{data["kind"]}"`' in page
    fields = names_in({name: value for name, value in data.items() if name != "versions"})
    assert {name for name in fields if f"`{name}`" not in page} == set()


@pytest.mark.parametrize("command", ["import", "export"])
def test_the_page_of_data_names_the_fields_of_what_travels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    inside = Inside(make_world(tmp_path), monkeypatch, capsys)
    (tmp_path / "import.csv").write_text("Why?,Because.,extra\n", encoding="utf-8")
    file = {"import": "import.csv", "export": "export.md"}[command]
    data = json.loads(inside.run(command, str(tmp_path / file), "--json").out)
    page = section("json.md", f"`aiquiz {command} FILE --json`")
    assert f'`"{data["kind"]}"`' in page
    assert data["losses"]
    assert {name for name in names_in(data) if f"`{name}`" not in page} == set()
