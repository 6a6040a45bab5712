"""How the report of a round looks: the score, a row a question, levels and topics, strengths and gaps, what is next."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.cards import Card
from aiquiz.core.headings import CardId
from aiquiz.core.interview.report import Report, ScoreRow, point_texts
from aiquiz.core.interview.report_words import (
    NO_SCORE,
    counted,
    question_of,
    say_asked,
    say_counts,
    say_follow_up,
    say_left,
    say_made,
    say_moment,
    say_next,
    say_over,
    say_percent,
    say_points,
    say_schedule,
    say_scope,
    say_score,
    say_spent,
    say_taken,
)
from aiquiz.core.interview.round import Round
from aiquiz.core.interview.score import Score, Verdict
from aiquiz.terminal.bars import Glyphs, glyphs
from aiquiz.terminal.layout import Hanging, measure, styled
from aiquiz.terminal.scores import Unbroken, cut_question, lay_side_by_side, longest, pad, score_bar
from aiquiz.terminal.text import clean

_LABEL = 11
_LONG_BAR, _BAR, _NARROW_BAR = 20, 10, 5
_NARROW = 60


class _Form(NamedTuple):
    """How everything is drawn: the room in columns, the characters, the columns of a bar."""

    room: int
    set_: Glyphs
    bar: int
    long_bar: int
    ascii_only: bool


def render_report(
    report: Report, cards: Mapping[CardId, Card], width: int, *, past: Round | None = None, ascii_only: bool = False
) -> RenderableType:
    """Gives a round as it went; `cards` are those of the round, as they were asked.

    What is known only of a round that is past stands first: when it was, for whom, and what came of it.
    """
    room = measure(width)
    bars = (_BAR, _LONG_BAR) if room >= _NARROW else (_NARROW_BAR, _NARROW_BAR)
    form = _Form(room, glyphs(ascii_only=ascii_only), *bars, ascii_only)
    parts = [*(_begun(past) if past else ()), *_figures(report, form)]
    if report.asked:
        parts += _questions(report, cards, form)
    if report.is_scored:
        parts += [*_rows("Levels", counted(report.by_level), form), *_rows("Topics", counted(report.by_topic), form)]
        parts += [*_named("Strengths", report.strengths, report, cards, form)]
        parts += [*_named("Gaps", report.gaps, report, cards, form)]
    return Group(*parts, *_next(report))


def _labelled(label: str, text: Text) -> Hanging:
    return Hanging(f"{label:<{_LABEL}}", text)


def _begun(past: Round) -> Iterator[RenderableType]:
    yield _labelled("round", Text(say_moment(past.convened)))
    yield _labelled("for", Text(clean(say_scope(past.convened))))
    yield _labelled("schedule", Text(say_schedule(past)))


def _figures(report: Report, form: _Form) -> Iterator[RenderableType]:
    score = Text(NO_SCORE, style="hint")
    if report.total.mean is not None:
        score = Text().append(say_percent(report.total.mean), style="bold")
        bar = score_bar(report.total.mean, form.long_bar, form.set_)
        score.append("  ").append(bar, style="bar")
        score.append(f"  {say_points(report.total.points)}", style="aside")
    yield _labelled("score", score)
    yield _labelled("questions", Text(say_asked(report)))
    time = Text(say_spent(report.taken_ms, report.minutes))
    if report.is_over_time:
        time.append(f"  {say_over(report.taken_ms, report.minutes * 60_000)}", style="caution")
    yield _labelled("time", time)
    if left := say_left(report):
        yield Hanging("", Text(left, style="caution"))


def _heading(title: str) -> Iterator[RenderableType]:
    yield Text()
    yield Text(title, style="bold")


def _questions(report: Report, cards: Mapping[CardId, Card], form: _Form) -> Iterator[RenderableType]:
    yield from _heading("Questions")
    digits = len(str(len(report.scores)))
    said = longest(say_score(score) for score in report.scores if _is_scored(score))
    words = form.bar + 2 + said if said else longest(map(say_score, report.scores))
    times = longest(map(say_taken, report.scores)) if form.room >= _NARROW else 0
    for number, score in enumerate(report.scores, 1):
        mark = f"{number:>{digits}}  "
        style = "hint" if score.verdict is Verdict.UNASKED else ""
        question = question_of(score, cards)
        yield Hanging(mark, cut_question(question, form.room - len(mark), ascii_only=form.ascii_only, style=style))
        pieces = _pieces(score, form, said if _is_scored(score) else words, times)
        yield from lay_side_by_side(pieces, " " * len(mark), form.room)


def _is_scored(score: Score) -> bool:
    return score.verdict is Verdict.SCORED


def _pieces(score: Score, form: _Form, said: int, times: int) -> Iterator[Text]:
    """Gives the bar and the points, or a word in their place, then the time and what else there is to say."""
    if _is_scored(score):
        yield Text(score_bar(score.share, form.bar, form.set_), style="bar")
        yield Text(f"{say_score(score):<{said}}")
    else:
        yield Text(f"{say_score(score):<{said}}")
    yield Text(f"{say_taken(score):<{times}}", style="hint")
    if score.card:
        yield Text(score.card.level, style="hint")
    if score.is_over_time:
        yield Text(say_over(score.taken_ms, score.seconds * 1000), style="caution")
    yield Text(say_follow_up(score), style="hint")


def _rows(title: str, rows: Sequence[ScoreRow], form: _Form) -> Iterator[RenderableType]:
    """Gives the scores of levels or topics, with fewer words where it is narrow."""
    if not rows:
        return
    yield Text()
    label = longest(clean(row.name) for row in rows)
    counts = [say_counts(row) for row in rows]
    used = label + form.bar + 11
    is_brief = used + longest(counts) > form.room
    if is_brief:
        counts = [say_made(row.points) for row in rows]
    yield Text(title, style="bold").append("  points made" * is_brief, style="aside")
    is_apart = used + longest(counts) > form.room
    for row, said in zip(rows, counts, strict=True):
        if is_apart:
            yield Hanging("", Text(clean(row.name)))
        name = Text(" " if is_apart else pad(clean(row.name), label))
        yield from lay_side_by_side([name, *_measures(row, said, form)], "", form.room)


def _measures(row: ScoreRow, counts: str, form: _Form) -> Iterator[Text]:
    yield Text(score_bar(row.mean, form.bar, form.set_), style="bar")
    yield Text(f"{say_percent(row.mean or 0):>5}")
    yield Text(counts, style="hint")


def _named(
    title: str, scores: Sequence[Score], report: Report, cards: Mapping[CardId, Card], form: _Form
) -> Iterator[RenderableType]:
    """Gives some of the questions with their scores and the points missed, under the numbers that they have above."""
    if not scores:
        return
    yield from _heading(title)
    digits, said = len(str(len(report.scores))), longest(map(say_score, scores))
    for score in scores:
        mark = f"{report.scores.index(score) + 1:>{digits}}  {say_score(score):<{said}}  "
        question = question_of(score, cards)
        yield Hanging(mark, cut_question(question, form.room - len(mark), ascii_only=form.ascii_only))
        if card := cards.get(score.id):
            for point in point_texts(card, score.missed):
                yield Hanging(f"{' ' * digits}  [ ] ", styled(point, "aside"))


def _next(report: Report) -> Iterator[RenderableType]:
    heading, command = say_next(report)
    yield from _heading(heading)
    yield Unbroken(command)
