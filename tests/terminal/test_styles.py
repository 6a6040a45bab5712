import ast
import io
from pathlib import Path

import pytest
from rich.color import Color
from rich.default_styles import DEFAULT_STYLES
from rich.style import Style
from rich.text import Text

import aiquiz.terminal
from aiquiz.core.settings import PLAIN as PLAIN_SETTING
from aiquiz.core.settings import SETTINGS
from aiquiz.terminal.console import is_plain, make_console
from aiquiz.terminal.styles import AUTO, DARK, LIGHT, PLAIN, STYLES, styles_of

FOLDER = Path(aiquiz.terminal.__path__[0])
ENOUGH = 4.5
"""The contrast that the guidelines for accessible content ask of text."""


def brightness(colour: Color) -> float:
    shares = [part / 255 for part in colour.get_truecolor()]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: Color, ground: float) -> float:
    one, other = sorted((brightness(colour), ground))
    return (other + 0.05) / (one + 0.05)


def test_the_themes_are_those_of_the_setting() -> None:
    assert SETTINGS["theme"].about.kind.words == (AUTO, DARK, LIGHT, PLAIN)
    assert PLAIN_SETTING == PLAIN


@pytest.mark.parametrize("name", STYLES)
def test_every_colour_keeps_its_contrast_on_its_ground(name: str) -> None:
    look = STYLES[name]
    for text, ground in ((look.dark, 0.0), (look.light, 1.0)):
        style = Style.parse(text)
        assert not style.dim
        if style.color is not None and not style.color.is_default:
            assert contrast(style.color, ground) >= ENOUGH
    auto = Style.parse(look.auto)
    assert auto.color is None or (auto.color.number or 0) < 8


def test_the_views_name_their_styles_and_write_no_colour() -> None:
    plain = {"", "bold", "not bold", "default", "bold default", "not bold default", "default not bold"}
    plain |= {"bold underline"}
    found = set()
    for file in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "style" and isinstance(node.value, ast.Constant):
                found.add(node.value.value)
    assert found - plain <= set(STYLES)
    assert len(found & set(STYLES)) > 8


@pytest.mark.parametrize(
    ("theme", "ground", "has_palette", "like"),
    [
        (AUTO, "", True, AUTO),
        (AUTO, "15;0", True, DARK),
        (AUTO, "0;15", True, LIGHT),
        (AUTO, "0;default;7", True, LIGHT),
        (AUTO, "12;8", True, DARK),
        (AUTO, "0;default", True, AUTO),
        (AUTO, "0;15", False, AUTO),
        (LIGHT, "15;0", True, LIGHT),
        (DARK, "", True, DARK),
        (LIGHT, "", False, AUTO),
        (PLAIN, "0;15", True, AUTO),
    ],
)
def test_a_theme_is_told_by_the_setting_then_by_the_terminal(
    theme: str, ground: str, like: str, *, has_palette: bool
) -> None:
    found = styles_of(theme, {"COLORFGBG": ground}, has_palette=has_palette)
    assert found == {name: getattr(look, like) for name, look in STYLES.items()}


def printed(theme: str, **environ: str) -> str:
    class Tty(io.StringIO):
        def isatty(self) -> bool:
            return True

    file = Tty()
    console = make_console(file, width=80, interactive=True, environ={"TERM": "xterm-256color", **environ}, theme=theme)
    assert is_plain(console) == (theme == PLAIN)
    console.print(Text("a", style="place").append("b", style="hint").append("c", style="bold"))
    return file.getvalue()


def test_each_theme_prints_its_own_colours_and_plain_none() -> None:
    assert len({printed(theme) for theme in (AUTO, DARK, LIGHT, PLAIN)}) == 4
    assert "38;5" in printed(DARK)
    assert printed(AUTO, COLORFGBG="0;15") == printed(LIGHT)
    assert printed(PLAIN) == printed(PLAIN, FORCE_COLOR="1") == "abc\n"


@pytest.mark.parametrize("theme", [AUTO, DARK, LIGHT, PLAIN])
def test_without_colour_no_theme_has_any(theme: str) -> None:
    assert "38;5" not in printed(theme, NO_COLOR="1")
    assert "\x1b[3" not in printed(theme, NO_COLOR="1")


def test_the_names_are_our_own_but_for_those_of_markdown() -> None:
    assert {name for name in STYLES if name in DEFAULT_STYLES} == {
        name for name in STYLES if name.startswith("markdown.")
    }
