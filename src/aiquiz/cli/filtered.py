"""Opens the desk for a command with filters."""

from aiquiz.cli.options import make_filter
from aiquiz.cli.wiring import Desk, Manners, open_desk
from aiquiz.core.headings import Heading, Level, Role


def open_filtered(
    level: list[Level] | None,
    topic: list[str] | None,
    tag: list[str] | None,
    role: list[Role] | None,
    deck: list[str] | None = None,
    *,
    typed: bool | None = None,
    hints: bool | None = None,
) -> tuple[Desk, tuple[Heading, ...]]:
    """Gives the desk, and its cards that the filters let through; UsageError when what is named does not exist.

    `typed` and `hints` say how answers are given; None leaves it to the settings.
    """
    desk = open_desk()._replace(manners=Manners(typed, hints))
    chosen = make_filter(desk.cards, level, topic, tag, role, deck)
    return desk, tuple(card for card in desk.cards if chosen.admits(card))
