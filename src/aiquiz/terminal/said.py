"""Sentences that a command answers with."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.terminal.layout import Hanging
from aiquiz.terminal.text import clean


def render_said(lines: Sequence[str]) -> RenderableType:
    """Gives sentences, each on lines of its own."""
    return Group(*(Hanging("", Text(clean(line))) for line in lines))
