"""The rounds that there were, a row each, and the cards of one as they were asked."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aiquiz.core.cards import Card
from aiquiz.core.headings import CardId, Headed
from aiquiz.core.interview.report import Trend, take_report, trend
from aiquiz.core.interview.report_words import is_counted
from aiquiz.core.interview.round import Round, seed_of
from aiquiz.core.interview.round_events import Convened


class RoundRow(NamedTuple):
    """A round as the list has it; `number` counts from 1, the oldest first, and names it in commands.

    `score` is from 0 to 1, None where nothing was judged. `is_counted` says whether the answers went into the schedule,
    `is_whole` whether all was answered and judged, which it need not be where the round `is_concluded`.
    """

    number: int
    begun: Convened
    asked: int
    questions: int
    score: float | None
    taken_ms: int
    is_concluded: bool = True
    is_counted: bool = False
    is_whole: bool = True


class PastRounds(NamedTuple):
    """All rounds, the newest last, and how their scores went."""

    rows: tuple[RoundRow, ...]
    trend: Trend


def list_rounds(rounds: Sequence[Round], cards: Mapping[CardId, Headed]) -> PastRounds:
    """Gives the rounds, which are in the order of time; `cards` are those of the bank by their ids."""
    reports = [take_report(played, cards) for played in rounds]
    rows = tuple(
        RoundRow(
            number,
            played.convened,
            report.asked,
            len(played.turns),
            report.total.mean,
            played.taken_ms,
            played.concluded is not None,
            is_counted(played),
            played.is_whole,
        )
        for number, (played, report) in enumerate(zip(rounds, reports, strict=True), 1)
    )
    return PastRounds(rows, trend(reports))


def as_asked(played: Round, cards: Mapping[CardId, Card]) -> dict[CardId, Card]:
    """Gives the cards of a round that are still in the bank, those with numbers filled with what the round drew."""
    asked = {}
    for turn in played.turns:
        if (card := cards.get(turn.card)) is not None:
            if card.parameters:
                from aiquiz.core.interview.result import draw_numbers  # noqa: PLC0415 - few cards have numbers

                card, _ = draw_numbers(card, seed_of(played, card.id))
            asked[card.id] = card
    return asked
