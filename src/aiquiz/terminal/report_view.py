"""How the report of a round looks: the score, a row a question, levels and topics, strengths and gaps, what is next."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.text import Text

from aiquiz.core.cards import Card
from aiquiz.core.headings import CardId
from aiquiz.core.interview.report import Report, ScoreRow, point_texts
from aiquiz.core.interview.report_words import (
    counted,
    is_scored,
    question_of,
    say_asked,
    say_counts,
    say_follow_up,
    say_next,
    say_over,
    say_percent,
    say_points,
    say_score,
    say_share,
    say_spent,
    say_taken,
)
from aiquiz.core.interview.score import Score, Verdict
from aiquiz.terminal.bars import Glyphs, glyphs
from aiquiz.terminal.layout import Hanging, measure, styled
from aiquiz.terminal.scores import Unbroken, cut_question, lay_side_by_side, score_bar
from aiquiz.terminal.text import clean

_LABEL = 11
_LONG_BAR, _BAR, _NARROW_BAR = 20, 10, 5
_NARROW = 60
_LONGEST_VERDICT = len(Verdict.UNJUDGED)


class _Form(NamedTuple):
    """How everything is drawn: the room in columns, the characters, the columns of a bar."""

    room: int
    set_: Glyphs
    bar: int
    long_bar: int
    ascii_only: bool


def render_report(
    report: Report, cards: Mapping[CardId, Card], width: int, *, ascii_only: bool = False
) -> RenderableType:
    """Gives a round as it went; `cards` are those of the round, as they were asked."""
    room = measure(width)
    bars = (_BAR, _LONG_BAR) if room >= _NARROW else (_NARROW_BAR, _NARROW_BAR)
    form = _Form(room, glyphs(ascii_only=ascii_only), *bars, ascii_only)
    parts = [*_figures(report, form)]
    if report.asked:
        parts += _questions(report, cards, form)
    if is_scored(report):
        parts += [*_rows("Levels", counted(report.by_level), form), *_rows("Topics", counted(report.by_topic), form)]
        parts += [*_named("Strengths", report.strengths, report, cards, form)]
        parts += [*_named("Gaps", report.gaps, report, cards, form)]
    return Group(*parts, *_next(report))


def _figures(report: Report, form: _Form) -> Iterator[RenderableType]:
    score = Text("not known before the review", style="hint")
    if is_scored(report) and report.total.mean is not None:
        score = Text().append(say_percent(report.total.mean), style="bold")
        bar = score_bar(report.total.mean, form.long_bar, form.set_)
        score.append("  ").append(bar, style="bar")
        score.append(f"  {say_points(report.total.points)}", style="aside")
    yield Hanging(f"{'score':<{_LABEL}}", score)
    yield Hanging(f"{'questions':<{_LABEL}}", Text(say_asked(report)))
    time = Text(say_spent(report.taken_ms, report.minutes))
    if report.is_over_time:
        time.append(f"  {say_over(report.taken_ms, report.minutes * 60_000)}", style="caution")
    yield Hanging(f"{'time':<{_LABEL}}", time)


def _heading(title: str) -> Iterator[RenderableType]:
    yield Text()
    yield Text(title, style="bold")


def _questions(report: Report, cards: Mapping[CardId, Card], form: _Form) -> Iterator[RenderableType]:
    yield from _heading("Questions")
    digits = len(str(len(report.scores)))
    said = max((len(say_score(score)) for score in report.scores if _is_scored(score)), default=0)
    times = max(len(say_taken(score)) for score in report.scores) if form.room >= _NARROW else 0
    for number, score in enumerate(report.scores, 1):
        mark = f"{number:>{digits}}  "
        style = "hint" if score.verdict is Verdict.UNASKED else ""
        question = question_of(score, cards)
        yield Hanging(mark, cut_question(question, form.room - len(mark), ascii_only=form.ascii_only, style=style))
        yield from lay_side_by_side(_pieces(score, form, said, times), len(mark), form.room)


def _is_scored(score: Score) -> bool:
    return score.verdict is Verdict.SCORED


def _pieces(score: Score, form: _Form, said: int, times: int) -> Iterator[Text]:
    """Gives the bar and the points, or a word in their place, then the time and what else there is to say."""
    if _is_scored(score):
        yield Text(score_bar(score.share, form.bar, form.set_), style="bar")
        yield Text(f"{say_score(score):<{said}}")
    else:
        yield Text(f"{say_score(score):<{form.bar + 2 + said if said else _LONGEST_VERDICT}}")
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
    label = max(len(clean(row.name)) for row in rows)
    counts = [say_counts(row) for row in rows]
    used = label + form.bar + 11
    is_brief = used + max(map(len, counts)) > form.room
    if is_brief:
        counts = [say_share(row.points) if row.points.whole else "none judged" for row in rows]
    yield Text(title, style="bold").append("  points made" * is_brief, style="aside")
    is_apart = used + max(map(len, counts)) > form.room
    for row, said in zip(rows, counts, strict=True):
        if is_apart:
            yield Hanging("", Text(clean(row.name)))
        name = Text(" " if is_apart else f"{clean(row.name):<{label}}")
        yield from lay_side_by_side([name, *_measures(row, said, form)], 0, form.room)


def _measures(row: ScoreRow, counts: str, form: _Form) -> Iterator[Text]:
    is_known = row.mean is not None and row.points.whole > 0
    yield Text(score_bar(row.mean, form.bar, form.set_) if is_known else " " * form.bar, style="bar")
    yield Text(f"{say_percent(row.mean or 0) if is_known else '':>5}")
    yield Text(counts, style="hint")


def _named(
    title: str, scores: Sequence[Score], report: Report, cards: Mapping[CardId, Card], form: _Form
) -> Iterator[RenderableType]:
    """Gives some of the questions with their scores and the points missed, under the numbers that they have above."""
    if not scores:
        return
    yield from _heading(title)
    digits, said = len(str(len(report.scores))), max(len(say_score(score)) for score in scores)
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
