"""A whole round as a page of Markdown, for oneself or a coach: scores, answers, checklists, model answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from aiquiz.core.cards import Card
from aiquiz.core.headings import CardId
from aiquiz.core.interview.report import Report, ScoreRow, point_texts
from aiquiz.core.interview.report_words import (
    NO_SCORE,
    counted,
    question_of,
    say_asked,
    say_clock,
    say_counts,
    say_left,
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
from aiquiz.core.interview.round import Round, Turn
from aiquiz.core.interview.round_events import Replied
from aiquiz.core.interview.score import Score
from aiquiz.core.interview.story import points_of
from aiquiz.interchange.markdown_safe import escape_line, fence, quote
from aiquiz.interchange.note import name_of
from aiquiz.interchange.plain_text import tidy


def write_report(report: Report, played: Round, cards: Mapping[CardId, Card]) -> str:
    """Gives the page of a round; `cards` are those of the round, as they were asked."""
    lines = [f"# Mock interview, {say_moment(played.convened)}", "", *_summary(report, played)]
    if report.asked:
        lines += _questions(report, cards)
    if report.is_scored:
        for title, rows in (("Levels", report.by_level), ("Topics", report.by_topic)):
            lines += _rows(title, counted(rows))
        lines += [*_named("Strengths", report.strengths, cards), *_named("Gaps", report.gaps, cards)]
    heading, command = say_next(report)
    lines += ["", f"## {heading}", "", *fence(" ".join(tidy(command).split()), "sh")]
    if report.asked:
        lines += ["", "## Answers"]
    for number, (score, turn) in enumerate(zip(report.scores, played.turns, strict=True), 1):
        lines += _answer(number, score, turn, cards)
    return "\n".join(lines) + "\n"


def _summary(report: Report, played: Round) -> Iterator[str]:
    yield f"For: {escape_line(say_scope(played.convened))}"
    yield ""
    if report.total.mean is not None:
        yield f"- **Score:** {say_percent(report.total.mean)}, {say_points(report.total.points)}"
    else:
        yield f"- **Score:** {NO_SCORE}"
    yield f"- **Questions:** {say_asked(report)}"
    over = f", {say_over(report.taken_ms, report.minutes * 60_000)}" if report.is_over_time else ""
    yield f"- **Time:** {say_spent(report.taken_ms, report.minutes)}{over}"
    if played.concluded:  # before that nobody knows
        yield f"- **Schedule:** {say_schedule(played)}"
    if left := say_left(report):
        yield f"- {left}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield ""
    for cells in (heads, ["---"] * len(heads), *rows):
        yield f"| {' | '.join(cells)} |"


def _questions(report: Report, cards: Mapping[CardId, Card]) -> Iterator[str]:
    yield from ("", "## Questions")
    rows = [
        (
            str(number),
            escape_line(name_of(question_of(score, cards))),
            escape_line(score.card.topic) if score.card else "",
            score.card.level if score.card else "",
            say_score(score),
            _say_time(score),
        )
        for number, score in enumerate(report.scores, 1)
    ]
    yield from _table(("#", "Question", "Topic", "Level", "Score", "Time"), rows)


def _say_time(score: Score) -> str:
    over = f", {say_over(score.taken_ms, score.seconds * 1000)}" if score.is_over_time else ""
    return say_taken(score) + over


def _rows(title: str, rows: Sequence[ScoreRow]) -> Iterator[str]:
    if not rows:
        return
    yield from ("", f"## {title}")
    cells = [(escape_line(row.name), say_percent(row.mean or 0), say_counts(row)) for row in rows]
    yield from _table((title[:-1], "Score", "Of"), cells)


def _named(title: str, scores: Sequence[Score], cards: Mapping[CardId, Card]) -> Iterator[str]:
    if not scores:
        return
    yield from ("", f"## {title}", "")
    for score in scores:
        yield f"- {escape_line(question_of(score, cards))} ({say_score(score)})"
        if card := cards.get(score.id):
            yield from (f"  - missed: {escape_line(point)}" for point in point_texts(card, score.missed))


def _answer(number: int, score: Score, turn: Turn, cards: Mapping[CardId, Card]) -> Iterator[str]:
    """Gives one question with all that was said to it; nothing of one that was not asked."""
    if turn.reply is None:
        return
    question, card = question_of(score, cards), cards.get(score.id)
    yield from ("", f"### {number}. {escape_line(question)}", "")
    if "\n" in tidy(question).strip():
        yield from (*quote(question), "")
    if card:
        yield f"{escape_line(f'{card.topic} › {card.subtopic}')} · {card.level} · {say_score(score)}"
        yield ""
    yield from _reply("Your answer", turn.reply)
    if turn.follow_up:
        yield from ("", f"**Follow-up:** {escape_line(turn.follow_up.follow_up)}", "")
        yield from _reply("Your answer to it", turn.follow_up)
        if score.is_follow_up_held is not None:
            yield from ("", "It held." if score.is_follow_up_held else "It did not hold.")
    if card:
        yield from _listened_for(score, turn, card)
        yield from ("", "**Model answer**", "", *quote(card.answer))


def _reply(heading: str, reply: Replied) -> Iterator[str]:
    yield f"**{heading}**, {say_clock(reply.taken_ms)}:"
    yield ""
    if reply.is_passed:
        yield "Passed."
    elif tidy(reply.text).strip():
        yield from fence(reply.text)
    else:
        yield "Typed; the text was not kept." if reply.is_withheld else "Said aloud."


def _listened_for(score: Score, turn: Turn, card: Card) -> Iterator[str]:
    points = points_of(card)[: turn.judged.points if turn.judged else None]  # a card may have come to more since
    if not points:
        return
    yield from ("", "**They listen for**" + ("" if turn.judged else ", not judged yet"), "")
    for place, point in enumerate(points):
        yield f"- [{'x' if place in score.ticked else ' '}] {escape_line(point.text)}"
