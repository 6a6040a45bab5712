"""Which grade an answer is proposed to get, out of what was ticked and how many hints it took."""

from collections.abc import Sequence

from aiquiz.core.schedulers.protocol import Grade

_AGAIN_BELOW, _HARD_BELOW = 1 / 3, 2 / 3
"""Of the key points that an interviewer listens for: who made fewer than a third has not answered the question."""


def propose(ticks: Sequence[bool], hints: int = 0) -> Grade | None:
    """Gives the grade for the share that is ticked; None where nothing is there to be ticked.

    A hint caps it at hard. Easy is the learner's to say: no text shows how little it cost.
    """
    if not ticks:
        return None
    share = sum(ticks) / len(ticks)
    if share < _AGAIN_BELOW:
        return Grade.AGAIN
    return Grade.HARD if hints or share < _HARD_BELOW else Grade.GOOD
