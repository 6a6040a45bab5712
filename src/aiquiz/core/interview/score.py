"""How a question of a round went: what was ticked, what was missed, and how long it took."""

from enum import StrEnum
from typing import NamedTuple

from aiquiz.core.cards import Card
from aiquiz.core.headings import CardId, Headed
from aiquiz.core.interview.round import Turn
from aiquiz.core.interview.story import points_of
from aiquiz.core.proposal import propose
from aiquiz.core.schedulers import Grade
from aiquiz.core.stats import Share


class Verdict(StrEnum):
    """What became of a question; one that was passed counts as 0, the last three do not count."""

    SCORED = "scored"
    PASSED = "passed"
    UNJUDGED = "not judged"
    UNASKED = "not asked"
    POINTLESS = "nothing to tick"


_COUNTED = frozenset({Verdict.SCORED, Verdict.PASSED})


class Score(NamedTuple):
    """How a question went; `card` is None where it is no longer in the bank.

    `ticked` and `missed` are the places of key points, from 0; `seconds` is its share of the round's time.
    """

    id: CardId
    card: Headed | None
    seconds: int
    verdict: Verdict
    ticked: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()
    taken_ms: int = 0
    follow_up: str = ""
    is_follow_up_held: bool | None = None

    @property
    def points(self) -> Share:
        """The points made, of those there are; of 0 where nothing was judged."""
        return Share(len(self.ticked), len(self.ticked) + len(self.missed))

    @property
    def share(self) -> float | None:
        """The score from 0 to 1; None where the question does not count."""
        return self.points.ratio or 0.0 if self.verdict in _COUNTED else None

    @property
    def grade(self) -> Grade | None:
        """The grade proposed to the schedule; None where nothing was judged."""
        if self.verdict is Verdict.PASSED:
            return Grade.AGAIN
        return propose([True] * len(self.ticked) + [False] * len(self.missed))

    @property
    def is_over_time(self) -> bool:
        """Says whether the answer took longer than its share of the round's time, by a whole second or more."""
        return 0 < self.seconds < self.taken_ms // 1000


def take_score(turn: Turn, card: Headed | None, seconds: int) -> Score:
    """Gives how a question went; nothing is made in an answer that was passed, whatever was ticked."""
    reply, judged, follow_up = turn.reply, turn.judged, turn.follow_up
    if reply is None:
        return Score(turn.card, card, seconds, Verdict.UNASKED)
    places = range(_count_points(turn, card))
    ticked = frozenset(judged.ticked if judged and not reply.is_passed else ())
    return Score(
        id=turn.card,
        card=card,
        seconds=seconds,
        verdict=_judge(turn),
        ticked=tuple(place for place in places if place in ticked),
        missed=tuple(place for place in places if place not in ticked),
        taken_ms=turn.taken_ms,
        follow_up=follow_up.follow_up if follow_up else "",
        is_follow_up_held=judged.is_follow_up_held if judged else None,
    )


def _count_points(turn: Turn, card: Headed | None) -> int:
    """Gives how many points there were; a question that was passed missed all of them, seen or not."""
    if turn.judged:
        return turn.judged.points
    return len(points_of(card)) if turn.is_passed and isinstance(card, Card) else 0


def _judge(turn: Turn) -> Verdict:
    if turn.is_passed:
        return Verdict.PASSED
    if turn.judged is None:
        return Verdict.UNJUDGED
    return Verdict.SCORED if turn.judged.points > 0 else Verdict.POINTLESS
