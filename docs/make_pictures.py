"""Draws the pictures of the documentation with the real screen; --check only says whether they are up to date."""

import os
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from make_practice_pictures import Picture, draw_practice, take_picture
from rich.console import Console, RenderableType
from rich.text import Text

from aiquiz.core.cards import Card, Headed, Level, Role
from aiquiz.core.days import StudyDay, study_day
from aiquiz.core.events import EventId, Planned, Reviewed
from aiquiz.core.goal import choose_scope
from aiquiz.core.outline import take_outline
from aiquiz.core.plan import take_plan
from aiquiz.core.progress import Progress, Rules, replay
from aiquiz.core.schedulers import GRADES, by_name
from aiquiz.core.selection import choose_due, in_order_of_learning
from aiquiz.core.session import start_session
from aiquiz.core.stats import take_stats
from aiquiz.store.bank import parse_bank
from aiquiz.store.paths import find_bank
from aiquiz.terminal.manner import Manner
from aiquiz.terminal.picture import make_recorder
from aiquiz.terminal.plan_view import render_plan
from aiquiz.terminal.screen import RichScreen
from aiquiz.terminal.stats_view import render_stats
from aiquiz.terminal.topics_view import render_topics

FOLDER = Path(__file__).parent / "pictures"
RULES = Rules(by_name("sm-2"))
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
TODAY = study_day(NOW, 0)
SHOWN = "confusion-matrix"


def main() -> int:
    """Draws all pictures, or compares them with those that are there."""
    FOLDER.mkdir(exist_ok=True)
    stale = []
    for name, svg in draw_all():
        path = FOLDER / f"{name}.svg"
        if "--check" not in sys.argv:
            path.write_text(svg, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != svg:
            stale.append(str(path))
    if stale:
        print(f"out of date: {', '.join(stale)}: run `just docs`")
    return 1 if stale else 0


def draw_all() -> tuple[Picture, ...]:
    """Draws them from the bundled bank."""
    folder = find_bank(os.environ)
    cards = parse_bank(folder, sorted(folder.glob("*/*.yaml"))).cards
    progress = study_for_months(cards)
    return (
        draw_study(cards),
        draw_stats(cards, progress),
        draw_topics(cards, progress),
        draw_plan(cards, progress),
        *draw_practice(cards),
    )


def draw_study(cards: tuple[Card, ...]) -> Picture:
    """Draws a question with its answer."""
    console = make_recorder()
    queue = tuple(sorted(cards, key=lambda card: card.id != SHOWN)[:10])
    session = start_session(queue, {}, RULES)
    screen = RichScreen(
        console, {card.id: card for card in cards}.__getitem__, lambda: TODAY, Manner(is_interactive=True)
    )
    console.print(Text("$ aiquiz study --level beginner", style="bold"))
    screen.show(session)
    screen.show(session._replace(is_revealed=True))
    return take_picture(console, "study")


def draw_stats(cards: tuple[Card, ...], progress: Progress) -> Picture:
    """Draws the statistics of somebody who has studied for five months."""
    console = make_recorder()
    return draw(console, "stats", "stats", render_stats(take_stats(cards, progress, TODAY, RULES), console.width))


def draw_topics(cards: tuple[Card, ...], progress: Progress) -> Picture:
    """Draws the topics that a role is asked."""
    console = make_recorder()
    asked = [card for card in cards if Role.PROMPT_ENGINEER in card.roles]
    return draw(
        console, "topics", "topics --role prompt-engineer", render_topics(take_outline(asked, progress, RULES), 88)
    )


def draw_plan(cards: tuple[Card, ...], progress: Progress) -> Picture:
    """Draws a plan for an interview in three weeks."""
    console = make_recorder()
    goal = Planned(EventId("9"), NOW - timedelta(days=1), 0, date(2026, 12, 12), 20, levels=(Level.INTERMEDIATE,))
    found = take_plan(choose_scope(cards, goal), progress, goal, TODAY)
    questions = {card.id: card.question for card in cards}
    cut = [questions[card.id] for card in found.cut.cards[:10]] if found.cut else []
    view = render_plan(found, cut, console.width, ascii_only=False)
    return draw(console, "plan", "plan --date 2026-12-12 --level intermediate", view)


def study_for_months(cards: tuple[Card, ...]) -> Progress:
    """Gives the progress of somebody who has caught up yesterday with all that was due."""
    events = list(history(tuple(in_order_of_learning(cards))))
    late = choose_due(cards, replay(events, RULES), StudyDay(TODAY - 1), RULES)
    at = NOW - timedelta(days=1)
    caught_up = [Reviewed(EventId(f"{n:08d}"), at, 0, card.id, GRADES[2], 9_000) for n, card in enumerate(late, 90_000)]
    return replay([*events, *caught_up], RULES)


def history(cards: tuple[Headed, ...]) -> Iterable[Reviewed]:
    """Makes up a history without chance: every card on its due day, most of them remembered."""
    due: dict[str, StudyDay] = {}
    number = 0
    for back in range(150, 0, -1):
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


def draw(console: Console, name: str, command: str, view: RenderableType) -> Picture:
    """Draws what a command shows below the line that was typed."""
    console.print(Text(f"$ aiquiz {command}", style="bold"))
    console.print(view)
    return take_picture(console, name)


if __name__ == "__main__":
    sys.exit(main())
