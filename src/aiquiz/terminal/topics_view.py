"""How the topics look: a bar for each topic and subtopic beside its figures, and the cards of each level."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.outline import Topic
from aiquiz.core.stats import Mastery
from aiquiz.terminal.bars import Glyphs, glyphs, stacked_bar
from aiquiz.terminal.durations import count
from aiquiz.terminal.layout import Hanging, measure
from aiquiz.terminal.stats_view import say_mastery, say_mastery_briefly
from aiquiz.terminal.text import clean

_BAR_WIDTH = 20
_LEAST_BAR = 10
_GAP = "  "


class _Form(NamedTuple):
    """How every row is drawn: the columns of the name (0 where it has a line of its own) and of the bar."""

    set_: Glyphs
    label: int
    bar: int
    say: Callable[[Mastery], str]


def render_topics(topics: Sequence[Topic], width: int, *, ascii_only: bool = False, in_words: bool = False) -> Group:
    """Gives the topics, each followed by its subtopics; `in_words` leaves the bars out."""
    rows = [row.mastery for topic in topics for row in (topic.place, *topic.subtopics)]
    form = _choose_form(rows, measure(width), glyphs(ascii_only=ascii_only))
    if in_words:
        form = form._replace(label=0, bar=0, say=say_mastery)
    return Group(*_lines(topics, form))


def _choose_form(rows: Sequence[Mastery], room: int, set_: Glyphs) -> _Form:
    """Takes the figures with their words where there is room, else alone; else the name goes above them."""
    label = max(len(row.name) for row in rows) + 2 * len(_GAP)
    for say in (say_mastery, say_mastery_briefly):
        bar = room - label - max(len(say(row)) for row in rows) - len(_GAP)
        if bar >= _LEAST_BAR:
            return _Form(set_, label, min(_BAR_WIDTH, bar), say)
    return _Form(set_, 0, _LEAST_BAR, say_mastery_briefly)


def _lines(topics: Sequence[Topic], form: _Form) -> Iterator[RenderableType]:
    total, set_ = sum(topic.place.cards for topic in topics), form.set_
    yield Hanging("", Text(f"{count(total, 'card')} in {count(len(topics), 'topic')}", style="bold"))
    if form.bar:
        yield Hanging("", Text(f"{set_.known} known  {set_.learning} learning  {set_.new} new", style="hint"))
    for topic in topics:
        yield Text()
        yield from _row(topic.place.mastery, form, "")
        levels = ", ".join(f"{number:,} {level}" for level, number in topic.place.levels if number)
        yield Hanging(_GAP, Text(f"{count(topic.place.cards, 'card')}: {levels}", style="hint"))
        for place in topic.subtopics:
            yield from _row(place.mastery, form, _GAP)


def _row(mastery: Mastery, form: _Form, indent: str) -> Iterator[RenderableType]:
    name, set_ = f"{indent}{clean(mastery.name)}", form.set_
    line = Text().append(f"{name:<{form.label}}", style="" if indent else "bold")
    parts = ((set_.known, mastery.known), (set_.learning, mastery.learning), (set_.new, mastery.new))
    bar = f"{stacked_bar(parts, form.bar):<{form.bar}}{_GAP}" if form.bar else ""
    after = Text().append(bar, style="bar").append(form.say(mastery), style="hint")
    if form.label:
        yield Hanging("", line.append_text(after))
    else:
        yield Hanging("", line)
        yield Hanging(f"{indent}{_GAP}", after)
