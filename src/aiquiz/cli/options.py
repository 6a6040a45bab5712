"""The options that several commands share, and how they become a filter."""

import os
from collections.abc import Iterable
from contextlib import suppress
from math import isnan
from typing import TYPE_CHECKING, Annotated

import typer

from aiquiz.core.headings import CardId, Heading, Level, Role
from aiquiz.core.selection import Filter
from aiquiz.errors import AiquizError, UsageError

if TYPE_CHECKING:
    from aiquiz.store.bank import Bank

_MOST_NAMED = 40
_MOST_TOLD = 1000
"""So many questions are read in a hundredth of a second."""


def complete_topics(incomplete: str) -> list[str]:
    """Gives the topics and subtopics of the bank that begin so, for the shell; after a slash a topic's subtopics."""
    cards = _bank().cards
    if "/" in incomplete:
        return _offer({card.place for card in cards}, incomplete)
    return _offer({name for card in cards for name in (card.topic, card.subtopic)}, incomplete)


def complete_tags(incomplete: str) -> list[str]:
    """Gives the tags of the bank that begin so, for the shell."""
    return _offer({tag for card in _bank().cards for tag in card.tags}, incomplete)


def complete_decks(incomplete: str) -> list[str]:
    """Gives the decks that have cards and begin so, for the shell."""
    return _offer({card.deck for card in _bank().cards}, incomplete)


def complete_cards(incomplete: str) -> list[tuple[str, str]]:
    """Gives the ids of the cards that begin so, for the shell, each with its question unless they are very many."""
    bank = _bank()
    from aiquiz.cli.completion import explain

    ids = _offer((card.id for card in bank.cards), incomplete)
    is_told = len(ids) <= _MOST_TOLD
    return [(name, explain(bank.example(CardId(name)).question) if is_told else "") for name in ids]


def _offer(names: Iterable[str], incomplete: str) -> list[str]:
    from aiquiz.cli.completion import offer

    return offer(names, incomplete)


def _bank() -> "Bank":
    from aiquiz.store.bank import Bank, load_bank
    from aiquiz.store.paths import find_bank, find_places

    with suppress(AiquizError):  # the next command says it; a key pressed in the shell is no place for it
        places = find_places(os.environ)
        return load_bank(find_bank(os.environ), places.bank_cache, decks=places.decks)
    return Bank((), (), {})


Levels = Annotated[list[Level] | None, typer.Option("--level", "-l", help="Only this level.")]
Topics = Annotated[
    list[str] | None,
    typer.Option("--topic", "-t", metavar="NAME", help="Only this topic or subtopic.", autocompletion=complete_topics),
]
Tags = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="TAG", help="Only cards with this tag.", autocompletion=complete_tags),
]
Roles = Annotated[list[Role] | None, typer.Option("--role", "-r", help="Only what this role is asked.")]

Decks = Annotated[
    list[str] | None,
    typer.Option("--deck", metavar="NAME", help="Only this deck of yours.", autocompletion=complete_decks),
]


def _reject_nan(minutes: float | None) -> float | None:
    """Refuses the one number that is neither too small nor too large."""
    if minutes is not None and isnan(minutes):
        raise UsageError("nan is no number of minutes", "Give one from 1 to 1440.")
    return minutes


Limit = Annotated[int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="At most so many cards.")]
Minutes = Annotated[
    float | None,
    typer.Option(
        "--minutes", "-m", min=1, max=1440, metavar="N", help="As much as fits into this time.", callback=_reject_nan
    ),
]
Typed = Annotated[
    bool | None,
    typer.Option("--type/--no-type", help="Type your answers; their key points are ticked, and propose the grade."),
]
Hints = Annotated[bool | None, typer.Option("--hints/--no-hints", help="A key shows a key point before the answer.")]
Svg = Annotated[str | None, typer.Option("--svg", metavar="FILE", help="Save the picture as an SVG.")]
Html = Annotated[str | None, typer.Option("--html", metavar="FILE", help="Save the picture as a page of HTML.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print data instead of a picture.")]


def make_filter(
    cards: tuple[Heading, ...],
    levels: list[Level] | None,
    topics: list[str] | None,
    tags: list[str] | None,
    roles: list[Role] | None,
    decks: list[str] | None = None,
) -> Filter:
    """Gives the filter that was asked for; UsageError names the nearest when a topic, tag or deck does not exist."""
    if topics:
        _check("topic", topics, {name for card in cards for name in (card.topic, card.subtopic, card.place)})
    if tags:
        _check("tag", tags, {tag for card in cards for tag in card.tags})
    if decks:
        _check("deck with cards", decks, {card.deck for card in cards})
    return Filter(tuple(levels or ()), tuple(topics or ()), tuple(tags or ()), tuple(roles or ()), tuple(decks or ()))


def _say_some(kind: str, names: list[str]) -> str:
    """Names as many as can be taken in, and says how many there are besides."""
    more = len(names) - _MOST_NAMED
    where = " (`aiquiz topics` lists all)" if kind == "topic" else ""
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more{where}" if more > 0 else "")


def write_filters(
    levels: list[Level] | None,
    topics: list[str] | None,
    tags: list[str] | None,
    roles: list[Role] | None,
    decks: list[str] | None,
) -> str:
    """Gives filters as they are written for a shell, each with a blank before it."""
    from shlex import quote

    parts = {"level": levels, "topic": topics, "tag": tags, "role": roles, "deck": decks}
    return "".join(f" --{option} {quote(value)}" for option, values in parts.items() for value in values or ())


def _check(kind: str, asked: list[str], known: set[str]) -> None:
    for name in asked:
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known: {_say_some(kind, sorted(known))}."
            raise UsageError(f"There is no {kind} called {name!r}", hint)
