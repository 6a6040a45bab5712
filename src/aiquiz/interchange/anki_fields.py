"""The fields that a card of ours has in Anki, both ways."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

from aiquiz.core.cards import Card, Source
from aiquiz.core.headings import LEVELS, Level, Role
from aiquiz.interchange.html_text import to_markdown
from aiquiz.interchange.markdown_html import inline_html, to_html

TYPE_NAME = "aiquiz"
OUR_FIELDS = ("Front", "Back", "Level", "Topic", "Tip", "Key points")
ALL_FIELDS = (*OUR_FIELDS, "Asked next", "Sources")
ROLE_TAG = "role::"
ROOT_DECK = "aiquiz"
_SOURCE = re.compile(r"(?P<title>.+) · (?P<authors>.+) · (?P<year>\d{1,9})", re.DOTALL)


class Parts(NamedTuple):
    """What the fields of a card of ours say, and what of it could not be read."""

    question: str
    answer: str
    level: Level | None
    topic: str
    tip: str
    key_points: tuple[str, ...]
    follow_ups: tuple[str, ...]
    sources: tuple[Source, ...]
    losses: tuple[str, ...]


def field_values(card: Card) -> tuple[str, ...]:
    """Gives the HTML of each field of `ALL_FIELDS`."""
    sources = (f"{source.title} · {source.authors} · {source.year}" for source in card.sources)
    return (
        _lines(card.question),
        to_html(card.answer),
        card.level.value,
        escape(card.place, quote=False),
        _lines(card.tip),
        _list(card.point_texts),
        _list(card.follow_ups),
        _list(sources),
    )


def read_values(given: Mapping[str, str]) -> Parts:
    """Reads the fields of a card of ours, which somebody may have changed in Anki."""
    losses: list[str] = []

    def text(name: str, *, plain: bool = True) -> str:
        found = to_markdown(given.get(name, ""), plain=plain)
        losses.extend(found.losses)
        return found.text

    level = text("Level").lower()
    if level and level not in LEVELS:
        losses.append(f"the level {level[:40]}")
    return Parts(
        text("Front"),
        text("Back", plain=False),
        Level(level) if level in LEVELS else None,
        text("Topic"),
        text("Tip"),
        _items(text("Key points")),
        _items(text("Asked next")),
        read_sources(_items(text("Sources"))),
        tuple(dict.fromkeys(losses)),
    )


def read_sources(lines: Iterable[str]) -> tuple[Source, ...]:
    """Gives the sources among some lines, each with title, authors and year."""
    found = (_SOURCE.fullmatch(line) for line in lines)
    return tuple(Source(row["title"], row["authors"], int(row["year"])) for row in found if row)


def tags_of(card: Card) -> tuple[str, ...]:
    """Gives the tags that a card has in Anki, its roles among them."""
    return (*card.tags, *(f"{ROLE_TAG}{role}" for role in card.roles))


def split_roles(tags: Iterable[str]) -> tuple[tuple[str, ...], tuple[Role, ...]]:
    """Gives the tags without those that name a role of ours, and the roles."""
    names = {f"{ROLE_TAG}{role}": role for role in Role}
    given = tuple(tags)
    return tuple(tag for tag in given if tag not in names), tuple(names[tag] for tag in given if tag in names)


def deck_of(card: Card) -> str:
    """Gives the name of the deck that a card has in Anki."""
    return "::".join((ROOT_DECK, *(part for part in card.place.split("/") if part)))


def _lines(text: str) -> str:
    return inline_html(text).replace("\n", "<br>")


def _list(items: Iterable[str]) -> str:
    rows = "".join(f"<li>{_lines(item)}</li>" for item in items)
    return f"<ul>{rows}</ul>" if rows else ""


def _items(text: str) -> tuple[str, ...]:
    """Gives the items of a list, or the lines of a text that is none."""
    is_list = text.startswith("- ")
    return tuple(item.strip() for item in re.split(r"(?:^|\n)- " if is_list else r"\n", text) if item.strip())
