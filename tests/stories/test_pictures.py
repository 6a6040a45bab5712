"""What a command shows, saved as a picture."""

import errno
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from support.dates import in_days, write_goal
from support.program import CARDS, NOON, Inside, Past, make_world

PAST = (*(Past("confusion-matrix", days) for days in (20, 12, 2)), Past("canary-release", 5))
HOSTILE = "<script>alert('1')&lt;\"]]>--\x1b[31m"
CAN_SAVE = ["stats", "stats --topic mlops", "stats --memory", "plan", "ready", "topics"]
NO_UTF8 = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Inside:
    monkeypatch.chdir(tmp_path)
    world = make_world(tmp_path)
    world.write_past(*PAST, now=NOON)
    write_goal(world, 10)
    return Inside(world, monkeypatch, capsys)


class Page(HTMLParser):
    """The tags of a page, and the text that is shown."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        if "code" in self.tags:
            self.text += data


def text_of_svg(path: Path) -> str:
    """Gives the words of a picture, in their order; what is not well formed is an error."""
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - the program itself has written it
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= {"svg", "style", "defs", "clipPath", "rect", "g", "text", "circle"}
    return " ".join("".join(element.text or "" for element in root.iter() if element.tag.endswith("text")).split())


@pytest.mark.parametrize("command", CAN_SAVE)
def test_the_picture_is_what_is_shown(inside: Inside, command: str) -> None:
    shown = inside.run(*command.split(), columns=88).out
    done = inside.run(*command.split(), "--svg", "a.svg", "--html", "b.html", columns=30)
    here = inside.world.folder
    assert done == (0, f"Saved: {here / 'a.svg'}\nSaved: {here / 'b.html'}\n", "")
    page = Page((here / "b.html").read_text(encoding="utf-8"))
    assert set(page.tags) == {"html", "head", "meta", "title", "style", "body", "pre", "code", "span"}
    assert [line.rstrip() for line in page.text.rstrip().splitlines()] == shown.rstrip().splitlines()
    assert "".join(text_of_svg(here / "a.svg").split()) == "aiquiz" + "".join(shown.split())


@pytest.mark.parametrize("setting", [{"NO_COLOR": "1"}, {"AIQUIZ_THEME": "plain"}, {"AIQUIZ_THEME": "light"}, NO_UTF8])
def test_the_picture_does_not_hang_on_the_terminal(inside: Inside, setting: dict[str, str]) -> None:
    world = inside.world
    for name, more in (("a", {}), ("b", setting)):
        assert world.run("topics", "--svg", f"{name}.svg", "--html", f"{name}.html", **more).code == 0
    for end in ("svg", "html"):
        assert (world.folder / f"a.{end}").read_bytes() == (world.folder / f"b.{end}").read_bytes()


def test_nothing_in_a_picture_comes_from_elsewhere(inside: Inside) -> None:
    inside.run("stats", "--svg", "a.svg", "--html", "b.html")
    for name in ("a.svg", "b.html"):
        text = Path(name).read_text(encoding="utf-8")
        assert re.findall(r"url\((?!#)|@import|<link|<script|<image|<foreignObject|javascript:", text) == []
    assert "default-src 'none'" in Path("b.html").read_text(encoding="utf-8")
    assert '<svg xml:space="preserve"' in Path("a.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["stats", "ready", "topics"])
def test_a_hostile_name_is_text_in_a_picture(inside: Inside, command: str) -> None:
    inside.world.write_bank({f"{HOSTILE}/{HOSTILE}": CARDS["mlops/deployment"].replace("- id: ", "- id: other-")})
    assert inside.run(command, "--svg", "a.svg", "--html", "b.html").code == 0
    seen = HOSTILE.replace("\x1b", "␛")
    assert seen in text_of_svg(Path("a.svg"))
    page = Page(Path("b.html").read_text(encoding="utf-8"))
    assert seen in page.text
    assert "script" not in page.tags


def test_a_picture_can_be_saved_alone_and_again(inside: Inside) -> None:
    Path("link.svg").symlink_to("old.svg")
    Path("old.svg").write_text("old")
    assert inside.run("stats", "--svg", "link.svg").out == f"Saved: {inside.world.folder / 'old.svg'}\n"
    assert Path("link.svg").is_symlink()
    assert "retention" in text_of_svg(Path("old.svg"))
    assert inside.run("stats", "--html", "only.html").code == 0
    assert sorted(path.name for path in inside.world.folder.glob("*.*")) == ["link.svg", "old.svg", "only.html"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--svg", "nowhere/a.svg"], 3, "There is no folder {here}/nowhere. Make it, or give a file elsewhere."),
        (["--html", "old.svg/b.html"], 3, "There is no folder {here}/old.svg. Make it, or give a file elsewhere."),
        (["--svg", "bank"], 2, "bank is a folder. Give a file in it."),
        (["--svg", ""], 2, "{here} is a folder. Give a file in it."),
        (["--html", os.devnull], 2, f"{os.devnull} is not a file. Give another name."),
        (["--svg", "x", "--html", "./x"], 2, "--svg and --html name the same file. Give each its own."),
        (
            ["--svg", "x" * 300],
            3,
            f"Cannot save the picture in {'x' * 300}: File name too long. Give a file elsewhere.",
        ),
        (["--svg", "x", "--json"], 2, "--json prints data, --svg and --html save a picture. Leave out one of them."),
    ],
)
def test_what_cannot_be_saved_is_refused(inside: Inside, arguments: list[str], code: int, said: str) -> None:
    Path("old.svg").write_text("old")
    before = sorted(inside.world.folder.iterdir())
    assert inside.run("stats", *arguments) == (code, "", f"aiquiz: {said.format(here=inside.world.folder)}\n")
    assert [path for path in inside.world.folder.iterdir() if path not in before] in ([], [inside.world.home])


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_an_old_picture_stays_when_the_new_one_cannot_be_written(
    inside: Inside, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    inside.run("stats")
    Path("old.svg").write_text("old")
    replace = os.replace

    def fail(source: Path, target: Path) -> None:
        if target.name == "old.svg":
            raise OSError(number, os.strerror(number), str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail)
    done = inside.run("stats", "--svg", "old.svg")
    place = inside.world.folder / "old.svg"
    said = f"aiquiz: Cannot save the picture in {place}: {os.strerror(number)}. Give a file elsewhere.\n"
    assert done == (3, "", said)
    assert place.read_text() == "old"
    assert list(inside.world.folder.glob(".aiquiz-tmp*")) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_is_closed_is_named(inside: Inside) -> None:
    closed = inside.world.folder / "closed"
    closed.mkdir(mode=0o500)
    done = inside.run("stats", "--svg", "closed/a.svg")
    said = f"aiquiz: Cannot save the picture in {closed / 'a.svg'}: Permission denied. Give a file elsewhere.\n"
    assert done == (3, "", said)


def test_a_goal_is_not_changed_when_its_picture_cannot_be_saved(inside: Inside) -> None:
    wish = ("plan", "--date", in_days(20))
    assert inside.run(*wish, "--svg", "nowhere/a.svg").code == 3
    assert inside.run("plan", "--clear", "--svg", "a.svg").code == 2
    assert inside.world.saved() == []
    assert inside.run(*wish, "--svg", "a.svg").code == 0
    assert "20 days to go" in text_of_svg(Path("a.svg")).replace("\xa0", " ")
    assert len(inside.world.saved()) == 1
