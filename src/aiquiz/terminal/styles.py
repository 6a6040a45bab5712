"""What every kind of text looks like: one name for each, and what the name means in each theme."""

from collections.abc import Mapping
from typing import NamedTuple

AUTO, DARK, LIGHT, PLAIN = "auto", "dark", "light", "plain"
_LIGHT_BACKGROUNDS = frozenset({"7", "15"})


class Look(NamedTuple):
    """A style in the terminal's own sixteen colours, on a dark ground, and on a light one."""

    auto: str
    dark: str
    light: str


# Each colour has at least 4.5 times the contrast to black or to white; grey stands in the place of dim, which fades.
STYLES = {
    "hint": Look("dim", "#a8a8a8", "#585858"),
    "aside": Look("not bold dim", "not bold #a8a8a8", "not bold #585858"),
    "key": Look("bold", "bold", "bold"),
    "place": Look("cyan", "#5fd7d7", "#005f87"),
    "title": Look("bold cyan", "bold #5fd7d7", "bold #005f87"),
    "value": Look("not bold cyan", "not bold #5fd7d7", "not bold #005f87"),
    "bar": Look("cyan", "#5fd7d7", "#005f87"),
    "snippet": Look("cyan", "#5fd7d7", "#005f87"),
    "good": Look("bold green", "bold #87d75f", "bold #005f00"),
    "warning": Look("bold yellow", "bold #ffd75f", "bold #875f00"),
    "caution": Look("yellow", "#ffd75f", "#875f00"),
    "said": Look("not dim", "default", "default"),
    "command": Look("bold not dim", "bold default", "bold default"),
    # Rich sets code on black and uses yellow and bright blue, which vanish on a light terminal.
    "markdown.code": Look("magenta", "#ff87d7", "#87005f"),
    "markdown.link_url": Look("underline", "underline", "underline"),
    "markdown.block_quote": Look("none", "none", "none"),
    "markdown.table.border": Look("none", "none", "none"),
    "markdown.table.header": Look("bold", "bold", "bold"),
    "markdown.item.number": Look("none", "none", "none"),
}
"""The styles by name; one of Rich's own names changes what Rich itself prints."""


def styles_of(theme: str, environ: Mapping[str, str], *, has_palette: bool) -> dict[str, str]:
    """Gives what the names mean in a theme; `has_palette` where the terminal has 256 colours or more.

    `auto` goes by COLORFGBG where a terminal sets it, and keeps to the terminal's own colours where none does; so do
    all themes where there are sixteen colours only.
    """
    if theme == AUTO:
        theme = _theme_of(environ.get("COLORFGBG", ""))
    place = Look._fields.index(theme) if has_palette and theme in Look._fields else 0
    return {name: look[place] for name, look in STYLES.items()}


def _theme_of(colours: str) -> str:
    """Gives the theme for `foreground;background`, as `15;0` or `0;default;15`, numbers of the sixteen colours."""
    ground = colours.rpartition(";")[2]
    if not ground.isdecimal():
        return AUTO
    return LIGHT if ground in _LIGHT_BACKGROUNDS else DARK
