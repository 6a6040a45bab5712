"""How the hits of a search look: each card's question, where the card stands, and where the words were found."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.search import Found, Hit
from aiquiz.core.search_words import Word, find_spans
from aiquiz.terminal.durations import count
from aiquiz.terminal.layout import Hanging, styled
from aiquiz.terminal.text import clean

_FOUND = "bold underline"


def render_search(found: Found, limit: int) -> RenderableType:
    """Gives the first so many hits; where there is none, what may be tried."""
    return Group(*_meant(found), *(_hits(found, limit) if found.hits else _nothing(found)))


def _meant(found: Found) -> Iterator[RenderableType]:
    for typed, taken in found.meant:
        yield Hanging("", Text(f"No card has {clean(typed)}; looked for {taken} instead.", style="hint"))


def _hits(found: Found, limit: int) -> Iterator[RenderableType]:
    for hit in found.hits[:limit]:
        yield from _hit(hit, found.words)
    if (number := len(found.hits)) > limit:
        yield Hanging("", Text(f"{limit} of {number:,} cards; --limit {number} shows all.", style="hint"))
    else:
        yield Hanging("", Text(f"{count(number, 'card')}. `aiquiz show ID` shows one.", style="hint"))


def _hit(hit: Hit, words: Sequence[Word]) -> Iterator[RenderableType]:
    card = hit.card
    yield Hanging("", _emphasise(styled(" ".join(card.question.split()), "bold"), words))
    where = Text(card.id, style="place").append(f" · {clean(card.place)} · {card.level}", style="hint")
    yield Hanging("  ", where)
    if hit.excerpt:
        said = _emphasise(styled(hit.excerpt), hit.missing)
        yield Hanging("  ", Text().append(f"{hit.best}: ", style="hint").append_text(said))


def _emphasise(text: Text, words: Sequence[Word]) -> Text:
    for start, end in find_spans(text.plain, words):
        text.stylize(_FOUND, start, end)
    return text


def _nothing(found: Found) -> Iterator[RenderableType]:
    lost = [word for word, number in found.counts if not number]
    had = [f"{word} ({count(number, 'card')})" for word, number in found.counts if number]
    yield Hanging("", Text("Nothing found.", style="bold"))
    if lost:
        yield Hanging("", Text(f"No card has {' or '.join(map(clean, lost))}, nor a word written much like it."))
    if had and len(found.counts) > 1:
        yield Hanging("", Text(f"By themselves: {', '.join(had)}. No card has all of them: leave one out."))
    elif lost:
        yield Hanging("", Text("Try a shorter or another word; `aiquiz topics` lists what there is."))
