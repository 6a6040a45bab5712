"""Draws the pictures of practice: a typed answer, a numeric card and the report of a mock interview."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.text import Text

from aiquiz.core.cards import Card, CardId
from aiquiz.core.days import Moment, study_day
from aiquiz.core.events import Event, EventId
from aiquiz.core.interview.report import take_report
from aiquiz.core.interview.round import rounds_of
from aiquiz.core.interview.round_events import Convened, Judged, Replied
from aiquiz.core.interview.running_order import order_round
from aiquiz.core.interview.story import points_of
from aiquiz.core.matching.answers import match_points
from aiquiz.core.numeric.exercise import expected, fill
from aiquiz.core.numeric.quantities import judge
from aiquiz.core.progress import Rules
from aiquiz.core.schedulers import by_name
from aiquiz.core.session import Given, Session, Stamp, start_session, step
from aiquiz.terminal.manner import Manner
from aiquiz.terminal.picture import make_recorder, svg_of
from aiquiz.terminal.report_view import render_report
from aiquiz.terminal.screen import RichScreen

RULES = Rules(by_name("sm-2"))
NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
STAMP = Stamp(Moment(NOW, 0), EventId("1"))

TYPED = CardId("overfitting")
TEXT = """It learns the training set by heart, noise and all.
You see it when the training loss keeps falling but validation gets worse.
I'd get more data first, then regularise, then a smaller model."""

NUMERIC = CardId("kv-cache-bytes")
SEED = 4

ROUND: Mapping[str, tuple[int, tuple[int, ...]]] = {
    "precision": (95, (0, 1, 3)),
    "overfitting": (150, (0, 1, 2, 3, 4)),
    "cold-start": (310, (1,)),
    "kv-cache": (205, (0, 1, 2)),
    "ab-test-peeking": (240, (0, 2, 3)),
    "prompt-injection": (190, ()),
}
STORY = "incident-you-caused-story"
STORY_TOLD = 260, (0, 2)
"""Cards, the seconds that their answers took, and the key points that were made."""

Picture = tuple[str, str]
"""The name of a picture, and its SVG."""


def draw_practice(cards: Sequence[Card]) -> tuple[Picture, ...]:
    """Draws all three."""
    found = {card.id: card for card in cards}
    return draw_typed(found), draw_numeric(found), draw_interview(found)


def draw_typed(cards: dict[CardId, Card]) -> Picture:
    """Draws an answer as it was typed, with the checklist that it ticked."""
    card = cards[TYPED]
    given = Given(TEXT, ticks=tuple(point.is_found for point in match_points(TEXT, card.key_points)))
    return _draw(cards, card, given, "typed", "study --type")


def draw_numeric(cards: dict[CardId, Card]) -> Picture:
    """Draws a number that was typed, right this time, with the working."""
    card = cards[NUMERIC]
    filled = fill(card, SEED)
    text = f"{expected(card, SEED):.4g} {card.unit}"
    right = judge(text, expected(card, SEED), card.unit, card.tolerance).is_right
    given = Given(text, seed=SEED, ticks=(right,))
    return _draw({**cards, card.id: filled}, filled, given, "numeric", "study --tag numeric")


def _draw(cards: dict[CardId, Card], card: Card, given: Given, name: str, command: str) -> Picture:
    console = make_recorder()
    others = [other for other in cards.values() if other.id != card.id][:9]
    session = start_session((card, *others), {}, RULES)._replace(chance=SEED - 1)
    manner = Manner(is_interactive=True, is_typed=True)
    screen = RichScreen(console, cards.__getitem__, lambda: study_day(NOW, 0), manner)
    console.print(Text(f"$ aiquiz {command}", style="bold"))
    screen.show(session)
    _type(console, given.text)
    screen.show(_give(session, given))
    return take_picture(console, name)


def _give(session: Session, given: Given) -> Session:
    return step(session, given, STAMP)[0]


def _type(console: Console, text: str) -> None:
    """Prints a text as it stands where it was typed."""
    for place, line in enumerate(text.split("\n")):
        console.print(Text(f"{'  ' if place else '> '}{line}"))


def draw_interview(cards: dict[CardId, Card]) -> Picture:
    """Draws the report of a round."""
    console = make_recorder()
    played = rounds_of(_round(cards))[0]
    asked = {turn.card: cards[turn.card] for turn in played.turns}
    console.print(Text("$ aiquiz interview --role ml-engineer --questions 7", style="bold"))
    console.print(render_report(take_report(played, asked), asked, console.width))
    return take_picture(console, "interview")


def _round(cards: dict[CardId, Card]) -> Iterable[Event]:
    asked = order_round([cards[CardId(name)] for name in ROUND], cards[CardId(STORY)])
    begun = Convened(EventId("1"), NOW, 0, tuple(card.id for card in asked), 30, 7)
    yield begun
    for number, card_id in enumerate(begun.cards):
        at = NOW + timedelta(minutes=4 * number)
        seconds, ticked = ROUND.get(card_id, STORY_TOLD)
        yield Replied(EventId(f"2{number}"), at, 0, begun.id, card_id, "", 1000 * seconds, is_passed=not ticked)
        yield Judged(EventId(f"3{number}"), at, 0, begun.id, card_id, ticked, len(points_of(cards[card_id])))


def take_picture(console: Console, name: str) -> Picture:
    """Gives what was printed as a picture."""
    return name, svg_of(console, f"aiquiz-{name}")
