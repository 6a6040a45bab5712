"""Draws the pictures of the documentation: real cards through the real screen, exported by Rich."""

import io
import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from aiquiz.core.cards import Card
from aiquiz.core.days import StudyDay, study_day
from aiquiz.core.events import EventId, Reviewed
from aiquiz.core.progress import Rules, replay
from aiquiz.core.schedulers import GRADES, by_name
from aiquiz.core.session import start_session
from aiquiz.core.stats import take_stats
from aiquiz.store.bank import parse_bank
from aiquiz.store.paths import find_bank
from aiquiz.terminal.screen import RichScreen
from aiquiz.terminal.stats_view import render_stats

FOLDER = Path(__file__).parent / "pictures"
RULES = Rules(by_name("sm-2"))
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
TODAY = study_day(NOW, 0)
SHOWN = "confusion-matrix"


def main() -> None:
    """Draws all pictures."""
    FOLDER.mkdir(exist_ok=True)
    folder = find_bank(os.environ)
    cards = parse_bank(folder, sorted(folder.glob("*/*.yaml"))).cards
    draw_study(cards)
    draw_stats(cards)


def draw_study(cards: tuple[Card, ...]) -> None:
    """Draws a question with its answer."""
    console = recorder()
    queue = tuple(sorted(cards, key=lambda card: card.id != SHOWN)[:10])
    session = start_session(queue, {}, RULES)
    screen = RichScreen(console, {card.id: card for card in cards}.__getitem__, lambda: TODAY, is_interactive=True)
    console.print(Text("$ aiquiz study --level beginner", style="bold"))
    screen.show(session)
    screen.show(session._replace(is_revealed=True))
    export(console, "study")


def draw_stats(cards: tuple[Card, ...]) -> None:
    """Draws the statistics of somebody who has studied for three months."""
    console = recorder()
    console.print(Text("$ aiquiz stats", style="bold"))
    stats = take_stats(cards, replay(history(cards), RULES), TODAY, RULES)
    console.print(render_stats(stats, console.width))
    export(console, "stats")


def history(cards: tuple[Card, ...]) -> Iterable[Reviewed]:
    """Makes up a history without chance: every card on its due day, most of them remembered."""
    due: dict[str, StudyDay] = {}
    number = 0
    for back in range(150, -1, -1):
        at = NOW - timedelta(days=back)
        if back % 23 in {9, 16, 17}:
            continue
        today = StudyDay(TODAY - back)
        waiting = [card for card in cards if due.get(card.id, today + 1) <= today]
        fresh = [] if back % 9 == 4 else [card for card in cards if card.id not in due][: 2 if back % 3 else 1]
        for card in (*waiting, *fresh):
            number += 1
            grade = GRADES[(2, 2, 3, 2, 1, 2, 0, 2, 3, 2, 2)[(number * 7 + len(card.id)) % 11]]
            due[card.id] = StudyDay(today + (1 if grade is GRADES[0] else 2 + number % 17))
            yield Reviewed(EventId(f"{number:08d}"), at, 0, card.id, grade, 20_000 + 500 * (number % 60))


def recorder() -> Console:
    """Gives a console of 88 columns that keeps what is printed."""
    return Console(
        file=io.StringIO(), record=True, width=88, force_terminal=True, markup=False, emoji=False, highlight=False
    )


def export(console: Console, name: str) -> None:
    """Writes what was printed as an SVG; the fixed id keeps the file the same from one drawing to the next."""
    svg = console.export_svg(title="aiquiz", theme=MONOKAI, unique_id=f"aiquiz-{name}")
    (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
